import type { Instant, Precision } from '../kernel/time.ts';
import { spanOf } from '../kernel/time.ts';
import type { Order } from './chain.ts';

/** When something happened, as exactly as its source says. */
export type Moment = { readonly at: Instant; readonly precision: Precision };

const dayMs = 86_400_000;
const shanghaiMs = 8 * 3_600_000;

/** Compares whole intervals: `before` only if every instant of the first lies before every one of the second. */
export function orderOf(first: Moment, second: Moment): Order {
  const a = spanOf(first.at, first.precision);
  const b = spanOf(second.at, second.precision);
  if (a.to <= b.from) return 'before';
  return b.to <= a.from ? 'after' : 'unknown';
}

/** Days of the calendar in Asia/Shanghai from the first to the second, as people count them; never negative. */
export function daysBetween(first: Moment, second: Moment): number {
  return Math.max(0, shanghaiDay(second) - shanghaiDay(first));
}

function shanghaiDay({ at }: Moment): number {
  return Math.floor((at + shanghaiMs) / dayMs);
}

export function withinDays(first: Moment, second: Moment, days: number): boolean {
  return second.at - first.at <= days * dayMs;
}

export function compareMoments(a: Moment, b: Moment): number {
  return a.at - b.at;
}
