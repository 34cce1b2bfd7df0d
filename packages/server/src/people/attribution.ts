import type { Party } from '../kernel/party.ts';
import { isMasked } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { EntryRef, Fact, FactOf } from './fact.ts';
import { compareEntries, compareText, entryOf, isKind, latestVersions } from './fact.ts';
import type { Realms } from './handle-key.ts';
import { handleKey } from './handle-key.ts';
import type { Held, State } from './states.ts';

export type Person = { readonly system: 'hr' | 'crm'; readonly ref: string };

export type BindingStrength = FactOf<'binding'>['record']['body']['strength'];

/** Who stood behind an account at an instant, by which record, and how surely. */
export type Attribution = {
  readonly person: Person;
  readonly strength: BindingStrength | 'itself';
  /** The record that says so; an employee number or customer number needs none. */
  readonly entry: EntryRef | undefined;
};

/** One statement that an account was somebody's, with the time for which it holds. */
export type Bound = {
  readonly person: Person;
  /** The kind of record that states it: an account's own, or the list of accounts with an employee or a customer. */
  readonly by: 'binding' | 'employee' | 'customer';
  readonly strength: BindingStrength;
  readonly from: Instant;
  readonly until: Instant | undefined;
  readonly entry: EntryRef;
};

export type Bindings = {
  /** Everyone to whom the account was bound at the instant, surest first. Empty for a masked account. */
  readonly personsOf: (party: Party, at: Instant) => readonly Attribution[];
  /** Every statement about the account, whenever it holds, in the order of its time. Empty for a masked account. */
  readonly boundOf: (party: Party) => readonly Bound[];
  /** Every account ever bound to the person, whenever. */
  readonly handlesOf: (person: Person) => readonly Party[];
};

type Named<B extends object> = ReadonlyMap<string, readonly State<Held<B>>[]>;
type EmployeeStates = Named<FactOf<'employee'>['record']['body']>;
type CustomerStates = Named<FactOf<'customer'>['record']['body']>;

const surest: readonly Attribution['strength'][] = ['itself', 'real-name', 'login', 'device', 'declared', 'inferred'];
const companyAccounts = new Set(['wecom', 'dingtalk', 'feishu']);

export function personKey(person: Person): string {
  return `${person.system}:${person.ref}`;
}

/** Reads every dated statement of who uses which account. The facts must be in ledger order. */
export function readBindings(
  facts: readonly Fact[],
  employees: EmployeeStates,
  customers: CustomerStates,
  realms: Realms,
): Bindings {
  const bound = new Map<string, Bound[]>();
  const handles = new Map<string, Map<string, Party>>();
  const add = (handle: Party, each: Bound): void => {
    const key = handleKey(handle, realms);
    bound.set(key, [...(bound.get(key) ?? []), each]);
    const person = personKey(each.person);
    handles.set(person, (handles.get(person) ?? new Map<string, Party>()).set(key, handle));
  };
  for (const [ref, states] of employees) addStates({ system: 'hr', ref }, states, add);
  for (const [ref, states] of customers) addStates({ system: 'crm', ref }, states, add);
  for (const fact of latestVersions(facts.filter((each) => isKind(each, 'binding')))) addBinding(fact, add);
  return {
    personsOf: (party, at) => personsOf(party, at, bound, realms),
    boundOf: (party) => (isMasked(party) ? [] : (bound.get(handleKey(party, realms)) ?? []).toSorted(compareBound)),
    handlesOf: (person) => [...(handles.get(personKey(person))?.values() ?? [])],
  };
}

function addStates(
  person: Person,
  states: readonly State<{ readonly handles?: readonly Party[] }>[],
  add: (handle: Party, bound: Bound) => void,
): void {
  const by = person.system === 'hr' ? 'employee' : 'customer';
  for (const { from, until, value, entry } of states) {
    for (const handle of value.handles ?? []) {
      const strength = companyAccounts.has(handle.system) ? 'login' : 'declared';
      add(handle, { person, by, strength, from, until, entry });
    }
  }
}

function addBinding(fact: FactOf<'binding'> & Fact, add: (handle: Party, bound: Bound) => void): void {
  const { handle, person, strength, since, until } = fact.record.body;
  if (person.system !== 'hr' && person.system !== 'crm') return;
  add(handle, {
    person: { system: person.system, ref: person.ref },
    by: 'binding',
    strength,
    from: since ?? fact.record.occurredAt,
    until: until ?? undefined,
    entry: entryOf(fact),
  });
}

function compareBound(a: Bound, b: Bound): number {
  return a.from - b.from || compareText(personKey(a.person), personKey(b.person)) || compareEntries(a.entry, b.entry);
}

function personsOf(
  party: Party,
  at: Instant,
  bound: ReadonlyMap<string, readonly Bound[]>,
  realms: Realms,
): readonly Attribution[] {
  if (isMasked(party)) return [];
  if (party.system === 'hr' || party.system === 'crm') {
    return [{ person: { system: party.system, ref: party.ref }, strength: 'itself', entry: undefined }];
  }
  const all = bound.get(handleKey(party, realms)) ?? [];
  const then = all.filter((each) => each.from <= at && (each.until === undefined || at < each.until));
  const found = then.length > 0 ? then : knownLater(all, at);
  return surestOfEach(found);
}

/**
 * A customer is often entered into the CRM after the first talk, so an account that was only ever one
 * customer's is taken for that customer's before then too. Never done for an employee.
 */
function knownLater(all: readonly Bound[], at: Instant): readonly Bound[] {
  const persons = new Set(all.map((each) => personKey(each.person)));
  const alone = persons.size === 1 && all.every((each) => each.person.system === 'crm' && at < each.from);
  return alone ? all.map((each) => ({ ...each, strength: 'inferred' as const })) : [];
}

function surestOfEach(found: readonly Bound[]): readonly Attribution[] {
  const sorted = found.toSorted(
    (a, b) =>
      surest.indexOf(a.strength) - surest.indexOf(b.strength) ||
      compareText(personKey(a.person), personKey(b.person)) ||
      compareEntries(a.entry, b.entry),
  );
  const persons = new Map<string, Attribution>();
  for (const { person, strength, entry } of sorted) {
    if (!persons.has(personKey(person))) persons.set(personKey(person), { person, strength, entry });
  }
  return [...persons.values()];
}
