import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NativeRecord } from '../../kernel/record.ts';
import { mappingConnector } from '../mapping/compile.ts';
import { builtInMapping, builtInNames } from './index.ts';
import { readMade } from './testing/read-made.ts';

const connectors = builtInNames.map((name) => mappingConnector(builtInMapping(name)));
const settings = { source: 'import', basis: 'provided-by-employee', handover: 'h:1', owner: 'wechat:wxid_1' };

const WECHAT = '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注';
const ALIPAY =
  '交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,';
const BOCOM = '序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要';
const CCB = '记账日,交易日期,交易时间,支出,收入,账户余额,币种,摘要,对方账号,对方户名,交易地点';
const CMB = '记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要';
const CMB_CREDIT = '交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额';

async function readRows(...lines: readonly string[]) {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  return readMade(connectors, { fileName: 'bill.csv', bytes }, { settings, stretchBytes: 1_000_000 });
}

type Side = { readonly system: string; readonly ref: string };
type Transfer = { readonly from: Side; readonly to: Side; readonly state?: string; readonly memo?: string };

const bodyOf = (record: NativeRecord | undefined) => record?.body as Transfer | undefined;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const wechatRow = (status: string, side = '收入', type = '转账') =>
  `2021-01-22 12:34:56,${type},房东,转账备注:微信转账,${side},¥500.00,/,${quoted(status)},1,2,/`;
const alipayRow = (status: string, side = '收入', text = '转账') =>
  `2023-02-12 21:32:14,转账红包,张三,/,${text},${side},49.74,余额,${quoted(status)},1\t,2\t,,`;

const KNOWN =
  /^(?:支付成功|已支付|已存入零钱(?:通)?|(?:朋友|对方)?已收钱|已转账|已收款|已到账|充值完成|提现已到账|交易(?:成功|完成)|(?:付款|转账|收款|还款|充值|提现|代付|缴费|放款)成功)$/u;

const status = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        '支付',
        '交易',
        '成功',
        '已',
        '转账',
        '收钱',
        '退款',
        '等待',
        '处理中',
        '未',
        '不',
        '(￥1.00)',
        '零钱',
      ),
      { maxLength: 4 },
    )
    .map((words) => words.join('')),
);

test('a payment in a state that is not known to mean paid is never completed', async () => {
  await fc.assert(
    fc.asyncProperty(status, async (text) => {
      fc.pre(!KNOWN.test(text.trim()));
      for (const lines of [
        [WECHAT, wechatRow('支付成功'), wechatRow(text)],
        [ALIPAY, alipayRow('交易成功'), alipayRow(text)],
      ]) {
        const { rows, faults } = await readRows(...lines);
        expect(bodyOf(rows[0]?.record)?.state).toBe('completed');
        if (faults.length === 0 && text.trim() !== '') expect(bodyOf(rows[1]?.record)?.state).not.toBe('completed');
      }
    }),
    { numRuns: 200 },
  );
});

test('a state that is left out is not taken for completed', async () => {
  for (const lines of [
    [WECHAT, wechatRow('支付成功'), wechatRow('')],
    [ALIPAY, alipayRow('交易成功'), alipayRow('')],
  ]) {
    const { rows, faults } = await readRows(...lines);
    expect(rows.length + faults.length).toBe(2);
    expect(rows.slice(1).map(({ record }) => bodyOf(record)?.state)).not.toContain('completed');
    expect(rows.slice(1).map(({ record }) => bodyOf(record)?.state)).not.toContain(undefined);
  }
});

describe('a row that does not say which way the money went is refused and never guessed', () => {
  test.each([
    ['wechat', [WECHAT, wechatRow('支付成功'), wechatRow('支付成功', '收支')]],
    ['alipay', [ALIPAY, alipayRow('交易成功'), alipayRow('交易成功', '出入')]],
    [
      '交通银行 without a side',
      [
        BOCOM,
        '1,2025-01-01,00:00:00,利息,贷 Cr,1.23,2,123456789012,甲,其他,',
        '2,2025-01-01,00:00:00,利息,,1.23,2,123456789012,甲,其他,',
      ],
    ],
    [
      '交通银行 with a side and a sign',
      [
        BOCOM,
        '1,2025-01-01,00:00:00,利息,贷 Cr,1.23,2,123456789012,甲,其他,',
        '2,2025-01-01,00:00:00,利息,贷 Cr,-1.23,2,123456789012,甲,其他,',
      ],
    ],
    [
      '建设银行 with both columns',
      [
        CCB,
        '20250101,20250101,18:53:19,67,,1,人民币,消费,,甲,乙',
        '20250101,20250101,18:53:19,67,68,1,人民币,消费,,甲,乙',
      ],
    ],
    [
      '建设银行 with neither',
      [CCB, '20250101,20250101,18:53:19,67,,1,人民币,消费,,甲,乙', '20250101,20250101,18:53:19,,,1,人民币,消费,,甲,乙'],
    ],
    [
      '招商银行 with the sign behind',
      [CMB, '2024-01-01,CNY,1.00,2.00,转账汇款,张三,', '2024-01-01,CNY,1.00-,2.00,转账汇款,张三,'],
    ],
    [
      '招商银行 without an amount',
      [CMB, '2024-01-01,CNY,1.00,2.00,转账汇款,张三,', '2024-01-01,CNY,--,2.00,转账汇款,张三,'],
    ],
  ])('%s', async (_name, lines) => {
    const { rows, faults } = await readRows(...lines);
    expect([rows.length, faults.length]).toEqual([1, 1]);
  });
});

