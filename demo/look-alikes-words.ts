import type { StaffRole } from './cast.ts';
import { companyIn, companyParty, crmParty, firstCustomerOf, staffOf } from './cast.ts';
import { addDays, instant, workdayBetween, workdayFrom } from './times.ts';
import type { Innocent } from './truth.ts';
import { spellPercent } from './values.ts';
import { between, converse, link } from './wecom.ts';
import type { World } from './world.ts';
import { personOf } from './world.ts';
import { handOver, writeOutsideDeal } from './write-handovers.ts';

/** A talk with one customer: `e` is the employee, `c` the customer. */
type Script = readonly (readonly ['e' | 'c', string])[];

function talkOf(world: World, kind: StaffRole, note: string, script: Script): Innocent {
  const random = world.random(kind);
  const employee = staffOf(world.cast, kind);
  const customer = firstCustomerOf(world.cast, kind);
  const day = workdayBetween(random, '2026-02-09', '2026-03-20');
  converse(
    world.archive,
    between(employee.userid, customer.external),
    instant(day, `1${random.pick([0, 4, 5, 6])}:${random.int(10, 50)}`),
    script.map(([who, words]) => [who === 'e' ? employee.userid : customer.external, words] as const),
  );
  return { kind, employee: personOf(employee), note };
}

/** The forbidden words themselves, quoted by a trainer to colleagues and to a partner's trainees. */
export function playQuotedBan(world: World): Innocent {
  const random = world.random('quoted-ban');
  const trainer = staffOf(world.cast, 'quoted-ban');
  const day = workdayBetween(random, '2026-02-25', '2026-03-12');
  const value = spellPercent(random, random.pick([5, 8, 10]));
  const quote = random.pick([
    `再强调一遍客户资源管理办法第三条:严禁对客户说“我介绍你到外面公司买,给你返点${value}”,收好处费的一律按制度处理`,
    `培训要点:禁止私转客户,禁止收受好处费。反面例子:“我介绍你去别家合作,好处费给你${value}”,这样说就是违规`,
  ]);
  const staff = (['own-promotion', 'inbound-thanks', 'ordinary-one'] as const).map(
    (role) => staffOf(world.cast, role).userid,
  );
  const rooms = [
    { members: [trainer.userid, ...staff], room: `wr${random.text(30)}`, at: instant(day, '09:30') },
    {
      members: [trainer.userid, ...world.cast.trainees.map((t) => t.external)],
      room: `wr${random.text(30)}`,
      at: instant(day, '14:00'),
    },
  ];
  for (const { at, ...talk } of rooms) {
    const answer = talk.members[1] ?? trainer.userid;
    converse(world.archive, talk, at, [
      [trainer.userid, quote],
      [answer, '收到,已学习'],
    ]);
  }
  return { kind: 'quoted-ban', employee: personOf(trainer), note: 'a training chat quotes what is forbidden' };
}

/** A customer leaves for a competitor by a tender that is public; the employee said nothing to that end. */
export function playCustomerLeft(world: World): Innocent {
  const random = world.random('customer-left/records');
  const customer = firstCustomerOf(world.cast, 'customer-left');
  const competitor = companyIn(world.cast, 'competitor');
  const awarded = workdayBetween(random, '2026-03-02', '2026-03-10');
  const handover = handOver(world, 'handover/public.ndjson', {
    from: { system: 'name', ref: '公共资源交易平台' },
    day: workdayFrom(addDays(awarded, 5)),
    time: '11:00',
    how: '两人同时在交易平台查询,打印中标公告并签名',
    document: '公告查询记录 2026-03',
    counterparties: [companyParty(competitor)],
  });
  const kept = { basis: 'public-record', handover, original: 'printout' } as const;
  writeOutsideDeal(world, 'handover/public.ndjson', kept, {
    at: instant(awarded, '00:00'),
    precision: 'day',
    customer,
    seller: companyParty(competitor),
    type: 'contract',
    number: `ZB${awarded.replaceAll('-', '')}`,
    yuan: random.int(80, 300) * 1000,
  });
  const lostAt = addDays(awarded, 1);
  world.book.put('company/crm.ndjson', {
    kind: 'customer',
    at: instant(lostAt, '17:30'),
    body: { customer: crmParty(customer), name: customer.name, status: 'lost', lostAt, since: lostAt },
  });
  return talkOf(world, 'customer-left', 'the customer left by itself after a public tender', [
    ['c', random.pick(['总部今年统一集采,我们这边要换供应商了,不好意思', '今年总部统一招标,定了别家,抱歉'])],
    ['e', '理解,以后有需要随时找我'],
  ]);
}

export const playInboundThanks = (world: World): Innocent =>
  talkOf(world, 'inbound-thanks', 'thanks for a customer who was referred to the own company', [
    ['e', '感谢您介绍周总来我们公司,老客户推荐有积分礼,已经给您登记了'],
    ['c', '客气,好用才推荐'],
  ]);

export function playOwnPromotion(world: World): Innocent {
  const random = world.random('own-promotion/words');
  const employee = staffOf(world.cast, 'own-promotion');
  const customer = firstCustomerOf(world.cast, 'own-promotion');
  const value = spellPercent(random, random.pick([2, 3, 5]));
  const talk = between(employee.userid, customer.external);
  world.archive.send(talk, employee.userid, instant('2026-03-02', '09:15'), link('三月焕新季', '全场八折起,满额返利'));
  return talkOf(world, 'own-promotion', 'discount and rebate of the own company’s promotion', [
    ['e', `本月我们公司全线八折,满10万返利${value}直接抵货款,活动到月底`],
    ['c', '八折含税吗'],
    ['e', '含税的,页面上有说明'],
  ]);
}

export function playPriceComparison(world: World): Innocent {
  const random = world.random('price-comparison/words');
  return talkOf(
    world,
    'price-comparison',
    'the customer names a cheaper competitor, the employee defends the own offer',
    [
      ['c', random.pick(['外面有家公司比你们便宜一成', '我朋友的公司也做这个,比你们便宜'])],
      ['e', '同行是有更便宜的,但我们质保三年、上门维护,您对比下总成本'],
      ['c', '那我再考虑考虑'],
    ],
  );
}

export function playRefusedRequest(world: World): Innocent {
  const random = world.random('refused-request/words');
  const value = spellPercent(random, random.pick([3, 5, 8]));
  return talkOf(world, 'refused-request', 'the customer asks for a kickback and is refused', [
    ['c', `这单给我个人返点${value}呗`],
    ['e', '这个真不行,公司规定不能私下给好处费,我给您申请正规折扣'],
    ['c', '行吧'],
  ]);
}

export const playDeclaredInterest = (world: World): Innocent =>
  talkOf(world, 'declared-interest', 'a spouse’s company, declared under the rule, with no dealings', [
    ['e', '报价单已发您邮箱,请查收'],
    ['c', '收到'],
  ]);
