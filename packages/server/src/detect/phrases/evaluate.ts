import type { Speaker } from '../rule.ts';
import { isCited, isDenied } from './denied.ts';
import type { Span } from './match.ts';
import { matchPattern } from './match.ts';
import type { Pattern } from './pattern.ts';
import { parsePattern, slotsIn, wordsIn } from './pattern.ts';
import type { Phrase } from './phrase.ts';
import type { Reading, Stretch } from './reading.ts';

export type CompiledPhrase = Phrase & { readonly parsed: Pattern; readonly cancelled: readonly Pattern[] };

/** What one phrase adds to a finding, and where; `from` says whether it stands in a neighbouring message. */
export type Part = Span & { readonly why: string; readonly weight: number; readonly full?: true };

/** A stretch in which the weights reach what makes a finding. */
export type Judged = {
  readonly stretch: Stretch;
  readonly score: number;
  readonly parts: readonly Part[];
  readonly against: readonly Part[];
};

/** The sum of weights that makes a finding. */
export const ENOUGH = 10;
/** What neighbouring messages can add at most: they complete what is said, and are never all of it. */
export const NEIGHBOURS = 5;

export function compilePhrases(phrases: readonly Phrase[]): readonly CompiledPhrase[] {
  return phrases.map((phrase) => ({
    ...phrase,
    parsed: parsePattern(phrase.pattern),
    cancelled: (phrase.unless ?? []).map(parsePattern),
  }));
}

/** The plain words of patterns, for the dictionary. */
export function plainWordsOf(phrases: readonly CompiledPhrase[]): readonly string[] {
  return phrases.flatMap(({ parsed, cancelled }) => [parsed, ...cancelled].flatMap(wordsIn));
}

/** The slots that patterns ask for, so that a misspelt one is noticed. */
export function slotsOf(phrases: readonly CompiledPhrase[]): readonly string[] {
  return phrases.flatMap(({ parsed, cancelled }) => [parsed, ...cancelled].flatMap(slotsIn));
}

/** Weighs every stretch; each phrase counts once however often it stands there. */
export function judge(phrases: readonly CompiledPhrase[], reading: Reading, speaker: Speaker): readonly Judged[] {
  const possible = phrasesAt(phrases, reading).filter(
    ({ by, parsed }) => (by === undefined || by === speaker) && mayStand(parsed, reading),
  );
  if (possible.length === 0) return [];
  return reading.stretches.flatMap((stretch): readonly Judged[] => {
    const found = possible.flatMap((phrase) => partOf(phrase, stretch));
    const parts = found.filter(({ weight }) => weight > 0);
    const [first] = found;
    if (first === undefined) return [];
    const against = found.filter(({ weight }) => weight < 0);
    const score = found.reduce((sum, { weight }) => sum + weight, 0);
    return [{ stretch, score, parts, against }];
  });
}

const indexes = new WeakMap<readonly CompiledPhrase[], ReadonlyMap<string, readonly number[]>>();

/** The phrases of which the element that has the fewest words is somewhere in the message, in their order. */
function phrasesAt(phrases: readonly CompiledPhrase[], { filled }: Reading): readonly CompiledPhrase[] {
  let index = indexes.get(phrases);
  if (index === undefined) {
    index = indexOf(phrases);
    indexes.set(phrases, index);
  }
  const places = new Set<number>();
  for (const slot of filled) for (const place of index.get(slot) ?? []) places.add(place);
  return [...places].toSorted((a, b) => a - b).flatMap((place) => phrases[place] ?? []);
}

function indexOf(phrases: readonly CompiledPhrase[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [place, { parsed }] of phrases.entries()) {
    const needed = parsed.rows.flat().filter(({ optional }) => !optional);
    const [rarest] = needed.toSorted((a, b) => a.slots.length - b.slots.length);
    for (const slot of rarest?.slots ?? []) {
      const known = index.get(slot);
      if (known === undefined) index.set(slot, [place]);
      else known.push(place);
    }
  }
  return index;
}

/** Whether every element that has to be there is somewhere in the message: most patterns end here. */
function mayStand({ rows }: Pattern, { filled }: Reading): boolean {
  return rows.every((row) => row.every(({ optional, slots }) => optional || slots.some((slot) => filled.has(slot))));
}

function partOf(phrase: CompiledPhrase, stretch: Stretch): readonly Part[] {
  const found = matchPattern(phrase.parsed, stretch);
  const own = phrase.weight < 0 ? found : found.filter((span) => !isCited(stretch, span));
  const meant = phrase.firm === true ? own : own.filter((span) => !isDenied(stretch, span));
  const [first] = meant;
  if (first === undefined) return [];
  if (phrase.cancelled.some((pattern) => matchPattern(pattern, stretch).length > 0)) return [];
  const { why, weight, full } = phrase;
  return [{ ...first, why, weight, ...(full === undefined ? {} : { full }) }];
}
