import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Tables } from '../platform/tables.ts';

export type ChainRow = {
  readonly id: string;
  readonly strength: string;
  readonly digest: string;
  readonly sealed: Buffer;
  readonly keyIds: readonly number[];
  /** Whom it is about, and everyone else it would tell of: keyed digests by which row policies hold it back. */
  readonly reach: Reach;
};

export type Reach = {
  readonly aboutMac: Buffer | null;
  readonly partyMacs: readonly Buffer[];
  readonly sources: readonly string[];
  readonly fromAt: number;
  readonly toAt: number;
};

/** Puts these chains in place of those about this subject; one that is the same stays as it is. */
export async function replaceChains(tx: Tx, aboutMac: Buffer, rows: readonly ChainRow[]): Promise<void> {
  const before = await tx.q
    .selectFrom('chain')
    .select(['id', 'digest', 'about_mac', 'party_macs', 'sources', 'from_at', 'to_at'])
    .where('about_mac', '=', aboutMac)
    .execute();
  const standing = new Map(before.map((row) => [row.id, nameOf({ digest: row.digest, reach: reachIn(row) })]));
  const wanted = new Map(rows.map((row) => [row.id, nameOf(row)]));
  const gone = [...standing].filter(([id, now]) => wanted.get(id) !== now).map(([id]) => id);
  if (gone.length > 0) await tx.q.deleteFrom('chain').where('id', 'in', gone).execute();
  for (const row of rows.filter((each) => standing.get(each.id) !== nameOf(each))) {
    await tx.q
      .insertInto('chain')
      .values({
        ...{ id: row.id, strength: row.strength, digest: row.digest, sealed: row.sealed },
        about_mac: row.reach.aboutMac,
        party_macs: [...row.reach.partyMacs],
        sources: [...row.reach.sources],
        from_at: row.reach.fromAt,
        to_at: row.reach.toAt,
      })
      .execute();
    const keys = row.keyIds.map((keyId) => ({ chain_id: row.id, key_id: keyId }));
    if (keys.length > 0) await tx.q.insertInto('chain_key').values(keys).execute();
  }
}

/** Takes out every chain that is about nobody of these. */
export async function dropChainsExcept(tx: Tx, aboutMacs: readonly Buffer[]): Promise<void> {
  await tx.client.query('delete from chain where about_mac is null or not about_mac = any($1::bytea[])', [aboutMacs]);
}

/** What a chain says and whom it tells of, in one text. */
function nameOf({ digest, reach }: Pick<ChainRow, 'digest' | 'reach'>): string {
  const macs = [reach.aboutMac, ...reach.partyMacs].map((mac) => mac?.toString('hex'));
  return [digest, reach.fromAt, reach.toAt, ...macs, ...reach.sources].join();
}

export async function chains(tx: Tx): Promise<readonly ChainRow[]> {
  return await withKeys(tx, await tx.q.selectFrom('chain').selectAll().orderBy('id').execute());
}

export async function chainById(tx: Tx, id: string): Promise<ChainRow | undefined> {
  return (await withKeys(tx, await tx.q.selectFrom('chain').selectAll().where('id', '=', id).execute()))[0];
}

type Row = Selectable<Tables['chain']>;

const reachIn = (row: Omit<Row, 'sealed' | 'strength'>): Reach => ({
  ...{ aboutMac: row.about_mac, partyMacs: row.party_macs, sources: row.sources },
  ...{ fromAt: Number(row.from_at), toAt: Number(row.to_at) },
});

async function withKeys(tx: Tx, rows: readonly Row[]): Promise<readonly ChainRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const keys = await tx.q.selectFrom('chain_key').selectAll().where('chain_id', 'in', ids).orderBy('key_id').execute();
  const byChain = Map.groupBy(keys, (key) => key.chain_id);
  return rows.map((row) => ({
    ...{ id: row.id, strength: row.strength, digest: row.digest, sealed: row.sealed },
    reach: reachIn(row),
    keyIds: (byChain.get(row.id) ?? []).map((key) => Number(key.key_id)),
  }));
}

export type Shown = { readonly id: string; readonly digest: string; readonly logId: number; readonly index: number };

export async function noteShown(tx: Tx, { id, digest, logId, index }: Shown): Promise<void> {
  await tx.q
    .insertInto('shown')
    .values({ id, digest, log_id: logId, index })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Every entry that says what was shown under this id, in ledger order. */
export async function allShown(tx: Tx, id: string): Promise<readonly Shown[]> {
  const rows = await tx.q
    .selectFrom('shown')
    .selectAll()
    .where('id', '=', id)
    .orderBy('log_id')
    .orderBy('index')
    .execute();
  return rows.map((row) => ({ id: row.id, digest: row.digest, logId: row.log_id, index: Number(row.index) }));
}

/**
 * Whether whoever this transaction acts for would be let through to a chain of this reach: the question that the policy of
 * the chains that stand asks, for one that stood.
 */
export async function reaches(tx: Tx, { partyMacs, sources, fromAt, toAt }: Reach): Promise<boolean> {
  if (!tx.isHeld) return true;
  const { rows } = await sql<{ seen: boolean }>`
    select exists (
      select from zl_access(array['chain.read']) a
      where a.whole or ((a.sources is null or ${sources}::text[] <@ a.sources)
        and (a.from_at is null or ${fromAt}::int8 >= a.from_at) and (a.to_at is null or ${toAt}::int8 < a.to_at)
        and (not a.scoped or zl_scope_has(a.grant_id, ${partyMacs}::bytea[])))
    ) and not (${partyMacs}::bytea[] && zl_walls()) as seen`.execute(tx.q);
  return rows[0]?.seen === true;
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

/** The chain a package was made of, empty where that is not known; `undefined` where whoever asks may not see the package. */
export async function subjectOfPackage(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.q
    .selectFrom('package')
    .leftJoin('package_subject', 'package_subject.id', 'package.id')
    .select('package_subject.chain_id')
    .where('package.id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : (row.chain_id ?? '');
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
