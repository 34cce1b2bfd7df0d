import type { Money } from '../kernel/money.ts';
import type { Company } from '../people/company-index.ts';
import type { Directory } from '../people/directory.ts';
import type { EntryRef, Fact, FactOf } from '../people/fact.ts';
import { compareByTime, compareText, entryOf, inOrder, isKind, latestVersions } from '../people/fact.ts';
import { layStates, stateAt } from '../people/states.ts';
import type { ChainSettings, StoredFinding } from './chain.ts';
import { completedPayments } from './completed-payments.ts';
import type { Moment } from './order.ts';
import { compareMoments } from './order.ts';
import type { Payee, Payment } from './read-payment.ts';
import { readPayees } from './read-payment.ts';
import type { Said } from './read-said.ts';
import { readSaid } from './read-said.ts';
import type { MembersOf, Ours, Talk } from './read-talk.ts';
import { readOurs, readTalk } from './read-talk.ts';

export type Deal = Moment & {
  readonly fact: FactOf<'deal'> & Fact;
  readonly entry: EntryRef;
  readonly customer: string;
  readonly seller: Company | undefined;
  readonly amount: Money;
  readonly number: string;
  readonly quoted: boolean;
};

export type Paid = { readonly payment: Payment; readonly payee: Payee };
export type Factual<K extends Fact['record']['kind']> = FactOf<K> & Fact;

/** Every fact once, filed by whom it concerns; the rest of the chain never searches all facts again. */
export type World = {
  readonly directory: Directory;
  readonly settings: ChainSettings;
  /** Our people of whom anything was read that could start a chain. */
  readonly ours: ReadonlyMap<string, Ours>;
  readonly said: ReadonlyMap<string, readonly Said[]>;
  readonly talks: ReadonlyMap<string, readonly Talk[]>;
  readonly paidTo: ReadonlyMap<string, readonly Paid[]>;
  readonly paidBy: ReadonlyMap<string, readonly Payment[]>;
  readonly deals: ReadonlyMap<string, readonly Deal[]>;
  readonly access: ReadonlyMap<string, readonly Factual<'access'>[]>;
  /** Accesses of anybody by the device they came from. */
  readonly devices: ReadonlyMap<string, readonly Factual<'access'>[]>;
  readonly approvals: ReadonlyMap<string, readonly Factual<'approval'>[]>;
  readonly declarations: ReadonlyMap<string, readonly Factual<'declaration'>[]>;
  readonly claims: ReadonlyMap<string, readonly Factual<'claim'>[]>;
  readonly acknowledgements: ReadonlyMap<string, readonly Factual<'acknowledgement'>[]>;
  readonly agreements: readonly Factual<'agreement'>[];
  readonly about: ReadonlyMap<string, readonly (Factual<'document'> | Factual<'testimony'>)[]>;
  readonly recalls: ReadonlyMap<string, readonly Factual<'recall'>[]>;
  /** Under `SOURCE:ID`, as records name them. */
  readonly handovers: ReadonlyMap<string, Factual<'handover'>>;
  readonly findings: ReadonlyMap<string, readonly StoredFinding[]>;
};

export type Given = {
  readonly facts: readonly Fact[];
  readonly findings: readonly StoredFinding[];
  readonly directory: Directory;
  readonly settings: ChainSettings;
};

export function positionOf(at: { readonly log: string; readonly index: number }): string {
  return `${at.log}\n${at.index}`;
}

