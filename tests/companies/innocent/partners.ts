import { dealOutside, pay, payee, workTime } from '../money.ts';
import { DAY, date, instant } from '../record.ts';
import { afterwards, dealt, reward, roundYuan, setScene } from '../scene.ts';
import { sayMoney, sayPercent } from '../sums.ts';
import { tell } from '../talk.ts';
import type { Innocent } from '../truth.ts';
import type { World } from '../world.ts';
import { innocent } from './innocent.ts';

/** A partner programme of the own company lets employees take a fee without asking each time. */
export function partnerProgramme(world: World): Innocent {
  const { random, sink, begin } = world;
  const scene = setScene(world, 1, { relation: 'partner', isRecorded: true }, world.takeBystander());
  const { employee, customer, outside, at } = scene;
  const percent = random.pick([3, 4, 5]);
  const title = `与${outside.short}合作推荐管理办法`;
  const text = `员工向合作伙伴${outside.full}推荐客户成交的,可领取不超过成交额${percent}%的推荐费,由合作伙伴直接支付,无需另行审批。`;
  const body = {
    type: 'customer-policy',
    title,
    version: '1.0',
    effectiveFrom: date(begin - 90 * DAY),
    clauses: [{ ref: '第3条', text, permits: [{ act: 'referral-fee', maxPercent: percent, approval: false }] }],
  };
  sink.add('agreement', begin - 90 * DAY, body, { source: 'hr' });
  const signed = {
    agreement: title,
    version: '1.0',
    employee: employee.party,
    method: 'platform',
    at: instant(begin - 80 * DAY),
    outcome: 'signed',
  };
  sink.add('acknowledgement', begin - 80 * DAY, signed, { source: 'hr' });
  const script = random.pick([
    'c {c},这块推荐我们的合作伙伴{co},官网有名单|C 行|c 成交后他们按合作办法给我{p}推荐费,跟您报备下',
    'O 本月推荐费对账:{cu},{p}|o 确认,办法里就是这个比例',
  ]);
  const { at: said, words } = tell(world, scene, script, at, { p: sayPercent(random, percent) });
  const yuan = roundYuan(world);
  const sold = dealt(world, scene, customer, yuan, said);
  reward(world, scene, { yuan: (yuan * percent) / 100, at: afterwards(world, sold), memo: '合作推荐费' });
  return innocent('partner-programme', employee, outside, words);
}

/** Two customers of the same name: the employee's own stays, the other one buys elsewhere. */
export function sameName(world: World): Innocent {
  const { random, employees } = world;
  const scene = setScene(world, 1, {}, world.takeBystander());
  const { employee, customer, outside, at } = scene;
  const other = random.pick(employees.filter((each) => each !== employee));
  const twin = world.takeCustomer(other, { company: customer.company });
  dealOutside(world, { customer: twin, seller: outside, yuan: roundYuan(world), at: at + 10 * DAY });
  const script = random.pick([
    'c {c},跟您确认下,{co}那份合同是贵司签的吗|C 不是,同名的另一家',
    'C 有人把我们跟另一家同名公司搞混了|c 我在系统里备注下',
  ]);
  const { words } = tell(world, scene, script, at + 20 * DAY);
  return innocent('same-name-customer', employee, outside, words);
}

/** The employee bought something of that company privately, and gets the money back. */
export function purchaseRefund(world: World): Innocent {
  const { random } = world;
  const scene = setScene(world, 1, { isRecorded: random.chance(0.5) }, world.takeBystander());
  const { employee, outside, at, customer } = scene;
  const yuan = random.int(3, 60) * 100;
  const company = { system: 'company', ref: outside.full };
  pay(world, {
    from: payee(world, employee),
    to: company,
    yuan,
    at: workTime(world, at - 10 * DAY),
    memo: random.pick(['购货', '定金', '家用']),
    by: employee.party,
    basis: 'provided-by-employee',
  });
  const script = random.pick([
    'o 我上次自己买的那台想退|O 可以,{a}原路退您|o 谢谢',
    'O 您个人订的货没现货了,{a}退您账户|o 好的',
  ]);
  const { at: said, words } = tell(world, scene, script, at, { a: sayMoney(random, yuan) });
  reward(world, scene, { yuan, at: afterwards(world, said), memo: random.pick(['退款', '退货款', '订单退款']) });
  if (random.chance(0.4)) dealt(world, scene, customer, roundYuan(world), at - 40 * DAY);
  return innocent('purchase-refund', employee, outside, words);
}

/** A relative runs a supplier, which is declared; no customer goes there. */
export function kinSupplier(world: World): Innocent {
  const { random, sink, rule, begin, own } = world;
  const employee = world.takeBystander();
  const outside = world.takeOutside({ relation: 'supplier', isRecorded: true });
  const company = { system: 'company', ref: outside.full };
  const at = begin - random.int(10, 100) * DAY;
  const relation = random.pick(['spouse', 'sibling', 'parent']);
  sink.add(
    'declaration',
    at,
    { employee: employee.party, relation, name: outside.representative.name.full, company, rule, at: instant(at) },
    { source: 'hr' },
  );
  for (let i = 0; i < 3; i++)
    pay(world, {
      from: { system: 'company', ref: own.full },
      to: company,
      yuan: roundYuan(world),
      at: workTime(world, begin + (20 + i * 30) * DAY),
      memo: '采购款',
    });
  return innocent('kin-supplier', employee, outside, 'declared relative at a supplier');
}

/** The customer asks what the own company gives its dealers. */
export function dealerTerms(world: World): Innocent {
  const { random, begin, own } = world;
  const employee = world.takeBystander();
  const customer = world.takeCustomer(employee);
  const percent = random.pick([3, 5, 8]);
  const script = random.pick([
    'C 经销商返点多少|c 合同附件二,季度达标返{p},打到贵司对公户|C 明白',
    'c 您本季度达标了,公司返利{p}下周到您公司账上|C 好,开收据给你们',
    'C 转介绍有奖励吗|c 有的,老客户推荐新客户,公司给贵司返{p},抵货款|C 那我推几个朋友',
  ]);
  const { at: said, words } = tell(
    world,
    { employee, customer },
    script,
    workTime(world, begin + random.int(20, 150) * DAY),
    {
      p: sayPercent(random, percent),
    },
  );
  const to = { system: 'company', ref: customer.company };
  pay(world, {
    from: { system: 'company', ref: own.full },
    to,
    yuan: roundYuan(world) * 0.05,
    at: workTime(world, said + 8 * DAY),
    memo: '季度返利',
  });
  return innocent('dealer-terms', employee, undefined, words);
}
