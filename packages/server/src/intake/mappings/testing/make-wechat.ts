import { makeWorkbook } from '../../pack/testing/make-workbook.ts';
import type { BillMaker, Expected, MadeBill, Payment, State } from './made-bill.ts';
import { expectedOf, plain, quoted, second, someone, sum } from './made-bill.ts';
import type { Random } from './random.ts';
import { digits, moment } from './random.ts';

const HEADER = [
  '交易时间',
  '交易类型',
  '交易对方',
  '商品',
  '收/支',
  '金额(元)',
  '支付方式',
  '当前状态',
  '交易单号',
  '商户单号',
  '备注',
];

type Case = {
  readonly type: string;
  readonly goods: string;
  readonly side: '收入' | '支出' | '/';
  readonly means: string;
  readonly status: string;
  readonly holder: 'from' | 'to';
  readonly state: State;
  /** What stands as the other side, where it is an account of the holder's own, and how it is read. */
  readonly own?: { readonly name: string; readonly system: string; readonly ref: string };
};

const icbc = { name: '/', system: 'bank', ref: '工商银行(9876)' };
const coins = { name: '/', system: 'wallet', ref: '零钱' };

const CASES: readonly Case[] = [
  ['商户消费', '总共消费:28.16', '支出', '中国银行(1234)', '支付成功', 'from', 'completed'],
  ['微信红包', '/', '收入', '/', '已存入零钱', 'to', 'completed'],
  ['扫二维码付款', '收款方备注:二维码收款', '支出', '零钱通', '已转账', 'from', 'completed'],
  ['转账', '转账备注:微信转账', '支出', '零钱通', '朋友已收钱', 'from', 'completed'],
  ['转账', '转账备注:好处费', '收入', '零钱', '已收钱', 'to', 'completed'],
  ['转账', '转账备注:退款', '收入', '/', '已存入零钱', 'to', 'completed'],
  ['二维码收款', '收款方备注:二维码收款', '收入', '零钱', '已收钱', 'to', 'completed'],
  ['商户消费', '/', '收入', '/', '充值成功', 'to', 'completed'],
  ['其他', '/', '收入', '/', '已到账', 'to', 'completed'],
  ['赞赏码', '/', '支出', '零钱', '朋友已收钱', 'from', 'completed'],
  ['亲属卡交易', '亲属卡', '支出', '零钱通', '支付成功', 'from', 'completed'],
  ['转账', '转账备注:微信转账', '支出', '零钱', '等待对方收款', 'from', 'pending'],
  ['转账', '转账备注:微信转账', '收入', '/', '待确认收款', 'to', 'pending'],
  ['转账', '转账备注:微信转账', '收入', '/', '没见过的状态', 'to', 'pending'],
  ['转账', '转账备注:微信转账', '支出', '零钱', '对方已退还', 'from', 'refunded'],
  ['商户消费', '外卖', '支出', '零钱', '已全额退款', 'from', 'refunded'],
  ['商户消费', '外卖', '支出', '零钱', '已退款(￥3.20)', 'from', 'refunded'],
  ['商户消费', '外卖', '支出', '零钱', '已退款￥3.20', 'from', 'refunded'],
  ['美团-退款', '外卖', '收入', '零钱', '已全额退款', 'to', 'refunded'],
  ['微信红包-退款', '/', '收入', '零钱', '已全额退款', 'to', 'refunded'],
  ['转账-退款', '/', '收入', '零钱', '支付成功', 'to', 'refunded'],
  ['转账-退款', '/', '/', '零钱', '支付成功', 'to', 'refunded'],
  ['商户消费', '/', '支出', '零钱', '已关闭', 'from', 'closed'],
  [
    '零钱提现',
    '/',
    '/',
    '工商银行',
    '提现处理中',
    'from',
    'pending',
    { name: '招商银行()', system: 'bank', ref: '招商银行()' },
  ],
  [
    '零钱提现',
    '/',
    '/',
    '工商银行',
    '提现失败，已退回零钱',
    'from',
    'closed',
    { name: '招商银行()', system: 'bank', ref: '招商银行()' },
  ],
  [
    '零钱提现',
    '/',
    '/',
    '工商银行',
    '提现已到账',
    'from',
    'completed',
    { name: '招商银行()', system: 'bank', ref: '招商银行()' },
  ],
  ['零钱充值', '/', '/', '工商银行(9876)', '充值完成', 'to', 'completed', { ...icbc, name: '工商银行(9876)' }],
  ['转入零钱通-来自工商银行(9876)', '/', '/', '工商银行(9876)', '支付成功', 'to', 'completed', icbc],
  ['转入零钱通-来自零钱', '/', '/', '零钱', '支付成功', 'to', 'completed', coins],
  ['零钱通转出-到零钱', '/', '/', '零钱通', '支付成功', 'from', 'completed', coins],
  ['零钱通转出-到工商银行(9876)', '/', '/', '零钱通', '支付成功', 'from', 'completed', icbc],
  [
    '信用卡还款',
    '/',
    '/',
    '零钱',
    '支付成功',
    'from',
    'completed',
    { name: '建设银行信用卡还款', system: 'bank', ref: '建设银行信用卡还款' },
  ],
  [
    '购买理财通',
    '鹏华增值宝(000569)',
    '/',
    '工商银行',
    '支付成功',
    'from',
    'completed',
    { name: '理财通', system: 'name', ref: '理财通' },
  ],
  [
    '分分捐',
    '焕新乐园',
    '支出',
    '工商银行储蓄卡(9876)',
    '支付成功',
    'from',
    'completed',
    { name: '腾讯公益慈善基金会', system: '', ref: '腾讯公益慈善基金会' },
  ],
].map(
  ([type, goods, side, means, status, holder, state, own]) =>
    ({ type, goods, side, means, status, holder, state, own }) as Case,
);

