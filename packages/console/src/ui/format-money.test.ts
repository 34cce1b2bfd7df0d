import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney } from './format-money.ts';

test('minor units become yuan with thousands and two decimals', () => {
  const yuan = (minor: string) => formatMoney({ currency: 'CNY', minor });
  expect(yuan('2000000')).toBe('¥20,000.00');
  expect(yuan('0')).toBe('¥0.00');
  expect(yuan('5')).toBe('¥0.05');
  expect(yuan('99999')).toBe('¥999.99');
  expect(yuan('100000')).toBe('¥1,000.00');
  expect(yuan('-123456')).toBe('-¥1,234.56');
});

test('a currency without a sign of its own is named, with its own number of decimals', () => {
  expect(formatMoney({ currency: 'USD', minor: '123450' })).toBe('USD 1,234.50');
  expect(formatMoney({ currency: 'JPY', minor: '123450' })).toBe('JPY 123,450');
  expect(formatMoney({ currency: 'KWD', minor: '12' })).toBe('KWD 0.012');
});

test('no digit is lost or rounded however large the sum', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (minor) => {
      const shown = formatMoney({ currency: 'CNY', minor: minor.toString() });
      expect(BigInt(shown.replace(/[¥,.]/g, ''))).toBe(minor);
    }),
  );
});
