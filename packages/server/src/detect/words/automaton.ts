import { type Packing, pack } from './pack.ts';
import { makeTrie, type Trie } from './trie.ts';

/**
 * Aho–Corasick over typed arrays, without states for the empty prefix and for prefixes of one unit.
 *
 * A filter, two bits in one word, tells of two neighbouring units whether some term may begin with them; most text gets
 * no further. A hash table holds the states of two units. From there on a double array names a state by the base of its
 * children: the edge of base `b` by the letter `c` is the cell `b + c`, if that cell's owner is `b`. A cell holds four
 * numbers side by side, so that an edge reads one line of memory:
 *   [0] the base to go on from: that of the state entered or, when it is a leaf, of its longest suffix with children
 *   [1] the owner
 *   [2] the base to fall back to from there
 *   [3] the first term that ends here, plus one; 0 for none
 * A base of 0 stands for prefixes of fewer than two units: the filter is asked again.
 */
export type Automaton = {
  /** Two bits for each hash of two units; `shift` is what hashes are shifted by. */
  readonly filter: Int32Array;
  readonly shift: number;
  /** Four numbers a slot: base, the two units, 0, first term plus one. Free slots have neither base nor term. */
  readonly pairs: Int32Array;
  /** Letter of each UTF-16 unit; 0 for units of no term. */
  readonly alphabet: Uint16Array;
  /** A unit of no term. */
  readonly outside: number;
  /** By letter: the first term, plus one, that is this letter. */
  readonly single: Int32Array;
  readonly anySingle: boolean;
  readonly cells: Int32Array;
  /** By base: the base to fall back to. */
  readonly fallback: Int32Array;
  /** By term plus one: the next term, plus one, that ends wherever this one does; 0 for none. */
  readonly also: Int32Array;
};

/** The longest term in UTF-16 units. */
export const LONGEST_TERM = 128;

const BEFORE = 0x9e3779b1;
const UNIT = 0x85ebca6b;

/**
 * Fills `into` with a term and an end for each occurrence of each term, overlapping ones too, in the order of the ends.
 * Answers how many numbers there are, also when `into` is too short and holds the first of them alone.
 */
export function scanInto(automaton: Automaton, text: string, into: Int32Array): number {
  const { filter, shift, pairs, alphabet, single, anySingle, cells, fallback, also } = automaton;
  let filled = 0;
  let before = automaton.outside;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    const whole = Math.imul(before, BEFORE) + Math.imul(unit, UNIT);
    const hash = whole >>> shift;
    const bits = (1 << hash) | (1 << (whole >>> 6));
    const slot = ((filter[hash >>> 5] as number) & bits) !== bits ? -1 : findPair(pairs, hash, before, unit);
    before = unit;
    if (slot < 0) {
      if (!anySingle) continue;
      for (let term = single[alphabet[unit] as number] as number; term !== 0; term = also[term] as number) {
        into[filled++] = term - 1;
        into[filled++] = i + 1;
      }
      continue;
    }
    let base = pairs[slot] as number;
    let back = 0;
    let term = pairs[slot + 3] as number;
    for (;;) {
      for (; term !== 0; term = also[term] as number) {
        into[filled++] = term - 1;
        into[filled++] = i + 1;
      }
      if (base === 0 || i + 1 === text.length) break;
      unit = text.charCodeAt(i + 1);
      const letter = alphabet[unit] as number;
      let cell = (base + letter) << 2;
      while (base !== 0 && cells[cell + 1] !== base) {
        base = back;
        back = fallback[base] as number;
        cell = (base + letter) << 2;
      }
      if (base === 0) break;
      i++;
      before = unit;
      base = cells[cell] as number;
      back = cells[cell + 2] as number;
      term = cells[cell + 3] as number;
    }
  }
  return filled;
}

/** The slot of a state of two units, or -1. */
function findPair(pairs: Int32Array, hash: number, before: number, unit: number): number {
  const key = (before << 16) | unit;
  for (let slot = hash & ~3; ; slot = (slot + 4) & (pairs.length - 1)) {
    if (((pairs[slot] as number) | (pairs[slot + 3] as number)) === 0) return -1;
    if (pairs[slot + 1] === key) return slot;
  }
}

const ROOM = 8_192;
const room = new Int32Array(ROOM);
let roomTaken = false;

