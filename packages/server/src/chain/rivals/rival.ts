import type { EntryRef } from '../../people/fact.ts';
import type { Rival, RivalKind, RivalOutcome } from '../chain.ts';
import type { Evidence } from '../evidence.ts';
import { distinct } from '../make-link.ts';

/** One other explanation that is always looked for. It reads the evidence, changes nothing and throws on none. */
export type RivalSearch = (evidence: Evidence) => Rival;

const mostEntries = 20;

export function found(
  kind: RivalKind,
  outcome: RivalOutcome,
  because: string,
  entries: readonly EntryRef[] = [],
): Rival {
  return { kind, outcome, entries: distinct(entries).slice(0, mostEntries), because };
}
