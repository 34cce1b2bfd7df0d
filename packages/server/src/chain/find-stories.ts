import type { Company } from '../people/company-index.ts';
import { compareText } from '../people/fact.ts';
import type { Draft } from './attach-words.ts';
import {
  attachUnnamed,
  companyOfCustomer,
  draft,
  draftByName,
  draftOfPayer,
  isOwn,
  outsideSeller,
} from './attach-words.ts';
import { isTellingAccess } from './link-conduct.ts';
import { compareMoments, orderOf, withinDays } from './order.ts';
import type { Said } from './read-said.ts';
import type { Ours } from './read-talk.ts';
import { isPayerCalled, isSameRound, isWithPeopleOf } from './with-them.ts';
import type { Deal, Factual, Paid, World } from './world.ts';
import { positionOf } from './world.ts';

/** What may lie between one of our people and one beneficiary, before anything is concluded from it. */
export type Story = {
  readonly employee: Ours;
  readonly key: string;
  /** Undefined while no record knows the company that was named, or none was named. */
  readonly company: Company | undefined;
  readonly name: string | undefined;
  readonly said: readonly Said[];
  /** Deals of the employee's customers with the beneficiary; of a customer as beneficiary, its deals with us, or with one who
   * has no story of its own. */
  readonly deals: readonly Deal[];
  readonly paid: readonly Paid[];
  /** Payments from people no record places; they belong here only if the sums say so. */
  readonly strangers: readonly Paid[];
  readonly customers: readonly string[];
};

/** Every story of one of our people worth looking into; own pay, own group and talk among colleagues make none. */
export function findStories(employee: Ours, world: World): readonly Story[] {
  const said = world.said.get(employee.key) ?? [];
  const paid = (world.paidTo.get(employee.key) ?? []).filter((each) => isOutside(each, world));
  const drafts = new Map<string, Draft>();
  for (const each of paid) draftByPayer(each, drafts, world);
  const unnamed = said.filter((each) => !draftByName(each, drafts, paid, world));
  for (const each of unnamed) attachUnnamed(each, drafts, paid, world);
  draftByConduct(employee, drafts, world);
  for (const target of drafts.values()) takePaidForThem(employee, target, drafts, world);
  const strangers = paid.filter(({ payment }) => payment.payer.type === 'stranger' || isUnplaced(payment, drafts));
  return [...drafts]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([key, draft]) => completeStory(employee, key, draft, { strangers, drafts }, world))
    .filter((story) => isWorthLooking(story, world));
}

function isOutside({ payment }: Paid, { directory }: World): boolean {
  const { payer } = payment;
  if (payer.type === 'colleague') return false;
  if (payer.type !== 'company') return true;
  return !isOwn(payer.company, payment, directory);
}

function draftByPayer(each: Paid, drafts: Map<string, Draft>, world: World): void {
  draftOfPayer(each, drafts, world)?.paid.push(each);
}

/** A payer of whom nothing is known but that it paid. */
function isUnplaced({ payer }: Paid['payment'], drafts: ReadonlyMap<string, Draft>): boolean {
  if (payer.type !== 'company') return false;
  const own = drafts.get(payer.company.key);
  return payer.company.entry === undefined && (own === undefined || own.said.length === 0);
}

/** Payments of others that the beneficiary's own people called by the payer's name belong to the beneficiary's story. */
function takePaidForThem(employee: Ours, target: Draft, drafts: ReadonlyMap<string, Draft>, world: World): void {
  if (target.company === undefined) return;
  const theirs = (world.talks.get(employee.key) ?? []).filter(
    (talk) =>
      isWithPeopleOf(target.company, talk, world.directory) ||
      target.said.some((said) => isSameRound(said, talk, world.directory)),
  );
  if (theirs.length === 0) return;
  for (const each of world.paidTo.get(employee.key) ?? []) {
    const { payment } = each;
    if (target.paid.includes(each) || !isOutside(each, world) || payment.payer.type === 'customer') continue;
    const near = theirs.some(
      (talk) =>
        isPayerCalled(each, talk, world.directory) &&
        Math.abs(talk.at - payment.at) <= world.settings.accessWithinDays * 86_400_000,
    );
    if (!near) continue;
    target.paid.push(each);
    const own = payment.payer.type === 'company' ? drafts.get(payment.payer.company.key) : undefined;
    if (own !== undefined && own !== target && own.said.length === 0) own.paid.splice(own.paid.indexOf(each), 1);
  }
}

/**
 * Without any words: the employee's customer dealt elsewhere soon after its data was taken out or changed, or with a
 * company the employee declared a tie to. Worth showing, and no more than the sum of its parts.
 */
