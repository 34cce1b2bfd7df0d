import { hash } from 'node:crypto';
import type { Account } from '../account-store.ts';
import type { Role } from '../roles.ts';
import { ScimRefusal } from './error.ts';
import type { Json } from './names.ts';
import { ENTERPRISE, GROUP, LIST, USER } from './names.ts';

/** A resource with its version and address, which stand in its `meta` too. */
export type Shown = { readonly resource: Json; readonly version: string; readonly location: string };

/** The same contents have the same version; it says nothing to whoever has not seen them. */
const versionOf = (contents: readonly unknown[]): string =>
  `W/"${hash('sha256', JSON.stringify(contents)).slice(0, 24)}"`;

/** A user as directories see it. `base` is the address of this service; when it was changed last is not kept. */
export function showUser(account: Account, roles: readonly Role[], base: string): Shown {
  const { id, login, name, employee, externalId, email, madeAt } = account;
  const active = account.state !== 'disabled';
  const held = [...new Set(roles)].sort();
  const version = versionOf([login, name, employee, externalId, email, active, held]);
  const location = `${base}/Users/${id}`;
  const resource = {
    schemas: employee === null ? [USER] : [USER, ENTERPRISE],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName: login,
    name: { formatted: name },
    displayName: name,
    active,
    ...(email === null ? {} : { emails: [{ value: email, type: 'work', primary: true }] }),
    groups: held.map((role) => ({
      value: role,
      $ref: `${base}/Groups/${role}`,
      display: role,
      type: 'direct',
    })),
    ...(employee === null ? {} : { [ENTERPRISE]: { employeeNumber: employee } }),
    meta: { resourceType: 'User', created: new Date(madeAt).toISOString(), location, version },
  };
  return { resource, version, location };
}

export type Member = Pick<Account, 'id' | 'name'>;

/** A role as a group of the accounts that hold it now. */
export function showGroup(role: Role, members: readonly Member[], base: string): Shown {
  const version = versionOf([role, members.map(({ id }) => id).sort()]);
  const location = `${base}/Groups/${role}`;
  const resource = {
    schemas: [GROUP],
    id: role,
    displayName: role,
    members: members.map(({ id, name }) => ({
      value: id,
      $ref: `${base}/Users/${id}`,
      display: name,
      type: 'User',
    })),
    meta: { resourceType: 'Group', location, version },
  };
  return { resource, version, location };
}

/** Refuses with 412 what was meant for another version. Tags are compared weakly, as ours are weak. */
export function refuseStale(ifMatch: string | undefined, { version }: Shown): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const named = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//i, ''));
  if (named.includes(version.replace(/^W\//, ''))) return;
  throw new ScimRefusal(412, undefined, 'If-Match: the resource has another version by now');
}

export type Projection = { readonly attributes?: string | undefined; readonly excludedAttributes?: string | undefined };

/** Only what was asked for (RFC 7644 3.9), by whole attributes; `schemas` and `id` always. */
export function projected(resource: Json, { attributes, excludedAttributes }: Projection): Json {
  const [only, without] = [namesIn(attributes), namesIn(excludedAttributes)];
  const isWanted = (key: string): boolean => {
    const lower = key.toLowerCase();
    if (lower === 'id' || lower === 'schemas') return true;
    return only === undefined ? without?.includes(lower) !== true : only.includes(lower);
  };
  return Object.fromEntries(Object.entries(resource).filter(([key]) => isWanted(key)));
}

function namesIn(list: string | undefined): readonly string[] | undefined {
  if (list === undefined || list.trim() === '') return undefined;
  return list.split(',').map((each) => {
    const lower = each.trim().toLowerCase();
    if (lower.startsWith(ENTERPRISE.toLowerCase())) return ENTERPRISE.toLowerCase();
    const urn = [USER, GROUP].find((one) => lower.startsWith(`${one.toLowerCase()}:`));
    return (urn === undefined ? lower : lower.slice(urn.length + 1)).split('.')[0] ?? '';
  });
}

/** One page of a list (RFC 7644 3.4.2.4). */
export function showList(resources: readonly Json[], total: number, startIndex: number): Json {
  return {
    schemas: [LIST],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}
