import type { Kind, NativeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';
import * as followStore from '../ledger/follow-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ReadEntry } from '../ledger/read.ts';
import { readInParts } from '../ledger/read.ts';
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
  // Our own entry: it was decoded before it was recorded, and opened under the commitment of its entry.
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
  return [...(await readFacts(tx, ledger, spots)).values()];
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

/** How far the notes on who is named where reach in each log, and how long that log is. */
type Reached = ReadonlyMap<number, { readonly noted: number; readonly size: number }>;
type Remembered = { reached: Reached; readonly refused: string; readonly facts: Map<string, KeyedFact>; world: World };
const remembered = new WeakMap<Ledger, Remembered>();

/**
 * Everyone and everything as the ledger has it now. Entries never change, so only those that came since it was last read
 * are read; once something was retracted or destroyed, all is read again and what is no longer listed is forgotten.
 */
export async function readWorld(tx: Tx, ledger: Ledger): Promise<World> {
  if (tx.isHeld) throw new Error('who is who is read whole, or not at all');
  const reached = await reachedNow(tx);
  const refused = (await store.refusals(tx)).map(({ id }) => id);
  const known = remembered.get(ledger);
  const stretches = known === undefined ? undefined : await addedSince(tx, known.reached, reached);
  if (known === undefined || stretches === undefined) {
    const facts = await readFacts(tx, ledger, await store.spotsOfKinds(tx, STANDING_KINDS));
    return remember(ledger, reached, refused, facts);
  }
  const spots: Spot[] = [];
  for (const each of stretches) spots.push(...(await store.spotsOfKindsWithin(tx, STANDING_KINDS, each)));
  const added = await readFacts(tx, ledger, spots);
  if (added.size > 0 || known.refused !== refused.join())
    return remember(ledger, reached, refused, new Map([...known.facts, ...added]));
  known.reached = reached;
  return known.world;
}

function remember(ledger: Ledger, reached: Reached, refused: readonly string[], facts: Map<string, KeyedFact>): World {
  const all = [...facts.values()];
  const refusals = refusalsOf(new Set(refused), refusalId(ledger));
  const world = { facts: all, directory: buildDirectory(all, refusals) };
  remembered.set(ledger, { reached, refused: refused.join(), facts, world });
  return world;
}

async function reachedNow(tx: Tx): Promise<Reached> {
  const noted = await followStore.cursors(tx, 'people');
  const logs = await ledgerStore.logs(tx);
  return new Map(logs.map(({ logId, size }) => [logId, { noted: noted.get(logId) ?? 0, size }]));
}

/** The stretches that were noted since; `undefined` where not everything that was known still is. */
async function addedSince(tx: Tx, before: Reached, now: Reached): Promise<readonly store.Stretch[] | undefined> {
  const stretches: store.Stretch[] = [];
  for (const [logId, then] of before) {
    const at = now.get(logId);
    if (at === undefined || at.noted < then.noted || at.size < then.size) return undefined;
  }
  for (const [logId, { noted, size }] of now) {
    const from = before.get(logId)?.noted ?? 0;
    if (await ledgerStore.hasTypes(tx, logId, { from, to: size }, ['retraction', 'destruction'])) return undefined;
    if (noted > from) stretches.push({ logId, from, to: noted });
  }
  return stretches;
}

/** The same by the name of each place. */
async function readFacts(tx: Tx, ledger: Ledger, spots: readonly Spot[]): Promise<Map<string, KeyedFact>> {
  const facts = new Map<string, KeyedFact>();
  if (spots.length === 0) return facts;
  for (const log of await ledgerStore.logs(tx)) {
    const indexes = spots.filter((spot) => spot.logId === log.logId).map((spot) => spot.index);
    for await (const part of readInParts(tx, ledger, log, indexes))
      for (const entry of part) {
        const fact = factIn(entry);
        if (fact !== undefined) facts.set(nameOf({ logId: log.logId, index: fact.index }), fact);
      }
  }
  return facts;
}

const nameOf = ({ logId, index }: Spot): string => `${logId} ${index}`;

/** Entries that were opened lately and will be asked for again, newest use last. */
const opened = new WeakMap<Ledger, Map<string, KeyedFact>>();
const MOST_OPENED = 50_000;

/**
 * `factsAt` for who may have read the same places before. Only what is at these places now is answered. `keeps` says whether
 * what is opened now is likely to be read again: keeping what is not costs more than opening it did.
 */
export async function factsAtAgain(
  tx: Tx,
  ledger: Ledger,
  spots: readonly Spot[],
  keeps: boolean,
): Promise<readonly KeyedFact[]> {
  const kept = opened.get(ledger) ?? new Map<string, KeyedFact>();
  opened.set(ledger, kept);
  const asked = spots.map((spot) => ({ spot, name: nameOf(spot), known: kept.get(nameOf(spot)) }));
  const read = await readFacts(
    tx,
    ledger,
    asked.flatMap(({ spot, known }) => (known === undefined ? spot : [])),
  );
  return asked.flatMap(({ name, known }) => {
    const fact = known ?? read.get(name);
    if (fact === undefined) return [];
    if (known !== undefined || keeps) keep(kept, name, fact);
    return fact;
  });
}

function keep(kept: Map<string, KeyedFact>, name: string, fact: KeyedFact): void {
  kept.delete(name);
  kept.set(name, fact);
  if (kept.size <= MOST_OPENED) return;
  const [oldest] = kept.keys();
  if (oldest !== undefined) kept.delete(oldest);
}
