import { z } from 'zod';
import type { About } from '../account-store.ts';
import { invalidValue, ScimRefusal } from './error.ts';
import type { Condition } from './filter.ts';
import { booleanOf } from './filter.ts';
import type { Json } from './names.ts';
import type { Path } from './path.ts';
import { readPath } from './path.ts';
import { isMark } from './removed.ts';

/** An account as a directory wants it. An empty name stands for the login. */
export type Draft = About & { readonly active: boolean };
export type Op = 'add' | 'replace' | 'remove';

const MAX_CHARACTERS = 200;
const text = z
  .string()
  .trim()
  .max(MAX_CHARACTERS)
  .regex(/^\P{Cc}*$/u)
  .refine((each) => each.isWellFormed());
const login = text.min(1).regex(/^\S*$/);
const email = text.regex(/^([^\s@]+@[^\s@]+)?$/);
const externalId = text.refine((each) => !isMark(each));
const object = z.record(z.string(), z.unknown());
const address = z.looseObject({ value: email, type: z.string().nullish(), primary: z.unknown().optional() });
const addresses = z.union([z.array(address).max(100), address.transform((each) => [each])]);

function decoded<T>(name: string, schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw invalidValue(`${name}: not a value this attribute can have`);
}

/** Nothing and an empty text both mean that there is none. */
const optional = (name: string, schema: z.ZodType<string>, value: unknown): string | null =>
  value === null || value === undefined ? null : decoded(name, schema, value) || null;

type Assign = (draft: Draft, value: unknown, op: Op) => Partial<Draft>;

/** What is kept of a user, by the name of the attribute in lower case. A value of `null` takes it away. */
const KEPT: ReadonlyMap<string, Assign> = new Map<string, Assign>([
  ['username', (_, value) => ({ login: decoded('userName', login, value) })],
  ['displayname', (_, value) => ({ name: optional('displayName', text, value) ?? '' })],
  ['name.formatted', (_, value) => ({ name: optional('name.formatted', text, value) ?? '' })],
  ['externalid', (_, value) => ({ externalId: optional('externalId', externalId, value) })],
  ['enterprise.employeenumber', (_, value) => ({ employee: optional('employeeNumber', text, value) })],
  ['emails.value', (_, value) => ({ email: optional('emails.value', email, value) })],
  ['emails', (draft, value, op) => ({ email: chosen(draft, value, op) })],
  ['active', (_, value) => ({ active: decoded('active', z.boolean(), booleanOf(value)) })],
]);

/** One address is kept: the primary one, else that of work, else the first; another is not put in its place. */
function chosen(draft: Draft, value: unknown, op: Op): string | null {
  if (value === null || value === undefined) return null;
  const given = decoded('emails', addresses, value);
  const best =
    given.find(({ primary }) => booleanOf(primary) === true) ??
    given.find(({ type }) => type?.toLowerCase() === 'work');
  if (best === undefined && op === 'add' && draft.email !== null) return draft.email;
  return (best ?? given[0])?.value || null;
}

const OF_PROVIDER = ['id', 'meta', 'groups', 'schemas'];
/** Roles come through groups, where a second person confirms them. */
const AUTHORITY = ['roles', 'entitlements'];
/** Other attributes of RFC 7643, which directories send unasked; nothing is kept of them, a password least of all. */
const NOT_KEPT = new Set(
  `nickname profileurl title usertype preferredlanguage locale timezone password phonenumbers ims photos addresses
   x509certificates name.familyname name.givenname name.middlename name.honorificprefix name.honorificsuffix
   enterprise.costcenter enterprise.organization enterprise.division enterprise.department enterprise.manager
   emails.type emails.primary emails.display`.split(/\s+/),
);

/** How one name was come by: at a path of its own it must be known and may be changed; in a whole resource others go by. */
export type Given = 'path' | 'value' | 'resource';

/** The draft with one attribute set. Refuses with `invalidPath`, `mutability`, `noTarget` and `invalidValue`. */
export function assign(draft: Draft, { name, which }: Path, value: unknown, op: Op, given: Given): Draft {
  const [attribute = ''] = name.split('.');
  if (name === 'name' || name === 'enterprise') return assignParts(draft, name, value, op, given);
  if (AUTHORITY.includes(attribute)) return refuseAuthority(draft, attribute, value);
  if (OF_PROVIDER.includes(attribute)) {
    if (given !== 'path') return draft;
    throw new ScimRefusal(400, 'mutability', `${attribute}: this is for the service to say`);
  }
  if (attribute === 'emails' && !isMeant(draft, which)) return draft;
  const kept = KEPT.get(name);
  if (kept !== undefined && (attribute === 'emails' || which.length === 0))
    return { ...draft, ...kept(draft, value, op) };
  if (given === 'resource' || NOT_KEPT.has(name) || NOT_KEPT.has(attribute)) return draft;
  throw new ScimRefusal(400, 'invalidPath', 'path: no schema of this service has this attribute');
}

function refuseAuthority(draft: Draft, attribute: string, value: unknown): Draft {
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return draft;
  throw new ScimRefusal(400, 'mutability', `${attribute}: roles are given through groups`);
}

function assignParts(draft: Draft, name: string, value: unknown, op: Op, given: Given): Draft {
  if (value === null || value === undefined)
    return name === 'name' ? { ...draft, name: '' } : { ...draft, employee: null };
  const parts = decoded(name, object, value);
  const within = given === 'resource' ? given : 'value';
  const next = Object.entries(parts).reduce(
    (so, [part, each]) => assign(so, { name: `${name}.${part.toLowerCase()}`, which: [] }, each, op, within),
    draft,
  );
  return name === 'name' && next.name === '' ? { ...next, name: joined(parts) } : next;
}

/** A name of its parts: those written in Han characters family name first and without a space. */
function joined(parts: Json): string {
  const given = optional('name.givenName', text, parts.givenName) ?? '';
  const family = optional('name.familyName', text, parts.familyName) ?? '';
  const whole = /\p{Script=Han}/u.test(family) ? `${family}${given}` : `${given} ${family}`.trim();
  return whole.slice(0, MAX_CHARACTERS).toWellFormed();
}

/** Whether a path means the one address that is kept. */
function isMeant({ email: kept }: Draft, which: readonly Condition[]): boolean {
  const own: Json = { type: 'work', primary: true, value: kept ?? '' };
  const misses = which.filter(
    ({ attribute, value }) => String(own[attribute]).toLowerCase() !== String(value).toLowerCase(),
  );
  if (misses.some(({ attribute }) => attribute === 'value'))
    throw new ScimRefusal(400, 'noTarget', 'emails: no address of this user is meant');
  return misses.length === 0;
}

/** The draft with everything an object says of it; the full name counts over its parts. */
export function assignAll(draft: Draft, said: Json, op: Op, given: 'value' | 'resource'): Draft {
  const named = Object.entries(said).sort(([one], [other]) => rank(one) - rank(other));
  return named.reduce((so, [key, value]) => {
    const path = readPath(key);
    if (path !== undefined) return assign(so, path, value, op, given);
    if (given === 'resource') return so;
    throw new ScimRefusal(400, 'invalidPath', 'value: no schema of this service has one of its attributes');
  }, draft);
}

const rank = (key: string): number => (key.toLowerCase() === 'name' ? 0 : 1);
