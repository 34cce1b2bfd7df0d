import type { Money } from '../../kernel/money.ts';
import { bareNumbers, isPerOne } from './bare-numbers.ts';
import { bareShares } from './bare-shares.ts';
import { bareSums, moneyOf } from './bare-sums.ts';
import { foldSigns, unfoldSigns } from './bare-text.ts';
import { shareWord } from './bare-words.ts';
import type { AnyValue } from './read-values.ts';
import { readAllFolded } from './read-values.ts';
import { firstOfEach } from './taken.ts';

/** A share in hundredths of a percent or a sum, as `reading` and in each of `alternatives`. */
export type BareRead = {
  readonly start: number;
  readonly end: number;
  readonly reading: number | Money;
  readonly alternatives: readonly (number | Money)[];
  /** Whether it was said with its unit. */
  readonly sure: boolean;
};

/**
 * Reads shares and sums, also from numbers without a unit by what stands beside them (便宜八百, 一节三百五, 返 8), and
 * from spellings of units that no other reader knows (俩W, ④個㸃). Made for text where something was found: elsewhere most
 * bare numbers are neither. Places are UTF-16 offsets into the text as given; readings are in order and never overlap.
 */
export function readBare(text: string): readonly BareRead[] {
  const folded = foldSigns(text);
  return bareIn(folded.text).map((read) => ({ ...read, ...unfoldSigns(text, folded, read.start, read.end) }));
}

/** The same, with places in the folded text. */
function bareIn(text: string): readonly BareRead[] {
  if (!/[\d零〇一二两俩三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖半平均毛角]/u.test(text)) return [];
  const known = readAllFolded({ text, start: [] }).filter((value) => !isMisread(text, value));
  const numbers = bareNumbers(text);
  const longer = numbers.filter((each) => each.coined && known.some((value) => holds(each, value)));
  const shares = bareShares(text).map(
    ({ start, end, shares: [reading = 0, ...others] }): BareRead => ({
      ...{ start, end, reading, sure: false },
      alternatives: [...others, ...sumsInstead(text.slice(start, end), reading)],
    }),
  );
  const free = firstOfEach<Place>(text.length, [...longer, ...known, ...shares, ...numbers]);
  const said = known.filter((value) => free.includes(value));
  const sums = bareSums(
    text,
    numbers.filter((each) => free.includes(each)),
    said.flatMap(yuanOf),
  );
  return [
    ...said.flatMap((value) => saidRead(text, value)),
    ...shares.filter((each) => free.includes(each)),
    ...sums.map(({ start, end, sums: [reading = 0, ...alternatives] }) =>
      withShare(text, { start, end, reading, alternatives, sure: false }),
    ),
  ].toSorted((a, b) => a.start - b.start);
}

type Place = { readonly start: number; readonly end: number };

function saidRead(text: string, value: AnyValue): readonly BareRead[] {
  const { start, end } = value;
  if (value.type === 'percent')
    return [{ start, end, reading: value.percentBps, alternatives: value.alternatives, sure: true }];
  if (value.type !== 'amount') return [];
  return [withShare(text, { start, end, reading: value.amount, alternatives: value.alternatives, sure: true })];
}

function yuanOf(value: AnyValue): readonly number[] {
  return value.type === 'amount' ? [Number(value.amount.minor) / 100] : [];
}

function holds(number: Place, { type, start, end }: AnyValue): boolean {
  return type === 'amount' && number.start <= start && number.end >= end && number.end - number.start > end - start;
}

/** 12.6 and the 五一 of 一百五一晚 are days to the reader of days, and as often prices; the 一 of 五毛一条 is no part of the sum,
 * and a sum without its unit is read here with what is beside it. */
function isMisread(text: string, { type, start, end }: AnyValue): boolean {
  const said = text.slice(start, end);
  if (type === 'date')
    return /^\d{1,3}\.\d{1,2}$/u.test(said) || (said === '五一' && /[百千万]/u.test(text.charAt(start - 1)));
  if (type !== 'amount') return false;
  return (
    /^\d{1,3}(?:\.\d+)?$|[千万][一二三四五六七八九]{2}$/u.test(said) || (said.endsWith('一') && isPerOne(text, end - 1))
  );
}

/** 一毛 is also ten in the hundred, and a small number in a text about shares may be one. */
function withShare(text: string, read: BareRead): BareRead {
  if (typeof read.reading === 'number') return read;
  const said = text.slice(read.start, read.end);
  const yuan = Number(read.reading.minor) / 100;
  if (yuan < 1 && /[毛角]/u.test(said))
    return { ...read, alternatives: [...read.alternatives, Math.round(yuan * 10_000)] };
  const isSmall = yuan <= 50 && /^[\d.一二两三四五六七八九十]+$/u.test(said);
  if (!isSmall || !(shareWord.test(text) || /[%点成]|百分之/u.test(text))) return read;
  return { ...read, alternatives: [...read.alternatives, Math.round(yuan * 100)] };
}

/** A small number after a word for a share is at times a sum, or a count of tens of thousands. */
function sumsInstead(said: string, share: number): readonly Money[] {
  if (!/^[\d.一二两三四五六七八九十]+个?$/u.test(said)) return [];
  return [share / 100, share * 100].flatMap(moneyOf);
}
