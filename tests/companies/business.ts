import { companyParty, pay, payee, workTime } from './money.ts';
import type { Employee, Outside } from './people.ts';
import { DAY, money } from './record.ts';
import type { World } from './world.ts';

/** Wages of some months, to the account the company knows, or by name. */
export function wages(world: World): void {
  const { random, begin, employees, own } = world;
  for (const employee of employees) {
    const yuan = random.int(48, 180) * 100 + random.int(0, 99);
    const to = payee(world, employee);
    for (let month = 0; month < 4; month++) {
      const at = workTime(world, begin + (10 + month * 30) * DAY);
      pay(world, {
        from: companyParty(own),
        to,
        yuan: yuan + random.int(0, 900),
        at,
        memo: random.pick(['工资', '代发工资', '薪资']),
      });
    }
  }
}

/** Ordinary business: visits noted, customers opened, own sales, their payments and the commissions on them. */
export function business(world: World): void {
  const { random, begin, owned, own } = world;
  for (const { customer, owner } of owned) {
    const times = random.int(0, 3);
    for (let i = 0; i < times; i++) {
      const at = workTime(world, begin + random.int(0, 240) * DAY);
      const yuan = random.int(world.trade.from / 100, world.trade.to / 100) * 100;
      sellOwn(world, { owner, customer, own, yuan, at });
    }
    look(world, owner, customer);
  }
}

type Sold = {
  readonly owner: Employee;
  readonly customer: World['owned'][number]['customer'];
  readonly own: Outside;
  readonly yuan: number;
  readonly at: number;
};

function sellOwn(world: World, { owner, customer, own, yuan, at }: Sold): void {
  const { random, sink } = world;
  const body = {
    customer: customer.party,
    seller: companyParty(own),
    type: random.pick(['contract', 'order']),
    number: `${own.uscc.slice(-4)}-${random.digits(6)}`,
    amount: money(yuan),
    state: random.pick(['won', 'won', 'won', 'quoted', 'lost']),
    employee: owner.party,
  };
  sink.add('deal', at, body, { source: 'crm', basis: 'company-books' });
  if (body.state !== 'won') return;
  const payer = customer.isFirm
    ? { system: 'company', ref: customer.company }
    : { system: 'name', ref: customer.name.full };
  pay(world, {
    from: payer,
    to: companyParty(own),
    yuan,
    at: workTime(world, at + random.int(2, 45) * DAY),
    memo: '货款',
  });
  if (random.chance(0.4)) {
    const to = { ...owner.party, name: owner.name.full };
    pay(world, {
      from: companyParty(own),
      to,
      yuan: Math.round(yuan * 0.02),
      at: workTime(world, at + 50 * DAY),
      memo: random.pick(['销售提成', '提成', '业务提成']),
    });
  }
}

const NOTES = [
  '电话沟通,客户暂无新需求',
  '上门拜访,了解库存',
  '已发报价,等反馈',
  '客户反馈使用正常',
  '催收尾款,承诺下周付',
  '新增需求,已转技术评估',
];

function look(world: World, owner: Employee, customer: World['owned'][number]['customer']): void {
  const { random, sink, begin } = world;
  for (let i = random.int(1, 4); i > 0; i--) {
    const at = workTime(world, begin + random.int(0, 250) * DAY);
    const body = {
      employee: owner.party,
      action: random.pick(['view', 'view', 'edit', 'search']),
      resource: 'crm.customer',
      customer: customer.party,
    };
    sink.add('access', at, body, { source: 'crm' });
    if (random.chance(0.6)) {
      const noted = { customer: customer.party, employee: owner.party, text: random.pick(NOTES) };
      sink.add('follow-up', at + 600_000, noted, { source: 'crm' });
    }
  }
}
