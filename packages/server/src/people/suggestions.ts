import type { Party } from '../kernel/party.ts';
import { isMasked } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { Person } from './attribution.ts';
import { day } from './attribution-words.ts';
import { foldName } from './company-name.ts';
import type { Directory } from './directory.ts';
import type { EntryRef, Fact } from './fact.ts';
import { compareText, entryOf, isKind, latestVersions } from './fact.ts';
import { forEachParty } from './handle-key.ts';
import { isWrittenAsCode } from './uscc.ts';
import { relations, roles } from './words.ts';

export const suggestionKinds = [
  'company-name',
  'payer-name',
  'payee-name',
  'same-phone',
  'related-companies',
  'declared-company',
] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

/** What two persons would confirm; the same shape as the payload of the act `relation.confirm`. */
export type Join =
  | { readonly type: 'account'; readonly handle: Pick<Party, 'system' | 'ref' | 'realm'>; readonly person: Person }
  | { readonly type: 'company'; readonly company: string; readonly alias: string };

/** 归属建议: what looks as if it belonged together and waits for a person. */
export type Suggestion = {
  /** A keyed digest of what is to be joined: the same suggestion has the same id whenever it is made. */
  readonly id: string;
  readonly kind: SuggestionKind;
  readonly reason: string;
  /** What would follow if it were confirmed; in Chinese. */
  readonly changes: string;
  readonly entries: readonly EntryRef[];
  /** Left out where no record can be made of it: it can only be set aside. */
  readonly join: Join | undefined;
  /** The numbers of the employees it is about. */
  readonly about: readonly string[];
};

type Given = {
  readonly directory: Directory;
  /** Who is who, and the payments and deals to look at; in ledger order. */
  readonly facts: readonly Fact[];
};
type Found = Omit<Suggestion, 'id' | 'about'> & {
  readonly about?: readonly string[];
  readonly between: readonly [string, string];
};

/**
 * Every suggestion that was not refused, each once, in a fixed order. Nothing is read from a surname: kinship enters
 * by signed declarations alone. What is masked is never offered to be joined to anybody.
 */
export function suggestionsIn(given: Given): readonly Suggestion[] {
  const found = [...companyNames(given), ...names(given), ...phones(given), ...related(given), ...declared(given)];
  const byId = new Map<string, Suggestion>();
  for (const { between, ...each } of found) {
    const id = given.directory.refusals.idOf(each.kind, ...between);
    const known = byId.get(id);
    if (given.directory.refusals.has(id)) continue;
    byId.set(id, { id, about: [], ...each, entries: distinct([...(known?.entries ?? []), ...each.entries]) });
  }
  return [...byId.values()].toSorted(
    (a, b) => suggestionKinds.indexOf(a.kind) - suggestionKinds.indexOf(b.kind) || compareText(a.id, b.id),
  );
}

function distinct(entries: readonly EntryRef[]): readonly EntryRef[] {
  return [...new Map(entries.map((entry) => [`${entry.log}\n${entry.index}`, entry])).values()];
}

/** A code that was not used says nothing; the name beside it does. */
const calledOf = ({ ref, name }: Party): string => (isWrittenAsCode(ref) ? (name ?? ref) : ref);

/** Names that are not quite those of a described company. */
function companyNames({ directory, facts }: Given): readonly Found[] {
  const found: Found[] = [];
  for (const fact of facts) {
    if (fact.record.kind === 'company') continue;
    forEachParty(fact.record.body, (party) => {
      if (party.system !== 'company') return;
      const match = directory.companyOf(party);
      if (match === undefined || match.isSure || match.how === 'alias' || match.company.entry === undefined) return;
      const { company, reason } = match;
      const called = calledOf(party);
      found.push({
        kind: 'company-name',
        between: [foldName(called), company.key],
        reason: `记录中的公司名称“${called}”对应${company.name}:${reason}`,
        changes: `确认后“${called}”登记为${company.name}的别名;排除后两者不再对应`,
        entries: [entryOf(fact), ...(match.company.entry === undefined ? [] : [match.company.entry])],
        join: { type: 'company', company: company.ref, alias: called },
      });
    });
  }
  return found;
}

/** Payers and payees of whom nothing but a displayed name fits. */
function names({ directory, facts }: Given): readonly Found[] {
  return latestVersions(facts.filter((fact) => isKind(fact, 'transfer'))).flatMap((fact) => {
    const { from, to } = fact.record.body;
    const at = fact.record.occurredAt;
    return [...payerName(from, at, directory, entryOf(fact)), ...payeeName(to, at, directory, entryOf(fact))];
  });
}

