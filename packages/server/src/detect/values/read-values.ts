import type { Instant } from '../../kernel/time.ts';
import type { Folded } from './fold.ts';
import { fold, unfold } from './fold.ts';
import type { AccountRead } from './read-accounts.ts';
import { readAccounts } from './read-accounts.ts';
import type { AmountRead } from './read-amounts.ts';
import { readAmounts } from './read-amounts.ts';
import type { DateRead } from './read-dates.ts';
import { readDates } from './read-dates.ts';
import type { PercentRead } from './read-percents.ts';
import { readPercents } from './read-percents.ts';
import { firstOfEach } from './taken.ts';

/** What can change hands. */
export type Value = PercentRead | AmountRead;
/** The same, and when and where to. */
export type AnyValue = Value | DateRead | AccountRead;

const numeral = /[\d零〇一二两俩三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾半平均]/u;

/**
 * Reads the percentages and sums that people say in chats: 10个点, 百分之八, 一成五, 三七分, 两万, 1.5w, ¥2,000.
 * Places are UTF-16 offsets into the text as given; readings are in order and never overlap.
 */
export function readValues(text: string): readonly Value[] {
  const folded = fold(text);
  return readFolded(folded).map((value) => ({ ...value, ...unfold(folded, value.start, value.end) }));
}

/** Also dates, counted from `at` where it is given, and accounts. */
export function readAnyValues(text: string, at?: Instant): readonly AnyValue[] {
  const folded = fold(text);
  return readAllFolded(folded, at).map((value) => ({ ...value, ...unfold(folded, value.start, value.end) }));
}

/** The percentages and sums, with places in the folded text. */
export function readFolded({ text }: Folded): readonly Value[] {
  if (!numeral.test(text)) return [];
  const [percents, amounts] = [readPercents(text), readAmounts(text)];
  if (percents.length + amounts.length === 0) return [];
  const all = inPlace(text, percents, amounts, undefined);
  return all.filter((value) => value.type === 'percent' || value.type === 'amount');
}

/** Everything, with places in the folded text. */
export function readAllFolded({ text }: Folded, at?: Instant): readonly AnyValue[] {
  return inPlace(text, readPercents(text), readAmounts(text), at);
}

/**
 * Where several fit an account wins, then a percentage, then a date: 百分之八 holds no sum, and neither does a card's
 * number.
 */
function inPlace(
  text: string,
  percents: readonly PercentRead[],
  amounts: readonly AmountRead[],
  at: Instant | undefined,
): readonly AnyValue[] {
  return firstOfEach<AnyValue>(text.length, [...readAccounts(text), ...percents, ...readDates(text, at), ...amounts]);
}
