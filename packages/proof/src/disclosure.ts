import { bytesOfHex, hexOf } from './bytes.ts';
import type { Canonical } from './canonical.ts';
import { canonicalText } from './canonical.ts';
import type { Commitment } from './commitment.ts';
import { commit, itemDigest, listDigest, portableHash, saltOf } from './commitment.ts';
import type { Body, Item } from './fields.ts';
import { fieldsOf, token } from './fields.ts';

/** An item shown with its own salt, or masked and represented by its digest alone. */
export type DisclosedItem =
  | { readonly path: string; readonly salt: string; readonly value: Canonical }
  | { readonly path: string; readonly digest: string };

/** A body given to somebody: whole with its salt, or item by item with some of them masked. */
export type Disclosure = { readonly salt: string; readonly body: Body } | { readonly fields: readonly DisclosedItem[] };

/**
 * Discloses a body. Masking a path masks everything below it too; a path that the body has not is ignored.
 * Without any masked item the whole body and its salt are given; else no salt but those of the items shown.
 */
export function disclose(body: Body, salt: Uint8Array, maskedPaths: ReadonlySet<string>): Disclosure {
  const items = fieldsOf(body);
  const isMasked = (path: string): boolean => ancestorsOf(path).some((above) => maskedPaths.has(above));
  if (!items.some(({ path }) => isMasked(path))) return { salt: hexOf(salt), body };
  return { fields: items.map((item) => discloseItem(item, salt, isMasked(item.path))) };
}

function discloseItem({ path, value }: Item, salt: Uint8Array, masked: boolean): DisclosedItem {
  const itemSalt = saltOf(portableHash, salt, path);
  if (masked) return { path, digest: hexOf(itemDigest(portableHash, itemSalt, canonicalText(value))) };
  return { path, salt: hexOf(itemSalt), value };
}

/** `path` and every path above it, longest first. */
function ancestorsOf(path: string): string[] {
  const tokens = path.split('/');
  return tokens.slice(1).map((_, i) => tokens.slice(0, tokens.length - i).join('/'));
}

/** Tells whether a disclosure is of the body that was committed to; `masked` when it is and some items are not shown. */
export function checkDisclosure(
  disclosure: Disclosure,
  commitment: Commitment,
): 'pass' | 'masked' | { readonly fail: string } {
  if ('body' in disclosure) {
    const made = commit(disclosure.body, bytesOfHex(disclosure.salt));
    if (made.sha256 !== commitment.sha256) return { fail: 'its SHA-256 commitment is another' };
    if (made.sm3 !== commitment.sm3) return { fail: 'its SM3 commitment is another' };
    return 'pass';
  }
  const { fields } = disclosure;
  if (listDigest(portableHash, fields, fields.map(digestOf)) !== commitment.sha256)
    return { fail: 'its SHA-256 commitment is another' };
  return fields.some((item) => 'digest' in item) ? 'masked' : 'pass';
}

function digestOf(item: DisclosedItem): Uint8Array {
  if ('digest' in item) return bytesOfHex(item.digest);
  return itemDigest(portableHash, bytesOfHex(item.salt), canonicalText(item.value));
}

/** The body of a disclosure; what is masked stands there as `{"masked": digest}`. */
export function bodyOf(disclosure: Disclosure): Body {
  if ('body' in disclosure) return disclosure.body;
  const items: Items = new Map(disclosure.fields.map((item) => [item.path, item]));
  const outer: [string, Canonical][] = [];
  const inner: [string, Canonical][] = [];
  for (const item of disclosure.fields) {
    const place = fieldPlace(items, item.path);
    if (place !== undefined) (place.inner ? inner : outer).push([place.name, shownValue(items, item)]);
  }
  if (inner.length > 0) outer.push(['body', Object.fromEntries(inner)]);
  return Object.fromEntries(outer);
}

type Items = ReadonlyMap<string, DisclosedItem>;

/** Where a path stands when it is a field of the body or of its member `body`; undefined when it is a party inside one. */
export function fieldPlace(items: Items, path: string): { readonly name: string; readonly inner: boolean } | undefined {
  const [first, second, ...deeper] = path.slice(1).split('/').map(nameOf);
  if (first === undefined || deeper.length > 0) return undefined;
  if (second === undefined) return { name: first, inner: false };
  return first === 'body' && !items.has('/body') ? { name: second, inner: true } : undefined;
}

/** What an item shows, with the parties in it, which are items of their own, put back. */
function shownValue(items: Items, item: DisclosedItem): Canonical {
  return 'digest' in item ? { masked: item.digest } : restored(items, item.path, item.value);
}

function restored(items: Items, path: string, value: Canonical): Canonical {
  if (value === null || typeof value !== 'object') return value;
  const below = (name: string, member: Canonical): Canonical => {
    const pointer = `${path}/${name}`;
    const party = member === null ? items.get(pointer) : undefined;
    return party === undefined ? restored(items, pointer, member) : shownValue(items, party);
  };
  if (Array.isArray(value)) return value.map((element: Canonical, i) => below(`${i}`, element));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, below(token(name), member)]));
}

const nameOf = (text: string): string => text.replaceAll('~1', '/').replaceAll('~0', '~');
