import type { Automaton } from '../words/automaton.ts';
import { buildAutomaton, scanAll } from '../words/automaton.ts';
import type { Spelling } from '../words/spellings.ts';
import { spellingsOf } from '../words/spellings.ts';
import type { Span } from './match.ts';

/** Words by the slot that they fill; written in normal form, separated by blanks. */
export type Lexicon = Readonly<Record<string, string>>;

/** A word where it stands in normal text, and how it was written. */
export type Word = Span & { readonly term: string; readonly how: Spelling['how']; readonly slots: readonly string[] };

type Written = { readonly term: string; readonly how: Spelling['how']; readonly text: string };

export type Dictionary = {
  readonly automaton: Automaton;
  readonly written: readonly Written[];
  readonly slotsOf: ReadonlyMap<string, readonly string[]>;
};

/**
 * Words of these slots take away what a shorter word inside them would stand for: all of it (往返点 holds no 返点), or only
 * some slots (我们 holds no 我; 少不了 holds no denial).
 */
const eaters: ReadonlyMap<string, ReadonlySet<string> | 'all'> = new Map<string, ReadonlySet<string> | 'all'>([
  ['accident', 'all'],
  ['us', new Set(['me'])],
  ['you-all', new Set(['you'])],
  ['idiom', new Set(['denial', 'refusal'])],
]);

/** One automaton over every word of every slot, in every way in which it is written to be hidden. */
export function buildDictionary(lexicons: readonly Lexicon[], plainWords: readonly string[]): Dictionary {
  const slotsOf = new Map<string, Set<string>>();
  const add = (term: string, slot: string) => {
    const known = slotsOf.get(term);
    if (known === undefined) slotsOf.set(term, new Set([slot]));
    else known.add(slot);
  };
  for (const lexicon of lexicons)
    for (const [slot, words] of Object.entries(lexicon))
      for (const word of words.split(/\s+/u)) if (word !== '') add(word, slot);
  for (const word of plainWords) add(word, `=${word}`);
  const written = [...slotsOf.keys()].flatMap((term) => {
    if (isEater(slotsOf.get(term))) return [{ term, text: term, how: 'same' as const }];
    return spellingsOf(term)
      .filter(({ text, how }) => how === 'same' || !slotsOf.has(text))
      .map(({ text, how }) => ({ term, text, how }));
  });
  return {
    automaton: buildAutomaton(written.map(({ text }) => text)),
    written,
    slotsOf: new Map([...slotsOf].map(([term, slots]) => [term, [...slots]])),
  };
}

/** Every word in the text, in order of its start, without accidents of letters. */
export function findWords({ automaton, written, slotsOf }: Dictionary, text: string): readonly Word[] {
  const found: Word[] = [];
  scanAll(automaton, text, (index, end) => {
    const one = written[index];
    if (one === undefined) return;
    const start = end - one.text.length;
    if (!isWhole(text, start, end)) return;
    found.push({ start, end, term: one.term, how: one.how, slots: slotsOf.get(one.term) ?? [] });
  });
  const inOrder = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const left = [...eaters].reduce<readonly Word[]>(
    (words, [eater, eaten]) => withoutEaten(words, eater, eaten),
    inOrder,
  );
  return left.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Leaves out what stands inside a longer word of the slot `eater`; `words` by start, the longer first. */
function withoutEaten(words: readonly Word[], eater: string, eaten: ReadonlySet<string> | 'all'): readonly Word[] {
  let widest: Word | undefined;
  return words.flatMap((word): readonly Word[] => {
    const isInside = widest !== undefined && widest.end >= word.end && length(widest) > length(word);
    if (word.slots.includes(eater) && word.end > (widest?.end ?? -1)) widest = word;
    if (!isInside) return [word];
    const slots = eaten === 'all' ? [] : word.slots.filter((slot) => !eaten.has(slot));
    return slots.length === 0 ? [] : [{ ...word, slots }];
  });
}

const length = ({ start, end }: Span): number => end - start;
const isEater = (slots: ReadonlySet<string> | undefined): boolean =>
  [...(slots ?? [])].some((slot) => eaters.has(slot));

const latin = /[a-z0-9]/u;
const letter = /[a-z]/u;

/** Letters are a word only where no further letter stands beside them: hui扣 is one, the vx in vxlan is none. */
function isWhole(text: string, start: number, end: number): boolean {
  const first = text.charAt(start);
  const last = text.charAt(end - 1);
  if (letter.test(first) && letter.test(text.charAt(start - 1))) return false;
  return !(letter.test(last) && latin.test(last) && letter.test(text.charAt(end)));
}
