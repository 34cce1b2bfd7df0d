import { sameBytes } from './bytes.ts';
import { sha256 } from './sha256.ts';
import { sm3 } from './sm3.ts';

/** The three hashes of RFC 9162 §2.1.1: H(""), H(0x00 ‖ data) and H(0x01 ‖ left ‖ right), 32 bytes each. */
export type TreeHash = {
  readonly empty: () => Uint8Array;
  readonly leaf: (data: Uint8Array) => Uint8Array;
  readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
};

export const HASH_BYTES = 32;

/** The tree hash made of any 32-byte digest function. */
export function treeHash(digest: (data: Uint8Array) => Uint8Array): TreeHash {
  const pair = new Uint8Array(1 + 2 * HASH_BYTES).fill(0x01, 0, 1);
  return {
    empty: () => digest(new Uint8Array(0)),
    leaf(data) {
      const prefixed = new Uint8Array(1 + data.length);
      prefixed.set(data, 1);
      return digest(prefixed);
    },
    node(left, right) {
      pair.set(left, 1);
      pair.set(right, 1 + HASH_BYTES);
      return digest(pair);
    },
  };
}

export const sha256Tree: TreeHash = treeHash(sha256);
export const sm3Tree: TreeHash = treeHash(sm3);

type Hashes = readonly Uint8Array[];

/** The largest power of two smaller than `count`, which is at least 2. */
export function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** The root over these leaf hashes, RFC 9162 §2.1.1; the root of no leaves is H(""). */
export function rootOf(hash: TreeHash, leaves: Hashes): Uint8Array {
  return leaves.length === 0 ? hash.empty() : rangeRoot(hash, leaves, 0, leaves.length);
}

function rangeRoot(hash: TreeHash, leaves: Hashes, from: number, to: number): Uint8Array {
  if (to - from === 1) return leafAt(leaves, from);
  const middle = from + splitOf(to - from);
  return hash.node(rangeRoot(hash, leaves, from, middle), rangeRoot(hash, leaves, middle, to));
}

function leafAt(leaves: Hashes, index: number): Uint8Array {
  const leaf = leaves[index];
  if (leaf === undefined) throw new RangeError(`there is no leaf ${index}`);
  return leaf;
}

/** The audit path of leaf `index` in the tree of the first `size` leaves, RFC 9162 §2.1.3.1, leaf upwards. */
export function inclusionProof(hash: TreeHash, leaves: Hashes, index: number, size: number): Uint8Array[] {
  if (!(index >= 0 && index < size && size <= leaves.length)) throw new RangeError(`no proof of ${index} in ${size}`);
  const path = (from: number, to: number): Uint8Array[] => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle
      ? [...path(from, middle), rangeRoot(hash, leaves, middle, to)]
      : [...path(middle, to), rangeRoot(hash, leaves, from, middle)];
  };
  return path(0, size);
}

/** The proof that the tree of `to` leaves begins with that of `from` leaves, RFC 9162 §2.1.4.1; empty when they are one. */
export function consistencyProof(hash: TreeHash, leaves: Hashes, from: number, to: number): Uint8Array[] {
  if (!(from > 0 && from <= to && to <= leaves.length)) throw new RangeError(`no proof from ${from} to ${to}`);
  const subproof = (begin: number, end: number, whole: boolean): Uint8Array[] => {
    if (from === end) return whole ? [] : [rangeRoot(hash, leaves, begin, end)];
    const middle = begin + splitOf(end - begin);
    return from <= middle
      ? [...subproof(begin, middle, whole), rangeRoot(hash, leaves, middle, end)]
      : [...subproof(middle, end, false), rangeRoot(hash, leaves, begin, middle)];
  };
  return subproof(0, to, true);
}

/**
 * Tells whether `proof` puts `leafHash` at `index` of the tree of `size` leaves with `root`, RFC 9162 §2.1.3.2.
 * False for hashes that are not of 32 bytes and for a proof that is too long or too short. Indexes may reach 2^53 - 1.
 */
export const verifyInclusion = (
  hash: TreeHash,
  leafHash: Uint8Array,
  index: number,
  size: number,
  proof: Hashes,
  root: Uint8Array,
): boolean => inclusionVerifier(hash, size, root)(leafHash, index, proof);

