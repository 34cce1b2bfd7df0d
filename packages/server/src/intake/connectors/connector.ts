import type { NativeRecord } from '../../kernel/record.ts';
import { bases } from '../../kernel/record.ts';
import type { RefusalCode } from '../../kernel/refusal.ts';
import type { Controls, Place } from '../json-lines.ts';
import { jsonLines } from '../json-lines.ts';

/** What whoever imports or posts says about the bytes, beside the bytes themselves. */
export type Settings = {
  readonly source: string;
  readonly basis?: string;
  readonly zone?: string;
  readonly owner?: string;
  readonly handover?: string;
};

/** A record and the bytes it was read from, or where and why something could not be read. */
export type Parsed = { readonly at: Place } & (
  | { readonly ok: true; readonly record: NativeRecord }
  | { readonly ok: false; readonly code: RefusalCode; readonly why: string }
);

/**
 * Reads one format. A connector reports and never interprets: it is pure, throws on no input, drops nothing,
 * and answers the same for the same bytes years later.
 */
export type Connector = {
  readonly name: string;
  readonly title: string;
  /** Whether a file that begins with `head` is of this format; the name decides only where the content cannot. */
  readonly recognise: (head: Uint8Array, fileName: string) => boolean;
  /** The source that the file itself names or its format suggests. */
  readonly sourceIn: (head: Uint8Array) => string | undefined;
  /** What must still be said before such a file can be taken in; empty if nothing. */
  readonly needs: (settings: Settings) => readonly string[];
  readonly parse: (bytes: Uint8Array, settings: Settings) => Iterable<Parsed>;
};

export type JsonObject = { readonly [name: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
