import { Refusal } from '../../kernel/refusal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Actor, Tx } from '../../platform/db.ts';
import { systemActor } from '../../platform/db.ts';
import type { About, Account } from '../account-store.ts';
import * as store from '../account-store.ts';
import { changeAccount, endGrant, makeAccount, setAccountState } from '../accounts.ts';
import { administrators } from '../roles.ts';
import type { Draft } from './attributes.ts';
import { assignAll } from './attributes.ts';
import { invalidValue, ScimRefusal } from './error.ts';
import type { Json } from './names.ts';
import type { Operation } from './patch.ts';
import { patched } from './patch.ts';
import { isOwn, pendingGrants, withdraw } from './pending.ts';
import { markFor, removedByExternalId } from './removed.ts';
import { holdingsAt } from './scim-store.ts';
import type { Shown } from './show.ts';
import { refuseStale, showUser } from './show.ts';
import { inTurn } from './turn.ts';
import type { User } from './users.ts';
import { getUser, rolesOf, userNamed } from './users.ts';

/** Which directory changes something, the address it knows this service by, and the version it means. */
export type Change = { readonly actor: Actor; readonly base: string; readonly ifMatch: string | undefined };

const whyOf = ({ id }: Actor): string => `by the directory ${id}`;

/**
 * Makes an account nobody has signed in to yet, or brings back the one that was deleted under the same externalId: by it
 * alone is it certain that this is the same person, who then has their passkeys again, but no role. Refuses with
 * `uniqueness` when the login or the externalId is in use, and when the login belonged to somebody else who was deleted.
 */
export async function createUser(ledger: Ledger, { actor, base }: Change, said: Json): Promise<Shown> {
  return await inTurn(ledger, async () => {
    const empty = { login: '', name: '', employee: null, externalId: null, email: null, active: true };
    const wanted = settled(assignAll(empty, said, 'add', 'resource'));
    const former = await formerOf(ledger, wanted);
    if (former === undefined) return await getUser(ledger, base, await make(ledger, actor, wanted));
    const { employee, email } = former.account;
    const kept = { employee: wanted.employee ?? employee, email: wanted.email ?? email };
    await bring(ledger, actor, former, { ...wanted, ...kept });
    return await getUser(ledger, base, former.account.id);
  });
}

async function make(ledger: Ledger, actor: Actor, { active, ...about }: Draft): Promise<string> {
  const id = await makeAccount(ledger, actor, about, 'provisioning');
  if (!active) await setAccountState(ledger, actor, id, 'disabled', whyOf(actor));
  return id;
}

/** Who was deleted under this externalId. */
async function formerOf(ledger: Ledger, wanted: Draft): Promise<User | undefined> {
  return await ledger.db.as(systemActor, async (tx) => {
    const account = wanted.externalId === null ? undefined : await removedByExternalId(tx, ledger, wanted.externalId);
    await refuseTaken(tx, ledger, account?.id, wanted);
    if (account === undefined) return undefined;
    if (account.employee !== null && wanted.employee !== null && account.employee !== wanted.employee)
      throw taken('externalId: a deleted user with another employeeNumber had it');
    return { account, roles: await rolesOf(tx, ledger, account.id) };
  });
}

const taken = (why: string): ScimRefusal => new ScimRefusal(409, 'uniqueness', why);

/** Refuses with `uniqueness` when somebody else goes by the externalId or the login of this draft. */
async function refuseTaken(tx: Tx, ledger: Ledger, id: string | undefined, wanted: Draft): Promise<void> {
  const isOther = (account: Account | undefined) => account !== undefined && account.id !== id;
  if (wanted.externalId !== null && isOther(await store.accountByExternalId(tx, ledger, wanted.externalId)))
    throw taken('externalId: another user has it');
  if (isOther(await store.accountByLogin(tx, ledger, wanted.login)))
    throw taken('userName: another user has it, or had it and was deleted under another externalId');
}

