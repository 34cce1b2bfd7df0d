import { legalForms, regions, trades } from './regions.ts';

/** A company's name taken apart: 北京华晟科技有限公司 is region 北京, core 华晟, trade 科技, form 有限公司. */
export type CompanyName = {
  readonly full: string;
  readonly region: string;
  readonly core: string;
  readonly trade: string;
  readonly form: string;
};

export type NameMatch = 'exact' | 'form' | 'short';

/** What a match rests on, in the words shown to a reader. */
export const matchReasons = {
  exact: '名称一致',
  form: '去掉地区和公司类型后缀后一致',
  short: '简称一致,且已登记的公司中只有一家符合',
} as const satisfies Record<NameMatch, string>;

const regionsLongestFirst = regions.toSorted((a, b) => b.length - a.length);
const tradesLongestFirst = trades.toSorted((a, b) => b.length - a.length);
const shortestCore = 2;

/** One spelling for full-width and half-width forms; spaces carry no meaning in a company's name. */
export function foldName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s+/gu, '').toLowerCase();
}

/** Takes a name apart. Never leaves a core of fewer than two characters if the name has more to give. */
export function parseCompanyName(name: string): CompanyName {
  const full = foldName(name);
  const bracketed = takeBrackets(full);
  const stem = takeForm(bracketed.rest);
  const placed = takeRegion(stem.rest);
  const traded = takeTrades(placed.rest);
  return {
    full,
    region: placed.region === '' ? bracketed.region : placed.region,
    core: traded.rest,
    trade: traded.trade,
    form: stem.form,
  };
}

/**
 * Says whether two names can be the same company, and how surely.
 *
 * Two names that both state a region, or both state a trade, and state different ones are never the same.
 */
export function compareCompanyNames(a: CompanyName, b: CompanyName): NameMatch | undefined {
  if (a.full === b.full) return 'exact';
  if (a.core !== b.core || a.core.length < shortestCore) return undefined;
  if (a.region !== '' && b.region !== '' && a.region !== b.region) return undefined;
  if (a.trade === b.trade) return 'form';
  return a.trade === '' || b.trade === '' || a.trade.startsWith(b.trade) || b.trade.startsWith(a.trade)
    ? 'short'
    : undefined;
}

function takeBrackets(full: string): { rest: string; region: string } {
  let region = '';
  const rest = full.replaceAll(/[([〔【]([^)\]〕】]*)[)\]〕】]/gu, (_whole, inner: string) => {
    const place = inner.replace(/[省市]$/u, '');
    if (region === '' && regions.includes(place)) region = place;
    return '';
  });
  return { rest: rest.length >= shortestCore ? rest : full, region };
}

function takeForm(text: string): { rest: string; form: string } {
  const form = legalForms.find((each) => text.endsWith(each) && text.length - each.length >= shortestCore);
  return form === undefined ? { rest: text, form: '' } : { rest: text.slice(0, -form.length), form };
}

function takeRegion(text: string): { rest: string; region: string } {
  const region = regionsLongestFirst.find((each) => text.startsWith(each));
  if (region === undefined) return { rest: text, region: '' };
  const rest = text.slice(region.length).replace(/^[省市]/u, '');
  // A province is often followed by its city: 浙江杭州华晟.
  const inner = takeRegion(rest);
  const left = inner.region === '' ? rest : inner.rest;
  return left.length >= shortestCore ? { rest: left, region: inner.region || region } : { rest: text, region: '' };
}

function takeTrades(text: string): { rest: string; trade: string } {
  let rest = text;
  for (;;) {
    const trade = tradesLongestFirst.find((each) => rest.endsWith(each) && rest.length - each.length >= shortestCore);
    if (trade === undefined) return { rest, trade: text.slice(rest.length) };
    rest = rest.slice(0, -trade.length);
  }
}
