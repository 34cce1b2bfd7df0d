import { expect, test } from 'vitest';
import { tokenIn } from './token-in.ts';

test('the token is read from both forms of the link', () => {
  expect(tokenIn(' http://127.0.0.1:7420/#/sign-in?token=abc_DEF-123 ')).toBe('abc_DEF-123');
  expect(tokenIn('http://127.0.0.1:7420/sign-in?x=1&token=a%2Bb#top')).toBe('a+b');
});

test('a bare token is taken, any other text is not', () => {
  expect(tokenIn('0123456789abcdef0123')).toBe('0123456789abcdef0123');
  expect(tokenIn('张三')).toBeUndefined();
  expect(tokenIn('http://127.0.0.1:7420/')).toBeUndefined();
  expect(tokenIn('')).toBeUndefined();
});
