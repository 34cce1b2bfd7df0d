import { minorOf, money } from '../kernel/money.ts';
import { follows } from './attach-words.ts';
import type { LinkInputs, ReasonedLink, Strength } from './chain.ts';
import type { Evidence, Move } from './evidence.ts';
import { isPayerKnown, isPlaced, isWithThem } from './evidence.ts';
import { customerLabel, entriesOfSaying, makeLink, orderWords, sayingOf } from './make-link.ts';
import type { SumMatch } from './match-sums.ts';
import { daysBetween, orderOf } from './order.ts';
import { nameOfParty } from './read-payment.ts';
import type { Said } from './read-said.ts';
import { cite, citeSome, percent, sum, when } from './wording.ts';
import type { Deal, Paid } from './world.ts';

const dealTypes = { contract: '合同', invoice: '发票', order: '订单' } as const;

/** Words to a customer, then its deal with the beneficiary, or its loss where no deal is on record. */
export function linkSaidDeal(evidence: Evidence): readonly ReasonedLink[] {
  const moved = evidence.moves.filter((move) => move.said.length > 0);
  return [...moved.map((move) => saidDeal(move, moved.length, evidence)), ...dealsOfMatches(moved, evidence)];
}

function saidDeal(move: Move, movedInAll: number, evidence: Evidence): ReasonedLink {
  const { customer, deals, lost, order } = move;
  const event = deals[0] ?? lost;
  const said = nearestBefore(move.said, event ?? evidence.last);
  const days = event === undefined ? 0 : daysBetween(said, event);
  const what = deals.length > 0 ? dealsWords(deals, customer, evidence) : lostWords(move, evidence);
  const more = move.said.length > 1 ? `;同类谈话共${move.said.length}条` : '';
  const gap = order === 'before' ? `谈话在先,相隔${days}天` : orderWords(order);
  const grounds = `${sayingOf(said, evidence)}${cite(said.entry)}${more};${what}。${gap}。`;
  const words = [...move.said.map((each) => each.entry), ...entriesOfSaying(said, evidence)];
  const entries = [...words, ...deals.map((deal) => deal.entry), ...lostEntries(move)];
  const inputs = { customer, company: evidence.story.key, order, days, count: move.said.length };
  return makeLink('said-deal', saidDealStrength(move, movedInAll), grounds, entries, inputs);
}

/** Named and in order: strong. Unnamed, or a loss without a deal: only several such customers together weigh more. */
function saidDealStrength({ said, deals, order }: Move, movedInAll: number): Strength {
  if (order !== 'before') return 'weak';
  if (deals.length === 0) return movedInAll > 1 ? 'medium' : 'weak';
  if (deals.every((deal) => deal.quoted)) return 'weak';
  const named = said.filter((each) => each.names.type === 'company' || each.names.type === 'text');
  if (named.some((each) => each.by === 'employee')) return 'strong';
  return named.length > 0 || movedInAll > 1 || said.some((each) => each.percents.length > 0) ? 'medium' : 'weak';
}

/** A share agreed with the company's own people need not name the customer: the sum of its deal does. */
function dealsOfMatches(moved: readonly Move[], evidence: Evidence): readonly ReasonedLink[] {
  const known = new Set(moved.map((move) => move.customer));
  return [...evidence.matches, ...evidence.looseMatches].flatMap((match) => {
    const deals = match.deals.filter(
      (deal) => isWithThem(deal, evidence.story) && !known.has(deal.customer) && orderOf(match.said, deal) !== 'after',
    );
    const [first] = deals;
    if (first === undefined) return [];
    const order = orderOf(match.said, first);
    const grounds = `${sayingOf(match.said, evidence)}${cite(match.said.entry)};${dealsWords(deals, first.customer, evidence)}。谈话未提及该客户,由比例与金额对应。`;
    const entries = [...entriesOfSaying(match.said, evidence), ...deals.map((deal) => deal.entry)];
    const days = daysBetween(match.said, first);
    return [
      makeLink('said-deal', order === 'before' ? 'medium' : 'weak', grounds, entries, {
        customer: first.customer,
        order,
        days,
      }),
    ];
  });
}

