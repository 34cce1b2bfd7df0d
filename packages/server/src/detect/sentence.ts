import type { Folded } from './fold.ts';
import { fold, unfold } from './fold.ts';
import { ownWords } from './own-words.ts';
import type { Value } from './values/read-values.ts';
import { readFolded } from './values/read-values.ts';

/** One sentence in folded text; places of values are counted from the sentence's own start. */
export type Sentence = {
  readonly text: string;
  /** Where the sentence begins in the folded message. */
  readonly offset: number;
  readonly values: readonly Value[];
  /** The whole message, or what surrounds the sentence if the message is long. */
  readonly around: string;
};

export type Message = { readonly original: string; readonly folded: Folded; readonly sentences: readonly Sentence[] };

const SURROUNDING = 120;
const LONGEST = 400;

/** Cuts a message into sentences; one that never ends is cut at a comma or, failing that, by length. */
export function readMessage(original: string): Message {
  const folded = fold(ownWords(original));
  const sentences: Sentence[] = [];
  for (const found of folded.text.matchAll(new RegExp(`[^。!?;\\n…]{1,${LONGEST}}[!?。]?`, 'gu'))) {
    const text = found[0];
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const offset = found.index;
    const around = folded.text.slice(Math.max(0, offset - SURROUNDING), offset + text.length + SURROUNDING);
    sentences.push({ text, offset, around, values: readFolded({ text, start: [] }) });
  }
  return { original, folded, sentences };
}

/** The part of a sentence between two commas or spaces that holds the place. */
export function clauseAt(text: string, at: number): { readonly start: number; readonly end: number } {
  const before = text.slice(0, at).search(/[^,、: ]*$/u);
  const after = text.slice(at).search(/[,、: 。!?]/u);
  return { start: before, end: after === -1 ? text.length : at + after };
}

/** The place in the original message of a range of one of its sentences. */
export function placeHit(
  { folded }: Message,
  { offset }: Sentence,
  start: number,
  end: number,
): ReturnType<typeof unfold> {
  return unfold(folded, offset + start, offset + end);
}
