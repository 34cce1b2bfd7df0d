import type { CustodianShown } from '../../api/types.ts';

const lateMillis = 3_600_000;

/** `late` is the alarm: something has waited for its receipt for more than an hour. */
export function stateOf({ epoch, waitingSince }: CustodianShown, now: number): 'well' | 'none' | 'waiting' | 'late' {
  if (waitingSince === null) return epoch === null ? 'none' : 'well';
  return now - waitingSince > lateMillis ? 'late' : 'waiting';
}
