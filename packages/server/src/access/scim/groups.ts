import { Refusal } from '../../kernel/refusal.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { systemActor } from '../../platform/db.ts';
import * as store from '../account-store.ts';
import type { Role } from '../roles.ts';
import { isRole, roleNames } from '../roles.ts';
import { invalidValue, ScimRefusal } from './error.ts';
import { parseFilter } from './filter.ts';
import type { Json } from './names.ts';
import type { ListQuery } from './page.ts';
import { pageOf } from './page.ts';
import { holdingsAt } from './scim-store.ts';
import type { Member, Shown } from './show.ts';
import { showGroup } from './show.ts';

/** Groups are the roles of this product, one each: what may be done is said by its matrix, who may do it by membership. */
export function groupNamed(id: string): Role {
  if (isRole(id)) return id;
  throw new Refusal('not_found', { what: 'this group' });
}

export async function membersOf(ledger: Ledger): Promise<ReadonlyMap<Role, readonly Member[]>> {
  return await ledger.db.as(systemActor, async (tx) => {
    const held = await holdingsAt(tx, ledger.clock.now());
    const accounts = await store.accounts(tx, ledger);
    const members = roleNames.map((role) => {
      const holders = new Set(held.filter((each) => each.role === role).map(({ account }) => account));
      return [role, accounts.filter(({ id }) => holders.has(id))] as const;
    });
    return new Map(members);
  });
}

export async function getGroup(ledger: Ledger, base: string, id: string): Promise<Shown> {
  const role = groupNamed(id);
  return showGroup(role, (await membersOf(ledger)).get(role) ?? [], base);
}

type Test = (role: Role, members: readonly Member[], value: string) => boolean;

const hasMember: Test = (_, members, value) => members.some(({ id }) => id === value);
const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['displayname', (role, _, value) => role === value.trim().toLowerCase()],
  ['id', (role, _, value) => role === value],
  ['members', hasMember],
  ['members.value', hasMember],
]);

export async function listGroups(ledger: Ledger, base: string, query: ListQuery): Promise<Json> {
  const conditions = query.filter === undefined ? [] : parseFilter(query.filter, [...TESTS.keys()]);
  const members = await membersOf(ledger);
  const all = roleNames.filter((role) =>
    conditions.every(
      ({ attribute, value }) => TESTS.get(attribute)?.(role, members.get(role) ?? [], String(value)) === true,
    ),
  );
  return pageOf(all, query, (role) => showGroup(role, members.get(role) ?? [], base));
}

/** Every group there can be is there: refuses with `uniqueness` for the name of one, with `invalidValue` for another. */
export function refuseNewGroup({ displayName }: Json): never {
  if (typeof displayName === 'string' && isRole(displayName.trim().toLowerCase()))
    throw new ScimRefusal(409, 'uniqueness', 'displayName: this group is there; match it by displayName');
  throw invalidValue(`displayName: a group is a role of this product, one of ${roleNames.join(', ')}`);
}
