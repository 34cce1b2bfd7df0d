import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { noNames } from '../packages/server/src/detect/example-names.ts';
import type { Labelled } from '../packages/server/src/detect/learnt/learn.ts';
import { learn } from '../packages/server/src/detect/learnt/learn.ts';
import { linesToLearn } from '../packages/server/src/detect/learnt/lines.ts';
import { KINDS, parseWeights } from '../packages/server/src/detect/learnt/weights.ts';
import { ruleSetOf } from '../packages/server/src/detect/phrases/rule-set.ts';
import { hear, readWords } from '../packages/server/src/detect/read-words.ts';
import { rules } from '../packages/server/src/detect/rules/index.ts';

/**
 * Learns the weights of the wording from the labelled lines and writes `detect/learnt/weights.tsv`:
 *
 *     node scripts/learn-lines.ts [--blind WRITER,…]
 *
 * With `--blind` nothing is written: each writer in turn is left out, the weights are learnt from the others, and the
 * left-out lines are read by the rules with them. A writer is the letters that the ids of the lines begin with.
 */
const { values } = parseArgs({ options: { blind: { type: 'string' } } });
const { lines, sha256 } = linesToLearn();
const set = ruleSetOf(rules);

if (values.blind === undefined) {
  const text = learn(lines, set, `learnt from ${lines.length} lines, sha256 ${sha256}`);
  writeFileSync(new URL('../packages/server/src/detect/learnt/weights.tsv', import.meta.url), text);
  const digest = createHash('sha256').update(text).digest('hex');
  say(`${lines.length} lines, ${text.split('\n').length - 2} traits, sha256 ${digest}`);
} else {
  const all = values.blind.split(',').map((writer) => blind(writer));
  report('all', all.flat());
}

type Judged = { readonly line: Labelled; readonly found: readonly string[] };

function blind(writer: string): readonly Judged[] {
  const isTheirs = ({ id }: { readonly id: string }): boolean => /^[a-z]+/u.exec(id)?.[0] === writer;
  const weights = parseWeights(
    new TextEncoder().encode(
      learn(
        lines.filter((line) => !isTheirs(line)),
        set,
        'blind',
      ),
    ),
  );
  const without = { ...set, weights: () => weights };
  const judged = lines.filter(isTheirs).map((line): Judged => {
    const before = (line.before ?? []).map((each) => ({ text: each.says, speaker: each.from }));
    const heard = hear({ text: line.says, field: 'text', speaker: line.from, before }, noNames, without);
    const found = set.rules.filter((ready) => readWords(ready, heard).hits.length > 0);
    return { line, found: found.map(({ rule }) => rule.kind) };
  });
  report(writer, judged);
  return judged;
}

function report(name: string, judged: readonly Judged[]): void {
  const parts = [undefined, ...KINDS].map((kind) => {
    const of = (kinds: readonly string[]) => kinds.filter((each) => kind === undefined || each === kind);
    const wanted = judged.reduce((sum, { line }) => sum + of(line.kinds).length, 0);
    const found = judged.reduce((sum, each) => sum + of(each.found).length, 0);
    const right = judged.reduce(
      (sum, { line, found: kinds }) => sum + of(kinds).filter((each) => line.kinds.some((one) => one === each)).length,
      0,
    );
    return `${kind ?? 'all'} ${(right / Math.max(1, wanted)).toFixed(3)}/${(right / Math.max(1, found)).toFixed(3)}`;
  });
  const innocent = judged.filter(({ line }) => line.kinds.length === 0);
  const guilty = judged.filter(({ line }) => line.kinds.length > 0);
  const hit = (some: readonly Judged[]): string =>
    `${some.filter(({ found }) => found.length > 0).length}/${some.length}`;
  say(`${name}: ${parts.join(', ')}; guilty with a finding ${hit(guilty)}, innocent ${hit(innocent)}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
