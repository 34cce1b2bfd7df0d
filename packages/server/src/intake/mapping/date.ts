import type { Precision } from '../../kernel/time.ts';
import { LAST_INSTANT } from '../../kernel/time.ts';
import type { Zone } from '../zone.ts';

/** A time that was read: milliseconds of UTC, and how exactly it was stated. */
export type Stated = { readonly at: number; readonly precision: Precision };

/** Numbers of a date as they were written; what a format does not hold is NaN. */
export type Parts = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millis: number;
  /** 0 before noon, 12 after; NaN where the clock has 24 hours. */
  half: number;
  /** Minutes east of Greenwich; NaN where none is written. */
  offset: number;
};

export type DateFormat = { readonly text: string; readonly read: (text: string, parts: Parts) => boolean };

/** What is tried where a mapping names no formats: those that can be read in one way only. */
export const USUAL_FORMATS: readonly string[] = [
  ...[
    'YYYY-MM-DD HH:mm:ss',
    'YYYY/M/D H:mm:ss',
    'YYYY-MM-DD',
    'YYYY/M/D',
    'YYYY-M-D H:mm',
    'YYYY/M/D H:mm',
    'YYYYMMDD',
  ],
  ...['YYYYMMDDHHmmss', 'YYYYMMDD HH:mm:ss', 'YYYY.M.D', 'YYYY.M.D H:mm:ss', 'YYYY年M月D日', 'YYYY年M月D日 H:mm:ss'],
  ...['YYYYMMDD Hmmss', 'YYYYMMDD H:mm:ss', 'YYYYMMDD H:mm', 'YYYY-M-D Hmmss', 'YYYY/M/D Hmmss', 'YYYY-M-D H:mm:ss.S'],
  ...['YYYY年M月D日 H:mm', 'YYYY年M月D日H:mm:ss', 'YYYY年M月D日H时m分s秒', 'YYYY-M-D', 'YYYY-M-D H:mm:ss', 'iso'],
];

const TOKEN = /YYYY|YY|MMM|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|SSS|S|A|Z|./gsu;

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'millis';
type Digits = { readonly field: Field; readonly least: number; readonly most: number; readonly short: boolean };
type Token = Digits | { readonly literal: string } | { readonly special: 'MMM' | 'A' | 'Z' };

const NUMBERS: Readonly<Record<string, readonly [Field, number, number]>> = {
  ...{
    YYYY: ['year', 4, 4],
    YY: ['year', 2, 2],
    MM: ['month', 2, 2],
    M: ['month', 1, 2],
    DD: ['day', 2, 2],
    D: ['day', 1, 2],
  },
  ...{
    HH: ['hour', 2, 2],
    H: ['hour', 1, 2],
    hh: ['hour', 2, 2],
    h: ['hour', 1, 2],
    mm: ['minute', 2, 2],
    m: ['minute', 1, 2],
  },
  ...{ ss: ['second', 2, 2], s: ['second', 1, 2], SSS: ['millis', 3, 3], S: ['millis', 1, 9] },
} as const;

/** A format of the language, or why it is none. */
export function compileFormat(text: string): DateFormat | string {
  const counted = COUNTED[text];
  if (counted !== undefined) return { text, read: counted };
  const tokens = (text.match(TOKEN) ?? []).map(tokenOf);
  const fields = tokens.flatMap((token) =>
    'field' in token ? [token.field] : 'special' in token && token.special === 'MMM' ? ['month'] : [],
  );
  if (new Set(fields).size < fields.length) return 'names a part twice';
  if (!fields.includes('month')) return 'names no month';
  if (fields.includes('hour') && !fields.includes('day')) return 'names an hour and no day';
  const stray = tokens.find((token) => 'literal' in token && /[A-SU-Za-z]/.test(token.literal));
  if (stray !== undefined)
    return 'holds a letter that means nothing; the parts are YYYY YY MMM MM M DD D HH H hh h A mm m ss s SSS S Z';
  return { text, read: (given, parts) => readTokens(tokens, given, parts) };
}

function tokenOf(text: string): Token {
  const number = NUMBERS[text];
  if (number !== undefined) return { field: number[0], least: number[1], most: number[2], short: text === 'YY' };
  return text === 'MMM' || text === 'A' || text === 'Z' ? { special: text } : { literal: text };
}

const [ZERO, NINE, BLANK] = [0x30, 0x39, 0x20];

function readTokens(tokens: readonly Token[], text: string, parts: Parts): boolean {
  let at = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if ('literal' in token) {
      if (!text.startsWith(token.literal, at)) return false;
      at += token.literal.length;
      if (token.literal === ' ') while (text.charCodeAt(at) === BLANK) at++;
      continue;
    }
    const end =
      'field' in token ? readDigits(tokens, i, token, text, at, parts) : readSpecial(token.special, text, at, parts);
    if (end === -1) return false;
    at = end;
  }
  return at === text.length;
}

/** Digits of tokens that stand side by side are shared out from the left, each later one keeping what it needs. */
function readDigits(
  tokens: readonly Token[],
  i: number,
  token: Digits,
  text: string,
  at: number,
  parts: Parts,
): number {
  let end = at;
  let value = 0;
  let most = token.most;
  if (token.least < most) {
    let kept = 0;
    for (let next = i + 1; next < tokens.length; next++) {
      const follower = tokens[next] as Token;
      if (!('field' in follower)) break;
      kept += follower.least;
    }
    if (kept > 0) most = Math.min(most, runOfDigits(text, at) - kept);
  }
  while (end - at < most) {
    const unit = text.charCodeAt(end);
    if (!(unit >= ZERO && unit <= NINE)) break;
    if (token.field !== 'millis' || end - at < 3) value = value * 10 + unit - ZERO;
    end++;
  }
  if (end - at < token.least) return -1;
  if (token.field === 'millis') for (let n = end - at; n < 3; n++) value *= 10;
  parts[token.field] = token.short ? value + (value < 70 ? 2000 : 1900) : value;
  return end;
}

