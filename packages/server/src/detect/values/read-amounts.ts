import type { Money } from '../../kernel/money.ts';
import { minorDigits, money } from '../../kernel/money.ts';
import { currencyOf, endsAsSum, foreignWords, isGiven, yuanWords } from './amount-words.ts';
import { chineseDigit, chineseNumber, readChinese, readChineseVague } from './read-numerals.ts';
import { readSmallSums } from './read-small-sums.ts';
import { firstOfEach, joinRanges } from './taken.ts';

/** A sum of money and where it stands in the folded text. */
export type AmountRead = {
  readonly type: 'amount';
  readonly start: number;
  readonly end: number;
  readonly amount: Money;
  /** Other readings, such as the upper end of a range (两三万). */
  readonly alternatives: readonly Money[];
};

const arabic =
  '(?:\\d{1,3}(?:,\\d{3}){1,4}(?![\\d,])|\\d{1,4}(?:,\\d{4}){1,2}(?![\\d,])|\\d{1,12}(?!\\d))(?:\\.\\d{1,4}(?!\\d))?';
const letter = `(?:(?<=\\d|${chineseDigit}|十)[kw](?![a-z]))`;
/** Digits and multipliers in any mixture; no digit is ever matched in two ways, so the work is bounded. */
const run = `(?:${arabic}|${chineseNumber})(?:${arabic}|${chineseNumber}|${letter}){0,20}`;
const pattern = new RegExp(
  `(?:(?<sign>¥|rmb|人民币|cny|${foreignWords})|(?<![a-z\\d.第几数])(?<!${chineseNumber}|万儿))(?<small>小(?=[一两二三四五六七八九十][万千百]))?` +
    `(?:(?<num>${run})|(?<half>半)(?=个?[万亿]))(?:[-~到至](?<high>${run}))?` +
    `(?<vague>[来多几](?![往少余元次种]))?(?<big>个?(?:万|亿|w(?![a-z]))|千(?=[块元,。]|$))?(?:出头)?` +
    `(?<unit>${yuanWords}|(?:${foreignWords})(?![a-z]))?(?<part>(?<=[块元])(?:半|(?<jiao>${chineseDigit}|[1-9])(?:[毛角](?:(?<fen>${chineseDigit}|[1-9])分?)?)?(?!\\d)))?`,
  'gu',
);
const LARGEST = 100_000_000_000_000;

/** Sums said in folded text: with a currency, with 万, 千, k or w, or right after a word for handing over. */
export function readAmounts(text: string): readonly AmountRead[] {
  const plain = [...text.matchAll(pattern)].flatMap((found) => readOne(text, found));
  const small = readSmallSums(text).flatMap(({ start, end, yuan }) => amountOf(yuan, start, end, 'CNY'));
  const all = firstOfEach(text.length, [...plain, ...small]);
  return joinRanges(text, all, (low, high) => {
    const same = low.amount.currency === high.amount.currency && BigInt(low.amount.minor) < BigInt(high.amount.minor);
    if (!same || high.alternatives.length > 0) return undefined;
    return { ...low, end: high.end, alternatives: [...low.alternatives, high.amount] };
  });
}

type Said = Readonly<Record<string, string | undefined>>;

function readOne(text: string, found: RegExpExecArray): readonly AmountRead[] {
  const said: Said = found.groups ?? {};
  const unit = said.unit ?? said.sign;
  const numbers = numbersOf(said);
  const part = said.part === '半' ? 0.5 : digitOf(said.jiao) / 10 + digitOf(said.fen) / 100;
  const end = found.index + found[0].length - (isOwnPart(text, found, said) ? 0 : (said.part?.length ?? 0));
  const sums = numbers.map((each) => each + (isOwnPart(text, found, said) ? part : 0));
  if (sums.length === 0 || !isMoney(text, found.index, end, said, sums[0] ?? 0)) return [];
  return amountOf(sums, found.index, end, currencyOf(unit));
}

/** 三块五 is 3.5, but 三块五个 is three pieces for five: then nothing after 块 belongs to the sum. */
function isOwnPart(text: string, found: RegExpExecArray, { part, unit, fen }: Said): boolean {
  if (part === undefined) return false;
  if (unit === '元' && part.length === 1) return false;
  const end = found.index + found[0].length;
  return fen !== undefined || endsAsSum(text, end) || /^一/u.test(text.slice(end));
}

