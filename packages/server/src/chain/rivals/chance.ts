import type { EntryRef } from '../../people/fact.ts';
import type { Evidence } from '../evidence.ts';
import { follows } from '../find-stories.ts';
import { fits, shareOf } from '../match-sums.ts';
import type { SumMatch } from '../match-sums.ts';
import { orderOf } from '../order.ts';
import { found } from './rival.ts';
import type { RivalSearch } from './rival.ts';

/** The equation holds by chance: how many other payments or deals would meet it just as well. */
export const searchChance: RivalSearch = (evidence) => {
  const kind = 'equal-sum-by-chance';
  const { matches } = evidence;
  if (matches.length === 0) return found(kind, 'not-searchable', '没有成立的金额等式,无从比较。');
  const payments = matches.flatMap((match) => otherPayments(match, evidence));
  const deals = matches.flatMap((match) => otherDeals(match, evidence));
  const inside = matches.reduce((all, match) => all + combinations(match, evidence), 0);
  const counts = `其他付款人付给该员工的款项中有${payments.length}笔、其他公司与所涉客户的成交中有${deals.length}笔也能使等式成立;本链内能使等式成立的比例与成交组合共${inside}种`;
  const other = payments.length + deals.length;
  return found(kind, other === 0 ? 'none-found' : 'weakens', `${counts}。`, [...payments, ...deals]);
};

/** Payments from others outside that bring the same sum after the same words. */
function otherPayments(match: SumMatch, { story, world, paid }: Evidence): readonly EntryRef[] {
  const own = new Set(paid.map(({ payment }) => payment.entry));
  return (world.paidTo.get(story.employee.key) ?? [])
    .filter(({ payment }) => !own.has(payment.entry) && fits(match.promised, payment.amount) && follows(match.said, payment, world))
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
  const byShare = [...shares].reduce((all, bps) => all + story.deals.filter((deal) => fits(shareOf(bps, [deal]), received)).length, 0);
  const fixed = new Set(story.said.flatMap((said) => said.fixed.filter((each) => fits(each, received)).map((each) => each.minor)));
  return byShare + fixed.size;
}

