import { placesOnly, shortestCore, takeRegions } from './places.ts';
import type { FormKind } from './regions.ts';
import { branchEndings, legalForms, trades } from './regions.ts';

/** A company's name taken apart: 北京华晟科技有限公司 is region 北京, core 华晟, trade 科技, form 有限公司. */
export type CompanyName = {
  readonly full: string;
  /** The narrowest place. */
  readonly region: string;
  /** Every place named, widest first. */
  readonly regions: readonly string[];
  readonly core: string;
  readonly trade: string;
  readonly form: string;
  readonly kind: FormKind | undefined;
  readonly isGroup: boolean;
  /** 上海分公司: the part of the company that is named, empty for the company itself. */
  readonly branch: string;
  /** What stands in brackets and is neither place nor form. */
  readonly note: string;
};

export type NameMatch = 'exact' | 'form' | 'branch' | 'converted' | 'short';

/** What a match rests on, in the words shown to a reader. */
export const matchReasons = {
  exact: '名称一致',
  form: '去掉地区和公司类型后缀后一致',
  branch: '名称是该公司的分支机构,分公司不具有法人资格',
  converted: '仅公司类型不同(有限责任公司与股份有限公司),可能是改制前后,也可能是两家',
  short: '简称一致,且已登记的公司中只有一家符合',
} as const satisfies Record<NameMatch, string>;

/** From surest to least sure. */
export const matchOrder = ['exact', 'form', 'branch', 'converted', 'short'] as const satisfies readonly NameMatch[];

const tradesLongestFirst = trades.toSorted((a, b) => b.length - a.length);
const OPENING = '([{〔【「『《〈〖〘';
const CLOSING = ')]}〕】」』》〉〗〙';
/** What is often added to a name and says nothing about which company it is. */
const REMARK = /^(?:已?注销|存续|在业|开业|盖章|公章|个体工商户|个体户|以下简称.*|甲方|乙方|丙方)$/u;

/** One spelling for full-width and half-width forms and every bracket; spaces carry no meaning in a company's name. */
export function foldName(name: string): string {
  return [...name.normalize('NFKC').replaceAll(/\s+/gu, '').toLowerCase()].map(foldBracket).join('');
}

function foldBracket(letter: string): string {
  if (OPENING.includes(letter)) return '(';
  return CLOSING.includes(letter) ? ')' : letter;
}

/** The same for running text, letter by letter: what is found keeps its place. */
export function foldInPlace(text: string): string {
  return [...text]
    .map((letter) => {
      const folded = foldBracket(letter.normalize('NFKC').toLowerCase());
      return folded.length === letter.length ? folded : letter;
    })
    .join('');
}

/** Takes a name apart. Never leaves a core of fewer than two characters if the name has more to give. */
export function parseCompanyName(name: string): CompanyName {
  const full = foldName(name);
  const whole = takeBranch(full);
  const bracketed = takeBrackets(whole.rest);
  const stem = takeForm(plainLatin(bracketed.rest));
  const grouped = takeGroup(stem.rest);
  const placed = takeRegions(grouped.rest);
  const traded = takeTrades(placed.rest);
  // 北京科技有限公司 has no name but its place and trade: they are the name.
  const isBare = tradesLongestFirst.includes(traded.rest);
  const places = isBare ? bracketed.regions : [...placed.regions, ...bracketed.regions];
  return {
    full,
    region: places.at(-1) ?? '',
    regions: places,
    core: isBare ? grouped.rest : traded.rest,
    trade: isBare ? '' : traded.trade,
    form: stem.form,
    kind: stem.kind ?? bracketed.kind,
    isGroup: grouped.isGroup || bracketed.isGroup,
    branch: whole.branch,
    note: bracketed.note,
  };
}

/**
 * Says whether two names can be the same company, and how surely.
 *
 * Names that both state a place, a trade or a legal form and state different ones are never the same, nor is a
 * group the same as a company outside of it. Cores are never compared by likeness: 华晟 is not 华盛.
 */
export function compareCompanyNames(a: CompanyName, b: CompanyName): NameMatch | undefined {
  if (a.full === b.full) return 'exact';
  if (a.core !== b.core || a.core.length < shortestCore) return undefined;
  const measures = [compareRegions(a, b), compareTrades(a, b), compareForms(a, b), compareBranches(a, b)];
  if (measures.includes(undefined)) return undefined;
  if (a.note !== b.note) return 'short';
  return matchOrder.findLast((how) => measures.includes(how));
}

function compareRegions(a: CompanyName, b: CompanyName): NameMatch | undefined {
  if (a.regions.length === 0 || b.regions.length === 0 || a.region === b.region) return 'form';
  const [wide, narrow] = a.regions.length <= b.regions.length ? [a, b] : [b, a];
  // 浙江杭州华晟 can be 浙江华晟; 浙江华晟 and 杭州华晟 are two.
  return wide.regions.every((place) => narrow.regions.includes(place)) ? 'short' : undefined;
}

