import type { Instant } from '../kernel/time.ts';
import type { Directory } from './directory.ts';
import type { EntryRef, Fact, FactOf } from './fact.ts';
import { entryOf, inOrder, isKind, latestVersions } from './fact.ts';
import type { Switch, Timeline } from './timeline.ts';
import { switchOf, timelineOf } from './timeline.ts';

/** What is recorded of who is who, with the directory made of it: all of it, or what was known at an instant. */
export type View = { readonly facts: readonly Fact[]; readonly directory: Directory };

export type Ownership = FactOf<'ownership'> & Fact;
export type Permission = FactOf<'permission'> & Fact;
export type Action = Permission['record']['body']['actions'][number];

/** One employee's permission for one action on one resource, for all customers and for those that were listed. */
export type Right = {
  readonly employee: string;
  readonly resource: string;
  readonly action: Action;
  readonly all: Timeline<Permission>;
  readonly listed: ReadonlyMap<string, Timeline<Permission>>;
};

export type AsOfIndex = {
  /** By customer, then by employee. */
  readonly owners: ReadonlyMap<string, ReadonlyMap<string, Timeline<Ownership>>>;
  /** By employee, then by customer. */
  readonly owned: ReadonlyMap<string, ReadonlyMap<string, Timeline<Ownership>>>;
  /** Everything that was ever assigned or released, by customer. */
  readonly moves: ReadonlyMap<string, readonly Switch<Ownership>[]>;
  readonly rightsOf: ReadonlyMap<string, readonly Right[]>;
  /** Every right that may reach a customer: those that name it and those that once were for all. */
  readonly rightsOn: (customer: string) => readonly Right[];
  /** Assignments of a customer to an account that belongs to no one person, and permissions of such accounts. */
  readonly ownersUnknown: ReadonlyMap<string, readonly Switch[]>;
  readonly holdersUnknown: (customer: string) => readonly (readonly Switch[])[];
  /** When the first permission of anybody is recorded for. */
  readonly permissionsFrom: Instant | undefined;
  readonly agreements: readonly (FactOf<'agreement'> & Fact)[];
  readonly acknowledgements: ReadonlyMap<string, readonly (FactOf<'acknowledgement'> & Fact)[]>;
  /** Every record about an employee: statements, accounts, assignments, permissions, receipts. */
  readonly about: ReadonlyMap<string, readonly Fact[]>;
  readonly statements: ReadonlyMap<string, FactOf<'employee'> & Fact>;
  /** The version in use of an assignment or a permission, by `versionOf`. */
  readonly versions: ReadonlyMap<string, Fact>;
};

export const placeKey = ({ log, index }: { readonly log: string; readonly index: number }): string =>
  `${log}\n${index}`;
export const versionOf = ({ log, source, externalId }: EntryRef): string => `${log}\n${source}\n${externalId}`;

const made = new WeakMap<Directory, AsOfIndex>();

/** Files assignments and permissions by whom they concern, once for each directory. */
export function asOfIndex(view: View): AsOfIndex {
  const known = made.get(view.directory);
  if (known !== undefined) return known;
  const facts = inOrder(view.facts);
  const ownership = latestVersions(facts.filter((fact) => isKind(fact, 'ownership')));
  const permission = latestVersions(facts.filter((fact) => isKind(fact, 'permission')));
  const employees = facts.filter((fact) => isKind(fact, 'employee'));
  const index = {
    ...fileOwnership(ownership, view.directory),
    ...filePermissions(permission, view.directory),
    agreements: facts.filter((fact) => isKind(fact, 'agreement')),
    acknowledgements: byEmployee(latestVersions(facts.filter((fact) => isKind(fact, 'acknowledgement'))), view),
    about: byEmployee(facts, view),
    statements: new Map(employees.map((fact) => [placeKey(fact), fact])),
    versions: new Map([...ownership, ...permission].map((fact) => [versionOf(entryOf(fact)), fact])),
  };
  made.set(view.directory, index);
  return index;
}

function byEmployee<F extends Fact>(facts: readonly F[], { directory }: View): ReadonlyMap<string, readonly F[]> {
  const filed = new Map<string, F[]>();
  for (const fact of facts) {
    const { kind, body, occurredAt } = fact.record;
    const party = kind === 'binding' ? body.person : ABOUT.has(kind) && 'employee' in body ? body.employee : undefined;
    const employee = party === undefined || party === null ? undefined : directory.employeeOf(party, occurredAt);
    if (employee === undefined) continue;
    const list = filed.get(employee);
    if (list === undefined) filed.set(employee, [fact]);
    else list.push(fact);
  }
  return filed;
}

const ABOUT: ReadonlySet<string> = new Set(['employee', 'ownership', 'permission', 'acknowledgement']);

/** Lists by two names, filled one by one. */
class Filed<T> {
  readonly lists = new Map<string, Map<string, T[]>>();

