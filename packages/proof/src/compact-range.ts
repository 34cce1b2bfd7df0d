import type { TreeHash } from './merkle.ts';

/**
 * The right frontier of a tree: the roots of its full subtrees, largest first, one for every bit of `size` that is set.
 * It is all that appending and the root need.
 */
export type CompactRange = { readonly size: number; readonly roots: readonly Uint8Array[] };

export const emptyRange: CompactRange = { size: 0, roots: [] };

/** The range with one more leaf. The range given stays as it is. */
export function appendLeaf(hash: TreeHash, { size, roots }: CompactRange, leafHash: Uint8Array): CompactRange {
  const kept = [...roots];
  let subtree = leafHash;
  for (let left = size; left % 2 === 1; left = (left - 1) / 2) {
    const sibling = kept.pop();
    if (sibling === undefined) throw new RangeError('a compact range is shorter than its size says');
    subtree = hash.node(sibling, subtree);
  }
  return { size: size + 1, roots: [...kept, subtree] };
}

/** The root of the whole tree so far. */
export function rangeRoot(hash: TreeHash, { roots }: CompactRange): Uint8Array {
  const last = roots.at(-1);
  if (last === undefined) return hash.empty();
  return roots.slice(0, -1).reduceRight((right, left) => hash.node(left, right), last);
}
