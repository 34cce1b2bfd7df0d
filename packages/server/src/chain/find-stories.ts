import type { Company } from '../people/company-index.ts';
import { compareCompanyNames, parseCompanyName } from '../people/company-name.ts';
import { compareText } from '../people/fact.ts';
import { compareMoments, orderOf, withinDays } from './order.ts';
import type { Moment } from './order.ts';
import type { Said } from './read-said.ts';
import type { Ours } from './read-talk.ts';
import { positionOf } from './world.ts';
import type { Deal, Paid, World } from './world.ts';

/** What may lie between one of our people and one beneficiary, before anything is concluded from it. */
export type Story = {
  readonly employee: Ours;
  readonly key: string;
  /** Undefined while no record knows the company that was named, or none was named. */
  readonly company: Company | undefined;
  readonly name: string | undefined;
  readonly said: readonly Said[];
  /** Deals of the employee's customers with the beneficiary; of a customer as beneficiary, its deals with us. */
  readonly deals: readonly Deal[];
  readonly paid: readonly Paid[];
  /** Payments from people no record places; they belong here only if the sums say so. */
  readonly strangers: readonly Paid[];
  readonly customers: readonly string[];
};

type Draft = { company: Company | undefined; name: string | undefined; said: Said[]; paid: Paid[] };

const unknownKey = 'unknown';

/** Every story of one of our people worth looking into; own pay, own group and talk among colleagues make none. */
export function findStories(employee: Ours, world: World): readonly Story[] {
  const said = world.said.get(employee.key) ?? [];
  const paid = (world.paidTo.get(employee.key) ?? []).filter((each) => isOutside(each, world));
  const drafts = new Map<string, Draft>();
  for (const each of paid) draftByPayer(each, drafts, world);
  const unnamed = said.filter((each) => !draftByName(each, drafts, world));
  for (const each of unnamed) attachUnnamed(each, drafts, paid, world);
  draftByUnusualAccess(employee, drafts, world);
  const strangers = paid.filter(({ payment }) => payment.payer.type === 'stranger');
  return [...drafts]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([key, draft]) => completeStory(employee, key, draft, strangers, world))
    .filter((story) => isWorthLooking(story, world));
}

function isOutside({ payment }: Paid, { directory }: World): boolean {
  const { payer } = payment;
  if (payer.type === 'colleague') return false;
  if (payer.type !== 'company') return true;
  return !isOwn(payer.company, payment, directory);
}

function isOwn(company: Company, at: Moment, directory: World['directory']): boolean {
  const relation = directory.relation(company, at.at);
  return relation === 'own' || relation === 'affiliate';
}

function draft(drafts: Map<string, Draft>, key: string, company?: Company, name?: string): Draft {
  const found = drafts.get(key) ?? { company, name: name ?? company?.name, said: [], paid: [] };
  drafts.set(key, found);
  return found;
}

function draftByPayer(each: Paid, drafts: Map<string, Draft>, world: World): void {
  const { payer } = each.payment;
  const company = payer.type === 'company' ? payer.company : payerCustomerCompany(each, world);
  if (company !== undefined) draft(drafts, company.key, company).paid.push(each);
}

function payerCustomerCompany({ payment }: Paid, { directory }: World): Company | undefined {
  if (payment.payer.type !== 'customer') return undefined;
  return companyOfCustomer(payment.payer.ref, payment, directory);
}

function companyOfCustomer(ref: string, at: Moment, directory: World['directory']): Company | undefined {
  const company = directory.customer(ref, at.at)?.value.company;
  return company === undefined ? undefined : directory.companyOf(company.ref)?.company;
}

/** Files words that name their company, or that were spoken with one of its people; false if neither. */
function draftByName(said: Said, drafts: Map<string, Draft>, world: World): boolean {
  const { names } = said;
  if (names.type === 'own') return true;
  if (names.type === 'company') draft(drafts, names.match.company.key, names.match.company).said.push(said);
  if (names.type === 'text') {
    const company = companyCalled(names.name, said, drafts, world);
    const target = company === undefined ? draft(drafts, `named:${names.core}`, undefined, names.name) : draft(drafts, company.key, company);
    target.said.push(said);
  }
  if (names.type !== 'unnamed') return true;
  const company = companyOfListener(said, world);
  if (company === undefined) return false;
  draft(drafts, company.key, company).said.push(said);
  return true;
}

