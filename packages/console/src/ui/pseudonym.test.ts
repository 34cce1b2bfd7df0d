import { expect, test } from 'vitest';
import { isPseudonym, pseudonymOf } from './pseudonym.ts';

test('a key gives the pseudonym under which the server shows its person', () => {
  expect(pseudonymOf('00000000010000000000000000000000')).toBe('员工00000001');
  expect(pseudonymOf('ffffffffff0000000000000000000000')).toBe('员工ZZZZZZZZ');
  expect(pseudonymOf('0123456789abcdef0123456789abcdef')).toHaveLength(10);
});

test('a pseudonym is told from a name', () => {
  expect(isPseudonym('员工0QJ4K7ZX')).toBe(true);
  expect(isPseudonym('员工张三')).toBe(false);
  expect(isPseudonym('张三')).toBe(false);
});