/** Files the facts; of a record that its source changed only the latest version counts, except in approvals. */
export function buildWorld({ facts: given, findings: found, directory, settings }: Given): World {
  const facts = inOrder(given);
  const findings = Map.groupBy(found.toSorted(compareFindings), positionOf);
  const latest = latestVersions(facts).toSorted(compareByTime);
  const of = <K extends Fact['record']['kind']>(kind: K): readonly Factual<K>[] =>
    latest.filter((fact): fact is Factual<K> => isKind(fact, kind));
  const declarations = of('declaration');
  // Words that a source later changed or removed were still said: all versions of a talk are read.
  const membersOf = readMembers(facts);
  const talks = facts.toSorted(compareByTime).flatMap((fact) => readTalk(fact, directory, membersOf) ?? []);
  const said = latestSaid(talks, findings, directory);
  const transfers = completedPayments(of('transfer'), directory);
  const declared = declaredAccounts(declarations, directory);
  const paid = transfers.flatMap((payment) =>
    readPayees(payment.to, payment.at, directory, declared).map((payee) => ({ payment, payee })),
  );
  const approvals = facts
    .filter((fact): fact is Factual<'approval'> => isKind(fact, 'approval'))
    .toSorted(compareByTime);
  return {
    directory,
    settings,
    ours: oursOf(
      said,
      paid,
      of('access').filter((fact) => findings.has(positionOf(fact))),
      directory,
    ),
    said: Map.groupBy(said, (each) => each.employee.key),
    talks: groupByOurs(talks),
    paidTo: Map.groupBy(paid, (each) => `hr:${each.payee.employee}`),
    paidBy: groupByPayer(transfers, directory),
    deals: Map.groupBy(
      of('deal').flatMap((fact) => readDeal(fact, directory)),
      (deal) => deal.customer,
    ),
    access: byEmployee(of('access'), directory),
    devices: Map.groupBy(of('access'), (fact) => fact.record.body.device ?? ''),
    approvals: Map.groupBy(approvals, (fact) => fact.record.body.for.ref),
    declarations: Map.groupBy(declarations, (fact) => fact.record.body.employee.ref),
    claims: byEmployee(of('claim'), directory),
    acknowledgements: byEmployee(of('acknowledgement'), directory),
    agreements: facts.filter((fact): fact is Factual<'agreement'> => isKind(fact, 'agreement')),
    about: groupByAbout([...of('document'), ...of('testimony')].toSorted(compareByTime), directory),
    recalls: Map.groupBy(of('recall'), (fact) => `${fact.record.source}\n${fact.record.body.of}`),
    handovers: new Map(of('handover').map((fact) => [`${fact.record.source}:${fact.record.externalId}`, fact])),
    findings,
  };
}

function compareFindings(a: StoredFinding, b: StoredFinding): number {
  return (
    compareText(a.log, b.log) ||
    a.index - b.index ||
    compareText(a.field, b.field) ||
    a.start - b.start ||
    a.end - b.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.id, b.id)
  );
}

function byEmployee<F extends Factual<'access'> | Factual<'claim'> | Factual<'acknowledgement'>>(
  facts: readonly F[],
  directory: Directory,
): ReadonlyMap<string, readonly F[]> {
  const grouped = new Map<string, F[]>();
  for (const fact of facts) {
    const employee = directory.employeeOf(fact.record.body.employee, fact.record.occurredAt);
    if (employee === undefined) continue;
    const list = grouped.get(employee);
    if (list === undefined) grouped.set(employee, [fact]);
    else list.push(fact);
  }
  return grouped;
}

/** The members of a conversation at an instant, for sources that name no receivers in a group. */
function readMembers(facts: readonly Fact[]): MembersOf {
  const groups = Map.groupBy(
    facts.filter((fact) => isKind(fact, 'conversation')),
    (fact) => `${fact.record.source}\n${fact.record.body.conversation}`,
  );
  const states = new Map(
    [...groups].map(([key, group]) => [
      key,
      layStates(
        group.map((fact) => ({
          from: fact.record.occurredAt,
          until: undefined,
          fields: fact.record.body,
          entry: entryOf(fact),
        })),
      ),
    ]),
  );
  return (source, conversation, at) => stateAt(states.get(`${source}\n${conversation}`) ?? [], at)?.value.members ?? [];
}