type Made = { readonly cells: readonly string[]; readonly payment: Payment };

/** The CSV of WeChat: UTF-8 with or without a mark, commas behind every line of the preamble, three ways of quoting. */
export const makeWechat: BillMaker = (random, rows) => {
  const made = Array.from({ length: rows }, () => makeRow(random));
  const expected = expectedOf(made.map(({ payment }) => payment));
  const lines = [
    ...preamble(expected).map((line) => `${line},,,,,,,,,,`),
    HEADER.join(','),
    ...made.map(({ cells }) => random.pick([quotedLine, bareLine, blankLine])(cells)),
  ];
  const end = random.pick(['\n', '\r\n']);
  const text = `${random.pick(['', '\ufeff'])}${lines.map((line) => line + end).join('')}`;
  return { fileName: '微信支付账单(20190801-20190930).csv', bytes: Buffer.from(text), owner: undefined, expected };
};

/** The workbook of WeChat: merged cells above the header, amounts as numbers, at times the same bill as a second sheet. */
export async function makeWechatWorkbook(random: Random, rows: number): Promise<MadeBill> {
  const made = Array.from({ length: rows }, () => makeRow(random));
  const expected = expectedOf(made.map(({ payment }) => payment));
  const above = preamble(expected);
  const body = made.map(({ cells }) =>
    cells.map((cell, at) => (at === 5 ? { number: cell.slice(1), format: 1 } : cell)),
  );
  const own = {
    name: 'Sheet1',
    rows: [...above.map((line) => [line]), HEADER, ...body],
    merges: above.map((_, at) => `A${at + 1}:K${at + 1}`),
  };
  const copy = {
    name: 'example-wechat-records',
    rows: [HEADER.map((_, at) => `Column${at + 1}`), HEADER, ...made.map(({ cells }) => cells)],
  };
  const sheets = random.chance(50) ? [own] : [copy, own];
  const bytes = await makeWorkbook({ sheets, formats: ['\\¥#,##0.00'] });
  return { fileName: '微信支付账单流水文件(20240101-20240630).xlsx', bytes, owner: undefined, expected };
}

function makeRow(random: Random): Made {
  const { type, goods, side, means, status, holder, state, own } = random.pick(CASES);
  const stranger = random.chance(10) ? { name: '打开拼多多，点击底部"多多视频"', system: 'name' } : someone(random);
  const name = own?.name ?? stranger.name;
  const [at, minor, order] = [moment(random), sum(random), digits(random, 28)];
  const remark = type === '零钱提现' ? '服务费¥0.10' : random.chance(5) ? '春节 礼金' : '/';
  const cells = [
    at,
    type,
    name,
    goods,
    side,
    `¥${plain(minor)}`,
    means,
    status,
    order,
    random.pick(['/', digits(random, 20)]),
    remark,
  ];
  const direction = side === '收入' ? 'in' : side === '支出' ? 'out' : 'neutral';
  const memo = [goods, remark].filter((text) => text !== '/').join(' ');
  const other =
    own === undefined
      ? { system: stranger.system, ref: name }
      : own.system === ''
        ? { ref: own.ref }
        : { system: own.system, ref: own.ref };
  return { cells, payment: { direction, minor, state, holder, other, ...second(at), ...(memo && { memo }) } };
}

/** Of 2019: all but time, type, amount and remark in quotes, a tab behind the order numbers. */
const quotedLine = ([
  at = '',
  type = '',
  name = '',
  goods = '',
  side = '',
  amount = '',
  means = '',
  status = '',
  order = '',
  other = '',
  remark = '',
]: readonly string[]): string =>
  [
    at,
    quoted(type),
    quoted(name),
    quoted(goods),
    quoted(side),
    amount,
    quoted(means),
    quoted(status),
    `${quoted(order)}\t`,
    `${quoted(other)}\t`,
    quoted(remark),
  ].join(',');

/** Of 2021: no quotes at all, even around a name that has some. */
const bareLine = (cells: readonly string[]): string => cells.join(',');

/** Of 2021, too: goods and remark in quotes, blanks and tabs behind the order numbers. */
const blankLine = (cells: readonly string[]): string =>
  cells
    .map((cell, at) => (at === 3 || at === 10 ? quoted(cell) : at === 8 ? `${cell}\t` : at === 9 ? `${cell}   ` : cell))
    .join(',');

function preamble({ found, ...totals }: Expected): readonly string[] {
  return [
    '微信支付账单明细',
    '微信昵称：[测试]',
    '起始时间：[2019-08-01 00:00:00] 终止时间：[2019-09-30 23:59:59]',
    '导出类型：[全部]',
    '导出时间：[2019-10-09 16:05:22]',
    '',
    `共${found}笔记录`,
    `收入：${totals.in.count}笔 ${plain(totals.in.minor)}元`,
    `支出：${totals.out.count}笔 ${plain(totals.out.minor)}元`,
    `中性交易：${totals.neutral.count}笔 ${plain(totals.neutral.minor)}元`,
    '注：',
    '1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易',
    '2. 本明细仅展示当前账单中的交易，不包括已删除的记录',
    '3. 本明细仅供个人对账使用',
    '',
    '----------------------微信支付账单明细列表--------------------',
  ];
}
