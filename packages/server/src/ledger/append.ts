import type { EntryType } from '@zhenglian/proof';
import { encodeEntry } from '@zhenglian/proof';
import type { Clock } from '../kernel/time.ts';
import type { Tx } from '../platform/db.ts';
import { refuseRetracted } from './retraction.ts';
import * as store from './store.ts';
import type { Tile } from './tree.ts';
import { decodeFrontier, encodeFrontier, push, sha256Tree, sm3Tree } from './tree.ts';

/** One thing to append, decoded, committed and sealed before the writer's lock is taken. */
export type Draft = {
  readonly type: EntryType;
  readonly sha256: Uint8Array;
  readonly sm3: Uint8Array;
  readonly keyId: number;
  readonly sealed: Uint8Array;
  /** Keyed digests of (source, externalId) and of the content; absent for what has no outside name. */
  readonly seen?: { readonly keyMac: Uint8Array; readonly contentMac: Uint8Array };
};

export type Outcome = { readonly as: 'accepted' | 'changed' | 'repeated' | 'forgotten'; readonly index: number };

export type Appended = {
  readonly outcomes: readonly Outcome[];
  /** The index of the delivery entry, `null` when nothing new came and so no delivery was recorded. */
  readonly delivery: number | null;
  readonly size: number;
};

/** The delivery that brings the drafts: a new one (its own draft), one already open, or none. */
export type Brought =
  | { readonly open: Draft; readonly evenIfNothingNew: boolean }
  | { readonly index: number }
  | { readonly own: true };

/** A data key was destroyed between sealing and appending; the caller seals again and retries. */
export class KeyGone extends Error {}

/**
 * Appends a batch in order under the log's writer lock and says where each stands.
 *
 * A source that delivers the same content twice gets the first index back (`repeated`). The same key
 * with other content is a new entry whose `prior` is the latest of that key (`changed`): that a record
 * changed at its source is itself evidence. What was destroyed is never recorded again (`forgotten`); what was
 * retracted is as if it had never come, and nothing more joins a retracted delivery (`import.retracted`).
 * An index is only promised once the caller's transaction commits; a rollback leaves no gap.
 */
export async function append(
  tx: Tx,
  clock: Clock,
  logId: number,
  drafts: readonly Draft[],
  brought: Brought,
): Promise<Appended> {
  const head = await store.lockHead(tx, logId);
  await refuseDestroyedKeys(tx, drafts);
  if ('index' in brought) await refuseRetracted(tx, head, brought.index);
  const plan = await planBatch(tx, logId, drafts, head.size + ('open' in brought ? 1 : 0));
  if ('open' in brought && plan.fresh.length === 0 && !brought.evenIfNothingNew)
    return { outcomes: plan.outcomes, delivery: null, size: head.size };
  const delivery = 'open' in brought ? head.size : 'index' in brought ? brought.index : null;
  const opening = 'open' in brought ? [{ draft: brought.open, prior: null, delivery: null }] : [];
  const writes = [...opening, ...plan.fresh.map((each) => ({ ...each, delivery }))];
  if (writes.length > 0) await write(tx, head, writes, Math.max(clock.now(), head.lastRecordedAt));
  return { outcomes: plan.outcomes, delivery, size: head.size + writes.length };
}

async function refuseDestroyedKeys(tx: Tx, drafts: readonly Draft[]): Promise<void> {
  const gone = await store.destroyedAmong(tx, [...new Set(drafts.map((draft) => draft.keyId))]);
  if (gone.length > 0) throw new KeyGone(`data keys ${gone.join(', ')} are destroyed`);
}

type Fresh = { readonly draft: Draft; readonly prior: number | null };

type Known = { readonly contents: Map<string, number>; latest: number; forgotten: boolean };

async function planBatch(tx: Tx, logId: number, drafts: readonly Draft[], start: number) {
  const known = await knownKeys(tx, logId, drafts);
  const fresh: Fresh[] = [];
  const outcomes = drafts.map((draft): Outcome => {
    const index = start + fresh.length;
    if (draft.seen === undefined) {
      fresh.push({ draft, prior: null });
      return { as: 'accepted', index };
    }
    const key = hex(draft.seen.keyMac);
    const content = hex(draft.seen.contentMac);
    const before = known.get(key);
    if (before === undefined) {
      known.set(key, { contents: new Map([[content, index]]), latest: index, forgotten: false });
      fresh.push({ draft, prior: null });
      return { as: 'accepted', index };
    }
    const same = before.contents.get(content);
    if (same !== undefined) return { as: 'repeated', index: same };
    if (before.forgotten) return { as: 'forgotten', index: before.latest };
    fresh.push({ draft, prior: before.latest });
    before.contents.set(content, index);
    before.latest = index;
    return { as: 'changed', index };
  });
  return { fresh, outcomes };
}

