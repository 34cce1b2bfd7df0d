import { Refusal } from '../../kernel/refusal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Actor } from '../../platform/db.ts';
import { systemActor } from '../../platform/db.ts';
import { accounts } from '../account-store.ts';
import { endGrant } from '../accounts.ts';
import { propose } from '../acts/propose.ts';
import type { Role } from '../roles.ts';
import { excluded } from '../roles.ts';
import type { Change } from './change-users.ts';
import type { Members } from './edit-members.ts';
import { assignMembers, patchedMembers } from './edit-members.ts';
import { invalidValue } from './error.ts';
import { getGroup, groupNamed } from './groups.ts';
import type { Json } from './names.ts';
import type { Operation } from './patch.ts';
import type { Pending } from './pending.ts';
import { isOwn, pendingGrants, withdraw } from './pending.ts';
import { isRemoved } from './removed.ts';
import type { Holding } from './scim-store.ts';
import { holdingsAt } from './scim-store.ts';
import type { Shown } from './show.ts';
import { refuseStale } from './show.ts';
import { inTurn } from './turn.ts';

/** What PUT says of the members; where it says nothing of them, they stay. */
export async function replaceGroup(ledger: Ledger, change: Change, id: string, said: Json): Promise<Shown> {
  return await update(ledger, change, groupNamed(id), (role, members) =>
    assignMembers(role, members, said, { op: 'replace', given: 'resource' }),
  );
}

export async function patchGroup(
  ledger: Ledger,
  change: Change,
  id: string,
  operations: readonly Operation[],
): Promise<Shown> {
  return await update(ledger, change, groupNamed(id), (role, members) => patchedMembers(role, members, operations));
}

type Now = {
  readonly held: readonly Holding[];
  readonly pending: readonly Pending[];
  /** Accounts that were not deleted, and those among them that are disabled. */
  readonly known: Members;
  readonly disabled: Members;
};

async function stateNow(ledger: Ledger): Promise<Now> {
  return await ledger.db.as(systemActor, async (tx) => {
    const all = (await accounts(tx, ledger)).filter((account) => !isRemoved(account));
    return {
      held: await holdingsAt(tx, ledger.clock.now()),
      pending: await pendingGrants(tx, ledger),
      known: new Set(all.map(({ id }) => id)),
      disabled: new Set(all.filter(({ state }) => state === 'disabled').map(({ id }) => id)),
    };
  });
}

const inRole = <T extends { readonly role: Role }>(all: readonly T[], role: Role): readonly T[] =>
  all.filter((each) => each.role === role);

/**
 * Brings a group to what a directory wants. A member who is added gets the role once the security administrator confirmed
 * it, and what waits for that is not proposed twice; a member who is taken out loses the role, or the proposal, at once.
 * Everything is looked at before anything is done.
 */
async function update(
  ledger: Ledger,
  { actor, base, ifMatch }: Change,
  role: Role,
  edit: (role: Role, members: Members) => Members,
): Promise<Shown> {
  return await inTurn(ledger, async () => {
    refuseStale(ifMatch, await getGroup(ledger, base, role));
    const now = await stateNow(ledger);
    const [holdings, waiting] = [inRole(now.held, role), inRole(now.pending, role)];
    const own = waiting.filter((each) => isOwn(actor, each));
    const before = new Set([...holdings, ...own].map(({ account }) => account));
    const after = edit(role, before);
    const added = [...after].filter((id) => !before.has(id));
    for (const id of added) refuseMember(now, id, role);
    refuseNobodyLeft(now, role, after);
    const asked = added.filter((id) => !waiting.some(({ account }) => account === id));
    await give(ledger, actor, role, asked);
    for (const each of own) if (!after.has(each.account)) await withdraw(ledger, actor, each.proposal);
    const why = `taken out of the group ${role} by the directory ${actor.id}`;
    for (const each of holdings) if (!after.has(each.account)) await endGrant(ledger, actor, each.grant, why);
    return await getGroup(ledger, base, role);
  });
}

/** Refuses whom nobody knows, and with `role.excluded` what one person must not hold together, once all is confirmed. */
function refuseMember({ held, pending, known }: Now, id: string, role: Role): void {
  if (!known.has(id)) throw invalidValue('members.value: no such user');
  const roles = [...held, ...pending].filter(({ account }) => account === id).map((each) => each.role);
  const why = excluded([...roles, role]);
  if (why !== undefined) throw new Refusal('role.excluded', { why: `members: ${why}` });
}

/** Before anything was done, what `endGrant` would refuse in the middle. */
function refuseNobodyLeft({ held, disabled }: Now, role: Role, after: Members): void {
  const active = inRole(held, role).filter(({ account }) => !disabled.has(account));
  if (role === 'system-admin' && active.length > 0 && active.every(({ account }) => !after.has(account)))
    throw new Refusal('role.last_administrator', { why: 'nobody else is system-admin' });
}

async function give(ledger: Ledger, actor: Actor, role: Role, asked: readonly string[]): Promise<void> {
  const reason = `added to the group ${role} by the directory ${actor.id}`;
  for (const account of asked)
    await propose(ledger, actor, 'role.grant', { payload: { account, role, scope: {}, until: null }, reason });
}
