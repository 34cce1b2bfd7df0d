import type { Tx } from '../../platform/db.ts';
import type { Role } from '../roles.ts';

export type Holding = { readonly grant: string; readonly account: string; readonly role: Role };

/** Who holds what at this instant, disabled accounts too: they hold it again once they are let in. */
export async function holdingsAt(tx: Tx, now: number): Promise<readonly Holding[]> {
  const rows = await tx.q
    .selectFrom('role_grant')
    .select(['id', 'account_id', 'role'])
    .where('ended_at', 'is', null)
    .where('since', '<=', BigInt(now))
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', BigInt(now))]))
    .orderBy('account_id')
    .orderBy('id')
    .execute();
  // Our own row, made from an act that was decoded.
  return rows.map((row) => ({ grant: row.id, account: row.account_id, role: row.role as Role }));
}

export type OpenProposal = { readonly id: string; readonly index: number; readonly proposer: string };

/** Proposals to give a role that can still be confirmed. */
export async function openGrantProposals(tx: Tx, now: number): Promise<readonly OpenProposal[]> {
  const rows = await tx.q
    .selectFrom('proposal')
    .select(['id', 'index', 'proposer'])
    .where('kind', '=', 'role.grant')
    .where('state', '=', 'open')
    .where('expires_at', '>=', BigInt(now))
    .orderBy('index')
    .execute();
  return rows.map((row) => ({ id: row.id, index: Number(row.index), proposer: row.proposer }));
}
