import type { Instant, Precision } from '../../kernel/time.ts';
import { instantFromMillis, parseDateOrInstant } from '../../kernel/time.ts';

/** A time as a statement puts it. */
export type StatedTime = { readonly at: Instant; readonly precision: Precision };

/** Digits as they were written; hours and what follows may be missing. */
export type Written = {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  /** Digits behind the point. */
  readonly fraction?: string | undefined;
  /** `Z` or `+08:00`, else none was written. */
  readonly offset?: string | undefined;
};

/**
 * The instant of a written time; `zone`, an IANA name or an offset, says where it is meant if it has no offset. A
 * date alone, or with a clock at exactly midnight, is that day of Asia/Shanghai, as everywhere in records: banks
 * write midnight where they know only the day. A clock time that a change of summer time leaves out is refused;
 * of one that it repeats the earlier is taken.
 */
export function statedTime(written: Written, zone: string): StatedTime | undefined {
  const day = parseDateOrInstant(`${written.year}-${written.month}-${written.day}`);
  if (day === undefined) return undefined;
  const { hour, minute = '00', second = '00', fraction = '' } = written;
  if (hour === undefined || !/[1-9]/.test(hour + minute + second + fraction)) return { at: day, precision: 'day' };
  const clock = `${written.year}-${written.month}-${written.day}T${hour}:${minute}:${second}.${fraction.padEnd(1, '0')}`;
  const at = parseDateOrInstant(`${clock}${written.offset ?? 'Z'}`);
  if (at === undefined) return undefined;
  const instant = written.offset === undefined ? instantIn(zone, at) : at;
  if (instant === undefined) return undefined;
  if (/[1-9]/.test(fraction)) return { at: instant, precision: 'ms' };
  return { at: instant, precision: written.second === undefined ? 'minute' : 'second' };
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Reads a date or a date with a clock as ISO 8601 and XML Schema write them. */
export function writtenIso(text: string): Written | undefined {
  const found = ISO.exec(text);
  if (found === null) return undefined;
  const [, year = '', month = '', day = '', hour, minute, second, fraction, offset] = found;
  return { year, month, day, hour, minute, second, fraction, offset: offset?.replace(/^(...)(\d\d)$/, '$1:$2') };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The instant at which the clock of a zone shows what the clock of UTC shows at `local`. */
function instantIn(zone: string, local: number): Instant | undefined {
  // The one zone of China, without the summer time of 1986 to 1991, as in kernel/time.ts.
  if (zone === 'Asia/Shanghai') return instantFromMillis(local - 8 * HOUR);
  const offsets = [offsetIn(zone, local - DAY), offsetIn(zone, local + DAY)];
  const fitting = offsets.flatMap((offset) =>
    offset !== undefined && offsetIn(zone, local - offset) === offset ? [local - offset] : [],
  );
  return fitting.length === 0 ? undefined : instantFromMillis(Math.min(...fitting));
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();
const REMEMBERED = 100;

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (formats.has(zone)) return formats.get(zone);
  if (formats.size > REMEMBERED) formats.clear();
  let made: Intl.DateTimeFormat | undefined;
  try {
    made = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, hourCycle: 'h23', era: 'short' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    // No zone has that name.
  }
  formats.set(zone, made);
  return made;
}

/** Whether a zone has that name, or it is an offset such as `+08:00`. */
export const isZone = (zone: string): boolean => formatOf(zone) !== undefined;

function offsetIn(zone: string, at: number): number | undefined {
  const parts = formatOf(zone)?.formatToParts(at);
  if (parts === undefined) return undefined;
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(at / 1000) * 1000;
}
