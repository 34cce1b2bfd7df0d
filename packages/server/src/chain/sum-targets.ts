import type { Money } from '../kernel/money.ts';
import { minorOf, money } from '../kernel/money.ts';
import { shanghaiMonth } from '../kernel/time.ts';
import { compareText } from '../people/fact.ts';
import type { Adjusted } from './adjust-sum.ts';
import { adjustedSums } from './adjust-sum.ts';
import type { TakenOut } from './figures.ts';
import { mostEach } from './figures.ts';
import type { Moment } from './order.ts';
import { orderOf } from './order.ts';
import type { Said } from './read-said.ts';
import type { Deal, Paid } from './world.ts';

export type SaidBase = { readonly percentBps: number; readonly amount: Money };

/** By the export that says how many, or by the first deal of each customer. */
export type Counted = { readonly each: Money } & ({ readonly taken: TakenOut } | { readonly dealt: readonly Deal[] });

/** Less than that is no price for bringing a customer. */
const leastForCustomer = 100_00n;

/** A sum that words promise, and what makes it. */
export type Target = {
  readonly percentBps: number | undefined;
  readonly base: SaidBase | undefined;
  readonly deals: readonly Deal[];
  readonly sum: Money;
  readonly adjusted?: Adjusted;
  readonly counted?: Counted;
  readonly said: readonly Said[];
};

/** 1 yuan, for amounts that lose their fractions on the way; anything else is an adjustment, and said so. */
export const toleranceMinor = 100n;

const mostDealsInASum = 200;

/** So much for each record, times how many were taken out before the payment; or for each customer that dealt before it. */
export function countedTargets(
  fixed: ReturnType<typeof fixedSaid>,
  { payment }: Paid,
  { counted, deals }: { readonly counted: readonly TakenOut[]; readonly deals: readonly Deal[] },
): readonly Target[] {
  const taken = counted.filter((each) => orderOf(each, payment) === 'before');
  const dealt = customersDealt(deals.filter((deal) => orderOf(deal, payment) !== 'after'));
  return fixed
    .filter(({ base }) => base === undefined)
    .flatMap(({ sum: each, said }) => {
      const size = minorOf(each);
      const byRecord = size > mostEach ? [] : taken.map((one) => ({ times: one.count, counted: { each, taken: one } }));
      const byCustomer =
        size < leastForCustomer ? [] : dealt.map((group) => ({ times: group.length, counted: { each, dealt: group } }));
      return [...byRecord, ...byCustomer].map(({ times, counted: of }): Target => {
        const sum = money(each.currency, size * BigInt(times));
        return { percentBps: undefined, base: undefined, deals: [], sum, counted: of, said };
      });
    })
    .filter(({ sum }) => fits(sum, payment.amount));
}

/** The first deal of each customer, of all and of those of each month; two customers at least. */
function customersDealt(deals: readonly Deal[]): readonly (readonly Deal[])[] {
  const months = Map.groupBy(deals, (deal) => shanghaiMonth(deal.at));
  return [deals, ...months.values()]
    .map((group) => [...Map.groupBy(group, (deal) => deal.customer).values()].flatMap(([first]) => first ?? []))
    .filter((group) => group.length > 1);
}

export function adjustedTo(target: Target, received: bigint): readonly Target[] {
  if (target.sum.currency !== 'CNY') return [];
  const adjusted = adjustedSums(minorOf(target.sum)).find(({ minor }) => isClose(minor, received));
  return adjusted === undefined ? [] : [{ ...target, adjusted }];
}

/** A deal with what is asked of it for every payment: its minor units and its month. */
export type Sized = { readonly deal: Deal; readonly minor: bigint; readonly month: string };

export const sizedOf = (deal: Deal): Sized => ({ deal, minor: minorOf(deal.amount), month: shanghaiMonth(deal.at) });

export function sharesSaid(said: readonly Said[]): ReadonlyMap<number, readonly Said[]> {
  const pairs = said.flatMap((each) => each.percents.map((bps) => ({ bps, each })));
  const grouped = Map.groupBy(pairs, ({ bps }) => bps);
  return new Map(
    [...grouped].toSorted(([a], [b]) => a - b).map(([bps, group]) => [bps, group.map(({ each }) => each)]),
  );
}

type FixedSum = { readonly sum: Money; readonly base: SaidBase | undefined; readonly said: readonly Said[] };

