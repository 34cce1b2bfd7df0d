import { bytesOfHex, hexOf } from './bytes.ts';
import type { Canonical } from './canonical.ts';
import { canonicalBytes } from './canonical.ts';
import { countOf, listOf, PackageError, parsedMembers } from './decode.ts';
import { isDigest } from './entry.ts';

/** The hashes of one place in both trees. */
export type Twin = { readonly sha256: Uint8Array; readonly sm3: Uint8Array };

export type InclusionFile = {
  readonly index: number;
  readonly size: number;
  readonly sha256: readonly Uint8Array[];
  readonly sm3: readonly Uint8Array[];
};

export function encodeInclusion(index: number, size: number, path: readonly Twin[]): Uint8Array {
  const [sha256, sm3] = [path.map((twin) => hexOf(twin.sha256)), path.map((twin) => hexOf(twin.sm3))];
  return canonicalBytes({ index, size, sha256, sm3 });
}

/**
 * Hashes by their text. Proofs in one tree have most of theirs in common: whoever reads many of them gives the same map to all,
 * and gets the same array for the same hash.
 */
export type KnownHashes = Map<string, Uint8Array>;

export function decodeInclusion(bytes: Uint8Array, known: KnownHashes = new Map()): InclusionFile {
  const { index, size, sha256, sm3 } = parsedMembers(bytes, 'a proof', ['index', 'size', 'sha256', 'sm3']);
  return {
    index: countOf(index, 'index'),
    size: countOf(size, 'size'),
    sha256: hashesOf(sha256, known),
    sm3: hashesOf(sm3, known),
  };
}

export type ConsistencyFile = { readonly from: number; readonly to: number; readonly sha256: readonly Uint8Array[] };

export function encodeConsistency(from: number, to: number, path: readonly Pick<Twin, 'sha256'>[]): Uint8Array {
  return canonicalBytes({ from, to, sha256: path.map((twin) => hexOf(twin.sha256)) });
}

export function decodeConsistency(bytes: Uint8Array): ConsistencyFile {
  const { from, to, sha256 } = parsedMembers(bytes, 'a proof', ['from', 'to', 'sha256']);
  return { from: countOf(from, 'from'), to: countOf(to, 'to'), sha256: hashesOf(sha256, new Map()) };
}

/** A proof in a tree of at most 2^53 leaves has no more elements than this. */
const LONGEST = 110;

function hashesOf(value: Canonical | undefined, known: KnownHashes): Uint8Array[] {
  const list = listOf(value, 'the list of hashes');
  if (list.length > LONGEST) throw new PackageError('the list of hashes is too long');
  return list.map((text) => {
    const before = typeof text === 'string' ? known.get(text) : undefined;
    if (before !== undefined) return before;
    if (!isDigest(text)) throw new PackageError('a hash is not 32 bytes in hexadecimal');
    const hash = bytesOfHex(text);
    known.set(text, hash);
    return hash;
  });
}
