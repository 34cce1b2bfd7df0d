import { expect, test } from 'vitest';
import { dayEnd, dayOf, dayStart, lastDayBefore, monthOf } from './day.ts';

test('days begin and end by the clock of Shanghai', () => {
  expect(dayStart('2026-03-02')).toBe(Date.parse('2026-03-01T16:00:00Z'));
  expect(dayEnd('2026-03-02')).toBe(Date.parse('2026-03-02T16:00:00Z'));
  expect(dayStart('')).toBeUndefined();
  expect(lastDayBefore(dayEnd('2026-03-02') ?? 0)).toBe('2026-03-02');
  expect(dayOf(dayStart('2026-03-02') ?? 0)).toBe('2026-03-02');
});

test('months are counted over the turn of a year', () => {
  const at = Date.parse('2025-12-31T16:30:00Z');
  expect(monthOf(at)).toBe('2026-01');
  expect(monthOf(at, -1)).toBe('2025-12');
  expect(monthOf(at, 12)).toBe('2027-01');
});
