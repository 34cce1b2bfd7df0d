import type { Canonical } from './canonical.ts';
import { countOf, listOf, membersOf, PackageError, parsedMembers, textOf } from './decode.ts';
import type { EntryType } from './entry.ts';
import { ENTRY_TYPES, isLogName, LAST_INSTANT } from './entry.ts';
import { originalPath } from './package-paths.ts';

/** One entry in a package: where it stands, what part it plays and under which words it is listed. */
export type PackageItem = {
  readonly log: string;
  readonly index: number;
  readonly type: EntryType;
  readonly role: string;
  readonly title: string;
  /** The path of the source's own bytes in the package. */
  readonly original?: string;
};

export type LeftOut = { readonly what: string; readonly why: string };

/** data/package.json: what the package is about, what it holds, what was left out and where its limits are. */
export type PackageDescription = {
  readonly format: 1;
  readonly id: string;
  readonly profile: string;
  readonly kind: 'chain';
  /** The id of the chain. */
  readonly subject: string;
  /** What the origins of this installation's logs begin with: "zhenglian/<installation id>". */
  readonly origin: string;
  /** UTC milliseconds by the clock of whoever made the package. */
  readonly createdAt: number;
  readonly leftOut: readonly LeftOut[];
  readonly limits: readonly string[];
  readonly items: readonly PackageItem[];
};

const NAMES = ['format', 'id', 'profile', 'kind', 'subject', 'origin', 'createdAt', 'leftOut', 'limits', 'items'];
const ID = /^[A-Za-z0-9-]{1,64}$/;
const EXTENSION = /\.([a-z0-9]{1,10})$/;

/** Reads the canonical bytes of data/package.json; refuses with PackageError or CanonicalError whatever is not one. */
export function decodeDescription(bytes: Uint8Array): PackageDescription {
  const value = parsedMembers(bytes, 'package.json', NAMES);
  if (value.format !== 1) throw new PackageError('format is not 1');
  if (value.kind !== 'chain') throw new PackageError('kind is not chain');
  const items = listOf(value.items, 'items').map(decodeItem);
  if (new Set(items.map(({ log, index }) => `${log} ${index}`)).size < items.length)
    throw new PackageError('an item twice');
  if (items.filter(({ type }) => type === 'reconstruction').length > 1) throw new PackageError('two reconstructions');
  return {
    format: 1,
    id: textOf(value.id, 'id', ID),
    profile: textOf(value.profile, 'profile', ID),
    kind: 'chain',
    subject: textOf(value.subject, 'subject', ID),
    origin: textOf(value.origin, 'origin', /^zhenglian\/[A-Za-z0-9-]{1,64}$/),
    createdAt: countOf(value.createdAt, 'createdAt', LAST_INSTANT),
    leftOut: listOf(value.leftOut, 'leftOut').map(decodeLeftOut),
    limits: listOf(value.limits, 'limits').map((limit) => textOf(limit, 'a limit')),
    items,
  };
}

function decodeLeftOut(value: Canonical): LeftOut {
  const { what, why } = membersOf(value, 'something left out', ['what', 'why']);
  return { what: textOf(what, 'what'), why: textOf(why, 'why') };
}

function decodeItem(value: Canonical): PackageItem {
  const item = membersOf(value, 'an item', ['log', 'index', 'type', 'role', 'title', 'original']);
  const { log } = item;
  const type = ENTRY_TYPES.find((name) => name === item.type);
  if (!isLogName(log) || type === undefined) throw new PackageError('an item without the name of a log or a type');
  const index = countOf(item.index, 'index');
  const whole = { log, index, type, role: textOf(item.role, 'role'), title: textOf(item.title, 'title') };
  if (item.original === undefined) return whole;
  const original = textOf(item.original, 'original');
  const [, extension = ''] = EXTENSION.exec(original) ?? [];
  if (original !== originalPath(log, index, extension)) throw new PackageError('original is not the path of the item');
  return { ...whole, original };
}