/** A place on the way up: `node` counts its level from the left, and `last` is the last of it. `last` alone tells the level. */
type Place = { readonly node: number; readonly last: number };
/** What stands at a place that a proof led from to the root, and what was put beside it there. */
type Step = Place & { readonly reached: Uint8Array; readonly sibling: Uint8Array };

/**
 * As `verifyInclusion`, for many leaves of one tree. What a proof led from to the root need not be computed again: a later
 * proof that comes to the same hash at the same place holds when the rest of it is, byte for byte, what followed there.
 */
export function inclusionVerifier(
  hash: TreeHash,
  size: number,
  root: Uint8Array,
): (leafHash: Uint8Array, index: number, proof: Hashes) => boolean {
  const known = new Map<number, Map<number, Step>>();
  const knownAt = ({ node, last }: Place): Step | undefined => known.get(last)?.get(node);
  const keep = (step: Step): void => {
    const level = known.get(step.last) ?? new Map<number, Step>();
    known.set(step.last, level.set(step.node, step));
  };
  const goesOnAs = (proof: Hashes, from: number, place: Place): boolean => {
    let at = place;
    for (let i = from; i < proof.length; i++) {
      const step = knownAt(at);
      const sibling = proof[i];
      if (step === undefined || sibling === undefined || !sameBytes(step.sibling, sibling)) return false;
      at = above(at);
    }
    return at.last === 0;
  };
  return (leafHash, index, proof) => {
    if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leafHash, root, ...proof])) return false;
    const steps: Step[] = [];
    let place: Place = { node: index, last: size - 1 };
    let reached = leafHash;
    let joins = false;
    for (const [i, sibling] of proof.entries()) {
      if (place.last === 0) return false;
      const before = knownAt(place);
      if (before !== undefined && sameBytes(before.reached, reached)) {
        if (!goesOnAs(proof, i, place)) return false;
        joins = true;
        break;
      }
      steps.push({ ...place, reached, sibling });
      reached = isRight(place) ? hash.node(sibling, reached) : hash.node(reached, sibling);
      place = above(place);
    }
    if (!joins && !(place.last === 0 && sameBytes(reached, root))) return false;
    for (const step of steps) {
      keep(step);
      const { node, last } = step;
      // The sibling stands on the same level, unless this place is a last one that was carried up without one.
      if (node % 2 === 1) keep({ node: node - 1, last, reached: step.sibling, sibling: step.reached });
      else if (node !== last) keep({ node: node + 1, last, reached: step.sibling, sibling: step.reached });
    }
    return true;
  };
}

const isRight = ({ node, last }: Place): boolean => node % 2 === 1 || node === last;

/** The place that a place and its sibling are joined at; a last one without sibling is carried up until it has one. */
function above({ node, last }: Place): Place {
  let [at, end] = [node, last];
  if (at % 2 === 0 && at === end)
    while (at % 2 === 0 && at !== 0) {
      at = half(at);
      end = half(end);
    }
  return { node: half(at), last: half(end) };
}

/**
 * Tells whether `proof` shows that the tree of `size2` leaves with `root2` begins with that of `size1` leaves and
 * `root1`, RFC 9162 §2.1.4.2. False for an empty first tree, of which every tree is a continuation.
 */
export function verifyConsistency(
  hash: TreeHash,
  size1: number,
  size2: number,
  root1: Uint8Array,
  root2: Uint8Array,
  proof: Hashes,
): boolean {
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) return false;
  if (!areHashes([root1, root2, ...proof])) return false;
  if (size1 === size2) return proof.length === 0 && sameBytes(root1, root2);
  const [seed, ...rest] = isPowerOfTwo(size1) ? [root1, ...proof] : proof;
  if (seed === undefined || proof.length === 0) return false;
  let node = size1 - 1;
  let last = size2 - 1;
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  let first = seed;
  let second = seed;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      first = hash.node(sibling, first);
      second = hash.node(sibling, second);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      second = hash.node(second, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameBytes(first, root1) && sameBytes(second, root2);
}

const half = (count: number): number => Math.floor(count / 2);
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const areHashes = (hashes: Hashes): boolean => hashes.every(({ length }) => length === HASH_BYTES);

function isPowerOfTwo(count: number): boolean {
  let rest = count;
  while (rest % 2 === 0) rest /= 2;
  return rest === 1;
}
