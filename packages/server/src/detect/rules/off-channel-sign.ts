import type { Phrase } from '../phrases/phrase.ts';

type Options = Omit<Phrase, 'pattern' | 'why' | 'weight'> & { readonly weight?: number };

/** One sign among several, weighed by how seldom it stands in ordinary talk. */
export function sign(why: string, pattern: string, options: Options = {}): Phrase {
  return { pattern, why, weight: 5, ...options };
}
