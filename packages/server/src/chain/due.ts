import { hash } from 'node:crypto';
import * as detectStore from '../detect/store.ts';
import type { Kind } from '../kernel/record.ts';
import * as followStore from '../ledger/follow-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import * as ledgerStore from '../ledger/store.ts';
import { isKind } from '../people/fact.ts';
import type { KeyedFact, World } from '../people/facts.ts';
import { factsAtAgain, STANDING_KINDS } from '../people/facts.ts';
import { forEachParty } from '../people/handle-key.ts';
import type { Spot, Stretch } from '../people/store.ts';
import * as peopleStore from '../people/store.ts';
import type { Tx } from '../platform/db.ts';
import { readPayees } from './read-payment.ts';
import type { Subject } from './subject.ts';
import { payeeMacs, subjectOf } from './subject.ts';
import * as store from './subject-store.ts';

/** Goes up with every change of how chains are made, so that those of before are made anew. */
const VERSION = 2;
/** A new company can change what any name means; a rule, what any act broke. Duty plans and calendars count in findings. */
const CHANGES_ALL: readonly Kind[] = ['company', 'agreement'];

/** Whose chains are to be made anew, and whether those of everybody else are to go. */
export type Due = {
  readonly subjects: readonly Subject[];
  readonly all: boolean;
  /** To be kept once they were made. */
  readonly state: ReadonlyMap<string, string>;
};

/** Looks at what came since the chains were last made, without opening what names nobody that chains are about. */
export async function findDue(tx: Tx, ledger: Ledger, world: World): Promise<Due> {
  const before = await store.readState(tx);
  const state = await stateNow(tx, world);
  const stretches = await stretchesBetween(before, state);
  const all = await concernsAll(tx, before, state, stretches);
  const given = { tx, ledger, world };
  const from = Number(all ? 0 : (before.get('finding') ?? 0));
  const found = [
    ...(all ? await store.subjects(tx, ledger, 'all') : await watching(given, stretches)),
    ...(await inFindings(given, from)),
    ...(await paidIn(given, all ? undefined : stretches)),
    ...(all ? [] : await saidToBe(given, stretches)),
  ];
  return { subjects: [...new Map(found.map((each) => [each.mac.toString('hex'), each])).values()], all, state };
}

type GivenNow = { readonly tx: Tx; readonly ledger: Ledger; readonly world: World };

const LOG = 'log:';

async function stateNow(tx: Tx, { directory }: World): Promise<ReadonlyMap<string, string>> {
  const realms = [...directory.realms].map(([system, names]) => `${system}:${[...names].toSorted().join()}`).toSorted();
  const off = [...(await detectStore.rulesOff(tx))].toSorted();
  const refused = (await peopleStore.refusals(tx)).map(({ id }) => id).toSorted();
  const cursors = await followStore.cursors(tx, 'chain');
  return new Map([
    ['version', String(VERSION)],
    ['realms', hash('sha256', realms.join('\n'))],
    ['off', off.join('\n')],
    ['refused', hash('sha256', refused.join('\n'))],
    ['finding', String(await detectStore.lastWritten(tx))],
    ...[...cursors].map(([logId, next]) => [`${LOG}${logId}`, String(next)] as const),
  ]);
}

