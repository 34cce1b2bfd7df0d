import type { KeyObject } from 'node:crypto';
import { randomFillSync } from 'node:crypto';
import type { Canonical, Entry, EntryType } from '@zhenglian/proof';
import { commitWithBytes } from '@zhenglian/proof';
import { digest } from '../platform/digest.ts';
import { seal, unseal } from '../platform/seal.ts';

/** A body is a plain object; what a record's own bytes were travels sealed beside it. */
export type Body = { readonly [name: string]: Canonical };

/** `bytes` are those that `body` was read from. */
export type Opened = {
  readonly salt: Buffer;
  readonly body: Body;
  readonly bytes: Buffer;
  readonly original: Buffer;
};

/** Node's hashes for `commit`, several times as fast as the portable ones and equal to them by a test. */
export const nativeHash = {
  sha256: (data: Uint8Array): Uint8Array => digest('sha256', data),
  sm3: (data: Uint8Array): Uint8Array => digest('sm3', data),
};

const pool = Buffer.alloc(44 * 512);
let drawn = pool.length;

/** 44 random bytes, 32 of salt and 12 of IV, drawn from the system many at a time. */
function randomParts(): { salt: Buffer; iv: Buffer } {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const part = Buffer.from(pool.subarray(drawn, drawn + 44));
  pool.fill(0, drawn, drawn + 44);
  drawn += 44;
  return { salt: part.subarray(0, 32), iv: part.subarray(32) };
}

export type Committed = {
  readonly type: EntryType;
  readonly log: string;
  readonly sha256: Buffer;
  readonly sm3: Buffer;
  readonly iv: Buffer;
  readonly plain: Buffer;
};

/** Commits to `body` under a fresh salt and lays out what is to be sealed. */
export function commitBody(log: string, type: EntryType, body: Body, original: Uint8Array): Committed {
  const { salt, iv } = randomParts();
  const { commitment, bytes } = commitWithBytes(body, salt, nativeHash);
  const plain = Buffer.allocUnsafe(36 + bytes.length + original.length);
  plain.set(salt, 0);
  plain.writeUInt32BE(bytes.length, 32);
  plain.set(bytes, 36);
  plain.set(original, 36 + bytes.length);
  return {
    type,
    log,
    sha256: Buffer.from(commitment.sha256, 'hex'),
    sm3: Buffer.from(commitment.sm3, 'hex'),
    iv,
    plain,
  };
}

/** Seals what `commitBody` laid out; the additional data ties it to its log, type and commitment. */
export function sealBody(key: KeyObject | Uint8Array, committed: Committed): Buffer {
  const { log, type, iv, plain } = committed;
  const commitment = { sha256: committed.sha256.toString('hex'), sm3: committed.sm3.toString('hex') };
  return seal(key, iv, additionalData({ log, type, commitment }), plain);
}

/**
 * Opens a sealed body; `undefined` when it does not open or is not laid out as one. What opens is what was sealed under this
 * commitment by somebody who had the key, so that it is only read here; whether its bytes are canonical, and whether it
 * gives its commitment, `fsck` asks.
 */
export function openBody(key: KeyObject | Uint8Array, entry: Tied, sealed: Uint8Array): Opened | undefined {
  const plain = unseal(key, additionalData(entry), sealed);
  if (plain === undefined || plain.length < 36) return undefined;
  const length = plain.readUInt32BE(32);
  if (plain.length < 36 + length) return undefined;
  const bytes = plain.subarray(36, 36 + length);
  const body: unknown = JSON.parse(bytes.toString('utf8'));
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return undefined;
  return { salt: plain.subarray(0, 32), body: body as Body, bytes, original: plain.subarray(36 + length) };
}

/** What a sealed body is tied to: it opens in no other entry. */
type Tied = Pick<Entry, 'log' | 'type' | 'commitment'>;

function additionalData({ log, type, commitment: { sha256, sm3 } }: Tied): Buffer {
  return Buffer.from(`{"commitment":{"sha256":"${sha256}","sm3":"${sm3}"},"format":1,"log":"${log}","type":"${type}"}`);
}
