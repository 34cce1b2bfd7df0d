import { minorOf } from '../../kernel/money.ts';
import { entryOf } from '../../people/fact.ts';
import type { Evidence } from '../evidence.ts';
import { promisedOf, receivedOf } from '../evidence.ts';
import { orderOf } from '../order.ts';
import { fits, shareOf } from '../sum-targets.ts';
import { sum, when } from '../wording.ts';
import type { Paid } from '../world.ts';
import type { RivalSearch } from './rival.ts';
import { found } from './rival.ts';

/** The figure that was said is the company's own commission, or the money an expense that was claimed. */
export const searchOwnCommission: RivalSearch = (evidence) => {
  const kind = 'own-commission';
  const { story, world } = evidence;
  const { ref } = story.employee;
  if (ref === undefined) return found(kind, 'not-searchable', '账号尚未归属到员工,无法查找其工资、提成和报销。');
  const own = (world.paidTo.get(story.employee.key) ?? []).filter((paid) => isOwnPay(paid, evidence));
  const promised = promisedOf(evidence);
  const same = promised === undefined ? [] : own.filter(({ payment }) => fits(promised, payment.amount));
  const ofOwnDeals = own.filter((paid) => isShareOfOwnDeal(paid, evidence));
  const equal = [...new Set([...same, ...ofOwnDeals])];
  const [first] = equal;
  if (first !== undefined && evidence.paid.length === 0 && evidence.moves.length === 0) {
    const because = `${when(first.payment)}本公司付给该员工${sum(first.payment.amount)},与所说数额相符,且未见外部付款。`;
    return found(
      kind,
      'explains',
      because,
      equal.map(({ payment }) => payment.entry),
    );
  }
  const received = receivedOf(evidence);
  const claims = (world.claims.get(ref) ?? []).filter(
    ({ record: { body } }) =>
      received !== undefined &&
      minorOf(body.amount) === minorOf(received) &&
      body.amount.currency === received.currency,
  );
  if (claims.length > 0)
    return found(kind, 'weakens', `该员工有${claims.length}笔报销与所收金额相同。`, claims.map(entryOf));
  const because =
    own.length === 0
      ? '查找本公司付给该员工的工资、提成和报销,没有记录。'
      : `查找本公司付给该员工的${own.length}笔款项,没有一笔能解释所说或所收的数额。`;
  return found(kind, 'none-found', because);
};

function isOwnPay({ payment }: Paid, { world }: Evidence): boolean {
  const { payer } = payment;
  if (payer.type !== 'company') return false;
  const relation = world.directory.relation(payer.company, payment.at);
  return relation === 'own' || relation === 'affiliate';
}

/** The share that was said, of the customer's deals with ourselves, was paid by ourselves. */
function isShareOfOwnDeal({ payment }: Paid, { story, world }: Evidence): boolean {
  const shares = new Set(story.said.flatMap((said) => said.percents));
  const deals = story.customers
    .flatMap((customer) => world.deals.get(customer) ?? [])
    .filter((deal) => deal.seller !== undefined && deal.seller.key !== story.key && orderOf(deal, payment) !== 'after');
  return [...shares].some((bps) => deals.some((deal) => fits(shareOf(bps, [deal]), payment.amount)));
}
