import { personOf } from '../access/pseudonym.ts';
import { wallsOfAccount } from '../access/reach-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Sorted } from '../people/as-of.ts';
import { placeKey } from '../people/as-of-index.ts';
import type { EntryRef } from '../people/fact.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';

/** What of an answer made for everybody somebody may see, and how much was held back so far. */
export type Sight = {
  readonly seesEntry: (entry: EntryRef) => boolean;
  readonly seesPerson: (ref: string) => boolean;
  /** Those lines that rest on entries and name persons within sight. */
  readonly keep: <T extends object>(lines: readonly T[]) => readonly T[];
  readonly keepSorted: <T extends object>(sorted: Sorted<T>) => Sorted<T>;
  readonly withheld: () => number;
};

/** Every entry that an answer rests on, wherever it stands in it. */
export function entriesIn(value: unknown): readonly EntryRef[] {
  if (Array.isArray(value)) return value.flatMap(entriesIn);
  if (typeof value !== 'object' || value === null) return [];
  return isEntry(value) ? [value] : Object.values(value).flatMap(entriesIn);
}

const isEntry = (value: object): value is EntryRef => 'log' in value && 'externalId' in value;

/** Every employee number that an answer names. */
export function personsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(personsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    PERSONS.has(name) && isNamed(each) ? [each.ref] : personsIn(each),
  );
}

const PERSONS: ReadonlySet<string> = new Set(['who', 'of', 'manager']);
const isNamed = (value: unknown): value is { readonly ref: string } =>
  typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string';

/** Asks the database, as this actor, which of these entries it lets through; walls are asked by person as well. */
export async function sightOf(ledger: Ledger, actor: Actor, answer: unknown): Promise<Sight> {
  let withheld = 0;
  const { seesEntry, seesPerson } = await boundsOf(ledger, actor, entriesIn(answer));
  const sees = (value: unknown): boolean =>
    entriesIn(bare(value)).every(seesEntry) && personsIn(value).every(seesPerson);
  const keep = <T extends object>(lines: readonly T[]): readonly T[] => {
    const kept = lines.filter(sees).map((line) => withoutBy(line, seesEntry));
    withheld += lines.length - kept.length;
    return kept;
  };
  const keepSorted = <T extends object>({ counts, apart, unclear }: Sorted<T>): Sorted<T> => ({
    counts: keep(counts),
    apart: keep(apart),
    unclear: keep(unclear),
  });
  return { seesEntry, seesPerson, keep, keepSorted, withheld: () => withheld };
}

/** By which record somebody was there is left out alone: a line does not rest on it. */
const bare = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? { ...value, presenceBy: [] } : value;

function withoutBy<T extends object>(line: T, seesEntry: Sight['seesEntry']): T {
  if (!('presenceBy' in line) || !Array.isArray(line.presenceBy)) return line;
  return { ...line, presenceBy: line.presenceBy.filter((each: EntryRef) => seesEntry(each)) };
}

async function boundsOf(
  ledger: Ledger,
  actor: Actor,
  entries: readonly EntryRef[],
): Promise<Pick<Sight, 'seesEntry' | 'seesPerson'>> {
  if (actor.role !== 'account') return { seesEntry: () => true, seesPerson: () => true };
  const places = await ledger.db.as(actor, async (tx) => {
    const seen = new Set<string>();
    for (const { logId, name } of await ledgerStore.logs(tx)) {
      const indexes = [...new Set(entries.filter(({ log }) => log === name).map(({ index }) => index))];
      if (indexes.length === 0) continue;
      for (const index of (await ledgerStore.bodiesAt(tx, logId, indexes)).keys())
        seen.add(placeKey({ log: name, index }));
    }
    return seen;
  });
  const walls = await ledger.db.as(systemActor, (tx) => wallsOfAccount(tx, actor.id));
  const walled = new Set(walls.map(({ mac }) => mac.toString('hex')));
  return {
    seesEntry: (entry) => places.has(placeKey(entry)),
    seesPerson: (ref) => !walled.has(personOf(ledger, ref)),
  };
}