describe('what a payer typed never changes what became of the payment', () => {
  test.each([
    ['alipay', [ALIPAY, alipayRow('交易成功', '收入', '退款'), alipayRow('交易成功', '收入', '卖出至余额宝')]],
    [
      'wechat',
      [WECHAT, wechatRow('已收钱').replace('微信转账', '退款'), wechatRow('已收钱').replace('微信转账', '处理中')],
    ],
    ['招商银行', [CMB, '2024-01-01,CNY,1.00,2.00,转账汇款,张三,退款', '2024-01-01,CNY,1.00,2.00,转账汇款,张三,冲正']],
    [
      '建设银行',
      [
        CCB,
        '20250101,20250101,18:53:19,,67,1,人民币,转账,,甲,退款',
        '20250101,20250101,18:53:19,,67,1,人民币,转账,,甲,冲正',
      ],
    ],
  ])('%s', async (_name, lines) => {
    const { rows } = await readRows(...lines);
    expect(rows.map(({ record }) => [bodyOf(record)?.state, bodyOf(record)?.to.ref])).toEqual([
      ['completed', 'wxid_1'],
      ['completed', 'wxid_1'],
    ]);
  });
});

test('a payment that its receiver marked as not counting is never turned into one that he made to himself', async () => {
  const { rows } = await readRows(
    ALIPAY,
    alipayRow('交易成功', '不计收支', '货款'),
    alipayRow('交易成功', '不计收支', '转账收款到余额宝'),
  );
  const sides = rows.map(({ draft, record }) => [
    draft.flow?.direction,
    bodyOf(record)?.from.ref,
    bodyOf(record)?.to.ref,
  ]);
  expect(sides).toEqual([
    ['neutral', 'wxid_1', '张三'],
    ['neutral', '张三', 'wxid_1'],
  ]);
});

test('a January statement of a credit card holds December of the year before, and June nothing of the next', async () => {
  const { rows } = await readRows(
    '招商银行信用卡对账单（个人消费卡账户 2024年01月）（补）',
    CMB_CREDIT,
    ',12/29,掌上生活还款,-1.23,1234,-1.23',
    '01/02,01/03,电影票,56.78,1234,56.78',
  );
  expect(rows.map(({ record }) => new Date(record.occurredAt).toISOString())).toEqual([
    '2023-12-28T16:00:00.000Z',
    '2024-01-01T16:00:00.000Z',
  ]);
});

test('an id of the bill is the record’s own; where it repeats the cells tell the rows apart', async () => {
  const { rows } = await readRows(WECHAT, wechatRow('支付成功'), wechatRow('支付成功').replace('500', '600'));
  expect(rows.map(({ draft }) => draft.id)).toEqual(['1', '1']);
  expect(new Set(rows.map(({ draft }) => draft.digest())).size).toBe(2);
});

test('what one file says is never said of the next one that is read', async () => {
  const [one, other] = [
    wechatRow('已收钱'),
    wechatRow('支付成功', '支出').replace('500', '600').replace('房东', '李四'),
  ];
  const alone = [];
  for (const line of [one, other, one]) alone.push(...(await readRows(WECHAT, line)).rows);
  expect(alone.map(({ record }) => [bodyOf(record)?.from.ref, bodyOf(record)?.to.ref])).toEqual([
    ['房东', 'wxid_1'],
    ['wxid_1', '李四'],
    ['房东', 'wxid_1'],
  ]);
});

test('the same row under another owner is another row', async () => {
  const bytes = Buffer.from(
    `${CMB}\n2024-01-01,CNY,1.00,2.00,转账汇款,张三,\n2024-01-02,CNY,1.00,2.00,转账汇款,张三,\n`,
  );
  const digests = new Set<string>();
  for (const owner of ['bank:1', 'bank:2']) {
    const { rows } = await readMade(
      connectors,
      { fileName: 'a', bytes },
      { settings: { ...settings, owner }, stretchBytes: 1_000_000 },
    );
    for (const { draft } of rows) digests.add(draft.digest());
  }
  expect(digests.size).toBe(4);
});
