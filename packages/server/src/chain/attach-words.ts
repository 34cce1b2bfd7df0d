import type { Company } from '../people/company-index.ts';
import { compareCompanyNames, parseCompanyName } from '../people/company-name.ts';
import { compareText } from '../people/fact.ts';
import type { Moment } from './order.ts';
import { compareMoments, orderOf, withinDays } from './order.ts';
import type { Said } from './read-said.ts';
import type { Talk } from './read-talk.ts';
import { companiesOf, isNamesake } from './with-them.ts';
import type { Deal, Paid, World } from './world.ts';
import { positionOf } from './world.ts';

/** A story while it is being put together. */
export type Draft = { company: Company | undefined; name: string | undefined; said: Said[]; paid: Paid[] };

/** The key of the one story whose beneficiary no record and no words name. */
const unknownKey = 'unknown';

export function isOwn(company: Company, at: Moment, directory: World['directory']): boolean {
  const relation = directory.relation(company, at.at);
  return relation === 'own' || relation === 'affiliate';
}

export function draft(drafts: Map<string, Draft>, key: string, company?: Company, name?: string): Draft {
  const found = drafts.get(key) ?? { company, name: name ?? company?.name, said: [], paid: [] };
  drafts.set(key, found);
  return found;
}

function sayIn({ said }: Draft, words: Said): void {
  if (!said.includes(words)) said.push(words);
}

/** The story of whoever paid: the company, the customer's company, or the customer itself where it has none; not of a stranger. */
export function draftOfPayer({ payment }: Paid, drafts: Map<string, Draft>, { directory }: World): Draft | undefined {
  const { payer } = payment;
  if (payer.type === 'company') return draft(drafts, payer.company.key, payer.company);
  if (payer.type !== 'customer') return undefined;
  const company = companyOfCustomer(payer.ref, payment, directory);
  if (company !== undefined) return draft(drafts, company.key, company);
  return draft(drafts, `customer:${payer.ref}`, undefined, directory.customerName(payer.ref, payment.at) ?? payer.ref);
}

export function companyOfCustomer(ref: string, at: Moment, directory: World['directory']): Company | undefined {
  const company = directory.customer(ref, at.at)?.value.company;
  return company === undefined ? undefined : directory.companyOf(company)?.company;
}

/** Files words that name their company, or that were spoken with one of its people; false if neither. */
export function draftByName(said: Said, drafts: Map<string, Draft>, paid: readonly Paid[], world: World): boolean {
  const { names } = said;
  if (names.type === 'own') return true;
  if (names.type !== 'unnamed') alsoToPayers(said, drafts, paid, world);
  if (names.type === 'company') sayIn(draft(drafts, names.match.company.key, names.match.company), said);
  if (names.type === 'text') {
    const company = companyCalled(names.name, said, drafts, world);
    const target =
      company === undefined
        ? draft(drafts, `named:${names.core}`, undefined, names.name)
        : draft(drafts, company.key, company);
    sayIn(target, said);
  }
  if (names.type !== 'unnamed') return true;
  const company = companyOfListener(said, world);
  if (company === undefined) return false;
  draft(drafts, company.key, company).said.push(said);
  return true;
}

/** Who took part in the talk and then paid has to do with it too, whoever else was named. */
function alsoToPayers(said: Said, drafts: Map<string, Draft>, paid: readonly Paid[], world: World): void {
  for (const each of paid) {
    if (!follows(said, each.payment, world) || !tookPart(each, said, world)) continue;
    const target = draftOfPayer(each, drafts, world);
    if (target !== undefined) sayIn(target, said);
  }
}

/** A short name that could be several companies is the one of them that paid, or to which the customer went. */
function companyCalled(
  name: string,
  said: Said,
  drafts: ReadonlyMap<string, Draft>,
  world: World,
): Company | undefined {
  const parsed = parseCompanyName(name);
  const involved = [...[...drafts.values()].flatMap((each) => each.company ?? []), ...sellersAfter(said, world)];
  const called = new Set(
    involved.filter((company) => compareCompanyNames(parsed, parseCompanyName(company.name)) !== undefined),
  );
  const [only] = called;
  return called.size === 1 ? only : undefined;
}

