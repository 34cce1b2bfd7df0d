import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';

export async function insertCheckpoint(tx: Tx, logId: number, size: number, at: number, note: string): Promise<void> {
  await tx.q
    .insertInto('checkpoint')
    .values({ log_id: logId, size, at, note })
    .onConflict((c) => c.doNothing())
    .execute();
}

export async function checkpoints(tx: Tx, logId: number) {
  const rows = await tx.q.selectFrom('checkpoint').selectAll().where('log_id', '=', logId).orderBy('size').execute();
  return rows.map((row) => ({ size: Number(row.size), at: Number(row.at), note: row.note }));
}

export async function latestCheckpoint(tx: Tx, logId: number) {
  const row = await tx.q
    .selectFrom('checkpoint')
    .selectAll()
    .where('log_id', '=', logId)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { size: Number(row.size), at: Number(row.at), note: row.note };
}

/** The signed head of a log at this size. */
export async function checkpointAt(tx: Tx, logId: number, size: number) {
  const row = await tx.q
    .selectFrom('checkpoint')
    .select('note')
    .where('log_id', '=', logId)
    .where('size', '=', BigInt(size))
    .executeTakeFirst();
  return row?.note;
}

/** The next free number of an epoch; two writers wait for each other until their transactions end. */
export async function nextEpoch(tx: Tx): Promise<number> {
  await sql`select pg_advisory_xact_lock(743, 0)`.execute(tx.q);
  const row = await tx.q
    .selectFrom('epoch')
    .select(({ fn }) => fn.max('epoch').as('last'))
    .executeTakeFirst();
  return row === undefined || row.last === null ? 1 : Number(row.last) + 1;
}

export async function insertEpoch(tx: Tx, epoch: number, at: number, note: string): Promise<void> {
  await tx.q.insertInto('epoch').values({ epoch, at, note }).execute();
}

export async function latestEpoch(tx: Tx) {
  const row = await tx.q.selectFrom('epoch').selectAll().orderBy('epoch', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : { epoch: Number(row.epoch), note: row.note };
}

export async function epochs(tx: Tx) {
  const rows = await tx.q.selectFrom('epoch').selectAll().orderBy('epoch').execute();
  return rows.map((row) => ({ epoch: Number(row.epoch), at: Number(row.at), note: row.note }));
}

export type EpochRow = { readonly epoch: number; readonly at: number; readonly note: string };

/** Epochs from the newest backwards, `most` of them. */
export async function newestEpochs(tx: Tx, most: number): Promise<readonly EpochRow[]> {
  const rows = await tx.q.selectFrom('epoch').selectAll().orderBy('epoch', 'desc').limit(most).execute();
  return rows.map((row) => ({ epoch: Number(row.epoch), at: Number(row.at), note: row.note }));
}

export async function epochAt(tx: Tx, epoch: number): Promise<EpochRow | undefined> {
  const row = await tx.q.selectFrom('epoch').selectAll().where('epoch', '=', BigInt(epoch)).executeTakeFirst();
  return row === undefined ? undefined : { epoch: Number(row.epoch), at: Number(row.at), note: row.note };
}

/**
 * The number of the first epoch made at this time, UTC milliseconds, or later. Found by halving: epochs are numbered without
 * gaps in the order they are made. One past the last where all are earlier.
 */
export async function firstEpochSince(tx: Tx, at: number): Promise<number> {
  let [from, to] = [1, ((await latestEpoch(tx))?.epoch ?? 0) + 1];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const found = await epochAt(tx, middle);
    if (found !== undefined && found.at >= at) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The next epochs behind this number, in their order. */
export async function epochsAfter(tx: Tx, after: number, limit: number) {
  const rows = await tx.q
    .selectFrom('epoch')
    .select(['epoch', 'note'])
    .where('epoch', '>', BigInt(after))
    .orderBy('epoch')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ epoch: Number(row.epoch), note: row.note }));
}
