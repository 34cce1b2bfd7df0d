import { pay, payee, workTime } from '../money.ts';
import { DAY } from '../record.ts';
import { afterwards, dealt, prepare, reward, roundYuan, setScene } from '../scene.ts';
import { sayMoney, sayPercent } from '../sums.ts';
import { converse, tell } from '../talk.ts';
import type { Innocent } from '../truth.ts';
import type { World } from '../world.ts';
import { innocent } from './innocent.ts';

/** The customer had said that it leaves; the employee tried to keep it. */
export function movedByItself(world: World): Innocent {
  const { random } = world;
  const scene = setScene(world, 1, {}, world.takeBystander());
  const script = random.pick([
    'C 跟你说一声,总部统一采购了,以后走{co}|c 这么突然,还有余地吗|C 没办法,集团定的',
    'C {co}报价比你们低{p},我们下季度换他们|c 我去申请价格,您等我两天|~C 不用了,合同签了',
    'C 我们不续了,准备和{co}合作|c 是服务哪里不好吗|C 不是,股东要求的',
  ]);
  const { at: said, words } = tell(world, scene, script, scene.at, { p: sayPercent(random, random.pick([8, 10, 15])) });
  dealt(world, scene, scene.customer, roundYuan(world), said);
  return innocent('moved-by-itself', scene.employee, scene.outside, words);
}

/** The outside company or the customer offers, the employee declines and reports. */
export function refused(world: World): Innocent {
  const { random } = world;
  const [boss] = world.employees;
  const scene = setScene(world, 1, {}, world.takeBystander());
  const yuan = random.pick([2000, 5000, 10_000]);
  const isCustomer = random.chance(0.4);
  const script = random.pick(
    isCustomer
      ? [
          'C 价格给我压到底,好处费{a}|c 这个不行,公司有规定,价格我帮您正常申请',
          'C 卡号给我,{a}意思一下|c {c}千万别,我收了要丢工作的',
        ]
      : [
          'O {e},把{cu}介绍过来给你{a}|o 抱歉,这种事我不做,公司不允许',
          'O 返你{p},考虑一下|o 不用考虑了,请不要再发这种消息,我会上报',
          'O {a}感谢费,{cu}的单子|o 谢绝,心意领了,规矩不能破',
        ],
  );
  const { at: said, words } = tell(world, scene, script, scene.at, {
    a: sayMoney(random, yuan),
    p: sayPercent(random, 10),
  });
  if (boss !== undefined)
    converse(
      world,
      { ...scene, mate: boss },
      'm 领导,报备一下:今天有人想给我好处,我拒绝了,截图在OA里|M 做得对',
      said + 1_800_000,
    );
  if (!isCustomer && random.chance(0.6)) dealt(world, scene, scene.customer, roundYuan(world), said + 10 * DAY);
  return innocent('refused-offer', scene.employee, scene.outside, words);
}

/** The deal was quoted or lost, and nothing was paid. */
export function quotedOnly(world: World): Innocent {
  const { random, sink } = world;
  const scene = setScene(world, 1, {}, world.takeBystander());
  const { customer, outside, at, employee } = scene;
  const script = random.pick([
    'C {co}也给我报了价,你看看你们能不能跟|c 我核一下,明天回您',
    'C 我拿{co}的报价单压压你们价|c 哈哈,您发我参考',
  ]);
  const { at: said, words } = tell(world, scene, script, at);
  const body = {
    customer: customer.party,
    seller: { system: 'company', ref: outside.full },
    type: 'contract',
    number: `BJ${random.digits(6)}`,
    amount: { currency: 'CNY', minor: String(roundYuan(world) * 100) },
    state: random.pick(['quoted', 'lost', 'cancelled']),
  };
  sink.add('deal', said + DAY, body, { source: 'crm' });
  return innocent('quoted-only', employee, outside, words);
}

/** Money was sent but never arrived: closed or refunded. */
export function refunded(world: World): Innocent {
  const { random } = world;
  const scene = setScene(world, 1, {}, world.takeBystander());
  const { employee, customer, outside, at } = scene;
  const yuan = random.pick([2000, 5000, 8000]);
  const script = random.pick([
    'O {e}我财务打错了,{a}打到你卡上了|o 我马上退,公司账户发我|O 抱歉抱歉',
    'O 给你转了{a},{cu}的事多谢|o 我退回去了,不能收',
  ]);
  const { at: said, words } = tell(world, scene, script, at, { a: sayMoney(random, yuan) });
  dealt(world, scene, customer, roundYuan(world), at - 12 * DAY);
  const from = { system: 'company', ref: outside.full };
  pay(world, {
    from,
    to: payee(world, employee),
    yuan,
    at: said - 3_600_000,
    state: random.pick(['refunded', 'closed']),
    by: from,
  });
  return innocent('refunded', employee, outside, words);
}

/** Another company of nearly the same name pays wages or a debt; the customer deals with the first. */
export function similarName(world: World): Innocent {
  const { random } = world;
  const [first, second] = random.pick([
    ['科技', '贸易'],
    ['商贸', '餐饮管理'],
    ['建材', '物流'],
    ['机电设备', '文化传播'],
  ] as const);
  const scene = setScene(world, 1, { isRecorded: true, word: first, relation: 'competitor' }, world.takeBystander());
  const { employee, customer, outside, at } = scene;
  dealt(world, scene, customer, roundYuan(world), at);
  const other = world.takeOutside({
    brand: outside.alias,
    word: second,
    relation: 'unknown',
    isRecorded: random.chance(0.7),
  });
  reward(
    world,
    { ...scene, outside: other },
    {
      yuan: random.int(10, 60) * 100,
      at: afterwards(world, at + 15 * DAY),
      memo: random.pick(['租金', '房租', '退押金', '二手设备款']),
    },
  );
  const script = random.pick(['C 听说{co}也在做{goods}|c 是的,同行', 'C {co}跟你们比怎么样|c 各有特点,您对比下']);
  const { words } = tell(world, scene, script, at - 2 * DAY);
  return innocent('similar-name', employee, other, words);
}

/** Colleague B takes the customer away while A only serves it. */
export function onlyServed(world: World): Innocent {
  const { random } = world;
  const scene = setScene(world, 1, {}, world.takeBystander());
  prepare(world, scene, 1);
  const script = random.pick(['c {c},{work}安排好了|C 好,谢谢你一直跟进', 'C {work}的事找你还是找别人|c 找我就行']);
  const { at: said, words } = tell(world, scene, script, workTime(world, scene.at));
  dealt(world, scene, scene.customer, roundYuan(world), said);
  return innocent('only-served', scene.employee, scene.outside, words);
}
