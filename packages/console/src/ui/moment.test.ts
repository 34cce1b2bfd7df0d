import { expect, test } from 'vitest';
import { momentAt, momentOf, typedIn } from './moment.ts';

test('a date with a time is an instant in Shanghai, a date alone stays one', () => {
  expect(momentOf('2025-10-15', '14:30')).toBe('2025-10-15T14:30:00+08:00');
  expect(momentOf('2025-10-15', '14:30:05')).toBe('2025-10-15T14:30:05+08:00');
  expect(momentOf('2025-10-15', '')).toBe('2025-10-15');
  expect([momentOf('', '14:30'), momentOf('2025-10-15', '25')]).toEqual([undefined, undefined]);
});

test('what an address says fills the form as it was typed', () => {
  expect(typedIn('2025-10-15T14:30:00+08:00')).toEqual({ date: '2025-10-15', time: '14:30:00' });
  expect(typedIn('2025-10-15')).toEqual({ date: '2025-10-15', time: '' });
  expect(typedIn('yesterday')).toEqual({ date: '', time: '' });
  expect(momentAt(Date.UTC(2025, 9, 15, 6, 30))).toBe('2025-10-15T14:30:00+08:00');
});
