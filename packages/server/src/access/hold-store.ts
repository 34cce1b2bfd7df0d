import type { Tx } from '../platform/db.ts';

export async function holdRows(tx: Tx): Promise<
  readonly {
    readonly id: string;
    readonly placedAt: number;
    readonly releasedAt: number | null;
    readonly index: number;
  }[]
> {
  const rows = await tx.q.selectFrom('hold').selectAll().orderBy('placed_at', 'desc').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    placedAt: Number(row.placed_at),
    releasedAt: row.released_at === null ? null : Number(row.released_at),
    index: Number(row.index),
  }));
}

/** Keys made for these holders in months `from` to `to`, both included. */
export async function keysOfHolders(
  tx: Tx,
  holders: readonly Buffer[],
  from: string,
  to: string,
): Promise<readonly number[]> {
  const rows = await tx.q
    .selectFrom('data_key')
    .select('key_id')
    .where('holder_mac', 'in', holders)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .execute();
  return rows.map((row) => Number(row.key_id));
}

/** Of these keys, those under which a record of one of these sources stands. */
export async function keysFrom(
  tx: Tx,
  keys: readonly number[],
  sources: readonly string[],
): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ key_id: bigint }>(
    `select distinct b.key_id from mention b join entry e on e.log_id = b.log_id and e.index = b.index
       join delivery d on d.log_id = e.log_id and d.index = e.delivery join source s using (source_id)
     where b.key_id = any($1::int8[]) and s.name = any($2::text[])`,
    [keys, sources],
  );
  return rows.map((row) => Number(row.key_id));
}

/** Makes these the keys that are held; rows that stay are not touched. */
export async function replaceHeld(tx: Tx, keys: readonly number[]): Promise<void> {
  await tx.client.query('update data_key set held = false where held and not key_id = any($1::int8[])', [keys]);
  await tx.client.query('update data_key set held = true where not held and key_id = any($1::int8[])', [keys]);
}

export async function heldKeys(tx: Tx): Promise<readonly number[]> {
  const rows = await tx.q.selectFrom('data_key').select('key_id').where('held', '=', true).execute();
  return rows.map((row) => Number(row.key_id));
}

export async function addHeld(tx: Tx, keys: readonly number[]): Promise<void> {
  await tx.client.query('update data_key set held = true where not held and key_id = any($1::int8[])', [keys]);
}
