import { encodeGb18030 } from './gb18030.ts';
import type { BillMaker, MadeBill, Payment } from './made-bill.ts';
import { account, day, expectedOf, grouped, MEMOS, plain, quoted, second, someone, sum } from './made-bill.ts';
import type { Random } from './random.ts';
import { digits, moment } from './random.ts';

type Row = { readonly cells: readonly string[]; readonly payment: Payment };

type Layout = {
  readonly fileName: string;
  readonly above: readonly string[];
  readonly header: string;
  readonly owner?: string;
  readonly row: (random: Random, at: number) => Row;
};

/** Rows of a layout in the encodings and with the line ends that the banks and whoever saved the file again use. */
function makeFile(random: Random, rows: number, { fileName, above, header, owner, row }: Layout): MadeBill {
  const made = Array.from({ length: rows }, (_, at) => row(random, at));
  const lines = [...above, header, ...made.map(({ cells }) => cells.map(cell).join(','))];
  const end = random.pick(['\n', '\r\n']);
  const text = lines.map((line) => line + end).join('');
  const isGbk = !text.includes('\u{1f382}') && random.chance(50);
  const bytes = isGbk ? encodeGb18030(text) : Buffer.from(`${random.pick(['', '\ufeff'])}${text}`);
  return { fileName, bytes, owner, expected: expectedOf(made.map(({ payment }) => payment)) };
}

