import { expect, test } from 'vitest';
import { formatTime, shanghaiTime } from './format-time.ts';

test('an instant is shown by the clock of Shanghai with its zone printed', () => {
  expect(formatTime('2026-03-02T02:15:00.000Z', 'second')).toBe('2026-03-02 10:15:00 +08:00');
  expect(formatTime('2026-03-01T22:40:00+08:00', 'minute')).toBe('2026-03-01 22:40 +08:00');
  expect(formatTime(1772417700123, 'ms')).toBe('2026-03-02 10:15:00.123 +08:00');
});

test('a time is never shown finer than its source recorded it', () => {
  expect(formatTime('2026-03-01T16:00:00.000Z', 'day')).toBe('2026-03-02 +08:00');
  expect(shanghaiTime('2026-02-28T16:00:00.000Z', 'month')).toEqual({ date: '2026-03', time: '', zone: '+08:00' });
});

test('what cannot be read as an instant is shown as it came', () => {
  expect(formatTime('soon', 'second')).toBe('soon');
});