/** A short name that could be several companies is the one of them that paid, or to which the customer went. */
function companyCalled(name: string, said: Said, drafts: ReadonlyMap<string, Draft>, world: World): Company | undefined {
  const parsed = parseCompanyName(name);
  const involved = [...[...drafts.values()].flatMap((each) => each.company ?? []), ...sellersAfter(said, world)];
  const called = new Set(involved.filter((company) => compareCompanyNames(parsed, parseCompanyName(company.name)) !== undefined));
  const [only] = called;
  return called.size === 1 ? only : undefined;
}

function companyOfListener(said: Said, { directory }: World): Company | undefined {
  const found = said.others
    .filter((party) => directory.sideOf(party, said.at) === 'outside')
    .flatMap((party) => directory.companies.peopleBy(party))
    .filter(({ company, person }) => person.by === 'handle' && !isOwn(company, said, directory));
  return found.length === 1 ? found[0]?.company : undefined;
}

/**
 * Words that name no company belong where the events lead: to the payer who took part in the talk, to the company
 * the customer went to, or to the only company in question. If they lead nowhere, the beneficiary stays unknown.
 */
function attachUnnamed(said: Said, drafts: Map<string, Draft>, paid: readonly Paid[], world: World): void {
  const later = paid.filter(({ payment }) => follows(said, payment, world));
  const talked = later.filter((each) => tookPart(each, said, world));
  if (talked.length > 0) {
    for (const each of talked) {
      const company = each.payment.payer.type === 'company' ? each.payment.payer.company : payerCustomerCompany(each, world);
      const target = company === undefined ? draft(drafts, unknownKey) : draft(drafts, company.key, company);
      if (!target.said.includes(said)) target.said.push(said);
      if (!target.paid.includes(each)) target.paid.push(each);
    }
    return;
  }
  const sellers = sellersAfter(said, world);
  const known = sellers.filter((seller) => drafts.has(seller.key));
  const [seller] = known.length > 0 ? known : sellers;
  const company = seller ?? onlyCompany(said, drafts, world);
  draft(drafts, company?.key ?? unknownKey, company).said.push(said);
}

export function follows(said: Moment, event: Moment, world: World): boolean {
  return orderOf(said, event) !== 'after' && withinDays(said, event, world.settings.followsWithinDays);
}

/** Whether the payer was on the other side of the talk. */
export function tookPart({ payment }: Paid, said: Said, { directory }: World): boolean {
  const { payer } = payment;
  if (payer.type === 'customer') return said.customers.includes(payer.ref);
  if (payer.type === 'company' && said.customers.some((ref) => companyOfCustomer(ref, said, directory) === payer.company)) return true;
  const key = directory.handleKey(payment.from);
  return !payment.from.ref.includes('*') && said.others.some((party) => directory.handleKey(party) === key);
}

/** Outside companies with which a customer who was told dealt afterwards, in order of the first such deal. */
function sellersAfter(said: Said, world: World): readonly Company[] {
  const deals = said.customers
    .flatMap((customer) => world.deals.get(customer) ?? [])
    .filter((deal) => follows(said, deal, world))
    .toSorted((a, b) => compareMoments(a, b) || compareText(positionOf(a.entry), positionOf(b.entry)));
  return [...new Set(deals.flatMap((deal) => outsideSeller(deal, world) ?? []))];
}

function outsideSeller(deal: Deal, { directory }: World): Company | undefined {
  return deal.seller === undefined || isOwn(deal.seller, deal, directory) ? undefined : deal.seller;
}

