import { dealOutside, nightTime, pay, payee, workTime } from '../money.ts';
import { DAY, date, dayOf, HOUR, instant, money } from '../record.ts';
import { dealt, roundYuan, setScene } from '../scene.ts';
import { sayMoney, sayPercent } from '../sums.ts';
import { converse, fill, tell } from '../talk.ts';
import type { Innocent, Story } from '../truth.ts';
import type { World } from '../world.ts';
import { innocent } from './innocent.ts';

/** A list is exported for the yearly review, with the right to do so given before. */
export function workExport(world: World): Innocent {
  const { random, sink, employees, begin } = world;
  const employee = world.takeBystander();
  const [boss] = employees;
  const at = workTime(world, begin + random.int(20, 150) * DAY);
  const approval = {
    type: 'access',
    by: boss?.party,
    for: employee.party,
    state: 'approved',
    since: date(at - DAY),
    until: date(at + 3 * DAY),
    text: '年度客户盘点,同意导出名下客户清单',
  };
  sink.add('approval', at - DAY, approval, { source: 'oa' });
  sink.add(
    'access',
    at,
    { employee: employee.party, action: 'export', resource: 'crm.customer', count: random.int(80, 600) },
    { source: 'crm' },
  );
  if (boss !== undefined)
    converse(
      world,
      { employee, mate: boss },
      random.pick(['M 客户盘点表今天给我|m 导出来了,发您邮箱', 'm 领导,盘点用的清单已导出并加密|M 收到']),
      at + HOUR,
    );
  return innocent('work-export', employee, undefined, 'approved export of a list');
}

/** On duty at night; customers are looked up and one of them, later and by itself, buys elsewhere. */
export function nightDuty(world: World): Innocent {
  const { random, sink } = world;
  const scene = setScene(world, random.int(1, 2), {}, world.takeBystander());
  const { employee, customers, at } = scene;
  const from = dayOf(at) + 21 * HOUR;
  sink.add(
    'schedule',
    from - 5 * DAY,
    {
      employee: employee.party,
      from: instant(from),
      to: instant(from + 11 * HOUR),
      type: random.pick(['duty', 'shift', 'overtime']),
    },
    { source: 'hr' },
  );
  for (const customer of customers) {
    const body = {
      employee: employee.party,
      action: random.pick(['view', 'edit']),
      resource: 'crm.customer',
      customer: customer.party,
    };
    sink.add('access', from + random.int(20, 500) * 60_000, body, { source: 'crm' });
  }
  const script = random.pick([
    'C 半夜打扰,系统报错了|c 值班呢,我马上看|C 好了谢谢',
    'C 夜里收货找谁|c 今晚我值班,找我',
  ]);
  const { words } = tell(world, scene, script, from + 2 * HOUR);
  if (random.chance(0.5)) dealt(world, scene, scene.customer, roundYuan(world), at + 20 * DAY);
  return innocent('night-duty', employee, scene.outside, words);
}

/** Whoever leaves hands the customers on; the next owner edits them all. One of them later goes elsewhere. */
export function reassigned(world: World): Innocent {
  const { random, sink, employees } = world;
  const scene = setScene(world, random.int(2, 4), {}, world.takeBystander());
  const { employee, customers, outside, at } = scene;
  const heir = random.pick(employees.filter((each) => each.isSeller && each !== employee));
  sink.add(
    'employee',
    at,
    { employee: employee.party, name: employee.name.full, status: 'left', until: date(at + DAY) },
    { source: 'hr' },
  );
  for (const { party, phone } of customers) {
    sink.add(
      'ownership',
      at + HOUR,
      { customer: party, employee: employee.party, action: 'released' },
      { source: 'crm' },
    );
    sink.add(
      'ownership',
      at + HOUR + 60_000,
      { customer: party, employee: heir.party, action: 'assigned' },
      { source: 'crm' },
    );
    const changes = [
      { field: '跟进人', from: employee.name.full, to: heir.name.full },
      { field: 'phone', from: phone.ref, to: phone.ref },
    ];
    sink.add(
      'access',
      at + 2 * HOUR,
      { employee: heir.party, action: 'edit', resource: 'crm.customer', customer: party, changes },
      { source: 'crm' },
    );
  }
  if (random.chance(0.5))
    dealOutside(world, { customer: scene.customer, seller: outside, yuan: roundYuan(world), at: at + 60 * DAY });
  return innocent('leaver-reassigned', employee, outside, `customers passed to ${heir.ref}`);
}

/** One account or terminal that several people use. */
export function sharedDevice(world: World): Innocent {
  const { random, sink } = world;
  const scene = setScene(world, 1, {}, world.takeBystander());
  const { employee, customer, at } = scene;
  const device = `FRONT-${random.digits(2)}`;
  const others = random.shuffle(world.employees).slice(0, 3);
  for (const [i, each] of [employee, ...others].entries())
    sink.add(
      'access',
      at + i * HOUR,
      { employee: each.party, action: 'login', resource: 'crm', device, ip: '10.2.1.8' },
      { source: 'crm' },
    );
  sink.add(
    'access',
    nightTime(world, at),
    {
      employee: employee.party,
      action: 'edit',
      resource: 'crm.customer',
      customer: customer.party,
      device,
      changes: [{ field: 'phone', from: customer.phone.ref, to: `+86136${random.digits(8)}` }],
    },
    { source: 'crm' },
  );
  dealt(world, scene, customer, roundYuan(world), at + 5 * DAY);
  return innocent('shared-device', employee, scene.outside, 'a terminal at the front desk, used by four');
}