  add(outer: string, inner: string, value: T): void {
    const within = this.lists.get(outer) ?? new Map<string, T[]>();
    this.lists.set(outer, within);
    const list = within.get(inner);
    if (list === undefined) within.set(inner, [value]);
    else list.push(value);
  }
}

const timelines = <F extends Fact>(lists: ReadonlyMap<string, readonly Switch<F>[]>) =>
  new Map([...lists].map(([name, list]) => [name, timelineOf(list)]));
const sorted = <F extends Fact>(list: readonly Switch<F>[]) => timelineOf(list).switches;

function fileOwnership(facts: readonly Ownership[], { employeeOf, customerOf }: Directory) {
  const byCustomer = new Filed<Switch<Ownership>>();
  const unknown = new Filed<Switch<Ownership>>();
  for (const fact of facts) {
    const { body, occurredAt } = fact.record;
    const customer = customerOf(body.customer, occurredAt);
    const employee = employeeOf(body.employee, occurredAt);
    if (customer === undefined) continue;
    const each = switchOf(fact, body.action === 'assigned');
    if (employee === undefined) unknown.add(customer, '', each);
    else byCustomer.add(customer, employee, each);
  }
  const owners = new Map([...byCustomer.lists].map(([customer, lists]) => [customer, timelines(lists)]));
  const owned = new Map<string, Map<string, Timeline<Ownership>>>();
  for (const [customer, within] of owners)
    for (const [employee, timeline] of within)
      owned.set(employee, (owned.get(employee) ?? new Map<string, Timeline<Ownership>>()).set(customer, timeline));
  return {
    owners,
    owned,
    moves: new Map([...byCustomer.lists].map(([customer, lists]) => [customer, sorted([...lists.values()].flat())])),
    ownersUnknown: new Map([...unknown.lists].map(([customer, lists]) => [customer, sorted(lists.get('') ?? [])])),
  };
}

const ALL = '';
const UNKNOWN = '';

type Allowed = Switch<Permission> & { readonly action?: Action };

/** A grant says the whole of what is allowed from then on, a revocation what of it is taken away. */
function switchesOf(fact: Permission): readonly Allowed[] {
  const { action: kind, actions } = fact.record.body;
  if (kind === 'revoked') return actions.map((action) => ({ ...switchOf(fact, false), action }));
  return (['view', 'edit', 'export'] as const).map((action) => ({
    ...switchOf(fact, actions.includes(action)),
    action,
  }));
}

function filePermissions(facts: readonly Permission[], { employeeOf, customerOf }: Directory) {
  const filed = new Filed<Switch<Permission>>();
  const named = new Map<string, Omit<Right, 'all' | 'listed'>>();
  for (const fact of facts) {
    const { employee: account, resource, scope } = fact.record.body;
    const at = fact.record.occurredAt;
    const employee = employeeOf(account, at);
    const customers = scope === 'all' ? [ALL] : new Set(scope.flatMap((each) => customerOf(each, at) ?? []));
    const switches: readonly Allowed[] = employee === undefined ? [switchOf(fact, true)] : switchesOf(fact);
    for (const each of switches) {
      const name = employee === undefined ? UNKNOWN : [employee, resource, each.action].join('\n');
      if (employee !== undefined && each.action !== undefined)
        named.set(name, { employee, resource, action: each.action });
      for (const customer of customers) filed.add(name, customer, each);
    }
  }
  const rights = [...named].map(([name, right]): Right => {
    const listed = timelines(filed.lists.get(name) ?? new Map<string, Switch<Permission>[]>());
    const all = listed.get(ALL) ?? timelineOf<Permission>([]);
    listed.delete(ALL);
    return { ...right, all, listed };
  });
  const unknown = new Map([...(filed.lists.get(UNKNOWN) ?? [])].map(([customer, list]) => [customer, sorted(list)]));
  return {
    ...reachOf(rights),
    holdersUnknown: (customer: string) => [unknown.get(ALL) ?? [], unknown.get(customer) ?? []],
    permissionsFrom: facts.map(({ record }) => record.occurredAt).toSorted((a, b) => a - b)[0],
  };
}

function reachOf(rights: readonly Right[]): Pick<AsOfIndex, 'rightsOf' | 'rightsOn'> {
  const forAll = rights.filter(({ all }) => all.switches.length > 0);
  const naming = new Map<string, Right[]>();
  for (const right of rights)
    for (const customer of right.listed.keys()) {
      if (right.all.switches.length > 0) continue;
      const list = naming.get(customer);
      if (list === undefined) naming.set(customer, [right]);
      else list.push(right);
    }
  return {
    rightsOf: Map.groupBy(rights, ({ employee }) => employee),
    rightsOn: (customer) => [...forAll, ...(naming.get(customer) ?? [])],
  };
}
