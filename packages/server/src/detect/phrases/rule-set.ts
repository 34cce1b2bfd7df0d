import { digestId } from '../../kernel/ids.ts';
import type { Weights } from '../learnt/weights.ts';
import { learntWeights } from '../learnt/weights.ts';
import { common } from '../lexicon/common.ts';
import { packs as allPacks } from '../packs/index.ts';
import type { Pack } from '../packs/pack.ts';
import type { Rule, TextRule } from '../rule.ts';
import type { Dictionary, Lexicon } from './dictionary.ts';
import { buildDictionary } from './dictionary.ts';
import type { CompiledPhrase } from './evaluate.ts';
import { compilePhrases, plainWordsOf, slotsOf } from './evaluate.ts';

/** Text rules made ready to be run together: one dictionary finds the words of all. */
export type RuleSet = {
  readonly dictionary: Dictionary;
  readonly rules: readonly { readonly rule: TextRule; readonly phrases: readonly CompiledPhrase[] }[];
  /** What was learnt from labelled lines; read with the first text. */
  readonly weights: () => Weights;
  /** Of every word, pattern and learnt weight; part of the id of what the rules find. */
  readonly digest: () => string;
};

/** Slots that readers fill: values and companies. */
export const READ_SLOTS = [
  'share',
  'split',
  'sum',
  'account',
  'date',
  'company',
  'our-company',
  'partner',
  'money-sign',
];
const made = new WeakMap<readonly Rule[], RuleSet>();

/** The set is made once for a list of rules. Throws where a pattern asks for a slot that no lexicon fills. */
export function ruleSetOf(all: readonly Rule[]): RuleSet {
  const known = made.get(all);
  if (known !== undefined) return known;
  const set = makeRuleSet(all, allPacks);
  made.set(all, set);
  return set;
}

/** What industries may lawfully say weighs against findings of the kinds that it resembles. */
export function makeRuleSet(all: readonly Rule[], packs: readonly Pack[]): RuleSet {
  const texts = all.filter((rule) => rule.type === 'text');
  const lexicons: readonly Lexicon[] = [common, ...[...texts, ...packs].map(({ lexicon }) => lexicon)];
  const compiled = texts.map((rule) => {
    const lawful = packs
      .flatMap(({ against }) => against[rule.kind] ?? [])
      .map((each) => ({ ...each, full: true as const }));
    return { rule, phrases: compilePhrases([...rule.phrases, ...lawful]) };
  });
  const slots = new Set([...READ_SLOTS, ...lexicons.flatMap((lexicon) => Object.keys(lexicon))]);
  const unknown = compiled.flatMap(({ phrases }) => slotsOf(phrases)).find((slot) => !slots.has(slot));
  if (unknown !== undefined) throw new Error(`no lexicon fills the slot ${unknown}`);
  const plainWords = compiled.flatMap(({ phrases }) => plainWordsOf(phrases));
  const dictionary = buildDictionary(lexicons, plainWords);
  let digest: string | undefined;
  const digestOnce = (): string => {
    digest ??= digestId('text-rules', {
      ...(texts.some(({ sounds }) => sounds === true) ? { weights: learntWeights().sha256 } : {}),
      lexicons: lexicons.map((lexicon) => ({ ...lexicon })),
      rules: compiled.map(({ rule: { id, version }, phrases }) => ({
        id,
        version,
        phrases: phrases.map((each) => JSON.stringify(each)),
      })),
    });
    return digest;
  };
  return { dictionary, rules: compiled, weights: learntWeights, digest: digestOnce };
}
