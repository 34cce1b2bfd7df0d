import { hexOf, writeHex } from './bytes.ts';
import { CanonicalError, canonicalText, quote } from './canonical.ts';
import type { Body } from './fields.ts';
import { fieldsOf } from './fields.ts';
import { sha256 } from './sha256.ts';
import { sm3 } from './sm3.ts';
import { utf8Of, writeUtf8 } from './utf8.ts';

/** What an entry holds of its body: both digests in lowercase hexadecimal. */
export type Commitment = { readonly sha256: string; readonly sm3: string };

/** Digest functions that a caller may put in place of the portable ones. They must be those functions, only faster. */
export type HashPair = {
  readonly sha256: (data: Uint8Array) => Uint8Array;
  readonly sm3: (data: Uint8Array) => Uint8Array;
};

export const portableHash: HashPair = { sha256, sm3 };

/** Length in bytes of the salt drawn anew for every body. */
export const SALT_BYTES = 32;

const DOMAIN = utf8Of('zhenglian/commitment/1\n');

/** Commits to `body` under `salt`: a salted digest of every item, one SHA-256 over their list, one SM3 over the whole. */
export function commit(body: Body, salt: Uint8Array, hash: HashPair = portableHash): Commitment {
  return commitWithBytes(body, salt, hash).commitment;
}

/** As `commit`, and gives the canonical bytes of the body too, which are made on the way. */
export function commitWithBytes(
  body: Body,
  salt: Uint8Array,
  hash: HashPair = portableHash,
): { readonly commitment: Commitment; readonly bytes: Uint8Array } {
  const items = fieldsOf(body);
  const digests = items.map(({ path, value }) => itemDigest(hash, saltOf(hash, salt, path), canonicalText(value)));
  const sha256 = listDigest(hash, items, digests);
  const whole = behindText(salt, canonicalText(body));
  return { commitment: { sha256, sm3: hexOf(hash.sm3(whole)) }, bytes: whole.slice(salt.length) };
}

let scratch = new Uint8Array(1 << 16);

/** `prefix` and then the UTF-8 of `text`, in a buffer that the next call overwrites. */
function behindText(prefix: Uint8Array, text: string): Uint8Array {
  if (scratch.length < prefix.length + 3 * text.length) scratch = new Uint8Array(prefix.length + 3 * text.length);
  scratch.set(prefix);
  return scratch.subarray(0, writeUtf8(text, scratch, prefix.length));
}

const prefixed = new Uint8Array(1 + SALT_BYTES);
prefixed[0] = 0x02;

/** The salt of one item: it can be disclosed without giving the salts of the others away. */
export function saltOf(hash: HashPair, salt: Uint8Array, path: string): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new CanonicalError('a salt has 32 bytes');
  prefixed.set(salt, 1);
  return hash.sha256(behindText(prefixed, path));
}

/** The digest of one item out of its own salt and the canonical text of its value. */
export function itemDigest(hash: HashPair, itemSalt: Uint8Array, text: string): Uint8Array {
  return hash.sha256(behindText(itemSalt, text));
}

/** The digest over the list of all items, in the order of their paths: of the canonical bytes of [[path, hex], …]. */
export function listDigest(
  hash: HashPair,
  items: readonly { readonly path: string }[],
  digests: readonly Uint8Array[],
): string {
  const mostBytes = items.reduce((sum, { path }) => sum + 6 * path.length + 2 * SALT_BYTES + 9, DOMAIN.length + 2);
  if (scratch.length < mostBytes) scratch = new Uint8Array(mostBytes);
  scratch.set(DOMAIN);
  let at = DOMAIN.length;
  for (const [i, { path }] of items.entries()) {
    at = writeUtf8(`${i === 0 ? '[' : ','}[${quote(path)},"`, scratch, at);
    at = writeHex(digests[i] ?? new Uint8Array(0), scratch, at);
    at = writeUtf8('"]', scratch, at);
  }
  at = writeUtf8(items.length === 0 ? '[]' : ']', scratch, at);
  return hexOf(hash.sha256(scratch.subarray(0, at)));
}
