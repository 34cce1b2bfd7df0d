import { mayStandIn } from './may-stand.ts';
import { percentForms } from './percent-forms.ts';
import { firstOfEach, joinRanges } from './taken.ts';

/** A share of a hundred in hundredths of a percent, and where it stands in the folded text. */
export type PercentRead = {
  readonly type: 'percent';
  readonly start: number;
  readonly end: number;
  readonly percentBps: number;
  /** Other readings: the upper end of a range, the other part of a split. */
  readonly alternatives: readonly number[];
  /** Whether it was said as a division between two (三七分), which needs no word for a benefit beside it. */
  readonly split: boolean;
};

const LARGEST_BPS = 100_000;

/** Shares said in folded text. A discount (八折), a score and an hour are none. */
export function readPercents(text: string): readonly PercentRead[] {
  const all = percentForms.filter(mayStandIn(text)).flatMap(({ pattern, read, split }) =>
    [...text.matchAll(pattern)].flatMap((found): readonly PercentRead[] => {
      const [percentBps, ...alternatives] = read(found).filter((bps) => bps > 0 && bps <= LARGEST_BPS);
      if (percentBps === undefined) return [];
      const end = found.index + found[0].length;
      return [{ type: 'percent', start: found.index, end, percentBps, alternatives, split: split ?? false }];
    }),
  );
  return joinRanges(text, firstOfEach(text.length, all), (low, high) => {
    if (low.split || high.split || low.percentBps >= high.percentBps) return undefined;
    return { ...low, end: high.end, alternatives: [...low.alternatives, high.percentBps, ...high.alternatives] };
  });
}
