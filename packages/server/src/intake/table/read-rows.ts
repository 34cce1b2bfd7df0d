import { MAX_LINE_BYTES } from '../json-lines.ts';
import { type EncodedText, openText } from './encoding.ts';
import type { Dialect, Row } from './row.ts';
import { MAX_ROW_LINES, markLength, rowSpans, type Span } from './row-spans.ts';

export type TextDialect = Extract<Dialect, { readonly form: 'text' }>;

/**
 * Reads the rows of a delimited text (RFC 4180, and what real files do beyond it: see `rowSpans`). Line ends are LF,
 * CRLF and a lone CR; a quoted cell may hold them. Places are counted in bytes, in order, and never overlap; bytes
 * outside them are line ends, blank lines and, with `first`, the byte order marks. Never throws: a row that
 * cannot be read has no cells and a fault, which names places and limits only.
 */
export function* readRows(bytes: Uint8Array, dialect: TextDialect, first: boolean): Generator<Row> {
  const text = openText(bytes, dialect.encoding);
  const next = rowSpans(text, dialect.delimiter.charCodeAt(0), first ? markLength(text, 0) : 0);
  const half = bytes.length % text.unitBytes;
  let line = 1;
  for (let span = next(); span !== undefined; span = next()) {
    const unended = half === 1 && span.end === text.units.length;
    if (unended) {
      yield halfUnit(span.line, span.start * text.unitBytes, bytes.length);
      return;
    }
    if (!span.blank) yield readSpan(text, dialect, span);
    line = span.nextLine;
  }
  if (half === 1) yield halfUnit(line, bytes.length - 1, bytes.length);
}

/**
 * The end of the last row in `bytes` that nothing behind them can change; 0 when there is none. Reading the text
 * piece by piece, cut so, gives the rows that reading it whole gives. With `last`, nothing follows.
 */
export function cutText(bytes: Buffer, dialect: TextDialect, last: boolean): number {
  if (last) return bytes.length;
  const text = openText(bytes, dialect.encoding);
  const next = rowSpans(text, dialect.delimiter.charCodeAt(0), 0);
  let end = 0;
  for (let span = next(); span?.ended; span = next()) end = span.next;
  return end * text.unitBytes;
}

function readSpan(text: EncodedText, { delimiter, encoding }: TextDialect, span: Span): Row {
  const { unitBytes } = text;
  const at = { line: span.line, start: span.start * unitBytes, end: span.end * unitBytes };
  if (at.end - at.start > MAX_LINE_BYTES) {
    return faulty(at, 'record.line_too_long', `the row is longer than ${MAX_LINE_BYTES} bytes`);
  }
  if (span.fault !== undefined) return faulty(at, 'table.row_invalid', OPEN);
  const decoded = text.decode(span.start, span.end);
  if (decoded === undefined) return faulty(at, 'record.encoding_invalid', `the row is not ${encoding.toUpperCase()}`);
  const cells = span.quoted ? splitQuoted(decoded, delimiter) : decoded.split(delimiter);
  return { at, cells, fault: undefined, sheet: undefined, merged: NONE };
}

const NONE: readonly never[] = [];

/** One text for every way in which a quote fails: which one it is depends on where the file was cut. */
const OPEN = `a cell opens with a quote, and none closes it before a delimiter or a line end within ${MAX_ROW_LINES} lines or ${MAX_LINE_BYTES} bytes`;

function faulty(at: Row['at'], code: NonNullable<Row['fault']>['code'], why: string): Row {
  return { at, cells: NONE, fault: { code, why }, sheet: undefined, merged: NONE };
}

function halfUnit(line: number, start: number, end: number): Row {
  return faulty({ line, start, end }, 'record.encoding_invalid', 'the row ends in the middle of a character of UTF-16');
}

/** Splits a row of which `rowSpans` has found that its quotes close; blanks around the quotes are no part of a cell. */
function splitQuoted(row: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  for (let start = 0; start <= row.length; ) {
    const open = opening(row, start, delimiter);
    if (open === -1) {
      const end = indexOrEnd(row, delimiter, start);
      cells.push(row.slice(start, end));
      start = end + 1;
      continue;
    }
    const close = closing(row, open + 1);
    const text = row.slice(open + 1, close);
    cells.push(text.includes('"') ? text.replaceAll('""', '"') : text);
    start = indexOrEnd(row, delimiter, close + 1) + 1;
  }
  return cells;
}

const [TAB, SPACE, QUOTE, MARK] = [9, 32, 34, 0xfeff];

/** Where the quote stands that opens the cell, or -1. */
function opening(row: string, start: number, delimiter: string): number {
  let at = start;
  let unit = row.charCodeAt(at);
  while (start === 0 && unit === MARK) unit = row.charCodeAt(++at);
  while (unit === SPACE || (unit === TAB && delimiter !== '\t')) unit = row.charCodeAt(++at);
  return unit === QUOTE ? at : -1;
}

function closing(row: string, from: number): number {
  let at = row.indexOf('"', from);
  while (at !== -1 && row.charCodeAt(at + 1) === QUOTE) at = row.indexOf('"', at + 2);
  return at === -1 ? row.length : at;
}

function indexOrEnd(row: string, delimiter: string, from: number): number {
  const at = row.indexOf(delimiter, from);
  return at === -1 ? row.length : at;
}
