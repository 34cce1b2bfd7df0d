import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markWhitespace } from './mark-whitespace.ts';

const marks = (text: string) => markWhitespace(text).flatMap(({ mark }) => mark ?? []);

test('tabs, line ends and blanks that cannot be seen have signs, a blank between words has none', () => {
  expect(marks('a b\t1.00 \r\nc  d\n')).toEqual(['»', '·', '↵', '··', '↵']);
  expect(marks('介绍 给你')).toEqual([]);
  expect(marks('lone\rreturn')).toEqual(['␍']);
});

test('what has no shape of its own is named', () => {
  expect(marks('\ufeff返\u200b点\u3000')).toEqual(['⟨U+FEFF⟩', '⟨U+200B⟩', '□']);
  expect(marks('\u202egnp.exe')).toEqual(['⟨U+202E⟩']);
  expect(marks('\u0000\u007f')).toEqual(['␀', '␡']);
});

test('no character is lost, moved or added', () => {
  const odd = fc.constantFrom('\r', '\n', '\t', ' ', '\u3000', '\u200b', '\u0000', '钱', 'a');
  fc.assert(
    fc.property(fc.array(odd), (parts) => {
      const text = parts.join('');
      const stretches = markWhitespace(text);
      expect(stretches.map((each) => each.text).join('')).toBe(text);
      expect(stretches.every((each) => text.startsWith(each.text, each.start))).toBe(true);
    }),
  );
});
