import type { Chain } from '../chain/chain.ts';
import type { Party } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { Directory } from '../people/directory.ts';

/** Whom a chain is about. */
export type Story = Pick<Chain, 'employee' | 'customers' | 'outside'>;

export type Who = {
  /** Everybody an account stands for at the instant, each as one text. An account that nobody is known to have stands for itself. */
  readonly subjectsOf: (party: Party, at: Instant) => readonly string[];
  /** What a party is called by: its own words, and the names of whoever stands behind it. */
  readonly textsOf: (party: Party, at: Instant) => readonly string[];
  readonly isEmployee: (party: Party, at: Instant) => boolean;
  readonly isCustomer: (party: Party, at: Instant) => boolean;
  /** Whether it is somebody of the story, one of its customers' companies, or a company of ours. */
  readonly isInStory: (party: Party, at: Instant) => boolean;
  /** What the people and companies of the story are called. */
  readonly names: readonly string[];
  /** On whose side of a talk an account stands. */
  readonly sideOf: Directory['sideOf'];
};

/** Who is who in the chain, as of the instant of each record. */
export function whoIsWho({ employee, customers, outside }: Story, directory: Directory): Who {
  const companyKey = (called: string | Party): string => {
    const name = typeof called === 'string' ? called : called.ref;
    return `company:${directory.companyOf(called)?.company.key ?? name}`;
  };
  const subjectsOf = (party: Party, at: Instant): readonly string[] => {
    if (party.system === 'company') return [companyKey(party)];
    if (party.system === 'name') return [named.get(party.ref) ?? companyKey(party.ref)];
    const persons = directory.personsOf(party, at).map(({ person }) => `${person.system}:${person.ref}`);
    return persons.length > 0 ? persons : [directory.handleKey(party)];
  };
  const self = employee.ref === null ? directory.handleKey(employee.handle) : `hr:${employee.ref}`;
  const theirs = new Set(customers.map(({ ref }) => `crm:${ref}`));
  const named = new Map<string, string>([
    ...customers.map(({ ref, name }) => [name, `crm:${ref}`] as const),
    ...(employee.ref === null ? [] : [[employee.name, self] as const]),
  ]);
  const companies = new Set([
    ...outside.map(({ ref, name }) => companyKey(ref ?? name)),
    ...customers.flatMap(({ ref }) =>
      directory.customerStates(ref).flatMap(({ value }) => (value.company ? [companyKey(value.company)] : [])),
    ),
  ]);
  const isOwn = (party: Party, at: Instant): boolean => {
    const company = party.system === 'company' ? directory.companyOf(party)?.company : undefined;
    return company !== undefined && directory.relation(company, at) === 'own';
  };
  const any = (test: (subject: string) => boolean) => (party: Party, at: Instant) => subjectsOf(party, at).some(test);
  const isEmployee = any((subject) => subject === self);
  const isCustomer = any((subject) => theirs.has(subject));
  return {
    subjectsOf,
    textsOf: (party, at) => [
      ...textsOf(party),
      ...subjectsOf(party, at).flatMap((each) => namesOf(directory, each, at)),
    ],
    isEmployee,
    isCustomer,
    isInStory: (party, at) =>
      isEmployee(party, at) ||
      isCustomer(party, at) ||
      any((each) => companies.has(each))(party, at) ||
      isOwn(party, at),
    names: [...(employee.ref === null ? [] : [employee]), ...customers, ...outside].map(({ name }) => name),
    sideOf: directory.sideOf,
  };
}

const textsOf = ({ ref, name }: Party): readonly string[] => (name === undefined ? [ref] : [ref, name]);

function namesOf(directory: Directory, subject: string, at: Instant): readonly string[] {
  const [system, ref] = [subject.slice(0, subject.indexOf(':')), subject.slice(subject.indexOf(':') + 1)];
  if (system === 'company') return [ref, directory.companyOf(ref)?.company.name ?? ref];
  if (system === 'hr') return [ref, directory.employeeName(ref, at) ?? ref];
  return system === 'crm' ? [ref, directory.customerName(ref, at) ?? ref] : [];
}
