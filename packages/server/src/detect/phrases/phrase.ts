import type { Speaker } from '../rule.ts';

/**
 * A way of saying something, as a pattern over named slots and plain words.
 *
 * A pattern is a row of elements. `<give>` is any word of that slot, `<share|sum>` of one of several; `少不了|不会少` are
 * the words themselves; `[…]` around one element makes it optional. Between two elements up to 4 characters may stand,
 * without a comma; `+` between them allows none, `~` up to 10 and commas, `~~` up to 25 and ends of sentences.
 * `A & B` wants both, in either order, in the same stretch of text.
 */
export type Phrase = {
  readonly pattern: string;
  /** Tenths of what makes a finding: 10 is enough alone, negative speaks against. */
  readonly weight: number;
  /** What a reader is told this is, in Chinese. */
  readonly why: string;
  /** Who has to say it; either, where this is missing. */
  readonly by?: Speaker;
  /** Patterns that, found in the same stretch, take this phrase away. */
  readonly unless?: readonly string[];
  /** A refusal or denial around the words does not take it away: the words themselves say what is not to be done. */
  readonly firm?: true;
  /** It rests on more than wording, on what records say or an industry has in writing: it counts in full beside the sound. */
  readonly full?: true;
};

type Options = Omit<Phrase, 'pattern' | 'weight' | 'why'> & { readonly weight?: number };

/** A phrase of the given weight. */
export function weigh(weight: number, why: string, pattern: string, options: Options = {}): Phrase {
  return { pattern, why, weight, ...options };
}

/** A phrase that is enough alone unless something weighs against it. */
export function plain(why: string, pattern: string, options: Options = {}): Phrase {
  return weigh(10, why, pattern, options);
}

/** A phrase that needs another beside it, or a neighbouring message. */
export function hint(why: string, pattern: string, options: Options = {}): Phrase {
  return weigh(5, why, pattern, options);
}

/** What speaks for an orderly meaning. */
export function against(why: string, pattern: string, options: Options = {}): Phrase {
  return weigh(-10, why, pattern, { firm: true, ...options });
}
