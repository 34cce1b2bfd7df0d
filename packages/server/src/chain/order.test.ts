import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../kernel/time.ts';
import { instantFromMillis, parseInstant, precisions, spanOf } from '../kernel/time.ts';
import { daysBetween, orderOf } from './order.ts';

function at(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

const moment = fc.record({
  at: fc
    .integer({ min: 0, max: 90 * 86_400_000 })
    .map((ms) => instantFromMillis(ms + 1_770_000_000_000) ?? at('2026-01-01T00:00:00Z')),
  precision: fc.constantFrom(...precisions),
});

test('one event is before another only if every instant of it is, and never both ways', () => {
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      const order = orderOf(a, b);
      const before = spanOf(a.at, a.precision).to <= spanOf(b.at, b.precision).from;
      const opposite = { before: 'after', after: 'before', unknown: 'unknown' }[order];
      return (order === 'before') === before && orderOf(b, a) === opposite;
    }),
  );
});

test('a payment of a day and words on that day have no order', () => {
  const day = { at: at('2026-03-02T00:00:00+08:00'), precision: 'day' } as const;
  expect(orderOf({ at: at('2026-03-02T10:15:00+08:00'), precision: 'second' }, day)).toBe('unknown');
  expect(orderOf({ at: at('2026-03-01T23:59:59+08:00'), precision: 'second' }, day)).toBe('before');
});

test('days are counted by the calendar of Shanghai', () => {
  const late = { at: at('2026-03-02T23:59:00+08:00'), precision: 'second' } as const;
  expect(daysBetween(late, { at: at('2026-03-03T00:01:00+08:00'), precision: 'second' })).toBe(1);
  expect(daysBetween(late, late)).toBe(0);
});