export function dealsWords(deals: readonly Deal[], customer: string, evidence: Evidence): string {
  const words = deals.slice(0, 5).map((deal) => {
    const quoted = deal.quoted ? '(仅报价)' : '';
    return `${when(deal)} ${dealTypes[deal.fact.record.body.type]}${deal.number}${quoted},金额${sum(deal.amount)}${cite(deal.entry)}`;
  });
  const more = deals.length > 5 ? `等${deals.length}笔` : '';
  const seller = deals[0]?.seller?.name ?? evidence.outsideName;
  return `${customerLabel(customer, evidence)}与${seller}成交:${words.join('、')}${more}`;
}

function lostWords({ customer, lost }: Move, evidence: Evidence): string {
  const at = lost === undefined ? '' : `${when(lost).slice(0, 10)}`;
  return `${customerLabel(customer, evidence)}于${at}登记为流失${cite(...lostEntriesOf(lost))},尚无其与外部公司的交易凭证`;
}

function lostEntries({ lost }: Move): ReturnType<typeof lostEntriesOf> {
  return lostEntriesOf(lost);
}

function lostEntriesOf(lost: Move['lost']): readonly Said['entry'][] {
  return lost === undefined ? [] : [lost.state.entry];
}

/** The last words that lie before the event, else the last that can. */
function nearestBefore(
  said: readonly Said[],
  event: { readonly at: Said['at']; readonly precision: Said['precision'] },
): Said {
  const before = said.filter((each) => orderOf(each, event) === 'before');
  const pick = before.at(-1) ?? said.at(-1);
  if (pick === undefined) throw new Error('a move with words has words');
  return pick;
}

/** Words, then a payment: by the equation if one holds, else by order and the company's name alone. */
export function linkSaidTransfer(evidence: Evidence): readonly ReasonedLink[] {
  const matched = new Set(evidence.matches.flatMap((match) => match.paid));
  const rest = evidence.paid.filter((paid) => !matched.has(paid));
  return [
    ...evidence.matches.map((match) => bySum(match, false, evidence)),
    ...evidence.looseMatches.map((match) => bySum(match, true, evidence)),
    ...byOrder(rest, evidence),
  ];
}

function bySum(match: SumMatch, loose: boolean, evidence: Evidence): ReasonedLink {
  const { said, percentBps, base, deals, paid, promised, received, difference, order } = match;
  const first = paid[0]?.payment;
  const days = first === undefined ? 0 : daysBetween(said, first);
  const gap = order === 'before' ? `谈话在先,相隔${days}天` : orderWords(order);
  const due = `${dueWords(match)}${adjustedWords(match)}`;
  const payer = loose ? '。付款人与该公司的关系尚无材料' : '';
  const grounds = `${sayingOf(said, evidence)}${cite(said.entry)};${paymentsWords(paid, evidence)}。${due},实付${sum(received)},相差${fen(difference)}。${gap}${payer}。`;
  const weak = loose || order !== 'before' || !paid.every((each) => isPayerKnown(each, evidence));
  const isPlain = match.adjusted === undefined && paid.every((each) => each.payee.strength !== 'weak');
  const strength = weak ? 'weak' : isPlain ? 'strong' : 'medium';
  const common = { paid: received, differenceMinor: String(difference), order, days, count: paid.length };
  const share = percentBps ?? base?.percentBps;
  const on = percentBps === undefined ? (base === undefined ? {} : { dealTotal: base.amount }) : totalOf(deals);
  const inputs = {
    ...common,
    ...(percentBps === undefined ? { fixed: promised } : {}),
    ...(share === undefined ? {} : { percentBps: share }),
    ...on,
  };
  const { counted } = match;
  const inCount =
    counted === undefined ? [] : 'taken' in counted ? [counted.taken.entry] : counted.dealt.map((deal) => deal.entry);
  const entries = [
    ...entriesOfSaying(said, evidence),
    ...paymentEntries(paid),
    ...deals.map((deal) => deal.entry),
    ...inCount,
  ];
  return makeLink('said-transfer', strength, grounds, entries, inputs);
}

/** What was made of the promise before it was paid, where the equation holds only so. */
export function adjustedWords({ adjusted, promised }: SumMatch): string {
  return adjusted === undefined ? '' : `,${adjusted.words}为${sum(money(promised.currency, adjusted.minor))}`;
}

