import type { BillMaker, MadeBill, Payment } from './made-bill.ts';
import { account, day, expectedOf, grouped, someone, sum } from './made-bill.ts';
import type { Random } from './random.ts';
import { digits, moment } from './random.ts';

/** ICBC pads a cell with blanks and ends it with a tab, inside the quotes or, where there are none, before the comma. */
const pad = (text: string, width: number): string => `${text.padEnd(width)}\t`;
const boxed = (text: string, width: number): string => `"${pad(text, width)}"`;

type Case = readonly [summary: string, place: string, direction: 'in' | 'out', state: Payment['state'], name?: string];

const TENPAY = '深圳市财付通支付科技有限公司';

const CASES: readonly Case[] = [
  ['消费', '广东三元麦当劳食品有', 'out', 'completed', TENPAY],
  ['消费', '财付通-群收款', 'out', 'completed', TENPAY],
  ['自动还款', '广东XX分行银行卡中心', 'out', 'completed'],
  ['他行汇入', '', 'in', 'completed'],
  ['工资', '', 'in', 'completed', 'ABC公司'],
  ['好处费', '', 'in', 'completed'],
  // The payer's word, not the bank's: a transfer like any other.
  ['退款', '', 'in', 'completed', '张三'],
  ['退款', '财付通-微信红包', 'in', 'refunded', TENPAY],
  ['蚂蚁基金赎回到银行', '支付宝', 'in', 'completed', '支付宝（中国）网络技术有限公司'],
  ['跨行汇款', '手机银行', 'out', 'completed'],
];

const PREAMBLE = ['明细查询文件下载', ''];

/** The first layout of the debit card's CSV, of thirteen columns. */
export const makeIcbcDebit1: BillMaker = (random, rows) => makeDebit(random, rows, false);
/** The second one, with 交易详情 and 对方账户. */
export const makeIcbcDebit2: BillMaker = (random, rows) => makeDebit(random, rows, true);

function makeDebit(random: Random, rows: number, second: boolean): MadeBill {
  const lines: string[] = [];
  const payments: Payment[] = [];
  for (let row = 0; row < rows; row++) {
    const made = debitRow(random, second);
    lines.push(made.line);
    payments.push(made.payment);
  }
  const columns = second
    ? '交易日期,摘要,交易详情,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户'
    : '交易日期,摘要,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名';
  const card = random.chance(50) ? `6222${digits(random, 15)}` : '1234****9876';
  const above = [
    ...PREAMBLE,
    `卡号: ${card},"卡别名: 这是卡别名"`,
    '',
    '子账户序号: 00000,子账户类别: 活期,"子账户别名: "',
    '',
    columns,
  ];
  const expected = expectedOf(payments);
  const total = (minor: bigint) => `"${grouped(minor).padEnd(18)}\t"`;
  const footer = `人民币合计${','.repeat(second ? 9 : 8)}${total(expected.in.minor)},${total(expected.out.minor)},`;
  const owner = card.includes('*') ? undefined : `bank:${card}`;
  return { fileName: 'hisdetail1577944920.csv', bytes: join([...above, ...lines, ' ', footer]), owner, expected };
}

function debitRow(random: Random, second: boolean): { readonly line: string; readonly payment: Payment } {
  const [summary, place, direction, state, fixed] = random.pick(CASES);
  const [at, minor] = [moment(random), sum(random)];
  const name = fixed ?? someone(random).name;
  const other = second ? random.pick(['1234****9876', account(random)]) : '';
  const amount = grouped(minor);
  const line = [
    pad(at.slice(0, 10), 15),
    boxed(summary, 20),
    ...(second ? [boxed('', 30)] : []),
    boxed(place, 60),
    boxed('CHN', 20),
    pad('钞', 9),
    boxed('-', 20),
    boxed('-', 20),
    pad('-', 15),
    boxed(direction === 'in' ? amount : '', 20),
    boxed(direction === 'out' ? amount : '', 20),
    pad('人民币', 12),
    boxed('10,000.00', 20),
    boxed(name, 150),
    ...(second ? [boxed(other, 19)] : []),
    '',
  ].join(',');
  const found = other === '' ? { ref: name } : { system: 'bank', ref: other, name };
  return {
    line,
    payment: { direction, minor, state, holder: sideOf(direction), other: found, ...day(at), memo: summary },
  };
}

const CREDIT_CASES: readonly Case[] = [
  ['银联在线支付', 'XX旗舰店', 'out', 'completed'],
  ['消费', '财付通-拼多多平台商户', 'out', 'completed'],
  ['ETC', '广东联合电子收费股份', 'out', 'completed'],
  ['********************', '广东联合电子收费股份', 'out', 'completed'],
  ['人民币自动转帐还款', 'XX分行银行卡中心', 'in', 'completed'],
  ['退款', '支付宝-北京百度网讯科技有限公司', 'in', 'refunded'],
];

/** The credit card's CSV: spent under 支出, repaid under 收入, dollars at times. */
export const makeIcbcCredit: BillMaker = (random, rows) => {
  const made = Array.from({ length: rows }, () => creditRow(random));
  const expected = expectedOf(made.map(({ payment }) => payment));
  const columns =
    '交易日期,记账日期,摘要,交易场所,交易国家或地区简称,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名';
  const above = [...PREAMBLE, '卡号: 1234****5678,"卡别名: "', '', '子账户类别:', '', columns];
  const totals = ['1234.56', '6543.21'].map((text) => `"${text.padEnd(18)}\t"`).join(',');
  const lines = [...above, ...made.map(({ line }) => line), ' ', `合计金额,,,,,${totals},\t,${totals},`];
  return { fileName: 'hisdetail1682906581.csv', bytes: join(lines), owner: undefined, expected };
};

function creditRow(random: Random): { readonly line: string; readonly payment: Payment } {
  const [summary, place, direction, state] = random.pick(CREDIT_CASES);
  const [at, minor, dollars] = [moment(random), sum(random), random.chance(10)];
  const [income, expense] = [direction === 'in' ? grouped(minor) : '', direction === 'out' ? grouped(minor) : ''];
  const currency = pad(dollars ? '美元' : '人民币', 17);
  const amounts = [boxed(income, 20), boxed(expense, 20), currency];
  const date = pad(at.slice(0, 10), 15);
  const cells = [
    date,
    date,
    boxed(summary, 30),
    boxed(place, 40),
    boxed('CHN', 20),
    ...amounts,
    ...amounts,
    boxed('-6,086.11', 20),
    boxed('', 20),
    '',
  ];
  const currencyCode = dollars ? 'USD' : 'CNY';
  const payment = { direction, minor, currency: currencyCode, state, holder: sideOf(direction), other: { ref: place } };
  return { line: cells.join(','), payment: { ...payment, ...day(at) } };
}

const sideOf = (direction: 'in' | 'out'): Payment['holder'] => (direction === 'in' ? 'to' : 'from');

const join = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));
