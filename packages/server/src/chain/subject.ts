import type { Party } from '../kernel/party.ts';
import type { Kind } from '../kernel/record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { aliasesOf, namesOf } from '../people/company-index.ts';
import { foldName } from '../people/company-name.ts';
import type { Directory } from '../people/directory.ts';
import type { FactOf } from '../people/fact.ts';
import { isKind } from '../people/fact.ts';
import type { KeyedFact, World } from '../people/facts.ts';
import { factsAtAgain } from '../people/facts.ts';
import {
  conversationMac,
  conversationOf,
  coreMac,
  deviceMac,
  handoverMac,
  holderMac,
  partyMac,
} from '../people/follow.ts';
import { forEachParty } from '../people/handle-key.ts';
import * as peopleStore from '../people/store.ts';
import { isWrittenAsCode } from '../people/uscc.ts';
import type { Tx } from '../platform/db.ts';

/** One of our people, or an account of our side with no person behind it, that chains can be about. */
export type Subject = { readonly mac: Buffer; readonly party: Party };

export function subjectOf(ledger: Ledger, party: Party): Subject {
  return { mac: partyMac(ledger, party), party };
}

/** As `Ours.key` names the subject. */
export function keyOf({ party }: Subject, directory: Directory): string {
  return party.system === 'hr' ? `hr:${party.ref}` : `handle:${directory.handleKey(party)}`;
}

/** Everything that chains about one subject can rest on, and by which parties anything new about it would be named. */
export type Gathered = {
  readonly facts: readonly KeyedFact[];
  readonly watch: readonly Watched[];
};

/** `events`: whatever names the party counts; otherwise only what says who somebody is. */
export type Watched = { readonly mac: Buffer; readonly events: boolean };

/** What names the subject itself. */
const OWN: readonly Kind[] = [
  ...(['chat', 'recall', 'conversation', 'email', 'call', 'access', 'follow-up'] as const),
  ...(['approval', 'deal', 'transfer', 'claim', 'testimony', 'document'] as const),
];
/** What happened in a conversation without naming who heard it. */
const HEARD: readonly Kind[] = ['chat', 'recall'];
/** What tells of a customer whoever served it. */
const OF_CUSTOMERS: readonly Kind[] = ['deal', 'testimony', 'document'];

/** Reads everything about one subject: what names it, what was said where it was present, and what its customers did. */
export async function gatherFacts(tx: Tx, ledger: Ledger, world: World, subject: Subject): Promise<Gathered> {
  const { directory } = world;
  const standing = standingOf(world, subject);
  const keeps = comesAgain(ledger, subject);
  const read = async (of: readonly Buffer[], kinds: readonly Kind[]) =>
    of.length === 0 ? [] : await factsAtAgain(tx, ledger, await peopleStore.spotsNaming(tx, of, kinds), keeps);
  const macs = new Macs();
  const own = ownParties(subject, directory).map((party) => macs.add(partyMac(ledger, party), true));
  const named = await read(own, OWN);
  const accounts = accountsOf(ledger, subject, standing).map((mac) => macs.add(mac, true));
  const paid = await read(accounts, ['transfer']);
  const inConversations = (of: Kind) =>
    conversationsOf(named, of).map((name) => macs.add(conversationMac(ledger, name), true));
  const heard = await read(inConversations('conversation'), HEARD);
  const takenBack = await read(inConversations('chat'), ['recall']);
  const devices = devicesOf(named).map((device) => macs.add(deviceMac(ledger, device), true));
  const used = await read(devices, ['access']);
  const talked = [...named, ...paid, ...heard, ...takenBack];
  const customers = customersOf(talked, subject, directory);
  const called = customers
    .flatMap((ref) => [
      ...partiesOfCustomer(ref, directory).map((party) => partyMac(ledger, party)),
      ...spellingsOfCustomer(ref, directory).map((name) => coreMac(ledger, name)),
    ])
    .map((mac) => macs.add(mac, true));
  const dealt = await read(called, OF_CUSTOMERS);
  const events = distinct([...talked, ...used, ...dealt]);
  const numbers = handoversNamed(events).map((id) => macs.add(handoverMac(ledger, id), true));
  const handed = await read(numbers, ['handover']);
  for (const party of partiesIn(events)) macs.add(partyMac(ledger, party), false);
  return { facts: distinct([...standing, ...events, ...handed]), watch: macs.all() };
}

/** Whoever is named in them, companies aside, each once as it is written. */
function partiesIn(facts: readonly KeyedFact[]): Iterable<Party> {
  const parties = new Map<string, Party>();
  for (const { record } of facts)
    forEachParty(record.body, (party) => {
      if (party.system !== 'company') parties.set(`${party.system} ${party.ref}`, party);
    });
  return parties.values();
}

/** Keyed digests, each once; one that is watched for events stays so. */
class Macs {
  readonly #seen = new Map<string, Watched>();

