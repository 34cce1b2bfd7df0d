import type { Money } from '../kernel/money.ts';
import { minorOf, money } from '../kernel/money.ts';
import type { CustomerState } from '../people/directory.ts';
import { concerns, follows, tookPart } from './attach-words.ts';
import type { Order } from './chain.ts';
import { countsTakenOut, figuresAround, namedTo } from './figures.ts';
import type { Story } from './find-stories.ts';
import type { SumMatch } from './match-sums.ts';
import { matchSums } from './match-sums.ts';
import type { Moment } from './order.ts';
import { compareMoments, orderOf } from './order.ts';
import type { Said } from './read-said.ts';
import { sharesIn } from './read-said.ts';
import { shareOf } from './sum-targets.ts';
import { isWithPeopleOf } from './with-them.ts';
import type { Deal, Paid, World } from './world.ts';

/** A customer that went elsewhere: by its deals with the beneficiary, or, without any, by being marked as lost. */
export type Move = {
  readonly customer: string;
  /** The words about this customer or to it that can lie before the move. */
  readonly said: readonly Said[];
  /** Deals with the beneficiary that can follow the words; all of them if there are no words. */
  readonly deals: readonly Deal[];
  readonly lost: (Moment & { readonly state: CustomerState }) | undefined;
  /** Of the words before the deal or the loss; `after` if the customer had gone before anything was said. */
  readonly order: Order;
};

/** A story with its sums and moves worked out; links, rivals, strength and tiers read this and nothing else. */
export type Evidence = {
  readonly story: Story;
  readonly world: World;
  readonly employeeName: string;
  readonly outsideName: string;
  /** Words of figures alone, which promise nothing by themselves. */
  readonly figures: readonly Said[];
  readonly matches: readonly SumMatch[];
  /** Equations met by a payer whom no record ties to the beneficiary. */
  readonly looseMatches: readonly SumMatch[];
  /** Payments that events lead up to; one before the words and before any deal is not among them. */
  readonly paid: readonly Paid[];
  readonly moves: readonly Move[];
  readonly first: Moment;
  readonly last: Moment;
};

export function gatherEvidence(story: Story, world: World): Evidence | undefined {
  const deals = story.deals.filter((deal) => !deal.quoted);
  const moves = story.customers.flatMap((customer) => moveOf(customer, story, world) ?? []);
  const paid = story.paid.filter((each) => isLedUpTo(each, story, world));
  const { followsWithinDays } = world.settings;
  const isNamedTo = namedTo(story, paid, world);
  const counted = countsTakenOut(story, world);
  const figures = figuresAround(story, { paid, isNamedTo, counted }, world);
  const spoken = [...story.said, ...figures].toSorted(compareMoments);
  const concerned = (said: Said, customer: string): boolean =>
    bearsOn(said, customer, story, world) || isNamedTo(said, customer);
  const given = { said: spoken, deals, counted, followsWithinDays, bearsOn: concerned };
  const matches = matchSums({ ...given, paid });
  const strangers = story.strangers.filter((each) => !story.paid.includes(each));
  const isTried = story.company !== undefined && matches.length === 0;
  const loose = isTried ? matchSums({ ...given, paid: strangers }) : [];
  const moments = momentsOf(story, moves, paid, [...matches, ...loose]);
  const [first] = moments;
  const last = moments.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const { ref, handle } = story.employee;
  const name = ref === undefined ? undefined : world.directory.employeeName(ref, last.at);
  return {
    story,
    world,
    employeeName: name ?? handle.name ?? ref ?? handle.ref,
    outsideName: story.name ?? '未查明的外部一方',
    figures,
    matches,
    looseMatches: loose.filter((match) => match.percentBps !== undefined && match.adjusted === undefined),
    paid,
    moves,
    first,
    last,
  };
}

/** Dealings with ourselves are no act of the story, unless a share of them was paid. */
function momentsOf(
  story: Story,
  moves: readonly Move[],
  paid: readonly Paid[],
  matches: readonly SumMatch[],
): readonly Moment[] {
  const lost = moves.flatMap((move) => move.lost ?? []);
  const deals = story.deals.filter(
    (deal) => isWithThem(deal, story) || matches.some((match) => match.deals.includes(deal)),
  );
  const figures = matches.map((match) => match.said);
  const all: readonly Moment[] = [...story.said, ...figures, ...deals, ...paid.map(({ payment }) => payment), ...lost];
  return all.map(({ at, precision }) => ({ at, precision })).toSorted(compareMoments);
}

/** Whether something was said or dealt that the payment can follow; without any words every payment stands. */
function isLedUpTo({ payment }: Paid, story: Story, world: World): boolean {
  if (story.said.length === 0) return true;
  if (story.said.some((said) => follows(said, payment, world))) return true;
  return story.deals.some((deal) => isWithThem(deal, story) && follows(deal, payment, world));
}

