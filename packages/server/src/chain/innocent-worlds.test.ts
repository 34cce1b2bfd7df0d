import { expect, test } from 'vitest';
import { detectRecord } from '../detect/detect-record.ts';
import { contextOf } from '../detect/side.ts';
import { buildDirectory } from '../people/directory.ts';
import type { Fact } from '../people/fact.ts';
import type { StoredFinding } from './chain.ts';
import type { Line } from './example-world.ts';
import { chainsOf, company, crm, deals, hr, line, pays, says, staff, wecom, worldOf } from './example-world.ts';

const own = company('本司科技有限公司');
const hs = company('华晟科技有限公司');
const wangwu = { system: 'wechat', ref: 'wangwu', name: '王五' };
const day = (month: number, date: number, time = '10:00'): string =>
  `2026-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}T${time}:00+08:00`;
const owns = (id: string, customer: string, employee: string, at = '2025-06-01T09:00:00+08:00'): Line =>
  line('ownership', id, at, { customer: crm(customer), employee: hr(employee), action: 'assigned' });
const firm = (id: string, name: string, relation: string): Line =>
  line('company', id, '2025-01-01T00:00:00+08:00', { company: company(name), name, relation });
const approve = (type: string, body: object, at = '2026-01-05T09:00:00+08:00'): Line =>
  line('approval', `ap-${type}`, at, { type, by: hr('E900'), for: hr('E001'), state: 'approved', ...body });
const hears = (id: string, at: string, from: string, to: string, text: string): Line => says(id, at, from, to, text);
const lost = (ref: string, name: string, at: string): Line =>
  line('customer', `lost-${ref}`, at, { customer: crm(ref), name, status: 'lost', lostAt: at.slice(0, 10) });
/** The customer's own company, which buys from us and has an account of its own. */
const buyer = line('customer', 'c100-co', '2025-01-02T00:00:00+08:00', {
  customer: crm('C100'),
  name: '李四',
  company: company('云帆制造有限公司'),
});
const buys = (id: string, at: string, amount: number): Line => deals(id, at, 'C100', amount, own.ref);

/** The world as the rules themselves read it; nothing is put into their mouths. */
function strengthsIn(lines: readonly Line[]): readonly string[] {
  const { facts } = worldOf([...staff, ...lines], {});
  return chainsOf({ facts, findings: readBy(facts) }).map(({ chain }) => chain.strength);
}

function readBy(facts: readonly Fact[]): readonly StoredFinding[] {
  const context = contextOf(
    buildDirectory(facts),
    facts.map(({ record }) => record),
  );
  return facts.flatMap(({ log, index, record }) =>
    detectRecord(record, context).findings.flatMap((hit) => {
      if ('failed' in hit) throw new Error(hit.failed.why);
      return [{ ...hit, id: `${index}-${hit.rule}-${hit.start}`, log, index, at: record.occurredAt }];
    }),
  );
}

test('a promise that was kept, read by the same rules, is found: the worlds below could fail', () => {
  const guilty = [
    hears('m1', day(3, 2), 'zhangsan', 'wm100', '我介绍你到华晟公司合作,好处费给你10%'),
    deals('d1', day(3, 3), 'C100', 200_000),
    pays('t1', day(3, 5), hs, { ...hr('E001'), name: '张三' }, 20_000),
  ];
  expect(strengthsIn(guilty)).toEqual(['strong']);
});

