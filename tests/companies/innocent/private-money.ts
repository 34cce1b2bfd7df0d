import { pay, payee, workTime } from '../money.ts';
import { makePerson } from '../people.ts';
import { DAY, money } from '../record.ts';
import { afterwards, dealt, roundYuan, setScene } from '../scene.ts';
import { sayMoney } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Innocent } from '../truth.ts';
import type { World } from '../world.ts';
import { innocent } from './innocent.ts';

/** A loan went the other way before, and comes back. */
export function debtRepaid(world: World): Innocent {
  const { random, begin } = world;
  const employee = world.takeBystander();
  const customer = world.takeCustomer(employee);
  const yuan = random.pick([2000, 3000, 5000, 10_000]);
  const lent = workTime(world, begin + random.int(10, 60) * DAY);
  const script = random.pick([
    'C 兄弟手头紧,借我{a}周转一下|c 行,微信转你|~C 还你了,谢谢|c 客气啥',
    'C 上次借你的{a}这周还|c 不急|~C 转了查收',
    'C {a}能借我用两个月吗|c 可以,写个条|C 好|~C 借款还清了哈',
  ]);
  const mine = payee(world, employee);
  const theirs = { ...customer.on.wechat, name: customer.name.full };
  pay(world, {
    from: mine,
    to: theirs,
    yuan,
    at: lent,
    memo: random.pick(['借款', '', '周转']),
    by: employee.party,
    basis: 'provided-by-employee',
  });
  const { at: said, words } = tell(world, { employee, customer }, script, lent - 3_600_000, {
    a: sayMoney(random, yuan),
  });
  pay(world, {
    from: theirs,
    to: mine,
    yuan,
    at: afterwards(world, said + 20 * DAY),
    memo: random.pick(['还款', '', '还钱']),
    by: employee.party,
    basis: 'provided-by-employee',
  });
  return innocent('debt-repaid', employee, undefined, words);
}

/** A stranger pays exactly what a share of some outside deal would be. */
export function equalByChance(world: World): Innocent {
  const { random } = world;
  const scene = setScene(world, 1, {}, world.takeBystander());
  const { employee, customer, at } = scene;
  const yuan = roundYuan(world);
  dealt(world, scene, customer, yuan, at);
  const stranger = makePerson(random, { isOurs: false, domain: 'x.example.com', taken: new Set() });
  pay(world, {
    from: stranger.bank,
    to: payee(world, employee),
    yuan: yuan / 10,
    at: afterwards(world, at + 20 * DAY),
    memo: random.pick(['二手车款', '房租押金', '', '装修款']),
    by: employee.party,
    basis: 'provided-by-employee',
  });
  const script = random.pick(['c 您好,本月满减活动{x}%起|C 不需要', 'C 你们尾款10%什么时候退|c 质保金满一年退']);
  const { words } = tell(world, scene, script, at - DAY, { x: '10' });
  return innocent('equal-by-chance', employee, scene.outside, words);
}

/** What was laid out for the company comes back by way of an expense claim. */
export function reimbursed(world: World): Innocent {
  const { random, begin, own, sink } = world;
  const employee = world.takeBystander();
  const customer = world.takeCustomer(employee);
  const yuan = random.int(200, 4000);
  const at = workTime(world, begin + random.int(20, 160) * DAY);
  const script = random.pick(['c {c}中午那顿我来,公司报销|C 那不客气了', 'C 打车的钱我给你?|c 不用,{a}公司报|C 好']);
  const { words } = tell(world, { employee, customer }, script, at, { a: sayMoney(random, yuan) });
  sink.add(
    'claim',
    at + 3 * DAY,
    {
      employee: employee.party,
      amount: money(yuan),
      purpose: random.pick(['客户招待', '差旅', '市内交通']),
      counterparty: customer.party,
      state: 'paid',
    },
    { source: 'finance', basis: 'company-books' },
  );
  pay(world, {
    from: { system: 'company', ref: own.full },
    to: payee(world, employee),
    yuan,
    at: at + 9 * DAY,
    memo: '费用报销',
  });
  return innocent('reimbursed', employee, undefined, words);
}

/** A red packet for a wedding or a child, among people who are friends. */
export function weddingGift(world: World): Innocent {
  const { random, begin } = world;
  const employee = world.takeBystander();
  const customer = world.takeCustomer(employee);
  const yuan = random.pick([666, 888, 1000, 1314, 2000]);
  const at = workTime(world, begin + random.int(20, 160) * DAY);
  const script = random.pick([
    'c {c},国庆我结婚,来喝喜酒|C 恭喜恭喜!份子钱{a}先到|c 太破费了',
    'C 听说生了个大胖小子,{a}给孩子买奶粉|c 谢谢{c}!',
    'C 新婚快乐,人到不了礼到,{a}|c 心领了心领了',
  ]);
  const { at: said, words } = tell(world, { employee, customer }, script, at, { a: sayMoney(random, yuan) });
  const from = { ...customer.on.wechat, name: customer.name.full };
  pay(world, {
    from,
    to: payee(world, employee),
    yuan,
    at: said + 300_000,
    memo: random.pick(['新婚快乐', '贺礼', '']),
    by: employee.party,
    basis: 'provided-by-employee',
  });
  return innocent('wedding-gift', employee, undefined, words);
}
