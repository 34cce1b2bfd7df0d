import { minorOf } from '../../kernel/money.ts';
import type { EntryRef } from '../../people/fact.ts';
import { adjustedSums } from '../adjust-sum.ts';
import { follows } from '../attach-words.ts';
import type { Evidence } from '../evidence.ts';
import type { SumMatch } from '../match-sums.ts';
import { orderOf } from '../order.ts';
import { fits, shareOf, toleranceMinor } from '../sum-targets.ts';
import type { RivalSearch } from './rival.ts';
import { found } from './rival.ts';

/** The equation holds by chance: how many other payments or deals would meet it just as well. */
export const searchChance: RivalSearch = (evidence) => {
  const kind = 'equal-sum-by-chance';
  const { matches } = evidence;
  if (matches.length === 0) return found(kind, 'not-searchable', '没有成立的金额等式,无从比较。');
  const payments = matches.flatMap((match) => otherPayments(match, evidence));
  const deals = matches.flatMap((match) => otherDeals(match, evidence));
  const inside = matches.reduce((all, match) => all + combinations(match, evidence), 0);
  const counts = `其他付款人付给该员工的款项中有${payments.length}笔、其他公司与所涉客户的成交中有${deals.length}笔也能使等式成立;本链内能使等式成立的比例与成交组合共${inside}种`;
  const loose = matches.filter((match) => isLoose(match, evidence)).length;
  const tried = loose === 0 ? '' : `;其中${loose}个等式是在较多组合中试算得出的,巧合的可能较大`;
  const weakens = payments.length + deals.length + loose > 0;
  return found(kind, weakens ? 'weakens' : 'none-found', `${counts}${tried}。`, [...payments, ...deals]);
};

/**
 * Whether so many sums were tried that one was likely to fit: each has a window of two yuan, so the expected number of
 * chance hits is about two yuan a try over the amount. One in twenty is too many. Only sums of several, of so much for each, and sums rounded or less a tax, are tried so often.
 */
function isLoose({ deals, paid, received, adjusted, counted }: SumMatch, { story, figures }: Evidence): boolean {
  if (deals.length < 2 && paid.length < 2 && adjusted === undefined && counted === undefined) return false;
  const spoken = [...story.said, ...figures];
  const shares = new Set(spoken.flatMap((said) => said.percents)).size;
  const fixed = new Set(spoken.flatMap((said) => said.fixed.map((each) => each.minor))).size;
  const ways = adjusted === undefined ? 2 : adjustedSums(minorOf(received)).length;
  const tried =
    BigInt(ways * shares * story.deals.length + fixed * Math.max(1, ways - 1)) * BigInt(Math.max(1, paid.length));
  return tried * 2n * toleranceMinor * 20n > minorOf(received);
}

/** Payments from others outside that bring the same sum after the same words. */
function otherPayments(match: SumMatch, { story, world, paid }: Evidence): readonly EntryRef[] {
  const own = new Set(paid.map(({ payment }) => payment.entry));
  return (world.paidTo.get(story.employee.key) ?? [])
    .filter(
      ({ payment }) =>
        !own.has(payment.entry) && fits(match.promised, payment.amount) && follows(match.said, payment, world),
    )
    .filter(({ payment: { payer, at } }) => {
      if (payer.type === 'colleague') return false;
      if (payer.type !== 'company') return true;
      const relation = world.directory.relation(payer.company, at);
      return relation !== 'own' && relation !== 'affiliate';
    })
    .map(({ payment }) => payment.entry);
}

/** Deals of the story's customers with somebody else of which the same share is the same sum. */
function otherDeals({ percentBps, received, paid }: SumMatch, { story, world }: Evidence): readonly EntryRef[] {
  const first = paid[0]?.payment;
  if (percentBps === undefined || first === undefined) return [];
  return story.customers
    .flatMap((customer) => world.deals.get(customer) ?? [])
    .filter((deal) => !story.deals.includes(deal) && !deal.quoted && orderOf(deal, first) !== 'after')
    .filter((deal) => fits(shareOf(percentBps, [deal]), received))
    .map((deal) => deal.entry);
}

function combinations({ received }: SumMatch, { story }: Evidence): number {
  const shares = new Set(story.said.flatMap((said) => said.percents));
  const byShare = [...shares].reduce(
    (all, bps) => all + story.deals.filter((deal) => fits(shareOf(bps, [deal]), received)).length,
    0,
  );
  const fixed = new Set(
    story.said.flatMap((said) => said.fixed.filter((each) => fits(each, received)).map((each) => each.minor)),
  );
  return byShare + fixed.size;
}
