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

/**
 * Numbers by trait: for each kind what it adds to a finding, in tenths, and how much it makes a guilty line one of this
 * kind. They stand in one table, a row of `WIDTH` for each trait.
 */
export type Weights = {
  /** Where the row of a trait begins in `table`. */
  readonly rowOf: ReadonlyMap<string, number>;
  readonly table: Float32Array;
  /** The row that stands for every line before a word of it is read: most lines are in order. */
  readonly base: number;
  /** SHA-256 of the file, part of the digest of the rules. */
  readonly sha256: string;
};

/** What a trait adds for each kind, and behind `LEANS` how much it leans to it. */
export const LEANS = KINDS.length;
export const WIDTH = 2 * KINDS.length;

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
  const rowOf = new Map<string, number>();
  const table = new Float32Array(WIDTH * linesIn(bytes));
  let start = text.indexOf('\n') + 1;
  while (start > 0 && start < text.length) {
    const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
    const tab = text.indexOf('\t', start);
    const trait = text.slice(start, tab);
    const row = rowOf.size * WIDTH;
    if (
      tab < start ||
      tab > end ||
      rowOf.has(trait) ||
      !readNumbers(text, tab + 1, end, table.subarray(row, row + WIDTH))
    )
      throw new Error(`weights of ${trait} are not readable`);
    rowOf.set(trait, row);
    start = end + 1;
  }
  const base = rowOf.get(BASE);
  if (base === undefined) throw new Error('there is no weight for every line');
  rowOf.delete(BASE);
  return { rowOf, table, base, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const LINE_FEED = 0x0a;

function linesIn(bytes: Uint8Array): number {
  let count = 1;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}

const [BLANK, MINUS, ZERO] = [0x20, 0x2d, 0x30];

/** Whole numbers parted by blanks, into a row; false where there is anything else, or not one for each kind twice. */
function readNumbers(text: string, from: number, to: number, into: Float32Array): boolean {
  let count = 0;
  let at = from;
  while (at < to && count < into.length) {
    const isNegative = text.charCodeAt(at) === MINUS;
    if (isNegative) at += 1;
    const first = at;
    let value = 0;
    for (; at < to && text.charCodeAt(at) !== BLANK; at += 1) {
      const digit = text.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) return false;
      value = value * 10 + digit;
    }
    if (at === first) return false;
    into[count] = (isNegative ? -value : value) / PER_UNIT;
    count += 1;
    at += 1;
  }
  return count === into.length && at > to;
}
