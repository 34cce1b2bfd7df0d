import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countLines, spanOfLine } from './line-numbers.ts';

test('an empty text has one line, and each line end begins another', () => {
  expect(['', 'a', 'a\n', 'a\nb'].map(countLines)).toEqual([1, 1, 2, 2]);
});

test('the span of a line is that line, and stays within the text', () => {
  expect(spanOfLine('ab\ncd\n', 2)).toEqual({ start: 3, end: 5 });
  expect(spanOfLine('ab\ncd\n', 99)).toEqual({ start: 6, end: 6 });
  expect(spanOfLine('ab', 0)).toEqual({ start: 0, end: 2 });
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '钱')), (parts) => {
      const text = parts.join('');
      const lines = Array.from({ length: countLines(text) }, (_, at) => {
        const { start, end } = spanOfLine(text, at + 1);
        return text.slice(start, end);
      });
      expect(lines.join('\n')).toBe(text);
    }),
  );
});
