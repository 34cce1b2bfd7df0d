import type { Money } from '../kernel/money.ts';
import { minorOf, money } from '../kernel/money.ts';
import type { Adjusted } from './adjust-sum.ts';
import type { Order } from './chain.ts';
import type { TakenOut } from './figures.ts';
import { orderOf, withinDays } from './order.ts';
import type { Said } from './read-said.ts';
import type { Counted, SaidBase, Sized, Target } from './sum-targets.ts';
import {
  adjustedTo,
  countedTargets,
  fits,
  fixedSaid,
  groupsOf,
  isClose,
  share,
  shareOfMinor,
  sharesSaid,
  sizedOf,
  splitTargets,
  toleranceMinor,
} from './sum-targets.ts';
import type { Deal, Paid } from './world.ts';

/** An amount equation: what was said, applied to these deals, against what these payments brought. */
export type SumMatch = {
  readonly said: Said;
  /** Set if the promise is a share of the deals; otherwise it is the fixed sum `promised`. */
  readonly percentBps: number | undefined;
  /** Set if the fixed sum is a share of an amount that was said along with it. */
  readonly base: SaidBase | undefined;
  /** Set if the fixed sum is so much for each of several records that were taken out, or customers that dealt. */
  readonly counted: Counted | undefined;
  readonly deals: readonly Deal[];
  readonly paid: readonly Paid[];
  readonly promised: Money;
  readonly received: Money;
  /** What was to be paid, if the equation holds only for the promise rounded or less a tax. */
  readonly adjusted: Adjusted | undefined;
  /** Received minus what was promised, or `adjusted`, in minor units; at most one yuan either way. */
  readonly difference: bigint;
  /** Whether the words lie before the first of the payments. */
  readonly order: Order;
};

type SumsGiven = {
  readonly said: readonly Said[];
  readonly deals: readonly Deal[];
  readonly paid: readonly Paid[];
  readonly counted: readonly TakenOut[];
  readonly followsWithinDays: number;
  /** Whether words bear on a customer going to the beneficiary. */
  readonly bearsOn: (said: Said, customer: string) => boolean;
};

/**
 * Finds the equations that hold, each payment and deal used once.
 *
 * Tried in this order: a share of one deal or a fixed sum against one payment; a share of several deals (those since
 * the last matched one, those of a month, those of the customers who were told) against one payment; several payments
 * in a row against a fixed sum, one deal or all deals; what is left, so much for each record or customer. Where that leaves
 * payments over, but all of them together make one promise, they are that; else each rounded or less a tax.
 * Words count only from when they were said.
 */
export function matchSums(given: SumsGiven): readonly SumMatch[] {
  const exact = matchEach(given);
  const used = new Set(exact.flatMap(({ paid }) => paid));
  const left = given.paid.filter((each) => !used.has(each));
  if (left.length === 0) return exact;
  const whole = matchWhole(given);
  return whole === undefined ? [...exact, ...matchLeft(left, exact, given)] : [whole];
}

/** One promise that all payments make together. */
function matchWhole(given: SumsGiven): SumMatch | undefined {
  const last = given.paid.at(-1)?.payment;
  if (last === undefined || given.paid.length < 2) return undefined;
  const earlier = given.deals.filter((deal) => orderOf(deal, last) !== 'after');
  const targets = splitTargets(sharesSaid(given.said), fixedSaid(given.said), earlier, []);
  const found = targets.flatMap((target) => matchRun(target, given.paid, given) ?? []);
  return found.find(({ paid, order }) => order === 'before' && paid.length === given.paid.length);
}

function matchEach(given: SumsGiven): readonly SumMatch[] {
  const shares = sharesSaid(given.said);
  const fixed = fixedSaid(given.said);
  const matches: SumMatch[] = [];
  let free: Free = { deals: given.deals.map(sizedOf), paid: given.paid };
  const use = (match: SumMatch): void => {
    matches.push(match);
    free = without(free, match);
  };
  for (const paid of given.paid) {
    const match = matchOne(paid, shares, fixed, free.deals, given);
    if (match !== undefined) use(match);
  }
  const left = free.deals.map(({ deal }) => deal);
  for (const target of splitTargets(shares, fixed, left, matches)) {
    const match = matchRun(target, free.paid, given);
    const isFree = target.deals.every((each) => free.deals.some(({ deal }) => deal === each));
    if (match !== undefined && isFree) use(match);
  }
  for (const paid of free.paid) {
    const match = pickMatch(countedTargets(fixed, paid, given), paid, given);
    if (match !== undefined) use(match);
  }
  return matches;
}

/** Rounded or less a tax, each of the payments that are left against deals that are left. */
function matchLeft(left: readonly Paid[], exact: readonly SumMatch[], given: SumsGiven): readonly SumMatch[] {
  const [shares, fixed] = [sharesSaid(given.said), fixedSaid(given.said)];
  const matches: SumMatch[] = [];
  for (const paid of left) {
    const used = new Set([...exact, ...matches].flatMap(({ deals }) => deals));
    const deals = given.deals.filter((deal) => !used.has(deal)).map(sizedOf);
    const match = matchAdjusted(paid, shares, fixed, deals, given);
    if (match !== undefined) matches.push(match);
  }
  return matches;
}

