import type { Instant, Precision } from '../../kernel/time.ts';
import { parseDateOrInstant } from '../../kernel/time.ts';
import { zoneNamed } from '../zone.ts';

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
  const instant = written.offset === undefined ? zoneNamed(zone)?.(at) : at;
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

/** Whether a zone has that name, or it is an offset such as `+08:00`. */
export const isZone = (zone: string): boolean => zoneNamed(zone) !== undefined;
