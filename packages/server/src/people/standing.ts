import type { Party } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { EntryRef, Fact, FactOf } from './fact.ts';
import { compareByTime, entryOf, isKind, latestVersions } from './fact.ts';

/** An assignment that still held at the instant asked about. */
type Owned = {
  readonly employee: string;
  readonly since: Instant;
  readonly entry: EntryRef;
  /** Others to whom the customer was assigned as well, and from whom it was not released. */
  readonly alsoOwnedBy: readonly string[];
};

type Permitted = {
  readonly since: Instant;
  readonly resource: string;
  readonly actions: readonly string[];
  readonly all: boolean;
  readonly entry: EntryRef;
};

export type Standing = {
  /** Who was assigned the customer at the instant: the latest assignment that was not released. */
  readonly ownerOf: (customer: string, at: Instant) => Owned | undefined;
  /** The assignment of this customer to this employee, if it held at the instant. */
  readonly owned: (employee: string, customer: string, at: Instant) => Owned | undefined;
  /** What the employee was allowed to do with the customer's records at the instant. */
  readonly permitted: (employee: string, customer: string, at: Instant) => readonly Permitted[];
  /** Every customer that was ever assigned to the employee. */
  readonly everOwned: (employee: string) => readonly string[];
};

/** Finds the number behind a party, whichever account the source names. */
export type Resolve = {
  readonly employeeOf: (party: Party, at: Instant) => string | undefined;
  readonly customerOf: (party: Party, at: Instant) => string | undefined;
};

type Ownership = { readonly fact: FactOf<'ownership'> & Fact; readonly employee: string; readonly customer: string };
type Permission = {
  readonly fact: FactOf<'permission'> & Fact;
  readonly employee: string;
  readonly customers: 'all' | ReadonlySet<string>;
};

/** Reads assignments and permissions as histories; the facts must be in ledger order. */
export function readStanding(facts: readonly Fact[], resolve: Resolve): Standing {
  const ownership = readOwnership(facts, resolve);
  const byCustomer = Map.groupBy(ownership, (event) => event.customer);
  const byOwner = Map.groupBy(ownership, (event) => event.employee);
  const byEmployee = Map.groupBy(readPermissions(facts, resolve), (event) => event.employee);
  const ownersAt = (customer: string, at: Instant): readonly Owned[] => ownersOf(byCustomer.get(customer) ?? [], at);
  return {
    ownerOf: (customer, at) => ownersAt(customer, at).at(-1),
    owned: (employee, customer, at) => ownersAt(customer, at).find((owned) => owned.employee === employee),
    permitted: (employee, customer, at) => permittedAt(byEmployee.get(employee) ?? [], customer, at),
    everOwned: (employee) => [...new Set((byOwner.get(employee) ?? []).map((event) => event.customer))],
  };
}

function readOwnership(facts: readonly Fact[], { employeeOf, customerOf }: Resolve): readonly Ownership[] {
  const events = latestVersions(facts.filter((fact) => isKind(fact, 'ownership'))).toSorted(compareByTime);
  return events.flatMap((fact) => {
    const employee = employeeOf(fact.record.body.employee, fact.record.occurredAt);
    const customer = customerOf(fact.record.body.customer, fact.record.occurredAt);
    return employee === undefined || customer === undefined ? [] : [{ fact, employee, customer }];
  });
}

function readPermissions(facts: readonly Fact[], { employeeOf, customerOf }: Resolve): readonly Permission[] {
  const events = latestVersions(facts.filter((fact) => isKind(fact, 'permission'))).toSorted(compareByTime);
  return events.flatMap((fact) => {
    const { scope } = fact.record.body;
    const at = fact.record.occurredAt;
    const employee = employeeOf(fact.record.body.employee, at);
    const customers = scope === 'all' ? scope : new Set(scope.flatMap((party) => customerOf(party, at) ?? []));
    return employee === undefined ? [] : [{ fact, employee, customers }];
  });
}

function ownersOf(events: readonly Ownership[], at: Instant): readonly Owned[] {
  const holding = new Map<string, Ownership>();
  for (const event of events) {
    if (event.fact.record.occurredAt > at) break;
    holding.delete(event.employee);
    if (event.fact.record.body.action === 'assigned') holding.set(event.employee, event);
  }
  return [...holding].map(([employee, { fact }]) => ({
    employee,
    since: fact.record.occurredAt,
    entry: entryOf(fact),
    alsoOwnedBy: [...holding.keys()].filter((other) => other !== employee),
  }));
}

/** Per resource, the last grant that covers the customer decides, less the actions that were revoked after it. */
function permittedAt(events: readonly Permission[], customer: string, at: Instant): readonly Permitted[] {
  const held = new Map<string, { readonly grant: Permission; readonly actions: readonly string[] }>();
  for (const event of events) {
    const { occurredAt, body } = event.fact.record;
    if (occurredAt > at) break;
    if (event.customers !== 'all' && !event.customers.has(customer)) continue;
    if (body.action === 'granted') held.set(body.resource, { grant: event, actions: body.actions });
    else held.set(body.resource, less(held.get(body.resource) ?? { grant: event, actions: [] }, body.actions));
  }
  return [...held.values()].flatMap(({ grant: { fact, customers }, actions }) =>
    actions.length === 0
      ? []
      : [
          {
            since: fact.record.occurredAt,
            resource: fact.record.body.resource,
            actions,
            all: customers === 'all',
            entry: entryOf(fact),
          },
        ],
  );
}

function less<H extends { readonly actions: readonly string[] }>(held: H, revoked: readonly string[]): H {
  return { ...held, actions: held.actions.filter((action) => !revoked.includes(action)) };
}
