import { expect, test } from 'vitest';
import { formatPercent, sumOfLink } from './link-sum.ts';

const yuan = (minor: string) => ({ currency: 'CNY', minor });

test.each([
  [1000, '10%'],
  [250, '2.5%'],
  [1205, '12.05%'],
  [0, '0%'],
])('%i basis points are %s', (bps, text) => expect(formatPercent(bps)).toBe(text));

test('a share of the deals, what was paid, and the difference with its sign', () => {
  const inputs = { percentBps: 1000, dealTotal: yuan('20000000'), paid: yuan('1999000'), differenceMinor: '-1000' };
  expect(sumOfLink(inputs)).toEqual({
    due: '10% × ¥200,000.00 = ¥20,000.00',
    paid: '¥19,990.00',
    difference: '-¥10.00',
  });
});

test('a fixed sum stands by itself, and without a payment there is no sum', () => {
  expect(sumOfLink({ fixed: yuan('500000'), paid: yuan('500000'), differenceMinor: '0' })?.due).toBe('¥5,000.00');
  expect(sumOfLink({ days: 3, order: 'before' })).toBeUndefined();
});
