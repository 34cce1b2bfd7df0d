import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noNames } from '../example-names.ts';
import { buildDictionary } from './dictionary.ts';
import { matchPattern } from './match.ts';
import { parsePattern, wordsIn } from './pattern.ts';
import { readMessage } from './reading.ts';

const lexicon = { give: '给 返', you: '你 您', benefit: '回扣 返点', us: '我们', me: '我', accident: '往返点' };

function found(source: string, text: string): readonly string[] {
  const pattern = parsePattern(source);
  const reading = readMessage(text, noNames, buildDictionary([lexicon], wordsIn(pattern)));
  return reading.stretches.flatMap((stretch) =>
    matchPattern(pattern, stretch).map(({ start, end }) => reading.normal.text.slice(start, end)),
  );
}

test.each([
  ['<give> <you>', '这个给到您手上', ['给到您']],
  ['<give> <you>', '给他们几个人送到你那里', []],
  ['<give> ~ <you>', '给他们几个人送到,你那里', ['给他们几个人送到,你']],
  ['<give> <you>', '给,你', []],
  ['<give> + <you>', '给了你', []],
  ['<give> + <you>', '给你', ['给你']],
  ['<give> ~~ <you>', '给他。不是你', ['给他。不是你']],
  ['<give> [<benefit>] <you>', '给个回扣让您满意', ['给个回扣让您']],
  ['<give> [<benefit>] <you>', '给您', ['给您']],
  ['<benefit> & <you>', '您放心,回扣照旧', ['您放心,回扣']],
  ['<give|benefit> 放心|照旧', '回扣照旧', ['回扣照旧']],
  ['<me>', '我们都在,我也在', ['我']],
  ['<benefit>', '往返点在东门,返点另算', ['返点']],
])('%s in %s', (pattern, text, expected) => {
  expect(found(pattern, text)).toEqual(expected);
});

test.each(['<give', '[<give> <you>]', '', '[<give>]', '<Give>', '<give>+<you>'])(
  '%s is refused as a pattern',
  (source) => {
    expect(() => parsePattern(source)).toThrow();
  },
);

test('of the ways to one end the shortest is kept, as a search by hand finds it', () => {
  const letters = fc.array(fc.constantFrom('甲', '乙', '丙', '天', ',', '。'), { maxLength: 24 });
  fc.assert(
    fc.property(letters, (chars) => {
      const text = chars.join('');
      const [first] = found('甲 乙 ~ 丙', text);
      const byHand = /甲[^乙甲,。]{0,4}?乙[^丙。]{0,10}?丙/u.exec(text);
      if (byHand === null) return;
      expect(first).toBeDefined();
    }),
  );
});

test('a pattern of many wide gaps over a text of nothing else comes to an end', () => {
  const pattern = Array.from({ length: 12 }, () => '<give|you>').join(' ~ ');
  expect(found(pattern, '给你'.repeat(20_000)).length).toBeGreaterThan(0);
});
