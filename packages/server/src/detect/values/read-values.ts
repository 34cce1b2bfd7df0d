import type { Folded } from '../fold.ts';
import { fold, unfold } from '../fold.ts';
import type { AmountRead } from './read-amounts.ts';
import { readAmounts } from './read-amounts.ts';
import type { PercentRead } from './read-percents.ts';
import { readPercents } from './read-percents.ts';

export type Value = PercentRead | AmountRead;

/**
 * Reads the percentages and sums that people say in chats: 10个点, 百分之八, 一成五, 三七分, 两万, 1.5w, ¥2,000.
 * Places are UTF-16 offsets into the text as given; readings are in order and never overlap.
 */
export function readValues(text: string): readonly Value[] {
  const folded = fold(text);
  return readFolded(folded).map((value) => ({ ...value, ...unfold(folded, value.start, value.end) }));
}

/** The same, with places in the folded text. Where both fit a percentage wins: 百分之八 holds no sum. */
export function readFolded({ text }: Folded): readonly Value[] {
  if (!/[\d零〇一二两俩三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾半平]/u.test(text)) return [];
  const percents = readPercents(text);
  const amounts = readAmounts(text).filter(
    (amount) => !percents.some((percent) => amount.start < percent.end && percent.start < amount.end),
  );
  return [...percents, ...amounts].toSorted((a, b) => a.start - b.start);
}
