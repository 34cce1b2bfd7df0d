import { hash } from 'node:crypto';
import { sha256 as noble } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hexOf } from './bytes.ts';
import { sha256 } from './sha256.ts';
import { utf8Of } from './utf8.ts';

test('the examples published for FIPS 180-4 are met', () => {
  expect(hexOf(sha256(utf8Of('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hexOf(sha256(utf8Of('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')))).toBe(
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  );
  expect(hexOf(sha256(new Uint8Array(1_000_000).fill(0x61)))).toBe(
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  );
});

test('every length up to 300 gives the digest of OpenSSL and of noble', () => {
  for (let length = 0; length <= 300; length++) {
    const data = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
    expect(hexOf(sha256(data))).toBe(hash('sha256', data));
    expect(hexOf(sha256(data))).toBe(hexOf(noble(data)));
  }
});

test('any bytes, at any place of a larger buffer, give the digest of OpenSSL, and no digest is overwritten by the next', () => {
  const first = sha256(utf8Of('abc'));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), fc.nat({ max: 100 }), (data, from) => {
      expect(hexOf(sha256(data.subarray(from)))).toBe(hash('sha256', data.subarray(from)));
    }),
  );
  expect(hexOf(first)).toBe(hash('sha256', 'abc'));
});
