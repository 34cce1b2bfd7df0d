import { hash, randomBytes } from 'node:crypto';
import type { Canonical } from '@zhenglian/proof';
import { canonicalBytes } from '@zhenglian/proof';

/**
 * The id of something derived: the first 32 hexadecimal digits of the SHA-256 of its canonical kind and value.
 * The same grounds give the same id, so that a rebuild finds what people already refer to.
 */
export function digestId(kind: string, value: Canonical): string {
  return hash('sha256', canonicalBytes([kind, value])).slice(0, 32);
}

/** 128 random bits as 32 hexadecimal digits, for what nothing can be derived from. */
export function randomId(): string {
  return randomBytes(16).toString('hex');
}
