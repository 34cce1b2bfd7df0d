import { ownWords } from '../own-words.ts';
import type { Names } from '../rule.ts';
import type { CompanyRead } from '../values/read-company.ts';
import { isElsewhere, readCompanies } from '../values/read-company.ts';
import type { AnyValue } from '../values/read-values.ts';
import { readAnyValues } from '../values/read-values.ts';
import type { Normalised } from '../words/normalise.ts';
import { normalise } from '../words/normalise.ts';
import type { Dictionary, Word } from './dictionary.ts';
import { findWords } from './dictionary.ts';
import type { Span } from './match.ts';
import { slotNumber } from './slots.ts';
import { within } from './within.ts';

/** A piece of a message that is read as one: a few sentences, places counted in the normal text of the whole message. */
export type Stretch = Span & {
  readonly spansOf: (slot: number) => readonly Span[];
  /** What stands in quotation marks. */
  readonly quotations: readonly Span[];
  /** Whether what stands between two places may be passed over. */
  readonly spans: (from: number, to: number, over: 'nothing' | 'commas' | 'anything') => boolean;
};

/** A message as every rule reads it: normal form, words, values, companies, cut into stretches. */
export type Reading = {
  readonly normal: Normalised;
  readonly words: readonly Word[];
  readonly values: readonly AnyValue[];
  readonly companies: readonly CompanyRead[];
  readonly stretches: readonly Stretch[];
  /** What fills a slot, by the number of the slot. */
  readonly filled: ReadonlyMap<number, readonly Span[]>;
};

const byStart = (a: Span, b: Span): number => a.start - b.start;

/** What `gap` says of a blank. */
const BLANK = 2;
const LONGEST = 160;
const SENTENCE = 400;

export function readMessage(original: string, names: Names, dictionary: Dictionary): Reading {
  const normal = normalise(ownWords(original));
  const { text } = normal;
  const words = findWords(dictionary, text);
  const values = words.length === 0 ? [] : valuesIn(normal).toSorted(byStart);
  const companies = words.length === 0 ? [] : readCompanies(text, names).toSorted(byStart);
  const slots = bySlot(words, values, companies, moneySigns(normal));
  const parted = partedBy(normal);
  const stretches = cut(text).map((span) => stretchOf(span, text, slots, parted));
  return { normal, words, values, companies, stretches, filled: slots };
}

/** Pictures of money and red packets, which normal text leaves out: they stand between two units and fill none. */
function moneySigns(normal: Normalised): readonly (Span & { readonly slot: string })[] {
  return [...normal.original.matchAll(/[\u{1f9e7}\u{1f4b0}\u{1f4b4}-\u{1f4b8}\u{1f911}\u{1fa99}]/gu)].map(
    ({ index }) => {
      const at = unitAt(normal, index);
      return { slot: 'money-sign', start: at, end: at };
    },
  );
}

/** Values with places in the normal text; they are read where signs still stand, which normal text leaves out. */
function valuesIn(normal: Normalised): readonly AnyValue[] {
  return placedIn(normal, readAnyValues(normal.original));
}

/** What was read in the original, with places in the normal text; what left nothing there is left out. */
export function placedIn<T extends Span>(normal: Normalised, reads: readonly T[]): readonly T[] {
  return reads.flatMap((read): readonly T[] => {
    const start = unitAt(normal, read.start);
    const end = unitAt(normal, read.end);
    return end > start ? [{ ...read, start, end }] : [];
  });
}

/** The first normal unit that came from the place in the original or from behind it. */
function unitAt({ start, text }: Normalised, place: number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((start[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bySlot(
  words: readonly Word[],
  values: readonly AnyValue[],
  companies: readonly CompanyRead[],
  signs: readonly (Span & { readonly slot: string })[],
): ReadonlyMap<number, readonly Span[]> {
  const slots = new Map<number, Span[]>();
  const add = (name: string, { start, end }: Span) => {
    const slot = slotNumber(name);
    const known = slots.get(slot);
    if (known === undefined) slots.set(slot, [{ start, end }]);
    else known.push({ start, end });
  };
  for (const word of words) for (const slot of word.slots) add(slot, word);
  for (const value of values) add(slotOf(value), value);
  for (const sign of signs) add(sign.slot, sign);
  for (const company of companies)
    add(isElsewhere(company) ? 'company' : company.relation === 'partner' ? 'partner' : 'our-company', company);
  for (const spans of slots.values()) spans.sort((a, b) => a.start - b.start);
  return slots;
}

function slotOf(value: AnyValue): string {
  if (value.type === 'percent') return value.split ? 'split' : 'share';
  return value.type === 'amount' ? 'sum' : value.type;
}

/** Sentences are joined while they stay short: in chats a thought often takes two of them. */
function cut(text: string): readonly Span[] {
  const pieces: Span[] = [];
  for (const found of text.matchAll(new RegExp(`[^。!?;\\n…]{1,${SENTENCE}}[。!?;\\n…]*`, 'gu'))) {
    const span = { start: found.index, end: found.index + found[0].length };
    const last = pieces.at(-1);
    if (last !== undefined && last.end === span.start && span.end - last.start <= LONGEST)
      pieces[pieces.length - 1] = { start: last.start, end: span.end };
    else pieces.push(span);
  }
  return pieces;
}

const stops = /[。!?;\n…]/u;
const commas = /[,、:()]/u;

/** How many characters on either side of a blank make it one that parts clauses: 好 处 费 is one word. */
const PIECE = 3;

/** Blanks that people leave where others write a comma, by place in the normal text. */
function partedBy({ text, gap }: Normalised): (from: number, to: number) => boolean {
  const places: number[] = [];
  for (let at = PIECE; at + PIECE <= text.length; at += 1) {
    if (gap[at] !== BLANK) continue;
    let alone = true;
    for (let off = 1; off < PIECE; off += 1) if (gap[at - off] === BLANK || gap[at + off] === BLANK) alone = false;
    if (alone) places.push(at);
  }
  if (places.length === 0) return () => false;
  return (from, to) => places.some((at) => from < at && at <= to);
}

function stretchOf(
  span: Span,
  text: string,
  slots: ReadonlyMap<number, readonly Span[]>,
  parted: (from: number, to: number) => boolean,
): Stretch {
  const inside = new Map<number, readonly Span[]>();
  return {
    ...span,
    quotations: [...text.slice(span.start, span.end).matchAll(/“[^”]*”/gu)].map(({ 0: quoted, index }) => {
      return { start: span.start + index, end: span.start + index + quoted.length };
    }),
    spansOf(slot) {
      const known = inside.get(slot);
      if (known !== undefined) return known;
      const found = within(slots.get(slot) ?? [], span);
      inside.set(slot, found);
      return found;
    },
    spans(from, to, over) {
      if (from === to || over === 'anything') return true;
      const between = text.slice(from, to);
      return !stops.test(between) && (over === 'commas' || !(commas.test(between) || parted(from, to)));
    },
  };
}
