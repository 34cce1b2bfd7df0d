import { expect, test } from 'vitest';
import { digestId, randomId } from './ids.ts';

test('the same kind and value give the same id, in whatever order the members stand', () => {
  expect(digestId('finding', { rule: 'a', index: 1 })).toBe(digestId('finding', { index: 1, rule: 'a' }));
  expect(digestId('finding', [])).not.toBe(digestId('chain', []));
});

test('a digest id is the beginning of a SHA-256', () => {
  // printf '["chain",{"a":1}]' | sha256sum
  expect(digestId('chain', { a: 1 })).toBe('c30e496cc87d0eab1a96978a4b258d1c');
});

test('a random id is 32 hexadecimal digits and new each time', () => {
  expect(randomId()).toMatch(/^[0-9a-f]{32}$/);
  expect(randomId()).not.toBe(randomId());
});
