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
/** How much of `BASE` there is in every line. */
export const BASE_SIZE = 2;

let read: Weights | undefined;

/** The weights learnt from the labelled lines, read from `weights.tsv` once. */
export function learntWeights(): Weights {
  read ??= parseWeights(readFileSync(new URL('weights.tsv', import.meta.url)));
  return read;
}

/**
 * Reads the file below its first line, which says what it was learnt from. Throws where it has no row for every line, or a
 * row without a whole number for each kind twice.
 */
export function parseWeights(bytes: Uint8Array): Weights {
  const text = new TextDecoder().decode(bytes);
  const byTrait = new Map<string, Weighted>();
  let start = text.indexOf('\n') + 1;
  while (start > 0 && start < text.length) {
    const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
    const tab = text.indexOf('\t', start);
    const trait = text.slice(start, tab);
    const all = numbersIn(text, tab + 1, end);
    if (tab < start || tab > end || all === undefined) throw new Error(`weights of ${trait} are not readable`);
    byTrait.set(trait, { adds: all.subarray(0, KINDS.length), leans: all.subarray(KINDS.length) });
    start = end + 1;
  }
  const base = byTrait.get(BASE);
  if (base === undefined) throw new Error('there is no weight for every line');
  byTrait.delete(BASE);
  return { byTrait, base, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const [BLANK, MINUS, ZERO] = [0x20, 0x2d, 0x30];

/** Whole numbers parted by blanks; undefined where there is anything else, or not one for each kind twice. */
function numbersIn(text: string, from: number, to: number): Float32Array | undefined {
  const all = new Float32Array(2 * KINDS.length);
  let count = 0;
  let at = from;
  while (at < to && count < all.length) {
    const isNegative = text.charCodeAt(at) === MINUS;
    if (isNegative) at += 1;
    const first = at;
    let value = 0;
    for (; at < to && text.charCodeAt(at) !== BLANK; at += 1) {
      const digit = text.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) return undefined;
      value = value * 10 + digit;
    }
    if (at === first) return undefined;
    all[count] = (isNegative ? -value : value) / PER_UNIT;
    count += 1;
    at += 1;
  }
  return count === all.length && at > to ? all : undefined;
}
