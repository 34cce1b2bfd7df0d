import type { Party } from '../kernel/party.ts';
import { isMasked } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { Attribution, Bindings, Person } from './attribution.ts';
import { readBindings } from './attribution.ts';
import type { CompanyIndex } from './company-index.ts';
import { buildCompanyIndex } from './company-index.ts';
import { foldName } from './company-name.ts';
import type { Fact, FactOf } from './fact.ts';
import { entryOf, inOrder, isKind } from './fact.ts';
import type { Realms } from './handle-key.ts';
import { handleKey, realmsOf } from './handle-key.ts';
import type { Refusals } from './refusals.ts';
import { noRefusals } from './refusals.ts';
import type { Resolve, Standing } from './standing.ts';
import { readStanding } from './standing.ts';
import type { Held, State } from './states.ts';
import { layStates, stateAt } from './states.ts';

export type Side = 'employee' | 'customer' | 'outside';
export type EmployeeState = State<Held<FactOf<'employee'>['record']['body']>>;
export type CustomerState = State<Held<FactOf<'customer'>['record']['body']>>;

/** Who is who, which company is which, and who was in charge of whom, always as of an instant. */
export type Directory = {
  /** Everyone to whom the account was bound at the instant; more than one means that it was shared. */
  readonly personsOf: Bindings['personsOf'];
  /** The one person behind the account at the instant; undefined if masked, unbound or shared. */
  readonly personOf: (party: Party, at: Instant) => Attribution | undefined;
  readonly handlesOf: Bindings['handlesOf'];
  readonly boundOf: Bindings['boundOf'];
  readonly handleKey: (party: Party) => string;
  /** The corps and instances that what says who is who names. */
  readonly realms: Realms;
  readonly refusals: Refusals;
  /** Whether a person refused to take these two for one; see `suggestionsIn`. */
  readonly isRefused: (kind: string, a: string, b: string) => boolean;
  /** Whose side of a talk an account is on. An unbound company account is an employee's, by its form. */
  readonly sideOf: (party: Party, at: Instant) => Side;
  readonly employee: (ref: string, at: Instant) => EmployeeState | undefined;
  readonly employeeStates: (ref: string) => readonly EmployeeState[];
  /** Every employee number that a record describes. */
  readonly employees: readonly string[];
  readonly employeeName: (ref: string, at: Instant) => string | undefined;
  /** The employee numbers of everyone who bore the name at the instant. */
  readonly employeesNamed: (name: string, at: Instant) => readonly string[];
  /** The employee numbers of everyone who ever bore the name. */
  readonly bearersOf: (name: string) => readonly string[];
  readonly customer: (ref: string, at: Instant) => CustomerState | undefined;
  readonly customerStates: (ref: string) => readonly CustomerState[];
  readonly customerName: (ref: string, at: Instant) => string | undefined;
  readonly companyOf: CompanyIndex['match'];
  readonly companies: CompanyIndex;
  readonly relation: CompanyIndex['relationOf'];
  /** The same with the companies that these events mention: see `CompanyIndex.withMentioned`. */
  readonly withMentioned: (facts: readonly Fact[]) => Directory;
} & Standing &
  Resolve;

