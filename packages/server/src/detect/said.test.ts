import { expect, test } from 'vitest';
import { ruleSetOf } from './phrases/rule-set.ts';
import { hear, readWords } from './read-words.ts';
import type { Names, Speaker } from './rule.ts';
import { rules } from './rules/index.ts';

/** 中瑞 is a recorded partner, 德润, 鼎新 and 同舟 are recorded without any relation; nothing else is known. */
const names: Names = {
  companiesIn: (text) =>
    [...text.matchAll(/中瑞|德润|鼎新|同舟/gu)].map(({ 0: name, index }) => {
      return { start: index, end: index + name.length, relation: name === '中瑞' ? 'partner' : 'unknown' } as const;
    }),
  relationOf: () => undefined,
};

test('a share named right after sending the customer to a company outside is a promise, to a partner it is not', () => {
  expect(kindsIn('employee', '这批别走我们公司了,我介绍你去德润买,返点5个点')).toEqual(['kickback', 'diversion']);
  expect(kindsIn('employee', '我介绍你去德润买,返点5个点')).toEqual(['kickback', 'diversion']);
  expect(kindsIn('employee', '您走我们公司的合同,返点5个点')).toEqual([]);
  expect(kindsIn('employee', '我介绍你去中瑞买,返点5个点')).toEqual([]);
});

test('a friend’s company may be called by its name', () => {
  expect(kindsIn('employee', '我朋友开的德润更便宜,你可以去他那边做')).toEqual(['diversion']);
  expect(kindsIn('employee', '我朋友在德润上班,说他们比我们便宜')).toEqual([]);
});

test('our company as the one to be left out is not the one that gives', () => {
  expect(kindsIn('employee', '绕开我们公司,给您返8个点,现金')).toEqual(['kickback', 'diversion', 'private-payment']);
  expect(kindsIn('employee', '我们公司给您返8个点,年底结算')).toEqual([]);
});

test('the same line means nothing when the other side says it, where only one side can be guilty', () => {
  expect(kindsIn('employee', '我朋友的公司更便宜')).toEqual(['diversion']);
  expect(kindsIn('outside', '我朋友的公司更便宜')).toEqual([]);
  expect(kindsIn('outside', '给你返3个点')).toEqual(['kickback']);
  expect(kindsIn('employee', '给您返3个点')).toEqual([]);
});

test('the company’s own commission is no kickback', () => {
  expect(kindsIn('employee', '放心,我拿的是公司发的提成,百分之三,不用您额外出一分钱')).toEqual([]);
});

test('a business that our company is not to hear of is taken past it', () => {
  expect(kindsIn('employee', '这事别跟我们公司的人说')).toEqual(['diversion']);
  expect(kindsIn('employee', '这事您跟我们公司的人说就行')).toEqual([]);
});

test('a recorded partner is no outside company', () => {
  expect(kindsIn('employee', '您可以直接从中瑞公司下单')).toEqual([]);
  expect(kindsIn('employee', '您可以直接从华晟公司下单')).toEqual(['diversion']);
});

test('what is only quoted from someone else is not read', () => {
  const quoted = '「王五: 好处费给你10%」\n- - - - - - - - - - - - - - -\n这种事不要再提';
  expect(kindsIn('employee', quoted)).toEqual([]);
  expect(kindsIn('employee', '> 好处费给你10%\n收到')).toEqual([]);
});

function kindsIn(speaker: Speaker, text: string): readonly string[] {
  const set = ruleSetOf(rules);
  const heard = hear({ text, field: 'text', speaker }, names, set);
  return set.rules.flatMap((ready) => (readWords(ready, heard).hits.length > 0 ? [ready.rule.kind] : []));
}
