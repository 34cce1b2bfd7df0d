import { noNames } from '../example-names.ts';
import { ENOUGH } from '../phrases/evaluate.ts';
import type { RuleSet } from '../phrases/rule-set.ts';
import { hear } from '../read-words.ts';
import type { Speaker, TextKind } from '../rule.ts';
import type { Row } from './logistic.ts';
import { logistic } from './logistic.ts';
import { traitsOf, unitOf } from './traits.ts';
import { BASE, BASE_SIZE, KINDS, PER_UNIT } from './weights.ts';

/** A line that people labelled. `kinds` is complete for the kinds in `judged`; for the others nothing is known. */
export type Labelled = {
  readonly says: string;
  readonly from: Speaker;
  readonly kinds: readonly TextKind[];
  readonly judged?: readonly TextKind[];
  /** How often the line counts, a whole number; once where this is missing. */
  readonly times?: number;
};

/** How closely the weights follow the lines, the C of the regression. */
const CLOSELY = 2;
/** A trait that fewer lines have says more about those lines than about the kind. */
const FEWEST = 3;
/** Tenths of a finding for one unit of the logarithm of the odds. */
const PER_LOGIT = 3;
/** The logarithm of the odds that makes a finding; above 0 because a wrong one ruins a person. */
const CAUTION = 0.5;

/**
 * Learns from labelled lines what each trait of their wording adds for each kind, and gives the text of `weights.tsv`.
 *
 * Three regressions for every kind are put together, all over the same traits: whether a line is of any kind and whether
 * it is of this one, half each, make up what is added; of which kind a guilty line is makes up the leaning.
 */
export function learn(lines: readonly Labelled[], set: RuleSet, comment: string): string {
  const read = lines.map((line) => {
    const { reading } = hear({ text: line.says, field: 'text', speaker: line.from }, noNames, set);
    return { line, traits: traitsOf(reading, { start: 0, end: reading.normal.text.length }, line.from) };
  });
  const columns = columnsOf(read.map(({ traits }) => traits.map(({ name }) => name)));
  const rows = read.map(({ line, traits }) => ({ line, row: rowOf(traits, columns) }));
  const fit = (use: (line: Labelled) => boolean, label: (line: Labelled) => boolean): Float64Array => {
    const used = rows.flatMap(({ row, line }) => {
      return use(line) ? Array.from({ length: line.times ?? 1 }, () => ({ row, label: label(line) })) : [];
    });
    return logistic(
      used.map(({ row }) => row),
      used.map((each) => each.label),
      columns.size,
      CLOSELY,
    );
  };
  const isGuilty = ({ kinds }: Labelled): boolean => kinds.length > 0;
  const any = fit(() => true, isGuilty);
  const adds: Float64Array[] = [];
  const leans: Float64Array[] = [];
  for (const kind of KINDS) {
    const isJudged = (line: Labelled): boolean => line.judged?.includes(kind) ?? true;
    const isKind = ({ kinds }: Labelled): boolean => kinds.includes(kind);
    const own = fit((line) => isJudged(line) || !isGuilty(line), isKind);
    adds.push(any.map((weight, i) => (PER_LOGIT * (weight + (own[i] ?? 0))) / 2));
    leans.push(fit((line) => isJudged(line) && isGuilty(line), isKind));
  }
  const names = [...columns.keys()].toSorted();
  return [comment, ...names.flatMap((name) => written(name, columns.get(name) ?? 0, adds, leans))]
    .map((line) => `${line}\n`)
    .join('');
}

function columnsOf(traits: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const names of traits) for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  const often = [...count].filter(([, times]) => times >= FEWEST).map(([name]) => name);
  return new Map([BASE, ...often].map((name, at) => [name, at]));
}

function rowOf(traits: ReturnType<typeof traitsOf>, columns: ReadonlyMap<string, number>): Row {
  const known = traits.flatMap(({ name, size }) => {
    const at = columns.get(name);
    return at === undefined ? [] : [{ at, size }];
  });
  const unit = unitOf(known);
  return {
    at: Int32Array.from([0, ...known.map(({ at }) => at)]),
    sizes: Float64Array.from([BASE_SIZE, ...known.map(({ size }) => size * unit)]),
  };
}

/** The row of a trait; none where all its numbers are nought. */
function written(
  name: string,
  at: number,
  adds: readonly Float64Array[],
  leans: readonly Float64Array[],
): readonly string[] {
  const start = name === BASE ? (ENOUGH - PER_LOGIT * CAUTION) / BASE_SIZE : 0;
  const numbers = [...adds.map((each) => (each[at] ?? 0) + start), ...leans.map((each) => each[at] ?? 0)];
  const whole = numbers.map((each) => Math.round(each * PER_UNIT) + 0);
  return whole.every((each) => each === 0) && name !== BASE ? [] : [`${name}\t${whole.join(' ')}`];
}
