const dayMs = 24 * 3600 * 1000;

/** The beginning of a day `YYYY-MM-DD` in Shanghai, in UTC milliseconds; undefined for an empty or broken one. */
export function dayStart(day: string): number | undefined {
  const at = Date.parse(`${day}T00:00:00+08:00`);
  return Number.isFinite(at) ? at : undefined;
}

/** The end of a day: what lies before it lies within the day. */
export function dayEnd(day: string): number | undefined {
  const at = dayStart(day);
  return at === undefined ? undefined : at + dayMs;
}

/** The month `YYYY-MM` in Shanghai that an instant lies in, or one so many months away from it. */
export function monthOf(at: number, away = 0): string {
  const [year = 0, month = 1] = new Date(at + 8 * 3600 * 1000).toISOString().split('-').map(Number);
  const months = year * 12 + (month - 1) + away;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The last day within a span that ends at `end`, as people name it. */
export const lastDayBefore = (end: number): string => new Date(end - 1 + 8 * 3600 * 1000).toISOString().slice(0, 10);
export const dayOf = (at: number): string => new Date(at + 8 * 3600 * 1000).toISOString().slice(0, 10);
