import type { Insertable, InsertQueryBuilder } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Tables } from '../../platform/tables.ts';
import type { Permission } from '../matrix.ts';
import type { Role } from '../roles.ts';
import type { ProposalKind } from './act.ts';

type Derived =
  | ('role_grant' | 'wall_set' | 'hold' | 'case_file' | 'proposal' | 'unmasking' | 'watch_review')
  | 'suggestion_refusal';

/** An insert that meets its own row changes nothing: rows come from entries, and one entry is applied once. */
const insert =
  <T extends Derived>(table: T) =>
  async (tx: Tx, row: Insertable<Tables[T]>): Promise<void> => {
    const into: InsertQueryBuilder<Tables, Derived, unknown> = tx.q.insertInto<Derived>(table) as never;
    await into
      .values(row as never)
      .onConflict((c) => c.doNothing())
      .execute();
  };

export const insertGrant = insert('role_grant');
export const insertWallSet = insert('wall_set');
export const insertHold = insert('hold');
export const insertCase = insert('case_file');
export const insertProposal = insert('proposal');
export const insertUnmasking = insert('unmasking');
export const insertReview = insert('watch_review');
export const insertRefusal = insert('suggestion_refusal');

export async function dropRefusal(tx: Tx, id: string): Promise<void> {
  await tx.q.deleteFrom('suggestion_refusal').where('id', '=', id).execute();
}

export async function endGrant(tx: Tx, id: string, at: number): Promise<void> {
  await tx.q
    .updateTable('role_grant')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

export async function endWallSet(tx: Tx, id: string, at: number): Promise<void> {
  await tx.q.updateTable('wall_set').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null).execute();
}

export async function releaseHold(tx: Tx, id: string, at: number): Promise<void> {
  await tx.q
    .updateTable('hold')
    .set({ released_at: at })
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .execute();
}

export async function closeCase(tx: Tx, id: string, at: number): Promise<void> {
  await tx.q
    .updateTable('case_file')
    .set({ state: 'closed', closed_at: at })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute();
}

export async function setMember(tx: Tx, caseId: string, accountId: string, member: boolean): Promise<void> {
  const row = { case_id: caseId, account_id: accountId };
  if (member)
    await tx.q
      .insertInto('case_member')
      .values(row)
      .onConflict((c) => c.doNothing())
      .execute();
  else await tx.q.deleteFrom('case_member').where('case_id', '=', caseId).where('account_id', '=', accountId).execute();
}

export async function insertCasePerson(tx: Tx, caseId: string, partyMac: Buffer): Promise<void> {
  await tx.q
    .insertInto('case_person')
    .values({ case_id: caseId, party_mac: partyMac })
    .onConflict((c) => c.doNothing())
    .execute();
}

export type CellRow = {
  readonly role: Role;
  readonly permission: Permission;
  readonly allowed: boolean;
  readonly log_id: number;
  readonly index: number;
};

export async function setCell(tx: Tx, { role, permission, allowed, log_id, index }: CellRow): Promise<void> {
  const row = { role, permission, allowed, log_id, index };
  await tx.q
    .insertInto('matrix_cell')
    .values(row)
    .onConflict((c) => c.columns(['role', 'permission']).doUpdateSet({ allowed, log_id, index }))
    .execute();
}

export type RuleRow = {
  readonly rule: string;
  readonly version: number;
  readonly live: boolean;
  readonly log_id: number;
  readonly index: number;
};

export async function setRule(tx: Tx, row: RuleRow): Promise<void> {
  const { live, log_id, index } = row;
  await tx.q
    .insertInto('rule_state')
    .values(row)
    .onConflict((c) => c.columns(['rule', 'version']).doUpdateSet({ live, log_id, index }))
    .execute();
}

export type ProposalState = 'open' | 'confirmed' | 'refused' | 'withdrawn' | 'done';
export type Proposal = {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  readonly proposer: string;
  readonly proposerRole: string;
  readonly at: number;
  readonly expiresAt: number;
  readonly logId: number;
  readonly index: number;
  readonly decider: string | null;
  readonly deciderRole: string | null;
  readonly decidedAt: number | null;
  readonly decidedIndex: number | null;
  readonly doneIndex: number | null;
};

const proposalsOf = (tx: Tx) => tx.q.selectFrom('proposal').selectAll().orderBy('at', 'desc').orderBy('id');
type Row = Awaited<ReturnType<ReturnType<typeof proposalsOf>['execute']>>[number];
const numberOr = (value: bigint | null): number | null => (value === null ? null : Number(value));

function proposalOf(row: Row): Proposal {
  return {
    id: row.id,
    // Our own row, made from an act that was decoded.
    kind: row.kind as ProposalKind,
    state: row.state as ProposalState,
    proposer: row.proposer,
    proposerRole: row.proposer_role,
    at: Number(row.at),
    expiresAt: Number(row.expires_at),
    logId: row.log_id,
    index: Number(row.index),
    decider: row.decider,
    deciderRole: row.decider_role,
    decidedAt: numberOr(row.decided_at),
    decidedIndex: numberOr(row.decided_index),
    doneIndex: numberOr(row.done_index),
  };
}

export async function proposalById(tx: Tx, id: string): Promise<Proposal | undefined> {
  const row = await proposalsOf(tx).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : proposalOf(row);
}

/** Newest first. */
export async function proposals(tx: Tx, limit: number): Promise<readonly Proposal[]> {
  return (await proposalsOf(tx).limit(limit).execute()).map(proposalOf);
}

/** Confirmed ones of these kinds that were not carried out yet: a process may have ended in between. */
export async function unfinished(tx: Tx, kinds: readonly ProposalKind[]): Promise<readonly Proposal[]> {
  return (await proposalsOf(tx).where('state', '=', 'confirmed').where('kind', 'in', kinds).execute()).map(proposalOf);
}

/** The walls set by hand that still stand. */
export async function standingWalls(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.q.selectFrom('wall_set').select('id').where('ended_at', 'is', null).execute();
  return rows.map((row) => row.id);
}

/** The account behind a wall set by hand. */
export async function walledBy(tx: Tx, wall: string): Promise<readonly string[]> {
  const rows = await tx.q.selectFrom('wall_set').select('account_id').where('id', '=', wall).execute();
  return rows.map((row) => row.account_id);
}

export async function decideProposal(
  tx: Tx,
  id: string,
  state: ProposalState,
  by: { readonly decider: string; readonly role: string; readonly at: number; readonly index: number },
): Promise<void> {
  await tx.q
    .updateTable('proposal')
    .set({ state, decider: by.decider, decider_role: by.role, decided_at: by.at, decided_index: by.index })
    .where('id', '=', id)
    .execute();
}

export async function markDone(tx: Tx, id: string, index: number): Promise<void> {
  await tx.q
    .updateTable('proposal')
    .set({ state: 'done', done_index: index })
    .where('id', '=', id)
    .where('state', '=', 'confirmed')
    .execute();
}
