import type { Party } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { Found, Owner, Permitted, Sorted, Who } from './as-of.ts';
import { compareHoldings, holding, joinActions, sortOut, whoIs } from './as-of.ts';
import type { Ownership, Permission, Right, View } from './as-of-index.ts';
import { asOfIndex } from './as-of-index.ts';
import { personLimits } from './as-of-words.ts';
import type { Attribution } from './attribution.ts';
import type { EmployeeState } from './directory.ts';
import type { EntryRef, Fact, FactOf } from './fact.ts';
import { compareText, entryOf } from './fact.ts';
import type { PresenceThen } from './presence.ts';
import { presenceAt, statesThen } from './presence.ts';
import type { RuleVersion } from './rule-versions.ts';
import { isPersonal, versionsInForce } from './rule-versions.ts';
import { decide, startOf } from './timeline.ts';

/** A stretch in which what is recorded of somebody's employment did not change. */
export type Stretch = {
  readonly from: Instant;
  readonly until?: Instant;
  readonly department?: string;
  readonly title?: string;
  readonly manager?: Who;
  readonly status?: string;
  readonly entry: EntryRef;
};
type HandleThen = {
  readonly handle: Party;
  readonly strength: Attribution['strength'];
  readonly entry?: EntryRef;
  /** The account was bound to somebody else as well. */
  readonly isShared: boolean;
};
export type OwnedThen = Owner & { readonly customer: Who };
/** `customers` are those a listed permission reaches, or those that one for all does not. */
export type PermissionThen = Permitted & { readonly customers: readonly Who[] };
type AgreementThen = Pick<RuleVersion, 'title' | 'version' | 'type' | 'from' | 'entry'> & {
  readonly receipt: 'signed' | 'refused' | 'other-version' | 'none';
  readonly receipts: readonly EntryRef[];
};

export type PersonAsOf = PresenceThen & {
  readonly who: Who;
  readonly at: Instant;
  readonly state: Stretch | null;
  /** Another state may have held at that hour, since only the day of the change is recorded. */
  readonly isStateUnclear: boolean;
  readonly history: readonly Stretch[];
  readonly handles: readonly HandleThen[];
  readonly owned: Sorted<OwnedThen>;
  readonly permissions: Sorted<PermissionThen>;
  readonly agreements: readonly AgreementThen[];
  readonly limits: readonly string[];
};

/** What is recorded of an employee as of an instant: post, accounts, customers, permissions, rules. */
export function personAsOf(view: View, employee: string, at: Instant): PersonAsOf {
  const { directory } = view;
  const state = directory.employee(employee, at);
  const presence = presenceAt(view, employee, at);
  const seen = {
    who: whoIs(view, employee, at),
    at,
    ...presence,
    state: state === undefined ? null : stretchOf(view, state),
    isStateUnclear: statesThen(view, employee, at).others.length > 0,
    history: directory.employeeStates(employee).map((each) => stretchOf(view, each)),
    handles: handlesThen(view, employee, at),
    owned: customersOf(view, employee, at),
    permissions: permissionsOf(view, employee, at),
    agreements: agreementsThen(view, employee, at),
  };
  return { ...seen, limits: personLimits(seen) };
}

function stretchOf(view: View, { from, until, value, entry }: EmployeeState): Stretch {
  const { department, title, manager, status } = value;
  return {
    from,
    ...(until === undefined ? {} : { until }),
    ...(department === undefined ? {} : { department }),
    ...(title === undefined ? {} : { title }),
    ...(manager === undefined ? {} : { manager: whoIs(view, manager.ref, from) }),
    ...(status === undefined ? {} : { status }),
    entry,
  };
}

function handlesThen({ directory }: View, ref: string, at: Instant): readonly HandleThen[] {
  return directory.handlesOf({ system: 'hr', ref }).flatMap((handle) => {
    const persons = directory.personsOf(handle, at);
    const own = persons.find(({ person }) => person.system === 'hr' && person.ref === ref);
    if (own === undefined) return [];
    const { strength, entry } = own;
    return [{ handle, strength, ...(entry === undefined ? {} : { entry }), isShared: persons.length > 1 }];
  });
}

const customerIs = ({ directory }: View, ref: string, at: Instant): Who => ({
  ref,
  name: directory.customerName(ref, at) ?? ref,
});

