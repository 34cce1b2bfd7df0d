import { randomId } from '../kernel/ids.ts';
import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { About, Account } from './account-store.ts';
import * as store from './account-store.ts';
import type { Scope } from './acts/act.ts';
import { recordAct } from './acts/record-act.ts';
import { passkeysOf } from './credential-store.ts';
import type { Grant } from './grant-store.ts';
import * as grants from './grant-store.ts';
import type { Role } from './roles.ts';
import { excluded } from './roles.ts';
import { digestOf, endSessions, newToken } from './session.ts';
import * as sessions from './session-store.ts';

const LINK_MILLIS = 24 * 3_600_000;
const INVITATION_MILLIS = 72 * 3_600_000;

export type NewAccount = {
  readonly login: string;
  readonly name: string;
  readonly employee?: string | null;
  readonly externalId?: string | null;
  readonly email?: string | null;
};
type Via = 'command-line' | 'invitation' | 'provisioning';

/** Adds an account nobody has signed in to yet. Refuses with `account.taken` when the login or external id is in use. */
export async function makeAccount(ledger: Ledger, actor: Actor, given: NewAccount, via: Via): Promise<string> {
  const { login, name, employee = null, externalId = null, email = null } = given;
  const id = randomId();
  const about: About = { login: login.trim(), name: name.trim(), employee, externalId, email };
  const added = await ledger.db.as(systemActor, (tx) => store.insertAccount(tx, ledger, id, about, ledger.clock.now()));
  if (!added) throw new Refusal('account.taken', { why: 'there is an account with this login already' });
  await recordAct(ledger, actor, {
    act: 'account.make',
    account: id,
    login: about.login,
    name: about.name,
    employee,
    via,
  });
  return id;
}

/** Changes what is known of an account; walls follow its employee number. */
export async function changeAccount(ledger: Ledger, actor: Actor, id: string, change: Partial<About>): Promise<void> {
  const about = await ledger.db.as(systemActor, async (tx) => {
    const { login, name, employee, externalId, email } = await known(store.accountById(tx, ledger, id));
    const next = { login, name, employee, externalId, email, ...change };
    const held = await grants.grantsOf(tx, id, ledger.clock.now());
    if (employee !== null && next.employee !== employee && held.length > 0)
      throw new Refusal('role.excluded', { why: 'walls follow the employee number: take the roles away first' });
    const other = await store.accountByLogin(tx, ledger, next.login);
    const twin = next.externalId === null ? undefined : await store.accountByExternalId(tx, ledger, next.externalId);
    if ([other, twin].some((each) => each !== undefined && each.id !== id)) throw new Refusal('account.taken', {});
    await store.updateAbout(tx, ledger, id, next);
    return next;
  });
  const { login, name, employee } = about;
  await recordAct(ledger, actor, { act: 'account.change', account: id, login, name, employee });
}

async function known(row: Promise<Account | undefined>): Promise<Account> {
  const found = await row;
  if (found === undefined) throw new Refusal('account.unknown', { what: 'this account' });
  return found;
}

export const accountNamed = (ledger: Ledger, id: string): Promise<Account> =>
  ledger.db.as(systemActor, (tx) => known(store.accountById(tx, ledger, id)));

/** The account with this login and what it holds now. */
export async function accountForLogin(
  ledger: Ledger,
  login: string,
): Promise<{ readonly id: string; readonly roles: readonly Role[] } | undefined> {
  return await ledger.db.as(systemActor, async (tx) => {
    const found = await store.accountByLogin(tx, ledger, login);
    if (found === undefined) return undefined;
    const held = await grants.grantsOf(tx, found.id, ledger.clock.now());
    return { id: found.id, roles: held.map((grant) => grant.role) };
  });
}

/** A one-time link for an account: `enrolment` lets its person set a password and a second factor, `session` signs in at once.
 * Whoever holds it is that person, so that making one is recorded and alerts the auditor. */
export async function linkFor(
  ledger: Ledger,
  actor: Actor,
  account: string,
  gives: 'session' | 'enrolment',
): Promise<string> {
  await accountNamed(ledger, account);
  await audit(ledger, actor, 'account.link', { account, gives });
  const token = newToken();
  const expiresAt = ledger.clock.now() + (gives === 'session' ? LINK_MILLIS : INVITATION_MILLIS);
  await ledger.db.as(systemActor, (tx) =>
    sessions.insertInvitation(tx, { digest: digestOf(token), account, gives, expiresAt }),
  );
  return token;
}

/**
 * Disables an account, which ends its sessions and links at once, or lets it in again. Refuses with
 * `role.last_administrator` when nobody would be left who can give roles.
 */
