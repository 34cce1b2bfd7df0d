import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, minorOf, money, moneySchema } from './money.ts';

test('an amount is an exact count of minor units', () => {
  expect(minorOf({ currency: 'CNY', minor: '2000000' })).toBe(2_000_000n);
  expect(money('CNY', -5n)).toEqual({ currency: 'CNY', minor: '-5' });
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }), (minor) => {
      expect(minorOf(money('CNY', minor))).toBe(minor);
    }),
  );
});

test.each(['', '-', '-0', '00', '01', '+1', '1.5', '1e3', ' 1', '1\n', '１', '9'.repeat(19), '9'.repeat(40)])(
  '%j is no count of minor units',
  (minor) => {
    expect(moneySchema.safeParse({ currency: 'CNY', minor }).success).toBe(false);
    expect(() => minorOf({ currency: 'CNY', minor })).toThrow();
  },
);

test('a sum of more than 18 digits is a bug, not money', () => {
  expect(() => money('CNY', 10n ** 18n)).toThrow();
});

test.each([
  ['CNY', '2000000', '¥20,000.00'],
  ['CNY', '5', '¥0.05'],
  ['CNY', '0', '¥0.00'],
  ['CNY', '-123456', '-¥1,234.56'],
  ['CNY', '999999999999999999', '¥9,999,999,999,999,999.99'],
  ['USD', '100000', 'USD 1,000.00'],
  ['JPY', '20000', 'JPY 20,000'],
  ['KWD', '1234567', 'KWD 1,234.567'],
])('%s %s is shown as %3$s', (currency, minor, shown) => {
  expect(formatMoney({ currency, minor })).toBe(shown);
});
