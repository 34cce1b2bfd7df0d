import type { Customer, Employee, Outside } from './people.ts';
import type { Basis, Party, Precision } from './record.ts';
import { DAY, dayOf, HOUR, instant, isWeekend, MINUTE, money } from './record.ts';
import type { World } from './world.ts';

export const companyParty = ({ full }: Outside): Party => ({ system: 'company', ref: full });

/** A moment of that day in working hours; a weekend slips to Monday. */
export function workTime({ random }: World, at: number): number {
  let day = dayOf(at);
  while (isWeekend(day)) day += DAY;
  return day + 9 * HOUR + random.int(0, 8 * 60) * MINUTE + random.int(0, 59) * 1000;
}

export function nightTime({ random }: World, at: number): number {
  return dayOf(at) + random.pick([0, 1, 2, 22, 23]) * HOUR + random.int(0, 59) * MINUTE + random.int(0, 59) * 1000;
}

const OF_FIRMS = [
  '复印件加盖公章后移交',
  '银行回单复印件,在对方财务室当面复印',
  '律师函后由对方邮寄',
  '对方公司配合调查时提供',
];
const OF_CUSTOMERS = ['客户提供合同及付款凭证复印件', '客户采购经理当面交付复印件', '客户邮件发送扫描件,后补寄盖章件'];
const OF_EMPLOYEES = ['持有人登录本人账户当面导出', '本人书面同意后当面导出打印', '面谈时自愿提交'];

/** Enters who handed something over to the desk, and returns what names it. */
export function handOver(world: World, from: Party, about: readonly Party[], at: number): string {
  const { sink, random, desk } = world;
  const when = workTime(world, at + random.int(3, 20) * DAY);
  const body = {
    from,
    by: desk.map(({ party }) => party),
    at: instant(when),
    how: random.pick(from.system === 'hr' ? OF_EMPLOYEES : from.system === 'crm' ? OF_CUSTOMERS : OF_FIRMS),
    document: `移交清单 ${instant(when).slice(0, 7)}-${random.int(1, 99)}`,
    scope: { counterparties: about },
  };
  return `hr-desk:${sink.add('handover', when, body, { source: 'hr-desk' })}`;
}

type Dealt = {
  readonly customer: Customer;
  readonly seller: Outside;
  readonly yuan: number;
  readonly at: number;
  readonly state?: string;
};

/** A customer's deal with an outside seller, known by what the customer handed over. Returns its number. */
export function dealOutside(world: World, { customer, seller, yuan, at, state }: Dealt): string {
  const { random, sink } = world;
  const when = workTime(world, at);
  const number = `${random.pick(['HT', 'XS', 'DD', 'PO-'])}${instant(when).slice(0, 10).replaceAll('-', '')}${random.digits(3)}`;
  const sellerParty = random.chance(0.2)
    ? { system: 'company', ref: seller.uscc, name: seller.full }
    : companyParty(seller);
  const handover = handOver(world, customer.party, [customer.party, sellerParty], when);
  const body = {
    customer: customer.party,
    seller: sellerParty,
    type: random.pick(['contract', 'contract', 'invoice', 'order']),
    number,
    amount: money(yuan),
    ...(state === undefined && random.chance(0.5) ? {} : { state: state ?? 'won' }),
  };
  const precision: Precision = random.pick(['day', 'minute', 'second']);
  const basis: Basis = 'provided-by-customer';
  sink.add('deal', precision === 'day' ? dayOf(when) : when, body, { source: 'vouchers', basis, handover, precision });
  return number;
}

export type Paid = {
  readonly from: Party;
  readonly to: Party;
  readonly yuan: number;
  readonly at: number;
  readonly memo?: string;
  readonly state?: string;
  /** Who handed the voucher over; left out where it comes from the company's own books. */
  readonly by?: Party;
  readonly basis?: Basis;
};

export function pay(world: World, { from, to, yuan, at, memo, state, by, basis }: Paid): void {
  const { random, sink } = world;
  const handover = by === undefined ? undefined : handOver(world, by, [from, to], at);
  const precision: Precision = random.pick(['day', 'minute', 'second', 'second']);
  const body = {
    from,
    to,
    amount: money(yuan),
    ...(memo === undefined || memo === '' ? {} : { memo }),
    ...(random.chance(0.4) ? { channel: random.pick(['网银', '手机银行', '微信转账', '柜面', '支付宝']) } : {}),
    ...(random.chance(0.5) ? { reference: random.digits(16) } : {}),
    ...(state === undefined ? {} : { state }),
  };
  const when = precision === 'day' ? dayOf(at) : at;
  const lawful = basis ?? (handover === undefined ? 'company-books' : 'provided-by-third-party');
  const came = { source: handover === undefined ? 'finance' : 'vouchers', basis: lawful, precision };
  sink.add('transfer', when, body, { ...came, ...(handover === undefined ? {} : { handover }) });
}

/** Where an employee's money lands, as a voucher may name it. */
export function payee({ random }: World, employee: Employee): Party {
  const named = { ...employee.party, name: employee.name.full };
  const known = employee.known.map((each) => ({ ...each, name: employee.name.full }));
  return random.pick([named, named, ...known]);
}
