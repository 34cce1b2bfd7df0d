import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import { seal, unseal } from '../platform/seal.ts';
import * as keyStore from './data-key-store.ts';
import type { DataKey } from './data-keys.ts';
import type { Ledger } from './ledger.ts';

/** Writes a file sealed under a data key whose id stands in front; it is whole or not there. */
export function writeSealed(path: string, { keyId, key }: DataKey, name: string, bytes: Uint8Array): void {
  const head = Buffer.alloc(8);
  head.writeBigUInt64BE(BigInt(keyId));
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.part`, Buffer.concat([head, seal(key, randomBytes(12), Buffer.from(name), bytes)]), {
    mode: 0o600,
  });
  renameSync(`${path}.part`, path);
}

/** Opens such a file. Refuses with `not_found` when it is not there and `key.destroyed` when its key is gone. */
export async function readSealed(tx: Tx, ledger: Ledger, path: string, name: string): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new Refusal('not_found', { what: name });
  }
  const keyId = Number(bytes.readBigUInt64BE());
  const wrapped = await keyStore.wrappedKey(tx, keyId);
  if (wrapped === undefined) throw new Refusal('key.destroyed', { what: name });
  const opened = unseal(ledger.keys.open(keyId, wrapped), Buffer.from(name), bytes.subarray(8));
  if (opened === undefined) throw new Error(`${name} does not open`);
  return opened;
}
