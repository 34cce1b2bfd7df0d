import { z } from 'zod';
import { agreements } from './kinds/agreements.ts';
import { customers } from './kinds/customers.ts';
import { externalId, instant, maybe, ref, sourceName } from './kinds/fields.ts';
import { matters } from './kinds/matters.ts';
import { media } from './kinds/media.ts';
import { moneyMoves } from './kinds/money-moves.ts';
import { people } from './kinds/people.ts';
import { talk } from './kinds/talk.ts';
import type { RefusalCode } from './refusal.ts';
import type { Instant, Precision } from './time.ts';
import { precisions } from './time.ts';
import { describeIssues, withInput } from './why.ts';

export const bases = [
  'work-system',
  'company-books',
  'provided-by-customer',
  'provided-by-employee',
  'provided-by-third-party',
  'public-record',
  'authority-order',
] as const;
export type Basis = (typeof bases)[number];

/** In which form an item came (证据规定 15). */
export const originals = ['original', 'copy', 'printout', 'screenshot', 'recording', 'extract'] as const;
export type OriginalForm = (typeof originals)[number];

const bodies = { ...people, ...customers, ...agreements, ...talk, ...moneyMoves, ...matters };

export type Kind = keyof typeof bodies;
export const kinds = Object.keys(bodies) as readonly Kind[];

type Deep<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer E)[]
    ? readonly Deep<E>[]
    : { readonly [N in keyof T]: Deep<T[N]> };

export type BodyOf<K extends Kind> = Deep<z.output<(typeof bodies)[K]>>;
export type Media = Deep<z.output<typeof media>>;

/**
 * One decoded record. Times are UTC milliseconds, percentages decimal text, and every value can be written as
 * canonical JSON. `precision` is always there: `second` if the source left it out.
 */
export type RecordOf<K extends Kind> = {
  readonly v: 1;
  readonly kind: K;
  readonly source: string;
  readonly externalId: string;
  readonly occurredAt: Instant;
  readonly precision: Precision;
  readonly basis: Basis;
  /** The hand-over that brought it: an externalId of the same source, or `SOURCE:ID`. */
  readonly handover?: string;
  readonly original?: OriginalForm;
  readonly body: BodyOf<K>;
  readonly media?: Media;
};

export type NativeRecord = { readonly [K in Kind]: RecordOf<K> }[Kind];

export type DecodedRecord =
  | { readonly ok: true; readonly record: NativeRecord }
  | { readonly ok: false; readonly code: RefusalCode; readonly why: string };

function recordSchema(kind: string, body: z.ZodType) {
  return z.strictObject({
    v: z.literal(1),
    kind: z.literal(kind),
    source: sourceName,
    externalId,
    occurredAt: instant,
    precision: z.enum(precisions).default('second'),
    basis: z.enum(bases),
    handover: maybe(ref),
    original: maybe(z.enum(originals)),
    body,
    media: maybe(media),
  });
}

const schemas: ReadonlyMap<unknown, ReturnType<typeof recordSchema>> = new Map(
  Object.entries(bodies).map(([kind, body]) => [kind, recordSchema(kind, body)]),
);

/**
 * Decodes one record of RECORDS.md, or says by path what is wrong with it. Never throws, whatever it is given,
 * and `why` names places and limits, never what the record says.
 */
export function decodeRecord(value: unknown): DecodedRecord {
  try {
    return decode(value);
  } catch {
    // Nothing that came out of JSON ends here; an object with accessors of its own might.
    return { ok: false, code: 'record.invalid', why: 'record: cannot be read' };
  }
}

function decode(value: unknown): DecodedRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, code: 'record.invalid', why: 'record: must be an object' };
  }
  const { v, kind } = value as { readonly v?: unknown; readonly kind?: unknown };
  if (v !== 1) return { ok: false, code: 'record.invalid', why: 'v: must be 1' };
  const schema = schemas.get(kind);
  if (schema === undefined) {
    const code = kind === undefined ? 'record.invalid' : 'record.kind_unknown';
    return { ok: false, code, why: `kind: must be one of ${kinds.join(', ')}` };
  }
  const parsed = schema.safeParse(value, withInput);
  if (!parsed.success) return { ok: false, ...describeIssues(parsed.error.issues) };
  const record = parsed.data as NativeRecord;
  if (record.kind === 'transfer' && record.basis === 'work-system') {
    const why = 'basis: a transfer comes from the company books or was handed over, never from a work system';
    return { ok: false, code: 'record.basis_not_lawful', why };
  }
  return { ok: true, record };
}

/** The record as RECORDS.md writes it. Decoding the answer gives the same record again. */
export function encodeNative(record: NativeRecord): unknown {
  const schema = schemas.get(record.kind);
  if (schema === undefined) throw new Error('a record has a known kind');
  return z.encode(schema, record as never);
}

/** JSON Schema 2020-12 of what `decodeRecord` takes; it cannot say everything that decoding checks. */
export function recordJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(z.union([...schemas.values()]), { io: 'input', unrepresentable: 'any' });
}
