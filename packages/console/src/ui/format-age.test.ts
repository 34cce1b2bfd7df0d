import { expect, test } from 'vitest';
import { formatAge } from './format-age.ts';

test('an age is told in the largest unit that fits, rounded down', () => {
  expect(formatAge(59_999, 'en')).toBe('59 seconds');
  expect(formatAge(60_000, 'en')).toBe('1 minute');
  expect(formatAge(2 * 3_600_000 - 1, 'en')).toBe('1 hour');
  expect(formatAge(3 * 86_400_000, 'zh-CN').replace(' ', '')).toBe('3天');
  expect(formatAge(0, 'en')).toBe('0 seconds');
});

test('a clock that runs behind makes no age below nothing', () => {
  expect(formatAge(-5_000, 'en')).toBe('0 seconds');
});
