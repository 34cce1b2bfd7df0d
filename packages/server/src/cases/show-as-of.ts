import { maskerFor, personOf } from '../access/pseudonym.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { spanOf } from '../kernel/time.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { recordMissed } from '../ledger/record-missed.ts';
import type { AccessFact, CustomerAsOf } from '../people/as-of.ts';
import { customerAsOf } from '../people/as-of.ts';
import { asOfIndex } from '../people/as-of-index.ts';
import { customerLimits, KNOWN_THEN, personLimits } from '../people/as-of-words.ts';
import type { EntryRef } from '../people/fact.ts';
import { entryOf, isKind } from '../people/fact.ts';
import type { World } from '../people/facts.ts';
import { factsAt, worldOf } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import type { Difference } from '../people/known-then.ts';
import { differencesOf, knownAt } from '../people/known-then.ts';
import type { DepartmentThen } from '../people/organisation.ts';
import { organisationAt } from '../people/organisation.ts';
import type { PersonAsOf, Stretch } from '../people/person-as-of.ts';
import { personAsOf } from '../people/person-as-of.ts';
import type { PersonDifference } from '../people/person-differences.ts';
import { personDifferences } from '../people/person-differences.ts';
import * as peopleStore from '../people/store.ts';
import type { Actor } from '../platform/db.ts';
import type { Stated } from './ground.ts';
import { groundAsOf } from './ground-as-of.ts';
import type { Sight } from './withhold.ts';
import { entriesIn, personsIn, sightOf } from './withhold.ts';

/** As of when, and as known when; `undefined` is now. */
export type AskedAsOf = { readonly at: Instant; readonly known: Instant | undefined };

type Shown<Answer, Differing> = Answer & {
  readonly known: Instant | null;
  readonly differences: readonly Differing[];
  /** How many lines are held back from whoever asks. */
  readonly withheld: number;
  readonly ground: string;
};
export type ShownCustomer = Shown<CustomerAsOf, Difference>;
export type ShownPerson = Shown<PersonAsOf, PersonDifference>;

/**
 * Who owned a customer and who could open it, for this actor: what rests on entries they may not see or names persons they
 * are walled off from is held back and counted. Recorded before it answers. Refuses with `not_found` where nothing of the
 * customer may be seen, and with `reading.needs_ground`.
 */
export async function showCustomerAsOf(
  ledger: Ledger,
  actor: Actor,
  ref: string,
  { at, known }: AskedAsOf,
  stated: Stated,
): Promise<ShownCustomer> {
  const world = await worldOf(ledger);
  const what = { customer: ref, at, known: known ?? null };
  const entries = entriesOfCustomer(world, ref);
  const { seesEntry } = await sightOf(ledger, actor, entries);
  if (!entries.some(seesEntry)) {
    await recordMissed(ledger, actor, 'as-of.read', what, [], entries.length > 0);
    throw new Refusal('not_found', { what: 'this customer' });
  }
  const ground = await groundAsOf(ledger, actor, { system: 'crm', ref }, what, stated);
  const view = knownAt(world, known);
  const answer = {
    ...customerAsOf(view, ref, at, await accessesThen(ledger, actor, world, ref, { at, known })),
    differences: known === undefined ? [] : differencesOf(world, known, ref, at),
  };
  const sight = await sightOf(ledger, actor, answer);
  const seen = {
    ...answer,
    owners: sight.keepSorted(answer.owners),
    permissions: sight.keepSorted(answer.permissions),
    changedThatDay: sight.keep(answer.changedThatDay),
    managers: sight.keep(answer.managers),
    accesses: sight.keep(answer.accesses),
    unattributed: { ...answer.unattributed, entries: answer.unattributed.entries.filter(sight.seesEntry) },
    differences: sight.keep(answer.differences),
  };
  const limits = [...customerLimits(view, seen), ...(known === undefined ? [] : [KNOWN_THEN])];
  return await recorded(ledger, actor, what, ground, {
    ...seen,
    limits,
    known: known ?? null,
    withheld: sight.withheld(),
  });
}

