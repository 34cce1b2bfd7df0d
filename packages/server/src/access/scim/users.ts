import { Refusal } from '../../kernel/refusal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Tx } from '../../platform/db.ts';
import { systemActor } from '../../platform/db.ts';
import type { Account } from '../account-store.ts';
import * as store from '../account-store.ts';
import type { Role } from '../roles.ts';
import type { Condition } from './filter.ts';
import { booleanOf, parseFilter } from './filter.ts';
import type { Json } from './names.ts';
import type { ListQuery } from './page.ts';
import { pageOf } from './page.ts';
import { isRemoved } from './removed.ts';
import { holdingsAt } from './scim-store.ts';
import type { Shown } from './show.ts';
import { showUser } from './show.ts';

/** An account with what it holds now. */
export type User = { readonly account: Account; readonly roles: readonly Role[] };

const ID = /^[0-9a-f]{32}$/;

/** The account of this id, unless a directory deleted it. Refuses with `not_found`. */
export async function userNamed(ledger: Ledger, id: string): Promise<User> {
  return await ledger.db.as(systemActor, async (tx) => {
    const account = await known(tx, ledger, id);
    if (account === undefined) throw new Refusal('not_found', { what: 'this user' });
    return { account, roles: await rolesOf(tx, ledger, id) };
  });
}

/** The same of whoever may be there no more. */
export async function known(tx: Tx, ledger: Ledger, id: string): Promise<Account | undefined> {
  const account = ID.test(id) ? await store.accountById(tx, ledger, id) : undefined;
  return account === undefined || isRemoved(account) ? undefined : account;
}

export async function rolesOf(tx: Tx, ledger: Ledger, id: string): Promise<readonly Role[]> {
  const held = await holdingsAt(tx, ledger.clock.now());
  return held.filter(({ account }) => account === id).map(({ role }) => role);
}

export async function getUser(ledger: Ledger, base: string, id: string): Promise<Shown> {
  const { account, roles } = await userNamed(ledger, id);
  return showUser(account, roles, base);
}

type Test = (account: Account, value: string) => boolean;

const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['username', ({ login }, value) => store.foldLogin(login) === store.foldLogin(value)],
  ['externalid', ({ externalId }, value) => externalId === value],
  ['id', ({ id }, value) => id === value],
  ['active', ({ state }, value) => (state !== 'disabled') === booleanOf(value)],
]);

/** Users by the filters directories match with, in the order their accounts were made. */
export async function listUsers(ledger: Ledger, base: string, query: ListQuery): Promise<Json> {
  const conditions = query.filter === undefined ? [] : parseFilter(query.filter, [...TESTS.keys()]);
  return await ledger.db.as(systemActor, async (tx) => {
    const all = (await candidates(tx, ledger, conditions)).filter(
      (account) =>
        !isRemoved(account) &&
        conditions.every(({ attribute, value }) => TESTS.get(attribute)?.(account, String(value)) === true),
    );
    const held = await holdingsAt(tx, ledger.clock.now());
    const rolesFor = (id: string) => held.filter(({ account }) => account === id).map(({ role }) => role);
    return pageOf(all, query, (account) => showUser(account, rolesFor(account.id), base));
  });
}

/** Those a login or an id leaves in question, or everyone. */
async function candidates(tx: Tx, ledger: Ledger, conditions: readonly Condition[]): Promise<readonly Account[]> {
  const asked = (name: string) => conditions.find(({ attribute }) => attribute === name)?.value;
  const [login, externalId, id] = [asked('username'), asked('externalid'), asked('id')];
  if (typeof id === 'string') return listOf(await known(tx, ledger, id));
  if (typeof login === 'string') return listOf(await store.accountByLogin(tx, ledger, login));
  if (typeof externalId === 'string') return listOf(await store.accountByExternalId(tx, ledger, externalId));
  return await store.accounts(tx, ledger);
}

const listOf = (account: Account | undefined): readonly Account[] => (account === undefined ? [] : [account]);
