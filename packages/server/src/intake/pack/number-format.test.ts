import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberText, shapeOf } from './number-format.ts';

const shown = (stored: string, format: number | string, date1904 = false) =>
  numberText(stored, typeof format === 'number' ? shapeOf(format, undefined) : shapeOf(164, format), date1904);

test.each([
  ['12', '12'],
  ['-0.5', '-0.5'],
  ['0.10000000000000001', '0.1'],
  // Spreadsheets reckon in 15 digits; the rest of a binary fraction is not shown by them either.
  ['0.30000000000000004', '0.3'],
  ['0.7999999999999999', '0.8'],
  ['4.3499999999999996', '4.35'],
  ['2856.0', '2856'],
  ['1E3', '1000'],
  ['1.5E-3', '0.0015'],
  ['123456789012345', '123456789012345'],
  ['-0', '0'],
  ['6222021234567890123', '6222021234567890123'],
  ['6.2220212345678901E+18', '6.2220212345678901E+18'],
])('the number %s stays %s', (stored, text) => {
  expect(shown(stored, 0)).toBe(text);
});

test.each(['', 'abc', 'NaN', 'Infinity', '1e', '0x10', ' 1', '1,5'])('%j is no number', (stored) => {
  expect(shown(stored, 0)).toBeUndefined();
  expect(shown(stored, 14)).toBeUndefined();
});

test('whole numbers below 10 to the 15th are written without an exponent', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (value) => {
      expect(shown(value.toExponential(), 0)).toBe(String(value));
    }),
  );
});

test.each([
  ['45000', 14, '2023-03-15'],
  ['45000.75', 22, '2023-03-15 18:00:00'],
  ['45000', 22, '2023-03-15 00:00:00'],
  ['45000.75', 14, '2023-03-15 18:00:00'],
  ['0.75', 20, '18:00:00'],
  ['45000.75', 21, '18:00:00'],
  ['45000', 31, '2023-03-15'],
  ['45000', 57, '2023-03-15'],
  ['0.5', 32, '12:00:00'],
  ['1.5', 46, '36:00:00'],
  ['0.0000115856', 47, '00:00:01.001'],
  ['45000', 48, '45000'],
  ['45000', 49, '45000'],
  ['45000', 44, '45000'],
  ['59', 14, '1900-02-28'],
  ['60', 14, '1900-02-29'],
  ['61', 14, '1900-03-01'],
  ['1', 14, '1900-01-01'],
  ['2958465', 14, '9999-12-31'],
  ['2958466', 14, '2958466'],
  ['-1', 14, '-1'],
  ['0', 14, '0'],
])('%s in built-in format %i shows as %s', (stored, format, text) => {
  expect(shown(stored, format)).toBe(text);
});

test('a time is rounded to the second, over the end of a day too', () => {
  expect(shown('45000.999999', 22)).toBe('2023-03-16 00:00:00');
  expect(shown('44561.4270023148', 22)).toBe('2021-12-31 10:14:53');
});

test('a workbook that counts from 1904 means other days', () => {
  expect(shown('0', 14, true)).toBe('1904-01-01');
  expect(shown('43538', 14, true)).toBe('2023-03-15');
  expect(shown('0.5', 20, true)).toBe('12:00:00');
});

const dateFormats = [
  'yyyy-mm-dd',
  'yyyy"\u5e74"m"\u6708"d"\u65e5"',
  '[$-804]yyyy/m/d;@',
  'yyyy\\-mm\\-dd',
  'mmm',
  '[Red]d',
  '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
];
test.each(dateFormats)('%s shows a date', (format) => {
  expect(shown('45000', format)).toBe('2023-03-15');
});

test.each([
  ['h:mm', '06:00:00'],
  ['hh:mm:ss AM/PM', '06:00:00'],
  ['[$-804]\u4e0a\u5348/\u4e0b\u5348h"\u65f6"mm"\u5206"', '06:00:00'],
  ['mm:ss.0', '06:00:00.000'],
  ['[h]:mm:ss', '1080006:00:00'],
  ['[mm]', '1080006:00:00'],
  ['yyyy-mm-dd hh:mm:ss.000', '2023-03-15 06:00:00.000'],
  ['yyyy/m/d h:mm', '2023-03-15 06:00:00'],
])('%s shows a time', (format, text) => {
  expect(shown('45000.25', format)).toBe(text);
});

const numberFormats = [
  '0.00',
  '#,##0',
  'General',
  '@',
  '\\\u00a5#,##0.00',
  '0.00E+00',
  '0" days"',
  '[Red]-0;[Blue]0',
  '0_d',
  '[$\u20ac-407]0',
  '0%',
  '"year "0;yyyy',
];
test.each(numberFormats)('%s shows a number', (format) => {
  expect(shown('45000', format)).toBe('45000');
});

test('any format and number give text or nothing', () => {
  const format = fc.stringMatching(/^[ymdhs0#.;"[\]\\_*@A-P/:]{0,20}$/u);
  fc.assert(
    fc.property(format, fc.oneof(fc.double().map(String), fc.string()), fc.boolean(), (code, stored, date1904) => {
      const text = shown(stored, code, date1904);
      expect(text === undefined || text.length > 0).toBe(true);
    }),
  );
});
