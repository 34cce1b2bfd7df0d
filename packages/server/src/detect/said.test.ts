import { expect, test } from 'vitest';
import type { Names } from './rule.ts';
import { rules } from './rules/index.ts';
import { guiltyLines } from './said-guilty.ts';
import { innocentLines } from './said-innocent.ts';
import type { SaidLine } from './said-line.ts';

/** 中瑞 is a recorded partner; nothing else is known. */
const names: Names = {
  companiesIn: (text) =>
    [...text.matchAll(/中瑞/gu)].map(({ index }) => ({ start: index, end: index + 2, relation: 'partner' as const })),
  relationOf: () => undefined,
};

test('no rule raises a finding on an innocent line', () => {
  expect(innocentLines.flatMap((line) => (kindsIn(line).length === 0 ? [] : [line[1]]))).toEqual([]);
});

test('the rules see at least 97 of 100 guilty lines', () => {
  const expected = guiltyLines.flatMap((line) => line.slice(2).map((kind) => ({ line, kind })));
  const missed = expected.filter(({ line, kind }) => !kindsIn(line).some((seen) => seen === kind));
  expect(1 - missed.length / expected.length, missed.map(({ line }) => line[1]).join('\n')).toBeGreaterThanOrEqual(
    0.97,
  );
});

test('the same line means nothing when the other side says it, where only one side can be guilty', () => {
  expect(kindsIn(['employee', '我朋友的公司更便宜'])).toEqual(['diversion']);
  expect(kindsIn(['outside', '我朋友的公司更便宜'])).toEqual([]);
  expect(kindsIn(['outside', '给你返3个点'])).toEqual(['kickback']);
  expect(kindsIn(['employee', '给您返3个点'])).toEqual([]);
});

test('a recorded partner is no outside company', () => {
  expect(kindsIn(['employee', '您可以直接从中瑞公司下单'])).toEqual([]);
  expect(kindsIn(['employee', '您可以直接从华晟公司下单'])).toEqual(['diversion']);
});

test('what is only quoted from someone else is not read', () => {
  const quoted = '「王五: 好处费给你10%」\n- - - - - - - - - - - - - - -\n这种事不要再提';
  expect(kindsIn(['employee', quoted])).toEqual([]);
  expect(kindsIn(['employee', '> 好处费给你10%\n收到'])).toEqual([]);
});

function kindsIn([speaker, text]: SaidLine): readonly string[] {
  return rules.flatMap((rule) =>
    rule.type === 'text' && rule.evaluate({ text, field: 'text', speaker }, names).length > 0 ? [rule.kind] : [],
  );
}
