import { digestId } from '../../kernel/ids.ts';
import { common } from '../lexicon/common.ts';
import type { Rule, TextRule } from '../rule.ts';
import type { Dictionary, Lexicon } from './dictionary.ts';
import { buildDictionary } from './dictionary.ts';
import type { CompiledPhrase } from './evaluate.ts';
import { compilePhrases, plainWordsOf, slotsOf } from './evaluate.ts';

/** Text rules made ready to be run together: one dictionary finds the words of all. */
export type RuleSet = {
  readonly dictionary: Dictionary;
  readonly rules: readonly { readonly rule: TextRule; readonly phrases: readonly CompiledPhrase[] }[];
  /** Of every word and pattern; part of the id of what the rules find. */
  readonly digest: string;
};

/** Slots that readers fill: values and companies. */
export const READ_SLOTS = ['share', 'split', 'sum', 'account', 'date', 'company', 'our-company', 'partner'];
const made = new WeakMap<readonly Rule[], RuleSet>();

/** The set is made once for a list of rules. Throws where a pattern asks for a slot that no lexicon fills. */
export function ruleSetOf(all: readonly Rule[]): RuleSet {
  const known = made.get(all);
  if (known !== undefined) return known;
  const texts = all.filter((rule) => rule.type === 'text');
  const lexicons: readonly Lexicon[] = [common, ...texts.map(({ lexicon }) => lexicon)];
  const compiled = texts.map((rule) => ({ rule, phrases: compilePhrases(rule.phrases) }));
  const slots = new Set([...READ_SLOTS, ...lexicons.flatMap((lexicon) => Object.keys(lexicon))]);
  const unknown = compiled.flatMap(({ phrases }) => slotsOf(phrases)).find((slot) => !slots.has(slot));
  if (unknown !== undefined) throw new Error(`no lexicon fills the slot ${unknown}`);
  const plainWords = compiled.flatMap(({ phrases }) => plainWordsOf(phrases));
  const dictionary = buildDictionary(lexicons, plainWords);
  const digest = digestId('text-rules', {
    lexicons: lexicons.map((lexicon) => ({ ...lexicon })),
    rules: texts.map(({ id, version, phrases }) => ({
      id,
      version,
      phrases: phrases.map((each) => JSON.stringify(each)),
    })),
  });
  const set = { dictionary, rules: compiled, digest };
  made.set(all, set);
  return set;
}
