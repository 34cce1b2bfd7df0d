import type { Company, Customer, Employee } from './cast.ts';
import {
  companyIn,
  companyParty,
  creditCodeParty,
  crmParty,
  firstCustomerOf,
  hrParty,
  namedHrParty,
  staffOf,
} from './cast.ts';
import { addDays, instant, workdayBetween, workdayFrom } from './times.ts';
import type { Innocent } from './truth.ts';
import { cny, percentOf, spellPercent } from './values.ts';
import { between, converse } from './wecom.ts';
import type { World } from './world.ts';
import { personOf } from './world.ts';
import { writeOwnDeal } from './write-crm.ts';
import { writeApproval, writeOwnPayment } from './write-finance.ts';
import { handOver, writeOutsideDeal, writeOutsidePayment } from './write-handovers.ts';

const innocent = (world: World, kind: Parameters<typeof staffOf>[1], note: string): Innocent => ({
  kind,
  employee: personOf(staffOf(world.cast, kind)),
  note,
});

/** Percent said to a customer, a deal, and a payment of that share to the employee: all of it the company's own. */
export function playOwnCommission(world: World): Innocent {
  const random = world.random('own-commission');
  const employee = staffOf(world.cast, 'own-commission');
  const customer = firstCustomerOf(world.cast, 'own-commission');
  const percent = random.pick([3, 5, 6, 8]);
  const deal = random.int(60, 200) * 1000;
  const day = workdayBetween(random, '2026-02-24', '2026-03-06');
  converse(world.archive, between(employee.userid, customer.external), instant(day, '10:20'), [
    [customer.external, '你们这行提成高吧,是不是都算在价格里了'],
    [employee.userid, `放心,我拿的是公司发的提成,${spellPercent(random, percent)},不用您额外出一分钱`],
    [customer.external, '哈哈行,那就下单'],
  ]);
  writeOwnDeal(world, customer, instant(day, '15:30'), deal, 'order');
  world.book.put('company/finance.ndjson', {
    kind: 'claim',
    at: instant(workdayFrom(addDays(day, 2)), '11:00'),
    basis: 'company-books',
    body: {
      employee: hrParty(employee),
      amount: cny(percentOf(percent, deal)),
      purpose: '销售提成申领',
      counterparty: companyParty(companyIn(world.cast, 'own')),
      state: 'approved',
    },
  });
  writeOwnPayment(world, {
    at: instant(workdayFrom(addDays(day, 4)), '16:00'),
    to: namedHrParty(employee),
    amount: cny(percentOf(percent, deal)),
    memo: '销售提成',
  });
  return innocent(world, 'own-commission', 'commission on an own deal, paid by the own company');
}

/** A rebate to a customer, approved before it was promised, and paid by the company to the customer. */
export function playApprovedRebate(world: World): Innocent {
  const random = world.random('approved-rebate');
  const employee = staffOf(world.cast, 'approved-rebate');
  const customer = firstCustomerOf(world.cast, 'approved-rebate');
  const percent = random.pick([2, 3, 4, 5]);
  const deal = random.int(100, 300) * 1000;
  const day = workdayBetween(random, '2026-02-25', '2026-03-05');
  writeApproval(world, {
    type: 'rebate',
    at: instant(workdayFrom(addDays(day, -3)), '09:30'),
    for: hrParty(employee),
    customer: crmParty(customer),
    percent,
    text: '同意按年度框架协议返利,由公司对公支付。',
  });
  converse(world.archive, between(employee.userid, customer.external), instant(day, '14:05'), [
    [employee.userid, `公司批下来了,这单给贵司返点${spellPercent(random, percent)},走对公`],
    [customer.external, '好的,谢谢'],
  ]);
  writeOwnDeal(world, customer, instant(day, '16:10'), deal, 'order');
  writeOwnPayment(world, {
    at: instant(workdayFrom(addDays(day, 3)), '10:30'),
    to: { system: 'company', ref: customer.company },
    amount: cny(percentOf(percent, deal)),
    memo: '销售返利',
  });
  return innocent(world, 'approved-rebate', 'rebate approved by the sales director, paid company to company');
}

