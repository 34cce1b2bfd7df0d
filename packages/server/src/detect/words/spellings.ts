import { buildAutomaton, scanAll } from './automaton.ts';
import { normalise } from './normalise.ts';
import { HOMOPHONES, LOOK_ALIKE_WRITINGS, ORDINARY, ORDINARY_ALONE, PINYIN, SPLIT, WORDS } from './spelling-tables.ts';

export type Spelling = {
  readonly text: string;
  readonly how: 'same' | 'homophone' | 'pinyin' | 'split' | 'look-alike';
};

/** At most so many spellings of one term. */
export const MOST_SPELLINGS = 200;

type Table = ReadonlyMap<string, readonly string[]>;

/**
 * The term and ways in which people write it to hide it, all in normal form and different, the likeliest first. At most
 * two characters are replaced by ones that sound the same, any by pinyin or by their parts, one by one that looks alike.
 * A term of one character is only taken apart. None is an ordinary word of the lists in `spelling-tables.ts`.
 *
 * Where a spelling begins or ends with a Latin letter, whoever searches for it checks that no letter stands before or
 * behind the hit: `huikou` is no hit inside `huikouling`.
 */
export function spellingsOf(term: string): readonly Spelling[] {
  const found = new Map<string, Spelling['how']>([[term, 'same']]);
  for (const { text, how } of candidates(term)) {
    if (found.size === MOST_SPELLINGS) break;
    if (!found.has(text) && isUsable(term, text)) found.set(text, how);
  }
  return [...found].map(([text, how]) => ({ text, how }));
}

function* candidates(term: string): Generator<Spelling> {
  const chars = [...term];
  if (chars.length > 1) {
    yield* byWord(term);
    yield* inPinyin(chars);
    for (const text of replaced(chars, homophones, 1)) yield { text, how: 'homophone' };
  }
  for (const text of apart(chars)) yield { text, how: 'split' };
  if (chars.length === 1) return;
  for (const text of replaced(chars, lookAlikes, 1)) yield { text, how: 'look-alike' };
  if (chars.length > 2) for (const text of replaced(chars, homophones, 2)) yield { text, how: 'homophone' };
}

function* byWord(term: string): Generator<Spelling> {
  for (const [word, letters, sounds] of WORDS) {
    if (!term.includes(word)) continue;
    for (const text of listed(letters)) yield { text: term.replace(word, text), how: 'pinyin' };
    for (const text of listed(sounds)) yield { text: term.replace(word, text), how: 'homophone' };
  }
}

/** All of it, then each character alone, then, of short terms, every choice of characters. */
function* inPinyin(chars: readonly string[]): Generator<Spelling> {
  const read = (chosen: (at: number) => boolean): string =>
    chars.map((char, at) => (chosen(at) ? (pinyin.get(char)?.[0] ?? char) : char)).join('');
  const known = chars.filter((char) => pinyin.has(char)).length;
  if (known === chars.length) yield { text: read(() => true), how: 'pinyin' };
  for (const at of chars.keys()) yield { text: read((each) => each === at), how: 'pinyin' };
  const choices = chars.length <= 3 ? 2 ** chars.length - 1 : 0;
  for (let choice = 1; choice < choices; choice++) {
    yield { text: read((at) => ((choice >> at) & 1) === 1), how: 'pinyin' };
  }
}

/** With `count` characters replaced. */
function* replaced(chars: readonly string[], table: Table, count: number, from = 0): Generator<string> {
  if (count === 0) {
    yield chars.join('');
    return;
  }
  for (let at = from; at < chars.length; at++) {
    for (const other of table.get(chars[at] ?? '') ?? []) {
      yield* replaced(chars.with(at, other), table, count - 1, at + 1);
    }
  }
}

/** Each character alone, then all that can be. A single one only into parts of which one is no character of its own. */
function* apart(chars: readonly string[]): Generator<string> {
  if (chars.length === 1) {
    yield* (parts.get(chars[0] ?? '') ?? []).filter((each) => /[亻扌钅讠氵刂纟饣宀辶艹阝攵厶彳灬]/.test(each));
    return;
  }
  yield* replaced(chars, parts, 1);
  yield chars.map((char) => parts.get(char)?.[0] ?? char).join('');
}

/** No ordinary word that the term does not hold itself, none that normalising changes, nothing too short to mean it. */
function isUsable(term: string, text: string): boolean {
  if (alone.has(text) || normalise(text).text !== text) return false;
  if (/^[a-z]{0,2}$/.test(text) && text !== 'vx' && text !== 'wx') return false;
  let holdsOther = false;
  scanAll(ordinaryWords, text, (word) => {
    holdsOther ||= !term.includes(ordinary[word] ?? '');
  });
  return !holdsOther;
}

const listed = (text: string): readonly string[] => text.split(' ').filter((each) => each !== '');

function tableOf(text: string, cut: (others: string) => readonly string[]): Table {
  const table = new Map<string, readonly string[]>();
  for (const entry of listed(text)) {
    const [char = '', others = ''] = entry.split(':');
    table.set(char, [...(table.get(char) ?? []), ...cut(others)]);
  }
  return table;
}

const ordinary = listed(ORDINARY);
const ordinaryWords = buildAutomaton(ordinary);
const alone = new Set([...ordinary, ...listed(ORDINARY_ALONE)]);
const homophones = tableOf(HOMOPHONES, (others) => [...others]);
const parts = tableOf(SPLIT, (others) => others.split('|'));
const lookAlikes = tableOf(LOOK_ALIKE_WRITINGS, (others) => [...others]);
const pinyin = tableOf(PINYIN.replace(/(\p{Script=Han})([a-z]+)/gu, '$1:$2 '), (others) => [others]);
