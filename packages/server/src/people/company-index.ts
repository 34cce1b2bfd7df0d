import type { Party } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { CompanyName, NameMatch } from './company-name.ts';
import { compareCompanyNames, foldName, matchReasons, parseCompanyName } from './company-name.ts';
import type { EntryRef, Fact, FactOf } from './fact.ts';
import { compareText, entryOf, isKind } from './fact.ts';
import type { Realms } from './handle-key.ts';
import { handleKey } from './handle-key.ts';
import type { Held, State, Statement } from './states.ts';
import { layStates, stateAt } from './states.ts';

type CompanyBody = FactOf<'company'>['record']['body'];
export type Relation = NonNullable<CompanyBody['relation']>;

type CompanyPerson = {
  readonly name: string;
  readonly role: string;
  readonly entry: EntryRef;
  /** Whether the person was found by an account of theirs, or by nothing but the same name. */
  readonly by: 'handle' | 'name';
};

/** One company under all the names by which the records call it. */
export type Company = {
  /** Stable name of this company among the facts: the ref of its record, or the name it is called by. */
  readonly key: string;
  readonly ref: string;
  readonly name: string;
  /** Empty for a company that other records mention but none describes. */
  readonly states: readonly State<Held<CompanyBody>>[];
  readonly entry: EntryRef | undefined;
};

export type CompanyMatch = {
  readonly company: Company;
  readonly how: NameMatch | 'alias' | 'uscc';
  /** One clause, in Chinese, that a person can confirm or reject. */
  readonly reason: string;
};

type CompanyInText = CompanyMatch & { readonly start: number; readonly end: number };

export type CompanyIndex = {
  readonly companies: readonly Company[];
  readonly match: (name: string) => CompanyMatch | undefined;
  readonly findIn: (text: string) => readonly CompanyInText[];
  readonly relationOf: (company: Company, at: Instant) => Relation;
  readonly peopleBy: (party: Party) => readonly { readonly company: Company; readonly person: CompanyPerson }[];
};

type Named = { readonly name: CompanyName; readonly company: Company };
type Spelling = { readonly text: string; readonly match: CompanyMatch };

const reasons = { ...matchReasons, alias: '与登记的别名一致', uscc: '统一社会信用代码一致' } as const;

/**
 * Gathers every company that a record describes or mentions.
 *
 * A mentioned name joins a described company only if exactly one fits; names that could be two
 * companies stay apart, since a wrong join would put one company's payment into another's chain.
 */
export function buildCompanyIndex(facts: readonly Fact[], realms: Realms): CompanyIndex {
  const described = describeCompanies(facts);
  const exact = new Map<string, CompanyMatch>();
  const byCore = new Map<string, Named[]>();
  for (const company of described) addNames(company, exact, byCore);
  const companies = [...described];
  for (const name of mentionedNames(facts, described)) {
    if (matchName(name, exact, byCore) !== undefined) continue;
    const company: Company = { key: foldName(name), ref: name, name, states: [], entry: undefined };
    companies.push(company);
    addNames(company, exact, byCore);
  }
  const spellings = spellingsOf(exact, byCore);
  const people = indexPeople(described, realms);
  const own = employersOf(facts);
  return {
    companies,
    match: (name) => matchName(name, exact, byCore),
    findIn: (text) => findIn(text, spellings),
    relationOf: (company, at) => relationAt(company, at) ?? (own.has(company.key) ? 'own' : 'unknown'),
    peopleBy: (party) => peopleBy(party, people, realms),
  };

  function employersOf(all: readonly Fact[]): ReadonlySet<string> {
    const employers = all.filter((fact) => isKind(fact, 'employee')).map((fact) => fact.record.body.employer?.ref);
    return new Set(
      employers.map((ref) => ref && matchName(ref, exact, byCore)?.company.key).filter((k) => k !== undefined),
    );
  }
}

function describeCompanies(facts: readonly Fact[]): readonly Company[] {
  const records = facts.filter((fact) => isKind(fact, 'company'));
  // One record may state the code and the next only the name: the code, once stated, holds for the name.
  const codes = new Map(
    records.map(({ record: { body } }) => [foldName(body.company.ref), body.uscc] as const).filter(hasCode),
  );
  const bySubject = Map.groupBy(records, ({ record: { body } }) =>
    foldName(codes.get(foldName(body.company.ref)) ?? body.company.ref),
  );
  const described = [...bySubject].map(([key, group]): Company => {
    const states = layStates(group.map(statementOf));
    const last = states.at(-1);
    const first = group[0];
    const ref = last?.value.company?.ref ?? first?.record.body.company.ref ?? key;
    return { key, ref, name: last?.value.name ?? ref, states, entry: last?.entry };
  });
  return described.toSorted((a, b) => compareText(a.key, b.key));
}

function hasCode(pair: readonly [string, string | null | undefined]): pair is readonly [string, string] {
  return typeof pair[1] === 'string';
}

function statementOf(fact: FactOf<'company'> & Fact): Statement<CompanyBody> {
  return { from: fact.record.occurredAt, until: undefined, fields: fact.record.body, entry: entryOf(fact) };
}