/** Calls `found` for every occurrence of every term, overlapping ones too, in the order of their ends. */
export function scanAll(automaton: Automaton, text: string, found: (term: number, end: number) => void): void {
  let into = roomTaken ? new Int32Array(ROOM) : room;
  const filled = scanInto(automaton, text, into);
  if (filled === 0) return;
  if (filled > into.length) {
    into = new Int32Array(filled);
    scanInto(automaton, text, into);
  }
  const taken = roomTaken;
  roomTaken = true; // `found` may scan as well
  try {
    for (let at = 0; at < filled; at += 2) found(into[at] as number, into[at + 1] as number);
  } finally {
    roomTaken = taken;
  }
}

/**
 * Terms are in normal form. Equal ones are all found, each by its place in `terms`; an empty one is never found.
 * Throws a RangeError for a term longer than `LONGEST_TERM`.
 */
export function buildAutomaton(terms: readonly string[]): Automaton {
  const long = terms.findIndex((term) => term.length > LONGEST_TERM);
  if (long >= 0) {
    throw new RangeError(`term ${long} has ${terms[long]?.length} units; at most ${LONGEST_TERM} are allowed`);
  }
  const trie = makeTrie(terms);
  const { alphabet, letters, outside } = numberLetters(terms);
  const single = new Int32Array(letters + 1);
  for (let state = 1; state < firstPair(trie); state++) {
    single[alphabet[trie.unit[state] as number] as number] = trie.term[state] as number;
  }
  const anySingle = single.some((term) => term !== 0);
  return {
    alphabet,
    outside,
    single,
    anySingle,
    also: trie.also,
    ...fillCells(trie, pack(trie, alphabet, letters), alphabet),
  };
}

/** States below are the root and those of one unit. */
const firstPair = ({ size, children }: Trie): number => children[1] ?? size;

/** Letters from 1, the most frequent unit first, so that children lie close together. */
function numberLetters(terms: readonly string[]) {
  const times = new Uint32Array(0x10000);
  for (const term of terms) {
    for (let i = 0; i < term.length; i++) times[term.charCodeAt(i)] = (times[term.charCodeAt(i)] as number) + 1;
  }
  const outside = times.lastIndexOf(0);
  if (outside < 0) throw new RangeError('the terms hold every UTF-16 unit there is');
  const used = Uint16Array.from({ length: 0x10000 }, (_, i) => i).filter((unit) => times[unit] !== 0);
  used.sort((a, b) => (times[b] as number) - (times[a] as number) || a - b);
  const alphabet = new Uint16Array(0x10000);
  for (const [i, unit] of used.entries()) alphabet[unit] = i + 1;
  return { alphabet, letters: used.length, outside };
}

/** Eight to sixteen bits and two to four slots for each pair of units that a term begins with. */
function makePairs(count: number) {
  const bits = Math.max(12, Math.ceil(Math.log2(count * 8 + 1)));
  const filter = new Int32Array(1 << (bits - 5));
  const pairs = new Int32Array(1 << bits);
  const shift = 32 - bits;
  function add(before: number, unit: number, base: number, term: number): void {
    const whole = Math.imul(before, BEFORE) + Math.imul(unit, UNIT);
    const hash = whole >>> shift;
    filter[hash >>> 5] = (filter[hash >>> 5] as number) | (1 << hash) | (1 << (whole >>> 6));
    let slot = hash & ~3;
    while (pairs[slot] !== 0 || pairs[slot + 3] !== 0) slot = (slot + 4) & (pairs.length - 1);
    pairs[slot] = base;
    pairs[slot + 1] = (before << 16) | unit;
    pairs[slot + 3] = term;
  }
  return { filter, shift, pairs, add };
}

function fillCells(trie: Trie, { base, cells: count }: Packing, alphabet: Uint16Array) {
  const { size, children, parent, unit, suffix, term } = trie;
  const begin = firstPair(trie);
  const behindPairs = children[begin] ?? size;
  const { add, ...found } = makePairs(behindPairs - begin);
  const cells = new Int32Array(count * 4);
  const fallback = new Int32Array(count);
  // By state: itself or its longest suffix, whichever has children and two units or more; else the root.
  const onward = new Int32Array(size);
  const baseOf = (state: number): number => base[onward[state] as number] as number;
  for (let state = begin; state < size; state++) {
    const leaf = children[state] === children[state + 1];
    const on = leaf ? (onward[suffix[state] as number] as number) : state;
    onward[state] = on;
    const back = baseOf(suffix[on] as number);
    if (!leaf) fallback[base[state] as number] = back;
    const before = parent[state] as number;
    if (state < behindPairs) add(unit[before] as number, unit[state] as number, baseOf(state), term[state] as number);
    else {
      const owner = base[before] as number;
      const cell = (owner + (alphabet[unit[state] as number] as number)) * 4;
      cells.set([baseOf(state), owner, back, term[state] as number], cell);
    }
  }
  return { ...found, cells, fallback };
}