function payerName(from: Party, at: Instant, directory: Directory, entry: EntryRef): readonly Found[] {
  if (from.system === 'company' || directory.personsOf(from, at).length > 0) return [];
  const byName = directory.companies.peopleBy(from).filter(({ person }) => person.by === 'name');
  return byName.map(({ company, person }) => ({
    kind: 'payer-name',
    between: [directory.handleKey(from), company.key],
    reason: `付款人显示姓名与${company.name}的${roles[person.role] ?? person.role}${person.name}相同,仅凭姓名不能认定为同一人`,
    changes: '排除后,该付款不再因姓名相同对应这家公司;要认定为同一人,须由提供方补充其账号',
    entries: [entry, person.entry],
    join: undefined,
  }));
}

function payeeName(to: Party, at: Instant, directory: Directory, entry: EntryRef): readonly Found[] {
  const name = to.system === 'name' ? to.ref : to.name;
  if (name === undefined || to.system === 'company' || directory.personsOf(to, at).length > 0) return [];
  const isAccount = !isMasked(to) && to.system !== 'name';
  return directory.employeesNamed(name, at).map((ref) => ({
    kind: 'payee-name',
    between: [directory.handleKey(to), ref],
    about: [ref],
    reason: `收款户名${name}与员工${name}(工号${ref})姓名相同,仅凭姓名不能认定为同一人`,
    changes: isAccount
      ? `确认后账号${to.ref}归属该员工;排除后该收款不再因姓名相同对应该员工`
      : '账号不全,不能据此归属;排除后该收款不再因姓名相同对应该员工',
    entries: [entry, ...stateEntry(directory, ref, at)],
    join: isAccount ? accountOf(to, { system: 'hr', ref }) : undefined,
  }));
}

function stateEntry(directory: Directory, ref: string, at: Instant): readonly EntryRef[] {
  const entry = directory.employee(ref, at)?.entry;
  return entry === undefined ? [] : [entry];
}

function accountOf({ system, ref, realm }: Party, person: Person): Join {
  return { type: 'account', handle: { system, ref, ...(realm === undefined ? {} : { realm }) }, person };
}

/** Accounts that are named by a phone number which belongs to somebody. */
function phones({ directory, facts }: Given): readonly Found[] {
  const found: Found[] = [];
  for (const fact of facts) {
    const at = fact.record.occurredAt;
    forEachParty(fact.record.body, (party) => {
      const isNumber = /^(?:\+?86)?1\d{10}$/u.test(party.ref);
      if (!isNumber || party.system === 'phone' || directory.personsOf(party, at).length > 0) return;
      const number = party.ref.replace(/^\+?86(?=1\d{10}$)/u, '');
      for (const { person, entry } of directory.personsOf({ system: 'phone', ref: number }, at))
        found.push({
          kind: 'same-phone',
          between: [directory.handleKey(party), `${person.system}:${person.ref}`],
          about: person.system === 'hr' ? [person.ref] : [],
          reason: `账号${party.ref}与${person.system === 'hr' ? '员工' : '客户'}${person.ref}已登记的电话号码相同;号码可能换过使用人`,
          changes: `确认后该账号归属${person.system === 'hr' ? '该员工' : '该客户'}`,
          entries: [entryOf(fact), ...(entry === undefined ? [] : [entry])],
          join: accountOf(party, person),
        });
    });
  }
  return found;
}

/** Companies whose registers name one and the same account. */
function related({ directory }: Given): readonly Found[] {
  return directory.companies.companies.flatMap((company) =>
    company.states.flatMap(({ value }) =>
      (value.people ?? []).flatMap(({ handle }) => {
        if (handle === undefined || isMasked(handle)) return [];
        const others = directory.companies.peopleBy(handle).filter(({ person }) => person.by === 'handle');
        const mine = others.find((each) => each.company === company);
        return others
          .filter((other) => mine !== undefined && company.key < other.company.key)
          .map(
            (other): Found => ({
              kind: 'related-companies',
              between: [company.key, other.company.key],
              reason: `${company.name}的${roles[mine?.person.role ?? ''] ?? ''}${mine?.person.name ?? ''}与${other.company.name}的${roles[other.person.role] ?? ''}${other.person.name}登记为同一账号`,
              changes: '只作提示,不改变任何归属',
              entries: [mine?.person.entry, other.person.entry].filter((each) => each !== undefined),
              join: undefined,
            }),
          );
      }),
    ),
  );
}

/** Companies that an employee declared a tie to, in a signed declaration. */
function declared({ directory, facts }: Given): readonly Found[] {
  return latestVersions(facts.filter((fact) => isKind(fact, 'declaration'))).flatMap((fact) => {
    const { employee, company, relation, at } = fact.record.body;
    const match = company === undefined ? undefined : directory.companyOf(company);
    if (match === undefined) return [];
    return [
      {
        kind: 'declared-company',
        between: [employee.ref, match.company.key],
        about: [employee.ref],
        reason: `${day(at)}员工${employee.ref}申报与${match.company.name}的关系:${relations[relation]}`,
        changes: '已申报的关系,只作提示,不改变任何归属',
        entries: [entryOf(fact)],
        join: undefined,
      },
    ];
  });
}
