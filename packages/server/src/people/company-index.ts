import type { Party } from '../kernel/party.ts';
import type { Instant } from '../kernel/time.ts';
import type { CompanyInText } from './companies-in-text.ts';
import { findCompaniesIn, indexSpellings } from './companies-in-text.ts';
import type { CompanyName, NameMatch } from './company-name.ts';
import { compareCompanyNames, foldName, matchOrder, matchReasons, parseCompanyName } from './company-name.ts';
import type { CompanyPerson } from './company-people.ts';
import { indexPeople, peopleBy } from './company-people.ts';
import { describeCompanies } from './describe-companies.ts';
import type { EntryRef, Fact, FactOf } from './fact.ts';
import { compareText, entryOf, isKind } from './fact.ts';
import type { Realms } from './handle-key.ts';
import type { Refusals } from './refusals.ts';
import { noRefusals } from './refusals.ts';
import type { Held, State } from './states.ts';
import { stateAt } from './states.ts';
import { codeFaults, faultOfCode, foldCode, isWrittenAsCode } from './uscc.ts';

type CompanyBody = FactOf<'company'>['record']['body'];
export type Relation = NonNullable<CompanyBody['relation']>;

/** One company under all the names by which the records call it. */
export type Company = {
  /** Stable name of this company among the facts: the ref of its record, or the name it is called by. */
  readonly key: string;
  readonly ref: string;
  readonly name: string;
  /** Its 统一社会信用代码 where a record states one that holds against its check. */
  readonly code: string | undefined;
  /** Why a code that its records state is not used; in Chinese. */
  readonly codeFault: string | undefined;
  /** Empty for a company that other records mention but none describes. */
  readonly states: readonly State<Held<CompanyBody>>[];
  readonly entry: EntryRef | undefined;
  /** Of a company that none describes and an event calls by a code: the event that says whose code it is. */
  readonly namedIn: EntryRef | undefined;
};

export type CompanyMatch = {
  readonly company: Company;
  /** `unchecked`: the source's own number is the same, but is written as a code and fails the check of one. */
  readonly how: NameMatch | 'alias' | 'uscc' | 'unchecked';
  /** Whether nobody needs to look: the very name or a code that holds, and nothing that contradicts it. */
  readonly isSure: boolean;
  /** One clause, in Chinese, that a person can confirm or reject. */
  readonly reason: string;
};

/** What a company is called by: a text, or a party whose displayed name helps where its ref is a code that is not known. */
export type Called = string | Pick<Party, 'ref' | 'name'>;

export type CompanyIndex = {
  readonly companies: readonly Company[];
  /**
   * The same index with the companies that these records mention as well: sellers, payers and payees that nobody describes.
   * A short form that two companies could mean then means neither.
   */
  readonly withMentioned: (facts: readonly Fact[]) => CompanyIndex;
  readonly match: (called: Called) => CompanyMatch | undefined;
  readonly findIn: (text: string) => readonly CompanyInText[];
  readonly relationOf: (company: Company, at: Instant) => Relation;
  readonly peopleBy: (party: Party) => readonly { readonly company: Company; readonly person: CompanyPerson }[];
};

type Named = { readonly name: CompanyName; readonly company: Company };

/**
 * Everything by which companies are looked up. Two companies under one key are found by neither. Names laid over others
 * leave those as they are.
 */
type Names = {
  readonly below: Names | undefined;
  readonly exact: Map<string, Set<Company>>;
  readonly aliases: Map<string, Set<Company>>;
  readonly codes: Map<string, Set<Company>>;
  readonly badCodes: Map<string, Set<Company>>;
  readonly byCore: Map<string, Named[]>;
  readonly refusals: Refusals;
};

const reasons = {
  ...matchReasons,
  alias: '与登记的别名一致',
  uscc: '统一社会信用代码一致',
  unchecked: '来源所用编号一致,但该编号作为统一社会信用代码校验不符,不能凭代码认定',
} as const;

/**
 * Gathers every company that a record describes or mentions.
 *
 * A mentioned name joins a described company only if exactly one fits; names that could be two
 * companies stay apart, since a wrong join would put one company's payment into another's chain.
 */
export function buildCompanyIndex(
  facts: readonly Fact[],
  realms: Realms,
  refusals: Refusals = noRefusals,
): CompanyIndex {
  const described = describeCompanies(facts);
  const names = namesOver(undefined, refusals);
  for (const company of described) addNames(company, names);
  const companies = [...described, ...addMentioned(mentioned(facts), names)];
  const people = indexPeople(described, realms);
  const own = employersOf(facts, names);
  return layer(companies, names, [indexSpellings(spellingsOf(names))], {
    relationOf: (company, at) => relationAt(company, at) ?? (own.has(company.key) ? 'own' : 'unknown'),
    peopleBy: (party) => peopleBy(party, people, realms),
  });
}

