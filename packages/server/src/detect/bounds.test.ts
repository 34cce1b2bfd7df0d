import { expect, test } from 'vitest';
import { noNames } from './example-names.ts';
import { plain } from './phrases/phrase.ts';
import { makeRuleSet, ruleSetOf } from './phrases/rule-set.ts';
import { hear, readWords } from './read-words.ts';
import { defineTextRule } from './rule.ts';
import { rules } from './rules/index.ts';

const MILLION = 1_000_000;

// The first three in the gate, all of them in `npm run long -- bounds`: each takes seconds.
const PIECES = ['给,你。', '好 处\u200b费', '给你回扣', '我朋友公司', '1万', '不', '华晟公司', '👍🏽'];

test.each(PIECES.slice(0, Number(process.env.ZL_PIECES ?? 3)))(
  'a message of a million characters of %s is read to the end',
  (piece) => {
    const set = ruleSetOf(rules);
    const text = piece.repeat(Math.floor(MILLION / piece.length));
    const heard = hear({ text, field: 'text', speaker: 'employee' }, noNames, set);
    for (const ready of set.rules) {
      for (const { start, end } of readWords(ready, heard).hits) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }
  },
);

test('a lexicon of 100,000 words finds the one that is said', () => {
  const letters = '东南西北春夏秋冬金木水火土山石田江河湖海';
  const words = Array.from({ length: 100_000 }, (_none, i) =>
    [i % 20, Math.floor(i / 20) % 20, Math.floor(i / 400) % 20, Math.floor(i / 8_000)]
      .map((at) => letters.charAt(at))
      .join(''),
  );
  const rule = defineTextRule({
    ...{
      id: 'many-words',
      kind: 'disclosure',
      version: 1,
      title: '多词',
      severity: 'low',
      blindSpots: [],
      examples: [],
    },
    lexicon: { 'many-words': words.join(' ') },
    phrases: [plain('词表中的词', '<many-words>')],
  });
  const set = makeRuleSet([rule], []);
  const [ready] = set.rules;
  const word = words[54_321] ?? '';
  const heard = hear({ text: `请看${word}。`, field: 'text', speaker: 'employee' }, noNames, set);
  expect(ready === undefined ? [] : readWords(ready, heard).hits).toMatchObject([
    { start: 2, end: 2 + word.length, normal: word },
  ]);
});
