import { expect, test } from 'vitest';
import type { LogLine } from '../platform/log.ts';
import { isLate, watchLateness } from './late.ts';

test('a custodian is late when something waits for longer than the limit', () => {
  expect(isLate({ waitingSince: null }, 9_000_000, 60)).toBe(false);
  expect(isLate({ waitingSince: 1_000 }, 61_000, 60)).toBe(false);
  expect(isLate({ waitingSince: 1_000 }, 62_000, 60)).toBe(true);
});

test('each crossing of the limit is logged once', () => {
  const lines: LogLine[] = [];
  const watch = watchLateness((line) => void lines.push(line), 60);
  const waiting = (waitingSince: number | null) => [
    { name: 'tsa-1', waitingSince },
    { name: 'tsa-2', waitingSince: null },
  ];
  watch(waiting(0), 30_000);
  expect(lines).toEqual([]);
  watch(waiting(0), 70_000);
  watch(waiting(0), 80_000);
  expect(lines).toEqual([{ event: 'custodian.late', custodian: 'tsa-1', seconds: 70 }]);
  watch(waiting(null), 90_000);
  watch(waiting(null), 91_000);
  watch(waiting(91_000), 200_000);
  expect(lines.slice(1)).toEqual([
    { event: 'custodian.caught_up', custodian: 'tsa-1' },
    { event: 'custodian.late', custodian: 'tsa-1', seconds: 109 },
  ]);
});
