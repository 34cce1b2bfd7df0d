import { tookPart } from './attach-words.ts';
import type { ReasonedLink, Strength } from './chain.ts';
import type { Evidence } from './evidence.ts';
import { isWithThem } from './evidence.ts';
import { adjustedWords, dealsWords, fen, paymentEntries, paymentsWords, totalOf } from './link-said.ts';
import { customerLabel, makeLink, orderWords } from './make-link.ts';
import type { SumMatch } from './match-sums.ts';
import { daysBetween, orderOf, withinDays } from './order.ts';
import { nameOfParty } from './read-payment.ts';
import { cite, percent, sum } from './wording.ts';
import type { Paid } from './world.ts';

/** A payment this soon after a deal is worth placing beside it even if no sum matches. */
const nearDays = 30;

/** A share of the deals equals the payment; failing that, a payment soon after a deal, which proves little. */
export function linkDealTransfer(evidence: Evidence): readonly ReasonedLink[] {
  const sums = [
    ...evidence.matches.map((match) => ({ match, loose: false })),
    ...evidence.looseMatches.map((match) => ({ match, loose: true })),
  ];
  const byShare = sums
    .filter(({ match }) => match.percentBps !== undefined)
    .map(({ match, loose }) => bySum(match, loose, evidence));
  return byShare.length > 0 ? byShare : byNearness(evidence);
}

function bySum(match: SumMatch, loose: boolean, evidence: Evidence): ReasonedLink {
  const { percentBps, deals, paid, promised, received, difference } = match;
  const [deal] = deals;
  const first = paid[0]?.payment;
  const order = deal === undefined || first === undefined ? 'unknown' : orderOf(deal, first);
  const customers = [...new Set(deals.map((each) => each.customer))];
  const dealt = customers.map((customer) =>
    dealsWords(
      deals.filter((each) => each.customer === customer),
      customer,
      evidence,
    ),
  );
  const total = deals.map((each) => sum(each.amount)).join(' + ');
  const basis = deals.length > 1 ? `(${total})` : total;
  const equation = `${percent(percentBps ?? 0)} × ${basis} = ${sum(promised)}${adjustedWords(match)},实付${sum(received)},相差${fen(difference)}`;
  const loosely = loose ? '付款人与该公司的关系尚无材料。' : '';
  const grounds = `${dealt.join(';')};${paymentsWords(paid, evidence)}。${equation}。成交${orderWords(order)}。${loosely}`;
  const strength: Strength = loose ? 'weak' : order === 'before' && match.adjusted === undefined ? 'strong' : 'medium';
  const inputs = {
    paid: received,
    differenceMinor: String(difference),
    order,
    days: deal === undefined || first === undefined ? 0 : daysBetween(deal, first),
    count: deals.length,
    ...(percentBps === undefined ? {} : { percentBps }),
    ...totalOf(deals),
  };
  return makeLink(
    'deal-transfer',
    strength,
    grounds,
    [...deals.map((each) => each.entry), ...paymentEntries(paid)],
    inputs,
  );
}

function byNearness(evidence: Evidence): readonly ReasonedLink[] {
  const { story, paid } = evidence;
  for (const deal of story.deals.filter((each) => !each.quoted && isWithThem(each, story))) {
    const near = paid.filter(
      ({ payment }) => orderOf(deal, payment) === 'before' && withinDays(deal, payment, nearDays),
    );
    if (near.length === 0) continue;
    const days = daysBetween(deal, near[0]?.payment ?? deal);
    const grounds = `${dealsWords([deal], deal.customer, evidence)};${paymentsWords(near, evidence)}。付款在成交后${days}天,仅时间接近,金额无法核算。`;
    return [
      makeLink('deal-transfer', 'weak', grounds, [deal.entry, ...paymentEntries(near)], {
        order: 'before',
        days,
        count: near.length,
      }),
    ];
  }
  return [];
}

/** Every payment that counts, the loosely matched ones included. */
export function countedPayments({ paid, looseMatches }: Evidence): readonly Paid[] {
  return [...paid, ...looseMatches.flatMap((match) => match.paid)];
}

/** Who the payer is; one link per payer. A payer that no record places gives none. */
export function linkPayerCompany(evidence: Evidence): readonly ReasonedLink[] {
  const { story, world, paid } = evidence;
  const byPayer = Map.groupBy(paid, ({ payment }) => world.directory.handleKey(payment.from));
  return [...byPayer.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { payer, from } = first.payment;
    const entries = paymentEntries(group);
    if (payer.type === 'company') {
      const grounds = `${payer.grounds}${cite(...payer.entries)}。付款${group.length}笔。`;
      return [
        makeLink('payer-company', payer.strength, grounds, [...entries, ...payer.entries], {
          company: payer.company.key,
          count: group.length,
        }),
      ];
    }
    if (payer.type === 'customer' && story.company !== undefined) {
      const grounds = `付款账号归属${customerLabel(payer.ref, evidence)},其所在公司为${story.company.name}。付款${group.length}笔。`;
      return [
        makeLink('payer-company', 'medium', grounds, entries, { company: story.company.key, count: group.length }),
      ];
    }
    if (!story.said.some((said) => tookPart(first, said, world))) return [];
    const grounds = `付款人${nameOfParty(from)}就是谈话的对方,其所属公司尚未查明。付款${group.length}笔。`;
    return [makeLink('payer-company', 'weak', grounds, entries, { count: group.length })];
  });
}

/** Whose account was paid; one link per account. */
export function linkPayeeEmployee(evidence: Evidence): readonly ReasonedLink[] {
  const byAccount = Map.groupBy(countedPayments(evidence), ({ payment }) =>
    evidence.world.directory.handleKey(payment.to),
  );
  return [...byAccount.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { strength, grounds, entries } = first.payee;
    const text = `${grounds}${cite(...entries)}。收款${group.length}笔。`;
    return [
      makeLink('payee-employee', strength, text, [...paymentEntries(group), ...entries], { count: group.length }),
    ];
  });
}
