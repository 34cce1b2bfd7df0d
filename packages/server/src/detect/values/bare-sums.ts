import type { Money } from '../../kernel/money.ts';
import { money } from '../../kernel/money.ts';
import type { BareNumber } from './bare-numbers.ts';
import { besideSum, countsTenThousands, inTenThousands, priceNoun } from './bare-words.ts';

/** A sum without its unit, and where it stands in the folded text; the likeliest first, never empty. */
export type BareSum = { readonly start: number; readonly end: number; readonly sums: readonly Money[] };

/**
 * The numbers that are sums by their shape, by what stands beside them, or because another sum of the text is like them;
 * `said` are those with a unit, in yuan.
 */
export function bareSums(text: string, numbers: readonly BareNumber[], said: readonly number[]): readonly BareSum[] {
  const free = numbers.filter((each) => (each.coined ? !isTogether(text, each) : !isName(text, each)));
  const sure = free.filter((each) => isSure(text, each));
  const anchors = [...said, ...sure.map(({ value }) => value)];
  const large = anchors.filter((anchor) => anchor >= 10_000);
  const like = (value: number) =>
    anchors.some((anchor) => isLike(value, anchor, 4)) || large.some((anchor) => isLike(value * 10_000, anchor, 4));
  return free
    .filter((each) => sure.includes(each) || (beside(text, each) !== 'refused' && like(each.value)))
    .flatMap(({ start, end, ...each }) => {
      const sums = readingsOf(text, each, large).flatMap(moneyOf);
      return sums.length === 0 ? [] : [{ start, end, sums }];
    });
}

function beside(text: string, { start, end }: BareNumber) {
  return countsTenThousands(text, end) ? 'money' : besideSum(text, start, end);
}

function isSure(text: string, number: BareNumber): boolean {
  if (number.coined) return true;
  const says = beside(text, number);
  if (says === 'refused') return false;
  const decimal = /^\d{1,3}\.\d{1,2}$/u.test(text.slice(number.start, number.end));
  if (decimal && (says === 'money' || priceNoun.test(text.slice(0, number.start)))) return true;
  return number.priced || (says === 'money' && number.value > 9);
}

const isLike = (value: number, anchor: number, times: number): boolean =>
  value * times >= anchor && value <= anchor * times;

/** 一块 is mostly a word for together or for a piece, and 一分 and 一毛 are words for nothing at all. */
function isTogether(text: string, { start, end }: BareNumber): boolean {
  const said = text.slice(start, end);
  if (said === '一块') return !/^(?:钱|给|[,。!?;]|$)/u.test(text.slice(end, end + 1));
  return /^一[毛分]$/u.test(said) && /^(?:不|都[不没]|没)/u.test(text.slice(end, end + 2));
}

/** Telephone numbers, years and other numbers that are names. */
function isName(text: string, { start, end, value }: BareNumber): boolean {
  const said = text.slice(start, end);
  const called =
    /[打拨]$/u.test(text.slice(0, start)) && /^(?:1[12]\d|400|100(?:00|10|86)|123[0-9]{2}|9\d{4})$/u.test(said);
  return called || value === 0 || /^0\d|^\d{8,}$|^20[23]\d$/u.test(said);
}

/** The unit of another sum is that of this one too where only then they are alike: 一百六十八万 … 一百六十二. */
function readingsOf(
  text: string,
  { value, more, large, coined }: Omit<BareNumber, 'start' | 'end'>,
  others: readonly number[],
): readonly number[] {
  if (large || coined || value >= 10_000) return [value, ...more];
  const lifted = value * 10_000;
  if (others.some((other) => isLike(lifted, other, 4))) return [lifted, value, ...more];
  const maybe = value >= 10 && (inTenThousands.test(text) || others.some((other) => isLike(lifted, other, 100)));
  return maybe ? [value, ...more, lifted] : [value, ...more];
}

/** Nothing for what is too small or too large for money. */
export function moneyOf(yuan: number): readonly Money[] {
  const minor = Math.round(yuan * 100);
  return minor > 0 && minor <= 100_000_000_000_000 ? [money('CNY', BigInt(minor))] : [];
}
