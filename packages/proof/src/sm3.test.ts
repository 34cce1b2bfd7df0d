import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexOf } from './bytes.ts';
import { sm3 } from './sm3.ts';
import { utf8Of } from './utf8.ts';

test('the two examples of GB/T 32905-2016 appendix A are met', () => {
  expect(hexOf(sm3(utf8Of('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  expect(hexOf(sm3(utf8Of('abcd'.repeat(16))))).toBe(
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  );
});

test('every length up to 300 gives the digest of OpenSSL', () => {
  for (let length = 0; length <= 300; length++) {
    const data = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
    expect(hexOf(sm3(data))).toBe(hash('sm3', data));
  }
});

test('any bytes give the digest of OpenSSL, and a digest is never overwritten by the next', () => {
  const first = sm3(utf8Of('abc'));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), (data) => hexOf(sm3(data)) === hash('sm3', data)));
  expect(hexOf(first)).toBe(hash('sm3', 'abc'));
});