export async function setAccountState(
  ledger: Ledger,
  actor: Actor,
  id: string,
  state: 'active' | 'disabled',
  why: string,
): Promise<void> {
  const account = await accountNamed(ledger, id);
  if (state === 'disabled') await refuseLastAdministrator(ledger, id);
  await ledger.db.as(systemActor, async (tx) => {
    const canSignIn = account.password !== null || account.isLinked || (await passkeysOf(tx, ledger, id)).length > 0;
    const next = state === 'active' && !canSignIn ? 'invited' : state;
    await store.setState(tx, id, next);
    if (state === 'disabled') await sessions.dropInvitations(tx, id);
  });
  await recordAct(ledger, actor, { act: 'account.state', account: id, state, why });
  if (state === 'disabled') await endSessions(ledger, actor, id);
}

async function refuseLastAdministrator(ledger: Ledger, id: string): Promise<void> {
  const holders = await ledger.db.as(systemActor, (tx) => grants.holdersOf(tx, 'system-admin', ledger.clock.now()));
  if (holders.length > 0 && holders.every((each) => each === id))
    throw new Refusal('role.last_administrator', { why: 'nobody else is system-admin' });
}

/** Why this account cannot be given this role beside those it has. Refuses with `role.excluded`. */
export async function refuseExcluded(ledger: Ledger, account: string, role: Role): Promise<void> {
  const held = await ledger.db.as(systemActor, (tx) => grants.grantsOf(tx, account, ledger.clock.now()));
  const why = excluded([...held.map((grant) => grant.role), role]);
  if (why !== undefined) throw new Refusal('role.excluded', { why });
}

/**
 * Gives a role without a second person: for the operator at the command line, who can open everything anyway, and for
 * the first security administrator. Recorded like any other, and the auditor is alerted.
 */
export async function grantDirectly(
  ledger: Ledger,
  actor: Actor,
  account: string,
  role: Role,
  { scope = {}, until = null }: { readonly scope?: Scope; readonly until?: number | null } = {},
): Promise<string> {
  await accountNamed(ledger, account);
  await refuseExcluded(ledger, account, role);
  const grant = randomId();
  await recordAct(ledger, actor, { act: 'role.grant', grant, account, role, scope, until });
  return grant;
}

/** Takes a role away; it counts from the next request on. */
export async function endGrant(ledger: Ledger, actor: Actor, id: string, why: string): Promise<void> {
  const grant = await ledger.db.as(systemActor, (tx) => grants.grantById(tx, id));
  if (grant === undefined || grant.endedAt !== null) throw new Refusal('not_found', { what: 'this grant' });
  if (grant.role === 'system-admin') await refuseLastAdministrator(ledger, grant.account);
  await recordAct(ledger, actor, { act: 'role.end', grant: id, why });
}

/** The account an installation begins with, made on the first start; it may invite others and see no content. */
export async function inviteAdministrator(ledger: Ledger, actor: Actor = systemActor): Promise<string> {
  const found = await ledger.db.as(systemActor, (tx) => store.accountByLogin(tx, ledger, 'admin'));
  const id = found?.id ?? (await makeAccount(ledger, actor, { login: 'admin', name: '系统管理员' }, 'command-line'));
  const held = await ledger.db.as(systemActor, (tx) => grants.grantsOf(tx, id, ledger.clock.now()));
  if (held.length === 0) await grantDirectly(ledger, actor, id, 'system-admin');
  return await linkFor(ledger, actor, id, 'session');
}

/** Whether anybody was ever given this role: the first to have it is a matter of the installation, the next is not. */
export async function wasEverGiven(ledger: Ledger, role: Role): Promise<boolean> {
  return (await ledger.db.as(systemActor, (tx) => grants.allGrants(tx, ledger))).some((grant) => grant.role === role);
}

/** Whether nobody has signed in on this installation yet, so that a first start prints its link. */
export async function isUnclaimed(ledger: Ledger): Promise<boolean> {
  return await ledger.db.as(systemActor, async (tx) => (await sessions.countUsedInvitations(tx)) === 0);
}

export type ShownAccount = Pick<Account, 'id' | 'login' | 'name' | 'employee' | 'state' | 'madeAt' | 'hasTotp'> & {
  readonly grants: readonly Grant[];
};

export async function listAccounts(ledger: Ledger): Promise<readonly ShownAccount[]> {
  return await ledger.db.as(systemActor, async (tx) => {
    const all = await grants.allGrants(tx, ledger);
    return (await store.accounts(tx, ledger)).map(({ id, login, name, employee, state, madeAt, hasTotp }) => ({
      ...{ id, login, name, employee, state, madeAt, hasTotp },
      grants: all.filter((grant) => grant.account === id),
    }));
  });
}
