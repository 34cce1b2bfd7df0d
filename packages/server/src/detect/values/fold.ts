import { SIMPLIFIED, TRADITIONAL } from '../words/simplified.ts';

/**
 * Text as values are read in it: in one spelling, with the signs that numbers, accounts and addresses are made of. Each unit of which knows where it stood in the original.
 *
 * `start[i]` is the UTF-16 offset of folded unit `i` in the original; folded text is never longer than it.
 */
export type Folded = { readonly text: string; readonly start: readonly number[] };

const simpler: ReadonlyMap<string, string> = new Map(
  [...TRADITIONAL].map((char, i) => [char, [...SIMPLIFIED][i] ?? char]),
);

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u;
const blank = /[ \t\u00a0\u2000-\u200a\u3000]/u;
const han = /\p{Script=Han}/u;
const joining = /[\d%.¥]/u;

/**
 * Folds full width, letter case and the commonest traditional characters, and takes out spaces that split a word.
 * A space between two longer pieces stays, since people write one where others write a comma.
 */
export function fold(original: string): Folded {
  const units: string[] = [];
  const start: number[] = [];
  for (let i = 0; i < original.length; i += 1) {
    const unit = foldUnit(original.charAt(i));
    if (unit === undefined) continue;
    units.push(unit);
    start.push(i);
  }
  return dropSplitting(units, start);
}

/** The place in the original of the folded range; never empty for a range that is not. */
export function unfold(folded: Folded, from: number, to: number): { readonly start: number; readonly end: number } {
  const start = folded.start[from] ?? 0;
  return { start, end: to > from ? (folded.start[to - 1] ?? start) + 1 : start };
}

function foldUnit(unit: string): string | undefined {
  if (invisible.test(unit)) return undefined;
  if (blank.test(unit)) return ' ';
  if (unit === '￥') return '¥';
  if (unit === '~' || unit === '～' || unit === '—' || unit === '–') return '~';
  const code = unit.charCodeAt(0);
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  if (half >= 'A' && half <= 'Z') return half.toLowerCase();
  return simpler.get(half) ?? half;
}

function dropSplitting(units: readonly string[], start: readonly number[]): Folded {
  const kept: number[] = [];
  for (let i = 0; i < units.length; i += 1) {
    if (units[i] === ' ' && (units[i + 1] === ' ' || splitsWord(units, i))) continue;
    kept.push(i);
  }
  return { text: kept.map((i) => units[i]).join(''), start: kept.map((i) => start[i] ?? 0) };
}

/** A space beside a digit, or beside a character that stands alone between two spaces. */
function splitsWord(units: readonly string[], at: number): boolean {
  const before = units[at - 1] ?? '';
  const after = units[at + 1] ?? '';
  if (joining.test(before) || joining.test(after)) return before !== '\n' && after !== '\n';
  if (!han.test(before) || !han.test(after)) return false;
  return !han.test(units[at - 2] ?? '') || !han.test(units[at + 2] ?? '');
}