function isMoney(text: string, start: number, end: number, said: Said, value: number): boolean {
  const { num = '', unit, sign, big, part, vague } = said;
  if (unit === '刀' && value < 10) return false;
  if (unit === '块' && part === undefined && value < 10) return mayBePrice(text, start, end, num);
  if (unit !== undefined) return true;
  if (sign !== undefined) return !/[\d.kw]/u.test(text.charAt(end));
  if (!endsAsSum(text, end)) return false;
  if (big !== undefined || /[千仟万萬亿億kw]/u.test(num + (said.high ?? ''))) return true;
  const bare = /^[1-9]\d{1,6}(?:\.\d{1,2})?$/u.test(num) || (/[百佰]/u.test(num) && num.length > 1);
  return bare && vague === undefined && isGiven(text, start) && !isOther(text, start, num);
}

/** 打10086 and 打110 are calls, and 点位给到12 is no sum. */
function isOther(text: string, start: number, num: string): boolean {
  const call = text.charAt(start - 1) === '打' && /^(?:1[12]\d|100(?:00|10|86)|12\d{3}|9[56]\d{3})$/u.test(num);
  return call || (num.length < 3 && /点位|返点|点数|几个点/u.test(text.slice(Math.max(0, start - 8), start)));
}

/** 块 also counts pieces and means "together": 两块屏, 一块去. */
function mayBePrice(text: string, start: number, end: number, num: string): boolean {
  if (num === '一') return /(?:给|加|降|少|便宜|涨|差)[你我您]?$/u.test(text.slice(Math.max(0, start - 5), start));
  return /^(?:$|[,。!?;:、 ~)/\d]|[左以每多呢啊的就都不行够给起封现到]|一[个件斤单份张只盒米平台条])/u.test(
    text.slice(end, end + 2),
  );
}

function numbersOf({ num, high, half, vague, big }: Said): readonly number[] {
  const size = sizeOf(big);
  const low = half === undefined ? readRun(num ?? '') : [0.5];
  const upper = high === undefined ? [] : readRun(high);
  const end = num === undefined ? undefined : sharedMultiplier(num, high);
  // 来, 多 and 几 stand for less than the unit before them; what they leave open is left out.
  const counted = vague === undefined && big === undefined ? low : low.slice(0, 2);
  return [...counted.map((each) => each * (end ?? 1)), ...upper].map((each) => each * size);
}

/** In 3-5万 and 三到五千 the multiplier at the end is that of both. */
function sharedMultiplier(num: string, high: string | undefined): number | undefined {
  const last = high === undefined ? undefined : /[万萬w千仟k百佰亿億]$/u.exec(high)?.[0];
  return last === undefined || /[万萬w千仟k百佰亿億]/u.test(num) ? undefined : readChinese(`1${last}`);
}

function sizeOf(big: string | undefined): number {
  return big === undefined ? 1 : (readChinese(`1${big.replace('个', '')}`) ?? 1);
}

/** 1,5000 is written by some for 15000, and by others for 1 and 5000; 一千两千 is a range. */
function readRun(run: string): readonly number[] {
  if (/^\d{1,4},\d{4}/u.test(run)) return [Number(run.replaceAll(',', '')), Number(run.replace(/^.*,/u, ''))];
  const [, low, size, high] = /^(.)([百千万])(.)\2$/u.exec(run) ?? [];
  const both = [`${low}${size}`, `${high}${size}`].map((each) => readChinese(each));
  return size === undefined ? readChineseVague(run) : both.filter((each) => each !== undefined);
}

function digitOf(text: string | undefined): number {
  return text === undefined ? 0 : (readChinese(text) ?? 0);
}

/** Sums in whole units of the currency as one reading; nothing if the first is too small or too large for money. */
function amountOf(sums: readonly number[], start: number, end: number, currency: string): readonly AmountRead[] {
  const minor = sums.map((each) => Math.round(each * 10 ** minorDigits(currency)));
  const [amount, ...alternatives] = [...new Set(minor)]
    .filter((each) => each > 0 && each <= LARGEST)
    .map((each) => money(currency, BigInt(each)));
  return amount === undefined ? [] : [{ type: 'amount', start, end, amount, alternatives }];
}
