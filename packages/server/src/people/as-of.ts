import type { Instant, Precision } from '../kernel/time.ts';
import { spanOf } from '../kernel/time.ts';
import type { Action, Ownership, Permission, Right, View } from './as-of-index.ts';
import { asOfIndex } from './as-of-index.ts';
import { customerLimits, noteOf } from './as-of-words.ts';
import type { EntryRef, Fact, FactOf } from './fact.ts';
import { compareByTime, compareText, entryOf } from './fact.ts';
import type { Presence } from './presence.ts';
import { presenceAt } from './presence.ts';
import type { Decision, Switch } from './timeline.ts';
import { decide, endOf, startOf } from './timeline.ts';

export type Who = { readonly ref: string; readonly name: string };

/** What somebody held, with the records that say so. */
export type Holding = {
  readonly who: Who;
  readonly presence: Presence;
  readonly presenceBy: readonly EntryRef[];
  readonly since: Instant;
  readonly precision: Precision;
  /** The records that decide: one, or several that contradict each other where their order is not known. */
  readonly entries: readonly EntryRef[];
  /** Why it does not simply count. */
  readonly note?: string;
};
export type Owner = Holding;
export type Permitted = Holding & {
  readonly resource: string;
  readonly actions: readonly Action[];
  readonly scope: 'all' | 'listed';
};

/** What counts; what was recorded of people who were not there; what the records leave open. Never added up. */
export type Sorted<T> = { readonly counts: readonly T[]; readonly apart: readonly T[]; readonly unclear: readonly T[] };

type Change = {
  readonly who: Who;
  readonly action: 'assigned' | 'released';
  readonly at: Instant;
  readonly precision: Precision;
  readonly entry: EntryRef;
};
type ManagerThen = { readonly who: Who; readonly of: Who; readonly entry: EntryRef; readonly isPermitted: boolean };
export type AccessFact = FactOf<'access'> & Fact;
type AccessThen = {
  /** Undefined for an account that belongs to no one person. */
  readonly who?: Who;
  readonly account: string;
  readonly action: string;
  readonly at: Instant;
  readonly precision: Precision;
  readonly entry: EntryRef;
  readonly isOwner: boolean;
};

export type CustomerAsOf = {
  readonly customer: Who;
  readonly at: Instant;
  readonly owners: Sorted<Owner>;
  readonly permissions: Sorted<Permitted>;
  readonly changedThatDay: readonly Change[];
  readonly managers: readonly ManagerThen[];
  /** Uses of the customer's data that day by people without a known permission. */
  readonly accesses: readonly AccessThen[];
  /** Assignments and permissions of accounts that belong to no one person: the newest, and how many in all. */
  readonly unattributed: { readonly count: number; readonly entries: readonly EntryRef[] };
  readonly limits: readonly string[];
};

/**
 * Who owned a customer and who could open it at an instant, as far as this view of the records goes. `accesses` are uses
 * of the customer's data around then; only those of that day count.
 */
export function customerAsOf(
  view: View,
  customer: string,
  at: Instant,
  accesses: readonly AccessFact[] = [],
): CustomerAsOf {
  const owners = ownersThen(view, customer, at);
  const permissions = permittedThen(view, customer, at);
  const seen = {
    customer: { ref: customer, name: view.directory.customerName(customer, at) ?? customer },
    at,
    owners,
    permissions,
    changedThatDay: changesOf(view, customer, at),
    managers: managersThen(view, owners, permissions, at),
    accesses: withoutPermission(view, customer, at, accesses),
    unattributed: unattributedThen(view, customer, at),
  };
  return { ...seen, limits: customerLimits(view, seen) };
}

export function ownersThen(view: View, customer: string, at: Instant): Sorted<Owner> {
  const timelines = asOfIndex(view).owners.get(customer) ?? new Map();
  const found = [...timelines].flatMap(([employee, timeline]) => {
    const decision = decide<Ownership>([timeline], at);
    const latest = decision.deciding.findLast(({ isOn }) => isOn);
    if (latest === undefined) return [];
    const since = decision.verdict === 'on' ? startOf(timeline, latest) : latest;
    return [{ decision, holding: holding(view, employee, at, decision, since) }];
  });
  return sortOut(found.toSorted((a, b) => compareHoldings(a.holding, b.holding)));
}

export function permittedThen(view: View, customer: string, at: Instant): Sorted<Permitted> {
  const found = asOfIndex(view)
    .rightsOn(customer)
    .flatMap((right) => permitted(view, right, right.listed.get(customer), at) ?? []);
  return sortOut(joinActions(found).toSorted((a, b) => compareHoldings(a.holding, b.holding)));
}

export type Found<T> = { readonly decision: Decision; readonly holding: T };

export function permitted(
  view: View,
  right: Right,
  listed: Right['all'] | undefined,
  at: Instant,
): Found<Permitted> | undefined {
  const decision = decide(listed === undefined ? [right.all] : [right.all, listed], at);
  const latest = decision.deciding.findLast(({ isOn }) => isOn);
  if (latest === undefined) return undefined;
  const { employee, resource, action } = right;
  const scope = latest.fact.record.body.scope === 'all' ? ('all' as const) : ('listed' as const);
  return {
    decision,
    holding: { ...holding(view, employee, at, decision, latest), resource, actions: [action], scope },
  };
}

/** Actions that the same records give for the same customers are one permission. */
export function joinActions<T extends Permitted>(
  found: readonly Found<T>[],
  reach: (held: T) => string = () => '',
): readonly Found<T>[] {
  const groups = Map.groupBy(found, ({ decision, holding: held }) =>
    [
      ...[held.who.ref, held.resource, decision.verdict, reach(held)],
      ...held.entries.map(({ log, index }) => `${log}:${index}`),
    ].join('\n'),
  );
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return [];
    const actions = [first, ...rest].flatMap(({ holding }) => holding.actions);
    return [{ ...first, holding: { ...first.holding, actions } }];
  });
}

