import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitMarks } from './split-marks.ts';

const said = '我介绍你到华晟公司合作,好处费给你10%';

test('the words of a mark come out as one piece at their own place', () => {
  const pieces = splitMarks(said, [{ start: 12, end: 20, kind: 'kickback' }]);
  expect(pieces.map((p) => [p.start, p.text, p.marks.length])).toEqual([
    [0, '我介绍你到华晟公司合作,', 0],
    [12, '好处费给你10%', 1],
  ]);
});

test('overlapping marks share their common piece', () => {
  const pieces = splitMarks('abcdef', [
    { start: 0, end: 4, kind: 'a' },
    { start: 2, end: 6, kind: 'b' },
  ]);
  expect(pieces.map((p) => [p.text, p.marks.map((m) => m.kind).join('+')])).toEqual([
    ['ab', 'a'],
    ['cd', 'a+b'],
    ['ef', 'b'],
  ]);
});

test('a text without marks is one piece and an empty text is none', () => {
  expect(splitMarks('abc', []).map((p) => p.text)).toEqual(['abc']);
  expect(splitMarks('', [{ start: 0, end: 3 }])).toEqual([]);
});

test('the pieces always give the text back, and exactly the marked units are marked', () => {
  const mark = fc.record({ start: fc.integer({ min: -3, max: 30 }), end: fc.integer({ min: -3, max: 30 }) });
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 25 }), fc.array(mark, { maxLength: 6 }), (text, marks) => {
      const pieces = splitMarks(text, marks);
      expect(pieces.map((p) => p.text).join('')).toBe(text);
      const counted = pieces.flatMap((p) => Array.from({ length: p.text.length }, () => p.marks.length));
      const expected = Array.from(
        { length: text.length },
        (_, u) => marks.filter((m) => m.start <= u && u < m.end).length,
      );
      expect(counted).toEqual(expected);
    }),
  );
});