function dueWords({ percentBps, base, counted, deals, promised }: SumMatch): string {
  if (counted !== undefined && 'dealt' in counted)
    return `${sum(counted.each)} × 此前成交的客户${counted.dealt.length}名${citeSome(counted.dealt.map((deal) => deal.entry))} = ${sum(promised)}`;
  if (counted !== undefined)
    return `${sum(counted.each)} × ${when(counted.taken)}导出的${counted.taken.count}条${cite(counted.taken.entry)} = ${sum(promised)}`;
  if (percentBps !== undefined) return `${percent(percentBps)} × 成交${dealTotal(deals)} = ${sum(promised)}`;
  if (base === undefined) return `所说${sum(promised)}`;
  return `${percent(base.percentBps)} × 所说${sum(base.amount)} = ${sum(promised)}`;
}

function byOrder(paid: readonly Paid[], evidence: Evidence): readonly ReasonedLink[] {
  const { story, world, moves } = evidence;
  const named = story.said.filter((said) => said.names.type !== 'unnamed' && said.by === 'employee');
  const usable = story.said.filter((said) => paid.some(({ payment }) => follows(said, payment, world)));
  const later = paid.filter(({ payment }) => usable.some((said) => follows(said, payment, world)));
  const [first] = later;
  if (first === undefined) return [];
  const said = nearestBefore(usable, first.payment);
  const order = orderOf(said, first.payment);
  const told = new Set(usable.flatMap((each) => each.customers));
  const gone = moves.filter((move) => move.said.length > 0 && move.order === 'before');
  const moved = gone.length;
  for (const { customer } of gone) told.add(customer);
  const days = daysBetween(said, first.payment);
  const counts = `谈话共${usable.length}条,涉及客户${told.size}名,其中${moved}名随后成交或流失`;
  const gap = order === 'before' ? `谈话在先,相隔${days}天` : orderWords(order);
  const grounds = `${sayingOf(said, evidence)}${cite(said.entry)};${paymentsWords(later, evidence)}。${gap};${counts}。所说内容不足以核算应付金额。`;
  const words = [...usable.map((each) => each.entry), ...entriesOfSaying(said, evidence)];
  const entries = [...words, ...paymentEntries(later)];
  const supported = order === 'before' && later.some((each) => isPlaced(each)) && (named.length > 0 || moved > 1);
  return [
    makeLink('said-transfer', supported ? 'medium' : 'weak', grounds, entries, { order, days, count: usable.length }),
  ];
}

export function paymentsWords(paid: readonly Paid[], { employeeName }: Evidence): string {
  const words = paid.slice(0, 5).map(({ payment }) => {
    const memo = payment.memo === '' ? '' : `,附言“${payment.memo}”`;
    return `${when(payment)} ${nameOfParty(payment.from)}付给${employeeName} ${sum(payment.amount)}${memo}${cite(payment.entry)}`;
  });
  return `${words.join(';')}${paid.length > 5 ? `;等${paid.length}笔` : ''}`;
}

export function paymentEntries(paid: readonly Paid[]): readonly Said['entry'][] {
  return paid.flatMap(({ payment }) => [payment.entry, ...payment.sameEntries]);
}

function dealTotal(deals: readonly Deal[]): string {
  const words = deals.slice(0, 5).map((deal) => sum(deal.amount));
  const many = deals.length > 5 ? `等${deals.length}笔${citeSome(deals.map((deal) => deal.entry))}` : '';
  return deals.length === 1 ? words.join('') : `(${words.join(' + ')}${many})`;
}

/** What a share was taken of; nothing where the deals are in several currencies. */
export function totalOf(deals: readonly Deal[]): Pick<LinkInputs, 'dealTotal'> {
  const [first] = deals;
  if (first === undefined || deals.some(({ amount }) => amount.currency !== first.amount.currency)) return {};
  return {
    dealTotal: money(
      first.amount.currency,
      deals.reduce((all, { amount }) => all + minorOf(amount), 0n),
    ),
  };
}

/** A difference of minor units as yuan, for currencies of two decimals. */
export function fen(difference: bigint): string {
  const size = difference < 0n ? -difference : difference;
  return `${difference < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}元`;
}
