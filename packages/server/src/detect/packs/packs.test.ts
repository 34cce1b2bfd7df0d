import { describe, expect, test } from 'vitest';
import { noNames } from '../example-names.ts';
import type { RuleSet } from '../phrases/rule-set.ts';
import { makeRuleSet } from '../phrases/rule-set.ts';
import { hear, readWords } from '../read-words.ts';
import { rules } from '../rules/index.ts';
import { packs } from './index.ts';
import type { Pack } from './pack.ts';

const findings = (set: RuleSet, { text, from }: Pack['examples'][number]): number => {
  const heard = hear({ text, field: 'text', speaker: from }, noNames, set);
  return set.rules.reduce((sum, ready) => sum + readWords(ready, heard).hits.length, 0);
};

describe.each(packs.map((pack) => [pack.id, pack] as const))('%s', (_id, pack) => {
  const set = makeRuleSet(rules, packs);

  test.each(pack.examples.map((each) => [each.text, each] as const))('%s', (_text, example) => {
    expect(findings(set, example) > 0).toBe(example.fires);
  });

  test('without it something lawful is taken for a finding', () => {
    const without = makeRuleSet(
      rules,
      packs.filter((each) => each !== pack),
    );
    const lawful = pack.examples.filter(({ fires }) => !fires);
    expect(lawful.some((example) => findings(without, example) > 0)).toBe(true);
  });
});
