import type { EntryType } from '@zhenglian/proof';
import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import * as store from './follow-store.ts';
import type { Ledger } from './ledger.ts';
import type { ReadEntry } from './read.ts';
import { readRange } from './read.ts';
import * as ledgerStore from './store.ts';

/**
 * Something that tails the logs and derives rows from them. `apply` gets entries in order and writes in the
 * given transaction only; it must give the same rows however the entries are cut into batches. What it derives
 * stands in `tables` alone, so that a rebuild empties them and begins at zero.
 */
export type Follower = {
  readonly name: string;
  /** The follower whose rows this one reads: it never gets ahead of it, whoever else is following at the same time. */
  readonly after: string | null;
  /** The types of entries `apply` is given; it passes over the others without opening them. */
  readonly reads: 'all' | readonly EntryType[];
  readonly tables: readonly store.DerivedTable[];
  readonly apply: (tx: Tx, ledger: Ledger, entries: readonly ReadEntry[], reach: Reach) => Promise<void>;
  /** The types of entries that what `settle` derives rests on; where none of them came, it is not called. */
  readonly settlesOn: readonly EntryType[];
  /** Called in the same transaction once the batch that reaches the head has been applied. */
  readonly settle: (tx: Tx, ledger: Ledger) => Promise<void>;
};

/** How many entries of each log, by its number. */
export type Places = ReadonlyMap<number, number>;

/**
 * How far a follower had come before these entries, and has come with them. What lies behind that it is given later, and
 * need not derive again for what came now.
 */
export type Reach = { readonly from: Places; readonly to: Places };

/** So many entries of the types it reads go to a follower at once, however many of other types lie between them. */
const BATCH = 1_000;

/**
 * Brings one follower to the heads as they stand now. The cursor moves in the transaction of its output.
 * A batch that fails is applied entry by entry; an entry that fails by itself is recorded and passed.
 */
export async function catchUp(ledger: Ledger, follower: Follower): Promise<number> {
  let applied = 0;
  for (;;) {
    const done = await ledger.db
      .as(systemActor, (tx) => step(tx, ledger, follower, BATCH))
      .catch((error: unknown) => rethrowOutage(error));
    const { moved, behind, failed } = done ?? (await stepOneByOne(ledger, follower));
    applied += moved;
    if (failed !== undefined) throw failed;
    if (moved === 0 || behind === 0) return applied;
  }
}

/** `failed` is what went wrong while settling: no entry's fault, and tried again with the next look. */
type Step = { readonly moved: number; readonly behind: number; readonly failed?: unknown };

/** Where this follower stands in each log, and how far it may go. */
async function standing(tx: Tx, follower: Follower, limits?: Places) {
  const [logs, own] = [await ledgerStore.logs(tx), await store.cursors(tx, follower.name)];
  const before = follower.after === null || limits !== undefined ? undefined : await store.cursors(tx, follower.after);
  return logs.map((log) => ({
    log,
    next: own.get(log.logId) ?? 0,
    reach:
      limits !== undefined
        ? (limits.get(log.logId) ?? 0)
        : Math.min(log.size, before === undefined ? log.size : (before.get(log.logId) ?? 0)),
  }));
}

async function step(tx: Tx, ledger: Ledger, follower: Follower, limit: number, limits?: Places): Promise<Step> {
  await store.lockFollower(tx, follower.name);
  let given = 0;
  let moved = 0;
  let behind = 0;
  const logs = await standing(tx, follower, limits);
  let from: Places = new Map(logs.map(({ log, next }) => [log.logId, next]));
  for (const { log, next, reach } of logs) {
    if (reach <= next) continue;
    const most = limit - given;
    const read = await readRange(tx, ledger, log, { from: next, to: reach, types: follower.reads, most });
    const to = read.length < most ? reach : (read.at(-1)?.place.index ?? next - 1) + 1;
    behind += reach - to;
    if (to === next) continue;
    const come = { from, to: new Map(from).set(log.logId, to) };
    await follower.apply(tx, ledger, read, come);
    from = come.to;
    const dirty = await ledgerStore.hasTypes(tx, log.logId, { from: next, to }, follower.settlesOn);
    await store.moveCursor(tx, follower.name, log.logId, to, dirty);
    given += read.length;
    moved += to - next;
  }
  const failed = behind === 0 ? await settleOver(tx, ledger, follower) : undefined;
  return failed === undefined ? { moved, behind } : { moved, behind, failed };
}

