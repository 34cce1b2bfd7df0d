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