const worlds: readonly (readonly [name: string, lines: readonly Line[]])[] = [
  [
    'two employees serve one customer, one is sent money by the supplier of the other’s project as a refund',
    [
      owns('o2', 'C100', 'E002'),
      firm('k-hs2', '华晟科技有限公司', 'supplier'),
      hears('m1', day(3, 2), 'zhangsan', 'wm100', '李工,方案的事您跟李某对接,合同我来跟'),
      hears('m2', day(3, 3), 'limou', 'wm100', '好的,设备由华晟公司送货,合同还是跟我们签'),
      buys('d1', day(3, 9), 200_000),
      pays('t0', day(3, 10), hr('E002'), hs, 1_200, { memo: '样机押金' }),
      pays('t1', day(3, 20), hs, { ...hr('E002'), name: '李某' }, 1_200, { memo: '退样机押金' }),
    ],
  ],
  [
    'the spouse owns a supplier, which was declared and approved, and pays the household',
    [
      firm('k-hs2', '华晟科技有限公司', 'supplier'),
      line('declaration', 'dc1', '2025-12-01T09:00:00+08:00', {
        employee: hr('E001'),
        relation: 'spouse',
        name: '王五',
        company: hs,
        account: { system: 'bank', ref: '6222020200001111222' },
        rule: { title: '利益冲突申报办法', version: '1' },
        at: '2025-12-01T09:00:00+08:00',
      }),
      approve('outside-work', { company: hs, text: '配偶经营的供应商继续合作,由采购部另行比价' }),
      hears('m1', day(3, 2), 'zhangsan', 'wm100', '这批货由华晟公司供货,还是走我们公司的合同'),
      buys('d1', day(3, 9), 300_000),
      pays('t1', day(3, 15), hs, { system: 'bank', ref: '6222020200001111222', name: '王五' }, 15_000, {
        memo: '工资',
      }),
      pays('t2', day(4, 15), hs, { system: 'bank', ref: '6222020200001111222', name: '王五' }, 15_000, {
        memo: '工资',
      }),
    ],
  ],
  [
    'the customer buys from a competitor although the employee told it not to',
    [
      firm('k-hs2', '华晟科技有限公司', 'competitor'),
      hears('m1', day(3, 2), 'wm100', 'zhangsan', '华晟公司报的比你们便宜两成,我想去那边买'),
      hears('m2', day(3, 2, '10:05'), 'zhangsan', 'wm100', '不建议您去华晟公司买,他们便宜但是没有售后'),
      hears('m3', day(3, 2, '10:09'), 'zhangsan', 'wm100', '别去那边签,我跟领导申请给您再优惠两个点'),
      deals('d1', day(3, 6), 'C100', 180_000),
      lost('C100', '李四', day(3, 10)),
      pays('t1', day(4, 10), own, { ...hr('E001'), name: '张三' }, 18_000, { memo: '3月工资' }),
    ],
  ],
  [
    'a customer’s company gives back what the employee had laid out for it',
    [
      buyer,
      buys('d1', day(3, 2), 320_000),
      hears('m1', day(3, 12), 'zhangsan', 'wm100', '培训场地费和高铁票一共3200,我先垫付了,发票寄给您'),
      hears('m2', day(3, 13), 'wm100', 'zhangsan', '好的,发票收到了,财务走报销把垫付的3200转给您'),
      line('claim', 'cl1', day(3, 14), {
        employee: hr('E001'),
        amount: { currency: 'CNY', minor: '320000' },
        purpose: '客户现场培训差旅',
        counterparty: company('云帆制造有限公司'),
        state: 'withdrawn',
      }),
      pays('t1', day(3, 18), company('云帆制造有限公司'), { ...hr('E001'), name: '张三' }, 3_200, {
        memo: '差旅费报销',
      }),
    ],
  ],
  [
    'a customer’s company pays back an order that the employee had paid by mistake',
    [
      buyer,
      buys('d1', day(3, 2), 100_000),
      hears('m1', day(3, 3), 'zhangsan', 'wm100', '合同约定的5%质保金验收后退给贵公司'),
      pays('t0', day(3, 4), { ...hr('E001'), name: '张三' }, company('云帆制造有限公司'), 5_000, { memo: '误转' }),
      pays('t1', day(3, 6), company('云帆制造有限公司'), { ...hr('E001'), name: '张三' }, 5_000, { memo: '退款' }),
    ],
  ],
  [
    'the salary comes from an affiliate and equals the share that was talked about',
    [
      firm('k-af', '本司南京科技有限公司', 'affiliate'),
      hears('m1', day(3, 2), 'zhangsan', 'wm100', '这单我的提成是5个点,您放心,我会盯到底'),
      buys('d1', day(3, 3), 200_000),
      pays('t1', day(4, 10), company('本司南京科技有限公司'), { ...hr('E001'), name: '张三' }, 10_000, {
        memo: '工资及提成',
      }),
    ],
  ],
  [
    'a customer gives a present within the limit that needs no approval',
    [
      buyer,
      line('agreement', 'ag1', '2025-01-01T09:00:00+08:00', {
        type: 'handbook',
        title: '员工手册',
        version: '2025',
        effectiveFrom: '2025-01-01',
        clauses: [
          {
            ref: '第十条',
            text: '节日期间可以收受客户不超过200元的礼品,不需审批。',
            permits: [{ act: 'gift', maxAmount: { currency: 'CNY', minor: '20000' }, approval: false }],
          },
        ],
      }),
      buys('d1', day(2, 2), 80_000),
      hears('m1', day(2, 16), 'wm100', 'zhangsan', '新年快乐,发个红包沾沾喜气'),
      pays('t1', day(2, 16, '10:02'), wecom('wm100'), { ...hr('E001'), name: '张三' }, 188, { memo: '新年快乐' }),
    ],
  ],
  [
    'customers are referred to a partner, whose fee the approval covers',
    [
      firm('k-hs2', '华晟科技有限公司', 'partner'),
      approve('referral', { company: hs, percent: 5, text: '转介绍费由华晟科技有限公司直接支付给员工' }),
      hears('m1', day(3, 2), 'zhangsan', 'wm100', '这类设备我们不做,我介绍您到华晟公司合作,转介绍费5个点公司有备案'),
      deals('d1', day(3, 8), 'C100', 200_000),
      pays('t1', day(3, 20), hs, { ...hr('E001'), name: '张三' }, 10_000, { memo: '转介绍费' }),
    ],
  ],
  [
    'customers are referred to a partner and the fee goes to our company',
    [
      firm('k-hs2', '华晟科技有限公司', 'partner'),
      owns('o101', 'C101', 'E002'),
      hears('m1', day(3, 2), 'zhangsan', 'wm100', '我介绍您到华晟公司合作,他们做安装便宜'),
      hears('m2', day(3, 3), 'limou', 'wm101', '安装我推荐您找华晟公司做'),
      deals('d1', day(3, 8), 'C100', 50_000),
      deals('d2', day(3, 9), 'C101', 60_000),
      pays('t1', day(3, 20), hs, own, 5_500, { memo: '转介绍费' }),
    ],
  ],
  [
    'two employees divide the commission of one order between them',
    [
      owns('o2', 'C100', 'E002'),
      hears('m1', day(3, 2), 'zhangsan', 'limou', '这单提成咱俩五五分,我跟财务报'),
      hears('m2', day(3, 2, '11:00'), 'zhangsan', 'wm100', '这单我和李某一起服务您'),
      buys('d1', day(3, 5), 400_000),
      pays('t1', day(4, 10), own, { ...hr('E001'), name: '张三' }, 20_000, { memo: '提成' }),
      pays('t2', day(4, 11), { ...hr('E001'), name: '张三' }, { ...hr('E002'), name: '李某' }, 10_000, {
        memo: '提成平分',
      }),
    ],
  ],
  [
    'an outside company offers, the employee refuses, and the customer goes there all the same',
    [
      firm('k-hs2', '华晟科技有限公司', 'competitor'),
      hears('m1', day(3, 2), 'wmwangwu', 'zhangsan', '你把客户介绍过来,我给你返5个点'),
      hears('m2', day(3, 2, '10:03'), 'zhangsan', 'wmwangwu', '不用了,这种事我不做,请不要再提'),
      deals('d1', day(3, 9), 'C100', 160_000),
      lost('C100', '李四', day(3, 12)),
      lost('C101', '赵六', day(3, 15)),
    ],
  ],
  [
    'someone lends a customer money and has it back after the customer had bought',
    [
      pays('t0', day(1, 5), { ...hr('E001'), name: '张三' }, wecom('wm100'), 20_000, { memo: '借款' }),
      buys('d1', day(3, 2), 200_000),
      hears('m1', day(3, 3), 'zhangsan', 'wm100', '这单公司给您返2个点,写在合同里'),
      hears('m2', day(3, 4), 'wm100', 'zhangsan', '谢谢,借你的两万我这周还你'),
      pays('t1', day(3, 6), wecom('wm100'), { ...hr('E001'), name: '张三' }, 20_000, { memo: '还款' }),
    ],
  ],
  [
    'a payee who only has the employee’s name, and a customer that went where the payer is',
    [
      hears('m1', day(3, 2), 'zhangsan', 'wm100', '报价单发您邮箱了,您看下'),
      deals('d1', day(3, 9), 'C100', 160_000),
      pays('t1', day(3, 12), hs, { system: 'bank', ref: '6222****8888', name: '张三' }, 16_000, { memo: '劳务费' }),
    ],
  ],
  [
    'a legal representative pays for a used car, and no customer has anything to do with it',
    [
      hears('m1', day(3, 2), 'zhangsan', 'wm100', '您的合同已经盖章,明天寄出'),
      buys('d1', day(3, 5), 90_000),
      pays('t1', day(3, 8), wangwu, { ...hr('E001'), name: '张三' }, 38_000, { memo: '二手车款' }),
    ],
  ],
  [
    'one employee’s remark to a customer who stayed, and another employee’s customer who went without any word',
    [
      owns('o101', 'C101', 'E002'),
      hears('m1', day(3, 2), 'limou', 'wm101', '说实话我朋友的公司更便宜'),
      hears('m2', day(3, 2, '10:04'), 'wm101', 'limou', '算了,还是跟你们签'),
      deals('d1', day(3, 6), 'C101', 90_000, own.ref),
      deals('d2', day(3, 9), 'C100', 160_000),
      lost('C100', '李四', day(3, 12)),
    ],
  ],
  [
    'approved lectures are paid by a company from which a customer later buys by itself',
    [
      approve('outside-work', { company: hs, text: '同意周末为华晟科技有限公司授课,课酬自理' }),
      pays('t1', day(2, 10), hs, { ...hr('E001'), name: '张三' }, 2_000, { memo: '课酬' }),
      pays('t2', day(3, 10), hs, { ...hr('E001'), name: '张三' }, 2_000, { memo: '课酬' }),
      deals('d1', day(3, 5), 'C100', 20_000),
    ],
  ],
  [
    'a competitor gives back the deposit of a fair stand, and a customer of that employee bought there',
    [
      firm('k-hs2', '华晟科技有限公司', 'competitor'),
      pays('t0', day(2, 2), { ...hr('E001'), name: '张三' }, hs, 600, { memo: '展位押金' }),
      deals('d1', day(3, 5), 'C100', 6_000),
      pays('t1', day(3, 9), hs, { ...hr('E001'), name: '张三' }, 600, { memo: '退展位押金' }),
    ],
  ],
  [
    'the former employer pays a last salary, and another employee later names that company to a customer',
    [
      owns('o101', 'C101', 'E002'),
      pays('t1', day(1, 10), hs, { ...hr('E001'), name: '张三' }, 9_000, { memo: '离职工资结算' }),
      hears('m1', day(3, 2), 'limou', 'wm101', '您可以直接从华晟公司下单'),
      hears('m2', day(3, 2, '10:04'), 'wm101', 'limou', '不用,我们只跟你们合作'),
      deals('d1', day(3, 6), 'C101', 90_000, own.ref),
    ],
  ],
];

test.each(worlds)('no chain at medium or above: %s', (_name, lines) => {
  expect(strengthsIn(lines).filter((strength) => strength !== 'weak')).toEqual([]);
});
