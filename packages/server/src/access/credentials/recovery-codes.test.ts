import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newRecoveryCodes, recoveryDigest } from './recovery-codes.ts';

test('ten codes come in groups, all different, with every letter of the alphabet in use', () => {
  const many = Array.from({ length: 100 }, newRecoveryCodes);
  expect(many.every((codes) => codes.length === 10)).toBe(true);
  const codes = many.flat();
  expect(codes.every((code) => /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{3}$/.test(code))).toBe(
    true,
  );
  expect(new Set(codes).size).toBe(1000);
  for (const at of [0, 7, 14]) expect(new Set(codes.map((code) => code[at])).size).toBe(32);
});

test('the digest is the SHA-256 of the thirteen characters', () => {
  // printf 0123456789ABC | sha256sum
  expect(recoveryDigest('01234-56789-ABC')?.toString('hex')).toBe(
    '2db66fad972737e98a9a1c70a37d4245215b2ac8b7eccf6dac5738f6b31ba5ab',
  );
});

test('however a code is typed, it is the same code', () => {
  const expected = recoveryDigest('01234-56711-ABC');
  for (const typed of ['0123456711abc', ' o1234 567il abc ', 'OL234–567i1—abc', '０１２３４－５６７１１－ＡＢＣ'])
    expect(recoveryDigest(typed)).toEqual(expected);
  expect(recoveryDigest('01234-56711-ABD')).not.toEqual(expected);
});

test('what cannot be a code has no digest', () => {
  for (const text of [
    '',
    '01234-56789-AB',
    '01234-56789-ABCD',
    '01234-56789-ABU',
    '01234_56789_ABC',
    '01234-56789-AB王',
  ])
    expect(recoveryDigest(text)).toBeUndefined();
});

test('no text makes the digest throw, and every code has one of its own', () => {
  const texts = fc.array(fc.nat(0xffff), { maxLength: 15 }).map((units) => String.fromCharCode(...units));
  fc.assert(fc.property(texts, (text) => [undefined, 32].includes(recoveryDigest(text)?.length)));
  const digests = newRecoveryCodes().map((code) => recoveryDigest(code)?.toString('hex'));
  expect(digests).not.toContain(undefined);
  expect(new Set(digests).size).toBe(10);
});
