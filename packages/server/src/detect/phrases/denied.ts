import type { Span } from './match.ts';
import type { Stretch } from './reading.ts';
import { slotNumber } from './slots.ts';

/** How far before and after the words a denial still means them. */
const BEFORE = 8;
const AFTER = 4;
const [denial, refusal] = [slotNumber('denial'), slotNumber('refusal')];
const cited = ['rule', 'training', 'news', 'hearsay'].map(slotNumber);

/**
 * Whether what stands at the place is refused, denied or forbidden in the same clause: a word of denial shortly before
 * it, or one of refusal right behind it. Turns of speech that hold such a word and deny nothing are idioms of the lexicon.
 */
export function isDenied(stretch: Stretch, { start, end }: Span): boolean {
  const before = stretch
    .spansOf(denial)
    .some((word) => word.end <= start && start - word.end <= BEFORE && stretch.spans(word.end, start, 'nothing'));
  if (before) return true;
  return stretch
    .spansOf(refusal)
    .some((word) => word.start >= end && word.start - end <= AFTER && stretch.spans(end, word.start, 'commas'));
}

/** Words in quotation marks are spoken about, not said, where rules, training, news or others are spoken of beside them. */
export function isCited(stretch: Stretch, { start, end }: Span): boolean {
  if (!stretch.quotations.some((quoted) => quoted.start <= start && end <= quoted.end)) return false;
  return cited.some((slot) => stretch.spansOf(slot).some((word) => !(start < word.end && word.start < end)));
}
