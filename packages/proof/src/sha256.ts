import { sha256 as portable } from '@noble/hashes/sha2.js';

/** The 32-byte SHA-256 digest of `data`. */
export const sha256 = (data: Uint8Array): Uint8Array => portable(data);