/** Only of words that were said before, and of the deal of a customer on whom they bear: so many sums are tried here. */
function matchAdjusted(
  paid: Paid,
  shares: ReadonlyMap<number, readonly Said[]>,
  fixed: ReturnType<typeof fixedSaid>,
  deals: readonly Sized[],
  given: SumsGiven,
): SumMatch | undefined {
  const { payment } = paid;
  if (payment.amount.currency !== 'CNY') return undefined;
  const earlier = deals.filter(({ deal }) => deal.amount.currency === 'CNY' && orderOf(deal, payment) !== 'after');
  const targets = [
    ...[...shares].flatMap(([bps, said]) => [
      ...earlier.toReversed().map(({ deal }) => share(bps, [deal], said)),
      ...(earlier.length > 1
        ? [
            share(
              bps,
              earlier.map(({ deal }) => deal),
              said,
            ),
          ]
        : []),
    ]),
    ...fixed.map(({ sum, base, said }): Target => ({ percentBps: undefined, base, deals: [], sum, said })),
  ].flatMap((target) => adjustedTo(target, minorOf(payment.amount)));
  const found = targets.flatMap((target) => toMatch(target, [paid], given) ?? []);
  return found.find(
    ({ order, said, deals: of }) => order === 'before' && of.every(({ customer }) => given.bearsOn(said, customer)),
  );
}

type Free = { readonly deals: readonly Sized[]; readonly paid: readonly Paid[] };

function without({ deals, paid }: Free, match: SumMatch): Free {
  return {
    deals: deals.filter(({ deal }) => !match.deals.includes(deal)),
    paid: paid.filter((each) => !match.paid.includes(each)),
  };
}

function matchOne(
  paid: Paid,
  shares: ReadonlyMap<number, readonly Said[]>,
  fixed: ReturnType<typeof fixedSaid>,
  deals: readonly Sized[],
  given: SumsGiven,
): SumMatch | undefined {
  const { payment } = paid;
  const received = minorOf(payment.amount);
  const earlier = deals.filter(
    ({ deal }) => deal.amount.currency === payment.amount.currency && orderOf(deal, payment) !== 'after',
  );
  const single = [...shares].flatMap(([bps, said]) =>
    earlier
      .toReversed()
      .filter(({ minor }) => isClose(shareOfMinor(bps, minor), received))
      .map(({ deal }) => share(bps, [deal], said)),
  );
  const sums = fixed
    .filter(({ sum }) => fits(sum, payment.amount))
    .map(({ sum, base, said }): Target => ({ percentBps: undefined, base, deals: [], sum, said }));
  const direct = pickMatch([...single, ...sums], paid, given);
  if (direct?.order === 'before') return direct;
  const several = [...shares].flatMap(([bps, said]) =>
    groupsOf(earlier, payment, bps, said).map((group) => share(bps, group, said)),
  );
  const joint = pickMatch(several, paid, given);
  return joint?.order === 'before' || direct === undefined ? joint : direct;
}

/** Of targets that fit: words surely before the payment and to the customers of the deals come first. */
function pickMatch(targets: readonly Target[], paid: Paid, given: SumsGiven): SumMatch | undefined {
  const found = targets.flatMap((target) => toMatch(target, [paid], given) ?? []);
  const before = found.filter((match) => match.order === 'before');
  return before.find(toldOf) ?? before[0] ?? found[0];
}

function toldOf({ said, deals }: SumMatch): boolean {
  return deals.every((deal) => said.customers.includes(deal.customer));
}

/** Payments in a row, two at least, that bring the sum; amounts are positive, so one window slides over them. */
function matchRun(target: Target, paid: readonly Paid[], given: SumsGiven): SumMatch | undefined {
  const same = paid.filter(({ payment }) => payment.amount.currency === target.sum.currency);
  const wanted = minorOf(target.sum);
  let from = 0;
  let total = 0n;
  for (const [i, { payment }] of same.entries()) {
    total += minorOf(payment.amount);
    while (total > wanted + toleranceMinor && from < i) {
      total -= minorOf(same[from]?.payment.amount ?? money(target.sum.currency, 0n));
      from += 1;
    }
    const run = same.slice(from, i + 1);
    if (run.length > 1 && fits(target.sum, money(target.sum.currency, total))) {
      const match = toMatch(target, run, given);
      if (match !== undefined) return match;
    }
  }
  return undefined;
}

function toMatch(target: Target, paid: readonly Paid[], { followsWithinDays }: SumsGiven): SumMatch | undefined {
  const first = paid[0]?.payment;
  if (first === undefined || target.sum.minor === '0') return undefined;
  const wanted = new Set(target.deals.map((deal) => deal.customer));
  const usable = target.said
    .map((said) => ({ said, order: orderOf(said, first) }))
    .filter(({ said, order }) => order !== 'after' && withinDays(said, first, followsWithinDays));
  const before = usable.filter(({ order }) => order === 'before');
  const told = before.filter(({ said }) => said.customers.some((customer) => wanted.has(customer)));
  const spoken = (told.length > 0 ? told : before).filter(({ said }) => said.by === 'employee');
  const pick = spoken.at(-1) ?? told.at(-1) ?? before.at(-1) ?? usable.at(-1);
  if (pick === undefined) return undefined;
  const received = money(
    target.sum.currency,
    paid.reduce((all, { payment }) => all + minorOf(payment.amount), 0n),
  );
  return {
    said: pick.said,
    percentBps: target.percentBps,
    base: target.base,
    counted: target.counted,
    deals: target.deals,
    paid,
    promised: target.sum,
    received,
    adjusted: target.adjusted,
    difference: minorOf(received) - (target.adjusted?.minor ?? minorOf(target.sum)),
    order: pick.order,
  };
}
