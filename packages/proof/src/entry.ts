import type { Canonical } from './canonical.ts';
import { CanonicalError, parseCanonical } from './canonical.ts';
import type { Commitment } from './commitment.ts';
import { utf8Of } from './utf8.ts';

/** Thrown for a value or bytes that are no entry, naming the member at fault. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
}

export const ENTRY_TYPES = [
  'delivery',
  'record',
  'act',
  'audit',
  'finding',
  'reconstruction',
  'package',
  'retraction',
  'destruction',
] as const;

export type EntryType = (typeof ENTRY_TYPES)[number];

/** One entry of a log. It holds no content: what it is about is bound by the commitment. */
export type Entry = {
  readonly format: 1;
  readonly log: string;
  readonly index: number;
  /** UTC milliseconds by the clock of whoever keeps the log. */
  readonly recordedAt: number;
  readonly type: EntryType;
  /** The index of the delivery that brought it, in the same log; null when none did. */
  readonly delivery: number | null;
  readonly commitment: Commitment;
  /** The index of the version that this one changes. */
  readonly prior?: number;
};

/** The last millisecond of the year 9999. */
export const LAST_INSTANT = 253_402_300_799_999;

const LOG = /^[a-z0-9-]{1,40}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const TYPES: ReadonlySet<unknown> = new Set(ENTRY_TYPES);
const NAMES: ReadonlySet<string> = new Set([
  'format',
  'log',
  'index',
  'recordedAt',
  'type',
  'delivery',
  'commitment',
  'prior',
]);

export const isLogName = (value: unknown): value is string => typeof value === 'string' && LOG.test(value);
export const isDigest = (value: unknown): value is string => typeof value === 'string' && DIGEST.test(value);
export const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** The canonical bytes of an entry: the data of its leaf in both trees. Refuses what is no entry. */
export function encodeEntry(entry: Entry): Uint8Array {
  check(entry);
  const { sha256, sm3 } = entry.commitment;
  const prior = entry.prior === undefined ? '' : `"prior":${entry.prior},`;
  // Written out in the order of RFC 8785: this is canonicalText for this one shape, four times as fast.
  return utf8Of(
    `{"commitment":{"sha256":"${sha256}","sm3":"${sm3}"},"delivery":${entry.delivery},"format":1,` +
      `"index":${entry.index},"log":"${entry.log}",${prior}"recordedAt":${entry.recordedAt},"type":"${entry.type}"}`,
  );
}

/** Reads an entry back; refuses with EntryError everything that `encodeEntry` does not write. */
export function decodeEntry(bytes: Uint8Array): Entry {
  let value: Canonical;
  try {
    value = parseCanonical(bytes);
  } catch (error) {
    if (error instanceof CanonicalError) throw new EntryError(error.message);
    throw error;
  }
  check(value);
  return value as Entry;
}

function check(value: unknown): void {
  if (value === null || typeof value !== 'object') throw new EntryError('an entry is an object');
  const entry = value as { readonly [name: string]: unknown };
  for (const name of Object.keys(entry)) if (!NAMES.has(name)) throw new EntryError(`an entry has no member ${name}`);
  const { format, log, index, recordedAt, type, delivery, commitment, prior } = entry;
  if (format !== 1) throw new EntryError('format is not 1');
  if (!isLogName(log)) throw new EntryError('log is not a name of [a-z0-9-]{1,40}');
  if (!isIndex(index)) throw new EntryError('index is not an integer from 0');
  if (!isIndex(recordedAt) || recordedAt > LAST_INSTANT) throw new EntryError('recordedAt is not UTC milliseconds');
  if (!TYPES.has(type)) throw new EntryError('type is none of the entry types');
  if (delivery !== null && !isEarlier(delivery, index))
    throw new EntryError('delivery is not an earlier index or null');
  if (type === 'delivery' && delivery !== null) throw new EntryError('a delivery is brought by none');
  if ('prior' in entry && !isEarlier(prior, index)) throw new EntryError('prior is not an earlier index');
  checkCommitment(commitment);
}

const isEarlier = (value: unknown, index: number): boolean => isIndex(value) && value < index;

function checkCommitment(value: unknown): void {
  if (value === null || typeof value !== 'object') throw new EntryError('commitment is not {sha256, sm3}');
  const { sha256, sm3, ...rest } = value as { readonly [name: string]: unknown };
  if (!isDigest(sha256) || !isDigest(sm3)) throw new EntryError('commitment is not {sha256, sm3} in hexadecimal');
  if (Object.keys(rest).length > 0) throw new EntryError('commitment has a member beside sha256 and sm3');
}
