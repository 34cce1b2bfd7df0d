import type { Trie } from './trie.ts';

/** Where the children of each state go: the child by letter `c` of a state with base `b` to cell `b + c`. */
export type Packing = {
  /** By state; 0 for states of fewer than two units or without children. No two others have the same. */
  readonly base: Int32Array;
  /** Cells enough for every base plus every letter. */
  readonly cells: number;
};

/** How many places are tried for a state before it goes behind everything, or before a search starts further on. */
const TRIES = 2_048;

/**
 * States with many children are placed first, while there is room; those with one, which are the most, fill the holes.
 * `letter` gives the letter of a unit, 1 to `letters`, small for frequent ones.
 */
export function pack(trie: Trie, letter: Uint16Array, letters: number): Packing {
  const base = new Int32Array(trie.size);
  const room = makeRoom(letters + 1 + trie.size * 2);
  room.take(0);
  const own = new Int32Array(letters + 1);
  let start = 1;
  let highest = 0;
  let count = 0;
  for (const state of byChildren(trie)) {
    const first = trie.children[state] as number;
    const wanted = (trie.children[state + 1] as number) - first;
    if (wanted !== count) start = room.free(1);
    count = wanted;
    for (let i = 0; i < count; i++) own[i] = letter[trie.unit[first + i] as number] as number;
    const placed = room.place(own.subarray(0, count), start);
    if (placed.tried >= TRIES) start = room.free(placed.reached);
    base[state] = placed.base;
    highest = Math.max(highest, placed.base);
  }
  return { base, cells: highest + letters + 1 };
}

/** States of two units and more that have children, those with most children first. */
function byChildren({ size, children }: Trie): Uint32Array {
  const count = (state: number): number => (children[state + 1] as number) - (children[state] as number);
  const begin = children[1] ?? size;
  const inner = Uint32Array.from({ length: size - begin }, (_, i) => i + begin).filter((state) => count(state) > 0);
  return inner.sort((a, b) => count(b) - count(a) || a - b);
}

function makeRoom(size: number) {
  // nextFree[x] is x while the cell is free, else somewhere further on; the way there is shortened as it is walked.
  let nextFree = Int32Array.from({ length: size }, (_, i) => i);
  let named = new Uint8Array(size);
  let end = 0; // behind every cell taken

  function grow(needed: number): void {
    if (needed < nextFree.length) return;
    const old = nextFree;
    nextFree = new Int32Array(needed * 2);
    nextFree.set(old);
    for (let i = old.length; i < nextFree.length; i++) nextFree[i] = i;
    const wider = new Uint8Array(nextFree.length);
    wider.set(named);
    named = wider;
  }
  function free(from: number): number {
    let at = from;
    grow(at + 1);
    while (nextFree[at] !== at) {
      const next = nextFree[at] as number;
      nextFree[at] = nextFree[next] as number;
      at = next;
    }
    return at;
  }
  function take(cell: number): void {
    grow(cell + 2);
    nextFree[cell] = cell + 1;
    end = Math.max(end, cell + 1);
  }
  function fits(own: Int32Array, base: number): boolean {
    if (base < 1 || named[base] === 1) return false;
    for (let i = 0; i < own.length; i++) {
      const cell = base + (own[i] as number);
      if (cell < end && nextFree[cell] !== cell) return false;
    }
    return true;
  }
  function place(own: Int32Array, start: number) {
    let smallest = own[0] as number;
    for (let i = 1; i < own.length; i++) smallest = Math.min(smallest, own[i] as number);
    let at = free(start);
    let tried = 0;
    while (tried < TRIES && !fits(own, at - smallest)) {
      at = free(at + 1);
      tried++;
    }
    let base = at - smallest;
    if (tried === TRIES) {
      base = Math.max(end - smallest, 1);
      while (named[base] === 1) base++;
    }
    grow(base + 0x10000 + 1);
    named[base] = 1;
    for (let i = 0; i < own.length; i++) take(base + (own[i] as number));
    return { base, tried, reached: at };
  }
  return { take, free, place };
}
