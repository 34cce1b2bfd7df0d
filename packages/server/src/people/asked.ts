import type { Instant } from '../kernel/time.ts';
import { instantFromMillis, parseDateOrInstant, parseInstant } from '../kernel/time.ts';

const DAY = 86_400_000;

/** An instant somebody asks about. A date alone stands for its end in Asia/Shanghai: by then all of that day had happened. */
export function parseAsked(text: string): Instant | undefined {
  if (text.length !== 10) return parseInstant(text);
  const midnight = parseDateOrInstant(text);
  return midnight === undefined ? undefined : instantFromMillis(midnight + DAY - 1);
}