function compareTrades(a: CompanyName, b: CompanyName): NameMatch | undefined {
  if (a.trade === b.trade) return 'form';
  return a.trade === '' || b.trade === '' || a.trade.startsWith(b.trade) || b.trade.startsWith(a.trade)
    ? 'short'
    : undefined;
}

function compareForms(a: CompanyName, b: CompanyName): NameMatch | undefined {
  const isOpen = (kind: CompanyName['kind']): boolean => kind === undefined || kind === 'company';
  if (a.isGroup !== b.isGroup) return isOpen(a.kind) || isOpen(b.kind) ? 'short' : undefined;
  if (a.kind === b.kind || a.kind === undefined || b.kind === undefined) return 'form';
  const kinds = new Set([a.kind, b.kind]);
  const isCompany = [...kinds].every((kind) => kind === 'limited' || kind === 'joint-stock' || kind === 'company');
  if (!isCompany) return undefined;
  return kinds.has('company') ? 'form' : 'converted';
}

function compareBranches(a: CompanyName, b: CompanyName): NameMatch | undefined {
  if (a.branch === b.branch) return 'form';
  return a.branch === '' || b.branch === '' ? 'branch' : undefined;
}

type Bracketed = {
  readonly rest: string;
  readonly regions: readonly string[];
  readonly kind: FormKind | undefined;
  readonly isGroup: boolean;
  readonly note: string;
};

function takeBrackets(full: string): Bracketed {
  const inside = [...full.matchAll(/\(([^()]*)\)/gu)].map(([, inner = '']) => inner);
  const rest = full.replaceAll(/\([^()]*\)/gu, '');
  if (rest.length < shortestCore) return { rest: full, regions: [], kind: undefined, isGroup: false, note: '' };
  const places = inside.map((inner) => placesOnly(inner));
  const notes = inside.filter((inner, i) => places[i] === undefined && !isFormWord(inner) && !REMARK.test(inner));
  return {
    rest,
    regions: places.flatMap((each) => each ?? []),
    kind: inside.some((inner) => /合伙/u.test(inner)) ? 'partnership' : undefined,
    isGroup: inside.includes('集团'),
    note: notes.join(),
  };
}

const isFormWord = (inner: string): boolean => inner === '集团' || inner === '' || /合伙$/u.test(inner);

/** Dots and commas of English names say nothing: Co., Ltd. is Co Ltd. */
function plainLatin(text: string): string {
  return /[a-z]/u.test(text) ? text.replaceAll(/[.,&'’·-]/gu, '') : text;
}

/** A branch behind the form of its company, or behind its name and a place: 华晟科技上海分公司. */
function takeBranch(text: string): { rest: string; branch: string } {
  const ending = branchEndings.find((each) => text.endsWith(each));
  if (ending === undefined) return { rest: text, branch: '' };
  const head = text.slice(0, -ending.length);
  const cut = (at: number) => ({ rest: text.slice(0, at), branch: text.slice(at).replaceAll(/[()]/gu, '') });
  const company = /^(.{2,}(?:公司|集团\)?))(.{0,15})$/u.exec(head);
  if (company?.[1] !== undefined) return cut(company[1].length);
  // Without a company before it, 营业部 is a shop's own name.
  if (ending === '营业部') return { rest: text, branch: '' };
  for (let from = shortestCore; from < head.length; from += 1) {
    const tail = head.slice(from).replaceAll(/[()]|第?[一二三四五六七八九十\d]+\)?$/gu, '');
    if (tail === '' || placesOnly(tail) !== undefined) return cut(from);
  }
  return head.length >= shortestCore ? cut(head.length) : { rest: text, branch: '' };
}

function takeForm(text: string): { rest: string; form: string; kind: FormKind | undefined } {
  const found = legalForms.find(([each]) => text.endsWith(each) && text.length - each.length >= shortestCore);
  if (found === undefined) return { rest: text, form: '', kind: undefined };
  const [form, kind] = found;
  // 华晟子公司 is a company of its own, of which no more is known than whose it is.
  if (kind === 'company' && /[子分]$/u.test(text.slice(0, -form.length)))
    return { rest: text, form: '', kind: undefined };
  return { rest: text.slice(0, -form.length), form, kind };
}

function takeGroup(text: string): { rest: string; isGroup: boolean } {
  const ending = ['集团', 'group'].find((each) => text.endsWith(each) && text.length - each.length >= shortestCore);
  return ending === undefined ? { rest: text, isGroup: false } : { rest: text.slice(0, -ending.length), isGroup: true };
}

function takeTrades(text: string): { rest: string; trade: string } {
  let rest = text;
  for (;;) {
    const trade = tradesLongestFirst.find((each) => rest.endsWith(each) && rest.length - each.length >= shortestCore);
    if (trade === undefined) return { rest, trade: text.slice(rest.length) };
    rest = rest.slice(0, -trade.length);
  }
}
