import type { PartyRef } from './book.ts';
import type { Company, Customer, Employee } from './cast.ts';
import {
  companyIn,
  companyParty,
  creditCodeParty,
  crmParty,
  firstCustomerOf,
  hrParty,
  mobile,
  namedHrParty,
  printedName,
  staffOf,
} from './cast.ts';
import type { Random } from './random.ts';
import { addDays, instant, workdayFrom } from './times.ts';
import type { GuiltyChain } from './truth.ts';
import { cny, percentOf, spellPercent, spellSum } from './values.ts';
import { between, converse, image, voice } from './wecom.ts';
import type { World } from './world.ts';
import { personOf } from './world.ts';
import { handOver, writeOutsideDeal, writeOutsidePayment } from './write-handovers.ts';

/** What was promised, how it was written, and the deal it was promised on. */
type Promised = {
  readonly yuan: number;
  readonly spelling: string;
  readonly isPercent: boolean;
  readonly deal: number;
};

type Plot = {
  readonly random: Random;
  readonly employee: Employee;
  readonly customer: Customer;
  readonly payer: Company;
  readonly promised: Promised;
  readonly sunday: string;
  readonly chatDay: string;
};

const SUNDAYS = ['2026-02-08', '2026-03-01', '2026-03-08', '2026-03-15'];

/**
 * 张三 changes a customer's phone number on a Sunday at 14:30, tells the customer to buy from an outside company for a
 * kickback, the customer buys there, and three days after the words that company pays him what was said as 咨询费.
 */
export function playKickback(world: World): GuiltyChain {
  const plot = plotOf(world);
  const { employee, customer, payer, promised } = plot;
  changePhone(world, plot);
  promise(world, plot);
  buyOutside(world, plot);
  payTheFee(world, plot);
  return {
    story: 'introduced-for-kickback',
    employee: personOf(employee),
    customers: [customer.ref],
    alsoTold: [],
    outside: { name: payer.name, uscc: payer.uscc },
    promised: cny(promised.yuan),
    received: cny(promised.yuan),
    atLeast: 'strong',
    linkTypes: [
      'said-deal',
      'said-transfer',
      'deal-transfer',
      'payer-company',
      'payee-employee',
      'owned-then',
      'permitted-then',
      'accessed',
      'clause-in-force',
    ],
  };
}

function plotOf(world: World): Plot {
  const random = world.random('kickback');
  const sunday = world.seed === 1 ? '2026-03-01' : random.pick(SUNDAYS);
  return {
    random,
    employee: staffOf(world.cast, 'introducer'),
    customer: firstCustomerOf(world.cast, 'introducer'),
    payer: companyIn(world.cast, 'kickback-payer'),
    promised: promisedOf(world.seed, random),
    sunday,
    chatDay: workdayFrom(addDays(sunday, world.seed === 1 ? 1 : random.int(1, 2))),
  };
}

function promisedOf(seed: number, random: Random): Promised {
  if (seed === 1) return { yuan: 20_000, spelling: '10个点', isPercent: true, deal: 200_000 };
  if (random.chance(60)) {
    const deal = random.int(90, 400) * 1000;
    const percent = random.pick([5, 6, 8, 10, 12, 15]);
    return { yuan: percentOf(percent, deal), spelling: spellPercent(random, percent), isPercent: true, deal };
  }
  const yuan = random.pick([8, 12, 15, 18, 20, 25, 30, 36]) * 1000;
  return { yuan, spelling: spellSum(random, yuan), isPercent: false, deal: yuan * random.int(7, 14) };
}

function changePhone({ book }: World, { random, employee, customer, sunday }: Plot): void {
  book.put('company/crm.ndjson', {
    kind: 'access',
    at: instant(sunday, '14:30'),
    body: {
      employee: hrParty(employee),
      action: 'edit',
      resource: 'crm.customer',
      customer: crmParty(customer),
      changes: [{ field: 'phone', from: customer.phone, to: mobile(random, 3, 1) }],
      ip: `115.${random.int(192, 239)}.${random.int(2, 250)}.${random.int(2, 250)}`,
    },
  });
}

const WORDS_FOR_PERCENT = [
  (company: string, value: string) => `我介绍你到${company}买产品,给你返点,${value}`,
  (company: string, value: string) => `这批别走我们公司了,我介绍你去${company}买,返点${value}`,
  (company: string, value: string) => `你去${company}那边拿货,我打过招呼了,给你返点${value}`,
  (company: string, value: string) => `我介绍你到${company}合作,好处费给你${value}`,
];
const WORDS_FOR_SUM = [
  (company: string, value: string) => `我介绍你到${company}合作,好处费给你${value}`,
  (company: string, value: string) => `我介绍你到${company}买产品,成了给你返点${value}`,
  (company: string, value: string) => `这单走${company}吧,我来介绍,好处费${value}`,
];

