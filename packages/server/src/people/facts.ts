import type { Kind, NativeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ReadEntry } from '../ledger/read.ts';
import { readEntries } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Directory } from './directory.ts';
import { buildDirectory } from './directory.ts';
import type { Fact } from './fact.ts';
import { refusalId, refusalsOf } from './refusals.ts';
import type { Spot } from './store.ts';
import * as store from './store.ts';

/** A fact with the data key its body is sealed under. */
export type KeyedFact = Fact & { readonly keyId: number };

/** The record in an entry, without what the ledger adds to it; `undefined` for other entries and destroyed bodies. */
export function recordIn({ entry, content }: ReadEntry): NativeRecord | undefined {
  if (entry.type !== 'record' || content.status !== 'open') return undefined;
  const { slice: _, ...record } = content.body;
  // Our own entry: it was decoded before it was recorded, and its commitment was checked when it was opened.
  return record as unknown as NativeRecord;
}

export function factIn(entry: ReadEntry): KeyedFact | undefined {
  const record = recordIn(entry);
  if (record === undefined) return undefined;
  return {
    log: entry.place.log,
    index: entry.place.index,
    recordedAt: entry.entry.recordedAt as Instant,
    record,
    keyId: entry.keyId,
  };
}

/** Reads the facts at these places; what was destroyed is left out. */
export async function factsAt(tx: Tx, ledger: Ledger, spots: readonly Spot[]): Promise<readonly KeyedFact[]> {
  const facts: KeyedFact[] = [];
  for (const log of await ledgerStore.logs(tx)) {
    const indexes = spots.filter((spot) => spot.logId === log.logId).map((spot) => spot.index);
    for (let from = 0; from < indexes.length; from += 1_000) {
      const read = await readEntries(tx, ledger, log, indexes.slice(from, from + 1_000));
      facts.push(...read.flatMap((entry) => factIn(entry) ?? []));
    }
  }
  return facts;
}

/** What says who is who, which company is which and who stood where: always read whole. */
export const STANDING_KINDS: readonly Kind[] = [
  'employee',
  'customer',
  'company',
  'declaration',
  'binding',
  'agreement',
  'acknowledgement',
  'ownership',
  'permission',
  'schedule',
  'calendar',
];

export type World = { readonly facts: readonly KeyedFact[]; readonly directory: Directory };

/** The same, for whoever reads on behalf of somebody who may not see all of it. */
export const worldOf = (ledger: Ledger): Promise<World> => ledger.db.as(systemActor, (tx) => readWorld(tx, ledger));

/**
 * The world as it was read last in this process, or as it is now where it never was. For who has just read it and needs it
 * once more for the same answer.
 */
export const worldReadLast = async (ledger: Ledger): Promise<World> =>
  remembered.get(ledger)?.world ?? (await worldOf(ledger));

/** `now`: the places and the refusals that it was made from. */
type Remembered = { now: string; readonly facts: Map<string, KeyedFact>; world: World };
const remembered = new WeakMap<Ledger, Remembered>();

/**
 * Everyone and everything as the ledger has it now. Entries never change, so only those not read before
 * are read; what was destroyed since is no longer listed and so forgotten here too.
 */
export async function readWorld(tx: Tx, ledger: Ledger): Promise<World> {
  if (tx.isHeld) throw new Error('who is who is read whole, or not at all');
  const spots = await store.spotsOfKinds(tx, STANDING_KINDS);
  const names = spots.map(({ logId, index }) => `${logId} ${index}`);
  const refused = (await store.refusals(tx)).map(({ id }) => id);
  const now = [...names, ...refused].join();
  const known = remembered.get(ledger);
  if (known !== undefined && known.now === now) return known.world;
  const facts = new Map<string, KeyedFact>();
  const missing: Spot[] = [];
  for (const [at, spot] of spots.entries()) {
    const name = names[at] ?? '';
    const fact = known?.facts.get(name);
    if (fact === undefined) missing.push(spot);
    else facts.set(name, fact);
  }
  const logs = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
  for (const fact of await factsAt(tx, ledger, missing)) facts.set(`${logs.get(fact.log)} ${fact.index}`, fact);
  const all = [...facts.values()];
  const refusals = refusalsOf(new Set(refused), refusalId(ledger));
  const world = { facts: all, directory: buildDirectory(all, refusals) };
  remembered.set(ledger, { now, facts, world });
  return world;
}