/** Sums that were said, then shares of sums said in the same words: “20万的合同,给你10个点”. */
export function fixedSaid(said: readonly Said[]): readonly FixedSum[] {
  const plain = said.flatMap((each) => each.fixed.map((sum) => ({ sum, base: undefined, each })));
  const shares = said.flatMap((each) =>
    each.percents.flatMap((percentBps) =>
      each.fixed.map((amount) => ({ sum: shareOfTotal(percentBps, amount), base: { percentBps, amount }, each })),
    ),
  );
  const keyOf = ({ sum, base }: (typeof plain | typeof shares)[number]): string =>
    [
      base === undefined ? 0 : 1,
      sum.currency,
      sum.minor.padStart(18, '0'),
      base?.percentBps ?? '',
      base?.amount.minor ?? '',
    ].join(' ');
  const grouped = Map.groupBy([...plain, ...shares], keyOf);
  return [...grouped]
    .toSorted(([a], [b]) => compareText(a, b))
    .flatMap(([, group]) => {
      const [first] = group;
      return first === undefined ? [] : [{ sum: first.sum, base: first.base, said: group.map(({ each }) => each) }];
    });
}

export function share(bps: number, deals: readonly Deal[], said: readonly Said[]): Target {
  return { percentBps: bps, base: undefined, deals, sum: shareOf(bps, deals), said };
}

/** The share in minor units, rounded half up once, over the sum of the deals. */
export function shareOf(bps: number, deals: readonly Deal[]): Money {
  const total = deals.reduce((all, deal) => all + minorOf(deal.amount), 0n);
  return shareOfTotal(bps, money(deals[0]?.amount.currency ?? 'CNY', total));
}

function shareOfTotal(bps: number, total: Money): Money {
  return money(total.currency, shareOfMinor(bps, minorOf(total)));
}

export const shareOfMinor = (bps: number, total: bigint): bigint => (total * BigInt(bps) + 5_000n) / 10_000n;

export function fits(promised: Money, received: Money): boolean {
  return promised.currency === received.currency && isClose(minorOf(promised), minorOf(received));
}

export function isClose(promised: bigint, received: bigint): boolean {
  const difference = received - promised;
  return difference <= toleranceMinor && -difference <= toleranceMinor;
}

/** Sets of at least two deals whose share is the payment. */
export function groupsOf(
  deals: readonly Sized[],
  payment: Moment & { readonly amount: Money },
  bps: number,
  said: readonly Said[],
): readonly (readonly Deal[])[] {
  const last = deals.slice(-mostDealsInASum);
  const received = minorOf(payment.amount);
  const told = new Set(said.flatMap((each) => each.customers));
  const month = shanghaiMonth(payment.at);
  const months = Map.groupBy(last, (sized) => sized.month);
  const monthly = [...months].filter(([name]) => name <= month).map(([, group]) => group);
  const sets = [...monthly.toReversed(), last.filter(({ deal }) => told.has(deal.customer))];
  const fitting = sets.filter(
    (group) =>
      group.length > 1 &&
      isClose(
        shareOfMinor(
          bps,
          group.reduce((all, { minor }) => all + minor, 0n),
        ),
        received,
      ),
  );
  return [...runsOf(last, received, bps), ...fitting].map((group) => group.map(({ deal }) => deal));
}

/** Deals up to the payment, counted back from the latest; the total grows along, so one pass is enough. */
function runsOf(deals: readonly Sized[], received: bigint, bps: number): readonly (readonly Sized[])[] {
  const runs: (readonly Sized[])[] = [];
  let total = 0n;
  for (const [back, { minor }] of deals.toReversed().entries()) {
    total += minor;
    if (back > 0 && isClose(shareOfMinor(bps, total), received)) runs.push(deals.slice(deals.length - 1 - back));
  }
  return runs;
}

export function splitTargets(
  shares: ReadonlyMap<number, readonly Said[]>,
  fixed: ReturnType<typeof fixedSaid>,
  deals: readonly Deal[],
  matches: readonly { readonly percentBps: number | undefined; readonly promised: Money }[],
): readonly Target[] {
  const used = new Set(matches.filter((match) => match.percentBps === undefined).map((match) => match.promised.minor));
  const sums = fixed
    .filter(({ sum }) => !used.has(sum.minor))
    .map(({ sum, base, said }): Target => ({ percentBps: undefined, base, deals: [], sum, said }));
  const single = [...shares].flatMap(([bps, said]) =>
    deals.slice(-mostDealsInASum).map((deal) => share(bps, [deal], said)),
  );
  const all = deals.length < 2 ? [] : [...shares].map(([bps, said]) => share(bps, deals, said));
  return [...sums, ...single, ...all];
}
