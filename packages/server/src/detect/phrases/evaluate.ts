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
  const possible = phrasesAt(phrases, reading).filter(({ by }) => by === undefined || by === speaker);
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

/** Where in a list of phrases those stand of which a slot is the rarest that they need, and all that each needs. */
type Index = {
  readonly places: ReadonlyMap<number, readonly number[]>;
  readonly needs: readonly (readonly (readonly number[])[])[];
  /** Which phrases one reading may hold, by place; cleared with every use. */
  readonly marks: Uint8Array;
};
const indexes = new WeakMap<readonly CompiledPhrase[], Index>();

/** The phrases of which every element that has to be there is somewhere in the message: most end here. In their order. */
function phrasesAt(phrases: readonly CompiledPhrase[], { filled }: Reading): readonly CompiledPhrase[] {
  let index = indexes.get(phrases);
  if (index === undefined) {
    index = indexOf(phrases);
    indexes.set(phrases, index);
  }
  const { places, needs, marks } = index;
  marks.fill(0);
  for (const slot of filled.keys()) {
    const at = places.get(slot);
    if (at !== undefined) for (const place of at) marks[place] = 1;
  }
  const found: CompiledPhrase[] = [];
  const isFilled = (slots: readonly number[]): boolean => slots.some((slot) => filled.has(slot));
  for (let place = 0; place < marks.length; place += 1) {
    const phrase = marks[place] === 1 ? phrases[place] : undefined;
    if (phrase !== undefined && needs[place]?.every(isFilled) === true) found.push(phrase);
  }
  return found;
}

function indexOf(phrases: readonly CompiledPhrase[]): Index {
  const places = new Map<number, number[]>();
  const needs = phrases.map(({ parsed }) => {
    const needed = parsed.rows.flat().flatMap(({ optional, slots }) => (optional ? [] : [slots]));
    return needed.toSorted((a, b) => a.length - b.length);
  });
  for (const [place, [rarest = []]] of needs.entries())
    for (const slot of rarest) {
      const known = places.get(slot);
      if (known === undefined) places.set(slot, [place]);
      else known.push(place);
    }
  return { places, needs, marks: new Uint8Array(phrases.length) };
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
