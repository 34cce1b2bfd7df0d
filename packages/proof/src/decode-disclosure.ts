import type { Canonical } from './canonical.ts';
import { CanonicalError, parseCanonical } from './canonical.ts';
import type { DisclosedItem, Disclosure } from './disclosure.ts';
import { fieldPlace } from './disclosure.ts';
import { isDigest } from './entry.ts';
import { isObject, isParty, token } from './fields.ts';

/** Thrown for bytes that are no disclosure. */
export class DisclosureError extends Error {
  override readonly name = 'DisclosureError';
}

/**
 * Reads the canonical bytes of a disclosure. Refuses with DisclosureError, besides every other shape: items out of order,
 * a party outside the place its field keeps for it, a party left inside a field, and anything shown below what is masked.
 * So a body rebuilt from it leaves nothing out.
 */
export function decodeDisclosure(bytes: Uint8Array): Disclosure {
  const value = parsed(bytes);
  if (!isObject(value)) throw new DisclosureError('not a disclosure');
  const { salt, body, fields, ...rest } = value;
  if (Object.keys(rest).length > 0) throw new DisclosureError('a disclosure has a member that is unknown');
  if (fields === undefined) {
    if (!isDigest(salt)) throw new DisclosureError('salt is not 32 bytes in hexadecimal');
    if (body === undefined || !isObject(body)) throw new DisclosureError('body is not an object');
    return { salt, body };
  }
  if (salt !== undefined || body !== undefined) throw new DisclosureError('a body is disclosed whole or by fields');
  if (!Array.isArray(fields)) throw new DisclosureError('fields is not a list');
  const items: readonly DisclosedItem[] = fields.map(decodeItem);
  checkPlaces(items);
  return { fields: items };
}

function parsed(bytes: Uint8Array): Canonical {
  try {
    return parseCanonical(bytes);
  } catch (error) {
    if (error instanceof CanonicalError) throw new DisclosureError(error.message);
    throw error;
  }
}

function decodeItem(value: Canonical): DisclosedItem {
  if (!isObject(value)) throw new DisclosureError('a field is not an object');
  const { path, salt, value: shown, digest, ...rest } = value;
  if (Object.keys(rest).length > 0) throw new DisclosureError('a field has a member that is unknown');
  if (typeof path !== 'string' || !isPointer(path)) throw new DisclosureError('a path is not a JSON pointer');
  if (isDigest(digest) && salt === undefined && shown === undefined) return { path, digest };
  if (isDigest(salt) && shown !== undefined && digest === undefined) return { path, salt, value: shown };
  throw new DisclosureError('a field is neither shown nor masked');
}

/** RFC 6901, without the pointer to the whole. */
const isPointer = (path: string): boolean => path.startsWith('/') && !/~(?![01])/.test(path);

function checkPlaces(list: readonly DisclosedItem[]): void {
  const items = new Map(list.map((item) => [item.path, item]));
  if (list.some(({ path }, i) => i > 0 && path <= (list[i - 1]?.path ?? '')))
    throw new DisclosureError('fields out of order');
  const parties = new Set(list.map(({ path }) => path).filter((path) => fieldPlace(items, path) === undefined));
  for (const item of list) {
    if (fieldPlace(items, item.path) === undefined) {
      if ('value' in item && !isParty(item.value)) throw new DisclosureError('a path inside a field shows no party');
    } else if ('digest' in item) {
      for (const path of parties) if (path.startsWith(`${item.path}/`)) checkMasked(items, parties, path);
    } else if (!isParty(item.value)) {
      takePlaces(item.path, item.value, parties);
    }
  }
  if (parties.size > 0) throw new DisclosureError('a party stands outside the place its field keeps for it');
}

function checkMasked(items: ReadonlyMap<string, DisclosedItem>, parties: Set<string>, path: string): void {
  if ('value' in (items.get(path) ?? {})) throw new DisclosureError('something is shown below what is masked');
  parties.delete(path);
}

/** Takes every null of a shown field that a party belongs to out of `parties`. */
function takePlaces(path: string, value: Canonical, parties: Set<string>): void {
  if (value === null || typeof value !== 'object') return;
  if (isParty(value)) throw new DisclosureError('a party was left inside a field');
  const members = Array.isArray(value)
    ? value.map((element: Canonical, i): [string, Canonical] => [`${i}`, element])
    : Object.entries(value).map(([name, member]): [string, Canonical] => [token(name), member]);
  for (const [name, member] of members) {
    if (member === null) parties.delete(`${path}/${name}`);
    else takePlaces(`${path}/${name}`, member, parties);
  }
}
