import type { Ledger } from '../ledger/ledger.ts';
import type { Tx } from '../platform/db.ts';
import { unseal } from '../platform/seal.ts';
import type { Scope } from './acts/act.ts';
import type { Role } from './roles.ts';

export type GrantRow = {
  readonly id: string;
  readonly account: string;
  readonly role: Role;
  readonly since: number;
  readonly until: number | null;
  readonly endedAt: number | null;
  readonly index: number;
};
export type Grant = GrantRow & { readonly scope: Scope };

const rows = (tx: Tx) => tx.q.selectFrom('role_grant').selectAll().orderBy('since').orderBy('id');
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];

const grantOf = (row: Row): GrantRow => ({
  id: row.id,
  account: row.account_id,
  // Our own row, made from an act that was decoded.
  role: row.role as Role,
  since: Number(row.since),
  until: row.until === null ? null : Number(row.until),
  endedAt: row.ended_at === null ? null : Number(row.ended_at),
  index: Number(row.index),
});

const inForce = (row: GrantRow, now: number): boolean =>
  row.endedAt === null && row.since <= now && (row.until === null || row.until > now);

/** What an account holds at this instant. */
export async function grantsOf(tx: Tx, account: string, now: number): Promise<readonly GrantRow[]> {
  const found = await rows(tx).where('account_id', '=', account).execute();
  return found.map(grantOf).filter((row) => inForce(row, now));
}

/** The active accounts that hold a role at this instant. */
export async function holdersOf(tx: Tx, role: Role, now: number): Promise<readonly string[]> {
  const found = await rows(tx)
    .where('role', '=', role)
    .where('account_id', 'in', (eb) => eb.selectFrom('account').select('id').where('state', '<>', 'disabled'))
    .execute();
  return [
    ...new Set(
      found
        .map(grantOf)
        .filter((row) => inForce(row, now))
        .map((row) => row.account),
    ),
  ];
}

export async function grantById(tx: Tx, id: string): Promise<GrantRow | undefined> {
  const row = await rows(tx).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : grantOf(row);
}

/** Every grant there ever was, with its scope in words. */
export async function allGrants(tx: Tx, ledger: Ledger): Promise<readonly Grant[]> {
  return (await rows(tx).execute()).map((row) => {
    const plain = unseal(ledger.secrets.cacheKey, Buffer.from(`grant:${row.id}`), row.sealed);
    if (plain === undefined) throw new Error(`grant ${row.id} does not open`);
    return { ...grantOf(row), scope: JSON.parse(plain.toString()) as Scope };
  });
}
