import type { KeyObject } from 'node:crypto';
import { createSecretKey, randomBytes } from 'node:crypto';
import type { Db, Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { MasterKey } from '../platform/master-key.ts';
import * as store from './data-key-store.ts';

/** What a data key is for: one each of (log, holder, retention class, month). */
export type KeyNeed = { readonly holderMac: Uint8Array; readonly class: RetentionClass; readonly month: string };

export type RetentionClass =
  | 'communication'
  | 'business'
  | 'employment'
  | 'money'
  | 'matter'
  | 'source'
  | 'derived'
  | 'audit'
  | 'media'
  | 'original'
  | 'act';

export type DataKey = { readonly keyId: number; readonly key: Buffer };

export type DataKeys = {
  /** The keys for these needs, in order, made where there are none. They are durable before this answers. */
  readonly resolve: (logId: number, needs: readonly KeyNeed[]) => Promise<readonly DataKey[]>;
  /** The key from its wrapped form, remembered. */
  readonly open: (keyId: number, wrapped: Uint8Array) => KeyObject;
  /** Forgets everything remembered, after a destruction or a rotation. */
  readonly forget: () => void;
};

/** How many keys are remembered before all are forgotten: 32 bytes each and a name. */
const REMEMBERED = 200_000;

const label = (keyId: number) => `data-key:${keyId}`;

export function dataKeys(db: Db, master: MasterKey): DataKeys {
  const byNeed = new Map<string, DataKey>();
  const byId = new Map<number, KeyObject>();
  const remember = (name: string, key: DataKey) => {
    if (byNeed.size > REMEMBERED) byNeed.clear();
    byNeed.set(name, key);
  };
  const open = (keyId: number, wrapped: Uint8Array): KeyObject => {
    const known = byId.get(keyId);
    if (known !== undefined) return known;
    const key = createSecretKey(master.unwrap(label(keyId), wrapped));
    if (byId.size > REMEMBERED) byId.clear();
    byId.set(keyId, key);
    return key;
  };
  return {
    open,
    forget() {
      byNeed.clear();
      byId.clear();
    },
    async resolve(logId, needs) {
      const names = needs.map((need) => nameOf(logId, need));
      const missing = needs.filter((_, at) => !byNeed.has(names[at] ?? ''));
      if (missing.length > 0) {
        const found = await db.as(systemActor, (tx) => findOrMake(tx, master, logId, missing));
        for (const { need, keyId, wrapped } of found)
          remember(nameOf(logId, need), { keyId, key: master.unwrap(label(keyId), wrapped) });
      }
      return names.map((name) => {
        const key = byNeed.get(name);
        if (key === undefined) throw new Error('a data key was neither found nor made');
        return key;
      });
    },
  };
}

const nameOf = (logId: number, { holderMac, class: kind, month }: KeyNeed) =>
  `${logId} ${Buffer.from(holderMac).toString('base64')} ${kind} ${month}`;

/**
 * Each key's wrapped form names its own id, so the ids are drawn first. When another process makes the
 * same key at the same moment the constraint lets one of them stand, and both read that one.
 */
async function findOrMake(tx: Tx, master: MasterKey, logId: number, needs: readonly KeyNeed[]) {
  const wanted = new Map(needs.map((need) => [nameOf(logId, need), need]));
  const known = await store.find(tx, logId, [...wanted.values()]);
  const have = new Set(known.map((row) => nameOf(logId, row)));
  const missing = [...wanted].filter(([name]) => !have.has(name)).map(([, need]) => need);
  if (missing.length === 0) return known.map((row) => ({ need: row, keyId: row.keyId, wrapped: row.wrapped }));
  const ids = await store.drawIds(tx, missing.length);
  await store.insert(
    tx,
    logId,
    missing.map((need, at) => {
      const keyId = ids[at] ?? 0;
      return { ...need, keyId, wrapped: master.wrap(label(keyId), randomBytes(32)) };
    }),
  );
  const all = await store.find(tx, logId, [...wanted.values()]);
  return all.map((row) => ({ need: row, keyId: row.keyId, wrapped: row.wrapped }));
}

/** Re-wraps every data key under another master key; the keys themselves stay, so no body is touched. */
export async function rewrap(tx: Tx, from: MasterKey, to: MasterKey): Promise<number> {
  const rows = await store.live(tx);
  for (const { keyId, wrapped } of rows) {
    await store.replaceWrapped(tx, keyId, to.wrap(label(keyId), from.unwrap(label(keyId), wrapped)));
  }
  return rows.length;
}
