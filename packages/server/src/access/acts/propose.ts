import type { Canonical } from '@zhenglian/proof';
import { randomId } from '../../kernel/ids.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Actor, Tx } from '../../platform/db.ts';
import { actorName, systemActor } from '../../platform/db.ts';
import * as accounts from '../account-store.ts';
import * as grants from '../grant-store.ts';
import type { Permission } from '../matrix.ts';
import { matrixNow } from '../matrix-store.ts';
import { personOf } from '../pseudonym.ts';
import type { Role } from '../roles.ts';
import type { Payload, ProposalKind } from './act.ts';
import { payloadOf } from './apply-act.ts';
import { kinds } from './kinds.ts';
import { recordAct } from './record-act.ts';
import type { Proposal } from './store.ts';
import * as store from './store.ts';

const HOUR = 3_600_000;

/**
 * Proposes an act that takes two persons. Refuses with `auth.forbidden` when no role of the actor may propose it. Whether
 * what is asked for makes sense was looked at before.
 */
export async function propose<K extends ProposalKind>(
  ledger: Ledger,
  actor: Actor,
  kind: K,
  { payload, reason }: { readonly payload: Payload<K>; readonly reason: string },
): Promise<Proposal> {
  const role = await roleFor(ledger, actor, kinds[kind].propose);
  const proposal = randomId();
  const expiresAt = ledger.clock.now() + kinds[kind].hours * HOUR;
  const stated = payload as Canonical;
  const act = { act: 'propose' as const, proposal, kind, payload: stated, role, reason, expiresAt };
  await recordAct(ledger, actor, act, personsIn(ledger, payload));
  return await proposalNamed(ledger, proposal);
}

/** The employee an act is about, as readings name persons. */
export function personsIn(ledger: Ledger, payload: Payload<ProposalKind> | null | undefined): readonly string[] {
  if (payload == null || !('person' in payload)) return [];
  return ['month' in payload ? personOf(ledger, payload.person) : payload.person];
}

/** The role by which an actor has a permission now. */
async function roleFor(ledger: Ledger, actor: Actor, permission: Permission, but?: string): Promise<string> {
  // A directory service proposes and never confirms; whoever is at the command line acts as operator.
  if ((actor.role === 'operator' || actor.role === 'provisioner') && but === undefined) return actor.role;
  const roles = await ledger.db.as(systemActor, (tx) => rolesWith(tx, ledger, actor, permission));
  const role = roles.find((each) => each !== but);
  if (role !== undefined) return role;
  throw new Refusal(roles.length > 0 ? 'act.same_role' : 'auth.forbidden', {
    why: roles.length > 0 ? 'another role than the proposer’s must confirm' : `this takes ${permission}`,
  });
}

async function rolesWith(tx: Tx, ledger: Ledger, actor: Actor, permission: Permission): Promise<readonly Role[]> {
  if (actor.role !== 'account') return [];
  const held = await grants.grantsOf(tx, actor.id, ledger.clock.now());
  const matrix = await matrixNow(tx);
  return held.map((grant) => grant.role).filter((role) => matrix.get(role)?.has(permission) === true);
}

export async function proposalNamed(ledger: Ledger, id: string): Promise<Proposal> {
  const found = await ledger.db.as(systemActor, (tx) => store.proposalById(tx, id));
  if (found === undefined) throw new Refusal('act.unknown', { what: 'this act' });
  return found;
}

/** What a proposal asks for. */
export async function askedFor(ledger: Ledger, proposal: Proposal): Promise<Payload<ProposalKind> | undefined> {
  return await ledger.db.as(systemActor, (tx) => payloadOf(tx, ledger, proposal));
}

export type Decision = 'confirmed' | 'refused' | 'withdrawn';

/**
 * Decides a proposal. Of several who decide at once the first in the ledger counts; the others are refused with
 * `act.decided`. Refuses with `act.expired` when it lapsed, `act.same_person` when the proposer confirms, or somebody
 * with the same employee number, or whom it is for, and `act.same_role` when no other role of theirs may confirm.
 */
