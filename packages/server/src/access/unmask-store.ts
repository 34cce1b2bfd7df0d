import { z } from 'zod';
import type { Db, Tx } from '../platform/db.ts';

const UNMASKED = 'select person_mac from unmasking where account_id = $1 and since <= $2 and until > $2';
const Unmasked = z.array(z.object({ person_mac: z.instanceof(Buffer) }));

/** The employees whose names this account may see now, as hex of their keyed digests. */
export async function unmaskedFor(db: Db, account: string, now: number): Promise<ReadonlySet<string>> {
  const rows = Unmasked.parse(await db.ask(UNMASKED, [account, now]));
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
