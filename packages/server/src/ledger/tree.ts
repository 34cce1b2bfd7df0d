import { digest } from '../platform/digest.ts';

/** One hash of RFC 9162 §2.1: leaf = H(0x00 ‖ data), node = H(0x01 ‖ left ‖ right), 32 bytes each. */
export type TreeHash = {
  readonly name: 'sha256' | 'sm3';
  readonly empty: () => Buffer;
  readonly leaf: (data: Uint8Array) => Buffer;
  readonly node: (left: Uint8Array, right: Uint8Array) => Buffer;
};

function treeHash(name: 'sha256' | 'sm3'): TreeHash {
  const pair = Buffer.alloc(65, 0x01);
  const one = (data: Uint8Array): Buffer => digest(name, data);
  return {
    name,
    empty: () => one(new Uint8Array(0)),
    leaf(data) {
      const prefixed = Buffer.allocUnsafe(1 + data.length);
      prefixed[0] = 0;
      prefixed.set(data, 1);
      return one(prefixed);
    },
    node(left, right) {
      pair.set(left, 1);
      pair.set(right, 33);
      return one(pair);
    },
  };
}

export const sha256Tree = treeHash('sha256');
export const sm3Tree = treeHash('sm3');

/** The root of a full subtree of 256^level leaves that an append completed. */
export type Tile = { readonly level: number; readonly n: number; readonly hash: Buffer };

/** The right frontier of a tree: the roots of its full subtrees, largest first. */
export type Frontier = { size: number; readonly roots: Buffer[] };

export function decodeFrontier(size: number, bytes: Uint8Array): Frontier {
  const roots = Array.from({ length: bytes.length / 32 }, (_, i) => Buffer.from(bytes.subarray(i * 32, i * 32 + 32)));
  const expected = size.toString(2).replaceAll('0', '').length;
  if (bytes.length % 32 !== 0 || roots.length !== expected) throw new Error('a stored frontier does not fit its size');
  return { size, roots };
}

export const encodeFrontier = ({ roots }: Frontier): Buffer => Buffer.concat(roots);

/** Appends one leaf hash in place and reports the tiles it completed. */
export function push(tree: TreeHash, frontier: Frontier, leaf: Buffer, completed: (tile: Tile) => void): void {
  let subtree = leaf;
  let left = frontier.size;
  for (let height = 0; ; height++) {
    if (height > 0 && height % 8 === 0)
      completed({ level: height / 8, n: Math.floor(frontier.size / 2 ** height), hash: subtree });
    if (left % 2 === 0) break;
    const sibling = frontier.roots.pop();
    if (sibling === undefined) throw new Error('a frontier is shorter than its size says');
    subtree = tree.node(sibling, subtree);
    left = (left - 1) / 2;
  }
  frontier.roots.push(subtree);
  frontier.size += 1;
}

/** The root of the whole tree so far. */
export function frontierRoot(tree: TreeHash, { roots }: Frontier): Buffer {
  const last = roots.at(-1);
  if (last === undefined) return tree.empty();
  return roots.slice(0, -1).reduceRight((right, left) => tree.node(left, right), last);
}
