import type { Instant } from '../../kernel/time.ts';
import { shanghaiParts } from '../../kernel/time.ts';

/** Days since 1970 in Asia/Shanghai, both ends included; an end that is not said is left out. */
export type Days = { readonly from?: number; readonly until?: number };
export type WholeDays = { readonly from: number; readonly until: number };

/** The day on which something is said, and its parts. */
export type Today = {
  readonly day: number;
  readonly year: number;
  readonly month: number;
  /** 1 is Monday. */
  readonly weekday: number;
  /** Before five in the morning people may still mean the day before by "today". */
  readonly night: boolean;
};

const DAY = 86_400_000;

export function todayAt(at: Instant): Today {
  const { year, month, day, hour, weekday } = shanghaiParts(at);
  return { day: Date.UTC(year, month - 1, day) / DAY, year, month, weekday, night: hour < 5 };
}

/** Undefined for a date that the month lacks, and outside 1970–2999. */
export function dayOf(year: number, month: number, day: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const fits = year >= 1970 && year < 3000 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return fits ? at.getTime() / DAY : undefined;
}

/** `2026-03-05`. */
export function formatDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** A whole month, or the part of it that has a name; `month` may lie outside 1–12 and then counts on. */
export function monthDays(year: number, month: number, part = ''): WholeDays {
  const first = Date.UTC(year, month - 1, 1) / DAY;
  const last = Date.UTC(year, month, 1) / DAY - 1;
  switch (part) {
    case '初':
      return { from: first, until: first + 4 };
    case '上旬':
      return { from: first, until: first + 9 };
    case '中':
    case '中旬':
      return { from: first + 10, until: first + 19 };
    case '下旬':
      return { from: first + 20, until: last };
    case '底':
    case '末':
      return { from: first + 24, until: last };
    default:
      return { from: first, until: last };
  }
}

/** The year, or its part: 初, 中, 底 are months, 上 and 下 halves, 1–4 quarters. */
export function yearDays(year: number, part = ''): WholeDays {
  const [first, last] = months[part] ?? [1, 12];
  return { from: monthDays(year, first).from, until: monthDays(year, last).until };
}

const months: Readonly<Record<string, readonly [number, number]>> = {
  ...{ 初: [1, 1], 中: [6, 7], 底: [12, 12], 末: [12, 12], 上: [1, 6], 下: [7, 12] },
  ...{ 1: [1, 3], 2: [4, 6], 3: [7, 9], 4: [10, 12] },
};

/** The same day of another month, or its last day: a month after 31 January is the end of February. */
export function addMonths(day: number, count: number): number {
  const at = new Date(day * DAY);
  const month = monthDays(at.getUTCFullYear(), at.getUTCMonth() + 1 + count);
  return Math.min(month.from + at.getUTCDate() - 1, month.until);
}

/**
 * Of several days that the words fit, the likeliest first: the nearest, where what is past counts twice as far.
 * The nearest on the other side of today follows if the first is more than `past` days ago or `future` days ahead.
 */
export function nearest(
  fits: readonly WholeDays[],
  { day }: Today,
  past: number,
  future: number,
): readonly WholeDays[] {
  const far = ({ from, until }: WholeDays): number => (until < day ? until - day : Math.max(0, from - day));
  const weight = (each: WholeDays): number => (far(each) < 0 ? -2 : 1) * far(each);
  const [first, ...others] = fits.toSorted((a, b) => weight(a) - weight(b));
  if (first === undefined) return [];
  const distance = far(first);
  const doubtful = distance < -past || distance > future;
  const other = doubtful ? others.find((each) => far(each) !== 0 && far(each) < 0 !== distance < 0) : undefined;
  return other === undefined ? [first] : [first, other];
}
