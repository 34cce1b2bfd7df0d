import type { HashPair } from './commitment.ts';
import { portableHash } from './commitment.ts';

/**
 * Hashes that compute the digest of the same array once, for files that several checks ask for. Arrays are known by
 * identity, so what is in them must not change meanwhile, and neither must the digests given.
 */
export function rememberingHash(): HashPair {
  return { sha256: remembering(portableHash.sha256), sm3: remembering(portableHash.sm3) };
}

function remembering(digest: (data: Uint8Array) => Uint8Array): (data: Uint8Array) => Uint8Array {
  const known = new Map<Uint8Array, Uint8Array>();
  return (data) => {
    const before = known.get(data);
    if (before !== undefined) return before;
    const made = digest(data);
    known.set(data, made);
    return made;
  };
}
