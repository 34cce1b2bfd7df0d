import type { Entry } from '@zhenglian/proof';
import { encodeEntry } from '@zhenglian/proof';
import type { Tx } from '../platform/db.ts';
import type { Opened } from './body.ts';
import { openBody } from './body.ts';
import type { Ledger } from './ledger.ts';
import * as store from './store.ts';

/** A position in the ledger. */
export type Place = { readonly log: string; readonly index: number };

export type ReadEntry = {
  readonly place: Place;
  readonly entry: Entry;
  readonly keyId: number;
  /**
   * `destroyed` says that the data key is gone for good; the entry and its proof remain. `withheld` says that whoever
   * asks may not see it.
   */
  readonly content:
    | ({ readonly status: 'open' } & Omit<Opened, 'bytes'>)
    | { readonly status: 'destroyed' | 'withheld' };
};

export function entryOf(log: string, row: store.HeadRow): Entry {
  return {
    format: 1,
    log,
    index: row.index,
    recordedAt: row.recordedAt,
    type: row.type,
    delivery: row.delivery,
    commitment: { sha256: hex(row.sha256), sm3: hex(row.sm3) },
    ...(row.prior === null ? {} : { prior: row.prior }),
  };
}

export const entryBytes = (log: string, row: store.HeadRow): Uint8Array => encodeEntry(entryOf(log, row));

/** Reads and opens these entries, in the order of their indexes. A body that does not open is a bug or tampering: it throws. */
export async function readEntries(
  tx: Tx,
  ledger: Ledger,
  log: store.LogRow,
  indexes: readonly number[],
): Promise<readonly ReadEntry[]> {
  const read: ReadEntry[] = [];
  for await (const part of readInParts(tx, ledger, log, indexes)) read.push(...part);
  return read;
}

/** So many entries are looked up while as many before them are opened. */
const PART = 500;

/** The same part by part, for who keeps little of each: the bytes of what was opened are gone before the next is. */
export async function* readInParts(
  tx: Tx,
  ledger: Ledger,
  log: store.LogRow,
  indexes: readonly number[],
): AsyncGenerator<readonly ReadEntry[]> {
  const ordered = [...new Set(indexes)].sort((a, b) => a - b);
  let ahead = store.sealedAt(tx, log.logId, ordered.slice(0, PART));
  for (let from = 0; from < ordered.length; from += PART) {
    const rows = await ahead;
    ahead = store.sealedAt(tx, log.logId, ordered.slice(from + PART, from + 2 * PART));
    const answered = ahead.catch(() => undefined);
    try {
      yield rows.map((row) => openRow(tx, ledger, log.name, row));
    } finally {
      // Where one does not open, or whoever reads has enough, the connection is not left with a question under way.
      await answered;
    }
  }
}

/** Entries of a stretch, in the order of their indexes, opened. */
export async function readRange(
  tx: Tx,
  ledger: Ledger,
  log: store.LogRow,
  stretch: store.Stretch,
): Promise<readonly ReadEntry[]> {
  const rows = await store.sealedIn(tx, log.logId, stretch);
  return rows.map((row) => openRow(tx, ledger, log.name, row));
}

function openRow({ isHeld }: Tx, ledger: Ledger, log: string, { body, ...row }: store.SealedEntry): ReadEntry {
  const place = { log, index: row.index };
  const entry = entryOf(log, row);
  if (body === undefined && isHeld) return { place, entry, keyId: 0, content: { status: 'withheld' } };
  if (body === undefined) throw new Error(`entry ${log}:${row.index} has no body`);
  const { keyId, sealed, wrapped } = body;
  if (wrapped === null) return { place, entry, keyId, content: { status: 'destroyed' } };
  const opened = openBody(ledger.keys.open(keyId, wrapped), entry, sealed);
  if (opened === undefined) throw new Error(`the body of entry ${log}:${row.index} does not open`);
  const { salt, body: said, original } = opened;
  return { place, entry, keyId, content: { status: 'open', salt, body: said, original } };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');

/** What entries say, by their index; one whose content was destroyed says nothing. */
export async function openBodies(
  tx: Tx,
  ledger: Ledger,
  log: store.LogRow,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<string, unknown>>>> {
  const read = await readEntries(tx, ledger, log, indexes);
  return new Map(read.map(({ place, content }) => [place.index, content.status === 'open' ? content.body : {}]));
}