function promise({ archive, seed }: World, { random, employee, customer, payer, promised, chatDay }: Plot): void {
  const talk = between(employee.userid, customer.external);
  const company = seed === 1 ? `${payer.short}公司` : random.pick([payer.name, `${payer.short}公司`, payer.short]);
  const words = promised.isPercent ? WORDS_FOR_PERCENT : WORDS_FOR_SUM;
  const said = (seed === 1 ? WORDS_FOR_PERCENT[0] : random.pick(words))?.(company, promised.spelling) ?? '';
  const [me, you] = [employee.userid, customer.external];
  const { at } = converse(archive, talk, instant(chatDay, `10:${random.int(10, 40)}`), [
    [you, random.pick(['在吗,上次说的那批货什么时候能定', '早,我们这边要补一批货了'])],
    [me, said],
    [you, random.pick(['他们家靠谱吗', '质量跟你们一样吗'])],
    [me, random.pick(['放心,一样的货', '放心,我盯着'])],
    [you, random.pick(['行,那我联系他们', '好,听你的'])],
  ]);
  if (random.chance(50)) archive.send(talk, me, at, voice(random));
  const hush = archive.send(talk, me, instant(chatDay, '10:58'), {
    msgtype: 'text',
    key: 'text',
    value: { content: '这事别跟我们公司的人说' },
  });
  archive.recall(talk, me, instant(chatDay, '10:59'), hush);
  converse(archive, talk, instant(addDays(chatDay, 1), `15:${random.int(10, 50)}`), [
    [you, '合同我签好了'],
    [me, '收到'],
  ]);
  archive.send(talk, you, instant(addDays(chatDay, 2), '09:40'), image(random));
}

/** The customer brings the contract with the outside company, and a written statement. */
function buyOutside(world: World, plot: Plot): void {
  const { random, employee, customer, payer, promised, chatDay } = plot;
  const day = addDays(chatDay, 9);
  const party = { ...crmParty(customer), name: customer.name };
  const handover = handOver(world, 'handover/customers.ndjson', {
    from: party,
    day,
    time: '15:20',
    how: '客户到公司当面交付合同复印件,与原件核对后由客户签名',
    document: `移交清单 ${day}`,
    counterparties: [companyParty(payer)],
    since: chatDay,
    until: day,
  });
  const signedAt = instant(addDays(chatDay, 1), `11:${random.int(10, 50)}`);
  const number = `XS${signedAt.slice(0, 10).replaceAll('-', '')}${random.int(10, 99)}`;
  const kept = { basis: 'provided-by-customer', handover, original: 'copy' } as const;
  writeOutsideDeal(world, 'handover/customers.ndjson', kept, {
    at: signedAt,
    customer,
    seller: random.chance(50) ? creditCodeParty(payer) : companyParty(payer),
    type: 'contract',
    number,
    yuan: promised.deal,
  });
  world.book.put('handover/customers.ndjson', {
    kind: 'document',
    at: signedAt,
    ...kept,
    body: {
      type: 'contract',
      about: [crmParty(customer), companyParty(payer)],
      title: `产品买卖合同 ${number}`,
      text: `甲方:${customer.company}。乙方:${payer.name}。合同总价人民币${promised.deal}元。`,
    },
  });
  world.book.put('handover/customers.ndjson', {
    kind: 'testimony',
    at: instant(day, '15:40'),
    ...kept,
    original: 'original',
    body: {
      by: crmParty(customer),
      about: [hrParty(employee), companyParty(payer)],
      form: 'written',
      text: `${employee.name}让我把这批订单转到${payer.name},我就和他们签了合同。`,
    },
  });
}

/** No finance system of ours sees this payment: the paying company's own bookkeeper handed the voucher over. */
function payTheFee(world: World, plot: Plot): void {
  const { random, employee, payer, promised, chatDay } = plot;
  const paidOn = addDays(chatDay, 3);
  const day = workdayFrom(addDays(chatDay, random.int(7, 11)));
  const handover = handOver(world, 'handover/vouchers.ndjson', {
    from: companyParty(payer),
    day,
    time: '10:00',
    how: random.pick(['在对方财务室复印纸质付款凭证,对方盖章', '对方财务人员寄送付款凭证复印件,加盖公章']),
    document: `移交清单 ${day}`,
    counterparties: [hrParty(employee)],
    since: paidOn,
    until: paidOn,
  });
  const payee: PartyRef = random.chance(50)
    ? namedHrParty(employee)
    : { system: 'bank', ref: employee.card, name: employee.name };
  const byDay = random.chance(30);
  const kept = { basis: 'provided-by-third-party', handover, original: 'copy' } as const;
  writeOutsidePayment(world, 'handover/vouchers.ndjson', kept, {
    at: instant(paidOn, byDay ? '00:00' : '16:02'),
    ...(byDay ? { precision: 'day' } : {}),
    from: { system: 'company', ref: printedName(payer) },
    to: payee,
    yuan: promised.yuan,
    memo: '咨询费',
    reference: `FK${paidOn.replaceAll('-', '')}${random.int(100, 999)}`,
  });
}