export function holding(
  view: View,
  employee: string,
  at: Instant,
  { verdict, deciding }: Decision,
  since: Switch<Ownership | Permission>,
): Holding {
  const then = presenceAt(view, employee, at);
  const open = verdict === 'unknown' ? deciding : [];
  const { occurredAt, precision } = since.fact.record;
  const note = noteOf(then.presence, verdict, open);
  return {
    who: whoIs(view, employee, at),
    ...then,
    since: occurredAt,
    precision,
    entries: open.length > 0 ? open.map(({ fact }) => entryOf(fact)) : [entryOf(since.fact)],
    ...(note === undefined ? {} : { note }),
  };
}

export const whoIs = ({ directory }: View, ref: string, at: Instant): Who => ({
  ref,
  name: directory.employeeName(ref, at) ?? ref,
});

export const compareHoldings = (a: Holding, b: Holding): number =>
  a.since - b.since || compareText(a.who.ref, b.who.ref);

/** Nobody who was not there, and nothing whose order is unknown, is counted. */
export function sortOut<T extends Holding>(found: readonly Found<T>[]): Sorted<T> {
  const place = ({ decision, holding: { presence } }: Found<T>): keyof Sorted<T> => {
    if (decision.verdict === 'unknown') return 'unclear';
    if (presence === 'unknown') return 'unclear';
    return presence === 'left' || presence === 'not-yet' ? 'apart' : 'counts';
  };
  const groups = Map.groupBy(
    found.filter(({ decision }) => decision.verdict !== 'off'),
    place,
  );
  const of = (name: keyof Sorted<T>) => (groups.get(name) ?? []).map(({ holding }) => holding);
  return { counts: of('counts'), apart: of('apart'), unclear: of('unclear') };
}

/** Every assignment and release of the day, since who asks about an hour should know of it. */
function changesOf(view: View, customer: string, at: Instant): readonly Change[] {
  const day = spanOf(at, 'day');
  const moves = asOfIndex(view).moves.get(customer) ?? [];
  const end = endOf(moves, (day.to - 1) as Instant);
  const changes: Change[] = [];
  for (let place = end - 1; place >= 0; place--) {
    const each = moves[place];
    if (each === undefined || each.first < day.from) break;
    const { record } = each.fact;
    if (each.last >= day.to) continue;
    const employee = view.directory.employeeOf(record.body.employee, record.occurredAt);
    if (employee === undefined) continue;
    changes.push({
      who: whoIs(view, employee, at),
      action: record.body.action,
      at: record.occurredAt,
      precision: record.precision,
      entry: entryOf(each.fact),
    });
  }
  return changes.toReversed();
}

function managersThen(
  view: View,
  owners: Sorted<Owner>,
  permissions: Sorted<Permitted>,
  at: Instant,
): readonly ManagerThen[] {
  const allowed = new Set(permissions.counts.map(({ who }) => who.ref));
  return [...owners.counts, ...owners.unclear].flatMap(({ who }) => {
    const state = view.directory.employee(who.ref, at);
    const manager = state?.value.manager?.ref;
    if (state === undefined || manager === undefined) return [];
    return [{ who: whoIs(view, manager, at), of: who, entry: state.entry, isPermitted: allowed.has(manager) }];
  });
}

function withoutPermission(
  view: View,
  customer: string,
  at: Instant,
  facts: readonly AccessFact[],
): readonly AccessThen[] {
  const day = spanOf(at, 'day');
  const { rightsOf, owners } = asOfIndex(view);
  return facts.toSorted(compareByTime).flatMap((fact) => {
    const { body, occurredAt, precision } = fact.record;
    const who = view.directory.employeeOf(body.employee, occurredAt);
    if (occurredAt < day.from || occurredAt >= day.to || body.customer === undefined) return [];
    if (view.directory.customerOf(body.customer, occurredAt) !== customer) return [];
    const rights = who === undefined ? [] : (rightsOf.get(who) ?? []);
    const isPermitted = rights.some(
      (right) => permitted(view, right, right.listed.get(customer), occurredAt)?.decision.verdict === 'on',
    );
    if (isPermitted) return [];
    const owning = who === undefined ? undefined : owners.get(customer)?.get(who);
    return [
      {
        ...(who === undefined ? {} : { who: whoIs(view, who, occurredAt) }),
        account: `${body.employee.system}:${body.employee.ref}`,
        action: body.action,
        at: occurredAt,
        precision,
        entry: entryOf(fact),
        isOwner: owning !== undefined && decide([owning], occurredAt).verdict === 'on',
      },
    ];
  });
}

/** How many of these entries are listed; the rest is counted. */
const MOST_UNATTRIBUTED = 20;

function unattributedThen(view: View, customer: string, at: Instant): CustomerAsOf['unattributed'] {
  const { ownersUnknown, holdersUnknown } = asOfIndex(view);
  const lists = [ownersUnknown.get(customer) ?? [], ...holdersUnknown(customer)];
  const ends = lists.map((list) => ({ list, end: endOf(list, at) }));
  return {
    count: ends.reduce((sum, { end }) => sum + end, 0),
    entries: ends
      .flatMap(({ list, end }) => list.slice(Math.max(0, end - MOST_UNATTRIBUTED), end))
      .toSorted((a, b) => compareByTime(a.fact, b.fact))
      .slice(-MOST_UNATTRIBUTED)
      .map(({ fact }) => entryOf(fact)),
  };
}
