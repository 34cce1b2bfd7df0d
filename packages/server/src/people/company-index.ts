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
  /**
   * The same index with the companies that these records mention as well: sellers, payers and payees that nobody describes.
   * A short form that two companies could mean then means neither.
   */
  readonly withMentioned: (facts: readonly Fact[]) => CompanyIndex;
  readonly match: (name: string) => CompanyMatch | undefined;
  readonly findIn: (text: string) => readonly CompanyInText[];
  readonly relationOf: (company: Company, at: Instant) => Relation;
  readonly peopleBy: (party: Party) => readonly { readonly company: Company; readonly person: CompanyPerson }[];
};

type Named = { readonly name: CompanyName; readonly company: Company };

const reasons = { ...matchReasons, alias: '与登记的别名一致', uscc: '统一社会信用代码一致' } as const;

/**
 * Gathers every company that a record describes or mentions.
 *
 * A mentioned name joins a described company only if exactly one fits; names that could be two
 * companies stay apart, since a wrong join would put one company's payment into another's chain.
 */
export function buildCompanyIndex(facts: readonly Fact[], realms: Realms): CompanyIndex {
  const described = describeCompanies(facts);
  const names: Names = { exact: new Map(), byCore: new Map(), below: undefined };
  for (const company of described) addNames(company, names);
  const companies = [...described, ...addMentioned(facts, names)];
  const people = indexPeople(described, realms);
  return layer(companies, names, {
    spellings: [spellingsOf(names)],
    own: employersOf(facts, names),
    peopleBy: (party) => peopleBy(party, people, realms),
  });
}

/** Every name by which companies are called. A layer of names over another one leaves that as it is. */
type Names = {
  readonly exact: Map<string, CompanyMatch>;
  readonly byCore: Map<string, Named[]>;
  readonly below: Names | undefined;
};

type Layer = Pick<CompanyIndex, 'peopleBy'> & {
  readonly spellings: readonly Spellings[];
  readonly own: ReadonlySet<string>;
};

function layer(companies: readonly Company[], names: Names, given: Layer): CompanyIndex {
  const match = (name: string) => matchName(name, names);
  return {
    companies,
    match,
    findIn: (text) => given.spellings.flatMap((spellings) => findIn(text, spellings, match)).toSorted(byPlace),
    relationOf: (company, at) => relationAt(company, at) ?? (given.own.has(company.key) ? 'own' : 'unknown'),
    peopleBy: given.peopleBy,
    withMentioned(facts) {
      const above: Names = { exact: new Map(), byCore: new Map(), below: names };
      const more = addMentioned(facts, above);
      if (more.length === 0) return layer(companies, names, given);
      return layer([...companies, ...more], above, { ...given, spellings: [...given.spellings, spellingsOf(above)] });
    },
  };
}

const byPlace = (a: CompanyInText, b: CompanyInText): number => a.start - b.start || b.end - a.end;

function addMentioned(facts: readonly Fact[], names: Names): readonly Company[] {
  const added: Company[] = [];
  for (const name of mentionedNames(facts)) {
    if (matchName(name, names) !== undefined) continue;
    const company: Company = { key: foldName(name), ref: name, name, states: [], entry: undefined };
    added.push(company);
    addNames(company, names);
  }
  return added;
}

function employersOf(facts: readonly Fact[], names: Names): ReadonlySet<string> {
  const employers = facts.filter((fact) => isKind(fact, 'employee')).map((fact) => fact.record.body.employer?.ref);
  return new Set(employers.map((ref) => ref && matchName(ref, names)?.company.key).filter((key) => key !== undefined));
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

function addNames(company: Company, { exact, byCore }: Names): void {
  const add = (text: string, how: 'exact' | 'alias' | 'uscc'): void => {
    const name = parseCompanyName(text);
    if (!exact.has(name.full)) exact.set(name.full, { company, how, reason: reasons[how] });
    if (how === 'uscc') return;
    const list = byCore.get(name.core);
    if (list === undefined) byCore.set(name.core, [{ name, company }]);
    else list.push({ name, company });
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

function matchName(text: string, names: Names): CompanyMatch | undefined {
  const name = parseCompanyName(text);
  const fits: { readonly company: Company; readonly how: NameMatch | undefined }[] = [];
  for (let at: Names | undefined = names; at !== undefined; at = at.below) {
    const same = at.exact.get(name.full);
    if (same !== undefined) return same;
    for (const each of at.byCore.get(name.core) ?? [])
      fits.push({ company: each.company, how: compareCompanyNames(name, each.name) });
  }
  for (const how of ['exact', 'form', 'short'] as const) {
    const companies = new Set(fits.filter((fit) => fit.how === how).map((fit) => fit.company));
    const [company] = companies;
    if (companies.size > 1) return undefined;
    if (company !== undefined) return { company, how, reason: reasons[how] };
  }
  return undefined;
}

/** Names that records of other kinds call companies by, each once and in a fixed order. */
function mentionedNames(facts: readonly Fact[]): readonly string[] {
  const names = new Set<string>();
  const add = (party: Party | null | undefined): void => {
    if (party?.system === 'company') names.add(party.ref);
  };
  for (const { record } of facts) {
    if (record.kind === 'deal') add(record.body.seller);
    if (record.kind === 'deal') add(record.body.buyer);
    if (record.kind === 'transfer') for (const party of [record.body.from, record.body.to]) add(asCompany(party));
    if (record.kind === 'customer') add(record.body.company);
    if (record.kind === 'employee') add(record.body.employer);
    if (record.kind === 'declaration') add(record.body.company);
    if (record.kind === 'approval') add(record.body.company);
  }
  // The longest names come first, so that a short one joins the full one and not the other way round.
  return [...names].toSorted((a, b) => b.length - a.length || compareText(a, b));
}

/** An account whose holder bears a company's legal form in its name is that company's. */
function asCompany(party: Party): Party {
  const holder = party.system === 'name' ? party.ref : party.name;
  if (party.system === 'company' || holder === undefined || parseCompanyName(holder).form === '') return party;
  return { system: 'company', ref: holder };
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

type Spellings = ReadonlyMap<string, readonly string[]>;

/** What to look for in running text: full names, aliases, and short forms; by their first two characters. */
function spellingsOf({ exact, byCore }: Names): Spellings {
  const texts = new Set<string>();
  for (const [text, match] of exact) if (match.how !== 'uscc') texts.add(text);
  for (const named of byCore.values())
    for (const { name } of named) for (const text of [name.core + name.trade, name.core]) texts.add(text);
  const longestFirst = [...texts]
    .filter((text) => text.length >= 2)
    .toSorted((a, b) => b.length - a.length || compareText(a, b));
  return Map.groupBy(longestFirst, (text) => text.slice(0, 2));
}

function findIn(text: string, spellings: Spellings, match: CompanyIndex['match']): readonly CompanyInText[] {
  const folded = text.toLowerCase();
  const found: CompanyInText[] = [];
  let at = 0;
  while (at < folded.length - 1) {
    const here = longestMeant(folded, at, spellings, match);
    if (here === undefined) {
      at += 1;
      continue;
    }
    found.push({ ...here.meant, start: at, end: at + here.length });
    at += here.length;
  }
  return found;
}

/** A short form that two companies could mean is passed over. */
function longestMeant(folded: string, at: number, spellings: Spellings, match: CompanyIndex['match']) {
  for (const spelling of spellings.get(folded.slice(at, at + 2)) ?? []) {
    if (!folded.startsWith(spelling, at)) continue;
    const meant = match(spelling);
    if (meant !== undefined) return { meant, length: spelling.length };
  }
  return undefined;
}