async function knownKeys(tx: Tx, logId: number, drafts: readonly Pick<Draft, 'seen'>[]): Promise<Map<string, Known>> {
  const keys = drafts.flatMap((draft) => (draft.seen === undefined ? [] : [draft.seen.keyMac]));
  const known = new Map<string, Known>();
  if (keys.length === 0) return known;
  for (const row of await store.seenOf(tx, logId, keys)) {
    const key = hex(row.keyMac);
    const before = known.get(key) ?? { contents: new Map(), latest: row.index, forgotten: false };
    known.set(key, before);
    before.latest = Math.max(before.latest, row.index);
    if (row.contentMac === null) before.forgotten = true;
    else before.contents.set(hex(row.contentMac), row.index);
  }
  return known;
}

/** What `append` would answer for these, recording nothing; `before` carries what earlier stretches would have added. */
export async function foresee(
  tx: Tx,
  logId: number | undefined,
  records: readonly NonNullable<Draft['seen']>[],
  before: Map<string, Set<string>>,
): Promise<readonly Outcome['as'][]> {
  const known =
    logId === undefined
      ? new Map<string, Known>()
      : await knownKeys(
          tx,
          logId,
          records.map((seen) => ({ seen })),
        );
  return records.map(({ keyMac, contentMac }) => {
    const [key, content] = [hex(keyMac), hex(contentMac)];
    const contents = before.get(key) ?? new Set(known.get(key)?.contents.keys());
    before.set(key, contents);
    if (contents.has(content)) return 'repeated';
    if (known.get(key)?.forgotten === true) return 'forgotten';
    contents.add(content);
    return contents.size === 1 ? 'accepted' : 'changed';
  });
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

type Write = Fresh & { readonly delivery: number | null };

async function write(tx: Tx, head: store.LogRow, writes: readonly Write[], recordedAt: number): Promise<void> {
  const trees = {
    sha256: { frontier: decodeFrontier(head.size, head.sha256), tiles: [] as Tile[] },
    sm3: { frontier: decodeFrontier(head.size, head.sm3), tiles: [] as Tile[] },
  };
  const rows = writes.map(({ draft, prior, delivery }, at): store.EntryRow => {
    const index = head.size + at;
    const bytes = encodeEntry({
      format: 1,
      log: head.name,
      index,
      recordedAt,
      type: draft.type,
      delivery,
      commitment: { sha256: Buffer.from(draft.sha256).toString('hex'), sm3: Buffer.from(draft.sm3).toString('hex') },
      ...(prior === null ? {} : { prior }),
    });
    const leafSha256 = sha256Tree.leaf(bytes);
    const leafSm3 = sm3Tree.leaf(bytes);
    push(sha256Tree, trees.sha256.frontier, leafSha256, (tile) => trees.sha256.tiles.push(tile));
    push(sm3Tree, trees.sm3.frontier, leafSm3, (tile) => trees.sm3.tiles.push(tile));
    return {
      logId: head.logId,
      index,
      recordedAt,
      type: draft.type,
      delivery,
      prior,
      sha256: draft.sha256,
      sm3: draft.sm3,
      leafSha256,
      leafSm3,
    };
  });
  const size = head.size + writes.length;
  await store.ensurePartitions(tx, head.logId, head.size, size);
  await store.insertEntries(tx, rows);
  await store.insertBodies(
    tx,
    head.logId,
    writes.map(({ draft }, at) => ({ index: head.size + at, keyId: draft.keyId, sealed: draft.sealed })),
  );
  await store.insertSeen(
    tx,
    head.logId,
    writes.flatMap(({ draft }, at) => (draft.seen === undefined ? [] : [{ ...draft.seen, index: head.size + at }])),
  );
  await store.insertTiles(tx, head.logId, trees.sha256.tiles, trees.sm3.tiles);
  await store.saveHead(tx, {
    ...head,
    size,
    lastRecordedAt: recordedAt,
    sha256: encodeFrontier(trees.sha256.frontier),
    sm3: encodeFrontier(trees.sm3.frontier),
  });
}