function latestSaid(
  talks: readonly Talk[],
  findings: ReadonlyMap<string, readonly StoredFinding[]>,
  directory: Directory,
): readonly Said[] {
  const said = talks.flatMap((talk) => readSaid(talk, findings.get(positionOf(talk.fact)) ?? [], directory));
  const latest = new Map<string, Said>();
  for (const each of said) {
    const { source, externalId, index, log } = each.entry;
    const key = [each.employee.key, log, source, externalId].join('\n');
    const before = latest.get(key);
    if (before === undefined || before.entry.index < index) latest.set(key, each);
  }
  return [...latest.values()].toSorted(
    (a, b) => compareMoments(a, b) || compareText(a.entry.log, b.entry.log) || a.entry.index - b.entry.index,
  );
}

function declaredAccounts(
  declarations: readonly Factual<'declaration'>[],
  directory: Directory,
): ReadonlyMap<string, readonly Factual<'declaration'>[]> {
  const declared = new Map<string, Factual<'declaration'>[]>();
  for (const fact of declarations) {
    const { account } = fact.record.body;
    if (account === undefined) continue;
    const key = directory.handleKey(account);
    declared.set(key, [...(declared.get(key) ?? []), fact]);
  }
  return declared;
}

function readDeal(fact: Factual<'deal'>, directory: Directory): readonly Deal[] {
  const { seller, amount, number, state } = fact.record.body;
  const customer = directory.customerOf(fact.record.body.customer, fact.record.occurredAt);
  if (state === 'lost' || state === 'cancelled' || customer === undefined) return [];
  return [
    {
      fact,
      entry: entryOf(fact),
      at: fact.record.occurredAt,
      precision: fact.record.precision,
      customer,
      seller: directory.companyOf(seller)?.company,
      amount,
      number,
      quoted: state === 'quoted',
    },
  ];
}

function oursOf(
  said: readonly Said[],
  paid: readonly Paid[],
  unusual: readonly Factual<'access'>[],
  directory: Directory,
): ReadonlyMap<string, Ours> {
  const ours = new Map<string, Ours>();
  const add = (employee: string, fact: Fact): void => {
    for (const read of readOurs({ system: 'hr', ref: employee }, fact, directory)) {
      if (!ours.has(read.key)) ours.set(read.key, read);
    }
  };
  for (const { employee } of said) if (!ours.has(employee.key)) ours.set(employee.key, employee);
  for (const { payment, payee } of paid) add(payee.employee, payment.fact);
  for (const fact of unusual) {
    const employee = directory.employeeOf(fact.record.body.employee, fact.record.occurredAt);
    if (employee !== undefined) add(employee, fact);
  }
  return new Map([...ours].toSorted(([a], [b]) => compareText(a, b)));
}

function groupByOurs(talks: readonly Talk[]): ReadonlyMap<string, readonly Talk[]> {
  const grouped = new Map<string, Talk[]>();
  for (const talk of talks) {
    for (const { key } of talk.ours) {
      const list = grouped.get(key);
      if (list === undefined) grouped.set(key, [talk]);
      else list.push(talk);
    }
  }
  return grouped;
}

function groupByPayer(payments: readonly Payment[], directory: Directory): ReadonlyMap<string, readonly Payment[]> {
  const withPayer = payments.flatMap((payment) => {
    const payer = directory.personOf(payment.from, payment.at)?.person;
    return payer?.system === 'hr' ? [{ key: `hr:${payer.ref}`, payment }] : [];
  });
  return new Map([...Map.groupBy(withPayer, (each) => each.key)].map(([k, v]) => [k, v.map((each) => each.payment)]));
}

function groupByAbout(
  facts: readonly (Factual<'document'> | Factual<'testimony'>)[],
  directory: Directory,
): World['about'] {
  const grouped = new Map<string, (Factual<'document'> | Factual<'testimony'>)[]>();
  for (const fact of facts) {
    for (const party of fact.record.body.about) {
      const person = directory.personOf(party, fact.record.occurredAt)?.person;
      const key = person === undefined ? `handle:${directory.handleKey(party)}` : `${person.system}:${person.ref}`;
      grouped.set(key, [...(grouped.get(key) ?? []), fact]);
    }
  }
  return grouped;
}