/** What PUT says; what it leaves out stays as it is, since an employee number that went missing would lift walls. */
export async function replaceUser(ledger: Ledger, change: Change, id: string, said: Json): Promise<Shown> {
  return await update(ledger, change, id, (draft) => {
    const wanted = assignAll({ ...draft, login: '', name: '' }, said, 'replace', 'resource');
    return { ...wanted, name: wanted.name || draft.name };
  });
}

/** All operations or none: they are done on a draft, which is written once it is whole. */
export async function patchUser(
  ledger: Ledger,
  change: Change,
  id: string,
  operations: readonly Operation[],
): Promise<Shown> {
  return await update(ledger, change, id, (draft) => patched(draft, operations));
}

async function update(
  ledger: Ledger,
  { actor, base, ifMatch }: Change,
  id: string,
  edit: (draft: Draft) => Draft,
): Promise<Shown> {
  return await inTurn(ledger, async () => {
    const before = await userNamed(ledger, id);
    refuseStale(ifMatch, showUser(before.account, before.roles, base));
    const { login, name, employee, externalId, email, state } = before.account;
    const draft = { login, name, employee, externalId, email, active: state !== 'disabled' };
    await bring(ledger, actor, before, settled(edit(draft)));
    return await getUser(ledger, base, id);
  });
}

function settled(draft: Draft): Draft {
  if (draft.login === '') throw invalidValue('userName: every user has one');
  return { ...draft, name: draft.name || draft.login };
}

/**
 * Brings an account to what a directory wants. One that holds an administrator role can be disabled and nothing else, and
 * what the same request says of it besides goes by: a directory that was broken into must not take over the installation by
 * giving an administrator's account the login of somebody it controls, or by letting in again one that was disabled for a
 * reason; and no difference in a name must keep an administrator who leaves from being locked out.
 */
async function bring(ledger: Ledger, actor: Actor, { account, roles }: User, wanted: Draft): Promise<void> {
  const isActive = account.state !== 'disabled';
  const change = differences(account, wanted);
  const isChanged = Object.keys(change).length > 0;
  if (roles.some((role) => administrators.includes(role))) {
    const isLeaving = isActive && !wanted.active;
    if (!isLeaving && (isChanged || isActive !== wanted.active))
      throw new Refusal('auth.forbidden', { why: 'a user with an administrator role can be disabled, nothing else' });
  } else if (isChanged) {
    await ledger.db.as(systemActor, (tx) => refuseTaken(tx, ledger, account.id, wanted));
    await changeAccount(ledger, actor, account.id, change);
  }
  if (isActive !== wanted.active)
    await setAccountState(ledger, actor, account.id, wanted.active ? 'active' : 'disabled', whyOf(actor));
}

function differences(account: Account, { login, name, employee, externalId, email }: Draft): Partial<About> {
  return {
    ...(account.login === login ? {} : { login }),
    ...(account.name === name ? {} : { name }),
    ...(account.employee === employee ? {} : { employee }),
    ...(account.externalId === externalId ? {} : { externalId }),
    ...(account.email === email ? {} : { email }),
  };
}

/**
 * Disables an account, ends what it holds, takes back what was proposed for it, and is not told of it again. Refuses with
 * `role.last_administrator`. The mark comes last: a directory that heard no answer asks again, and finds what was left.
 */
export async function deleteUser(ledger: Ledger, { actor, base, ifMatch }: Change, id: string): Promise<void> {
  await inTurn(ledger, async () => {
    const { account, roles } = await userNamed(ledger, id);
    refuseStale(ifMatch, showUser(account, roles, base));
    const why = `deleted ${whyOf(actor)}`;
    if (account.state !== 'disabled') await setAccountState(ledger, actor, id, 'disabled', why);
    const { held, pending, externalId } = await ledger.db.as(systemActor, async (tx) => ({
      held: await holdingsAt(tx, ledger.clock.now()),
      pending: await pendingGrants(tx, ledger),
      externalId: await markFor(tx, ledger, account),
    }));
    for (const { grant } of held.filter((each) => each.account === id)) await endGrant(ledger, actor, grant, why);
    for (const each of pending.filter((one) => one.account === id && isOwn(actor, one)))
      await withdraw(ledger, actor, each.proposal);
    await changeAccount(ledger, actor, id, { externalId });
  });
}
