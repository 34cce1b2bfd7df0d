import type { Span } from '../phrases/match.ts';
import type { Reading } from '../phrases/reading.ts';
import { within } from '../phrases/within.ts';
import type { Speaker } from '../rule.ts';

/** One thing about the wording of a piece of text, where it stands in normal text, and how much of it there is. */
export type Trait = Span & { readonly name: string; readonly size: number };

type Token = Span & { readonly char: string };

const SPEAKER = 0.5;

/**
 * How a piece of text is worded, each trait once, at the first place where it stands: every character and pair of
 * characters, the pairs once more with who speaks, and the slots of the words. Values and company names are one character
 * each (`%` a share, `÷` a split, `¥` a sum, `#` an account, `@` a date, `&` a company), signs are `,`, and what is
 * spelt to be hidden is read as what it means.
 */
export function traitsOf(reading: Reading, span: Span, speaker: Speaker): readonly Trait[] {
  const traits = new Map<string, Trait>();
  forEachTrait(reading, span, speaker, (name, size, start, end) => {
    if (!traits.has(name)) traits.set(name, { name, size, start, end });
  });
  return [...traits.values()];
}

/** The same, each as often as it stands there. */
export function forEachTrait(
  reading: Reading,
  span: Span,
  speaker: Speaker,
  give: (name: string, size: number, start: number, end: number) => void,
): void {
  give(`by ${speaker}`, 1, span.start, span.start);
  let last: Token | undefined;
  for (const token of tokensOf(reading, span)) {
    give(token.char, 1, token.start, token.end);
    if (last !== undefined) {
      const pair = last.char + token.char;
      give(pair, 1, last.start, token.end);
      give(`${speaker} ${pair}`, SPEAKER, last.start, token.end);
    }
    last = token;
  }
  for (const word of within(reading.words, span))
    for (const slot of word.slots) if (!slot.startsWith('=')) give(`<${slot}>`, 1, word.start, word.end);
}

/** The length of the vector of traits of every text, whatever its number of words. */
const LENGTH = 8;

/** What sizes of traits are multiplied by, so that texts of any length weigh the same. */
export function unitOf(traits: readonly Pick<Trait, 'size'>[]): number {
  return LENGTH / (Math.sqrt(traits.reduce((sum, { size }) => sum + size * size, 0)) || 1);
}

const letterOrNumber = /[\p{L}\p{N}]/u;

function tokensOf(reading: Reading, { start, end }: Span): readonly Token[] {
  const { text } = reading.normal;
  const tokens: Token[] = [{ char: '^', start, end: start }];
  const add = (char: string, from: number, to: number): void => {
    const read = char === '?' || letterOrNumber.test(char) ? char : ',';
    if (read !== ',' || tokens.at(-1)?.char !== ',') tokens.push({ char: read, start: from, end: to });
  };
  const plainly = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) add(text.charAt(at), at, at + 1);
  };
  let at = start;
  for (const known of replaced(reading, { start, end })) {
    if (known.start < at) continue;
    plainly(at, known.start);
    if (known.sign === undefined) for (const char of known.term) add(char, known.start, known.end);
    else tokens.push({ char: known.sign, start: known.start, end: known.end });
    at = known.end;
  }
  plainly(at, end);
  tokens.push({ char: '$', start: end, end });
  return tokens;
}

type Replaced = Span & ({ readonly sign: string } | { readonly sign?: never; readonly term: string });

/** What stands for something else, by start, the longer first. */
function replaced(reading: Reading, span: Span): readonly Replaced[] {
  const values = within(reading.values, span).map((value) => ({ ...spanOf(value), sign: signOf(value) }));
  const companies = within(reading.companies, span).map((company) => ({ ...spanOf(company), sign: '&' }));
  const hidden = within(reading.words, span).flatMap(({ start, end, how, term }): readonly Replaced[] =>
    how === 'same' || term.length < 2 ? [] : [{ start, end, term }],
  );
  return [...values, ...companies, ...hidden].toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function signOf(value: Reading['values'][number]): string {
  if (value.type === 'percent') return value.split ? '÷' : '%';
  if (value.type === 'amount') return '¥';
  return value.type === 'account' ? '#' : '@';
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });
