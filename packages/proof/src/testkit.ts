import { ed25519 } from '@noble/curves/ed25519.js';
export type KeyPair = { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array };
/** A key pair made of one byte. For tests and vectors only. */
export function keyPair(seed: number): KeyPair {
  const privateKey = new Uint8Array(32).fill(seed);
  return { privateKey, publicKey: ed25519.getPublicKey(privateKey) };
}
