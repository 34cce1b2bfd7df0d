import { expect, test } from 'vitest';
import { checkTotp, newTotp, totpUri } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

// RFC 6238, appendix B, SHA-1; the last six of its eight digits
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at second %i of RFC 6238 the code is %s', (second, code) => {
  const step = Math.floor(second / 30);
  expect(checkTotp(secret, code, second * 1000, -1)).toBe(step);
  expect(checkTotp(Buffer.from('12345678901234567891'), code, second * 1000, -1)).toBeUndefined();
});

test('a code is taken one step early or late and no further', () => {
  const from = 37037036 * 30_000;
  const at = (millis: number) => checkTotp(secret, '081804', from + millis, -1);
  expect([-30_001, -30_000, 0, 29_999, 59_999, 60_000].map(at)).toEqual([
    undefined,
    37037036,
    37037036,
    37037036,
    37037036,
    undefined,
  ]);
});

test('a step is spent with the first code of it or of a later one', () => {
  const at = 1111111109_000;
  expect(checkTotp(secret, '081804', at, 37037035)).toBe(37037036);
  expect(checkTotp(secret, '081804', at, 37037036)).toBeUndefined();
  expect(checkTotp(secret, '081804', at, 37037037)).toBeUndefined();
});

test('spaces and full width are read, anything else that is not six digits is refused without throwing', () => {
  const at = 59_000;
  expect(checkTotp(secret, ' 287 082', at, -1)).toBe(1);
  expect(checkTotp(secret, '２８７０８２', at, -1)).toBe(1);
  for (const code of ['', '28708', '2870820', '94287082', '28708x', '٢٨٧٠٨٢', '\ud800'])
    expect(checkTotp(secret, code, at, -1)).toBeUndefined();
});

test('the clock may stand at the beginning of time', () => {
  expect(checkTotp(secret, '755224', 0, -1)).toBe(0);
});

test('a secret has 160 bits, is new each time, and only its own bytes reach the address', () => {
  expect(newTotp().secret).toHaveLength(20);
  expect(newTotp().secret.equals(newTotp().secret)).toBe(false);
  const shared = Buffer.concat([Buffer.from('before'), secret, Buffer.from('after')]).subarray(6, 26);
  const uri = new URL(totpUri(shared, 'wang.li', '证链'));
  expect(uri.protocol).toBe('otpauth:');
  expect(uri.host).toBe('totp');
  expect(decodeURIComponent(uri.pathname)).toBe('/证链:wang.li');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: '证链',
    secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', // printf 12345678901234567890 | base32
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
});