/** Settles where something came that it rests on. What goes wrong takes nothing of the entries with it, and stays due. */
async function settleOver(tx: Tx, ledger: Ledger, follower: Follower): Promise<unknown> {
  await tx.client.query('savepoint settling');
  try {
    if (await store.takeDirty(tx, follower.name)) await follower.settle(tx, ledger);
    await tx.client.query('release savepoint settling');
    return undefined;
  } catch (error) {
    rethrowOutage(error);
    await tx.client.query('rollback to savepoint settling');
    return error ?? new Error('settling failed');
  }
}

async function stepOneByOne(ledger: Ledger, follower: Follower): Promise<Step> {
  let moved = 0;
  for (let done = 0; done < BATCH; done++) {
    try {
      const one = await ledger.db.as(systemActor, (tx) => step(tx, ledger, follower, 1));
      if (one.failed !== undefined) return { moved, behind: 0, failed: one.failed };
      if (one.moved === 0) return { moved, behind: 0 };
      moved += one.moved;
    } catch (error) {
      rethrowOutage(error);
      moved += await ledger.db.as(systemActor, (tx) => passFailing(tx, follower, error));
    }
  }
  return { moved, behind: 1 };
}

/** A database that is gone, full or busy says nothing about the entry: it is tried again, never passed. */
function rethrowOutage(error: unknown): undefined {
  const code = (error as { readonly code?: unknown }).code;
  if (error instanceof Refusal || (typeof code === 'string' && /^(?:08|25|40|53|55|57)/.test(code))) throw error;
  return undefined;
}

/** Records the entry that cannot be applied, by position and kind of error alone, and moves behind it: by so many entries. */
async function passFailing(tx: Tx, follower: Follower, error: unknown): Promise<number> {
  await store.lockFollower(tx, follower.name);
  for (const { log, next, reach } of await standing(tx, follower)) {
    const stretch = { from: next, to: reach, types: follower.reads, most: 1 };
    const [failing] = await ledgerStore.entries(tx, log.logId, stretch);
    if (failing === undefined) continue;
    const { name } = error instanceof Error ? error : { name: 'unknown' };
    await store.recordFailure(tx, follower.name, log.logId, failing.index, name);
    await store.moveCursor(tx, follower.name, log.logId, failing.index + 1, true);
    return failing.index + 1 - next;
  }
  return 0;
}

async function exhaust(one: () => Promise<Step>): Promise<void> {
  for (;;) {
    const { moved, failed } = await one();
    if (failed !== undefined) throw failed;
    if (moved === 0) return;
  }
}

async function clear(tx: Tx, follower: Follower): Promise<void> {
  await store.lockFollower(tx, follower.name);
  await store.empty(tx, follower.name, follower.tables);
}

/**
 * Inside a transaction that the caller rolls back: holds every follower still, brings it to the head, and calls
 * `compare`; then derives everything again up to the same entries, and calls it once more.
 */
export async function rebuildWithin(
  tx: Tx,
  ledger: Ledger,
  followers: readonly Follower[],
  compare: () => Promise<void>,
): Promise<void> {
  for (const follower of followers) await store.lockFollower(tx, follower.name);
  for (const follower of followers) await exhaust(() => step(tx, ledger, follower, BATCH));
  await compare();
  const limits = new Map<string, Places>();
  for (const { name } of followers) limits.set(name, await store.cursors(tx, name));
  for (const follower of followers) {
    await clear(tx, follower);
    await exhaust(() => step(tx, ledger, follower, BATCH, limits.get(follower.name)));
  }
  await compare();
}
