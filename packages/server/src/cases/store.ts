import type { Tx } from '../platform/db.ts';

type CaseRow = {
  readonly id: string;
  readonly state: 'open' | 'closed';
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly index: number;
  readonly members: readonly string[];
};

/** Newest first, with the accounts that work on each. */
export async function cases(tx: Tx): Promise<readonly CaseRow[]> {
  const rows = await tx.q.selectFrom('case_file').selectAll().orderBy('opened_at', 'desc').orderBy('id').execute();
  const members = await tx.q.selectFrom('case_member').selectAll().orderBy('account_id').execute();
  const byCase = Map.groupBy(members, (member) => member.case_id);
  return rows.map((row) => ({
    id: row.id,
    state: row.state as CaseRow['state'],
    openedAt: Number(row.opened_at),
    closedAt: row.closed_at === null ? null : Number(row.closed_at),
    index: Number(row.index),
    members: (byCase.get(row.id) ?? []).map((member) => member.account_id),
  }));
}

/** Whether an entry names one of these, by keyed digests of accounts. */
export async function entryNames(
  tx: Tx,
  spot: { readonly logId: number; readonly index: number },
  macs: readonly Buffer[],
): Promise<boolean> {
  const row = await tx.q
    .selectFrom('mention')
    .select('index')
    .where('party_mac', 'in', macs)
    .where('log_id', '=', spot.logId)
    .where('index', '=', BigInt(spot.index))
    .executeTakeFirst();
  return row !== undefined;
}
