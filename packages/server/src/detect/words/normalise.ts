import { BLANK, HIGH, isKind, JOINING, MARK, makeUnits, NOISE, NUMERIC, RETURN } from './units.ts';

/**
 * A text in one spelling, each unit of which knows where it stood in the original.
 *
 * `text` is never longer than `original`; normalising it again changes nothing. The three arrays hold one number per
 * unit of `text`, may be longer than it and may be shared between texts: nobody writes to them.
 * - Letters are small and ASCII where they look or mean so, characters simplified, digits ASCII.
 * - Blanks, symbols, emoji, combining marks and what is invisible are left out. Of `. / - ~ * = +` those stay that stand
 *   between numbers (after a digit or `%万千百亿元块点成个`, before a digit or `¥`), `@` between letters and digits.
 * - `+` before a letter, 微, 薇, 威, 卫, 维 or 我 is 加, unless 加 stands before it.
 * - `, 。 ! ? ; : 、 ( ) [ ] … “ ” " % ‰ ¥ $ € £ &` and line feeds stay; all opening quotes are “, all closing ones ”.
 */
export type Normalised = {
  readonly original: string;
  readonly text: string;
  /** `start[i]`: UTF-16 offset in the original of the character that unit `i` came from. */
  readonly start: Int32Array;
  /** `end[i]`: exclusive end of that character, with the combining marks right behind it. */
  readonly end: Int32Array;
  /** `gap[i]`: what was left out right before unit `i`: 0 nothing, 1 noise, 2 a blank. */
  readonly gap: Uint8Array;
};

let made: ReturnType<typeof makeUnits> | undefined;

/** Made with the first text: most processes read none, and it takes a tenth of a second. */
const tables = (): ReturnType<typeof makeUnits> => {
  made ??= makeUnits();
  return made;
};

const SHARED = 8_192;
const identity = Int32Array.from({ length: SHARED + 1 }, (_, i) => i);
const following = identity.subarray(1);
const nothing = new Uint8Array(SHARED);

/** The working memory of one text; a larger one is made for a longer text and let go. */
type Scratch = {
  readonly bytes: Buffer;
  readonly units: Uint16Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly gap: Uint8Array;
};
const small = makeScratch(SHARED);

export function normalise(original: string): Normalised {
  const length = original.length;
  const scratch = length <= SHARED ? small : makeScratch(length);
  const { units } = scratch;
  const { basic } = tables();
  let changed = 0;
  for (let i = 0; i < length; i++) {
    const unit = original.charCodeAt(i);
    const read = basic[unit] as number;
    if (isKind(read)) {
      const text = spell(scratch, readOn(original, i, scratch, false));
      return new Placed(original, text);
    }
    units[i] = read;
    changed |= read ^ unit;
  }
  const text = changed === 0 ? original : spell(scratch, length);
  if (length <= SHARED) return { original, text, start: identity, end: following, gap: nothing };
  return { original, text, ...straight(length) };
}

/** The place in the original of the normal units `from` to `to`, exclusive; whole characters. */
export function originalPlace(n: Normalised, from: number, to: number): { start: number; end: number } {
  const start = from < n.text.length ? (n.start[from] ?? 0) : n.original.length;
  return { start, end: to > from ? (n.end[to - 1] ?? start) : start };
}

type Places = Pick<Normalised, 'start' | 'end' | 'gap'>;

function straight(length: number): Places {
  const start = new Int32Array(length + 1);
  for (let i = 0; i <= length; i++) start[i] = i;
  return { start, end: start.subarray(1), gap: new Uint8Array(length) };
}

function makeScratch(length: number): Scratch {
  const bytes = Buffer.allocUnsafeSlow(length * 2);
  const units = new Uint16Array(bytes.buffer, 0, length);
  return { bytes, units, start: new Int32Array(length), end: new Int32Array(length), gap: new Uint8Array(length) };
}

const spell = (scratch: Scratch, length: number): string => scratch.bytes.toString('utf16le', 0, length * 2);

/** Places are needed for few texts, those with hits, and take longer than the text: they are found when asked for. */
class Placed implements Normalised {
  readonly original: string;
  readonly text: string;
  #places: Places | undefined;

  constructor(original: string, text: string) {
    this.original = original;
    this.text = text;
  }
  get start(): Int32Array {
    return this.#found().start;
  }
  get end(): Int32Array {
    return this.#found().end;
  }
  get gap(): Uint8Array {
    return this.#found().gap;
  }
  #found(): Places {
    this.#places ??= places(this.original);
    return this.#places;
  }
}

function places(original: string): Places {
  const scratch = original.length <= SHARED ? small : makeScratch(original.length);
  const length = readOn(original, 0, scratch, true);
  const { start, end, gap } = scratch;
  return { start: start.slice(0, length), end: end.slice(0, length), gap: gap.slice(0, length) };
}