function customersOf(view: View, employee: string, at: Instant): Sorted<OwnedThen> {
  const timelines = asOfIndex(view).owned.get(employee) ?? new Map();
  const found = [...timelines].flatMap(([customer, timeline]) => {
    const decision = decide<Ownership>([timeline], at);
    const latest = decision.deciding.findLast(({ isOn }) => isOn);
    if (latest === undefined) return [];
    const since = decision.verdict === 'on' ? startOf(timeline, latest) : latest;
    const held = holding(view, employee, at, decision, since);
    return [{ decision, holding: { ...held, customer: customerIs(view, customer, at) } }];
  });
  return sortOut(found.toSorted((a, b) => compareText(a.holding.customer.ref, b.holding.customer.ref)));
}

function permissionsOf(view: View, employee: string, at: Instant): Sorted<PermissionThen> {
  const rights = asOfIndex(view).rightsOf.get(employee) ?? [];
  const found = rights.flatMap((right) => [...forAll(view, right, at), ...forListed(view, right, at)]);
  const joined = joinActions(found, ({ customers }) => customers.map(({ ref }) => ref).join('\n'));
  return sortOut(joined.toSorted((a, b) => compareHoldings(a.holding, b.holding)));
}

function forAll(view: View, right: Right, at: Instant): readonly Found<PermissionThen>[] {
  const decision = decide<Permission>([right.all], at);
  const latest = decision.deciding.findLast(({ isOn }) => isOn);
  if (latest === undefined || decision.verdict === 'off') return [];
  const except = [...right.listed].filter(([, listed]) => decide([right.all, listed], at).verdict === 'off');
  const customers = except.map(([customer]) => customerIs(view, customer, at));
  const held = holding(view, right.employee, at, decision, latest);
  const { resource, action } = right;
  return [{ decision, holding: { ...held, resource, actions: [action], scope: 'all' as const, customers } }];
}

/** Where the list of a permission decides and not one for all; customers of the same list together. */
function forListed(view: View, right: Right, at: Instant): readonly Found<PermissionThen>[] {
  const each = [...right.listed].flatMap(([customer, listed]) => {
    const decision = decide<Permission>([right.all, listed], at);
    const latest = decision.deciding.findLast(({ isOn }) => isOn);
    const isListed = latest !== undefined && latest.fact.record.body.scope !== 'all';
    return isListed && decision.verdict !== 'off' ? [{ customer, decision, latest }] : [];
  });
  const groups = Map.groupBy(each, ({ decision }) =>
    decision.deciding.map(({ fact }) => `${fact.log}:${fact.index}`).join(' '),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const held = holding(view, right.employee, at, first.decision, first.latest);
    const customers = group.map(({ customer }) => customerIs(view, customer, at));
    const { resource, action } = right;
    const scope = 'listed' as const;
    return [{ decision: first.decision, holding: { ...held, resource, actions: [action], scope, customers } }];
  });
}

function agreementsThen(view: View, employee: string, at: Instant): readonly AgreementThen[] {
  const { agreements, acknowledgements } = asOfIndex(view);
  const own = (acknowledgements.get(employee) ?? []).filter(({ record }) => record.body.at <= at);
  const rules = versionsInForce(agreements, at);
  return rules.flatMap((rule) => {
    const { receipt, by } = receiptOf(rule, own);
    if (isPersonal(rule) && receipt === 'none') return [];
    const { title, version, type, from, entry } = rule;
    return [{ title, version, type, from, entry, receipt, receipts: by.map(entryOf) }];
  });
}

type Receipt = FactOf<'acknowledgement'> & Fact;

function receiptOf(
  { title, version }: RuleVersion,
  own: readonly Receipt[],
): { readonly receipt: AgreementThen['receipt']; readonly by: readonly Receipt[] } {
  const all = own.filter(({ record }) => record.body.agreement === title);
  const same = all.filter(({ record }) => record.body.version === version);
  const signed = same.filter(({ record }) => record.body.outcome === 'signed');
  if (signed.length > 0) return { receipt: 'signed', by: signed };
  if (same.length > 0) return { receipt: 'refused', by: same };
  return { receipt: all.length > 0 ? 'other-version' : 'none', by: all };
}