const cell = (text: string): string => (/[",\n]/.test(text) ? quoted(text) : text);

type Side = 'in' | 'out';

const side = (random: Random): Side => random.pick(['in', 'out']);
const holderOf = (direction: Side): Payment['holder'] => (direction === 'in' ? 'to' : 'from');
const signed = (direction: Side, amount: string, plus = ''): string => `${direction === 'in' ? plus : '-'}${amount}`;

/** The bank's own words: what they are, and what they make of a row. */
const WORDS = [
  ['转账汇款', 'completed'],
  ['快捷支付', 'completed'],
  ['代发工资', 'completed'],
  ['快捷退款', 'refunded'],
  ['冲正', 'refunded'],
] as const;

const memoOf = (random: Random): string => (random.chance(20) ? '' : random.pick(MEMOS));

/** 招商银行, debit: name and account in one cell. */
export const makeCmbDebit: BillMaker = (random, rows) =>
  makeFile(random, rows, {
    fileName: 'CMB_debit.csv',
    above: [],
    header: '记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要',
    row(choices) {
      const [direction, minor, at] = [side(choices), sum(choices), moment(choices)];
      const [words, state] = choices.pick(WORDS);
      const { info, other } = glued(choices);
      const memo = memoOf(choices);
      const currency = choices.chance(5) ? 'USD' : 'CNY';
      const cells = [at.slice(0, 10), currency, signed(direction, grouped(minor)), '1,271.66', words, info, memo];
      const rest = { ...day(at), ...(memo && { memo }) };
      return { cells, payment: { direction, minor, currency, state, holder: holderOf(direction), other, ...rest } };
    },
  });

function glued(random: Random): { readonly info: string; readonly other: Payment['other'] } {
  const { name, system } = someone(random);
  const number = account(random);
  if (random.chance(10)) return { info: '', other: { system: 'name', ref: '未载明' } };
  if (random.chance(30)) return { info: name, other: { system, ref: name } };
  // What is masked and glued cannot be told from an account that is masked.
  const between = name.includes('*') ? ' ' : random.pick(['', ' ']);
  return { info: `${name}${between}${number}`, other: { system: 'bank', ref: number, name } };
}

/** 招商银行, credit: spent is positive; days without years; the January statement begins in December. */
export const makeCmbCredit: BillMaker = (random, rows) => {
  const [year, month] = [random.int(2018, 2025), random.int(1, 12)];
  const two = (value: number) => String(value).padStart(2, '0');
  return makeFile(random, rows, {
    fileName: 'CMB_credit.csv',
    above: [`招商银行信用卡对账单（个人消费卡账户 ${year}年${two(month)}月）（补）`],
    header: '交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额',
    row(choices) {
      const before = choices.chance(40);
      const [theirs, ofMonth] = before ? (month === 1 ? [year - 1, 12] : [year, month - 1]) : [year, month];
      const mmdd = `${two(ofMonth)}/${two(choices.int(1, 28))}`;
      const minor = sum(choices);
      const [words, direction, state] = choices.pick([
        ['掌上生活还款', 'in', 'completed'],
        ['银联转账还款', 'in', 'completed'],
        ['中国移动-退款', 'in', 'refunded'],
        ['掌上生活影票-电影票', 'out', 'completed'],
        ['中国移动', 'out', 'completed'],
      ] as const);
      const amount = direction === 'in' ? `-${grouped(minor)}` : grouped(minor);
      const hasDay = !words.includes('还款');
      const cells = [
        hasDay ? mmdd : '',
        hasDay ? mmdd : mmdd,
        words,
        amount,
        '1234',
        `${amount}${choices.pick(['', '(CN)'])}`,
      ];
      const at = `${theirs}-${mmdd.replace('/', '-')}`;
      const other = { ref: words };
      return {
        cells,
        payment: { direction, minor, state, holder: holderOf(direction), other, ...day(at), memo: words },
      };
    },
  });
};

/** 农业银行, debit: rows end where they have nothing more to say. */
export const makeAbcDebit: BillMaker = (random, rows) =>
  makeFile(random, rows, {
    fileName: 'ABC_debit.csv',
    above: [],
    header: '交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言',
    row(choices) {
      const [direction, minor, at] = [side(choices), sum(choices), moment(choices)];
      const timed = choices.chance(70);
      const time = timed ? at.slice(11).replaceAll(':', '') : '';
      const [words, state] = choices.pick([...WORDS, ['转存', 'completed'], ['结息', 'completed']] as const);
      const { info, other } = words === '结息' ? { info: '--', other: { ref: '未载明' } } : whoever(choices);
      const memo = memoOf(choices);
      const beginning = [
        at.slice(0, 10).replaceAll('-', ''),
        time,
        words,
        signed(direction, plain(minor), '+'),
        '1943.12',
        info,
      ];
      const cells =
        memo === '' ? [...beginning, digits(choices, 9)] : [...beginning, digits(choices, 9), '电子商务', memo];
      const rest = { ...(timed ? second(at) : day(at)), ...(memo && { memo }) };
      return { cells, payment: { direction, minor, state, holder: holderOf(direction), other, ...rest } };
    },
  });

function whoever(random: Random): { readonly info: string; readonly other: Payment['other'] } {
  const number = account(random);
  return random.chance(20) ? { info: number, other: { system: 'bank', ref: number } } : glued(random);
}

const DASHES = ['-------------------', '----------'] as const;

/** 中国银行, debit: an empty cell is a row of dashes. */
export const makeBocDebit: BillMaker = (random, rows) =>
  makeFile(random, rows, {
    fileName: 'BOC_debit.csv',
    above: ['中国银行交易流水明细单'],
    header: '记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行,借记卡号',
    row(choices) {
      const [direction, minor, at] = [side(choices), sum(choices), moment(choices)];
      const [words, state] = choices.pick(WORDS);
      const { name, system } = someone(choices);
      const number = choices.pick(['6226******5669', 'Z200******010N', '']);
      const memo = memoOf(choices);
      const typed = memo !== '' && choices.chance(20) ? `${DASHES[0]} ${memo}` : memo || DASHES[1];
      const when = [at.slice(0, 10), at.slice(11), '人民币'];
      const what = [signed(direction, grouped(minor)), '3,240.28', words, '手机银行', DASHES[0], typed];
      const cells = [...when, ...what, name, number || DASHES[1], DASHES[0], '3167'];
      const other = number === '' ? { system, ref: name } : { system: 'bank', ref: number, name };
      const rest = { ...second(at), ...(memo && { memo }) };
      return { cells, payment: { direction, minor, state, holder: holderOf(direction), other, ...rest } };
    },
  });

/** 交通银行, debit: which way is said beside the amount. */
export const makeBocomDebit: BillMaker = (random, rows) =>
  makeFile(random, rows, {
    fileName: 'BOCOM_debit.csv',
    above: [],
    header: '序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要',
    row(choices, ordinal) {
      const [direction, minor, at] = [side(choices), sum(choices), moment(choices)];
      const [words, state] = choices.pick(WORDS);
      const { name } = someone(choices);
      const [number, memo] = [account(choices), memoOf(choices)];
      const way = direction === 'in' ? '贷 Cr' : '借 Dr';
      const cells = [
        String(ordinal + 1),
        at.slice(0, 10),
        at.slice(11),
        words,
        way,
        plain(minor),
        '1334.63',
        number,
        name,
        '网络支付',
        memo,
      ];
      const rest = { ...second(at), ...(memo && { memo }) };
      const other = { system: 'bank', ref: number, name };
      return { cells, payment: { direction, minor, state, holder: holderOf(direction), other, ...rest } };
    },
  });

/** 建设银行 with a column for each way; the other one is empty or zero. */
export const makeCcb: BillMaker = (random, rows) => {
  const number = account(random);
  return makeFile(random, rows, {
    fileName: 'CCB.csv',
    above: ['开户网点:测试支行', `账　　号：${number}`],
    owner: `bank:${number}`,
    header: '记账日,交易日期,交易时间,支出,收入,账户余额,币种,摘要,对方账号,对方户名,交易地点',
    row(choices) {
      const [direction, minor, at] = [side(choices), sum(choices), moment(choices)];
      const [words, state] = choices.pick(WORDS);
      const { name, system } = someone(choices);
      const masked = choices.pick(['20883313166*****0156', '']);
      const memo = memoOf(choices);
      const [amount, none] = [grouped(minor), choices.pick(['', '0', '0.00'])];
      const day8 = at.slice(0, 10).replaceAll('-', '');
      const sums = direction === 'in' ? [none, amount] : [amount, none];
      const cells = [day8, day8, at.slice(11), ...sums, '2176.91', '人民币', words, masked, name, memo];
      const other = masked === '' ? { system, ref: name } : { system: 'bank', ref: masked, name };
      const rest = { ...second(at), ...(memo && { memo }) };
      return { cells, payment: { direction, minor, state, holder: holderOf(direction), other, ...rest } };
    },
  });
};

/** 建设银行 with a sign, account and name in one cell. */
export const makeCcbSigned: BillMaker = (random, rows) => {
  const number = account(random);
  return makeFile(random, rows, {
    fileName: 'CCB_all.csv',
    above: [
      ',,,,中国建设银行个人活期账户全部交易明细,,,,',
      `,卡号/账号:${number},,客户名称:测试用户,,起始日期:20260101,,结束日期:20260609,`,
      ',当前时间段收支金额合计：,,,,,,,',
    ],
    owner: `bank:${number}`,
    header: '序号,摘要,币别,钞汇,交易日期,交易金额,账户余额,交易地点/附言,对方账号与户名',
    row(choices, ordinal) {
      const [direction, minor, at] = [side(choices), sum(choices), moment(choices)];
      const [words, state] = choices.pick(WORDS);
      const { name } = someone(choices);
      const masked = choices.pick(['6222****4321', 'Z******0014', account(choices)]);
      const memo = choices.pick(['财付通-微信支付-瑞幸咖啡', '***']);
      const when = at.slice(0, 10);
      const cells = [
        String(ordinal + 1),
        words,
        '人民币元',
        '钞',
        when.replaceAll('-', ''),
        signed(direction, grouped(minor)),
        '740.77',
        memo,
        `${masked}/${name}`,
      ];
      const rest = { ...day(at), ...(memo !== '***' && { memo }) };
      const other = { system: 'bank', ref: masked, name };
      return { cells, payment: { direction, minor, state, holder: holderOf(direction), other, ...rest } };
    },
  });
};
