import type { Extra, Party } from './book.ts';
import { at, yuan } from './book.ts';
import type { Customer, Firm } from './market.ts';
import type { World } from './world.ts';

/** A voucher of a payment that somebody outside handed over, as precise as a bank's bill. Answers when it was paid. */
export function voucher(
  world: World,
  paid: {
    readonly from: Party;
    readonly to: Party;
    readonly sum: number;
    readonly memo?: string;
    readonly day: number;
  },
  handed: { readonly by: Party; readonly basis: Extra['basis']; readonly about: Party; readonly late?: boolean },
): number {
  const { book, dice, handover } = world;
  const days = handed.late === true ? dice.int(60, 120) : dice.int(12, 40);
  const basis: Extra = handed.basis === undefined ? {} : { basis: handed.basis };
  const papers = { ...handover(handed.by, paid.day + days, handed.about, '纸质回单复印,加盖对方财务章'), ...basis };
  const precision: Extra = dice.chance(0.6) ? { precision: 'day' } : {};
  const write = handed.late === true ? book.late : book.write;
  const instant = at(paid.day, `${dice.int(9, 17)}:${dice.int(10, 59)}`);
  write(
    'transfer',
    'vouchers',
    instant,
    {
      from: paid.from,
      to: paid.to,
      amount: yuan(paid.sum),
      ...(paid.memo === undefined ? {} : { memo: paid.memo }),
      channel: dice.pick(['网银', '手机银行', '柜面']),
      reference: dice.letters(16, '0123456789'),
    },
    { ...papers, ...precision },
  );
  return instant;
}

/** A contract or invoice by which a customer buys from somebody else; the customer handed it over. */
export function outsideDeal(world: World, customer: Customer, firm: Firm, sum: number, day: number): void {
  const { book, dice, handover } = world;
  const papers = handover(customer.party, day + dice.int(10, 30), customer.party, '客户提供合同与发票复印件');
  book.write(
    'deal',
    'vouchers',
    at(day, '11:00'),
    {
      customer: customer.crm,
      seller: firm.party,
      type: dice.pick(['contract', 'invoice']),
      number: `${dice.letters(2, 'ABCDEFGH')}${dice.letters(8, '0123456789')}`,
      amount: yuan(sum),
      state: 'won',
      buyer: customer.party,
    },
    { ...papers, basis: 'provided-by-customer', precision: 'day' },
  );
}

/** What a customer writes down when asked why it buys elsewhere. */
export function witness(world: World, customer: Customer, firm: Firm, about: Party, day: number): void {
  const { book, dice, handover } = world;
  const papers = handover(customer.party, day, about, '客户经办人书面说明,附身份证复印件');
  const text = dice.pick([
    `贵司经办人让我们把订单改签给${firm.short},说价格更低,我们就签了。`,
    `当时是贵司客户经理介绍我们跟${firm.name}签的,合同也是他拿来的。`,
    `我们本来一直跟贵司合作,换成${firm.short}是贵司的人建议的。`,
  ]);
  const body = { by: customer.buyer.chat, about: [about, firm.party], form: 'written', text };
  book.write('testimony', 'vouchers', at(day, '14:00'), body, { ...papers, basis: 'provided-by-customer' });
}

/** What an employee gets from the own company: wages, commission, money laid out. */
export function paidByUs(world: World, to: Party, sum: number, memo: string, day: number): void {
  const body = { from: world.own.party, to, amount: yuan(sum), memo, channel: '网银代发' };
  world.book.write('transfer', 'finance', at(day, '16:20'), body, { basis: 'company-books' });
}
