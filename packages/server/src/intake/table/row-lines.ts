import { MAX_LINE_BYTES } from '../json-lines.ts';
import { cutText, readRows } from './read-rows.ts';
import type { Dialect, Row } from './row.ts';

/** A row of a workbook: `row` is its number in the sheet, from 1; `merged` the columns, from 0, that a range covers. */
export type SheetRow = {
  readonly sheet: string;
  readonly row: number;
  readonly cells: readonly string[];
  readonly merged: readonly number[];
  readonly fault?: { readonly code: (typeof faults)[number]; readonly why: string } | undefined;
};

const faults = [
  'record.encoding_invalid',
  'record.line_too_long',
  'table.row_invalid',
  'table.formula_without_value',
] as const;

/** Writes a row of a workbook as one line: a JSON object and a line feed. */
export function writeRowLine({ sheet, row, cells, merged, fault }: SheetRow): string {
  const m = merged.length === 0 ? undefined : merged;
  return `${JSON.stringify({ s: sheet, r: row, c: cells, m, f: fault })}\n`;
}

/**
 * Reads what `writeRowLine` wrote. `at.label` is the place in the workbook, as in `Sheet1!17`, and `at.line` the
 * number of the line within `bytes`. Never throws: a line that was not written so, or is longer than 1 MiB, has a
 * fault and no cells.
 */
export function* readRowLines(bytes: Uint8Array): Generator<Row> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  for (let line = 1; start < buffer.length; line++) {
    const found = buffer.indexOf(10, start);
    const end = found === -1 ? buffer.length : found;
    if (end > start) yield readRowLine(buffer, line, start, end);
    start = end + 1;
  }
}

/** Reads a stretch of a table in either form; `first` where it is the beginning of the file. Never throws. */
export function readTable(bytes: Uint8Array, dialect: Dialect, first: boolean): Generator<Row> {
  return dialect.form === 'lines' ? readRowLines(bytes) : readRows(bytes, dialect, first);
}

/**
 * The end of the last row in `bytes` that nothing behind them can change, 0 when there is none; all of them with
 * `last`. Reading the pieces so cut gives the rows that reading the whole gives.
 */
export function cutRows(bytes: Buffer, dialect: Dialect, last: boolean): number {
  if (dialect.form === 'text') return cutText(bytes, dialect, last);
  return last ? bytes.length : bytes.lastIndexOf(10) + 1;
}

function readRowLine(buffer: Buffer, line: number, start: number, end: number): Row {
  if (end - start > MAX_LINE_BYTES) {
    const at = { line, start, end, ...labelOf(buffer.toString('utf8', start, start + PLACE_BYTES)) };
    return failed(at, 'record.line_too_long', `the row is longer than ${MAX_LINE_BYTES} bytes`);
  }
  const value = parse(buffer.toString('utf8', start, end));
  if (!isRowLine(value)) {
    return failed({ line, start, end }, 'table.row_invalid', 'the line is not a row of a workbook');
  }
  const { s, r, c, m, f } = value;
  return { at: { line, start, end, label: `${s}!${r}` }, cells: c, fault: f, sheet: s, merged: m ?? [] };
}

function failed(at: Row['at'], code: NonNullable<Row['fault']>['code'], why: string): Row {
  return { at, cells: [], fault: { code, why }, sheet: undefined, merged: [] };
}

/** The name of a sheet has at most 31 characters, so that the place stands well within the first bytes of a line. */
const PLACE = /^\{"s":("(?:[^"\\]|\\.)*"),"r":(\d+),/;
const PLACE_BYTES = 1024;

function labelOf(beginning: string): { readonly label?: string } {
  const [, name = '', row] = PLACE.exec(beginning) ?? [];
  const sheet = parse(name);
  return typeof sheet === 'string' ? { label: `${sheet}!${row}` } : {};
}

type RowLine = {
  readonly s: string;
  readonly r: number;
  readonly c: readonly string[];
  readonly m?: readonly number[];
  readonly f?: NonNullable<Row['fault']>;
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser quotes the text, so it must not be passed on.
    return undefined;
  }
}

function isRowLine(value: unknown): value is RowLine {
  if (typeof value !== 'object' || value === null) return false;
  const { s, r, c, m, f } = value as { readonly [name in keyof RowLine]?: unknown };
  return (
    typeof s === 'string' &&
    Number.isSafeInteger(r) &&
    Array.isArray(c) &&
    c.every((cell) => typeof cell === 'string') &&
    (m === undefined || (Array.isArray(m) && m.every((column) => Number.isSafeInteger(column) && column >= 0))) &&
    (f === undefined || isFault(f))
  );
}

function isFault(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { code, why } = value as { readonly code?: unknown; readonly why?: unknown };
  return faults.some((known) => known === code) && typeof why === 'string';
}
