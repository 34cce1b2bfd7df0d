import type { Link, LinkType, Rival, Strength } from './chain.ts';
import type { Evidence } from './evidence.ts';
import { isPayerKnown, isWithThem } from './evidence.ts';
import { exportsSent, tellingAccesses } from './link-conduct.ts';
import { ownedThen } from './link-standing.ts';

/** What a chain can stand on; each leg is either there or not. */
type Legs = {
  /** A rule saw a promise or a diversion in words of the employee, or of the other side beside a payment. */
  readonly said: boolean;
  readonly saidByEmployee: boolean;
  /** A customer dealt with the beneficiary: after words to it, or while it was the employee's. */
  readonly deal: boolean;
  /** The deal followed the words surely enough: a `said-deal` link of medium or more. */
  readonly saidThenDeal: boolean;
  /** Payer and payee are known by more than a name, and something ties the payment to the words or the deal. */
  readonly money: boolean;
  /** An amount equation holds between known ends, with the words surely before the payment. */
  readonly equation: boolean;
  readonly ownedThen: boolean;
  /** The customer's contact data changed, its data taken out, or looked into at an unusual time. */
  readonly conduct: boolean;
  readonly explained: boolean;
  readonly weakened: boolean;
  /** The employee is a person, not an account without one. */
  readonly attributed: boolean;
};

/** The whole rule, first row that holds wins. A chain that no row names is weak. */
const strengthRules: readonly {
  readonly strength: Strength;
  readonly holds: (legs: Legs) => boolean;
  readonly says: string;
}[] = [
  {
    strength: 'weak',
    holds: (legs) => legs.explained,
    says: '有一种其他合理解释成立',
  },
  {
    strength: 'strong',
    holds: (legs) => legs.equation && legs.saidByEmployee && legs.ownedThen && legs.attributed && !legs.weakened,
    says: '金额等式成立,付款方与收款人均已查明,由员工本人说出,客户当时由其负责,且没有其他解释削弱',
  },
  {
    strength: 'medium',
    holds: (legs) => legs.money && (legs.said || legs.deal || legs.conduct),
    says: '款项已查明,并与所说、成交或异常访问之一相符',
  },
  {
    strength: 'medium',
    holds: (legs) => legs.said && legs.deal && legs.saidThenDeal,
    says: '谈话在先、客户随后成交或流失,二者相符',
  },
];

export function strengthOf(legs: Legs): { readonly strength: Strength; readonly says: string } {
  return strengthRules.find((rule) => rule.holds(legs)) ?? { strength: 'weak', says: '尚不足以相互印证' };
}

export function legsOf(evidence: Evidence, links: readonly Link[], rivals: readonly Rival[]): Legs {
  const { story, moves, matches, paid } = evidence;
  const placed = paid.filter((each) => each.payee.strength !== 'weak' && isPayerKnown(each, evidence));
  const owned = new Set(ownedThen(evidence));
  const sure = matches.filter(
    (match) =>
      match.order === 'before' && match.paid.every((each) => placed.includes(each)) && match.said.by === 'employee',
  );
  const saidThenDeal = has(links, 'said-deal');
  return {
    said: story.said.some((said) => said.by === 'employee') || (story.said.length > 0 && placed.length > 0),
    saidByEmployee: sure.length > 0,
    deal: moves.some((move) => move.said.length > 0 || (move.deals.length > 0 && owned.has(move.customer))),
    saidThenDeal,
    money: placed.length > 0 && isTied(evidence, links),
    equation: sure.length > 0,
    ownedThen: sure.some((match) => customersOf(match).some((customer) => owned.has(customer))),
    conduct: tellingAccesses(evidence).length > 0 || exportsSent(evidence).length > 0,
    explained: rivals.some((rival) => rival.outcome === 'explains'),
    weakened: rivals.some((rival) => rival.outcome === 'weakens'),
    attributed: story.employee.ref !== undefined,
  };
}

function customersOf({ deals, said }: Evidence['matches'][number]): readonly string[] {
  return deals.length > 0 ? deals.map((deal) => deal.customer) : said.customers;
}

function has(links: readonly Link[], type: LinkType): boolean {
  return links.some((link) => link.type === type && link.strength !== 'weak');
}

/**
 * Whether anything but the mere order of events ties the payments to the rest: an equation, the payer's name in the
 * words, a deal of the employee's customer with the payer, or several customers told and gone.
 */
function isTied(evidence: Evidence, links: readonly Link[]): boolean {
  const { story, matches, moves } = evidence;
  if (matches.some((match) => match.order === 'before')) return true;
  if (has(links, 'said-transfer')) return true;
  const owned = new Set(ownedThen(evidence));
  return moves.some(
    (move) =>
      move.order !== 'after' &&
      move.deals.some((deal) => isWithThem(deal, story) && !deal.quoted && owned.has(deal.customer)),
  );
}
