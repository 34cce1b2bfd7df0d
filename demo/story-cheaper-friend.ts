import type { PartyRef } from './book.ts';
import type { Company, Customer, Employee } from './cast.ts';
import {
  companyIn,
  companyParty,
  creditCodeParty,
  crmParty,
  customersOf,
  hrParty,
  namedHrParty,
  printedName,
  staffOf,
} from './cast.ts';
import type { Random } from './random.ts';
import { addDays, instant, workdayFrom } from './times.ts';
import type { GuiltyChain } from './truth.ts';
import { cny } from './values.ts';
import { between, converse } from './wecom.ts';
import type { World } from './world.ts';
import { personOf } from './world.ts';
import { handOver, writeOutsideDeal, writeOutsidePayment } from './write-handovers.ts';

type Plot = {
  readonly random: Random;
  readonly employee: Employee;
  readonly lost: readonly Customer[];
  readonly stayed: Customer;
  readonly friend: Company;
  readonly received: number;
  /** The first working day of the story; everything else is counted from it. */
  readonly start: string;
};

/** Days after the start on which each customer hears the words, and on which each lost one buys. */
const TOLD = [0, 1, 2, 3];
const BOUGHT = [6, 8, 9];

/**
 * 李某 tells four customers that a friend's company is cheaper. Three are lost and buy there, after which that company
 * pays him; nothing was said of a sum, so the sum alone joins nothing and the order of events has to.
 */
export function playCheaperFriend(world: World): GuiltyChain {
  const plot = plotOf(world);
  const told = [...plot.lost, plot.stayed];
  told.forEach((customer, i) => {
    tell(world, plot, customer, i);
  });
  plot.lost.forEach((customer, i) => {
    lose(world, plot, customer, i);
  });
  payTheFriend(world, plot);
  return {
    story: 'friend-is-cheaper',
    employee: personOf(plot.employee),
    customers: plot.lost.map(({ ref }) => ref),
    alsoTold: [plot.stayed.ref],
    outside: { name: plot.friend.name, uscc: plot.friend.uscc },
    received: cny(plot.received),
    atLeast: 'medium',
    linkTypes: ['said-deal', 'payer-company', 'payee-employee', 'owned-then', 'permitted-then', 'clause-in-force'],
  };
}

function plotOf(world: World): Plot {
  const random = world.random('friend');
  const [first, second, third, stayed] = customersOf(world.cast, 'friend-seller');
  if (first === undefined || second === undefined || third === undefined || stayed === undefined) {
    throw new Error('the story needs four customers');
  }
  const sums = [12, 15, 18, 20, 26, 30, 35, 50];
  return {
    random,
    employee: staffOf(world.cast, 'friend-seller'),
    lost: [first, second, third],
    stayed,
    friend: companyIn(world.cast, 'friends-company'),
    received: world.seed === 1 ? 20_000 : random.pick(sums) * 1000,
    start: random.pick(['2026-02-02', '2026-02-03', '2026-03-02', '2026-03-03']),
  };
}

const NAMING = [
  (company: string) => `说实话我朋友的公司更便宜,叫${company},要不要我推给你`,
  (company: string) => `我朋友的公司更便宜,${company},同样的配置`,
  (company: string) => `我朋友开的${company}更便宜,你可以去他那边做`,
];
const NOT_NAMING = ['我朋友的公司更便宜,要不你去那边做', '同样的东西我朋友的公司更便宜,我把联系方式给你'];

function tell(
  { archive }: World,
  { random, employee, friend, stayed, start }: Plot,
  customer: Customer,
  order: number,
): void {
  const company = random.pick([friend.name, `${friend.short}公司`, friend.short]);
  const named = order === 0 || random.chance(60);
  const words = named ? random.pick(NAMING)(company) : random.pick(NOT_NAMING);
  const [me, you] = [employee.userid, customer.external];
  const at = instant(workdayFrom(addDays(start, TOLD[order] ?? 0)), `1${random.int(4, 6)}:${random.int(10, 49)}`);
  const answer =
    customer === stayed ? '不用了,用你们家习惯了' : random.pick(['行,发我看看', '好啊,便宜多少', '可以,我问问']);
  converse(archive, between(me, you), at, [
    [you, random.pick(['你们报价能不能再低点', '预算有点紧,还有空间吗', '这个价领导嫌贵'])],
    [me, words],
    [you, answer],
    [me, random.pick(['好的', 'OK', '嗯嗯'])],
  ]);
}

/** The customer is lost, and later brings the contract with the friend's company. */
function lose(world: World, { random, friend, start }: Plot, customer: Customer, order: number): void {
  const boughtOn = workdayFrom(addDays(start, BOUGHT[order] ?? 0));
  const lostAt = addDays(boughtOn, 1);
  const at = instant(boughtOn, `1${random.int(0, 6)}:${random.int(10, 59)}`);
  world.book.put('company/crm.ndjson', {
    kind: 'customer',
    at: instant(lostAt, '18:00'),
    body: { customer: crmParty(customer), name: customer.name, status: 'lost', lostAt, since: lostAt },
  });
  const day = workdayFrom(addDays(start, 18 + order));
  const handover = handOver(world, 'handover/customers.ndjson', {
    from: { ...crmParty(customer), name: customer.name },
    day,
    time: `1${order}:15`,
    how: random.pick(['客户寄送合同复印件,附签名说明', '客户当面交付合同复印件,与原件核对']),
    document: `移交清单 ${day}-${order + 1}`,
    counterparties: [companyParty(friend)],
  });
  const kept = { basis: 'provided-by-customer', handover, original: 'copy' } as const;
  writeOutsideDeal(world, 'handover/customers.ndjson', kept, {
    at,
    customer,
    seller: random.chance(50) ? creditCodeParty(friend) : companyParty(friend),
    type: random.pick(['contract', 'order']),
    number: `${friend.uscc.slice(8, 12)}-${boughtOn.replaceAll('-', '')}-${order + 1}`,
    yuan: random.int(40, 220) * 1000,
  });
}

/** One payment, or two that only together make the sum. */
function payTheFriend(world: World, { random, employee, friend, received, start }: Plot): void {
  const firstDay = workdayFrom(addDays(start, 11));
  const split = world.seed !== 1 && random.chance(40);
  const parts = split ? [received - 5000, 5000] : [received];
  const days = parts.map((_, i) => workdayFrom(addDays(firstDay, i)));
  const day = workdayFrom(addDays(start, 24));
  const handover = handOver(world, 'handover/vouchers.ndjson', {
    from: companyParty(friend),
    day,
    time: '14:30',
    how: '对方收到律师函后寄送付款凭证复印件,加盖公章',
    document: `移交清单 ${day}`,
    counterparties: [hrParty(employee)],
    since: firstDay,
    until: day,
  });
  const payee: PartyRef = random.chance(50)
    ? namedHrParty(employee)
    : { system: 'bank', ref: employee.card, name: employee.name };
  const memo = random.pick(['服务费', '劳务费', '咨询费', '技术咨询']);
  const kept = { basis: 'provided-by-third-party', handover, original: 'copy' } as const;
  parts.forEach((yuan, i) => {
    writeOutsidePayment(world, 'handover/vouchers.ndjson', kept, {
      at: instant(days[i] ?? firstDay, `15:${random.int(10, 59)}`),
      from: { system: 'company', ref: printedName(friend) },
      to: payee,
      yuan,
      memo,
      reference: `P${random.text(10, '0123456789')}`,
    });
  });
}
