import { handOver, pay, payee, workTime } from '../money.ts';
import { DAY, date, money } from '../record.ts';
import { afterwards, dealt, reward, roundYuan, setScene } from '../scene.ts';
import { sayMoney, sayPercent } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Innocent } from '../truth.ts';
import type { World } from '../world.ts';
import { innocent } from './innocent.ts';

/** The employee may recommend this company and take its fee: approved before, within the percentage. */
export function approvedReferral(world: World): Innocent {
  const { random, sink, employees } = world;
  const scene = setScene(world, 1, { relation: 'partner', isRecorded: true }, world.takeBystander());
  const { employee, customer, outside, at } = scene;
  const [boss] = employees;
  const percent = random.pick([3, 5, 8]);
  const approval = {
    type: 'referral',
    by: boss?.party,
    for: employee.party,
    company: { system: 'company', ref: outside.full },
    ...(random.chance(0.5) ? { customer: customer.party } : {}),
    percent,
    state: 'approved',
    since: date(at - 20 * DAY),
    text: random.pick(['同意向合作伙伴推荐,推荐奖励按制度执行', '已报备,准予领取推荐费']),
  };
  sink.add('approval', at - 20 * DAY, approval, { source: 'oa' });
  const script = random.pick([
    'c {c},这项我们公司不做,经公司同意推荐您找{co}|C 好|c 跟您说明一下,他们给我{p}推荐费,公司批过的',
    'O {e},{cu}签了,推荐费{p}按你们公司批的走|o 好的,麻烦走公账开票',
    'o {o},推荐{cu}给你们,推荐奖{p},批件我发你了|O 收到',
  ]);
  const { at: said, words } = tell(world, scene, script, at, { p: sayPercent(random, percent) });
  const yuan = roundYuan(world);
  const sold = dealt(world, scene, customer, yuan, said);
  reward(world, scene, { yuan: (yuan * percent) / 100, at: afterwards(world, sold), memo: '推荐费' });
  return innocent('approved-referral', employee, outside, words);
}

/** A rebate to the customer's firm, approved, paid by the own company. */
export function approvedRebate(world: World): Innocent {
  const { random, sink, employees, own } = world;
  const employee = world.takeBystander();
  const customer = world.takeCustomer(employee);
  const at = workTime(world, world.begin + random.int(30, 120) * DAY);
  const [boss] = employees;
  const percent = random.pick([2, 3, 5]);
  const yuan = roundYuan(world);
  const approval = {
    type: 'rebate',
    by: boss?.party,
    for: employee.party,
    customer: customer.party,
    percent,
    state: 'approved',
    since: date(at - 5 * DAY),
  };
  sink.add('approval', at - 5 * DAY, approval, { source: 'oa' });
  const script = random.pick([
    'c {c},公司批了,这单给贵司返利{p},走对公|C 太好了|c 回款后财务打贵司账户',
    'C 返点批下来没|c 批了,{p},写进补充协议|C 行',
  ]);
  const { words } = tell(world, { employee, customer }, script, at, { p: sayPercent(random, percent) });
  const deal = {
    customer: customer.party,
    seller: { system: 'company', ref: own.full },
    type: 'contract',
    number: `FL${random.digits(6)}`,
    amount: money(yuan),
    state: 'won',
    employee: employee.party,
  };
  sink.add('deal', at + 3 * DAY, deal, { source: 'crm', basis: 'company-books' });
  const to = { system: 'company', ref: customer.company };
  pay(world, {
    from: { system: 'company', ref: own.full },
    to,
    yuan: (yuan * percent) / 100,
    at: at + 30 * DAY,
    memo: '销售返利',
  });
  return innocent('approved-rebate', employee, undefined, words);
}