function runOfDigits(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) >= ZERO && text.charCodeAt(end) <= NINE) end++;
  return end - at;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = /^[a-z]{3,9}\.?/i;
const HALF = /^(?:am|pm|a\.m\.|p\.m\.|上午|下午|中午|凌晨|早上|晚上)/i;
const OFFSET = /^(?:Z|(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?)/i;

function readSpecial(special: 'MMM' | 'A' | 'Z', text: string, at: number, parts: Parts): number {
  const rest = text.slice(at, at + 12);
  const found = (special === 'MMM' ? MONTH : special === 'A' ? HALF : OFFSET).exec(rest);
  if (found === null) return -1;
  const [word, sign, hours, minutes = '0'] = found;
  if (special === 'MMM') {
    const month = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
    if (month === -1) return -1;
    parts.month = month + 1;
  } else if (special === 'A') {
    parts.half = /^[p下晚]|^中午/iu.test(word) ? 12 : 0;
  } else {
    parts.offset = sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  }
  return at + word.length;
}

const NUMBER = /^\d{1,13}(?:\.\d{1,20})?$/;
/** Days from the beginning of a spreadsheet's calendar to 1970. */
const SHEET_EPOCH = 25_569;

const COUNTED: Readonly<Record<string, (text: string, parts: Parts) => boolean>> = {
  iso: readIso,
  excel(text, parts) {
    const days = NUMBER.test(text) ? Number(text) : Number.NaN;
    if (!(days >= SHEET_EPOCH && days < 2_958_466)) return false;
    setUtc(parts, Math.round((days - SHEET_EPOCH) * 86_400) * 1_000);
    if (Number.isInteger(days)) parts.hour = parts.minute = parts.second = Number.NaN;
    return true;
  },
  unix: (text, parts) => NUMBER.test(text) && readCount(parts, Math.floor(Number(text) * 1_000), text.includes('.')),
  'unix-ms': (text, parts) => NUMBER.test(text) && readCount(parts, Math.floor(Number(text)), true),
};

function readCount(parts: Parts, millis: number, isExact: boolean): boolean {
  if (millis > LAST_INSTANT) return false;
  setUtc(parts, millis);
  if (isExact) parts.millis = millis % 1_000;
  parts.offset = 0;
  return true;
}

function setUtc(parts: Parts, millis: number): void {
  const at = new Date(millis);
  parts.year = at.getUTCFullYear();
  parts.month = at.getUTCMonth() + 1;
  parts.day = at.getUTCDate();
  parts.hour = at.getUTCHours();
  parts.minute = at.getUTCMinutes();
  parts.second = at.getUTCSeconds();
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

function readIso(text: string, parts: Parts): boolean {
  const found = ISO.exec(text);
  if (found === null || (found[8] !== undefined && found[4] === undefined)) return false;
  [parts.year, parts.month, parts.day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  [parts.hour, parts.minute, parts.second] = [Number(found[4]), Number(found[5]), Number(found[6])];
  if (found[7] !== undefined) parts.millis = Number(found[7].slice(0, 3).padEnd(3, '0'));
  if (found[8] !== undefined) readSpecial('Z', found[8], 0, parts);
  return true;
}

export function clearParts(parts: Parts): void {
  parts.year = parts.month = parts.day = parts.hour = parts.minute = parts.second = Number.NaN;
  parts.millis = parts.half = parts.offset = Number.NaN;
}

/** The instant of parts that name a year and a month, or why there is none. What they leave out is the beginning. */
export function statedAt(parts: Parts, zone: Zone): Stated | string {
  const { year, month, minute, second, millis, offset } = parts;
  const day = orElse(parts.day, 1);
  let hour = parts.hour;
  if (!(year >= 1970 && year <= 9999)) return 'its year is outside 1970 to 9999';
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return 'there is no such day';
  if (!Number.isNaN(parts.half)) {
    if (hour < 1 || hour > 12) hour = hour > 12 && hour < 24 && parts.half === 12 ? hour : Number.POSITIVE_INFINITY;
    else hour = (hour % 12) + parts.half;
  }
  if (hour > 23 || minute > 59 || second > 59) return 'there is no such time of day';
  const local =
    Date.UTC(year, month - 1, day) +
    orElse(hour, 0) * 3_600_000 +
    orElse(minute, 0) * 60_000 +
    orElse(second, 0) * 1_000 +
    orElse(millis, 0);
  if (offset > 14 * 60 || offset < -14 * 60) return 'there is no such offset';
  // A date without a clock is a day of Asia/Shanghai, whatever zone the clock times of its file are in.
  const unplaced = Number.isNaN(hour) ? local - SHANGHAI_MILLIS : zone(local);
  const at = Number.isNaN(offset) ? unplaced : local - offset * 60_000;
  if (at === undefined || at < 0 || at > LAST_INSTANT) return 'it does not exist in its zone';
  return { at, precision: precisionOf(parts) };
}

const SHANGHAI_MILLIS = 8 * 3_600_000;

const orElse = (value: number, other: number): number => (Number.isNaN(value) ? other : value);

function precisionOf({ day, minute, second, millis }: Parts): Precision {
  if (!Number.isNaN(millis)) return 'ms';
  if (!Number.isNaN(second)) return 'second';
  if (!Number.isNaN(minute)) return 'minute';
  // There is no precision of an hour: what is stated to the hour holds for its day at least.
  return Number.isNaN(day) ? 'month' : 'day';
}

/** The text as formats are written: signs of full width as narrow ones, blanks as one. */
export const foldDate = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim();