/** Warns a customer, or is asked about rules: the words are there, the deed is not. */
export function warns(world: World): Innocent {
  const { random } = world;
  const scene = setScene(world, 1, {}, world.takeBystander());
  const script = random.pick([
    'c {c},最近有人冒充我们销售说给返点{p},都是假的,您别信|C 谢谢提醒',
    'c 跟您同步下公司廉洁告知:任何员工向您索要好处费、回扣,请打监察电话|C 收到',
    'C 你们那个小王暗示要好处费|c 这个绝对不允许,您把记录发我,我交给监察部',
    'c {co}那家之前给人回扣{p}被罚过,您谨慎|C 有这事?|c 公开新闻,您搜一下',
    'C 现在行业里介绍费都{p}了吧|c 别家我不清楚,我们公司是不允许的',
  ]);
  const { at: said, words } = tell(world, scene, script, scene.at, { p: sayPercent(random, random.pick([5, 10])) });
  if (random.chance(0.4)) dealt(world, scene, scene.customer, roundYuan(world), said + 9 * DAY);
  return innocent('warns-customer', scene.employee, scene.outside, words);
}

/** A small gift that the rule allows, registered. */
export function smallGift(world: World): Innocent {
  const { random, begin, sink, employees } = world;
  const employee = world.takeBystander();
  const customer = world.takeCustomer(employee);
  const [boss] = employees;
  const yuan = random.pick([88, 100, 168, 200, 300]);
  const at = workTime(world, begin + random.int(20, 160) * DAY);
  const script = random.pick([
    'C 过节给你发个{a}红包,辛苦啦|c 谢谢{c},我按规定登记一下',
    'C {a}买杯奶茶,不许拒收|c 那我在公司礼品登记上记一笔,谢谢',
  ]);
  const { at: said, words } = tell(world, { employee, customer }, script, at, { a: sayMoney(random, yuan) });
  pay(world, {
    from: { ...customer.on.wechat, name: customer.name.full },
    to: payee(world, employee),
    yuan,
    at: said + 60_000,
    memo: '节日快乐',
    by: employee.party,
    basis: 'provided-by-employee',
  });
  sink.add(
    'approval',
    said + DAY,
    {
      type: 'gift',
      by: boss?.party,
      for: employee.party,
      customer: customer.party,
      amount: money(yuan),
      state: 'approved',
      since: date(at),
      text: '小额礼品,已登记',
    },
    { source: 'oa' },
  );
  return innocent('gift-within-policy', employee, undefined, words);
}

/** Somebody accuses, and nothing else says so. */
export function falseTip(world: World): Innocent {
  const { random, sink, begin } = world;
  const employee = world.takeBystander();
  const customer = world.takeCustomer(employee);
  const at = workTime(world, begin + random.int(40, 180) * DAY);
  const text = fill(
    random.pick([
      '听说{name}收客户好处费,你们查查',
      '{name}把客户介绍给外面公司拿回扣,不便署名',
      '{name}和{cu}关系不一般,肯定有利益往来',
    ]),
    { name: employee.name.full, cu: customer.short },
  );
  sink.add(
    'tip',
    at,
    { channel: random.pick(['举报邮箱', '信箱', '热线']), about: [employee.party], text },
    { source: 'tips' },
  );
  return innocent('false-tip', employee, undefined, text);
}

/** Colleague B took the customer away; A serves it all the while and knows nothing. */
export function servesStolen(world: World, stories: readonly Story[]): Innocent {
  const { random, begin } = world;
  const employee = world.takeBystander();
  const story = random.pick(stories.filter(({ kind, customers }) => kind !== 'customer-pays' && customers.length > 0));
  const customer = world.owned.find((each) => each.customer.ref === story.customers[0])?.customer;
  if (customer === undefined) throw new Error('a story names its customers');
  const script = random.pick([
    'c {c},{work}我来对接,跟销售那边是分开的|C 好的',
    'C 上次{work}还有点问题|c 我安排技术,今天处理',
    'c {c}您好,满意度回访|C 都挺好',
  ]);
  for (let i = 0; i < 3; i++)
    converse(world, { employee, customer }, script, workTime(world, begin + random.int(10, 200) * DAY));
  world.sink.add(
    'access',
    workTime(world, begin + 100 * DAY),
    { employee: employee.party, action: 'view', resource: 'crm.customer', customer: customer.party },
    { source: 'crm' },
  );
  return innocent('serves-what-another-took', employee, undefined, `${story.kind} of ${story.employee}: ${script}`);
}
