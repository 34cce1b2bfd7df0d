import { hash } from 'node:crypto';

/**
 * One digest as bytes. Node 24 hands a one-shot digest over as text in a third of the time it needs to
 * make a buffer for it (0.3 µs against 0.7 for 60 bytes), and records need some thirty of them each.
 */
export function digest(algorithm: 'sha256' | 'sm3', data: Uint8Array): Buffer {
  return Buffer.from(hash(algorithm, data, 'binary'), 'latin1');
}
