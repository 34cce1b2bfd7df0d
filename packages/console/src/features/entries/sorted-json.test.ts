import { expect, test } from 'vitest';
import { sortedJson } from './sorted-json.ts';

test('members come in the order of canonical JSON, at every depth, lists as they are', () => {
  const value = { b: [{ z: 1, A: 2 }, 3], a: null, é: true, 客: '户' };
  expect(sortedJson(value).replaceAll(/\s/g, '')).toBe('{"a":null,"b":[{"A":2,"z":1},3],"é":true,"客":"户"}');
});