function onlyCompany(said: Said, drafts: ReadonlyMap<string, Draft>, world: World): Company | undefined {
  const pool = [...drafts.values()].filter(
    (each) => each.company !== undefined && (each.said.length > 0 || each.paid.some(({ payment }) => follows(said, payment, world))),
  );
  return pool.length === 1 ? pool[0]?.company : undefined;
}

/** A look into a customer's record outside working time, then that customer's deal elsewhere: worth showing, no more. */
function draftByUnusualAccess(employee: Ours, drafts: Map<string, Draft>, world: World): void {
  if (employee.ref === undefined) return;
  for (const fact of world.access.get(employee.ref) ?? []) {
    const party = fact.record.body.customer;
    const customer = party === undefined ? undefined : world.directory.customerOf(party, fact.record.occurredAt);
    if (customer === undefined || !world.findings.has(positionOf(fact))) continue;
    const access = { at: fact.record.occurredAt, precision: fact.record.precision };
    for (const deal of world.deals.get(customer) ?? []) {
      const seller = outsideSeller(deal, world);
      const soon = orderOf(access, deal) === 'before' && withinDays(access, deal, world.settings.accessWithinDays);
      if (seller === undefined || !soon) continue;
      const relation = world.directory.relation(seller, deal.at);
      if (relation === 'competitor' || relation === 'unknown') draft(drafts, seller.key, seller);
    }
  }
}

function completeStory(
  employee: Ours,
  key: string,
  { company, name, said, paid }: Draft,
  strangers: readonly Paid[],
  world: World,
): Story {
  const told = said.flatMap((each) => each.customers);
  const payers = paid.flatMap(({ payment }) => (payment.payer.type === 'customer' ? [payment.payer.ref] : []));
  const owned = employee.ref === undefined ? [] : world.directory.everOwned(employee.ref);
  const deals = company === undefined ? [] : dealsWith(company, new Set([...told, ...payers]), owned, employee, world);
  return {
    employee,
    key,
    company,
    name,
    said: said.toSorted(compareMoments),
    deals,
    paid: paid.toSorted((a, b) => compareMoments(a.payment, b.payment)),
    strangers,
    customers: [...new Set([...told, ...payers, ...deals.map((deal) => deal.customer)])].toSorted(),
  };
}

function dealsWith(
  company: Company,
  told: ReadonlySet<string>,
  owned: readonly string[],
  employee: Ours,
  world: World,
): readonly Deal[] {
  const { directory } = world;
  const concerned = [...new Set([...told, ...owned])].flatMap((customer) => world.deals.get(customer) ?? []);
  const wanted = concerned.filter((deal) => {
    if (!told.has(deal.customer) && directory.owned(employee.ref ?? '', deal.customer, deal.at) === undefined) return false;
    if (deal.seller?.key === company.key) return true;
    const isBuyer = companyOfCustomer(deal.customer, deal, directory) === company;
    return isBuyer && (deal.seller === undefined || isOwn(deal.seller, deal, directory));
  });
  return wanted.toSorted((a, b) => compareMoments(a, b) || compareText(positionOf(a.entry), positionOf(b.entry)));
}

function isWorthLooking(story: Story, world: World): boolean {
  const spoken = story.said.filter((said) => said.by === 'employee');
  if (story.company === undefined && story.name === undefined) {
    return story.paid.length > 0 || spoken.length > 1 || spoken.some((said) => said.severity === 'high');
  }
  if (spoken.length > 0) return true;
  // What only others said is no act of the employee; it counts beside a payment, never alone.
  if (story.said.length > 0) return story.paid.length > 0;
  if (story.paid.length === 0) return true;
  return story.deals.some((deal) => deal.seller?.key === story.key) || story.paid.some((paid) => isTelling(paid, world));
}

/** A payment that is worth showing by itself: from a competitor, or with a memo in which a rule saw something. */
function isTelling({ payment, payee }: Paid, world: World): boolean {
  const { payer } = payment;
  if (payee.strength === 'weak' || payer.type !== 'company' || payer.strength === 'weak') return false;
  const competitor = world.directory.relation(payer.company, payment.at) === 'competitor';
  return competitor || world.findings.has(positionOf(payment.entry));
}
