import { dealOutside, handOver, nightTime, pay, payee, workTime } from './money.ts';
import type { Customer, Employee, Outside } from './people.ts';
import { bankAccount } from './people.ts';
import type { Party } from './record.ts';
import { DAY, HOUR, MINUTE, money } from './record.ts';
import { chatter } from './small-talk.ts';
import { fill } from './talk.ts';
import type { Story } from './truth.ts';
import type { OutsideOptions, World } from './world.ts';

/** Who a story is about, and the moment its first telling words fall. */
export type Scene = {
  readonly employee: Employee;
  readonly customers: readonly Customer[];
  readonly customer: Customer;
  readonly outside: Outside;
  readonly at: number;
  /** The account that money lands on, and whether the company knows whose it is. */
  readonly payee: Party;
  readonly isKnown: boolean;
};

export function setScene(
  world: World,
  count: number,
  options: OutsideOptions = {},
  employee = world.takeSeller(),
): Scene {
  const { random, begin } = world;
  const outside = world.takeOutside(options);
  const customers = Array.from({ length: count }, () => world.takeCustomer(employee));
  const [customer] = customers;
  if (customer === undefined) throw new Error('a story has a customer');
  const day = random.int(30, 130);
  for (const each of customers) chatter(world, employee, each, random.int(1, 3), 0, day - 1);
  const isKnown = random.chance(0.88);
  const to = isKnown ? payee(world, employee) : bankAccount(random, employee.name.full);
  return { employee, customers, customer, outside, at: workTime(world, begin + day * DAY), payee: to, isKnown };
}

export function beneficiary({
  full,
  short,
  alias,
  uscc,
  representative,
  shareholder,
  account,
}: Outside): NonNullable<Story['beneficiary']> {
  const refs = [
    full,
    uscc,
    account.ref,
    ...[representative, shareholder].flatMap(({ bank, on }) => [bank.ref, on.wechat.ref]),
  ];
  return { names: [full, short, alias], refs };
}

/** Acts in the CRM before a diversion: looking, changing the contact, taking a list. Not every story has them. */
export function prepare(world: World, { employee, customers, at }: Scene, share = 0.6): void {
  const { random, sink } = world;
  if (!random.chance(share)) return;
  for (const customer of customers) {
    const when = random.chance(0.5) ? nightTime(world, at - random.int(1, 4) * DAY) : at - random.int(1, 30) * HOUR;
    const base = { employee: employee.party, resource: 'crm.customer', customer: customer.party };
    const device = random.chance(0.5)
      ? { device: `PC-${random.digits(4)}`, ip: `10.2.${random.int(0, 9)}.${random.int(2, 250)}` }
      : {};
    if (random.chance(0.5)) {
      const changes = [
        {
          field: random.pick(['phone', 'contact', '联系电话']),
          from: customer.phone.ref,
          to: `+86139${random.digits(8)}`,
        },
      ];
      sink.add('access', when, { ...base, ...device, action: 'edit', changes }, { source: 'crm' });
    } else
      sink.add(
        'access',
        when,
        {
          ...base,
          ...device,
          action: random.pick(['view', 'export', 'print']),
          ...(random.chance(0.3) ? { count: 1 } : {}),
        },
        { source: 'crm' },
      );
  }
}

/** Talk by telephone with the outside company's contact. */
export function ring(world: World, { employee, outside, at }: Scene): void {
  const { random, sink } = world;
  for (let i = random.int(0, 2); i > 0; i--) {
    const when = workTime(world, at + random.int(-6, 20) * DAY) + MINUTE;
    const ends = random.chance(0.5)
      ? { from: employee.phone, to: outside.contact.phone, direction: 'out' }
      : { from: outside.contact.phone, to: employee.phone, direction: 'in' };
    sink.add('call', when, { ...ends, seconds: random.int(40, 1300), answered: true }, { source: 'pbx' });
  }
}

export function roundYuan(world: World, from = world.trade.from, to = world.trade.to): number {
  const unit = world.random.pick([10, 100, 100, 1000, 1000, 5000]);
  return Math.max(1, Math.round(world.random.int(Math.max(from, 20_000), Math.max(to, 60_000)) / unit)) * unit;
}