/** A deal with the beneficiary itself; a customer that pays our employee deals with us instead. */
export function isWithThem(deal: Deal, story: Story): boolean {
  return story.company !== undefined && deal.seller?.key === story.company.key;
}

/** Whether the words bear on the customer going there: they concern it, or were spoken with the beneficiary's own people. */
function bearsOn(said: Said, customer: string, { company }: Story, world: World): boolean {
  return concerns(said, customer, world) || isWithPeopleOf(company, said, world.directory);
}

function moveOf(customer: string, story: Story, world: World): Move | undefined {
  const about = story.said.filter((said) => bearsOn(said, customer, story, world));
  const deals = story.deals.filter((deal) => deal.customer === customer && isWithThem(deal, story));
  const later = deals.filter((deal) => about.some((said) => follows(said, deal, world)));
  if (later.length > 0) {
    const [deal] = later;
    const said = about.filter((each) => later.some((one) => follows(each, one, world)));
    const certain = deal !== undefined && said.some((each) => later.some((one) => orderOf(each, one) === 'before'));
    return { customer, said, deals: later, lost: undefined, order: certain ? 'before' : 'unknown' };
  }
  const told = about.filter((said) => concerns(said, customer, world));
  const lost = lostAfter(customer, told, world);
  if (lost !== undefined && deals.length === 0) {
    const said = told.filter((each) => orderOf(each, lost) !== 'after');
    const certain = said.some((each) => orderOf(each, lost) === 'before');
    return { customer, said, deals: [], lost, order: certain ? 'before' : 'unknown' };
  }
  if (deals.length === 0) return undefined;
  return { customer, said: [], deals, lost: undefined, order: about.length > 0 ? 'after' : 'unknown' };
}

function lostAfter(customer: string, about: readonly Said[], world: World): Move['lost'] {
  for (const state of world.directory.customerStates(customer)) {
    if (state.value.status !== 'lost') continue;
    const lost = { at: state.value.lostAt ?? state.from, precision: 'day' as const, state };
    return about.some((said) => follows(said, lost, world)) ? lost : undefined;
  }
  return undefined;
}

/** What the words promise in money, as far as it can be computed; the matched sums, else what one figure gives. */
export function promisedOf({ matches, looseMatches, story, moves }: Evidence): Money | undefined {
  const held = matches.length > 0 ? matches : looseMatches;
  if (held.length > 0) return addUp(held.map((match) => match.promised));
  const percents = new Set(story.said.flatMap(ofBenefits));
  const [bps] = percents;
  const deals = moves
    .filter((move) => move.said.length > 0)
    .flatMap((move) => move.deals.filter((deal) => !deal.quoted));
  if (bps !== undefined)
    return percents.size === 1 && deals.length > 0 && sameCurrency(deals) ? shareOf(bps, deals) : undefined;
  const fixed = new Map(story.said.flatMap((said) => said.fixed.map((sum) => [`${sum.currency}${sum.minor}`, sum])));
  const [only] = fixed.values();
  return fixed.size === 1 ? only : undefined;
}

/** Shares of something for the employee: what is a tenth cheaper elsewhere is the customer's. */
function ofBenefits({ findings, percents }: Said): readonly number[] {
  const found = findings.filter(({ kind }) => kind === 'kickback' || kind === 'private-payment');
  const shares = new Set(found.flatMap(({ reads }) => sharesIn(reads)));
  return percents.filter((each) => shares.has(each));
}

/** What the payments that count brought: the matched ones if an equation holds, else all that are led up to. */
export function receivedOf({ matches, looseMatches, paid }: Evidence): Money | undefined {
  const held = matches.length > 0 ? matches : looseMatches;
  if (held.length > 0) return addUp(held.map((match) => match.received));
  return addUp(paid.filter(isPlaced).map(({ payment }) => payment.amount));
}

/** Both ends of the payment are known by more than a name. */
export function isPlaced({ payment, payee }: Paid): boolean {
  const { payer } = payment;
  return payee.strength !== 'weak' && (payer.type !== 'company' || payer.strength !== 'weak');
}

/** Whether the payer is known: the beneficiary or its people, or somebody who took part in the words. */
export function isPayerKnown(paid: Paid, { story, world }: Evidence): boolean {
  const { payer } = paid.payment;
  if (payer.type === 'company' && payer.strength !== 'weak') return true;
  return payer.type === 'customer' || story.said.some((said) => tookPart(paid, said, world));
}

function sameCurrency(deals: readonly Deal[]): boolean {
  return new Set(deals.map((deal) => deal.amount.currency)).size === 1;
}

/** Sums of one currency; undefined for none, or where two currencies would have to be added. */
function addUp(sums: readonly Money[]): Money | undefined {
  const currencies = [...new Set(sums.map((sum) => sum.currency))];
  const [currency] = currencies;
  if (currency === undefined || currencies.length > 1) return undefined;
  return money(
    currency,
    sums.reduce((all, sum) => all + minorOf(sum), 0n),
  );
}