function draftByConduct(employee: Ours, drafts: Map<string, Draft>, world: World): void {
  const { ref } = employee;
  if (ref === undefined) return;
  const declared = declaredCompanies(ref, world);
  const telling = (world.access.get(ref) ?? []).filter((fact) => isTellingAccess(fact, world));
  for (const customer of world.directory.everOwned(ref)) {
    for (const deal of world.deals.get(customer) ?? []) {
      const seller = outsideSeller(deal, world);
      if (seller === undefined || world.directory.owned(ref, customer, deal.at) === undefined) continue;
      const relation = world.directory.relation(seller, deal.at);
      const isRival = relation === 'competitor' || relation === 'unknown';
      if (declared.has(seller) || (isRival && telling.some((fact) => leadsTo(fact, deal, world))))
        draft(drafts, seller.key, seller);
    }
  }
}

/** Companies of which a signed declaration says that the employee, or a relative, has part in them. */
function declaredCompanies(ref: string, { declarations, directory }: World): ReadonlySet<Company> {
  return new Set(
    (declarations.get(ref) ?? []).flatMap(({ record: { body } }) => {
      const company = body.company === undefined ? undefined : directory.companyOf(body.company)?.company;
      return company ?? [];
    }),
  );
}

/** An access to this very customer, or to the whole list, not long before the deal. */
function leadsTo({ record }: Factual<'access'>, deal: Deal, world: World): boolean {
  const access = { at: record.occurredAt, precision: record.precision };
  const { customer: party } = record.body;
  const customer = party === undefined ? undefined : world.directory.customerOf(party, record.occurredAt);
  if (party !== undefined && customer !== deal.customer) return false;
  return orderOf(access, deal) === 'before' && withinDays(access, deal, world.settings.accessWithinDays);
}

function completeStory(
  employee: Ours,
  key: string,
  { company, name, said, paid }: Draft,
  { strangers, drafts }: { readonly strangers: readonly Paid[]; readonly drafts: ReadonlyMap<string, Draft> },
  world: World,
): Story {
  const told = said.flatMap((each) => each.customers);
  const payers = paid.flatMap(({ payment }) => (payment.payer.type === 'customer' ? [payment.payer.ref] : []));
  const owned = employee.ref === undefined ? [] : world.directory.everOwned(employee.ref);
  const concerned = { told: new Set([...told, ...payers]), owned };
  const deals = company === undefined ? [] : dealsWith(company, concerned, drafts, employee, world);
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
  { told, owned }: { readonly told: ReadonlySet<string>; readonly owned: readonly string[] },
  drafts: ReadonlyMap<string, Draft>,
  employee: Ours,
  world: World,
): readonly Deal[] {
  const { directory } = world;
  const concerned = [...new Set([...told, ...owned])].flatMap((customer) => world.deals.get(customer) ?? []);
  const wanted = concerned.filter((deal) => {
    if (!told.has(deal.customer) && directory.owned(employee.ref ?? '', deal.customer, deal.at) === undefined)
      return false;
    if (deal.seller?.key === company.key) return true;
    const isBuyer = companyOfCustomer(deal.customer, deal, directory) === company;
    return isBuyer && (deal.seller === undefined || !drafts.has(deal.seller.key));
  });
  return wanted.toSorted((a, b) => compareMoments(a, b) || compareText(positionOf(a.entry), positionOf(b.entry)));
}

function isWorthLooking(story: Story, world: World): boolean {
  const spoken = story.said.filter(
    (said) => said.by === 'employee' && said.findings.some(({ kind }) => kind !== 'cover-up'),
  );
  if (story.company === undefined && story.name === undefined) {
    return story.paid.length > 0 || spoken.length > 1 || spoken.some((said) => said.severity === 'high');
  }
  if (spoken.length > 0) return true;
  // What only others said is no act of the employee; it counts beside a payment, never alone.
  if (story.said.length > 0) return story.paid.length > 0 || story.deals.some((deal) => deal.seller?.key === story.key);
  if (story.paid.length === 0) return story.deals.length > 0;
  const declared = declaredCompanies(story.employee.ref ?? '', world);
  return (
    story.deals.some((deal) => deal.seller?.key === story.key) ||
    story.paid.some((paid) => isTelling(paid, declared, world))
  );
}

/**
 * A payment that is worth showing by itself: from a company or customer of known name, to an account that is the employee's; not
 * one whose tie was declared. From a competitor an account that only bears the employee's name is enough to look.
 */
function isTelling({ payment, payee }: Paid, declared: ReadonlySet<Company>, { directory }: World): boolean {
  const { payer, at } = payment;
  if (payer.type === 'company' && declared.has(payer.company)) return false;
  if (payee.strength === 'weak')
    return payer.type === 'company' && directory.relation(payer.company, at) === 'competitor';
  return payer.type === 'customer' || (payer.type === 'company' && payer.strength !== 'weak');
}
