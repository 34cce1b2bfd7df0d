import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Zone } from '../zone.ts';
import { zoneNamed } from '../zone.ts';
import type { Parts } from './date.ts';
import { clearParts, compileFormat, foldDate, statedAt } from './date.ts';

const parts: Parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, millis: 0, half: 0, offset: 0 };
const zone = (name: string): Zone => zoneNamed(name) ?? (() => undefined);

function read(format: string, text: string, of = 'Asia/Shanghai'): string {
  const compiled = compileFormat(format);
  if (typeof compiled === 'string') return compiled;
  clearParts(parts);
  if (!compiled.read(text, parts)) return 'unread';
  const found = statedAt(parts, zone(of));
  return typeof found === 'string' ? found : `${new Date(found.at).toISOString()} ${found.precision}`;
}

describe('times by their formats', () => {
  test.each([
    ['YYYY-MM-DD HH:mm:ss', '2026-03-02 10:15:00', '2026-03-02T02:15:00.000Z second'],
    ['YYYY/M/D H:mm', '2026/3/2 9:05', '2026-03-02T01:05:00.000Z minute'],
    ['YYYYMMDD', '20260302', '2026-03-01T16:00:00.000Z day'],
    ['YYYYMMDD HHmmss', '20260302 093015', '2026-03-02T01:30:15.000Z second'],
    ['YYYYMMDD Hmmss', '20260302 93015', '2026-03-02T01:30:15.000Z second'],
    ['YYYYMMDD Hmmss', '20260302 193015', '2026-03-02T11:30:15.000Z second'],
    ['YYYYMMDDHHmmss', '20260302093015', '2026-03-02T01:30:15.000Z second'],
    ['YYYY年M月D日 H时m分s秒', '2026年3月2日 9时5分1秒', '2026-03-02T01:05:01.000Z second'],
    ['YYYY-MM', '2026-03', '2026-02-28T16:00:00.000Z month'],
    ['D/M/YYYY', '2/3/2026', '2026-03-01T16:00:00.000Z day'],
    ['MM/DD/YY', '03/02/26', '2026-03-01T16:00:00.000Z day'],
    ['M/D/YYYY h:mm A', '3/2/2026 12:30 AM', '2026-03-01T16:30:00.000Z minute'],
    ['M/D/YYYY h:mm A', '3/2/2026 12:30 pm', '2026-03-02T04:30:00.000Z minute'],
    ['YYYY-M-D A h:mm', '2026-3-2 下午 3:30', '2026-03-02T07:30:00.000Z minute'],
    ['D MMM YYYY', '2 Mar 2026', '2026-03-01T16:00:00.000Z day'],
    ['YYYY-MM-DD HH:mm:ss.S', '2026-03-02 10:15:00.5', '2026-03-02T02:15:00.500Z ms'],
    ['YYYY-MM-DD HH:mm:ss Z', '2026-03-02 10:15:00 +0900', '2026-03-02T01:15:00.000Z second'],
    ['iso', '2026-03-02T10:15:00+08:00', '2026-03-02T02:15:00.000Z second'],
    ['iso', '2026-03-02T02:15:00.123Z', '2026-03-02T02:15:00.123Z ms'],
    ['iso', '2026-03-02', '2026-03-01T16:00:00.000Z day'],
    ['excel', '46083', '2026-03-01T16:00:00.000Z day'],
    ['excel', '46083.427083333336', '2026-03-02T02:15:00.000Z second'],
    ['unix', '1772417700', '2026-03-02T02:15:00.000Z second'],
    ['unix-ms', '1772417700123', '2026-03-02T02:15:00.123Z ms'],
  ])('%s reads %s as %s', (format, text, expected) => expect(read(format, text)).toBe(expected));

  test.each([
    ['YYYY-MM-DD', '2026-02-29', 'there is no such day'],
    ['YYYY-MM-DD', '2024-02-29', '2024-02-28T16:00:00.000Z day'],
    ['YYYY-MM-DD', '2026-13-01', 'there is no such day'],
    ['YYYY-MM-DD', '1969-12-31', 'its year is outside 1970 to 9999'],
    ['YYYY-MM-DD', '1970-01-01', 'it does not exist in its zone'],
    ['YYYY-MM-DD HH:mm', '2026-03-02 24:00', 'there is no such time of day'],
    ['YYYY-MM-DD HH:mm:ss', '2026-03-02 10:15:60', 'there is no such time of day'],
    ['YYYY-MM-DD', '2026-3-2', 'unread'],
    ['YYYY-MM-DD', '2026-03-02 ', 'unread'],
    ['unix', '1772417700000', 'unread'],
    ['excel', '20260302', 'unread'],
    ['h:mm A YYYY-MM-DD', '13:00 AM 2026-03-02', 'there is no such time of day'],
  ])('%s makes of %s: %s', (format, text, expected) => expect(read(format, text)).toBe(expected));

  test.each(['YYYY YYYY', 'HH:mm', 'DD', 'YYYY-MM HH', 'YYYY-MM-DD at HH', 'gibberish'])('%s is no format', (format) =>
    expect(typeof compileFormat(format)).toBe('string'),
  );

  test('summer time: what is left out does not exist, of what comes twice the earlier is meant', () => {
    const format = 'YYYY-MM-DD HH:mm';
    expect(read(format, '2026-03-08 02:30', 'America/New_York')).toBe('it does not exist in its zone');
    expect(read(format, '2026-11-01 01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z minute');
    expect(read(format, '2026-07-01 10:00', 'Europe/Berlin')).toBe('2026-07-01T08:00:00.000Z minute');
    expect(zoneNamed('Mars/Olympus')).toBeUndefined();
  });

  test('any moment is read back from what its clock shows', () => {
    const moments = fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (moment) => {
        const text = moment.toISOString();
        expect(read('YYYY-MM-DD HH:mm:ss.SSS', text.slice(0, 23).replace('T', ' '), 'UTC')).toBe(`${text} ms`);
        expect(read('iso', text, 'Asia/Tokyo')).toBe(`${text} ms`);
      }),
    );
  });

  test('signs of full width and more blanks than needed are read as narrow ones', () => {
    expect(foldDate('２０２６－０３－０２\u3000１０：１５')).toBe('2026-03-02 10:15');
  });
});
