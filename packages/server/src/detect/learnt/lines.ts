import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Speaker, TextKind } from '../rule.ts';
import { rules } from '../rules/index.ts';
import type { Labelled } from './learn.ts';

type Line = Labelled & {
  readonly id: string;
  readonly before?: readonly { readonly from: Speaker; readonly says: string }[];
};

const FILES = ['dev.ndjson', 'built-on.ndjson', 'learnt.ndjson', 'promised.ndjson'];
/** What is promised of single lines counts so many times. */
const PROMISED_TIMES = 8;

/**
 * The labelled lines that weights are learnt from, and the digest of all of them: those that rules were built on, those of
 * further writers, ordinary talk, and what is promised of single lines, among it the examples of the rules. Of `built-on.ndjson` only two kinds
 * are labelled; what is said for an example is known of its own rule alone. The test halves are not among them.
 */
export function linesToLearn(): { readonly lines: readonly Line[]; readonly sha256: string } {
  const given = FILES.flatMap((name) => {
    const text = readFileSync(new URL(`../lines/${name}`, import.meta.url), 'utf8');
    const read = text.split('\n').filter((line) => line !== '');
    return read.map((line): Line => ({ ...(JSON.parse(line) as Line), ...besides[name] }));
  });
  const lines = [...given, ...ordinary(), ...examples()];
  const sha256 = createHash('sha256').update(JSON.stringify(lines)).digest('hex');
  return { lines, sha256 };
}

/** Most of what is said is ordinary, and hardly any of the lines that writers label: it counts so many times. */
const ORDINARY_TIMES = 4;

/** What anybody says on ordinary days, from either side. */
function ordinary(): readonly Line[] {
  const text = readFileSync(new URL('../lines/ordinary.txt', import.meta.url), 'utf8');
  const said = text.split('\n').filter((line) => line !== '');
  return said.flatMap((says, i) =>
    (['employee', 'outside'] as const).map((from): Line => {
      return { id: `ordinary${i}`, says, from, kinds: [], times: ORDINARY_TIMES };
    }),
  );
}

const besides: Readonly<Record<string, Partial<Labelled>>> = {
  'built-on.ndjson': { judged: ['kickback', 'diversion'] },
  'promised.ndjson': { times: PROMISED_TIMES },
};

function examples(): readonly Line[] {
  return rules.flatMap((rule): readonly Line[] =>
    rule.type === 'text'
      ? rule.examples.map(({ says: { text, from }, fires }) =>
          example(text, from === 'employee' ? from : 'outside', fires ? [rule.kind] : []),
        )
      : [],
  );
}

function example(says: string, from: Speaker, kinds: readonly TextKind[]): Line {
  return { id: 'example', says, from, kinds, times: PROMISED_TIMES, ...(kinds.length === 0 ? {} : { judged: kinds }) };
}
