import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TextKind } from '../rule.ts';

/** The kinds in the order of the columns of `weights.tsv`. */
export const KINDS: readonly TextKind[] = [
  'kickback',
  'diversion',
  'off-channel',
  'private-payment',
  'disclosure',
  'cover-up',
];

/** For each kind what a trait adds to a finding, in tenths, and how much it makes a guilty line one of this kind. */
export type Weighted = { readonly adds: Float32Array; readonly leans: Float32Array };

export type Weights = {
  readonly byTrait: ReadonlyMap<string, Weighted>;
  /** What stands for every line before a word of it is read: most lines are in order. */
  readonly base: Weighted;
  /** SHA-256 of the file, part of the digest of the rules. */
  readonly sha256: string;
};

/** The name of the row that holds for every line. */
export const BASE = '=';
/** Numbers in the file are tenths of the unit. */
export const PER_UNIT = 10;
/** The length of the vector of traits of every line, and the size of `BASE` beside it. */
export const LENGTH = 8;
export const BASE_SIZE = 2;

let read: Weights | undefined;

/** The weights learnt from the labelled lines, read from `weights.tsv` once. */
export function learntWeights(): Weights {
  read ??= parseWeights(readFileSync(new URL('weights.tsv', import.meta.url)));
  return read;
}

/** Reads the file below its first line, which says what it was learnt from. Throws where it has no row for every line, or a row without a number for each kind twice. */
export function parseWeights(bytes: Uint8Array): Weights {
  const byTrait = new Map<string, Weighted>();
  const [, ...lines] = new TextDecoder().decode(bytes).split('\n');
  for (const line of lines.filter((each) => each !== '')) {
    const [trait = '', numbers = ''] = line.split('\t');
    const all = Float32Array.from(numbers.split(' '), (text) => Number(text) / PER_UNIT);
    if (all.length !== 2 * KINDS.length || all.some(Number.isNaN))
      throw new Error(`weights of ${trait} are not readable`);
    byTrait.set(trait, { adds: all.subarray(0, KINDS.length), leans: all.subarray(KINDS.length) });
  }
  const base = byTrait.get(BASE);
  if (base === undefined) throw new Error('there is no weight for every line');
  byTrait.delete(BASE);
  return { byTrait, base, sha256: createHash('sha256').update(bytes).digest('hex') };
}
