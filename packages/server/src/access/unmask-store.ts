import type { Tx } from '../platform/db.ts';

/** The employees whose names this account may see now, as hex of their keyed digests. */
export async function unmaskedFor(tx: Tx, account: string, now: number): Promise<ReadonlySet<string>> {
  const rows = await tx.q
    .selectFrom('unmasking')
    .select('person_mac')
    .where('account_id', '=', account)
    .where('since', '<=', BigInt(now))
    .where('until', '>', BigInt(now))
    .execute();
  return new Set(rows.map((row) => row.person_mac.toString('hex')));
}

/** The un-maskings that were ever given, newest first. */
export async function unmaskings(tx: Tx): Promise<
  readonly {
    readonly id: string;
    readonly person: string;
    readonly account: string;
    readonly since: number;
    readonly until: number;
  }[]
> {
  const rows = await tx.q.selectFrom('unmasking').selectAll().orderBy('since', 'desc').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    person: row.person_mac.toString('hex'),
    account: row.account_id,
    since: Number(row.since),
    until: Number(row.until),
  }));
}
