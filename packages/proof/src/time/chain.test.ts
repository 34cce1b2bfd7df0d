import { expect, test } from 'vitest';
import { utf8Of } from '../utf8.ts';
import type { KnownSignatures } from './chain.ts';
import type { Made } from './testkit.ts';
import { AUTHORITY, DAY, makeCertificate, makeToken, NOON, STAMPS_ALONE, signerOf } from './testkit.ts';
import { verifyTimeStamp } from './token.ts';

const DATA = utf8Of('a note');
const root = makeCertificate('root', signerOf(1), undefined, AUTHORITY);
const middle = makeCertificate('middle', signerOf(2), root, AUTHORITY, { serial: 2 });
const authority = makeCertificate('authority', signerOf(3), middle, STAMPS_ALONE, {
  serial: 3,
  until: NOON + 10 * DAY,
});

function verified(known: KnownSignatures, { by = authority, above = middle, at = NOON, roots = [root] } = {}) {
  const token = makeToken(DATA, by, { at, certificates: [by.raw, above.raw] });
  return verifyTimeStamp(token, DATA, { roots: roots.map(({ raw }) => raw), known });
}

test('what is known of signatures is found out once for each pair of certificates', () => {
  const known: KnownSignatures = new Map();
  expect(verified(known).chain).toHaveLength(3);
  expect([...known.values()]).toEqual([true, true]);
  expect(verified(known, { at: NOON + DAY }).chain).toHaveLength(3);
  expect(known.size).toBe(2);
});

const forgedMiddle: Made = makeCertificate('middle', signerOf(2), { name: 'root', signer: signerOf(9) }, AUTHORITY, {
  serial: 2,
});
const elsewhere = makeCertificate('root', signerOf(8), undefined, AUTHORITY);

test.each<readonly [string, Parameters<typeof verified>[1], string]>([
  ['a time behind the end of a certificate', { at: NOON + 11 * DAY }, 'is valid from'],
  ['a time before its beginning', { at: NOON - 101 * DAY }, 'is valid from'],
  ['another root of the same name', { roots: [elsewhere] }, 'is not signed by “root”'],
  ['a certificate of the same name and key that the root did not sign', { above: forgedMiddle }, 'is not signed by'],
  ['no root', { roots: [] }, 'no trusted root is reached'],
])('knowing that a chain held once spares nothing: %s is refused', (_what, wishes, why) => {
  const known: KnownSignatures = new Map();
  verified(known);
  for (const _again of [1, 2]) expect(() => verified(known, wishes)).toThrow(why);
});
