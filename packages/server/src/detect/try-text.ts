import type { Instant } from '../kernel/time.ts';
import type { World } from '../people/facts.ts';
import { rounded } from './learnt/listen.ts';
import { ENOUGH } from './phrases/evaluate.ts';
import { ruleSetOf } from './phrases/rule-set.ts';
import { hear, readWords, weigh, whyOf } from './read-words.ts';
import type { Severity, Speaker, TextHit, TextKind } from './rule.ts';
import { rules } from './rules/index.ts';
import { contextOf } from './side.ts';
import { originalPlace } from './words/normalise.ts';

type Part = TextHit['why'][number];

/** How the rules read a sentence that somebody typed to try them. Offsets are UTF-16 units of the sentence. */
export type Tried = {
  /** The sentence in normal form: what every rule reads. */
  readonly normal: string;
  /** Words written in a way that hides them, and what they were read as. */
  readonly disguised: readonly {
    readonly start: number;
    readonly end: number;
    readonly term: string;
    readonly how: string;
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly kind: TextKind;
    readonly severity: Severity;
    readonly start: number;
    readonly end: number;
    readonly why: readonly Part[];
  }[];
  /** What rules saw that did not reach a finding, or that sounds more like another kind. */
  readonly short: readonly {
    readonly rule: string;
    readonly kind: TextKind;
    readonly score: number;
    readonly why: readonly Part[];
  }[];
};

/** Reads one sentence as if `speaker` had said it to the other side at `at`; nothing is kept. */
export function tryText(world: World, text: string, speaker: Speaker, at: Instant): Tried {
  const set = ruleSetOf(rules);
  const names = contextOf(world.directory, []).namesAt(at);
  const heard = hear({ text, field: 'text', speaker }, names, set);
  const { normal, words } = heard.reading;
  const findings = set.rules.flatMap((ready) =>
    readWords(ready, heard).hits.map(({ start, end, severity, why }) => {
      const { id: rule, kind } = ready.rule;
      return { rule, kind, severity, start, end, why };
    }),
  );
  const short = set.rules.flatMap((ready) =>
    weigh(ready, heard)
      .filter(({ score, isOfKind }) => score > 0 && (score < ENOUGH || !isOfKind))
      .map(({ score, parts }) => {
        return { rule: ready.rule.id, kind: ready.rule.kind, score: rounded(score), why: whyOf(parts()) };
      }),
  );
  const disguised = words
    .filter(({ how }) => how !== 'same')
    .map(({ start, end, term, how }) => ({ ...originalPlace(normal, start, end), term, how }));
  return { normal: normal.text, disguised, findings, short };
}
