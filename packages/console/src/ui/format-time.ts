import type { Precision } from '../api/types.ts';

const shanghaiMs = 8 * 3600 * 1000;
const lengths: Readonly<Record<Precision, number>> = { ms: 23, second: 19, minute: 16, day: 10, month: 7 };

/** The precision a record states, `second` where it states none that is known (RECORDS: the default). */
export function precisionOf(value: unknown): Precision {
  const known = (Object.keys(lengths) as Precision[]).find((each) => each === value);
  return known ?? 'second';
}

export type Shown = { readonly date: string; readonly time: string; readonly zone: string };

/** An instant as the clock in Shanghai shows it, no finer than its source recorded it. An unreadable one is shown raw. */
export function shanghaiTime(at: string | number, precision: Precision): Shown {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  if (!Number.isFinite(ms) || Math.abs(ms) > 8e15) return { date: String(at), time: '', zone: '' };
  const text = new Date(ms + shanghaiMs).toISOString().replace('T', ' ').slice(0, lengths[precision]);
  return { date: text.slice(0, 10), time: text.slice(11), zone: '+08:00' };
}

/** The same on one line: `2026-03-02 10:15:00 +08:00`, or `2026-03-02 +08:00` where only the day is known. */
export function formatTime(at: string | number, precision: Precision): string {
  const { date, time, zone } = shanghaiTime(at, precision);
  return [date, time, zone].filter((part) => part !== '').join(' ');
}
