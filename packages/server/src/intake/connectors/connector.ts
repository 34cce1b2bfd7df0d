import type { NativeRecord } from '../../kernel/record.ts';
import { bases } from '../../kernel/record.ts';
import type { RefusalCode } from '../../kernel/refusal.ts';
import type { Controls, Place } from '../json-lines.ts';
import { jsonLines } from '../json-lines.ts';
import type { TableHead } from '../table/row.ts';

/** What whoever imports or posts says about the bytes, beside the bytes themselves. */
export type Settings = {
  readonly source: string;
  readonly basis?: string;
  readonly zone?: string;
  readonly owner?: string;
  readonly handover?: string;
};

export type JsonObject = { readonly [name: string]: unknown };

/** What was learnt from the beginning of a file and is needed to read the rest: plain JSON, since it crosses threads. */
export type Layout = JsonObject;

/** The beginning of a file: at most its first 64 KiB, and how they read as a table, if they do. */
export type Head = {
  readonly fileName: string;
  /** Nothing of a workbook, whose rows stand in `table` alone. */
  readonly bytes: Uint8Array;
  readonly table: TableHead | undefined;
};

export type Recognised = {
  readonly layout: Layout;
  /** The source that the file itself names or its format suggests. */
  readonly source: string | undefined;
  /** Whose account or box the file says it is, as `SYSTEM:REF`. */
  readonly owner: string | undefined;
};

/** Which way money went as the file itself puts it, for comparing with the sums it prints. */
export type Flow = {
  readonly direction: 'in' | 'out' | 'neutral';
  readonly currency: string;
  readonly minor: bigint;
};

/**
 * A record and the bytes it was read from, or where and why something could not be read. A feed whose ids may
 * repeat, or that has none, gives a draft instead: a record of RECORDS.md without its `externalId`, which is `id`
 * where that is unique in the whole file and the digest with an ordinal elsewhere.
 */
export type Parsed = { readonly at: Place } & (
  | { readonly ok: true; readonly record: NativeRecord }
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly code: RefusalCode; readonly why: string }
);

export type Draft = {
  readonly value: JsonObject;
  readonly id: string | undefined;
  /** Digest of the account and the cells of the row, in hexadecimal; asked for only where `id` does not do. */
  readonly digest: () => string;
  readonly flow: Flow | undefined;
};

/** One stretch of a file: where it begins in the file matters only to formats that have a preamble. */
export type Reading = {
  readonly settings: Settings;
  readonly layout: Layout;
  /** Whether the stretch is the beginning of the file. */
  readonly first: boolean;
};

/**
 * Reads one format. A connector reports and never interprets: it is pure, throws on no input, drops nothing,
 * and answers the same for the same bytes years later.
 */
export type Connector = {
  readonly name: string;
  readonly title: string;
  /** What a file that begins so is, to this connector; the name decides only where the content cannot. */
  readonly recognise: (head: Head) => Recognised | undefined;
  /** What must still be said before such a file can be taken in; empty if nothing. */
  readonly needs: (settings: Settings, recognised: Recognised) => readonly string[];
  /** `counted` asks for a first pass over the whole file, in which ids that repeat are found. */
  readonly ids: 'own' | 'counted';
  /**
   * The end of the last whole record in `bytes`, which begin where a record may begin; 0 when none has ended.
   * With `last`, nothing follows, and everything is taken.
   */
  readonly cut: (bytes: Buffer, layout: Layout, last: boolean) => number;
  /** Places are counted within `bytes`, in order, and never overlap. */
  readonly parse: (bytes: Uint8Array, reading: Reading) => Iterable<Parsed> | Promise<Iterable<Parsed>>;
};

/** A connector whose records bring their own ids and that answers at once. */
export type RecordConnector = Omit<Connector, 'parse'> & {
  readonly parse: (bytes: Uint8Array, reading: Reading) => Iterable<Exclude<Parsed, { readonly draft: Draft }>>;
};

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Cuts behind the last line end: for formats that write one record a line. */
export const cutAtLineEnd = (bytes: Buffer, _layout: Layout, last: boolean): number =>
  last ? bytes.length : bytes.lastIndexOf(10) + 1;

/** Cuts nowhere: for formats of which a file is one record or cannot be cut. */
export const cutNowhere = (bytes: Buffer, _layout: Layout, last: boolean): number => (last ? bytes.length : 0);

/** The objects among the lines at the beginning of a file; a last line that is cut off is left out. */
export function* objectsIn(head: Uint8Array, controls: Controls): Generator<JsonObject> {
  for (const { reading } of jsonLines(head, controls)) {
    if (reading.ok && isObject(reading.value)) yield reading.value;
  }
}

/** The first line of a head too short to hold it whole; empty where the line does end. */
export function cutLine(head: Uint8Array): string {
  return head.includes(10)
    ? ''
    : Buffer.from(head)
        .toString('utf8')
        .replace(/^\uFEFF/u, '');
}

/** What every format asks of the settings: a basis that RECORDS.md knows, if one is given. */
export function basisNeeds({ basis }: Settings): readonly string[] {
  const known: readonly string[] = bases;
  return basis === undefined || known.includes(basis) ? [] : [`basis (one of ${bases.join(', ')})`];
}
