import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMoney, readNumber } from './amount.ts';

const PLAIN = { unit: 'major', decimal: '.', absolute: false } as const;
const minor = (text: string, stated = '', form: Parameters<typeof readMoney>[2] = PLAIN) => {
  const found = readMoney(text, stated, form);
  return typeof found === 'string' ? found : `${found.currency} ${found.minor}`;
};

describe('amounts as files write them', () => {
  test.each([
    ['1234.5', 'CNY 123450'],
    ['0', 'CNY 0'],
    ['-0.00', 'CNY 0'],
    ['.5', 'CNY 50'],
    ['12.', 'CNY 1200'],
    ['+3.00', 'CNY 300'],
    ['1,234,567.89', 'CNY 123456789'],
    ["1'234.50", 'CNY 123450'],
    ['¥28.16', 'CNY 2816'],
    ['￥28.16', 'CNY 2816'],
    ['28.16元', 'CNY 2816'],
    ['人民币28.16元', 'CNY 2816'],
    ['USD 12.00', 'USD 1200'],
    ['12.00 USD', 'USD 1200'],
    ['HK$5', 'HKD 500'],
    ['JPY 1,000', 'JPY 1000'],
    ['(1.00)', 'CNY -100'],
    ['（1.00）', 'CNY -100'],
    ['1.00-', 'CNY -100'],
    ['−1.00', 'CNY -100'],
    ['-¥1.00', 'CNY -100'],
    ['¥-1.00', 'CNY -100'],
    ['1.00DR', 'CNY -100'],
    ['1.00 Cr', 'CNY 100'],
    ['１２３．４５', 'CNY 12345'],
    ['1 234.50', 'CNY 123450'],
    ['1.2万', 'CNY 1200000'],
    ['1.23456万元', 'CNY 1234560'],
    ['3亿', 'CNY 30000000000'],
    ['1.5000', 'CNY 150'],
    ['007.10', 'CNY 710'],
  ])('%s is %s', (text, expected) => expect(minor(text)).toBe(expected));

  test.each([
    '',
    'abc',
    '-',
    '1.2.3',
    '1,23',
    '12,34,567',
    '1.005',
    '--1',
    '-1-',
    '1e5',
    '0x10',
    '十元',
    '1 2 ,3',
    '2026-03-01',
    'CNY',
    '９'.repeat(80),
  ])('%j is none', (text) => expect(minor(text)).not.toMatch(/^[A-Z]{3} -?\d+$/));

  test('the currency that is stated decides what a shared sign means, and two that differ are refused', () => {
    expect(minor('¥100', '日元')).toBe('JPY 100');
    expect(minor('$5', 'HKD')).toBe('HKD 500');
    expect(minor('12.00', '人民币')).toBe('CNY 1200');
    expect(minor('12.00', '美元')).toBe('USD 1200');
    expect(minor('USD 5', 'CNY')).toBe('two currencies are named for it');
    expect(minor('¥5 USD')).toBe('two currencies are named for it');
    expect(minor('5', '积分')).toBe('its currency is not known');
  });

  test('decimals that the currency does not have are refused, and never rounded', () => {
    expect(minor('1.5', 'JPY')).toMatch(/more than the 0 decimals/);
    expect(minor('1.0', 'JPY')).toBe('JPY 1');
    expect(minor('1.234', 'KWD')).toBe('KWD 1234');
  });

  test('minor units, decimal commas and amounts without sign', () => {
    expect(minor('12345', '', { ...PLAIN, unit: 'minor' })).toBe('CNY 12345');
    expect(minor('12345.5', '', { ...PLAIN, unit: 'minor' })).toMatch(/whole number/);
    expect(minor('1.234,50', '', { ...PLAIN, decimal: ',' })).toBe('CNY 123450');
    expect(minor('1.234', '', { ...PLAIN, decimal: ',' })).toBe('CNY 123400');
    expect(minor('-5', '', { ...PLAIN, absolute: true })).toBe('CNY 500');
  });

  test('whatever is printed of an amount is read back exactly', () => {
    const printed = fc.tuple(fc.bigInt(0n, 10n ** 17n), fc.constantFrom('plain', 'grouped'), fc.boolean());
    fc.assert(
      fc.property(printed, ([count, how, isNegative]) => {
        const digits = count.toString().padStart(3, '0');
        const whole = digits.slice(0, -2);
        const text = `${how === 'plain' ? whole : whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
        expect(minor(isNegative ? `-${text}` : text)).toBe(`CNY ${isNegative && count > 0n ? '-' : ''}${count}`);
      }),
    );
  });

  test('no text makes it throw or hang', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => void minor(text, text)));
    expect(minor(`${'¥'.repeat(59)}1`)).toBe('CNY 100');
    expect(readNumber('1,200')).toBe(1200);
    expect(readNumber('x')).toBeNaN();
  });
});
