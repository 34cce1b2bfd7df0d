import { hash } from 'node:crypto';
import type { Canonical } from '@zhenglian/proof';
import { canonicalText } from '@zhenglian/proof';
import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import type { Place, ReadEntry } from '../ledger/read.ts';
import { readEntries } from '../ledger/read.ts';
import { recordMissed } from '../ledger/record-missed.ts';
import * as ledgerStore from '../ledger/store.ts';
import { factsAt, worldOf } from '../people/facts.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Reconstruction } from './chain.ts';
import type { Difference } from './diff.ts';
import { diff, restsOn } from './diff.ts';
import { reachOf } from './follow.ts';
import { aboutOf, chainById, recordReconstruction } from './show.ts';
import type { ChainRow } from './store.ts';
import * as store from './store.ts';

/** One time at which a chain was shown otherwise than before. */
export type Past = {
  readonly place: Place;
  readonly recordedAt: number;
  /** Whether it is what the chain is now. */
  readonly isNow: boolean;
} & (
  | { readonly status: 'open'; readonly digest: string; readonly found: Reconstruction }
  /** `destroyed` with something it rested on; `withheld` where it tells of more than whoever asks may see. */
  | { readonly status: 'destroyed' | 'withheld' }
);

/**
 * Every reconstruction of a chain that was shown and not destroyed, in ledger order. That they were read is recorded before this answers.
 * Refuses with `not_found` where the chain itself may not be seen.
 */
export async function showHistory(ledger: Ledger, actor: Actor, id: string): Promise<readonly Past[]> {
  const { row } = await chainById(ledger, actor, id);
  const past = await pastOf(ledger, actor, row);
  await auditReading(ledger, actor, row, past);
  return past;
}

async function auditReading(ledger: Ledger, actor: Actor, row: ChainRow, past: readonly Past[]): Promise<void> {
  const open = past.filter(({ status }) => status === 'open').map(({ place }) => place.index);
  const reading = { ground: `chain:${row.id}`, about: aboutOf([row]), items: open.length };
  await audit(ledger, actor, 'chain.read', { id: row.id, reconstructions: open }, reading);
}

/** What an earlier one tells of may differ from what the chain tells of now: each is held against its own reach. */
async function pastOf(ledger: Ledger, actor: Actor, row: ChainRow): Promise<readonly Past[]> {
  const read = await ledger.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, MAIN_LOG);
    const shown = await store.allShown(tx, row.id);
    return await readEntries(
      tx,
      ledger,
      log,
      shown.filter(({ logId }) => logId === log.logId).map(({ index }) => index),
    );
  });
  const { directory } = await worldOf(ledger);
  return await ledger.db.as(actor, async (tx) => {
    const past: Past[] = [];
    for (const entry of read) {
      const known = openPast(entry, row.digest);
      const seen = known.status !== 'open' || (await store.reaches(tx, reachOf(ledger, directory, known.found)));
      const { place, recordedAt, isNow } = known;
      past.push(seen ? known : { place, recordedAt, isNow, status: 'withheld' });
    }
    return past;
  });
}

/** Throws where it does not digest to what it was recorded with: our own entry, so that is a bug or tampering. */
function openPast({ place, entry, content }: ReadEntry, now: string): Past {
  const at = { place, recordedAt: entry.recordedAt };
  if (content.status !== 'open') return { ...at, isNow: false, status: 'destroyed' };
  const { id: _, digest, ...body } = content.body;
  if (hash('sha256', canonicalText(body as Canonical)) !== digest)
    throw new Error(`reconstruction ${place.log}:${place.index} is not what its digest says`);
  // Our own entry: `recordReconstruction` wrote it, and its digest was just computed again.
  const found = body as unknown as Reconstruction;
  return { ...at, isNow: digest === now, status: 'open', digest, found };
}

export type Compared = {
  readonly from: Past;
  readonly to: Past;
  /** Absent where either was destroyed or is held back. */
  readonly differences?: readonly Difference[];
  /** How many differences are held back from whoever asks. */
  readonly withheld: number;
};

/**
 * What differs between two reconstructions of a chain; `now` is what it is as of the head, which is recorded as shown where
 * it was not yet. Refuses with `not_found` for a place at which this chain was not shown, unless what stood there was
 * destroyed.
 */
export async function compareShown(
  ledger: Ledger,
  actor: Actor,
  id: string,
  between: { readonly from: number; readonly to: number | 'now' },
): Promise<Compared> {
  const { row, found } = await chainById(ledger, actor, id);
  const to = between.to === 'now' ? (await recordReconstruction(ledger, actor, row, found)).index : between.to;
  const past = await pastOf(ledger, actor, row);
  const at = async (index: number) =>
    past.find(({ place }) => place.index === index) ?? (await destroyedAt(ledger, index));
  const [before, after] = [await at(between.from), await at(to)];
  if (before === undefined || after === undefined) {
    await recordMissed(ledger, actor, 'chain.read', { id, reconstructions: [between.from, to] }, [], false);
    throw new Refusal('not_found', { what: 'a reconstruction of this chain at this place' });
  }
  await auditReading(ledger, actor, row, [before, after]);
  if (before.status !== 'open' || after.status !== 'open') return { from: before, to: after, withheld: 0 };
  const all = diff(before.found, after.found);
  const held = await heldBack(ledger, actor, [before.found, after.found]);
  const differences = all.filter(
    ({ part, entries }) => part !== 'timeline' || !entries.some(({ log, index }) => held.has(`${log}:${index}`)),
  );
  return { from: before, to: after, differences, withheld: all.length - differences.length };
}

/** A reconstruction whose body was destroyed: of which chain nobody can tell any more, so that it is in no history. */
async function destroyedAt(ledger: Ledger, index: number): Promise<Past | undefined> {
  const [read] = await ledger.db.as(systemActor, async (tx) =>
    readEntries(tx, ledger, await ledgerStore.logNamed(tx, MAIN_LOG), [index]),
  );
  return read?.entry.type === 'reconstruction' && read.content.status === 'destroyed' ? openPast(read, '') : undefined;
}

/** The items of both timelines that this actor is not shown on the page of the chain either. */
async function heldBack(ledger: Ledger, actor: Actor, both: readonly Reconstruction[]): Promise<ReadonlySet<string>> {
  const entries = both.flatMap(({ timeline }) => timeline.map(({ entry }) => entry));
  const open = await ledger.db.as(actor, async (tx) => {
    const logs = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    return await factsAt(
      tx,
      ledger,
      entries.map(({ log, index }) => ({ logId: logs.get(log) ?? 0, index })),
    );
  });
  const seen = new Set(open.map(({ log, index }) => `${log}:${index}`));
  return new Set(entries.map(({ log, index }) => `${log}:${index}`).filter((name) => !seen.has(name)));
}

/** Every entry that an earlier reconstruction of the chain rests on, as far as this actor may see that one. */
export async function placesBefore(ledger: Ledger, actor: Actor, id: string): Promise<readonly Place[]> {
  const { row } = await chainById(ledger, actor, id);
  const past = await pastOf(ledger, actor, row);
  return past.flatMap((each) => (each.status === 'open' ? restsOn(each.found) : []));
}
