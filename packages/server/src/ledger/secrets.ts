import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Tx } from '../platform/db.ts';
import type { MasterKey } from '../platform/master-key.ts';
import { macWith } from '../platform/seal.ts';
import * as store from './secret-store.ts';

/** What an installation keeps under its master key. None of it changes when the master key does. */
export type Secrets = {
  readonly installation: string;
  readonly macKey: Buffer;
  /** Keyed digest of (source, externalId), of content, of a handle: 16 bytes. */
  readonly mac: (message: Uint8Array) => Buffer;
  /** Seals what is derived and can be made again. */
  readonly cacheKey: Buffer;
  /** Seals what is known of accounts and their second factors. */
  readonly accountKey: Buffer;
};

export type Signer = { readonly name: string; readonly privateKey: Uint8Array; readonly publicKey: Uint8Array };

/** Opens the installation's secrets, making them on the first start; the caller's transaction makes that one step. */
export async function openSecrets(tx: Tx, master: MasterKey, now: number): Promise<Secrets> {
  const installation = await store.installationId(tx, randomBytes(8).toString('hex'), now);
  const macKey = await secretBytes(tx, master, 'mac');
  const cacheKey = await secretBytes(tx, master, 'cache');
  const accountKey = await secretBytes(tx, master, 'account');
  return { installation, macKey, mac: macWith(macKey), cacheKey, accountKey };
}

async function secretBytes(tx: Tx, master: MasterKey, name: string): Promise<Buffer> {
  const { sealed } = await store.secret(tx, name, () => ({ sealed: master.wrap(name, randomBytes(32)), public: null }));
  return master.unwrap(name, sealed);
}

/** The Ed25519 key that signs checkpoints of `name`, made when the log gets its first checkpoint. */
export async function signerOf(tx: Tx, master: MasterKey, name: string): Promise<Signer> {
  const label = `signing:${name}`;
  const row = await store.secret(tx, label, () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return { sealed: master.wrap(label, rawPrivate(privateKey)), public: rawPublic(publicKey) };
  });
  const privateKey = master.unwrap(label, row.sealed);
  if (row.public === null || !rawPublic(createPublicKey(pkcs8(privateKey))).equals(row.public)) {
    throw new Error(`the signing key of ${name} does not fit its public key`);
  }
  return { name, privateKey, publicKey: row.public };
}

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

const pkcs8 = (raw: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, raw]), format: 'der', type: 'pkcs8' });
const rawPrivate = (key: ReturnType<typeof createPrivateKey>): Buffer =>
  key.export({ format: 'der', type: 'pkcs8' }).subarray(16);
const rawPublic = (key: ReturnType<typeof createPublicKey>): Buffer =>
  key.export({ format: 'der', type: 'spki' }).subarray(12);
