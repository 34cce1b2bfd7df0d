import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { MasterKeySource } from '../config/config.ts';
import { Refusal } from '../kernel/refusal.ts';
import { seal, unseal } from './seal.ts';

/** Wraps and opens other keys. A KMS or PKCS#11 device is another way of making one of these. */
export type MasterKey = {
  readonly wrap: (name: string, raw: Uint8Array) => Buffer;
  /** Refuses with `key.destroyed` when the bytes do not open: another master key, or altered bytes. */
  readonly unwrap: (name: string, wrapped: Uint8Array) => Buffer;
};

/** Reads the 256-bit master key as 64 hexadecimal digits; the default file is made where there is no installation yet, mode 0600. */
export function openMasterKey(source: MasterKeySource, isNew: boolean): MasterKey {
  const hex = readHex(source, isNew).trim();
  if (!/^[0-9a-f]{64}$/i.test(hex)) {
    throw new Refusal('config.invalid', { name: 'the master key', why: '64 hexadecimal digits are needed' });
  }
  return masterKeyOf(Buffer.from(hex, 'hex'));
}

export function masterKeyOf(key: Uint8Array): MasterKey {
  return {
    wrap: (name, raw) => seal(key, randomBytes(12), Buffer.from(name), raw),
    unwrap(name, wrapped) {
      const raw = unseal(key, Buffer.from(name), wrapped);
      if (raw === undefined) throw new Refusal('key.destroyed', { why: `${name} does not open with this master key` });
      return raw;
    },
  };
}

function readHex(source: MasterKeySource, isNew: boolean): string {
  switch (source.kind) {
    case 'value':
      return source.hex.reveal();
    case 'command':
      return execFileSync('/bin/sh', ['-c', source.command], { encoding: 'utf8', timeout: 30_000 });
    case 'file':
      if (!existsSync(source.path) && !isNew) {
        throw new Refusal('config.invalid', {
          name: 'the master key',
          why: `${source.path} is missing, and the database was sealed with it`,
        });
      }
      if (!existsSync(source.path) && source.mayCreate) {
        writeFileSync(source.path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
      }
      return readFileSync(source.path, 'utf8');
  }
}
