import { encodeGb18030 } from './gb18030.ts';
import type { BillMaker, Expected, Payment, State } from './made-bill.ts';
import { expectedOf, plain, second, someone, sum } from './made-bill.ts';
import type { Random } from './random.ts';
import { digits, moment } from './random.ts';

const HEADER = `${[
  ['交易时间', 16],
  ['交易分类', 20],
  ['交易对方', 20],
  ['对方账号', 20],
  ['商品说明', 20],
  ['收/支', 20],
  ['金额', 20],
  ['收/付款方式', 20],
  ['交易状态', 20],
  ['交易订单号', 10],
  ['商家订单号', 16],
  ['备注', 20],
]
  .map(([name, width]) => String(name).padEnd(Number(width)))
  .join(',')},`;

type Case = {
  readonly type: string;
  readonly side: '收入' | '支出' | '不计收支';
  readonly text: string;
  readonly means: string;
  readonly status: string;
  readonly holder: 'from' | 'to';
  readonly state: State;
  /** The other side where it is an account of the holder's own. */
  readonly own?: { readonly system: string; readonly ref: string };
};

const bank = { system: 'bank', ref: '交通银行信用卡(7449)' };
const balance = { system: 'wallet', ref: '余额' };

const CASES: readonly Case[] = [
  ['亲友代付', '支出', '亲情卡', '交通银行信用卡(7449)', '交易成功', 'from', 'completed'],
  ['日用百货', '支出', '商品示例', '余额', '等待确认收货', 'from', 'pending'],
  ['日用百货', '支出', '商品示例', '花呗', '等待付款', 'from', 'pending'],
  ['交通出行', '支出', '一卡通充值', '余额宝', '交易关闭', 'from', 'closed'],
  ['日用百货', '不计收支', 'xxxx', '', '交易关闭', 'from', 'closed'],
  ['日用百货', '支出', '好处费', '余额', '支付成功', 'from', 'completed'],
  ['转账红包', '收入', '转账', '余额', '交易成功', 'to', 'completed'],
  ['转账红包', '收入', '退款', '余额', '交易成功', 'to', 'completed'],
  ['转账红包', '收入', '咨询费', '余额', '处理中', 'to', 'pending'],
  ['转账红包', '收入', '转账', '', '从未见过的状态', 'to', 'pending'],
  ['转账红包', '支出', '转账', '余额', '转账失败', 'from', 'closed'],
  ['退款', '不计收支', '退款-亲情卡', '交通银行信用卡(7449)', '退款成功', 'to', 'refunded'],
  ['退款', '不计收支', '退款-一卡通充值', '余额宝', '退款成功', 'to', 'refunded'],
  ['日用百货', '支出', '耳机', '花呗', '已全额退款', 'from', 'refunded'],
  ['投资理财', '不计收支', '蚂蚁财富-交银定期支付双息平衡混合-卖出至余额宝', '余额宝', '交易成功', 'to', 'completed'],
  ['投资理财', '不计收支', '余额宝-2023.01.01-收益发放', '余额宝', '交易成功', 'to', 'completed'],
  ['转账红包', '不计收支', '红包', '余额', '交易成功', 'from', 'completed'],
  ['充值缴费', '不计收支', '话费充值', '余额', '交易成功', 'from', 'completed'],
  ['信用借还', '不计收支', '信用免押', '', '芝麻免押下单成功', 'from', 'pending'],
  ['账户存取', '不计收支', '余额宝-自动转入', '交通银行信用卡(7449)', '交易成功', 'to', 'completed', bank],
  ['账户存取', '不计收支', '充值-普通充值', '交通银行信用卡(7449)', '充值成功', 'to', 'completed', bank],
  ['账户存取', '不计收支', '提现-实时提现', '交通银行信用卡(7449)', '提现成功', 'from', 'completed', bank],
  ['账户存取', '不计收支', '余额宝-转出到余额', '余额宝', '交易成功', 'from', 'completed', balance],
].map(
  ([type, side, text, means, status, holder, state, own]) =>
    ({ type, side, text, means, status, holder, state, own }) as Case,
);