  add(mac: Buffer, events: boolean): Buffer {
    const name = mac.toString('latin1');
    if (events || !this.#seen.has(name)) this.#seen.set(name, { mac, events });
    return mac;
  }

  all(): readonly Watched[] {
    return [...this.#seen.values()];
  }
}

/** Whose chains were made anew lately, latest last. */
const lately = new WeakMap<Ledger, Set<string>>();
const LATELY = 32;

/** Whether this subject comes up a second time within a few others: most come up once, when one record of theirs is late. */
function comesAgain(ledger: Ledger, { mac }: Subject): boolean {
  const subjects = lately.get(ledger) ?? new Set<string>();
  lately.set(ledger, subjects);
  const name = mac.toString('latin1');
  const isKnown = subjects.delete(name);
  subjects.add(name);
  const [oldest] = subjects;
  if (subjects.size > LATELY && oldest !== undefined) subjects.delete(oldest);
  return isKnown;
}

function ownParties({ party }: Subject, directory: Directory): readonly Party[] {
  if (party.system !== 'hr') return [party];
  return [party, ...directory.handlesOf({ system: 'hr', ref: party.ref })];
}

/** Every account that money for the subject can go to, and the names that the holder of one bears. */
export function payeeMacs(ledger: Ledger, world: World, subject: Subject): readonly Buffer[] {
  return [
    ...ownParties(subject, world.directory).map((party) => partyMac(ledger, party)),
    ...accountsOf(ledger, subject, standingOf(world, subject)),
  ];
}

/** Accounts that are the subject's by its own declaration, and by nothing but the name of their holder. */
function accountsOf(ledger: Ledger, { party }: Subject, standing: readonly KeyedFact[]): readonly Buffer[] {
  if (party.system !== 'hr') return [];
  const names = standing.flatMap((fact) => (isKind(fact, 'employee') ? (fact.record.body.name ?? []) : []));
  const accounts = standing.flatMap((fact) => (isKind(fact, 'declaration') ? (fact.record.body.account ?? []) : []));
  return [
    ...accounts.map((account) => partyMac(ledger, account)),
    ...[...new Set(names.map(foldName))].map((name) => holderMac(ledger, name)),
  ];
}

/**
 * Conversations of the subject by its own messages, or by the records that say who is a member: messages there need not
 * name who heard them. Who takes a message back is named, and who had heard it is not.
 */
function conversationsOf(facts: readonly KeyedFact[], kind: Kind): readonly string[] {
  const named = facts.flatMap(({ record }) => (record.kind === kind ? (conversationOf(record) ?? []) : []));
  return [...new Set(named)];
}

/** Devices on which data was changed or taken out: whoever else used them may have done it. */
function devicesOf(facts: readonly KeyedFact[]): readonly string[] {
  const devices = facts.flatMap((fact) =>
    isKind(fact, 'access') && !looks.has(fact.record.body.action) ? (fact.record.body.device ?? []) : [],
  );
  return [...new Set(devices)].filter((device) => device !== '');
}

const looks: ReadonlySet<string> = new Set(['view', 'search', 'login']);

function customersOf(facts: readonly KeyedFact[], { party }: Subject, directory: Directory): readonly string[] {
  const customers = new Set(party.system === 'hr' ? directory.everOwned(party.ref) : []);
  for (const { record } of facts)
    forEachParty(record.body, (each) => {
      const customer = directory.customerOf(each, record.occurredAt);
      if (customer !== undefined) customers.add(customer);
    });
  return [...customers].toSorted();
}

/** The customer's number, its accounts, and its company by the name and the code on record: sources name the buyer by any. */
function partiesOfCustomer(ref: string, directory: Directory): readonly Party[] {
  const companies = companiesOf(ref, directory);
  const codes = companies.flatMap((company) => directory.companyOf(company)?.company.code ?? []);
  const customer: Party = { system: 'crm', ref };
  return [
    customer,
    ...directory.handlesOf({ system: 'crm', ref }),
    ...companies,
    ...codes.map((code) => ({ system: 'company' as const, ref: code })),
  ];
}

/** Every name by which a source may call the customer's company. */
function spellingsOfCustomer(ref: string, directory: Directory): readonly string[] {
  const names = companiesOf(ref, directory).flatMap((party) => {
    const company = directory.companyOf(party)?.company;
    return [
      party.ref,
      party.name ?? [],
      company === undefined ? [] : [...namesOf(company), ...aliasesOf(company)],
    ].flat();
  });
  return [...new Set(names)].filter((name) => !isWrittenAsCode(name));
}

function companiesOf(ref: string, directory: Directory): readonly Party[] {
  return directory.customerStates(ref).flatMap(({ value }) => value.company ?? []);
}

function handoversNamed(facts: readonly KeyedFact[]): readonly string[] {
  const named = facts.flatMap(({ record }) => {
    const { handover, source } = record;
    return handover === undefined
      ? []
      : handover.includes(':')
        ? [handover, `${source}:${handover}`]
        : [`${source}:${handover}`];
  });
  return [...new Set(named)];
}

function distinct(facts: readonly KeyedFact[]): readonly KeyedFact[] {
  return [...new Map(facts.map((fact) => [`${fact.log}\n${fact.index}`, fact])).values()];
}

type Standing = {
  readonly forAll: readonly KeyedFact[];
  readonly byEmployee: ReadonlyMap<string, readonly KeyedFact[]>;
};
const filed = new WeakMap<World, Standing>();

/** Rules and contracts, and what one employee signed, declared and was entered as. */
function standingOf(world: World, { party }: Subject): readonly KeyedFact[] {
  const { forAll, byEmployee } = filed.get(world) ?? fileStanding(world);
  return party.system === 'hr' ? [...forAll, ...(byEmployee.get(party.ref) ?? [])] : forAll;
}

function fileStanding(world: World): Standing {
  const byEmployee = new Map<string, KeyedFact[]>();
  for (const fact of world.facts) {
    if (!isPersonal(fact)) continue;
    const { employee } = fact.record.body;
    const ref = world.directory.employeeOf(employee, fact.record.occurredAt) ?? employee.ref;
    const list = byEmployee.get(ref);
    if (list === undefined) byEmployee.set(ref, [fact]);
    else list.push(fact);
  }
  const standing = { forAll: world.facts.filter((fact) => isKind(fact, 'agreement')), byEmployee };
  filed.set(world, standing);
  return standing;
}

function isPersonal(fact: KeyedFact): fact is KeyedFact & FactOf<'employee' | 'declaration' | 'acknowledgement'> {
  return isKind(fact, 'employee') || isKind(fact, 'declaration') || isKind(fact, 'acknowledgement');
}
