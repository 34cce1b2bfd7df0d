import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instant } from './time.ts';
import {
  fixedClock,
  formatInstant,
  formatShanghai,
  instantFromMillis,
  LAST_INSTANT,
  parseDateOrInstant,
  parseInstant,
  shanghaiMonth,
  shanghaiParts,
  spanOf,
  systemClock,
} from './time.ts';

const at = (text: string): Instant => fixedClock(text).now();
const anyInstant = fc.integer({ min: 0, max: LAST_INSTANT }).map((millis) => millis as Instant);

describe('an instant is read from RFC 3339', () => {
  test.each([
    ['2026-03-02T10:15:00+08:00', '2026-03-02T02:15:00.000Z'],
    ['2026-03-02T02:15:00Z', '2026-03-02T02:15:00.000Z'],
    ['2026-03-02T02:15:00-00:00', '2026-03-02T02:15:00.000Z'],
    ['2026-03-01T23:45:00-02:30', '2026-03-02T02:15:00.000Z'],
    ['2026-03-02T02:15:00.5Z', '2026-03-02T02:15:00.500Z'],
    ['2026-03-02T02:15:00.123999999Z', '2026-03-02T02:15:00.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s', (text, utc) => expect(formatInstant(at(text))).toBe(utc));
});

describe('whatever is not exactly that is no instant', () => {
  test.each([
    ['no offset', '2026-03-02T10:15:00'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['a day that the month lacks', '2026-02-29T00:00:00Z'],
    ['a leap day of a century', '2100-02-29T00:00:00Z'],
    ['the 31st of April', '2026-04-31T00:00:00Z'],
    ['month 13', '2026-13-01T00:00:00Z'],
    ['day 0', '2026-01-00T00:00:00Z'],
    ['hour 24', '2026-03-02T24:00:00Z'],
    ['an offset of 24 hours', '2026-03-02T10:15:00+24:00'],
    ['an offset without a colon', '2026-03-02T10:15:00+0800'],
    ['a small t', '2026-03-02t10:15:00Z'],
    ['a small z', '2026-03-02T10:15:00z'],
    ['a space for the T', '2026-03-02 10:15:00Z'],
    ['ten digits of a second', '2026-03-02T10:15:00.1234567890Z'],
    ['a point and no digits', '2026-03-02T10:15:00.Z'],
    ['a comma', '2026-03-02T10:15:00,5Z'],
    ['a line end behind it', '2026-03-02T10:15:00Z\n'],
    ['full-width digits', '２０２６-03-02T10:15:00Z'],
    ['the year 10000', '10000-01-01T00:00:00Z'],
    ['a year that is 10000 in UTC', '9999-12-31T23:59:59-08:00'],
    ['the year 1969', '1969-12-31T23:59:59Z'],
    ['a year that is 1969 in UTC', '1970-01-01T00:00:00+08:00'],
    ['a date', '2026-03-02'],
    ['nothing', ''],
  ])('%s', (_, text) => expect(parseInstant(text)).toBeUndefined());

  test('any other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseDateOrInstant(text)).toBeUndefined();
      }),
    );
  });
});

test('an instant that is written is read again', () => {
  fc.assert(
    fc.property(anyInstant, (instant) => {
      expect(parseInstant(formatInstant(instant))).toBe(instant);
    }),
  );
});

test('a date is the midnight of that day in Asia/Shanghai', () => {
  expect(parseDateOrInstant('2026-03-02')).toBe(at('2026-03-02T00:00:00+08:00'));
  expect(parseDateOrInstant('2026-03-02T10:15:00+08:00')).toBe(at('2026-03-02T02:15:00Z'));
  for (const text of ['2026-02-30', '1970-01-01', '0001-01-01', '2026/03/02', '2026-3-02']) {
    expect(parseDateOrInstant(text)).toBeUndefined();
  }
});

test('milliseconds are an instant only within 1970 to 9999', () => {
  expect(instantFromMillis(0)).toBe(0);
  expect(instantFromMillis(LAST_INSTANT)).toBe(LAST_INSTANT);
  for (const millis of [-1, -0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, LAST_INSTANT + 1]) {
    expect(instantFromMillis(millis)).toBeUndefined();
  }
});

test('an instant is shown in Asia/Shanghai with the zone', () => {
  expect(formatShanghai(at('2026-03-02T02:15:00Z'))).toBe('2026-03-02 10:15:00 +08:00');
  expect(formatShanghai(at('2026-03-01T16:00:00.999Z'))).toBe('2026-03-02 00:00:00 +08:00');
  expect(formatShanghai(LAST_INSTANT)).toBe('10000-01-01 07:59:59 +08:00');
});

test('the month is that of Asia/Shanghai', () => {
  expect(shanghaiMonth(at('2026-02-28T15:59:59Z'))).toBe('2026-02');
  expect(shanghaiMonth(at('2026-02-28T16:00:00Z'))).toBe('2026-03');
});

test('the parts are those of Asia/Shanghai, and Monday is day 1', () => {
  expect(shanghaiParts(at('2026-03-01T22:40:30Z'))).toEqual({
    ...{ year: 2026, month: 3, day: 2 },
    ...{ hour: 6, minute: 40, weekday: 1 },
  });
  expect(shanghaiParts(at('2026-03-01T02:00:00Z')).weekday).toBe(7);
});

describe('a span holds every moment that a stated time may mean', () => {
  test.each([
    ['ms', '2026-03-02T02:15:30.123Z', '2026-03-02T02:15:30.124Z'],
    ['second', '2026-03-02T02:15:30.000Z', '2026-03-02T02:15:31.000Z'],
    ['minute', '2026-03-02T02:15:00.000Z', '2026-03-02T02:16:00.000Z'],
    ['day', '2026-03-01T16:00:00.000Z', '2026-03-02T16:00:00.000Z'],
    ['month', '2026-02-28T16:00:00.000Z', '2026-03-31T16:00:00.000Z'],
  ] as const)('%s', (precision, from, to) => {
    expect(spanOf(at('2026-03-02T02:15:30.123Z'), precision)).toEqual({ from: at(from), to: at(to) });
  });

  test('it holds the time itself, and every time in it has the same span', () => {
    const precision = fc.constantFrom('ms', 'second', 'minute', 'day', 'month');
    fc.assert(
      fc.property(anyInstant, precision, fc.nat(), (i, p, part) => {
        const { from, to } = spanOf(i, p);
        expect(from <= i && i < to).toBe(true);
        const other = (from + (part % (to - from))) as Instant;
        expect(spanOf(other, p)).toEqual({ from, to });
      }),
    );
  });
});

test('the clock of the system is running and a fixed one stands still', () => {
  expect(systemClock.now()).toBeGreaterThan(at('2020-01-01T00:00:00Z'));
  expect(() => fixedClock('2026-03-02')).toThrow('not an instant');
});
