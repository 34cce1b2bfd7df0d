import type { Money } from '../kernel/money.ts';
import type { Party } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { Called, Company } from '../people/company-index.ts';
import { foldName } from '../people/company-name.ts';
import type { Directory } from '../people/directory.ts';
import type { EntryRef, Fact, FactOf } from '../people/fact.ts';
import { entryOf } from '../people/fact.ts';
import { bindingWords, relations, roles } from '../people/words.ts';
import type { Strength } from './chain.ts';
import type { Moment } from './order.ts';

export type TransferFact = FactOf<'transfer'> & Fact;

/** Who paid, so far as the records say. Whether that was lawful is not its business. */
export type Payer =
  | {
      readonly type: 'company';
      readonly company: Company;
      readonly strength: Strength;
      readonly grounds: string;
      readonly entries: readonly EntryRef[];
    }
  | { readonly type: 'customer'; readonly ref: string }
  | { readonly type: 'colleague'; readonly ref: string }
  | { readonly type: 'stranger' };

export type Payee = {
  readonly employee: string;
  /** Whether it is the account of somebody else whom the employee declared. */
  readonly declared: boolean;
  readonly strength: Strength;
  readonly grounds: string;
  readonly entries: readonly EntryRef[];
};

export type Payment = Moment & {
  readonly fact: TransferFact;
  readonly entry: EntryRef;
  /** The same payment as other sources recorded it. */
  readonly sameEntries: readonly EntryRef[];
  readonly from: Party;
  readonly to: Party;
  readonly payer: Payer;
  readonly amount: Money;
  readonly memo: string;
};

export function nameOfParty(party: Party): string {
  return party.name ?? party.ref;
}

export function readPayment(fact: TransferFact, directory: Directory): Payment {
  const { from, to, amount, memo } = fact.record.body;
  return {
    fact,
    entry: entryOf(fact),
    sameEntries: [],
    at: fact.record.occurredAt,
    precision: fact.record.precision,
    from,
    to,
    payer: readPayer(from, fact.record.occurredAt, directory),
    amount,
    memo: memo ?? '',
  };
}

/** A company by its own name or its account's, one of its people, one of our customers or colleagues, or no one we know. */
function readPayer(from: Party, at: Instant, directory: Directory): Payer {
  if (from.system === 'company') return companyPayer(from, directory) ?? { type: 'stranger' };
  const persons = directory.personsOf(from, at);
  const [only] = persons;
  if (only !== undefined && persons.length === 1 && only.person.system === 'hr') {
    return { type: 'colleague', ref: only.person.ref };
  }
  const byPerson = personPayer(from, directory);
  if (byPerson?.type === 'company' && byPerson.strength !== 'weak') return byPerson;
  if (only !== undefined && persons.length === 1) return { type: 'customer', ref: only.person.ref };
  const accountName = from.system === 'name' ? from.ref : from.name;
  const byName = accountName === undefined ? undefined : companyPayer(accountName, directory);
  return byName ?? byPerson ?? { type: 'stranger' };
}

function companyPayer(called: Called, directory: Directory): Payer | undefined {
  const match = directory.companyOf(called);
  if (match === undefined) return undefined;
  const name = typeof called === 'string' ? called : called.ref;
  const grounds = match.isSure
    ? `付款方名称为${name},与${match.company.name}${match.reason}`
    : `付款方名称为${name},对应${match.company.name}:${match.reason}`;
  const { entry, namedIn } = match.company;
  const entries = [entry ?? namedIn ?? []].flat();
  return { type: 'company', company: match.company, strength: match.isSure ? 'strong' : 'medium', grounds, entries };
}

/** By an account named in the company's record: medium; by nothing but the same name: weak. Two companies: no answer. */
function personPayer(from: Party, directory: Directory): Payer | undefined {
  const found = directory.companies.peopleBy(from);
  const [only] = found;
  if (only === undefined || found.length > 1) return undefined;
  const { company, person } = only;
  if (person.by === 'name' && directory.isRefused('payer-name', directory.handleKey(from), company.key))
    return undefined;
  const role = `${company.name}的${roles[person.role] ?? person.role}${person.name}`;
  const entries = [person.entry];
  return person.by === 'handle'
    ? { type: 'company', company, strength: 'medium', grounds: `付款账号登记为${role}的账号`, entries }
    : {
        type: 'company',
        company,
        strength: 'weak',
        grounds: `付款人显示姓名${nameOfParty(from)}与${role}相同,仅凭姓名不能认定为同一人`,
        entries,
      };
}

/** Every employee to whom the payment may have gone, with what that rests on. */
export function readPayees(
  to: Party,
  at: Instant,
  directory: Directory,
  declared: ReadonlyMap<string, readonly (FactOf<'declaration'> & Fact)[]>,
): readonly Payee[] {
  const bound = directory.personsOf(to, at).filter(({ person }) => person.system === 'hr');
  if (bound.length > 0) return bound.map((each) => boundPayee(to, each, bound.length > 1, directory, at));
  const account = to.ref.includes('*') ? [] : (declared.get(directory.handleKey(to)) ?? []);
  if (account.length > 0) return account.map((fact) => declaredPayee(to, fact));
  const name = to.system === 'name' ? to.ref : to.name;
  const named = name === undefined || to.system === 'company' ? [] : directory.employeesNamed(foldName(name), at);
  const [only] = named;
  if (only === undefined || named.length > 1 || directory.sideOf(to, at) === 'customer') return [];
  if (directory.isRefused('payee-name', directory.handleKey(to), only)) return [];
  const grounds = to.ref.includes('*')
    ? `收款账号${to.ref}经遮盖,仅户名${name}与员工姓名相同,不能单独认定`
    : `收款账号尚未归属,仅户名${name}与员工姓名相同,不能单独认定`;
  return [{ employee: only, declared: false, strength: 'weak', grounds, entries: [] }];
}

function boundPayee(
  to: Party,
  bound: ReturnType<Directory['personsOf']>[number],
  shared: boolean,
  directory: Directory,
  at: Instant,
): Payee {
  const employee = bound.person.ref;
  const entries = bound.entry === undefined ? [] : [bound.entry];
  const name = directory.employeeName(employee, at) ?? employee;
  const who = `${name}(工号${employee})`;
  const declared = false;
  if (shared)
    return { employee, declared, strength: 'weak', entries, grounds: `收款账号${to.ref}当时绑定多人,${who}是其中之一` };
  if (bound.strength === 'itself')
    return { employee, declared, strength: 'strong', entries, grounds: `收款方登记为${who}` };
  const strength = bound.strength === 'real-name' ? 'strong' : bound.strength === 'inferred' ? 'weak' : 'medium';
  return {
    employee,
    declared,
    strength,
    entries,
    grounds: `收款账号${to.ref}当时归属${who},绑定方式:${bindingWords[bound.strength]}`,
  };
}

function declaredPayee(to: Party, fact: FactOf<'declaration'> & Fact): Payee {
  const { employee, relation } = fact.record.body;
  const grounds = `收款账号${to.ref}是员工在利益冲突申报中写明的账户(关系:${relations[relation]})`;
  return { employee: employee.ref, declared: true, strength: 'medium', grounds, entries: [entryOf(fact)] };
}
