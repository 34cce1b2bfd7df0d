import type { Canonical } from './canonical.ts';
import { CanonicalError, sortedNames } from './canonical.ts';

/** The plain object that an entry commits to. */
export type Body = { readonly [name: string]: Canonical };

/** One separately maskable place of a body: its JSON pointer (RFC 6901) and what stands there. */
export type Item = { readonly path: string; readonly value: Canonical };

const PARTY_NAMES = new Set(['system', 'ref', 'realm', 'name']);

/** Tells whether a value is a party: `system` and `ref` as strings, and at most `realm` and `name` beside them. */
export function isParty(value: Canonical): value is { readonly system: string; readonly ref: string } {
  if (!isObject(value) || typeof value.system !== 'string' || typeof value.ref !== 'string') return false;
  for (const name in value) if (!PARTY_NAMES.has(name)) return false;
  return true;
}

export function isObject(value: Canonical): value is { readonly [name: string]: Canonical } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** One reference token of a JSON pointer. */
export const token = (name: string): string =>
  name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;

/**
 * The items of a body, ordered by path in UTF-16 units.
 *
 * Every member of the body is a field, except that the members of its member `body` are fields of their own
 * (an empty `body` is one field). A party inside a field is an item of its own and null in the value of its field.
 * Different bodies never have the same items, so a digest over the items binds the whole body.
 */
export function fieldsOf(body: Body): readonly Item[] {
  const items: Item[] = [];
  for (const { path, value } of wholeFields(body)) {
    if (isParty(value)) items.push({ path, value });
    else items.push({ path, value: withoutParties(path, value, items, 0) });
  }
  return items.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The fields before parties are taken out of them. */
function wholeFields(body: Body): Item[] {
  const fields: Item[] = [];
  for (const name of sortedNames(body)) {
    const value = memberOf(body, name);
    const inner = name === 'body' && isObject(value) ? sortedNames(value) : [];
    if (inner.length === 0) fields.push({ path: `/${token(name)}`, value });
    else for (const member of inner) fields.push({ path: `/body/${token(member)}`, value: memberOf(value, member) });
  }
  return fields;
}

function memberOf(object: Canonical, name: string): Canonical {
  const value = isObject(object) ? object[name] : undefined;
  if (value === undefined) throw new CanonicalError('a value of type undefined has no canonical form');
  return value;
}

/** A copy of `value` with every party replaced by null and added to `items`; `value` itself when there is none. */
function withoutParties(path: string, value: Canonical, items: Item[], depth: number): Canonical {
  if (value === null || typeof value !== 'object') return value;
  if (depth > 64) throw new CanonicalError('nested too deeply');
  if (isParty(value)) {
    items.push({ path, value });
    return null;
  }
  const before = items.length;
  if (Array.isArray(value)) {
    const list = value.map((element: Canonical, i) => withoutParties(`${path}/${i}`, element, items, depth + 1));
    return items.length === before ? value : list;
  }
  const members: [string, Canonical][] = [];
  for (const name of sortedNames(value)) {
    members.push([name, withoutParties(`${path}/${token(name)}`, memberOf(value, name), items, depth + 1)]);
  }
  return items.length === before ? value : Object.fromEntries(members);
}
