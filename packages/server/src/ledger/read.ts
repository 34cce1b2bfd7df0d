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
  readonly content: ({ readonly status: 'open' } & Opened) | { readonly status: 'destroyed' | 'withheld' };
};

export function entryOf(log: string, row: store.EntryRow): Entry {
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

export const entryBytes = (log: string, row: store.EntryRow): Uint8Array => encodeEntry(entryOf(log, row));

/** Reads and opens these entries, in the order of their indexes. A body that does not open is a bug or tampering: it throws. */
export async function readEntries(
  tx: Tx,
  ledger: Ledger,
  log: store.LogRow,
  indexes: readonly number[],
): Promise<readonly ReadEntry[]> {
  const rows = await store.entriesAt(tx, log.logId, indexes);
  const bodies = await store.bodiesAt(tx, log.logId, indexes);
  return rows.map((row) => openRow(tx, ledger, log.name, row, bodies.get(row.index)));
}

/** Entries of a stretch, in the order of their indexes, opened. */
export async function readRange(
  tx: Tx,
  ledger: Ledger,
  log: store.LogRow,
  stretch: store.Stretch,
): Promise<readonly ReadEntry[]> {
  const rows = await store.entries(tx, log.logId, stretch);
  const bodies = await store.bodiesAt(
    tx,
    log.logId,
    rows.map((row) => row.index),
  );
  return rows.map((row) => openRow(tx, ledger, log.name, row, bodies.get(row.index)));
}

function openRow(
  { isHeld }: Tx,
  ledger: Ledger,
  log: string,
  row: store.EntryRow,
  sealed: store.SealedBody | undefined,
): ReadEntry {
  const place = { log, index: row.index };
  const entry = entryOf(log, row);
  if (sealed === undefined && isHeld) return { place, entry, keyId: 0, content: { status: 'withheld' } };
  if (sealed === undefined) throw new Error(`entry ${log}:${row.index} has no body`);
  if (sealed.wrapped === null) return { place, entry, keyId: sealed.keyId, content: { status: 'destroyed' } };
  const opened = openBody(ledger.keys.open(sealed.keyId, sealed.wrapped), { log, ...row }, sealed.sealed);
  if (opened === undefined) throw new Error(`the body of entry ${log}:${row.index} does not open`);
  return { place, entry, keyId: sealed.keyId, content: { status: 'open', ...opened } };
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