const namesOver = (below: Names | undefined, refusals: Refusals): Names => ({
  below,
  exact: new Map(),
  aliases: new Map(),
  codes: new Map(),
  badCodes: new Map(),
  byCore: new Map(),
  refusals,
});

type Spellings = ReturnType<typeof indexSpellings>;

function layer(
  companies: readonly Company[],
  names: Names,
  spellings: readonly Spellings[],
  same: Pick<CompanyIndex, 'relationOf' | 'peopleBy'>,
): CompanyIndex {
  return {
    ...same,
    companies,
    match: (called) => matchCalled(called, names),
    findIn: (text) => findInLayers(text, names, spellings),
    withMentioned(facts) {
      const above = namesOver(names, names.refusals);
      const more = addMentioned(mentioned(facts), above);
      if (more.length === 0) return layer(companies, names, spellings, same);
      return layer([...companies, ...more], above, [...spellings, indexSpellings(spellingsOf(above))], same);
    },
  };
}

/** A short form of one layer can mean another company in the next, and then means neither. */
function findInLayers(text: string, names: Names, spellings: readonly Spellings[]): readonly CompanyInText[] {
  const [only, ...above] = spellings;
  if (only === undefined) return [];
  if (above.length === 0) return findCompaniesIn(text, only);
  const found = spellings.flatMap((each) => findCompaniesIn(text, each));
  const still = found.flatMap(({ start, end }): readonly CompanyInText[] => {
    const match = matchName(text.slice(start, end), names);
    return match === undefined ? [] : [{ ...match, start, end }];
  });
  return still.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function addMentioned(all: readonly Mentioned[], names: Names): readonly Company[] {
  const added: Company[] = [];
  for (const each of all) {
    if (matchCalled(each.party, names) !== undefined) continue;
    const company = mentionedCompany(each);
    added.push(company);
    addNames(company, names);
  }
  return added;
}

function employersOf(facts: readonly Fact[], names: Names): ReadonlySet<string> {
  const employers = facts
    .filter((fact) => isKind(fact, 'employee'))
    .flatMap((fact) => fact.record.body.employer ?? [])
    .map((employer) => matchCalled(employer, names)?.company.key);
  return new Set(employers.filter((key) => key !== undefined));
}

function mentionedCompany({ party: { ref, name }, fact }: Mentioned): Company {
  const isCode = isWrittenAsCode(ref);
  const fault = isCode ? faultOfCode(ref) : undefined;
  const code = isCode && fault === undefined ? foldCode(ref) : undefined;
  const codeFault = fault === undefined ? undefined : codeFaults[fault];
  const isEvent = fact.record.kind === 'deal' || fact.record.kind === 'transfer';
  const namedIn = isCode && isEvent && name !== undefined ? entryOf(fact) : undefined;
  const called = isCode ? (name ?? ref) : ref;
  return { key: foldName(ref), ref, name: called, code, codeFault, states: [], entry: undefined, namedIn };
}

function addTo(map: Map<string, Set<Company>>, key: string, company: Company): void {
  map.set(key, (map.get(key) ?? new Set()).add(company));
}

type Sets = 'exact' | 'aliases' | 'codes' | 'badCodes';

/** The companies under a key in all layers; `undefined` for none. */
function lookUp(names: Names, map: Sets, key: string): ReadonlySet<Company> | undefined {
  const here = names[map].get(key);
  const below = names.below === undefined ? undefined : lookUp(names.below, map, key);
  return here === undefined || below === undefined ? (here ?? below) : new Set([...below, ...here]);
}

function coresOf(names: Names, core: string): readonly Named[] {
  const below = names.below === undefined ? [] : coresOf(names.below, core);
  return [...below, ...(names.byCore.get(core) ?? [])];
}

function addNames(company: Company, names: Names): void {
  const addName = (text: string, map: Map<string, Set<Company>>): void => {
    if (isWrittenAsCode(text)) {
      addTo(faultOfCode(text) === undefined ? names.codes : names.badCodes, foldCode(text), company);
      return;
    }
    const name = parseCompanyName(text);
    addTo(map, name.full, company);
    const list = names.byCore.get(name.core) ?? [];
    names.byCore.set(name.core, [...list, { name, company }]);
  };
  for (const text of namesOf(company)) addName(text, names.exact);
  for (const alias of aliasesOf(company)) addName(alias, names.aliases);
  if (company.code !== undefined) addTo(names.codes, company.code, company);
  for (const { value } of company.states) {
    if (value.uscc !== undefined && faultOfCode(value.uscc) === undefined)
      addTo(names.codes, foldCode(value.uscc), company);
  }
}

/** What its records call a company; a source's own number or a code may stand among the names. */
export function namesOf({ name, ref, states }: Company): readonly string[] {
  return [name, ref, ...states.flatMap(({ value }) => [value.company?.ref ?? [], value.name ?? []].flat())];
}

export function aliasesOf({ states }: Company): readonly string[] {
  return states.flatMap(({ value }) => value.aliases ?? []);
}

/** By its code where that holds; a code that fails its check decides nothing, the name beside it may. */
function matchCalled(called: Called, names: Names): CompanyMatch | undefined {
  const { ref, name } = typeof called === 'string' ? { ref: called } : called;
  if (!isWrittenAsCode(ref)) return matchName(ref, names);
  const fault = faultOfCode(ref);
  const code = foldCode(ref);
  if (fault === undefined) {
    const known = lookUp(names, 'codes', code);
    if (known !== undefined) return only(known, 'uscc');
    const match = name === undefined ? undefined : matchName(name, names);
    // Another code is another company, whatever it is called; a branch has a code of its own.
    return match?.company.code === undefined || match.how === 'branch' ? match : undefined;
  }
  const match = name === undefined || isWrittenAsCode(name) ? undefined : matchName(name, names);
  if (match === undefined) return only(lookUp(names, 'badCodes', code), 'unchecked');
  return { ...match, isSure: false, reason: `所写统一社会信用代码校验不符,未据以认定;按名称:${match.reason}` };
}

function only(companies: ReadonlySet<Company> | undefined, how: keyof typeof reasons): CompanyMatch | undefined {
  const [company] = companies ?? [];
  if (company === undefined || companies?.size !== 1) return undefined;
  const doubt = how === 'uscc' || company.codeFault === undefined ? '' : `;该公司登记的代码${company.codeFault}`;
  return { company, how, isSure: how === 'exact' || how === 'uscc', reason: `${reasons[how]}${doubt}` };
}

function matchName(text: string, names: Names): CompanyMatch | undefined {
  const name = parseCompanyName(text);
  const same = lookUp(names, 'exact', name.full);
  if (same !== undefined) return only(same, 'exact');
  const called = lookUp(names, 'aliases', name.full);
  if (called !== undefined) return only(called, 'alias');
  const fits = coresOf(names, name.core).map((each) => ({ ...each, how: compareCompanyNames(name, each.name) }));
  for (const how of matchOrder) {
    const companies = new Set(fits.filter((fit) => fit.how === how).map((fit) => fit.company));
    if (companies.size === 0) continue;
    const match = only(companies, how);
    return match !== undefined && isRefused(text, match.company, names) ? undefined : match;
  }
  return undefined;
}

function isRefused(text: string, company: Company, { refusals }: Names): boolean {
  return refusals.has(refusals.idOf('company-name', foldName(text), company.key));
}

/** A company as a record that does not describe it names it, and the first record to do so. */
type Mentioned = { readonly party: Pick<Party, 'ref' | 'name'>; readonly fact: Fact };

/** Companies that records of other kinds name, each once and in a fixed order. */
function mentioned(facts: readonly Fact[]): readonly Mentioned[] {
  const found = new Map<string, Mentioned>();
  const add = (party: Party | null | undefined, fact: Fact): void => {
    if (party?.system !== 'company') return;
    const known = found.get(party.ref)?.party;
    // Of several displayed names beside one number the first in order stays, so that the order of facts does not matter.
    if (known?.name === undefined || (party.name !== undefined && party.name < known.name))
      found.set(party.ref, { party, fact });
  };
  for (const fact of facts) {
    const { record } = fact;
    if (record.kind === 'deal') add(record.body.seller, fact);
    if (record.kind === 'deal') add(record.body.buyer, fact);
    if (record.kind === 'transfer') add(asCompany(record.body.from), fact);
    if (record.kind === 'transfer') add(asCompany(record.body.to), fact);
    if (record.kind === 'customer') add(record.body.company, fact);
    if (record.kind === 'employee') add(record.body.employer, fact);
    if (record.kind === 'declaration') add(record.body.company, fact);
    if (record.kind === 'approval') add(record.body.company, fact);
  }
  // The longest names come first, so that a short one joins the full one and not the other way round.
  return [...found.values()].toSorted(
    ({ party: a }, { party: b }) => b.ref.length - a.ref.length || compareText(a.ref, b.ref),
  );
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

/** What to look for in running text: full names, aliases, and short forms that only one company can mean. */
function spellingsOf(names: Names): ReadonlyMap<string, CompanyMatch> {
  const texts = new Map<string, CompanyMatch>();
  const add = (text: string): void => {
    const match = texts.has(text) ? undefined : matchName(text, names);
    if (match !== undefined && text.length >= 2) texts.set(text, match);
  };
  for (const text of [...names.exact.keys(), ...names.aliases.keys()]) add(text);
  for (const { name } of [...names.byCore.values()].flat()) {
    add(name.core + name.trade);
    add(name.core);
  }
  return texts;
}