function addNames(company: Company, exact: Map<string, CompanyMatch>, byCore: Map<string, Named[]>): void {
  const add = (text: string, how: 'exact' | 'alias' | 'uscc'): void => {
    const name = parseCompanyName(text);
    if (!exact.has(name.full)) exact.set(name.full, { company, how, reason: reasons[how] });
    if (how !== 'uscc') byCore.set(name.core, [...(byCore.get(name.core) ?? []), { name, company }]);
  };
  add(company.name, 'exact');
  add(company.ref, 'exact');
  for (const state of company.states) {
    if (state.value.company !== undefined) add(state.value.company.ref, 'exact');
    if (state.value.name !== undefined) add(state.value.name, 'exact');
    if (state.value.uscc !== undefined) add(state.value.uscc, 'uscc');
    for (const alias of state.value.aliases ?? []) add(alias, 'alias');
  }
}

function matchName(
  text: string,
  exact: ReadonlyMap<string, CompanyMatch>,
  byCore: ReadonlyMap<string, readonly Named[]>,
): CompanyMatch | undefined {
  const name = parseCompanyName(text);
  const same = exact.get(name.full);
  if (same !== undefined) return same;
  const fits = (byCore.get(name.core) ?? []).map((each) => ({ ...each, how: compareCompanyNames(name, each.name) }));
  for (const how of ['exact', 'form', 'short'] as const) {
    const companies = new Set(fits.filter((fit) => fit.how === how).map((fit) => fit.company));
    const [company] = companies;
    if (companies.size > 1) return undefined;
    if (company !== undefined) return { company, how, reason: reasons[how] };
  }
  return undefined;
}

/** Names that records of other kinds call companies by, each once and in a fixed order. */
function mentionedNames(facts: readonly Fact[], described: readonly Company[]): readonly string[] {
  const names = new Set<string>();
  const add = (party: Party | null | undefined): void => {
    if (party?.system === 'company') names.add(party.ref);
  };
  for (const { record } of facts) {
    if (record.kind === 'deal') add(record.body.seller);
    if (record.kind === 'deal') add(record.body.buyer);
    if (record.kind === 'transfer') add(record.body.from);
    if (record.kind === 'transfer') add(record.body.to);
    if (record.kind === 'customer') add(record.body.company);
    if (record.kind === 'employee') add(record.body.employer);
    if (record.kind === 'declaration') add(record.body.company);
    if (record.kind === 'approval') add(record.body.company);
  }
  const known = new Set(described.map((company) => company.ref));
  // The longest names come first, so that a short one joins the full one and not the other way round.
  return [...names].filter((name) => !known.has(name)).toSorted((a, b) => b.length - a.length || compareText(a, b));
}

function relationAt(company: Company, at: Instant): Relation | undefined {
  const then = stateAt(company.states, at)?.value.relation;
  return then ?? company.states.find((state) => state.value.relation !== undefined)?.value.relation;
}

type People = ReadonlyMap<string, readonly { readonly company: Company; readonly person: CompanyPerson }[]>;

function indexPeople(companies: readonly Company[], realms: Realms): People {
  const found = new Map<string, { company: Company; person: CompanyPerson }[]>();
  const add = (key: string, company: Company, person: CompanyPerson): void => {
    const list = found.get(key) ?? [];
    if (!list.some((each) => each.company === company)) found.set(key, [...list, { company, person }]);
  };
  for (const company of companies) {
    // The newest statement of a person's role is the one that is cited.
    for (const state of company.states.toReversed()) {
      for (const { name, role, handle } of state.value.people ?? []) {
        const person = { name, role, entry: state.entry };
        if (handle !== undefined && handle !== null)
          add(handleKey(handle, realms), company, { ...person, by: 'handle' });
        add(`name\n${foldName(name)}`, company, { ...person, by: 'name' });
      }
    }
  }
  return found;
}

function peopleBy(party: Party, people: People, realms: Realms): ReturnType<CompanyIndex['peopleBy']> {
  const byHandle = party.ref.includes('*') ? undefined : people.get(handleKey(party, realms));
  if (byHandle !== undefined) return byHandle;
  const name = party.system === 'name' ? party.ref : party.name;
  return name === undefined ? [] : (people.get(`name\n${foldName(name)}`) ?? []);
}

/** What to look for in running text: full names, aliases, and short forms that only one company can mean. */
function spellingsOf(
  exact: ReadonlyMap<string, CompanyMatch>,
  byCore: ReadonlyMap<string, readonly Named[]>,
): ReadonlyMap<string, readonly Spelling[]> {
  const texts = new Map<string, CompanyMatch>();
  for (const [text, match] of exact) if (match.how !== 'uscc') texts.set(text, match);
  for (const named of [...byCore.values()].flat()) {
    for (const text of [named.name.core + named.name.trade, named.name.core]) {
      const match = matchName(text, exact, byCore);
      if (text.length >= 2 && !texts.has(text) && match !== undefined) texts.set(text, match);
    }
  }
  const spellings = [...texts].map(([text, match]) => ({ text, match })).filter((each) => each.text.length >= 2);
  const longestFirst = spellings.toSorted((a, b) => b.text.length - a.text.length || compareText(a.text, b.text));
  return Map.groupBy(longestFirst, (spelling) => spelling.text.slice(0, 2));
}

function findIn(text: string, spellings: ReadonlyMap<string, readonly Spelling[]>): readonly CompanyInText[] {
  const folded = text.toLowerCase();
  const found: CompanyInText[] = [];
  let at = 0;
  while (at < folded.length - 1) {
    const here = spellings.get(folded.slice(at, at + 2))?.find((spelling) => folded.startsWith(spelling.text, at));
    if (here === undefined) {
      at += 1;
      continue;
    }
    found.push({ ...here.match, start: at, end: at + here.text.length });
    at += here.text.length;
  }
  return found;
}
