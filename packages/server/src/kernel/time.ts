declare const instantBrand: unique symbol;

/** A moment as whole milliseconds of UTC since 1970, from 0 to the last of the year 9999. */
export type Instant = number & { readonly [instantBrand]: 'Instant' };

/** How exactly a source states a time; `month` and `day` are those of Asia/Shanghai. */
export const precisions = ['ms', 'second', 'minute', 'day', 'month'] as const;
export type Precision = (typeof precisions)[number];

/** The moments from `from` up to but without `to`. */
export type Span = { readonly from: Instant; readonly to: Instant };

export type Clock = { readonly now: () => Instant };

export type ShanghaiParts = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** As ISO 8601 counts: 1 is Monday, 7 is Sunday. */
  readonly weekday: number;
};

export const LAST_INSTANT = 253_402_300_799_999 as Instant;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
/** China has one zone and no summer time; that of 1986–1991 is not applied, the printed offset says so. */
const SHANGHAI = 8 * 60 * MINUTE;

/** The instant of a count of milliseconds, or undefined if it is no integer from 1970 to 9999. */
export function instantFromMillis(millis: number): Instant | undefined {
  const fits = Number.isSafeInteger(millis) && millis >= 0 && millis <= LAST_INSTANT && !Object.is(millis, -0);
  return fits ? (millis as Instant) : undefined;
}

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/**
 * Reads RFC 3339 with an offset, upper case only; digits beyond milliseconds are cut off. Undefined for
 * anything else: no offset, a leap second, a day that the month lacks, or a year outside 1970–9999,
 * as written or in UTC.
 */
export function parseInstant(text: string): Instant | undefined {
  if (text.length < 20 || text.length > 35) return undefined;
  const found = INSTANT.exec(text);
  if (found === null) return undefined;
  const day = midnight(Number(found[1]), Number(found[2]), Number(found[3]));
  if (day === undefined) return undefined;
  const clock = Number(found[4]) * 60 * MINUTE + Number(found[5]) * MINUTE + Number(found[6]) * SECOND;
  const fraction = found[7];
  const millis = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  return instantFromMillis(day + clock + millis - offsetOf(found[8], found[9], found[10]));
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Reads a date, which stands for its midnight in Asia/Shanghai, or an instant as `parseInstant` does. */
export function parseDateOrInstant(text: string): Instant | undefined {
  if (text.length !== 10) return parseInstant(text);
  const found = DATE.exec(text);
  if (found === null) return undefined;
  const day = midnight(Number(found[1]), Number(found[2]), Number(found[3]));
  return day === undefined ? undefined : instantFromMillis(day - SHANGHAI);
}

function midnight(year: number, month: number, day: number): number | undefined {
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return Date.UTC(year, month - 1, day);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function offsetOf(sign: string | undefined, hours: string | undefined, minutes: string | undefined): number {
  if (sign === undefined) return 0;
  const size = Number(hours) * 60 * MINUTE + Number(minutes) * MINUTE;
  return sign === '-' ? -size : size;
}

/** `2026-03-02T02:15:00.000Z`. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString();
}

/** `2026-03-02 10:15:00 +08:00`; milliseconds are cut off, not rounded. */
export function formatShanghai(at: Instant): string {
  const text = new Date(at + SHANGHAI).toISOString();
  // The last eight hours of the year 9999 are in the year 10000 in Shanghai, which ISO writes as +010000.
  const [date = '', time = ''] = text.replace('+010000', '10000').split('T');
  return `${date} ${time.slice(0, 8)} +08:00`;
}

/** `2026-03`, the month in Asia/Shanghai. */
export function shanghaiMonth(at: Instant): string {
  return formatShanghai(at).split('-', 2).join('-');
}

export function shanghaiParts(at: Instant): ShanghaiParts {
  const local = new Date(at + SHANGHAI);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    weekday: local.getUTCDay() || 7,
  };
}

/** Every moment that a time stated with this precision may mean. */
export function spanOf(at: Instant, precision: Precision): Span {
  switch (precision) {
    case 'ms':
      return span(at, at + 1);
    case 'second':
      return whole(at, SECOND, 0);
    case 'minute':
      return whole(at, MINUTE, 0);
    case 'day':
      return whole(at, DAY, SHANGHAI);
    case 'month': {
      const { year, month } = shanghaiParts(at);
      return span(Date.UTC(year, month - 1) - SHANGHAI, Date.UTC(year, month) - SHANGHAI);
    }
  }
}

function whole(at: Instant, size: number, offset: number): Span {
  const from = Math.floor((at + offset) / size) * size - offset;
  return span(from, from + size);
}

/** The ends of a span may lie a day outside what an instant of a record can be; they are only compared. */
const span = (from: number, to: number): Span => ({ from: from as Instant, to: to as Instant });

export const systemClock: Clock = { now: () => Date.now() as Instant };

/** A clock that stands still; for tests and for the demo. */
export function fixedClock(text: string): Clock {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`not an instant: ${text}`);
  return { now: () => at };
}
