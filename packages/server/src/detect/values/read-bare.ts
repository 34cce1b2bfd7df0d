import type { Money } from '../../kernel/money.ts';
import { money } from '../../kernel/money.ts';
import type { BareNumber } from './bare-numbers.ts';
import { bareNumbers } from './bare-numbers.ts';
import { bareShares } from './bare-shares.ts';
import { foldSigns, unfoldSigns } from './bare-text.ts';
import { besideSum, inTenThousands, shareWord } from './bare-words.ts';
import type { AnyValue } from './read-values.ts';
import { readAllFolded } from './read-values.ts';
import { firstOfEach } from './taken.ts';

/** A share in hundredths of a percent or a sum, read without its unit. */
export type BareRead = {
  readonly start: number;
  readonly end: number;
  readonly reading: number | Money;
  readonly alternatives: readonly (number | Money)[];
};

/**
 * Reads numbers without a unit as sums or shares from what stands beside them (便宜八百, 一节三百五, 返 8), and what has
 * its unit in a spelling that no other reader knows (俩W, ④個㸃). Made for text where something was found: elsewhere most
 * bare numbers are neither. Places are UTF-16 offsets into the text as given; readings are in order and never overlap.
 */
export function readBare(text: string): readonly BareRead[] {
  const folded = foldSigns(text);
  return bareIn(folded.text).map((read) => ({ ...read, ...unfoldSigns(text, folded, read.start, read.end) }));
}

/** The same, with places in the folded text. */
export function bareIn(text: string): readonly BareRead[] {
  const known = readAllFolded({ text, start: [] }).filter((value) => !isDecimal(text, value));
  const numbers = bareNumbers(text);
  const longer = numbers.filter((each) => each.coined && known.some((value) => holds(each, value)));
  const shares = bareShares(text).map(({ start, end, shares: [reading = 0, ...others] }) => {
    return { start, end, reading, alternatives: [...others, ...sumsInstead(text, start, end, reading)] };
  });
  const taken = [...longer, ...known];
  const free = firstOfEach<BareNumber | AnyValue | BareRead>(text.length, [...taken, ...shares, ...numbers]);
  const sums = sumsOf(
    text,
    free.filter((each) => 'priced' in each),
    known,
  );
  const kept = free.flatMap((each): readonly BareRead[] => {
    if ('reading' in each) return [each];
    if ('priced' in each) return [];
    if (each.type === 'percent')
      return [{ ...placeOf(each), reading: each.percentBps, alternatives: each.alternatives }];
    return each.type === 'amount'
      ? [withShare(text, { ...placeOf(each), reading: each.amount, alternatives: each.alternatives })]
      : [];
  });
  return [...kept, ...sums].toSorted((a, b) => a.start - b.start);
}

const placeOf = ({ start, end }: { start: number; end: number }) => ({ start, end });

function holds(number: BareNumber, value: AnyValue): boolean {
  const length = value.end - value.start;
  return (
    value.type === 'amount' &&
    number.start <= value.start &&
    number.end >= value.end &&
    number.end - number.start > length
  );
}

/** 12.6 is a day to the reader of days, and as often a price. */
function isDecimal(text: string, { type, start, end }: AnyValue): boolean {
  return type === 'date' && /^\d{1,3}\.\d{1,2}$/u.test(text.slice(start, end));
}

function sumsOf(text: string, numbers: readonly BareNumber[], known: readonly AnyValue[]): readonly BareRead[] {
  const beside = numbers.map((each) => (isNumberOnly(text, each) ? 'refused' : besideSum(text, each.start, each.end)));
  const sure = numbers.filter(
    (each, i) => each.coined || (beside[i] !== 'refused' && (each.priced || (beside[i] === 'money' && each.value > 9))),
  );
  const anchors = [
    ...sure.map(({ value }) => value),
    ...known.flatMap((value) => (value.type === 'amount' ? [Number(value.amount.minor) / 100] : [])),
  ];
  const sums = numbers.filter(
    (each, i) =>
      sure.includes(each) || (beside[i] !== 'refused' && anchors.some((anchor) => isLike(each.value, anchor))),
  );
  const large = anchors.filter((anchor) => anchor >= 10_000);
  return sums.flatMap((each) => readSum(text, each, large));
}

const isLike = (value: number, anchor: number): boolean => value * 4 >= anchor && value <= anchor * 4;

/** Telephone numbers, years and other numbers that are names. */
function isNumberOnly(text: string, { start, end, value }: BareNumber): boolean {
  const said = text.slice(start, end);
  return /^0\d|^\d{8,}$|^(?:110|120|119|10086|10010|10000|12345|12315)$|^202\d$/u.test(said) || value === 0;
}

/** The unit of another sum is that of this one too where only then they are alike: 一百六十八万 … 一百六十二. */
function readSum(
  text: string,
  { start, end, value, more, large, coined }: BareNumber,
  known: readonly number[],
): readonly BareRead[] {
  const bare = !large && !coined && value < 10_000;
  const lifted = bare && known.some((anchor) => isLike(value * 10_000, anchor));
  const maybe = bare && value >= 10 && inTenThousands.test(text);
  const yuan = lifted ? [value * 10_000, value] : [value, ...more, ...(maybe ? [value * 10_000] : [])];
  const [reading, ...others] = yuan.flatMap(moneyOf);
  if (reading === undefined) return [];
  return [withShare(text, { start, end, reading, alternatives: others })];
}

function moneyOf(yuan: number): readonly Money[] {
  const minor = Math.round(yuan * 100);
  return minor > 0 && minor <= 100_000_000_000_000 ? [money('CNY', BigInt(minor))] : [];
}

/** 一毛 is also ten in the hundred, and a small number beside a share or a word for one may be one. */
function withShare(text: string, read: BareRead): BareRead {
  if (typeof read.reading === 'number') return read;
  const yuan = Number(read.reading.minor) / 100;
  const coin = yuan < 1 && /[毛角]/u.test(text.slice(read.start, read.end));
  const small = yuan <= 50 && /^[\d.一二两三四五六七八九十]+$/u.test(text.slice(read.start, read.end));
  if (coin) return { ...read, alternatives: [...read.alternatives, Math.round(yuan * 10_000)] };
  if (!small || !(shareWord.test(text) || /%|点|成/u.test(text))) return read;
  return { ...read, alternatives: [...read.alternatives, Math.round(yuan * 100)] };
}

function sumsInstead(text: string, start: number, end: number, share: number): readonly Money[] {
  if (!/^[\d.一二两三四五六七八九十]+个?$/u.test(text.slice(start, end))) return [];
  return [share / 100, share * 100].flatMap(moneyOf);
}