function stretchesBetween(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly Stretch[] {
  return [...now].flatMap(([name, next]) => {
    const from = Number(before.get(name) ?? 0);
    const to = Number(next);
    return name.startsWith(LOG) && to > from ? [{ logId: Number(name.slice(LOG.length)), from, to }] : [];
  });
}

async function concernsAll(
  tx: Tx,
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
  stretches: readonly Stretch[],
): Promise<boolean> {
  if (['version', 'realms', 'off', 'refused'].some((name) => before.get(name) !== now.get(name))) return true;
  for (const each of stretches) {
    if (await ledgerStore.hasTypes(tx, each.logId, each, ['retraction', 'destruction'])) return true;
    if ((await peopleStore.spotsOfKindsWithin(tx, CHANGES_ALL, each)).length > 0) return true;
  }
  return false;
}

/** Subjects of whom a party that is watched for them was named. */
async function watching({ tx, ledger }: GivenNow, stretches: readonly Stretch[]): Promise<readonly Subject[]> {
  const macs: Buffer[] = [];
  for (const each of stretches) macs.push(...(await store.watchersOf(tx, each, STANDING_KINDS)));
  return await store.subjects(tx, ledger, macs);
}

/** Everyone of our side in the entries of findings that were written since. */
async function inFindings({ tx, ledger, world }: GivenNow, since: number): Promise<readonly Subject[]> {
  const found = new Map<string, Subject>();
  for (const { record } of await factsAtAgain(tx, ledger, await detectStore.writtenSince(tx, since), true))
    forEachParty(record.body, (party) => {
      if (world.directory.sideOf(party, record.occurredAt) !== 'employee') return;
      const person = world.directory.personOf(party, record.occurredAt)?.person;
      const subject = subjectOf(ledger, person?.system === 'hr' ? { system: 'hr', ref: person.ref } : party);
      found.set(subject.mac.toString('hex'), subject);
    });
  return [...found.values()];
}

/** Everyone whom a payment may have reached; `undefined` for all payments there are. */
async function paidIn(
  { tx, ledger, world }: GivenNow,
  stretches: readonly Stretch[] | undefined,
): Promise<readonly Subject[]> {
  const spots: Spot[] = [];
  if (stretches === undefined) spots.push(...(await peopleStore.spotsOfKinds(tx, ['transfer'])));
  for (const each of stretches ?? []) spots.push(...(await peopleStore.spotsOfKindsWithin(tx, ['transfer'], each)));
  if (spots.length === 0) return [];
  const declared = declaredIn(world);
  const employees = new Set<string>();
  for (let from = 0; from < spots.length; from += 10_000)
    for (const fact of await factsAtAgain(tx, ledger, spots.slice(from, from + 10_000), stretches !== undefined)) {
      if (!isKind(fact, 'transfer')) continue;
      const { to } = fact.record.body;
      for (const payee of readPayees(to, fact.record.occurredAt, world.directory, declared))
        employees.add(payee.employee);
    }
  return [...employees].map((ref) => subjectOf(ledger, { system: 'hr', ref }));
}

type Declared = Parameters<typeof readPayees>[3];
const declaredUnder = new WeakMap<World, Declared>();

/** Whose account is whose by signed declarations. A world never changes: what it says is gathered once. */
function declaredIn(world: World): Declared {
  const known = declaredUnder.get(world);
  if (known !== undefined) return known;
  const declarations = world.facts.filter((fact) => isKind(fact, 'declaration'));
  const withAccount = declarations.flatMap((fact) => {
    const { account } = fact.record.body;
    return account === undefined ? [] : [{ key: world.directory.handleKey(account), fact }];
  });
  const grouped = Map.groupBy(withAccount, ({ key }) => key);
  const declared = new Map([...grouped].map(([key, group]) => [key, group.map(({ fact }) => fact)]));
  declaredUnder.set(world, declared);
  return declared;
}

/** People of whom something new says who they are, if chains were ever about them or money may have reached them. */
async function saidToBe({ tx, ledger, world }: GivenNow, stretches: readonly Stretch[]): Promise<readonly Subject[]> {
  const persons = new Set<string>();
  for (const each of stretches) {
    const spots = await peopleStore.spotsOfKindsWithin(tx, STANDING_KINDS, each);
    for (const fact of await factsAtAgain(tx, ledger, spots, true))
      for (const ref of personsIn(fact, world)) persons.add(ref);
  }
  const subjects = [...persons].map((ref) => subjectOf(ledger, { system: 'hr', ref }));
  const accounts = subjects.flatMap((subject) => payeeMacs(ledger, world, subject).map((mac) => ({ subject, mac })));
  const paid = await peopleStore.namedIn(
    tx,
    accounts.map(({ mac }) => mac),
    'transfer',
  );
  return [
    ...(await store.subjects(
      tx,
      ledger,
      subjects.map(({ mac }) => mac),
    )),
    ...accounts.filter(({ mac }) => paid.has(mac.toString('hex'))).map(({ subject }) => subject),
  ];
}

/** Who a record speaks of, and everyone who bears the same name: a name alone points at nobody once two bear it. */
function personsIn(fact: KeyedFact, { directory }: World): readonly string[] {
  const found: string[] = [];
  const at = fact.record.occurredAt;
  forEachParty(fact.record.body, (party) => {
    const person = party.system === 'hr' ? party : directory.personOf(party, at)?.person;
    if (person?.system === 'hr') found.push(person.ref);
  });
  if (isKind(fact, 'employee') && fact.record.body.name != null)
    found.push(...directory.bearersOf(fact.record.body.name));
  return found;
}