/** The own company pays the commission that employee and customer talk about. */
export function ownCommission(world: World): Innocent {
  const { random, sink, own } = world;
  const employee = world.takeBystander();
  const customer = world.takeCustomer(employee);
  const at = workTime(world, world.begin + random.int(30, 120) * DAY);
  const yuan = roundYuan(world);
  const percent = random.pick([1, 2, 3, 5]);
  const script = random.pick([
    'C 你卖这个能拿多少提成|c 公司给{p},都是辛苦钱|C 那我帮你冲冲业绩',
    'c {c}您这单帮大忙了,我这个月提成{p}全靠您|C 哈哈请我吃饭',
  ]);
  const { words } = tell(world, { employee, customer }, script, at, { p: sayPercent(random, percent) });
  const deal = {
    customer: customer.party,
    seller: { system: 'company', ref: own.full },
    type: 'contract',
    number: `TC${random.digits(6)}`,
    amount: money(yuan),
    state: 'won',
    employee: employee.party,
  };
  sink.add('deal', at + 4 * DAY, deal, { source: 'crm', basis: 'company-books' });
  pay(world, {
    from: { system: 'company', ref: own.full },
    to: payee(world, employee),
    yuan: (yuan * percent) / 100,
    at: at + 35 * DAY,
    memo: random.pick(['提成', '销售提成', '绩效']),
  });
  return innocent('own-commission', employee, undefined, words);
}

/** Outside work at that company is declared and approved; it pays wages. */
export function approvedOutsideWork(world: World): Innocent {
  const { random, sink, employees, rule } = world;
  const scene = setScene(world, 1, { isRecorded: true, relation: 'unknown' }, world.takeBystander());
  const { employee, outside, at } = scene;
  const company = { system: 'company', ref: outside.full };
  const [boss] = employees;
  const since = at - 60 * DAY;
  sink.add(
    'declaration',
    since,
    { employee: employee.party, relation: 'outside-work', company, rule, at: new Date(since).toISOString() },
    { source: 'hr' },
  );
  const approval = {
    type: 'outside-work',
    by: boss?.party,
    for: employee.party,
    company,
    state: 'approved',
    since: date(since),
    text: '周末兼职讲师,与本职无冲突,同意',
  };
  sink.add('approval', since + DAY, approval, { source: 'oa' });
  const script = random.pick([
    'O {e},周六的课照常|o 好的{o}|O 课酬{a},月底发',
    'o {o}上月的课时费对一下,{a}|O 对,明天打',
  ]);
  const yuan = random.pick([1500, 2000, 2400, 3000]);
  const { at: said, words } = tell(world, scene, script, at, { a: sayMoney(random, yuan) });
  reward(world, scene, { yuan, at: afterwards(world, said), memo: random.pick(['课酬', '讲课费', '兼职劳务费']) });
  return innocent('approved-outside-work', employee, outside, words);
}

/** The superior instructs to hand the customer to a partner; the partner pays the own company. */
export function instructed(world: World): Innocent {
  const { random, sink, employees, own } = world;
  const scene = setScene(world, 1, { relation: 'partner', isRecorded: true }, world.takeBystander());
  const { employee, customer, outside, at } = scene;
  const [boss] = employees;
  const company = { system: 'company', ref: outside.full };
  const approval = {
    type: 'instruction',
    by: boss?.party,
    for: employee.party,
    customer: customer.party,
    company,
    state: 'approved',
    since: date(at - 2 * DAY),
    text: `该客户需求我司不承接,请转${outside.short}办理`,
  };
  sink.add('approval', at - 2 * DAY, approval, { source: 'oa' });
  const script = random.pick([
    'c {c},领导说这个项目我们转给{co}做,我把他们联系人推给您|C 好的',
    'c 这块业务公司让我介绍您到{co},他们专做这个|C 行,价格你帮我盯着',
  ]);
  const { at: said, words } = tell(world, scene, script, at);
  const yuan = roundYuan(world);
  const sold = dealt(world, scene, customer, yuan, said);
  const from = { system: 'company', ref: outside.full };
  pay(world, {
    from,
    to: { system: 'company', ref: own.full },
    yuan: yuan * 0.05,
    at: afterwards(world, sold),
    memo: '渠道服务费',
  });
  handOver(world, from, [employee.party], sold);
  return innocent('instructed', employee, outside, words);
}
