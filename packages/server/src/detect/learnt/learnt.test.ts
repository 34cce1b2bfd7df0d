import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noNames } from '../example-names.ts';
import { ruleSetOf } from '../phrases/rule-set.ts';
import { hear, readWords, weigh } from '../read-words.ts';
import { rules } from '../rules/index.ts';
import { learn } from './learn.ts';
import { linesToLearn } from './lines.ts';
import { listen } from './listen.ts';
import { traitsOf } from './traits.ts';
import { KINDS, parseWeights } from './weights.ts';

const set = ruleSetOf(rules);
const readingOf = (text: string) => hear({ text, field: 'text', speaker: 'employee' }, noNames, set).reading;

test('the weights were learnt from the lines as they are now', () => {
  const [first] = readFileSync(new URL('weights.tsv', import.meta.url), 'utf8').split('\n', 1);
  const { lines, sha256 } = linesToLearn();
  expect(first).toBe(`learnt from ${lines.length} lines, sha256 ${sha256}`);
});

test('what is learnt from few lines tells those lines apart', () => {
  const guilty = ['给您返两个点', '返点给您个人', '返点照旧给您'];
  const innocent = ['明天几点开会', '开会的地点改了', '会议改到明天'];
  const lines = [...guilty, ...innocent].map((says) => {
    return { says, from: 'employee' as const, kinds: guilty.includes(says) ? (['kickback'] as const) : [] };
  });
  const weights = parseWeights(new TextEncoder().encode(learn(lines, set, 'few')));
  const scores = lines.map(({ says }) => {
    const reading = readingOf(says);
    const sound = listen(reading, { start: 0, end: reading.normal.text.length }, 'employee', weights);
    return sound.get('kickback')?.score ?? 0;
  });
  expect(Math.min(...scores.slice(0, 3))).toBeGreaterThan(Math.max(...scores.slice(3)));
});

test('what is learnt does not hang on the order of traits, and twice the same lines give the same file', () => {
  const { lines } = linesToLearn();
  const some = lines.slice(0, 60);
  expect(learn(some, set, 'x')).toBe(learn(some, set, 'x'));
});

test('four harmless sentences around it do not hide what is said', () => {
  const kindsIn = (text: string) => {
    const heard = hear({ text, field: 'text', speaker: 'employee' }, noNames, set);
    return set.rules.flatMap((ready) => (readWords(ready, heard).hits.length > 0 ? [ready.rule.kind] : []));
  };
  const harmless = ['图纸我看过了。', '样品周三寄到你们仓库。', '下周的会改到二号楼三层会议室。', '祝您周末愉快。'];
  const around = (said: string) => [...harmless.slice(0, 2), said, ...harmless.slice(2)].join('');
  for (const said of ['好处费照旧给您,打您爱人卡上。', '客户名单我晚上发你私人邮箱。'])
    expect(kindsIn(around(said))).toEqual(kindsIn(said));
  expect(kindsIn('好处费照旧给您,打您爱人卡上。')).toContain('kickback');
  expect(kindsIn(harmless.join(''))).toEqual([]);
});

test('every part of a sum is shown, and the parts make up the sum', () => {
  const piece = fc.constantFrom(
    '给您返',
    '两个点',
    '私下',
    '加微信',
    '公司规定',
    ',',
    '打卡里',
    '名单',
    '。',
    'hui扣',
    '不',
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
      const heard = hear({ text: pieces.join(''), field: 'text', speaker: 'outside' }, noNames, set);
      for (const ready of set.rules)
        for (const { score, parts } of weigh(ready, heard)) {
          const sum = parts().reduce((all, { weight }) => all + weight, 0);
          expect(Math.abs(sum - score)).toBeLessThan(0.06 * parts().length);
        }
    }),
  );
});

test('a trait stands where it is said to stand', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const reading = readingOf(`给您返${text}两个点`);
      const { length } = reading.normal.text;
      for (const { start, end } of traitsOf(reading, { start: 0, end: length }, 'employee')) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(length);
      }
    }),
  );
});

test.each([
  ['no row for every line', 'head\n返点\t1 2 3 4 5 6 7 8 9 10 11 12\n'],
  ['a row that is short', 'head\n=\t1 2 3\n'],
  ['a word for a number', 'head\n=\t1 2 3 4 5 6 7 8 9 10 11 x\n'],
])('weights with %s are refused', (_what, text) => {
  expect(() => parseWeights(new TextEncoder().encode(text))).toThrow(/weight/u);
});

test('there is a column for every kind of a rule that listens', () => {
  const kinds = rules.flatMap((rule) => (rule.type === 'text' && rule.sounds === true ? [rule.kind] : []));
  expect(new Set(kinds)).toEqual(new Set(KINDS));
});
