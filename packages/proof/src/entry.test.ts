import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalBytes } from './canonical.ts';
import type { Entry } from './entry.ts';
import { decodeEntry, ENTRY_TYPES, EntryError, encodeEntry } from './entry.ts';
import { utf8Of } from './utf8.ts';

const entry: Entry = {
  format: 1,
  log: 'wecom',
  index: 5,
  recordedAt: 1_772_417_700_000,
  type: 'record',
  delivery: 3,
  commitment: { sha256: 'ab'.repeat(32), sm3: '0f'.repeat(32) },
};

test('an entry is written as its canonical JSON and read back', () => {
  const digest = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
  const anyEntry = fc.record({
    format: fc.constant(1 as const),
    log: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
    index: fc.integer({ min: 1 }),
    recordedAt: fc.nat(),
    type: fc.constantFrom(...ENTRY_TYPES.slice(1)),
    delivery: fc.constantFrom(0, null),
    commitment: fc.record({ sha256: digest, sm3: digest }),
  });
  fc.assert(
    fc.property(anyEntry, fc.boolean(), (made, changed) => {
      const whole: Entry = changed ? { ...made, prior: made.index - 1 } : made;
      expect(encodeEntry(whole)).toEqual(canonicalBytes(whole));
      expect(decodeEntry(encodeEntry(whole))).toEqual(whole);
    }),
  );
});

const REFUSED: readonly (readonly [string, object])[] = [
  ['another format', { format: 2 }],
  ['a log name with an uppercase letter', { log: 'Wecom' }],
  ['a log name that ends in a newline', { log: 'wecom\n' }],
  ['a negative index', { index: -1 }],
  ['an index beyond 2^53 - 1', { index: 2 ** 53 }],
  ['a time beyond the year 9999', { recordedAt: 253_402_300_800_000 }],
  ['an unknown type', { type: 'note' }],
  ['a type that is a name of Object.prototype', { type: 'toString' }],
  ['a delivery that is not earlier', { delivery: 5 }],
  ['no delivery at all', { delivery: undefined }],
  ['a delivery brought by another', { type: 'delivery' }],
  ['a prior that is not earlier', { prior: 5 }],
  ['a prior that is null', { prior: null }],
  ['an uppercase digest', { commitment: { ...entry.commitment, sm3: 'AB'.repeat(32) } }],
  ['a short digest', { commitment: { ...entry.commitment, sha256: 'ab' } }],
  ['a third digest', { commitment: { ...entry.commitment, md5: '' } }],
  ['a member beside', { note: 'x' }],
];

test.each(REFUSED)('no entry has %s', (_, change) => {
  const value = { ...entry, ...change };
  expect(() => encodeEntry(value as Entry)).toThrow(EntryError);
  expect(() => decodeEntry(utf8Of(canonicalize(value) ?? ''))).toThrow(EntryError);
});

test('bytes that are an entry but not its canonical form are refused', () => {
  expect(() => decodeEntry(utf8Of(JSON.stringify(entry)))).toThrow(EntryError);
});