/** Reads from `from`, before which every unit stayed one, with places or without. Answers the length of the text. */
function readOn(original: string, from: number, scratch: Scratch, placing: boolean): number {
  const { end } = scratch;
  const { basic, astral } = tables();
  let out = from;
  let open = -1; // where signs begin of which the next character decides whether they stay
  let left = 0; // what was left out since the last unit
  for (let i = from, next = from; i < original.length; i = next) {
    let read = basic[original.charCodeAt(i)] as number;
    next = i + 1;
    if (read === HIGH) {
      if (isPair(original, i)) next = i + 2;
      read = next - i === 2 ? readAstral(original.codePointAt(i) ?? 0, astral) : NOISE;
    } else if (read === RETURN) read = original.charCodeAt(next) === 0x0a ? NOISE : 0x0a;
    if (read === BLANK) left = 2;
    else if (read === NOISE) left ||= 1;
    else if (read === MARK) {
      left ||= 1;
      if (placing && out > 0 && end[out - 1] === i) extend(scratch, out - 1, next);
    } else {
      if (isKind(read)) open = open < 0 ? out : open;
      else if (open >= 0) {
        const kept = settle(scratch, open, out, read);
        left = Math.max(left, kept.left);
        out = kept.out;
        open = -1;
      }
      out = write(scratch, out, read);
      if (placing) {
        place(scratch, out - 1, i, next, left);
        if (read >= 0x10000) place(scratch, out - 2, i, next, left);
      }
      left = 0;
    }
  }
  return open >= 0 ? open : out;
}

function isPair(original: string, at: number): boolean {
  const second = original.charCodeAt(at + 1);
  return second >= 0xdc00 && second <= 0xdfff;
}

/** Of planes 2 and 3, which hold Han characters alone, what is not in the table stays. */
function readAstral(code: number, astral: ReadonlyMap<number, number>): number {
  return astral.get(code) ?? (code >= 0x20000 && code < 0x40000 ? code : NOISE);
}

function write({ units }: Scratch, out: number, read: number): number {
  if (read < 0x10000) {
    units[out] = read;
    return out + 1;
  }
  units[out] = 0xd800 + ((read - 0x10000) >> 10);
  units[out + 1] = 0xdc00 + (read & 0x3ff);
  return out + 2;
}

function place({ start, end, gap }: Scratch, at: number, from: number, to: number, left: number): void {
  start[at] = from;
  end[at] = to;
  gap[at] = left;
}

/** A mark widens the character right before it, both units of it. */
function extend({ start, end }: Scratch, last: number, to: number): void {
  for (let at = last; at >= 0 && start[at] === start[last]; at--) end[at] = to;
}

/** Decides about the signs in `open` to `out` now that the character behind them is known. */
function settle(scratch: Scratch, open: number, out: number, behind: number): { out: number; left: number } {
  const { units, start, end, gap } = scratch;
  const before = open > 0 ? (units[open - 1] as number) : 0;
  const counts = endsNumber(before) && beginsNumber(behind);
  const adds = asksPlus(behind) && before !== ADD ? lastPlus(units, open, out) : -1;
  // Beside a plus that reads as 加 no other sign stands between two letters any more.
  const joins = adds < open && isLatin(before) && isLatin(behind);
  let [to, left] = [open, 0];
  for (let at = open; at < out; at++) {
    const sign = units[at] as number;
    left = Math.max(left, gap[at] as number);
    if (at === adds || (sign >= JOINING ? joins : counts)) {
      units[to] = at === adds ? ADD : sign & 0x7f;
      place(scratch, to++, start[at] as number, end[at] as number, left);
      left = 0;
    } else left ||= 1;
  }
  return { out: to, left };
}

function lastPlus(units: Uint16Array, open: number, out: number): number {
  let at = out - 1;
  while (at >= open && units[at] !== PLUS) at--;
  return at;
}

const PLUS = NUMERIC + 0x2b;
const ADD = 0x52a0; // 加
const NUMBER_ENDS = unitsIn('0123456789%万千百亿元块点成个');
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isLatin = (unit: number): boolean => isDigit(unit) || (unit >= 0x61 && unit <= 0x7a);
const endsNumber = (unit: number): boolean => NUMBER_ENDS.has(unit);
const beginsNumber = (unit: number): boolean => isDigit(unit) || unit === 0xa5;
const ASKS_PLUS = unitsIn('abcdefghijklmnopqrstuvwxyz微薇威卫维我');
const asksPlus = (unit: number): boolean => ASKS_PLUS.has(unit);

function unitsIn(text: string): ReadonlySet<number> {
  return new Set([...text].map((char) => char.charCodeAt(0)));
}
