import type { Part } from '../phrases/evaluate.ts';
import type { Span } from '../phrases/match.ts';
import type { Reading } from '../phrases/reading.ts';
import type { Speaker, TextKind } from '../rule.ts';
import { forEachTrait, unitOf } from './traits.ts';
import type { Weights } from './weights.ts';
import { BASE_SIZE, KINDS, LEANS } from './weights.ts';

/** How the wording of a piece of text sounds for one kind: a sum of weights learnt from labelled lines. */
export type Sound = {
  /** In tenths of what makes a finding; what every line begins with is in it. */
  readonly score: number;
  /** How much a guilty line worded like this is of this kind; logarithm of the odds. */
  readonly leaning: number;
  /** Whether no other kind has a higher leaning, or this one has enough for a second kind. */
  readonly isOfKind: boolean;
  /** The same sum by what it comes from; asked for only where something was found. */
  readonly parts: () => readonly Part[];
};

/** The logarithm of odds from which a line is of a second kind as well. */
export const OF_KIND = 0.5;

/** A trait that has a row of weights, and how much of it there is. */
type Heard = Span & { readonly row: number; readonly size: number };

/**
 * How a stretch sounds, kind by kind: as its sentences do, alone and two in a row, and of those as the one that says most
 * for the kind. The lines that weights are learnt from are that long; among more the words that matter would drown.
 */
export function listen(
  reading: Reading,
  stretch: Span,
  speaker: Speaker,
  weights: Weights,
): ReadonlyMap<TextKind, Sound> {
  const best = new Map<TextKind, Sound>();
  for (const passage of passagesIn(reading.normal.text, stretch))
    for (const [kind, sound] of listenTo(reading, passage, speaker, weights)) {
      const known = best.get(kind);
      if (known === undefined || isMore(sound, known)) best.set(kind, sound);
    }
  return best;
}

/** What is of the kind comes before what is only loud. */
function isMore(a: Sound, b: Sound): boolean {
  return a.isOfKind === b.isOfKind ? a.score > b.score : a.isOfKind;
}

/** A shorter sentence is only heard together with the one before or behind it. */
const SHORTEST = 8;

function passagesIn(text: string, { start, end }: Span): readonly Span[] {
  const sentences = [...text.slice(start, end).matchAll(/[^。!?;\n…]+[。!?;\n…]*/gu)].map(({ 0: said, index }) => {
    return { start: start + index, end: start + index + said.length };
  });
  if (sentences.length < 2) return [{ start, end }];
  const pairs = sentences.slice(1).map((second, i) => ({ start: sentences[i]?.start ?? start, end: second.end }));
  return [...sentences.filter((each) => each.end - each.start >= SHORTEST), ...pairs];
}

function listenTo(reading: Reading, span: Span, speaker: Speaker, weights: Weights): ReadonlyMap<TextKind, Sound> {
  const { rowOf, table, base } = weights;
  const known = new Map<number, Heard>();
  forEachTrait(reading, span, speaker, (name, size, start, end) => {
    const row = rowOf.get(name);
    if (row !== undefined && !known.has(row)) known.set(row, { row, size, start, end });
  });
  const heard = [...known.values()];
  const unit = unitOf(heard);
  const scores = KINDS.map((_, kind) => (table[base + kind] ?? 0) * BASE_SIZE);
  const leanings = KINDS.map((_, kind) => (table[base + LEANS + kind] ?? 0) * BASE_SIZE);
  for (const { row, size } of heard) {
    for (let kind = 0; kind < KINDS.length; kind += 1) {
      scores[kind] = (scores[kind] ?? 0) + (table[row + kind] ?? 0) * (size * unit);
      leanings[kind] = (leanings[kind] ?? 0) + (table[row + LEANS + kind] ?? 0) * (size * unit);
    }
  }
  const addOf = (at: number): Adds => ({ heard, of: ({ row, size }) => (table[row + at] ?? 0) * (size * unit) });
  const most = Math.max(...leanings);
  return new Map(
    KINDS.map((kind, at): [TextKind, Sound] => {
      const [score = 0, leaning = 0] = [scores[at], leanings[at]];
      return [
        kind,
        {
          score,
          leaning,
          isOfKind: leaning === most || leaning >= OF_KIND,
          parts: () => partsOf(reading, span, addOf(at), score),
        },
      ];
    }),
  );
}

/** What was heard, and what each of it adds for one kind. */
type Adds = { readonly heard: readonly Heard[]; readonly of: (heard: Heard) => number };

/** The stretches of words that say most for it, the one that says most against it, and the rest in one number. */
function partsOf({ normal: { text } }: Reading, span: Span, { heard, of }: Adds, score: number): readonly Part[] {
  const by = new Float64Array(span.end - span.start);
  for (const each of heard) {
    const share = of(each) / (each.end - each.start);
    for (let at = each.start; at < each.end; at += 1) by[at - span.start] = (by[at - span.start] ?? 0) + share;
  }
  const parts: Part[] = [];
  const take = (sign: 1 | -1, why: (words: string) => string): void => {
    const found = heaviest(by, sign);
    if (found === undefined) return;
    const { start, end, sum } = found;
    const words = text.slice(start + span.start, end + span.start);
    parts.push({ start: start + span.start, end: end + span.start, why: why(words), weight: rounded(sum) });
    by.fill(0, start, end);
  };
  take(1, (words) => `“${words}”:类似的话多属此类`);
  take(1, (words) => `“${words}”:类似的话多属此类`);
  take(-1, (words) => `“${words}”:类似的话多属正常往来`);
  const told = parts.reduce((sum, { weight }) => sum + weight, 0);
  const { start } = span;
  return [...parts, { start, end: start, why: '其余用字,以及多数往来并无问题', weight: rounded(score - told) }];
}

/**
 * The run of characters with the greatest sum of `sign` times what each says beyond `EACH`, and what it says in all;
 * undefined where none says as much.
 */
function heaviest(by: Float64Array, sign: 1 | -1): (Span & { readonly sum: number }) | undefined {
  let best: (Span & { readonly beyond: number }) | undefined;
  let start = 0;
  let beyond = 0;
  for (let at = 0; at < by.length; at += 1) {
    if (beyond <= 0) {
      start = at;
      beyond = 0;
    }
    beyond += sign * (by[at] ?? 0) - EACH;
    if (beyond > (best?.beyond ?? 0)) best = { start, end: at + 1, beyond };
  }
  if (best === undefined) return undefined;
  return {
    start: best.start,
    end: best.end,
    sum: by.subarray(best.start, best.end).reduce((all, one) => all + one, 0),
  };
}

/** What a character has to say, in tenths, to be counted to the words that say most. */
const EACH = 0.8;

/** To a tenth of a tenth, as weights are shown. */
export const rounded = (weight: number): number => Math.round(weight * 10) / 10;