export async function decide(
  ledger: Ledger,
  actor: Actor,
  id: string,
  { decision, reason }: { readonly decision: Decision; readonly reason: string },
): Promise<Proposal> {
  const proposal = await proposalNamed(ledger, id);
  if (proposal.state !== 'open') throw new Refusal('act.decided', { why: 'this act is decided already' });
  if (ledger.clock.now() > proposal.expiresAt) throw new Refusal('act.expired', { why: 'nobody decided it in time' });
  const isOwn = actorName(actor) === proposal.proposer;
  if (decision === 'withdrawn' && !isOwn) throw new Refusal('auth.forbidden', { why: 'only the proposer withdraws' });
  const role = decision === 'withdrawn' ? proposal.proposerRole : await roleOfSecond(ledger, actor, proposal, decision);
  const { kind } = proposal;
  const about = personsIn(ledger, await askedFor(ledger, proposal));
  const index = await recordAct(ledger, actor, { act: 'decide', proposal: id, kind, decision, role, reason }, about);
  const after = await proposalNamed(ledger, id);
  if (after.decidedIndex === index) return after;
  throw new Refusal(after.state === 'open' ? 'act.expired' : 'act.decided', { why: 'somebody else was first' });
}

/** Confirms a proposal in nobody's name, where nobody can be a second person yet. */
export async function confirmFirst(ledger: Ledger, id: string): Promise<Proposal> {
  const reason = 'nobody could confirm it yet';
  const { kind } = await proposalNamed(ledger, id);
  const act = { act: 'decide' as const, proposal: id, kind, decision: 'confirmed' as const, role: 'first', reason };
  await recordAct(ledger, systemActor, act);
  return await proposalNamed(ledger, id);
}

async function roleOfSecond(ledger: Ledger, actor: Actor, proposal: Proposal, decision: Decision): Promise<string> {
  if (actorName(actor) === proposal.proposer)
    throw new Refusal('act.same_person', { why: 'a second person must decide' });
  if (decision === 'confirmed') await refuseSamePerson(ledger, actor, proposal);
  return await roleFor(ledger, actor, kinds[proposal.kind].confirm, proposal.proposerRole);
}

/** Two accounts of one employee are one person; and nobody confirms what they themselves get. */
async function refuseSamePerson(ledger: Ledger, actor: Actor, proposal: Proposal): Promise<void> {
  const payload = await askedFor(ledger, proposal);
  const [gets, proposer, confirmer] = await ledger.db.as(systemActor, async (tx) => [
    await personsOf(tx, ledger, await beneficiaries(tx, payload)),
    await personsOf(tx, ledger, [proposal.proposer.replace(/^account:/, '')]),
    await personsOf(tx, ledger, [actor.id]),
  ]);
  const isOne = (others: ReadonlySet<string>): boolean => [...confirmer].some((person) => others.has(person));
  if (isOne(gets)) throw new Refusal('act.same_person', { why: 'nobody confirms what is for themselves' });
  if (isOne(proposer)) throw new Refusal('act.same_person', { why: 'both accounts belong to the same employee' });
}

/** The accounts that an act is for. */
async function beneficiaries(tx: Tx, payload: Payload<ProposalKind> | undefined): Promise<readonly string[]> {
  if (payload === undefined) return [];
  if ('account' in payload) return [payload.account];
  if ('accounts' in payload) return payload.accounts;
  return 'wall' in payload ? await store.walledBy(tx, payload.wall) : [];
}

/** Accounts and the employees behind them, in one set: who shares one of these is one person. */
async function personsOf(tx: Tx, ledger: Ledger, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const persons = new Set<string>();
  for (const id of ids) {
    persons.add(`account ${id}`);
    const employee = (await accounts.accountById(tx, ledger, id))?.employee;
    if (employee != null) persons.add(`employee ${employee}`);
  }
  return persons;
}
