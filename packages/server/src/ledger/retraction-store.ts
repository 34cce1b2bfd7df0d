import type { Tx } from '../platform/db.ts';

type Pair = { index: bigint; retracted: bigint };

const byDelivery = (rows: readonly Pair[]): ReadonlyMap<number, number> =>
  new Map(rows.map((row) => [Number(row.index), Number(row.retracted)]));

/** Of these deliveries of a log, those that were retracted, each with the index of its retraction. */
export async function retractedAmong(
  tx: Tx,
  logId: number,
  deliveries: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (deliveries.length === 0) return new Map();
  const { rows } = await tx.client.query<Pair>(
    'select index, retracted from delivery where log_id = $1 and index = any($2::int8[]) and retracted is not null',
    [logId, deliveries],
  );
  return byDelivery(rows);
}

/** Every retracted delivery of a log with the index of its retraction. */
export async function allRetracted(tx: Tx, logId: number): Promise<ReadonlyMap<number, number>> {
  const { rows } = await tx.client.query<Pair>(
    'select index, retracted from delivery where log_id = $1 and retracted is not null',
    [logId],
  );
  return byDelivery(rows);
}

/** Whether there is such a delivery, and the index of its retraction if it was retracted. */
export async function deliveryAt(
  tx: Tx,
  logId: number,
  index: number,
): Promise<{ readonly retracted: number | undefined } | undefined> {
  const row = await tx.q
    .selectFrom('delivery')
    .select('retracted')
    .where('log_id', '=', logId)
    .where('index', '=', BigInt(index))
    .executeTakeFirst();
  return row && { retracted: row.retracted === null ? undefined : Number(row.retracted) };
}

/**
 * Notes the retraction with the delivery, which is no longer found by its file, and marks all it brought; what was
 * destroyed keeps its tombstone.
 */
export async function markRetracted(tx: Tx, logId: number, delivery: number, by: number): Promise<void> {
  await tx.client.query('update delivery set retracted = $3, file_mac = null where log_id = $1 and index = $2', [
    logId,
    delivery,
    by,
  ]);
  await tx.client.query(
    `update seen s set content_mac = int8send(s.index) from entry e
     where e.log_id = $1 and e.index > $2 and e.delivery = $2
       and s.log_id = e.log_id and s.index = e.index and s.content_mac is not null`,
    [logId, delivery],
  );
}

/** The records that a delivery brought, between two indexes and in order. */
export async function broughtBy(
  tx: Tx,
  logId: number,
  delivery: number,
  { after, before, limit }: { readonly after: number; readonly before: number; readonly limit: number },
): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ index: bigint }>(
    'select index from entry where log_id = $1 and index > $2 and index < $3 and delivery = $4 order by index limit $5',
    [logId, after, before, delivery, limit],
  );
  return rows.map((row) => Number(row.index));
}

export async function countBrought(tx: Tx, logId: number, delivery: number): Promise<number> {
  const { rows } = await tx.client.query<{ count: bigint }>(
    'select count(*) as count from entry where log_id = $1 and index > $2 and delivery = $2',
    [logId, delivery],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Where the retraction entries of a log stand. */
export async function retractionIndexes(tx: Tx, logId: number): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ index: bigint }>(
    "select index from entry where log_id = $1 and type = 'retraction' order by index",
    [logId],
  );
  return rows.map((row) => Number(row.index));
}
