import { z } from 'zod';
import type { Role } from '../roles.ts';
import type { Given, Op } from './attributes.ts';
import { invalidValue, ScimRefusal } from './error.ts';
import type { Json } from './names.ts';
import { MAX_MEMBERS } from './names.ts';
import type { Operation } from './patch.ts';
import { objectIn } from './patch.ts';
import type { Path } from './path.ts';
import { pathOf, readPath } from './path.ts';

/** The ids of the accounts in a group. */
export type Members = ReadonlySet<string>;

const member = z.looseObject({ value: z.string().max(200), type: z.string().nullish() });
const list = z.union([z.array(member).max(MAX_MEMBERS), member.transform((each) => [each])]);

function idsIn(value: unknown): readonly string[] {
  const read = list.safeParse(value ?? []);
  if (!read.success) throw invalidValue(`members: at most ${MAX_MEMBERS} objects, each with a value`);
  if (read.data.some(({ type }) => type?.toLowerCase() === 'group')) throw invalidValue('members: groups hold users');
  return read.data.map((each) => each.value);
}

/** The members after every operation in turn; one that cannot be done refuses them all. */
export function patchedMembers(role: Role, members: Members, operations: readonly Operation[]): Members {
  return operations.reduce((so, { op, path, value }) => {
    if (path != null) return assign(role, so, pathOf(path), value, { op, given: 'path' });
    if (op === 'remove') throw new ScimRefusal(400, 'noTarget', 'path: a remove needs one');
    return assignMembers(role, so, objectIn(value), { op, given: 'value' });
  }, members);
}

type How = { readonly op: Op; readonly given: Given };

/** The members after everything an object says; where it says nothing of them, they stay. */
export function assignMembers(role: Role, members: Members, said: Json, how: How): Members {
  return Object.entries(said).reduce((so, [key, value]) => {
    const path = readPath(key) ?? { name: '', which: [] };
    return assign(role, so, path, value, how);
  }, members);
}

/** One attribute set; a role keeps its name, and the id that a directory has for the group is not kept. */
function assign(role: Role, members: Members, { name, which }: Path, value: unknown, { op, given }: How): Members {
  if (name === 'members') return edited(members, which, value, op);
  if (name === 'displayname') {
    if (op !== 'remove' && typeof value === 'string' && value.trim().toLowerCase() === role) return members;
    throw new ScimRefusal(400, 'mutability', 'displayName: a role keeps its name');
  }
  if (name === 'externalid' || given === 'resource') return members;
  if (!['id', 'meta', 'schemas'].includes(name.split('.')[0] ?? ''))
    throw new ScimRefusal(400, 'invalidPath', 'path: no schema of this service has this attribute');
  if (given === 'value') return members;
  throw new ScimRefusal(400, 'mutability', 'id, meta and schemas are for the service to say');
}

/** Entra names whom to remove in the value, the RFC in the path; a remove that names nobody removes all. */
function edited(members: Members, which: Path['which'], value: unknown, op: Op): Members {
  if (which.length > 0) {
    const [one, ...others] = which;
    if (op !== 'remove' || others.length > 0 || one?.attribute !== 'value')
      throw new ScimRefusal(400, 'invalidPath', 'path: members[value eq "…"] can be removed, nothing else');
    return new Set([...members].filter((each) => each !== one.value));
  }
  const ids = idsIn(value);
  if (op === 'add') return new Set([...members, ...ids]);
  if (op === 'replace') return new Set(ids);
  return value == null ? new Set() : new Set([...members].filter((each) => !ids.includes(each)));
}
