import { readBare } from '../detect/values/read-bare.ts';
import type { Money } from '../kernel/money.ts';
import { minorOf } from '../kernel/money.ts';
import type { EntryRef } from '../people/fact.ts';
import { entryOf } from '../people/fact.ts';
import { concerns, tookPart } from './attach-words.ts';
import type { Story } from './find-stories.ts';
import type { Moment } from './order.ts';
import { orderOf, withinDays } from './order.ts';
import type { Said } from './read-said.ts';
import type { Talk } from './read-talk.ts';
import { isPayerCalled, isSameRound, isWithPeopleOf } from './with-them.ts';
import type { Paid, World } from './world.ts';

/** So many days before and after what rules saw, people still speak of the same matter. */
const daysAround = 30;
const mostFigures = 200;

/**
 * What was said in figures in messages no rule saw anything in: “三家一共424000,七个点的话是29680”. Figures promise nothing by
 * themselves; they only enter equations. All figures count that were spoken between the same people, with the beneficiary's
 * own, with whoever paid, or with somebody outside to whom a customer of the story was named; of other talks before a payment,
 * only its very sum, and the price that makes it of the records taken out.
 */
export function figuresAround(story: Story, { paid, isNamedTo, counted }: Around, world: World): readonly Said[] {
  const seen = new Set(story.said.map((said) => said.fact));
  const talks = (world.talks.get(story.employee.key) ?? []).filter((talk) => !seen.has(talk.fact) && talk.text !== '');
  const figures = talks.flatMap((talk) => {
    const tied = isTied(talk, story, paid, world) || story.customers.some((customer) => isNamedTo(talk, customer));
    if (!tied && !paid.some(({ payment }) => isNear(talk, payment))) return [];
    const read = figuresIn(talk, story);
    if (read === undefined || tied) return read ?? [];
    const sums = read.fixed.filter(
      (sum) =>
        isPaidInAll(sum, talk, story, paid) ||
        paid.some((each) => isSumOf(sum, each, talk) || isPriceOf(sum, each, talk, counted)),
    );
    return sums.length === 0 ? [] : { ...read, percents: [], fixed: sums };
  });
  return figures.slice(0, mostFigures);
}

/** Whether the other side of a talk has to do with the story by more than a sum. */
export function isTied(talk: Talk, { said, company, customers }: Story, paid: readonly Paid[], world: World): boolean {
  if (isWithPeopleOf(company, talk, world.directory)) return true;
  if (said.some((each) => isNear(each, talk) && isSameRound(each, talk, world.directory))) return true;
  const told = talk.customers.some((each) => customers.includes(each));
  return paid.some(
    (each) =>
      isNear(talk, each.payment) &&
      (tookPart(each, talk, world) || (told && isPayerCalled(each, talk, world.directory))),
  );
}

/** What figures are held against: payments, to whom customers were named, and what was taken out. */
type Around = {
  readonly paid: readonly Paid[];
  readonly isNamedTo: NamedTo;
  readonly counted: readonly TakenOut[];
};

/** Whether a customer was named to the other side of a talk, in that talk or in others around it. */
export type NamedTo = (talk: Talk, customer: string) => boolean;

/** Of talks near a deal or a payment with people outside who are no customers; to a customer its own name says nothing. */
export function namedTo({ employee, customers, deals }: Story, paid: readonly Paid[], world: World): NamedTo {
  const events: readonly Moment[] = [...deals, ...paid.map(({ payment }) => payment)];
  const namings = (world.talks.get(employee.key) ?? [])
    .filter((talk) => talk.customers.length === 0 && events.some((event) => isNear(talk, event)))
    .map((talk) => ({ talk, named: customers.filter((customer) => concerns(talk, customer, world)) }))
    .filter(({ named }) => named.length > 0);
  return (talk, customer) =>
    namings.some(
      (each) =>
        each.named.includes(customer) && isNear(each.talk, talk) && isSameRound(each.talk, talk, world.directory),
    );
}

const isNear = (a: Moment, b: Moment): boolean => withinDays(a, b, daysAround) && withinDays(b, a, daysAround);

/** Whether a customer of the story was told the very sum that all payments make. */
function isPaidInAll(sum: Money, talk: Talk, { customers }: Story, paid: readonly Paid[]): boolean {
  const [first] = paid;
  if (first === undefined || paid.length < 2 || !talk.customers.some((each) => customers.includes(each))) return false;
  const total = paid.reduce((all, { payment }) => all + minorOf(payment.amount), 0n);
  return (
    minorOf(sum) === total &&
    paid.every(({ payment }) => isNear(talk, payment) && payment.amount.currency === sum.currency)
  );
}

function isSumOf(sum: Money, { payment }: Paid, talk: Talk): boolean {
  const { currency, minor } = payment.amount;
  return (
    sum.currency === currency && sum.minor === minor && orderOf(talk, payment) === 'before' && isNear(talk, payment)
  );
}

function figuresIn(talk: Talk, { employee }: Story): Said | undefined {
  const { percents, fixed } = figuresOf(talk);
  if (percents.length === 0 && fixed.length === 0) return undefined;
  return { ...talk, employee, findings: [], severity: 'low', percents, fixed, names: { type: 'unnamed' } };
}

type Figures = Pick<Said, 'percents' | 'fixed'>;

/** What was read of an entry is kept as long as the entry is: its chain is made anew with every word that comes after it. */
const figuresRead = new WeakMap<Talk['fact'], Figures>();

function figuresOf({ fact, text }: Talk): Figures {
  const known = figuresRead.get(fact);
  if (known !== undefined) return known;
  const reads = readBare(text).flatMap(({ reading, alternatives }) => [reading, ...alternatives]);
  const percents = [...new Set(reads.filter((each) => typeof each === 'number'))].toSorted((a, b) => a - b);
  const sums = reads.filter((each): each is Money => typeof each !== 'number');
  const fixed = [...new Map(sums.map((each) => [`${each.currency} ${each.minor}`, each])).values()];
  figuresRead.set(fact, { percents, fixed });
  return { percents, fixed };
}

/** A price for one record lies no higher than this. */
export const mostEach = 1_000_00n;

/** Whether so much for each record that was taken out makes the payment. */
function isPriceOf(each: Money, { payment }: Paid, talk: Talk, counted: readonly TakenOut[]): boolean {
  const { currency, minor } = payment.amount;
  return (
    each.currency === currency &&
    minorOf(each) <= mostEach &&
    orderOf(talk, payment) === 'before' &&
    isNear(talk, payment) &&
    counted.some(
      (taken) => orderOf(taken, payment) === 'before' && minorOf(each) * BigInt(taken.count) === BigInt(minor),
    )
  );
}

/** So many customers or records at once, taken out by the employee. */
export type TakenOut = Moment & { readonly count: number; readonly entry: EntryRef };

export function countsTakenOut({ employee }: Story, world: World): readonly TakenOut[] {
  return (world.access.get(employee.ref ?? '') ?? []).flatMap((fact) => {
    const { action, count } = fact.record.body;
    if ((action !== 'export' && action !== 'download') || count === undefined || count < 2) return [];
    return [{ at: fact.record.occurredAt, precision: fact.record.precision, count, entry: entryOf(fact) }];
  });
}
