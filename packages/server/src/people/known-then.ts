import type { Instant } from '../kernel/time.ts';
import type { Holding, Sorted, Who } from './as-of.ts';
import { ownersThen, permittedThen, whoIs } from './as-of.ts';
import type { Action, Ownership, Permission, View } from './as-of-index.ts';
import { asOfIndex, placeKey, versionOf } from './as-of-index.ts';
import type { Directory } from './directory.ts';
import { buildDirectory } from './directory.ts';
import type { EntryRef, Fact } from './fact.ts';
import { compareFacts, compareText, entryOf } from './fact.ts';
import { presenceAt } from './presence.ts';
import { decide } from './timeline.ts';

const MOST_KEPT = 4;
const kept = new WeakMap<Directory, Map<number, View>>();

/** What of a view was in the ledger at an instant; the view itself where all of it was. */
export function knownAt(view: View, known: Instant | undefined): View {
  if (known === undefined) return view;
  const facts = view.facts.filter((fact) => fact.recordedAt <= known);
  if (facts.length === view.facts.length) return view;
  // Every instant between two deliveries knows the same.
  const last = facts.reduce((latest, { recordedAt }) => Math.max(latest, recordedAt), 0);
  const views = kept.get(view.directory) ?? new Map<number, View>();
  kept.set(view.directory, views);
  const found = views.get(last) ?? { facts, directory: buildDirectory(facts) };
  views.delete(last);
  views.set(last, found);
  for (const oldest of [...views.keys()].slice(0, -MOST_KEPT)) views.delete(oldest);
  return found;
}

/** An entry with the time at which it came into the ledger. */
export type Arrived = { readonly entry: EntryRef; readonly recordedAt: Instant };
type Standing = keyof Sorted<unknown> | 'none';

/** Where what was known then and what is known now say different things of somebody, and what came in between. */
export type Difference = {
  readonly what: 'owner' | 'permission';
  readonly who: Who;
  readonly resource?: string;
  readonly action?: string;
  readonly knownThen: Standing;
  readonly knownNow: Standing;
  /** Empty where neither record is new: the account came to belong to somebody, or employment was recorded later. */
  readonly arrived: readonly Arrived[];
};

type Line = {
  readonly standing: Standing;
  readonly entries: readonly EntryRef[];
  readonly who: string;
  readonly right?: { readonly resource: string; readonly action: Action };
};

/** What differs of a customer at an instant between what was known then and what is known now. */
export function differencesOf(now: View, known: Instant, customer: string, at: Instant): readonly Difference[] {
  const then = knownAt(now, known);
  if (then === now) return [];
  const [before, after] = [linesOf(then, customer, at), linesOf(now, customer, at)];
  const lines = new Map([...before, ...after]);
  return [...lines.keys()].toSorted(compareText).flatMap((name) => {
    const [was, is, line] = [before.get(name), after.get(name), lines.get(name)];
    if (line === undefined || (was?.standing ?? 'none') === (is?.standing ?? 'none')) return [];
    const { who, right } = line;
    const decided = decidingFacts(now, customer, line, at);
    // What decided then may be another version by now, or one that no longer concerns this customer at all.
    const corrected = decidingFacts(then, customer, line, at).flatMap(
      (fact) => asOfIndex(now).versions.get(versionOf(entryOf(fact))) ?? [],
    );
    return [
      {
        what: right === undefined ? ('owner' as const) : ('permission' as const),
        who: whoIs(now, who, at),
        ...right,
        knownThen: was?.standing ?? 'none',
        knownNow: is?.standing ?? 'none',
        arrived: arrivedSince(known, [...decided, ...corrected]),
      },
    ];
  });
}

/** The facts that came into the ledger after an instant, each once. */
export function arrivedSince(known: Instant, facts: readonly Fact[]): readonly Arrived[] {
  const later = new Map(facts.filter((fact) => fact.recordedAt > known).map((fact) => [placeKey(fact), fact]));
  return [...later.values()]
    .toSorted(compareFacts)
    .map((fact) => ({ entry: entryOf(fact), recordedAt: fact.recordedAt }));
}

/** What decides over a line, also where it says no, and what says whether its person was there. */
function decidingFacts(view: View, customer: string, { who, right }: Line, at: Instant): readonly Fact[] {
  const { owners, rightsOf, statements } = asOfIndex(view);
  const owning = owners.get(customer)?.get(who);
  const rights = (rightsOf.get(who) ?? []).filter(
    ({ resource, action }) => resource === right?.resource && action === right.action,
  );
  const timelines = right === undefined ? [owning] : rights.flatMap(({ all, listed }) => [all, listed.get(customer)]);
  const { deciding } = decide<Ownership | Permission>(
    timelines.filter((each) => each !== undefined),
    at,
  );
  const { presenceBy } = presenceAt(view, who, at);
  return [...deciding.map(({ fact }) => fact), ...presenceBy.flatMap((entry) => statements.get(placeKey(entry)) ?? [])];
}

function linesOf(view: View, customer: string, at: Instant): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  const add = (standing: keyof Sorted<unknown>, { who: { ref }, entries }: Holding, right?: Line['right']): void => {
    const name = [ref, right?.resource ?? '', right?.action ?? ''].join('\n');
    lines.set(name, { standing, entries, who: ref, ...(right === undefined ? {} : { right }) });
  };
  const [owners, permissions] = [ownersThen(view, customer, at), permittedThen(view, customer, at)];
  for (const standing of ['counts', 'apart', 'unclear'] as const) {
    for (const held of owners[standing]) add(standing, held);
    for (const held of permissions[standing])
      for (const action of held.actions) add(standing, held, { resource: held.resource, action });
  }
  return lines;
}
