import { MAX_LINE_BYTES } from '../json-lines.ts';
import type { EncodedText } from './encoding.ts';

/** One row or blank line of a text, in units; `next` is where the one after it begins. */
export type Span = {
  /** Counted from 1 in line ends: LF, CRLF or a lone CR. */
  readonly line: number;
  readonly nextLine: number;
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly blank: boolean;
  /** Whether a cell opens with a quote, so that the delimiter may stand inside it. */
  readonly quoted: boolean;
  readonly fault: 'open' | 'long' | 'followed' | undefined;
  /** False where what follows the text could still make it another row. */
  readonly ended: boolean;
};

/** A quote that is not closed within so many lines was never meant to open a cell. */
export const MAX_ROW_LINES = 1000;

const [TAB, LF, CR, SPACE, QUOTE] = [9, 10, 13, 32, 34];

/**
 * Finds the rows of a delimited text from unit `from` on, one a call. A quote opens a cell only at its beginning,
 * behind blanks at most, and the one that closes it stands before a delimiter or a line end, again with blanks at
 * most between them; any other quote is a character. A row in which that fails is its first line alone, so
 * that a stray quote costs one row. Takes time in proportion to the text, whatever it holds.
 */
export function rowSpans(text: EncodedText, delimiter: number, from: number): () => Span | undefined {
  const { units } = text;
  const [lineFeed, carriageReturn, quote] = [finder(units, LF), finder(units, CR), finder(units, QUOTE)];
  const walker = { text, delimiter, paired: text.paired && delimiter === 0x7c };
  let at = from;
  let line = 1;
  let failed: Walk | undefined;

  return () => {
    if (at >= units.length) return undefined;
    const start = at;
    let end = Math.min(lineFeed(start), carriageReturn(start));
    let lastLine = line;
    let quoted = false;
    let fault: Span['fault'];
    if (quote(start) < end) {
      const walk = walkRow(walker, start, line, failed);
      if (walk.outcome === 'row') {
        ({ end, quoted, line: lastLine } = walk);
      } else {
        // The walk that went furthest spares all others from going where it has been.
        if (failed === undefined || walk.end > failed.end) failed = walk;
        fault = walk.outcome;
      }
    }
    at = afterBreak(units, end);
    const ended = fault !== 'open' && isWhole(units, end, at);
    const span = {
      line,
      nextLine: lastLine + 1,
      start,
      end,
      next: at,
      blank: isBlank(units, start, end),
      quoted,
      fault,
      ended,
    };
    line = lastLine + 1;
    return span;
  };
}

/** Whether the line end is all there: behind a CR that is the last unit an LF may follow. */
function isWhole(units: Buffer | Uint16Array, end: number, next: number): boolean {
  return end < units.length && (next < units.length || units[next - 1] === LF);
}

/** Answers where the unit stands next; asked with positions that never decrease, it looks at each unit once. */
function finder(units: Buffer | Uint16Array, unit: number): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      const at = units.indexOf(unit, from);
      found = at === -1 ? units.length : at;
    }
    return found;
  };
}

type Walker = { readonly text: EncodedText; readonly delimiter: number; readonly paired: boolean };

/** How far a walk from the beginning of a row has come, and whether to the end of the row. */
type Walk = {
  outcome: 'row' | 'open' | 'long' | 'followed';
  end: number;
  /** The line in which `end` is. */
  line: number;
  quoted: boolean;
};

function walkRow(walker: Walker, start: number, line: number, failed: Walk | undefined): Walk {
  const { text, delimiter, paired } = walker;
  const { units } = text;
  const first = start + markLength(text, start);
  const limit = { line: line + MAX_ROW_LINES, end: first + MAX_LINE_BYTES / text.unitBytes };
  const walk: Walk = { outcome: 'row', end: first, line, quoted: false };
  for (;;) {
    walk.end = skipBlanks(units, walk.end, delimiter);
    if (units[walk.end] === QUOTE) {
      walk.outcome = walkQuoted(walker, walk, limit, failed);
      if (walk.outcome !== 'row') return walk;
    } else {
      walk.end = endOfPlain(units, walk.end, delimiter, paired);
    }
    if (units[walk.end] !== delimiter) return walk;
    walk.end++;
  }
}

type Limit = { readonly line: number; readonly end: number };

/**
 * Walks on from the quote that opens a cell to behind the one that closes it. `failed` is a walk from an
 * earlier row that came to no end: all line ends from there to where it stopped are inside a cell, so whoever is
 * inside one at any of them goes on as it did, and need not go there again.
 */
function walkQuoted(walker: Walker, walk: Walk, limit: Limit, failed: Walk | undefined): Walk['outcome'] {
  const { units } = walker.text;
  walk.quoted = true;
  walk.end = endOfQuoted(units, walk.end + 1);
  while (walk.end < units.length && units[walk.end] !== QUOTE) {
    walk.end = afterBreak(units, walk.end);
    walk.line++;
    if (failed !== undefined && walk.end < failed.end) {
      walk.end = failed.end;
      walk.line = failed.line;
      if (failed.outcome !== 'long') return failed.outcome;
    }
    if (walk.line >= limit.line || walk.end > limit.end) return 'long';
    walk.end = endOfQuoted(units, walk.end);
  }
  if (walk.end >= units.length) return 'open';
  walk.end = skipBlanks(units, walk.end + 1, walker.delimiter);
  const unit = units[walk.end];
  return unit === undefined || unit === walker.delimiter || unit === LF || unit === CR ? 'row' : 'followed';
}

/** The next line end or quote that is not doubled. */
function endOfQuoted(units: Buffer | Uint16Array, from: number): number {
  for (let at = from; at < units.length; at++) {
    const unit = units[at];
    if (unit === LF || unit === CR) return at;
    if (unit === QUOTE && units[++at] !== QUOTE) return at - 1;
  }
  return units.length;
}

function endOfPlain(units: Buffer | Uint16Array, from: number, delimiter: number, paired: boolean): number {
  for (let at = from; at < units.length; at++) {
    const unit = units[at] ?? 0;
    if (unit === delimiter || unit === LF || unit === CR) return at;
    if (paired && unit > 0x80 && (units[at + 1] ?? 0) >= 0x40) at++;
  }
  return units.length;
}

function skipBlanks(units: Buffer | Uint16Array, from: number, delimiter: number): number {
  let at = from;
  while (at < units.length && (units[at] === SPACE || (units[at] === TAB && delimiter !== TAB))) at++;
  return at;
}

/** How many units the byte order marks take here; exports that were joined hold one before each of them, or more. */
export function markLength({ units, mark }: EncodedText, at: number): number {
  let length = 0;
  while (mark.length > 0 && mark.every((unit, i) => units[at + length + i] === unit)) length += mark.length;
  return length;
}

function afterBreak(units: Buffer | Uint16Array, at: number): number {
  if (at >= units.length) return units.length;
  return units[at] === CR && units[at + 1] === LF ? at + 2 : at + 1;
}

function isBlank(units: Buffer | Uint16Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (units[at] !== SPACE && units[at] !== TAB) return false;
  return true;
}