/** The same of an employee; one whose name is covered for this actor is asked after by key, never by number. */
export async function showPersonAsOf(
  ledger: Ledger,
  actor: Actor,
  asked: string,
  { at, known }: AskedAsOf,
  stated: Stated,
): Promise<ShownPerson> {
  const world = await worldOf(ledger);
  const { ref, isOpen } = await employeeAsked(ledger, actor, world, asked);
  const person = personOf(ledger, ref ?? asked);
  const what = { person, at, known: known ?? null };
  const entries = ref === undefined ? [] : (asOfIndex(world).about.get(ref) ?? []).map(entryOf);
  const { seesEntry, seesPerson } = await sightOf(ledger, actor, entries);
  const isWalled = ref !== undefined && (!seesPerson(ref) || !entries.some(seesEntry));
  if (ref === undefined || !isOpen || isWalled) {
    await recordMissed(ledger, actor, 'as-of.read', what, ref === undefined ? [] : [person], isWalled);
    throw new Refusal('not_found', { what: 'this person' });
  }
  const ground = await groundAsOf(ledger, actor, { system: 'hr', ref }, what, stated);
  const answer = {
    ...personAsOf(knownAt(world, known), ref, at),
    differences: known === undefined ? [] : personDifferences(world, known, ref, at),
  };
  const sight = await sightOf(ledger, actor, answer);
  const [state] = answer.state === null ? [] : sight.keep([withinSight(answer.state, sight)]);
  const seen = {
    ...answer,
    presenceBy: answer.presenceBy.filter(sight.seesEntry),
    state: state ?? null,
    history: sight.keep(answer.history.map((each) => withinSight(each, sight))),
    handles: sight.keep(answer.handles),
    owned: sight.keepSorted(answer.owned),
    permissions: sight.keepSorted(answer.permissions),
    agreements: sight.keep(answer.agreements),
    differences: sight.keep(answer.differences.filter((each) => !namesWalled(each, sight))),
  };
  const limits = [...personLimits(seen), ...(known === undefined ? [] : [KNOWN_THEN])];
  return await recorded(ledger, actor, what, ground, {
    ...seen,
    limits,
    known: known ?? null,
    withheld: sight.withheld(),
  });
}

/** A manager may have been carried over from a statement that is not the one cited. */
function withinSight(stretch: Stretch, { seesPerson }: Sight): Stretch {
  const { manager, ...rest } = stretch;
  return manager === undefined || seesPerson(manager.ref) ? stretch : rest;
}

const namesWalled = ({ what, name, knownThen, knownNow }: PersonDifference, { seesPerson }: Sight): boolean =>
  what === 'state' && name === 'manager' && [knownThen, knownNow].some((ref) => ref !== null && !seesPerson(ref));

async function recorded<T extends object>(
  ledger: Ledger,
  actor: Actor,
  what: Parameters<typeof audit>[3],
  ground: string,
  answer: T,
): Promise<T & { readonly ground: string }> {
  const about = [...new Set(personsIn(answer).map((ref) => personOf(ledger, ref)))];
  const items = new Set(entriesIn(answer).map(({ log, index }) => `${log}:${index}`)).size;
  await audit(ledger, actor, 'as-of.read', what, { ground, about, items });
  return { ...answer, ground };
}

/** Everything by which a customer is known: its own records, and who was ever assigned it. */
function entriesOfCustomer(world: World, ref: string): readonly EntryRef[] {
  const { moves, ownersUnknown } = asOfIndex(world);
  const states = world.directory.customerStates(ref).map(({ entry }) => entry);
  const assigned = [...(moves.get(ref) ?? []), ...(ownersUnknown.get(ref) ?? [])];
  return [...states, ...assigned.map(({ fact }) => entryOf(fact))];
}

/** Uses of the customer's data that day which this actor may see, as far as they were known. */
async function accessesThen(
  ledger: Ledger,
  actor: Actor,
  { directory }: World,
  ref: string,
  { at, known }: AskedAsOf,
): Promise<readonly AccessFact[]> {
  const person = { system: 'crm', ref } as const;
  const macs = [person, ...directory.handlesOf(person)].map((party) => partyMac(ledger, party));
  const facts = await ledger.db.as(actor, async (tx) =>
    factsAt(tx, ledger, await peopleStore.spotsNamingWithin(tx, macs, 'access', spanOf(at, 'day'))),
  );
  return facts.filter(
    (fact): fact is AccessFact & (typeof facts)[number] =>
      isKind(fact, 'access') && (known === undefined || fact.recordedAt <= known),
  );
}

/** Who is meant by a key or a number. By number only those are open whose names are: else it would undo the covering. */
async function employeeAsked(
  ledger: Ledger,
  actor: Actor,
  world: World,
  asked: string,
): Promise<{ readonly ref: string | undefined; readonly isOpen: boolean }> {
  const { employees } = world.directory;
  const byKey = employees.find((ref) => personOf(ledger, ref) === asked);
  if (byKey !== undefined) return { ref: byKey, isOpen: true };
  if (!employees.includes(asked)) return { ref: undefined, isOpen: false };
  const masker = await maskerFor(ledger, actor, world);
  return { ref: asked, isOpen: masker.shows(personOf(ledger, asked)) };
}

/** Who was in which department under whom; for the command line, where nothing is held back. */
export async function showOrganisationAsOf(
  ledger: Ledger,
  actor: Actor,
  { at, known }: AskedAsOf,
): Promise<readonly DepartmentThen[]> {
  const departments = organisationAt(knownAt(await worldOf(ledger), known), at);
  await recorded(ledger, actor, { organisation: true, at, known: known ?? null }, 'command-line', { departments });
  return departments;
}