/** The hardest look-alike: words, an outside deal and an equal payment to the employee, all approved beforehand. */
export function playApprovedReferral(world: World): Innocent {
  const random = world.random('approved-referral');
  const employee = staffOf(world.cast, 'approved-referral');
  const customer = firstCustomerOf(world.cast, 'approved-referral');
  const partner = companyIn(world.cast, 'partner');
  const percent = random.pick([3, 4, 5, 6, 8]);
  const deal = random.int(50, 160) * 1000;
  const day = workdayBetween(random, '2026-02-24', '2026-03-03');
  writeApproval(world, {
    type: 'referral',
    at: instant(workdayFrom(addDays(day, -4)), '10:00'),
    for: hrParty(employee),
    customer: crmParty(customer),
    company: companyParty(partner),
    percent,
    text: `同意将安装业务转介绍给合作伙伴${partner.name},转介绍费由员工本人收取。`,
  });
  converse(world.archive, between(employee.userid, customer.external), instant(day, '11:05'), [
    [customer.external, '安装你们做不做'],
    [employee.userid, `安装我们不做,公司批准了,我介绍你到${partner.short}公司做,他们是我们的合作伙伴`],
    [employee.userid, `我这边有${spellPercent(random, percent)}的转介绍费,公司有备案,跟您说明一下`],
    [customer.external, '明白'],
  ]);
  declareReferral(world, { employee, customer, partner, day, deal, fee: percentOf(percent, deal) });
  return innocent(world, 'approved-referral', 'referral to a partner company, fee approved beforehand and declared');
}

type Referral = {
  readonly employee: Employee;
  readonly customer: Customer;
  readonly partner: Company;
  readonly day: string;
  readonly deal: number;
  readonly fee: number;
};

/** The employee brings the partner's contract and the receipt of the fee, as the rule asks. */
function declareReferral(world: World, { employee, customer, partner, day, deal, fee }: Referral): void {
  const handover = handOver(world, 'handover/employees.ndjson', {
    from: hrParty(employee),
    day: workdayFrom(addDays(day, 9)),
    time: '09:40',
    how: '员工按转介绍制度主动提交合同和收款凭证',
    document: '转介绍备案材料清单',
    counterparties: [companyParty(partner)],
  });
  const kept = { basis: 'provided-by-employee', handover } as const;
  writeOutsideDeal(
    world,
    'handover/employees.ndjson',
    { ...kept, original: 'copy' },
    {
      at: instant(workdayFrom(addDays(day, 2)), '15:00'),
      customer,
      seller: creditCodeParty(partner),
      type: 'contract',
      number: `AZ${day.replaceAll('-', '')}`,
      yuan: deal,
    },
  );
  writeOutsidePayment(
    world,
    'handover/employees.ndjson',
    { ...kept, original: 'screenshot' },
    {
      at: instant(workdayFrom(addDays(day, 5)), '10:12'),
      from: companyParty(partner),
      to: namedHrParty(employee),
      yuan: fee,
      memo: '转介绍费',
    },
  );
}

/** A friend who leads an outside company pays back what the employee had lent: both transfers were handed over. */
export function playLoanRepaid(world: World): Innocent {
  const random = world.random('loan-repaid');
  const employee = staffOf(world.cast, 'loan-repaid');
  const friend = companyIn(world.cast, 'loan-friend');
  const friendsCard = { system: 'bank', ref: `62284803${random.text(11, '0123456789')}`, name: friend.head };
  const ownCard = { system: 'bank', ref: employee.card, name: employee.name };
  const yuan = random.pick([10, 20, 30]) * 1000;
  const repaidOn = workdayBetween(random, '2026-03-02', '2026-03-13');
  const handover = handOver(world, 'handover/employees.ndjson', {
    from: hrParty(employee),
    day: workdayFrom(addDays(repaidOn, 6)),
    time: '16:20',
    how: '员工自愿提供两笔转账的银行回单,当面登录网银核对',
    document: '员工说明及附件清单',
    counterparties: [{ system: 'name', ref: friend.head }],
  });
  const kept = { basis: 'provided-by-employee', handover, original: 'printout' } as const;
  writeOutsidePayment(world, 'handover/employees.ndjson', kept, {
    at: instant('2025-11-12', '20:10'),
    from: ownCard,
    to: friendsCard,
    yuan,
    memo: '借款',
  });
  writeOutsidePayment(world, 'handover/employees.ndjson', kept, {
    at: instant(repaidOn, '19:45'),
    from: friendsCard,
    to: ownCard,
    yuan,
    memo: random.pick(['还款', '还借款', '归还借款']),
  });
  return innocent(world, 'loan-repaid', 'a friend repays a private loan of the same sum');
}
