import type { NativeRecord } from '../kernel/record.ts';
import type { Instant } from '../kernel/time.ts';

/** A decoded record together with the place in the ledger where it stands. */
export type Fact = {
  readonly log: string;
  readonly index: number;
  readonly recordedAt: Instant;
  readonly record: NativeRecord;
};

/** Points at one entry in words a reader can look up: the source's own id and the ledger position. */
export type EntryRef = {
  readonly source: string;
  readonly externalId: string;
  readonly index: number;
  readonly log: string;
};

export type FactOf<K extends NativeRecord['kind']> = Omit<Fact, 'record'> & {
  readonly record: Extract<NativeRecord, { readonly kind: K }>;
};

export function isKind<K extends NativeRecord['kind']>(fact: Fact, kind: K): fact is FactOf<K> & Fact {
  return fact.record.kind === kind;
}

export function entryOf(fact: Fact): EntryRef {
  return {
    source: fact.record.source,
    externalId: fact.record.externalId,
    index: fact.index,
    log: fact.log,
  };
}

/** Order of UTF-16 code units, so that a sort never depends on the locale of the machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareFacts(a: Fact, b: Fact): number {
  return compareText(a.log, b.log) || a.index - b.index;
}

/** By the time the source states; ties fall back to the ledger position, so the order is total. */
export function compareByTime(a: Fact, b: Fact): number {
  return a.record.occurredAt - b.record.occurredAt || compareFacts(a, b);
}

export function compareEntries(a: EntryRef, b: EntryRef): number {
  return compareText(a.log, b.log) || a.index - b.index;
}

/** The facts in ledger order, each position once. */
export function inOrder(facts: readonly Fact[]): readonly Fact[] {
  const sorted = facts.toSorted(compareFacts);
  return sorted.filter((fact, i) => {
    const before = sorted[i - 1];
    return before === undefined || compareFacts(before, fact) !== 0;
  });
}

/** Of each record that its source changed, only the latest version; the facts must be in ledger order. */
export function latestVersions<F extends Fact>(facts: readonly F[]): readonly F[] {
  const latest = new Map<string, F>();
  for (const fact of facts) latest.set(`${fact.log}\n${fact.record.source}\n${fact.record.externalId}`, fact);
  return [...latest.values()].toSorted(compareFacts);
}
