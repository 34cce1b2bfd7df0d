import type { Money } from '../../kernel/money.ts';
import { money } from '../../kernel/money.ts';
import { chineseDigit, chineseNumber, readChinese, readChineseVague } from './read-numerals.ts';

/** A sum of money and where it stands in the folded text. */
export type AmountRead = {
  readonly type: 'amount';
  readonly start: number;
  readonly end: number;
  readonly amount: Money;
  /** The upper end of a range (两三万). */
  readonly alternatives: readonly Money[];
};

const unit = '(?:元整?|块钱?|圆整?|rmb|人民币|cny|大洋)(?![a-z])';
const measured =
  '(?!多?[个台件份人次米斤公里吨套箱张条只年天日月号小时分秒步字平粉页岁亩度倍家户位辆瓶克升瓦支颗根双笔单票股点折%‰:/.\\-\\d一-九屏充快像电灯]|rmb|k|w)';
const giving = '(?<=(?:给|转|打|付|返|拿|要|收|分|补|结|抽|提|奖)(?:了|过|到)?(?:给?[你我您他她])?(?:了|个)?)';
const multiplier: Readonly<Record<string, number>> = {
  百: 100,
  千: 1_000,
  k: 1_000,
  万: 10_000,
  w: 10_000,
  亿: 100_000_000,
};
const LARGEST_FEN = 100_000_000_000_000;

const arabic = new RegExp(
  `(?<sign>¥|rmb|人民币|cny)?(?<![\\d.])(?<num>\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,12})(?<frac>\\.\\d{1,4}(?!\\d))?` +
    `(?:[-~到至](?<high>\\d{1,4}(?:\\.\\d{1,2})?)(?=[万wk千百元块]))?(?<mul>[万wk千百亿])?(?<tail>(?<=[万千wk])(?:${chineseDigit}|[1-9])(?:千|百)?(?!\\d))?(?<unit>${unit})?`,
  'gu',
);
const chinese = new RegExp(
  `(?<![第几数\\d])(?<num>${chineseNumber}{1,20})(?<half>半(?=块|元))?(?<vague>来|多|把)?(?<unit>${unit})?(?<jiao>(?<=块)${chineseDigit}(?![个台件]))?`,
  'gu',
);

export function readAmounts(text: string): readonly AmountRead[] {
  const arabicReads = readArabic(text);
  // 2万两千 is one sum, although its end alone reads as another.
  const others = readChineseAmounts(text).filter(
    (each) => !arabicReads.some((read) => each.start < read.end && read.start < each.end),
  );
  return [...arabicReads, ...others].toSorted((a, b) => a.start - b.start);
}

function readArabic(text: string): readonly AmountRead[] {
  return [...text.matchAll(arabic)].flatMap((found) => {
    const { sign, num = '', frac = '', high, mul, tail, unit: said } = found.groups ?? {};
    const end = found.index + found[0].length;
    const size = mul === undefined ? 1 : (multiplier[mul] ?? 1);
    const stated = sign !== undefined || said !== undefined || (mul !== undefined && mul !== '百');
    if (!stated && !isGiven(text, found.index, end, num.length)) return [];
    if (said === undefined && sign === undefined && !ends(text, end)) return [];
    const low = Number(num.replaceAll(',', '') + frac) * size + tailOf(tail, size);
    const values = high === undefined ? [low] : [low, Number(high) * size];
    return amountOf(values, found.index, end);
  });
}

function readChineseAmounts(text: string): readonly AmountRead[] {
  return [...text.matchAll(chinese)].flatMap((found) => {
    const { num = '', vague, unit: said, jiao = '' } = found.groups ?? {};
    const end = found.index + found[0].length;
    const large = /[千仟万萬亿億]/u.test(num);
    if (said === undefined && vague === '把') return [];
    if (said === undefined && !large && !(/[百佰]/u.test(num) && isGiven(text, found.index, end, 3))) return [];
    if (said === undefined && !ends(text, end)) return [];
    const tenths = (readChinese(jiao) ?? 0) / 10;
    return amountOf(
      readChineseVague(num).map((value) => value + tenths),
      found.index,
      end,
    );
  });
}

const endsPattern = new RegExp(measured, 'uy');
const givingPattern = new RegExp(giving, 'uy');

function ends(text: string, at: number): boolean {
  endsPattern.lastIndex = at;
  return endsPattern.test(text);
}

/** A bare number of two digits or more is money only right after a word for handing over. */
function isGiven(text: string, start: number, end: number, digits: number): boolean {
  givingPattern.lastIndex = start;
  return digits >= 2 && digits <= 8 && givingPattern.test(text) && ends(text, end);
}

/** 1万2 is 12,000 and 1万2千 too; 3千5 is 3,500. */
function tailOf(tail: string | undefined, size: number): number {
  if (tail === undefined) return 0;
  const [digit = '', named] = [...tail];
  const value = /\d/u.test(digit) ? Number(digit) : (readChinese(digit) ?? 0);
  return value * (named === undefined ? size / 10 : (multiplier[named] ?? 1));
}

function amountOf(yuan: readonly number[], start: number, end: number): readonly AmountRead[] {
  const fen = yuan.map((each) => Math.round(each * 100)).filter((each) => each > 0 && each <= LARGEST_FEN);
  const [amount, ...alternatives] = fen.map((each) => money('CNY', BigInt(each)));
  return amount === undefined ? [] : [{ type: 'amount', start, end, amount, alternatives }];
}