/** The customer's deal with the outside company, some days on. Says when. */
export function dealt(world: World, { outside }: Scene, customer: Customer, yuan: number, at: number): number {
  const when = at + world.random.int(3, 35) * DAY;
  dealOutside(world, { customer, seller: outside, yuan, at: when });
  if (world.random.chance(0.2)) paper(world, customer, outside, when);
  return when;
}

/** The contract itself, as the customer handed it over. */
function paper(world: World, customer: Customer, outside: Outside, at: number): void {
  const about = [customer.party, { system: 'company', ref: outside.full }];
  const handover = handOver(world, customer.party, about, at);
  const body = { type: world.random.pick(['contract', 'invoice']), about, title: `${outside.short}购销合同(复印件)` };
  world.sink.add('document', at, body, {
    source: 'vouchers',
    basis: 'provided-by-customer',
    handover,
    original: 'copy',
  });
}

const HEARD = [
  '是{name}介绍我们去{co}的,价格也是{name}谈的。',
  '当时{name}说公司做不了,让我们找{co}。',
  '{name}推荐了{co},我们就签了,其他的不清楚。',
];

/** What the customer's person stated afterwards. */
export function testify(world: World, { employee, customer, outside }: Scene, at: number): void {
  const { random, sink } = world;
  const handover = handOver(world, customer.party, [customer.party, employee.party], at);
  const text = fill(random.pick(HEARD), { name: employee.name.full, co: outside.short });
  const body = { by: customer.party, about: [employee.party], form: 'written', text };
  sink.add('testimony', at, body, { source: 'vouchers', basis: 'provided-by-customer', handover });
}

const MEMOS = [
  '咨询费',
  '服务费',
  '劳务费',
  '技术服务费',
  '推广费',
  '',
  '往来款',
  '备用金',
  '货款',
  '信息费',
  '居间费',
  '报销',
  '补贴',
  '其他',
];

type Reward = {
  readonly yuan: number;
  readonly at: number;
  readonly from?: Party;
  readonly to?: Party;
  readonly memo?: string;
};

/** Money from the outside company to the employee, as its books or the employee's own statement show it. */
export function reward(
  world: World,
  { employee, outside, payee: mine }: Scene,
  { yuan, at, from, to, memo }: Reward,
): void {
  const { random } = world;
  const firm = random.pick([
    { system: 'company', ref: outside.full },
    { system: 'company', ref: outside.full },
    { system: 'company', ref: outside.uscc, name: outside.full },
    outside.account,
  ]);
  const [by, basis] = random.chance(0.75)
    ? ([{ system: 'company', ref: outside.full }, 'provided-by-third-party'] as const)
    : ([employee.party, 'provided-by-employee'] as const);
  pay(world, {
    from: from ?? firm,
    to: to ?? (random.chance(0.2) && mine.system !== 'bank' ? payee(world, employee) : mine),
    yuan,
    at,
    memo: memo ?? random.pick(MEMOS),
    by,
    basis,
  });
}

export function afterwards(world: World, at: number): number {
  return workTime(world, at + world.random.pick([0, 1, 2, 3, 5, 8, 13, 21, 34]) * DAY + HOUR);
}

export type Told = {
  readonly kind: Story['kind'];
  readonly expects: Story['expects'];
  readonly how: string;
  readonly promised?: number;
  readonly received?: number;
};

/** What a scene tells. Money to an account that only bears the employee's name is worth less than it seems. */
export function story(
  { employee, customers, outside, isKnown }: Scene,
  { kind, expects, how, promised, received }: Told,
): Story {
  return {
    kind,
    employee: employee.ref,
    beneficiary: beneficiary(outside),
    customers: customers.map(({ ref }) => ref),
    ...(promised === undefined ? {} : { promised: money(promised) }),
    ...(received === undefined ? {} : { received: money(received) }),
    expects: isKnown || received === undefined || expects === 'weak' ? expects : 'medium',
    how: isKnown ? how : `to an account not known as the employee's, ${how}`,
  };
}
