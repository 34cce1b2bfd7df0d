import type { Instant, Precision } from '../../kernel/time.ts';
import { parseInstant } from '../../kernel/time.ts';

export type MailTime = { readonly at: Instant; readonly precision: Precision };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The names of RFC 5322 4.3. CST is left out: it is −0600 there and +0800 on the servers of China. */
const ZONES: Readonly<Record<string, string>> = {
  UT: '+00:00',
  UTC: '+00:00',
  GMT: '+00:00',
  Z: '+00:00',
  EST: '-05:00',
  EDT: '-04:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

const DATE_CHARS = 200;
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d))?`;
const ZONE = String.raw`(?:(?:GMT|UTC)?(?<sign>[+-])(?<hours>\d\d):?(?<minutes>\d\d)|(?<zone>[A-Za-z]{1,4}))(?![A-Za-z\d+-])`;
/** RFC 5322 3.3: `Mon, 2 Mar 2026 10:15:00 +0800`. */
const STANDARD = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9}\s{0,4},?\s{0,4})?(?<day>\d{1,2})[\s-]{1,4}(?<month>[A-Za-z]{3})[a-z]{0,6}[\s-]{1,4}(?<year>\d{2,4})\s{1,4}${CLOCK}\s{0,4}${ZONE}`,
);
/** As the C library writes it: `Mon Mar  2 10:15:00 2026 +0800`, the zone on either side of the year. */
const CTIME = new RegExp(
  String.raw`^[A-Za-z]{3}\s{1,4}(?<month>[A-Za-z]{3})\s{1,4}(?<day>\d{1,2})\s{1,4}${CLOCK}\s{1,4}(?:(?<year>\d{4})\s{1,4}${ZONE}|${ZONE.replaceAll(/\?<(\w+)>/g, '?<$12>')}\s{1,4}(?<year2>\d{4}))`,
);

/**
 * Reads the date of a mail (RFC 5322 3.3 and 4.3, the forms that old programs write, RFC 3339). Undefined where
 * no offset is stated, its name is ambiguous, or the calendar has no such day: a guess would be no evidence.
 */
export function parseMailDate(text: string): MailTime | undefined {
  const plain = withoutComments(text.slice(0, DATE_CHARS)).trim();
  const rfc3339 = parseInstant(plain);
  if (rfc3339 !== undefined) return { at: rfc3339, precision: plain.includes('.') ? 'ms' : 'second' };
  const parts = (STANDARD.exec(plain) ?? CTIME.exec(plain))?.groups;
  if (parts === undefined) return undefined;
  const month = MONTHS.indexOf((parts.month ?? '').toLowerCase()) + 1;
  const offset = offsetOf(parts);
  if (month === 0 || offset === undefined) return undefined;
  const { hour = '', minute = '', second } = parts;
  const date = `${fullYear(parts.year ?? parts.year2 ?? '')}-${two(String(month))}-${two(parts.day ?? '')}`;
  const at = parseInstant(`${date}T${two(hour)}:${minute}:${second ?? '00'}${offset}`);
  return at === undefined ? undefined : { at, precision: second === undefined ? 'minute' : 'second' };
}

/** The time that a Received field ends with (RFC 5321 4.4): what stands behind its last semicolon. */
export function parseReceived(text: string): MailTime | undefined {
  const semicolon = text.lastIndexOf(';');
  return semicolon === -1 ? undefined : parseMailDate(text.slice(semicolon + 1));
}

function offsetOf(parts: Readonly<Record<string, string | undefined>>): string | undefined {
  const sign = parts.sign ?? parts.sign2;
  if (sign !== undefined) return `${sign}${parts.hours ?? parts.hours2}:${parts.minutes ?? parts.minutes2}`;
  return ZONES[(parts.zone ?? parts.zone2 ?? '').toUpperCase()];
}

/** RFC 5322 4.3: two digits from 00 to 49 are of this century, others and three digits count from 1900. */
function fullYear(digits: string): string {
  if (digits.length === 4) return digits;
  const year = Number(digits);
  return String(digits.length === 2 && year < 50 ? 2000 + year : 1900 + year);
}

const two = (digits: string): string => digits.padStart(2, '0');

/** Comments of RFC 5322 3.2.2, which nest; one that does not close runs to the end. */
function withoutComments(text: string): string {
  let depth = 0;
  let kept = '';
  for (const each of text) {
    if (each === '(') depth++;
    else if (each === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += each;
  }
  return kept;
}
