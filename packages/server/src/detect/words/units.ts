import { DROPPED, KEPT, LETTER_RUNS, LOOK_ALIKES } from './look-alikes.ts';
import { SIMPLIFIED, TRADITIONAL } from './simplified.ts';

/**
 * What each character becomes. A value outside the surrogates is the character it is read as; one inside says what
 * kind of thing the character is. `isKind` tells them apart.
 */
export const NOISE = 0xd800;
/** Noise that belongs to the character before it: combining marks, variation selectors. */
export const MARK = 0xd801;
export const BLANK = 0xd802;
/** A carriage return: nothing before a line feed, else a line feed. */
export const RETURN = 0xd803;
/** The first unit of an astral character, if a second follows. */
export const HIGH = 0xd804;
/** Signs that count between digits alone: this plus their ASCII code. */
export const NUMERIC = 0xd900;
/** `@`, which counts between letters and digits alone. */
export const JOINING = 0xda00;

export const isKind = (value: number): boolean => value >> 11 === 0xd800 >> 11;

type Units = {
  /** By UTF-16 unit. */
  readonly basic: Uint16Array;
  /** By code point. Absent ones stay in planes 2 and 3, which hold Han characters; elsewhere they are noise. */
  readonly astral: ReadonlyMap<number, number>;
};

const PLAIN = /^[\p{L}\p{N}\p{Mc}]$/u;
const MARKS = /[\p{Mn}\p{Me}]/gu;
const BROKEN = /^[\v\f\x85\u2028\u2029]$/;
const BLANKS = /^[\t\u2800\p{Zs}]$/u;

/** Made once, from the tables of this folder and the compatibility decompositions of Unicode. */
export function makeUnits(): Units {
  const direct = directReadings();
  const basic = new Uint16Array(0x10000);
  for (let code = 0; code < 0x10000; code++) basic[code] = readBasic(code, direct);
  const astral = new Map<number, number>();
  for (let code = 0x1d000; code < 0x20000; code++) {
    const read = readUnit(String.fromCodePoint(code), direct);
    if (read < 0x10000 && read !== NOISE) astral.set(code, read);
  }
  for (let code = 0x2f800; code <= 0x2fa1d; code++) astral.set(code, readUnit(String.fromCodePoint(code), direct));
  for (const [from] of direct) {
    const code = from.codePointAt(0) ?? 0;
    if (code >= 0x10000) astral.set(code, readUnit(from, direct));
  }
  for (let code = 0xe0100; code <= 0xe01ef; code++) astral.set(code, MARK);
  return { basic, astral };
}

/** Characters that are read as others without a look at Unicode. */
function directReadings(): ReadonlyMap<string, string> {
  const direct = new Map<string, string>();
  const simplified = [...SIMPLIFIED];
  for (const [i, char] of [...TRADITIONAL].entries()) direct.set(char, simplified[i] ?? char);
  for (const [written, readAs] of LOOK_ALIKES) {
    const to = [...readAs];
    for (const [i, char] of [...written].entries()) direct.set(char, to[i] ?? char);
  }
  for (const first of LETTER_RUNS) {
    for (let i = 0; i < 26; i++) direct.set(String.fromCodePoint(first + i), String.fromCharCode(0x61 + i));
  }
  return direct;
}

function readBasic(code: number, direct: ReadonlyMap<string, string>): number {
  if (code >= 0xd800 && code <= 0xdbff) return HIGH;
  if (code >= 0xdc00 && code <= 0xf8ff) return NOISE; // second units, private use
  const char = String.fromCharCode(code);
  const itself = (code >= 0x3400 && code < 0xa000) || (code >= 0xac00 && code < 0xd7a4); // Han, Hangul
  return itself && !direct.has(char) && !DROPPED.includes(char) ? code : readUnit(char, direct);
}

function readUnit(char: string, direct: ReadonlyMap<string, string>): number {
  let read = char;
  for (let next = readOnce(read, direct); next !== read; next = readOnce(read, direct)) read = next;
  const kind = kindOf(read, char);
  return kind ?? read.codePointAt(0) ?? NOISE;
}

function readOnce(char: string, direct: ReadonlyMap<string, string>): string {
  const known = direct.get(char);
  if (known !== undefined) return known;
  const parts = char.normalize('NFKD');
  const lower = (parts === char ? char : bare(parts)).toLowerCase();
  const single = [...lower].length === 1 && lower.length <= char.length && lower !== ' ';
  return single ? lower : char;
}

/** Without marks and the brackets or full stop of ㈠ and ⒈. */
const bare = (parts: string): string =>
  parts
    .replace(MARKS, '')
    .replace(/^\((.)\)$/u, '$1')
    .replace(/^(.)[.,]$/u, '$1');

/** Undefined: the character stays. */
function kindOf(char: string, written: string): number | undefined {
  if (DROPPED.includes(char)) return NOISE;
  if (KEPT.includes(char) || PLAIN.test(char)) return undefined;
  if ('./-~*=+'.includes(char)) return NUMERIC + char.charCodeAt(0);
  if (char === '@') return JOINING + char.charCodeAt(0);
  if (char === '\r') return RETURN;
  if (BROKEN.test(char)) return 0x0a;
  if (BLANKS.test(char)) return BLANK;
  if (/^[\p{Mn}\p{Me}]$/u.test(char)) return MARK;
  const compatible = written.normalize('NFKD');
  return compatible !== written && /^[\p{L}\p{N}]{2,}$/u.test(compatible) ? undefined : NOISE;
}
