import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfHex, hexOf } from './bytes.ts';
import type { CompactRange } from './compact-range.ts';
import { appendLeaf, emptyRange, rangeRoot } from './compact-range.ts';
import {
  consistencyProof,
  inclusionProof,
  inclusionVerifier,
  rootOf,
  sha256Tree,
  sm3Tree,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import { utf8Of } from './utf8.ts';

const LARGEST = 70;
const leaves = Array.from({ length: LARGEST }, (_, i) => sha256Tree.leaf(utf8Of(`leaf ${i}`)));
const roots = Array.from({ length: LARGEST + 1 }, (_, size) => rootOf(sha256Tree, leaves.slice(0, size)));
const rootAt = (size: number): Uint8Array => roots[size] ?? new Uint8Array();
const leafAt = (index: number): Uint8Array => leaves[index] ?? new Uint8Array();

/** Every way of spoiling a list of hashes by one bit, one element too few or one too many. */
function spoiled(proof: readonly Uint8Array[]): Uint8Array[][] {
  const flipped = proof.map((hash, i) => proof.with(i, hash.with(i % 32, (hash[i % 32] ?? 0) ^ 1)));
  const short = proof.map((_, i) => proof.filter((_, j) => j !== i));
  const extra = [
    [...proof, leafAt(0)],
    [leafAt(0), ...proof],
  ];
  const cut = proof.map((hash, i) => proof.with(i, hash.slice(0, 31)));
  return [...flipped, ...short, ...extra, ...cut];
}

test('every leaf of every tree up to 70 is proved, and no spoiled proof is accepted', () => {
  for (let size = 1; size <= LARGEST; size++) {
    for (let index = 0; index < size; index++) {
      const proof = inclusionProof(sha256Tree, leaves, index, size);
      const verify = (hashes: readonly Uint8Array[], at = index, of = size, root = rootAt(size)): boolean =>
        verifyInclusion(sha256Tree, leafAt(index), at, of, hashes, root);
      expect(verify(proof)).toBe(true);
      if ((index + size) % 7 === 0) for (const other of spoiled(proof)) expect(verify(other)).toBe(false);
      expect(verify(proof, index + 1)).toBe(false);
      expect(verify(proof, index, size, rootAt(size - 1))).toBe(false);
      expect(verifyInclusion(sha256Tree, leafAt((index + 1) % LARGEST), index, size, proof, rootAt(size))).toBe(false);
    }
  }
});

test('every tree up to 70 continues every smaller one, and no spoiled proof is accepted', () => {
  for (let to = 1; to <= LARGEST; to++) {
    for (let from = 1; from <= to; from++) {
      const proof = consistencyProof(sha256Tree, leaves, from, to);
      const verify = (hashes: readonly Uint8Array[], root1 = rootAt(from), root2 = rootAt(to)): boolean =>
        verifyConsistency(sha256Tree, from, to, root1, root2, hashes);
      expect(verify(proof)).toBe(true);
      if ((from + to) % 7 === 0) for (const other of spoiled(proof)) expect(verify(other)).toBe(false);
      expect(verify(proof, rootAt(from - 1))).toBe(false);
      expect(verify(proof, rootAt(from), rootAt(to - 1))).toBe(false);
      if (from < to) expect(verifyConsistency(sha256Tree, to, from, rootAt(to), rootAt(from), proof)).toBe(false);
    }
  }
});

test('an empty tree, sizes that are no counts and hashes of another length are refused', () => {
  const root = rootAt(1);
  expect(verifyInclusion(sha256Tree, leafAt(0), 0, 0, [], root)).toBe(false);
  expect(verifyInclusion(sha256Tree, leafAt(0), -1, 1, [], root)).toBe(false);
  expect(verifyInclusion(sha256Tree, leafAt(0), 0.5, 1, [], root)).toBe(false);
  expect(verifyInclusion(sha256Tree, leafAt(0), 0, 2 ** 53, [], root)).toBe(false);
  expect(verifyInclusion(sha256Tree, leafAt(0).slice(1), 0, 1, [], leafAt(0).slice(1))).toBe(false);
  expect(verifyConsistency(sha256Tree, 0, 1, sha256Tree.empty(), root, [])).toBe(false);
  expect(verifyConsistency(sha256Tree, 0, 0, sha256Tree.empty(), sha256Tree.empty(), [])).toBe(false);
  expect(verifyConsistency(sha256Tree, 1, 2 ** 53, root, root, [])).toBe(false);
});

test('roots made to fit a proof that is too short or too long for the sizes do not help it', () => {
  const { node } = sha256Tree;
  const [a, b, c, d] = [leafAt(0), leafAt(1), leafAt(2), leafAt(3)];
  expect(verifyInclusion(sha256Tree, a, 0, 4, [b], node(a, b))).toBe(false);
  expect(verifyInclusion(sha256Tree, a, 0, 1, [b], node(b, a))).toBe(false);
  expect(verifyConsistency(sha256Tree, 1, 4, a, node(a, b), [b])).toBe(false);
  const [first, second] = [node(c, a), node(c, node(a, b))];
  expect(verifyConsistency(sha256Tree, 3, 4, first, second, [a, b, c])).toBe(true);
  expect(verifyConsistency(sha256Tree, 3, 4, node(d, first), node(d, second), [a, b, c, d])).toBe(false);
});

test('an inclusion proof may stand at an index beyond 32 bits', () => {
  const size = 2 ** 40;
  const index = size - 3;
  const siblings = Array.from({ length: 40 }, (_, i) => leafAt(i));
  const root = siblings.reduce(
    (below, sibling, level) =>
      Math.floor(index / 2 ** level) % 2 === 1 ? sha256Tree.node(sibling, below) : sha256Tree.node(below, sibling),
    leafAt(50),
  );
  expect(verifyInclusion(sha256Tree, leafAt(50), index, size, siblings, root)).toBe(true);
  expect(verifyInclusion(sha256Tree, leafAt(50), index - 2 ** 33, size, siblings, root)).toBe(false);
});

test('leaves appended one by one to a compact range give the root of all of them, in both trees', () => {
  for (const tree of [sha256Tree, sm3Tree]) {
    const all = leaves.map((_, i) => tree.leaf(utf8Of(`leaf ${i}`)));
    let range: CompactRange = emptyRange;
    for (let size = 0; size <= LARGEST; size++) {
      expect(hexOf(rangeRoot(tree, range))).toBe(hexOf(rootOf(tree, all.slice(0, size))));
      if (size < LARGEST) range = appendLeaf(tree, range, all[size] ?? new Uint8Array());
    }
  }
});

test('a leaf is never taken for a node', () => {
  fc.assert(
    fc.property(fc.nat({ max: 68 }), (i) => {
      const data = Buffer.concat([leafAt(i), leafAt(i + 1)]);
      return hexOf(sha256Tree.leaf(data)) !== hexOf(sha256Tree.node(leafAt(i), leafAt(i + 1)));
    }),
  );
});

test('the proof of RFC 6962 §2.1.3 has the nodes that its figure names', () => {
  const seven = leaves.slice(0, 7);
  const node = (from: number, to: number): string => hexOf(rootOf(sha256Tree, seven.slice(from, to)));
  const hexes = (proof: readonly Uint8Array[]): string[] => proof.map(hexOf);
  expect(hexes(inclusionProof(sha256Tree, seven, 0, 7))).toEqual([node(1, 2), node(2, 4), node(4, 7)]);
  expect(hexes(inclusionProof(sha256Tree, seven, 3, 7))).toEqual([node(2, 3), node(0, 2), node(4, 7)]);
  expect(hexes(inclusionProof(sha256Tree, seven, 4, 7))).toEqual([node(5, 6), node(6, 7), node(0, 4)]);
  expect(hexes(inclusionProof(sha256Tree, seven, 6, 7))).toEqual([node(4, 6), node(0, 4)]);
  expect(hexes(consistencyProof(sha256Tree, seven, 3, 7))).toEqual([node(2, 3), node(3, 4), node(0, 2), node(4, 7)]);
  expect(hexes(consistencyProof(sha256Tree, seven, 4, 7))).toEqual([node(4, 7)]);
  expect(hexes(consistencyProof(sha256Tree, seven, 6, 7))).toEqual([node(4, 6), node(6, 7), node(0, 4)]);
});

test('the roots of zero to eight leaves are those published for certificate transparency', async () => {
  const { readFile } = await import('node:fs/promises');
  const file = new URL('../../../vectors/merkle-rfc6962.json', import.meta.url);
  const published = JSON.parse(await readFile(file, 'utf8')) as { leaves: string[]; roots: string[] };
  const hashes = published.leaves.map((hex) => sha256Tree.leaf(bytesOfHex(hex)));
  expect(published.roots).toHaveLength(9);
  for (const [size, root] of published.roots.entries())
    expect(hexOf(rootOf(sha256Tree, hashes.slice(0, size)))).toBe(root);
});

test('one verifier for many leaves says of each what a verifier for it alone says, whatever came before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.array(
        fc.record({
          index: fc.nat(69),
          leaf: fc.nat(69),
          spoil: fc.option(fc.record({ at: fc.nat(7), how: fc.constantFrom('flip', 'drop', 'add', 'swap') })),
        }),
        { minLength: 1, maxLength: 40 },
      ),
      (size, asked) => {
        const leaves = Array.from({ length: size }, (_, i) => leafAt(i));
        const root = rootOf(sha256Tree, leaves);
        const together = inclusionVerifier(sha256Tree, size, root);
        for (const { index, leaf, spoil } of asked) {
          if (index >= size) continue;
          const proof = inclusionProof(sha256Tree, leaves, index, size).slice();
          const spoilt = proof[spoil?.at ?? -1];
          if (spoil?.how === 'add') proof.push(root);
          else if (spoilt !== undefined && spoil?.how === 'flip') proof[spoil.at] = spoilt.map((byte) => byte ^ 1);
          else if (spoilt !== undefined && spoil?.how === 'drop') proof.splice(spoil.at, 1);
          else if (spoilt !== undefined && spoil?.how === 'swap') proof.reverse();
          for (const hash of [leafAt(index), leafAt(leaf)])
            expect(together(hash, index, proof)).toBe(verifyInclusion(sha256Tree, hash, index, size, proof, root));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('a verifier that proved everything still refuses a proof whose upper part is another', () => {
  const size = 11;
  const leaves = Array.from({ length: size }, (_, i) => leafAt(i));
  const verify = inclusionVerifier(sha256Tree, size, rootOf(sha256Tree, leaves));
  const proofs = leaves.map((_, i) => inclusionProof(sha256Tree, leaves, i, size));
  for (const [i, proof] of proofs.entries()) expect(verify(leafAt(i), i, proof)).toBe(true);
  for (const [i, proof] of proofs.entries())
    for (const [at, sibling] of proof.entries()) {
      const changed = proof.with(
        at,
        sibling.map((byte) => byte ^ 1),
      );
      expect(verify(leafAt(i), i, changed)).toBe(false);
      expect(verify(leafAt(i), i, proof.slice(0, at))).toBe(false);
      expect(verify(leafAt(i), i, [...proof, sibling])).toBe(false);
    }
});
