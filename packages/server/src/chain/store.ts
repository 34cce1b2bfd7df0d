import type { Tx } from '../platform/db.ts';

export type ChainRow = {
  readonly id: string;
  readonly strength: string;
  readonly digest: string;
  readonly sealed: Buffer;
  readonly keyIds: readonly number[];
};

/** Puts these chains in place of those that stand; one that is the same stays as it is. */
export async function replaceChains(tx: Tx, rows: readonly ChainRow[]): Promise<void> {
  const standing = new Map(
    (await tx.q.selectFrom('chain').select(['id', 'digest']).execute()).map((row) => [row.id, row.digest]),
  );
  const wanted = new Map(rows.map((row) => [row.id, row.digest]));
  const gone = [...standing].filter(([id, digest]) => wanted.get(id) !== digest).map(([id]) => id);
  if (gone.length > 0) await tx.q.deleteFrom('chain').where('id', 'in', gone).execute();
  for (const row of rows.filter(({ id, digest }) => standing.get(id) !== digest)) {
    await tx.q
      .insertInto('chain')
      .values({ id: row.id, strength: row.strength, digest: row.digest, sealed: row.sealed })
      .execute();
    for (const keyId of row.keyIds)
      await tx.q.insertInto('chain_key').values({ chain_id: row.id, key_id: keyId }).execute();
  }
}

export async function chains(tx: Tx): Promise<readonly ChainRow[]> {
  const rows = await tx.q.selectFrom('chain').selectAll().orderBy('id').execute();
  const keys = await tx.q.selectFrom('chain_key').selectAll().orderBy('key_id').execute();
  const byChain = Map.groupBy(keys, (key) => key.chain_id);
  return rows.map((row) => ({ ...row, keyIds: (byChain.get(row.id) ?? []).map((key) => Number(key.key_id)) }));
}

export type Shown = { readonly id: string; readonly digest: string; readonly logId: number; readonly index: number };

export async function noteShown(tx: Tx, { id, digest, logId, index }: Shown): Promise<void> {
  await tx.q
    .insertInto('shown')
    .values({ id, digest, log_id: logId, index })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** The latest entry that says what was shown under this id. */
export async function latestShown(tx: Tx, id: string): Promise<Shown | undefined> {
  const row = await tx.q
    .selectFrom('shown')
    .selectAll()
    .where('id', '=', id)
    .orderBy('index', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { id: row.id, digest: row.digest, logId: row.log_id, index: Number(row.index) };
}

export async function notePackage(
  tx: Tx,
  row: { id: string; logId: number; index: number; at: number },
): Promise<void> {
  await tx.q
    .insertInto('package')
    .values({ id: row.id, log_id: row.logId, index: row.index, at: row.at })
    .onConflict((c) => c.doNothing())
    .execute();
}
