import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMailDate, parseReceived } from './mail-date.ts';

const TEN_FIFTEEN = Date.UTC(2026, 2, 2, 2, 15);

test.each([
  'Mon, 2 Mar 2026 10:15:00 +0800',
  '  Mon,  02 Mar 2026  10:15:00 +0800 (CST (China))  ',
  '2 March 2026 10:15:00 +0800',
  'Mon, 2-Mar-2026 10:15:00 +0800',
  'Mon, 2 Mar 26 10:15:00 +0800',
  'Mon, 2 Mar 126 10:15:00 +0800',
  'Mon, 2 Mar 2026 02:15:00 GMT',
  'Mon, 2 Mar 2026 02:15:00 Z',
  'Mon, 2 Mar 2026 02:15:00 -0000',
  'Sun, 1 Mar 2026 21:15:00 EST',
  'Mon, 2 Mar 2026 10:15:00 GMT+08:00',
  'Mon Mar  2 10:15:00 2026 +0800',
  'Mon Mar  2 02:15:00 GMT 2026',
  '2026-03-02T10:15:00+08:00',
])('%s is a time', (text) => {
  expect(parseMailDate(text)).toEqual({ at: TEN_FIFTEEN, precision: 'second' });
});

test('a time is as exact as it is stated', () => {
  expect(parseMailDate('Mon, 2 Mar 2026 10:15 +0800')).toEqual({ at: TEN_FIFTEEN, precision: 'minute' });
  expect(parseMailDate('2026-03-02T10:15:00.250+08:00')).toEqual({ at: TEN_FIFTEEN + 250, precision: 'ms' });
});

test.each([
  ['no offset', 'Mon, 2 Mar 2026 10:15:00'],
  ['a zone that means two', 'Mon, 2 Mar 2026 10:15:00 CST'],
  ['a zone that nobody defined', 'Mon, 2 Mar 2026 10:15:00 XYZ'],
  ['an offset that is no offset', 'Mon, 2 Mar 2026 10:15:00 GMT+8'],
  ['an offset beyond a day', 'Mon, 2 Mar 2026 10:15:00 +2500'],
  ['a day that the month lacks', 'Mon, 30 Feb 2026 10:15:00 +0800'],
  ['a month that is none', 'Mon, 2 Mrz 2026 10:15:00 +0800'],
  ['an hour that is none', 'Mon, 2 Mar 2026 25:15:00 +0800'],
  ['a year before 1970', 'Mon, 2 Mar 1969 10:15:00 +0800'],
  ['words', 'yesterday'],
  ['nothing', ''],
])('%s is no time', (_what, text) => {
  expect(parseMailDate(text)).toBeUndefined();
});

test('a Received field ends with its time', () => {
  const field = 'from a (b; c) by d (Postfix; x) id 1 for <e@f>;\r\n\tMon, 2 Mar 2026 10:15:00 +0800 (CST)';
  expect(parseReceived(field)?.at).toBe(TEN_FIFTEEN);
  expect(parseReceived('from a by b')).toBeUndefined();
});

test('every second that a mailer writes is read back', () => {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const seconds = fc.integer({ min: 86_400, max: 253_402_200_000 });
  fc.assert(
    fc.property(seconds, fc.integer({ min: -14 * 60, max: 14 * 60 }), (second, offset) => {
      const at = second * 1000;
      const local = new Date(at + offset * 60_000);
      const size = Math.abs(offset);
      const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`;
      const clock = local.toISOString().slice(11, 19);
      const text = `${local.getUTCDate()} ${names[local.getUTCMonth()]} ${local.getUTCFullYear()} ${clock} ${zone}`;
      expect(parseMailDate(text)).toEqual({ at, precision: 'second' });
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseMailDate(text)));
});
