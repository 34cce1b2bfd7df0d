import { describe, expect, test } from 'vitest';
import { noNames } from './example-names.ts';
import { ENOUGH, slotsOf } from './phrases/evaluate.ts';
import { READ_SLOTS, ruleSetOf } from './phrases/rule-set.ts';
import { hear, readWords } from './read-words.ts';
import type { BehaviourRule, Rule, TextExample, TextHit, TextRule } from './rule.ts';
import { rules } from './rules/index.ts';

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
  test('carries examples of what fires, what does not, and what only looks like it', () => {
    expect(rule.examples.filter(({ fires }) => fires).length).toBeGreaterThanOrEqual(3);
    expect(rule.examples.filter(({ fires }) => !fires).length).toBeGreaterThanOrEqual(3);
    expect(rule.examples.filter(({ fires, resembles }) => !fires && resembles === true).length).toBeGreaterThanOrEqual(
      2,
    );
    expect(rule.examples.filter(({ fires, resembles }) => fires && resembles === true)).toEqual([]);
    expect(new Set(rule.examples.map(({ name }) => name)).size).toBe(rule.examples.length);
  });

  test('says what it does not see', () => {
    expect(rule.blindSpots.length).toBeGreaterThan(0);
    expect(rule.title).toMatch(/\p{Script=Han}/u);
  });

  test.each(outcomes(rule))('$name: $fires', ({ fires, found }) => {
    expect(found()).toBe(fires);
  });
});

test('every rule has a name of its own', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

const textRules = rules.filter((rule) => rule.type === 'text');

test.each(textRules.map((rule) => [rule.id, rule] as const))(
  '%s points at words inside the text, and says why',
  (_id, rule) => {
    for (const { says } of rule.examples) {
      for (const { start, end, reads, why } of run(rule, says)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(says.text.length);
        expect(why.reduce((sum, { weight }) => sum + weight, 0)).toBeGreaterThanOrEqual(ENOUGH);
        if (reads.company === undefined) continue;
        expect(says.text.slice(reads.company.start, reads.company.end)).toBe(reads.company.text);
      }
    }
  },
);

test('every phrase of a rule can be found: no word that it needs is swallowed', () => {
  const { dictionary, rules: ready } = ruleSetOf(rules);
  const known = new Set([...dictionary.slotsOf.values()].flat());
  for (const { phrases } of ready)
    for (const slot of slotsOf(phrases)) expect([...known, ...READ_SLOTS]).toContain(slot);
});

type Outcome = { readonly name: string; readonly fires: boolean; readonly found: () => boolean };

function outcomes(rule: Rule): readonly Outcome[] {
  return rule.type === 'text' ? textOutcomes(rule) : behaviourOutcomes(rule);
}

function textOutcomes(rule: TextRule): readonly Outcome[] {
  return rule.examples.map(({ name, fires, says }) => ({ name, fires, found: () => run(rule, says).length > 0 }));
}

function behaviourOutcomes(rule: BehaviourRule): readonly Outcome[] {
  return rule.examples.map(({ name, fires, given }) => ({
    name,
    fires,
    found: () => rule.evaluate(given) !== undefined,
  }));
}

function run(rule: TextRule, { text, from, field = 'text' }: TextExample['says']): readonly TextHit[] {
  const set = ruleSetOf(rules);
  const ready = set.rules.find((each) => each.rule === rule);
  if (ready === undefined) throw new Error(`${rule.id} is not among the rules`);
  const speaker = from === 'employee' ? 'employee' : 'outside';
  return readWords(ready, hear({ text, field, speaker }, noNames, set)).hits;
}
