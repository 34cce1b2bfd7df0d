import type { Canonical } from '@zhenglian/proof';
import { canonicalText } from '@zhenglian/proof';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Kind } from './record.ts';
import { decodeRecord, encodeNative, kinds, recordJsonSchema } from './record.ts';
import type { Instant } from './time.ts';
import { formatInstant } from './time.ts';

/** The part of JSON Schema that the published one uses. */
type Schema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};

const instants = fc.integer({ min: 0, max: 253402300799999 }).map((at) => formatInstant(at as Instant));
const dates = instants.filter((at) => at > '1970-01-02').map((at) => at.slice(0, 10));
const names = fc.array(fc.stringMatching(/^[^/\\:.\p{Cc}\ud800-\udfff]{1,9}$/u), { minLength: 1, maxLength: 3 });
const paths = names.map((parts) => parts.join('/'));

function texts(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'date-time') return instants;
  if (schema.format === 'date') return dates;
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(texts));
  if (schema.pattern !== undefined) return fc.stringMatching(new RegExp(schema.pattern));
  const [minLength, unit] = [schema.minLength ?? 0, 'grapheme'] as const;
  return fc.string({ minLength, maxLength: 12, unit }).filter((text) => text.length >= minLength);
}

/** Values that a schema admits, so that every kind and every field of it is tried without naming them here. */
function valuesOf(schema: Schema, field = ''): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.type === 'string') return field === 'path' ? paths : texts(schema);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((each) => valuesOf(each, field)));
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'integer') return fc.maxSafeNat();
  if (schema.type === 'number') return fc.integer({ min: 0, max: 100_000 }).map((bps) => bps / 100);
  if (schema.type === 'array') {
    const [minLength, distinct] = [schema.minItems ?? 0, field === 'by'];
    const item = valuesOf(schema.items ?? {});
    const selector = (each: unknown) => canonicalText([(each as { ref: string }).ref]);
    return distinct
      ? fc.uniqueArray(item, { minLength, maxLength: 3, selector })
      : fc.array(item, { minLength, maxLength: 3 });
  }
  const members = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, valuesOf(each, name)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true });
}

const published = recordJsonSchema() as unknown as { readonly anyOf: readonly Schema[] };
const lawful = (value: unknown) => {
  const { kind, basis } = value as { readonly kind: Kind; readonly basis: string };
  return kind !== 'transfer' || basis !== 'work-system';
};

const records = published.anyOf.map((schema) => valuesOf(schema));

describe('what the published schema admits is taken, has canonical bytes, and is the same when written and read again', () => {
  test.each(kinds.map((kind, i) => [kind, records[i] ?? fc.constant(null)] as const))('%s', (_, values) => {
    fc.assert(
      fc.property(values.filter(lawful), (value) => {
        const first = decodeRecord(JSON.parse(JSON.stringify(value)));
        expect(first).toMatchObject({ ok: true });
        if (!first.ok) return;
        const text = canonicalText(first.record as unknown as Canonical);
        const written: unknown = JSON.parse(JSON.stringify(encodeNative(first.record)));
        const second = decodeRecord(written);
        expect(second).toEqual(first);
        if (second.ok) expect(canonicalText(second.record as unknown as Canonical)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withUnicodeString: true,
});

/** Takes whatever it is given: it never throws, and what it admits has canonical bytes. */
function isTotal(value: unknown): void {
  const decoded = decodeRecord(value);
  if (decoded.ok) expect(() => canonicalText(decoded.record as unknown as Canonical)).not.toThrow();
  else expect(decoded.why.isWellFormed() && !decoded.why.includes('\0') && decoded.why !== '').toBe(true);
}

test('decoding anything at all never throws', () => {
  fc.assert(fc.property(anything, isTotal), { numRuns: 2000 });
  expect(
    decodeRecord({
      get v() {
        throw new Error('an accessor');
      },
    }),
  ).toMatchObject({ ok: false });
  expect(
    decodeRecord(
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('a trap');
          },
        },
      ),
    ),
  ).toMatchObject({ ok: false });
});

test('decoding a good record with anything at all in one place never throws', () => {
  fc.assert(
    fc.property(fc.oneof(...records), anything, fc.nat(), (value, wrong, at) => isTotal(withWrong(value, wrong, at))),
    { numRuns: 2000 },
  );
});

/** The value with one of its places, chosen by `at`, holding something else. */
function withWrong(value: unknown, wrong: unknown, at: number): unknown {
  if (typeof value !== 'object' || value === null) return wrong;
  const keys = Object.keys(value);
  const key = keys[at % (keys.length + 1)];
  if (key === undefined) return wrong;
  const inner = withWrong((value as Record<string, unknown>)[key], wrong, Math.floor(at / (keys.length + 1)));
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...value, [key]: inner };
}
