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
export function verifyInclusion(
  hash: TreeHash,
  leafHash: Uint8Array,
  index: number,
  size: number,
  proof: Hashes,
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leafHash, root, ...proof])) return false;
  let node = index;
  let last = size - 1;
  let reached = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      reached = hash.node(sibling, reached);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      reached = hash.node(reached, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameBytes(reached, root);
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