function companyOfListener(said: Said, { directory }: World): Company | undefined {
  const found = said.others
    .filter((party) => directory.sideOf(party, said.at) === 'outside')
    .flatMap((party) => companiesOf(party, directory))
    .filter((company) => !isOwn(company, said, directory));
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Words that name no company belong where the events lead: to the payer who took part in the talk, to the company
 * the customer went to, or to the only company in question. If they lead nowhere, the beneficiary stays unknown.
 */
export function attachUnnamed(said: Said, drafts: Map<string, Draft>, paid: readonly Paid[], world: World): void {
  const later = paid.filter(({ payment }) => follows(said, payment, world));
  const talked = later.filter((each) => tookPart(each, said, world));
  const sellers = sellersAfter(said, world);
  const [only] = sellers;
  if (talked.length > 0 && (only === undefined || sellers.length > 1 || talked.some((each) => isPlacedPayer(each)))) {
    for (const each of talked) {
      const target = draftOfPayer(each, drafts, world) ?? draft(drafts, unknownKey);
      if (!target.said.includes(said)) target.said.push(said);
      if (!target.paid.includes(each)) target.paid.push(each);
    }
    return;
  }
  const known = sellers.filter((seller) => drafts.has(seller.key));
  const [seller] = known.length > 0 ? known : sellers;
  const company = seller ?? onlyCompany(said, drafts, world);
  draft(drafts, company?.key ?? unknownKey, company).said.push(said);
}

/** A customer who pays is the beneficiary of its own dealings, wherever else it buys. */
function isPlacedPayer({ payment: { payer } }: Paid): boolean {
  return payer.type === 'customer';
}

export function follows(said: Moment, event: Moment, world: World): boolean {
  return orderOf(said, event) !== 'after' && withinDays(said, event, world.settings.followsWithinDays);
}

/** Whether the words were said to the customer, or name it in full or by a part of its name that people use. */
export function concerns(said: Talk, customer: string, world: World): boolean {
  if (said.customers.includes(customer)) return true;
  const state = world.directory.customer(customer, said.at)?.value;
  const names = [state?.name, state?.company?.name, state?.company?.ref].filter((name) => name !== undefined);
  return names
    .flatMap((name) => [name, parseCompanyName(name).core, ...name.split(/[\s()（）·/-]+/u).filter(isTelling)])
    .some((name) => name.length >= 2 && said.text.includes(name));
}

/** A part of a name that few others share: 晟衡酒店管理 of 晟衡酒店管理 唐艳文. */
const isTelling = (part: string): boolean => part.length > 3;

/** Whether the payer was on the other side of the talk, by account, company or, least surely, by name. */
export function tookPart(paid: Paid, said: Talk, { directory }: World): boolean {
  const { payment } = paid;
  const { payer } = payment;
  if (payer.type === 'customer') return said.customers.includes(payer.ref);
  if (
    payer.type === 'company' &&
    said.customers.some((ref) => companyOfCustomer(ref, said, directory) === payer.company)
  )
    return true;
  const key = directory.handleKey(payment.from);
  if (isNamesake(paid, said)) return true;
  return !payment.from.ref.includes('*') && said.others.some((party) => directory.handleKey(party) === key);
}

/** Outside companies with which a customer who was told, or named in the words, dealt afterwards, in order of the first such deal. */
function sellersAfter(said: Said, world: World): readonly Company[] {
  const owned = said.employee.ref === undefined ? [] : world.directory.everOwned(said.employee.ref);
  const named = owned.filter((customer) => !said.customers.includes(customer) && concerns(said, customer, world));
  const deals = [...said.customers, ...named]
    .flatMap((customer) => world.deals.get(customer) ?? [])
    .filter((deal) => follows(said, deal, world))
    .toSorted((a, b) => compareMoments(a, b) || compareText(positionOf(a.entry), positionOf(b.entry)));
  return [...new Set(deals.flatMap((deal) => outsideSeller(deal, world) ?? []))];
}

export function outsideSeller(deal: Deal, { directory }: World): Company | undefined {
  return deal.seller === undefined || isOwn(deal.seller, deal, directory) ? undefined : deal.seller;
}

function onlyCompany(said: Said, drafts: ReadonlyMap<string, Draft>, world: World): Company | undefined {
  const pool = [...drafts.values()].filter(
    (each) =>
      each.company !== undefined &&
      (each.said.length > 0 || each.paid.some(({ payment }) => follows(said, payment, world))),
  );
  return pool.length === 1 ? pool[0]?.company : undefined;
}
