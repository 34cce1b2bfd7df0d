import type { Random } from './random.ts';

/** A day of the sample company's calendar, `YYYY-MM-DD` in Asia/Shanghai. */
export type Day = string;

const MS_PER_DAY = 86_400_000;

/** The days off and the make-up working days around the Spring Festival of 2026. */
export const HOLIDAYS: readonly Day[] = Array.from({ length: 9 }, (_, i) => addDays('2026-02-15', i));
export const MAKEUP_WORKDAYS: readonly Day[] = ['2026-02-14', '2026-02-28'];

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function isWorkday(day: Day): boolean {
  if (MAKEUP_WORKDAYS.includes(day)) return true;
  return !HOLIDAYS.includes(day) && weekdayOf(day) !== 0 && weekdayOf(day) !== 6;
}

/** The first working day on or after `day`. */
export function workdayFrom(day: Day): Day {
  return isWorkday(day) ? day : workdayFrom(addDays(day, 1));
}

/** `HH:MM` or `HH:MM:SS` of a day, as RFC 3339 with the offset of Asia/Shanghai. */
export function instant(day: Day, time: string): string {
  return `${day}T${time.length === 5 ? `${time}:00` : time}+08:00`;
}

export function millisOf(at: string): number {
  return Date.parse(at);
}

/** The instant `seconds` later, in the same notation. */
export function after(at: string, seconds: number): string {
  const shown = new Date(millisOf(at) + seconds * 1000 + 8 * 3_600_000).toISOString();
  return `${shown.slice(0, 19)}+08:00`;
}

/** Some second of office hours, outside the lunch break. */
export function inOfficeHours(random: Random, day: Day): string {
  const hour = random.pick([9, 10, 11, 14, 15, 16, 17]);
  return instant(day, `${two(hour)}:${two(random.int(hour === 9 ? 10 : 0, 49))}:${two(random.int(0, 59))}`);
}

export function workdayBetween(random: Random, from: Day, to: Day): Day {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / MS_PER_DAY);
  return random.pick(Array.from({ length: days + 1 }, (_, i) => addDays(from, i)).filter(isWorkday));
}

const two = (value: number) => String(value).padStart(2, '0');