/** The statement that Alipay mails: GBK, line feeds, twenty-two lines before the header, padded cells or bare ones. */
export const makeAlipay: BillMaker = (random, rows) => {
  const owner = random.pick(['xx@gmail.com', '13800000001', 'li.si@example.cn']);
  const lines: string[] = [];
  const payments: Payment[] = [];
  for (let row = 0; row < rows; row++) {
    const { line, payment } = makeRow(random);
    lines.push(line);
    payments.push(payment);
  }
  const expected = expectedOf(payments);
  const text = [...preamble(owner, expected), HEADER, ...lines].map((line) => `${line}\n`).join('');
  return { fileName: 'alipay_record_20230213.csv', bytes: encodeGb18030(text), owner: `alipay:${owner}`, expected };
};

function makeRow(random: Random): { readonly line: string; readonly payment: Payment } {
  const chosen = random.pick(CASES);
  const { type, side, text, means, status, holder, state, own } = chosen;
  const { name, system } = someone(random);
  const handle = random.chance(40) ? `${random.pick(['rim***@qq.com', '138******01', 'a@example.cn'])}` : '/';
  const [at, minor, order] = [moment(random), sum(random), digits(random, 28)];
  const remark = random.chance(10) ? '春节 礼金' : '';
  const cells = [
    at,
    type,
    name,
    handle,
    text,
    side,
    plain(minor),
    means,
    status,
    order,
    `T${digits(random, 12)}`,
    remark,
  ];
  const found = handle === '/' ? { system, ref: name } : { system: 'alipay', ref: handle, name };
  const direction = side === '收入' ? 'in' : side === '支出' ? 'out' : 'neutral';
  const memo = remark === '' ? text : `${text} ${remark}`;
  return {
    line: random.chance(50) ? padded(cells) : bare(cells),
    payment: { direction, minor, state, holder, other: own ?? found, ...second(at), memo },
  };
}

const ORDERS = [9, 10];

/** Cells of twenty characters, order numbers ended by a tab, an empty one padded before it. */
const padded = (cells: readonly string[]): string =>
  `${cells.map((cell, at) => (ORDERS.includes(at) ? `${cell}\t` : cell.padEnd(20))).join(',')},`;

const bare = (cells: readonly string[]): string =>
  `${cells.map((cell, at) => (ORDERS.includes(at) ? `${cell}\t` : cell)).join(',')},`;

function preamble(owner: string, { found, ...totals }: Expected): readonly string[] {
  return [
    '-'.repeat(84),
    '导出信息：',
    '姓名：xx',
    `支付宝账户：${owner}`,
    '起始时间：[2023-02-10 00:00:00]    终止时间：[2023-02-13 23:59:59]',
    '导出交易类型：[全部]',
    '导出时间：[2023-02-13 09:12:52]',
    `共${found}笔记录`,
    `收入：${totals.in.count}笔 ${plain(totals.in.minor)}元`,
    `支出：${totals.out.count}笔 ${plain(totals.out.minor)}元`,
    `不计收支：${totals.neutral.count}笔 ${plain(totals.neutral.minor)}元`,
    '',
    '特别提示：',
    '1.本回单内容可表明支付宝受理了相应支付交易申请，因系统原因或通讯故障等偶发因素导致本回单与实际交易结果不符时，以实际交易情况为准；',
    '2.请勿将本回单作为收款方发货的凭据使用，请查证账户实际到账情况后再进行发货操作；',
    '3.支付宝快捷支付等非余额支付方式可能既产生支付宝交易也同步产生银行交易，因此请勿使用本回单进行重复记账；',
    '4.本回单如经任何涂改、编造，均立即失去效力；',
    '5.部分账单如：充值提现、账户转存或者个人设置收支等不计入为收入或者支出，记为不计收支类；',
    '6.因统计逻辑不同，明细金额直接累加后，可能会和下方统计金额不一致，请以实际交易金额为准；',
    '7.禁止将本回单用于非法用途；',
    '8.本明细仅展示当前账单中的交易，不包括已删除的记录；',
    '9.本明细仅供个人对账使用。',
    '',
    `${'-'.repeat(24)}支付宝（中国）网络技术有限公司  电子客户回单${'-'.repeat(24)}`,
  ];
}