/** Builds the directory; the same facts in any order give the same one. */
export function buildDirectory(given: readonly Fact[], refusals: Refusals = noRefusals): Directory {
  const facts = inOrder(given);
  const realms = realmsOf(facts);
  const employees = statesBy(
    facts.filter((fact) => isKind(fact, 'employee')),
    (fact) => fact.record.body.employee.ref,
    (fact) => fact.record.body,
  );
  const customers = statesBy(
    facts.filter((fact) => isKind(fact, 'customer')),
    (fact) => fact.record.body.customer.ref,
    (fact) => fact.record.body,
  );
  const bindings = readBindings(facts, employees, customers, realms);
  const companies = buildCompanyIndex(facts, realms, refusals);
  const named = employeesByName(employees);
  const personOf = (party: Party, at: Instant): Attribution | undefined => onlyOne(bindings.personsOf(party, at));
  const employee = (ref: string, at: Instant): EmployeeState | undefined => stateAt(employees.get(ref) ?? [], at);
  const customer = (ref: string, at: Instant): CustomerState | undefined => stateAt(customers.get(ref) ?? [], at);
  const resolve = resolveBy(personOf, customersByCompany(customers, companies), companies);
  const directory: Omit<Directory, keyof WithCompanies> = {
    ...bindings,
    ...resolve,
    ...readStanding(facts, resolve),
    personOf,
    handleKey: (party) => handleKey(party, realms),
    realms,
    refusals,
    isRefused: (kind, a, b) => refusals.has(refusals.idOf(kind, a, b)),
    sideOf: (party, at) => sideOf(party, bindings.personsOf(party, at)),
    employee,
    employeeStates: (ref) => employees.get(ref) ?? [],
    employees: [...employees.keys()],
    employeeName: (ref, at) => (employee(ref, at) ?? employees.get(ref)?.[0])?.value.name,
    employeesNamed: (name, at) =>
      (named.get(foldName(name)) ?? []).filter(
        (ref) => foldName(employee(ref, at)?.value.name ?? '') === foldName(name),
      ),
    bearersOf: (name) => named.get(foldName(name)) ?? [],
    customer,
    customerStates: (ref) => customers.get(ref) ?? [],
    customerName: (ref, at) => (customer(ref, at) ?? customers.get(ref)?.[0])?.value.name,
  };
  const withCompanies = (companiesNow: CompanyIndex): Directory => ({
    ...directory,
    companyOf: companiesNow.match,
    companies: companiesNow,
    relation: companiesNow.relationOf,
    withMentioned: (events) => withCompanies(companiesNow.withMentioned(inOrder(events))),
  });
  return withCompanies(companies);
}

type WithCompanies = Pick<Directory, 'companyOf' | 'companies' | 'relation' | 'withMentioned'>;

/** Sources name a customer by its number, by an account or by its company; the last only if one customer has it. */
function resolveBy(
  personOf: Directory['personOf'],
  byCompany: ReadonlyMap<string, ReadonlySet<string>>,
  companies: CompanyIndex,
): Resolve {
  const numberOf = (system: Person['system'], party: Party, at: Instant): string | undefined => {
    const person = personOf(party, at)?.person;
    return person?.system === system ? person.ref : undefined;
  };
  return {
    employeeOf: (party, at) => numberOf('hr', party, at),
    customerOf(party, at) {
      if (party.system !== 'company') return numberOf('crm', party, at);
      const found = [...(byCompany.get(companies.match(party)?.company.key ?? '') ?? [])];
      return found.length === 1 ? found[0] : undefined;
    },
  };
}

function customersByCompany(
  customers: ReadonlyMap<string, readonly CustomerState[]>,
  companies: CompanyIndex,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [ref, states] of customers) {
    for (const { value } of states) {
      const key = value.company === undefined ? undefined : companies.match(value.company)?.company.key;
      if (key !== undefined) found.set(key, (found.get(key) ?? new Set()).add(ref));
    }
  }
  return found;
}

type Lasting = { readonly since?: Instant | null; readonly until?: Instant | null };

function statesBy<F extends Fact, B extends Lasting>(
  facts: readonly F[],
  subject: (fact: F) => string,
  bodyOf: (fact: F) => B,
): ReadonlyMap<string, readonly State<Held<B>>[]> {
  return new Map(
    [...Map.groupBy(facts, subject)].map(([ref, group]) => {
      const statements = group.map((fact) => {
        const fields = bodyOf(fact);
        const from = fields.since ?? fact.record.occurredAt;
        return { from, until: fields.until ?? undefined, fields, entry: entryOf(fact) };
      });
      return [ref, layStates(statements)] as const;
    }),
  );
}

function employeesByName(
  employees: ReadonlyMap<string, readonly EmployeeState[]>,
): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const [ref, states] of employees) {
    for (const name of new Set(states.map((state) => foldName(state.value.name ?? '')))) {
      named.set(name, [...(named.get(name) ?? []), ref].toSorted());
    }
  }
  return named;
}

function onlyOne(found: readonly Attribution[]): Attribution | undefined {
  return found.length === 1 ? found[0] : undefined;
}

function sideOf(party: Party, persons: readonly Attribution[]): Side {
  if (persons.some(({ person }) => person.system === 'hr')) return 'employee';
  if (persons.length > 0) return 'customer';
  if (party.system === 'crm') return 'customer';
  if (party.system === 'hr') return 'employee';
  // WeCom gives outside contacts ids of these forms; every other id is a member of the corp.
  return party.system === 'wecom' && !isMasked(party) && !/^w[mob]/u.test(party.ref) ? 'employee' : 'outside';
}
