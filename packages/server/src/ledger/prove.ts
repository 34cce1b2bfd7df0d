import type { Tx } from '../platform/db.ts';
import * as store from './store.ts';
import type { TreeHash } from './tree.ts';
import { sha256Tree, sm3Tree } from './tree.ts';

/** Both trees' roots or nodes of one place. */
export type Twin = { readonly sha256: Buffer; readonly sm3: Buffer };

/** Reads subtree roots of one log out of leaves and tiles; remembers what it read. */
export type Prover = {
  readonly root: (size: number) => Promise<Twin>;
  /** RFC 9162 §2.1.3: the audit path of `index` in the tree of `size`, leaf upwards. */
  readonly inclusion: (index: number, size: number) => Promise<readonly Twin[]>;
  /** RFC 9162 §2.1.4: from the tree of `from` leaves to that of `to`. */
  readonly consistency: (from: number, to: number) => Promise<readonly Twin[]>;
};

export function proverOf(tx: Tx, logId: number): Prover {
  const pages = new Map<string, readonly Twin[]>();

  /** The 256 nodes of `level` that stand below node `n` of the next level (fewer at the right edge). */
  const page = async (level: number, n: number): Promise<readonly Twin[]> => {
    const name = `${level} ${n}`;
    const known = pages.get(name);
    if (known !== undefined) return known;
    const [from, to] = [n * 256, (n + 1) * 256];
    const rows: readonly Twin[] =
      level === 0
        ? (await store.entries(tx, logId, { from, to })).map((row) => ({
            sha256: Buffer.from(row.leafSha256),
            sm3: Buffer.from(row.leafSm3),
          }))
        : await store.tiles(tx, logId, level, from, to);
    pages.set(name, rows);
    return rows;
  };

  /** The root of the full subtree of 2^height leaves that begins at leaf `start`. */
  const full = async (start: number, height: number): Promise<Twin> => {
    const level = Math.floor(height / 8);
    const count = 2 ** (height - level * 8);
    const first = start / 256 ** level;
    const nodes = (await page(level, Math.floor(first / 256))).slice(first % 256, (first % 256) + count);
    if (nodes.length !== count) throw new Error(`the tree has no full subtree of height ${height} at ${start}`);
    return fold(nodes);
  };

  const range = async (from: number, to: number): Promise<Twin> => {
    if (from === to) return { sha256: sha256Tree.empty(), sm3: sm3Tree.empty() };
    const height = Math.log2(to - from);
    if (Number.isInteger(height)) return await full(from, height);
    const split = splitOf(to - from);
    return join(await range(from, from + split), await range(from + split, to));
  };

  const path = async (index: number, from: number, to: number): Promise<Twin[]> => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle
      ? [...(await path(index, from, middle)), await range(middle, to)]
      : [...(await path(index, middle, to)), await range(from, middle)];
  };

  const subproof = async (size: number, from: number, to: number, whole: boolean): Promise<Twin[]> => {
    if (size === to) return whole ? [] : [await range(from, to)];
    const middle = from + splitOf(to - from);
    return size <= middle
      ? [...(await subproof(size, from, middle, whole)), await range(middle, to)]
      : [...(await subproof(size, middle, to, false)), await range(from, middle)];
  };

  return {
    root: (size) => range(0, size),
    inclusion: (index, size) => path(index, 0, size),
    consistency: (from, to) => (from === to ? Promise.resolve([]) : subproof(from, 0, to, true)),
  };
}

/** The largest power of two smaller than `count`. */
const splitOf = (count: number): number => 2 ** Math.floor(Math.log2(count - 1));

const join = (left: Twin, right: Twin): Twin => ({
  sha256: sha256Tree.node(left.sha256, right.sha256),
  sm3: sm3Tree.node(left.sm3, right.sm3),
});

function fold(nodes: readonly Twin[]): Twin {
  const [only, second] = nodes;
  if (only === undefined) throw new Error('a subtree has at least one node');
  if (second === undefined) return only;
  return join(fold(nodes.slice(0, nodes.length / 2)), fold(nodes.slice(nodes.length / 2)));
}

/** For `fsck`: folds a page of leaves with one hash. */
export function foldWith(tree: TreeHash, nodes: readonly Buffer[]): Buffer {
  const [only, second] = nodes;
  if (only === undefined) return tree.empty();
  if (second === undefined) return only;
  const split = splitOf(nodes.length);
  return tree.node(foldWith(tree, nodes.slice(0, split)), foldWith(tree, nodes.slice(split)));
}
