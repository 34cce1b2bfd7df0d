import type { Head, Recognised } from '../connectors/connector.ts';
import { detectEncoding } from '../table/encoding.ts';
import type { Dialect, Row, TableHead } from '../table/row.ts';
import { cutRows, readTable } from '../table/row-lines.ts';
import { cellText, columnKey } from './cell.ts';
import type { Column } from './compiler.ts';
import type { Program } from './program.ts';
import { printedOf } from './printed.ts';
import { startRows } from './records.ts';
import type { Mapping, TableFile } from './schema.ts';
import { lineText } from './value.ts';

/** One table of a file: of a workbook one of its sheets. Plain JSON, since it crosses threads. */
export type TableLayout = {
  readonly sheet: string | null;
  /** The line of the file, or the row of the sheet, behind which its rows stand; 0 for a table without a header. */
  readonly header: number;
  /** Names of its columns as they are compared. */
  readonly keys: readonly string[];
  /** Column counts that a row may have; empty where the header says it. */
  readonly widths: readonly number[];
  readonly captures: readonly string[];
  readonly owner: string | null;
};

/** Finds the tables of a file whose beginning is `head` that a mapping is about. */
export function recogniseTable(mapping: Mapping, program: Program, head: Head): Recognised | undefined {
  const file = mapping.file as TableFile;
  for (const table of readingsOf(head, file)) {
    const tables = sheetsOf(table).flatMap((sheet) => tableIn(mapping, program, sheet, head, table.dialect) ?? []);
    const [first] = tables;
    if (first === undefined) continue;
    const printed = printedOf(mapping, program, head, table, tables);
    const layout = { form: 'table', dialect: table.dialect, tables, ...(printed.length > 0 && { printed }) };
    return { layout, source: mapping.source ?? mapping.name, owner: first.owner ?? undefined };
  }
  return undefined;
}

const HEAD_BYTES = 64 * 1024;
/** A file so short may have too few rows to be told for a table; it is tried by every delimiter. */
const SHORT_BYTES = 8 * 1024;

/** The ways in which the head may be read as a table: as it was, or as the mapping says. */
function readingsOf({ bytes, table }: Head, { encoding, delimiter }: TableFile): readonly TableHead[] {
  if (table?.dialect.form === 'lines') return [table];
  const isAsSaid =
    table !== undefined &&
    (encoding === undefined || encoding === table.dialect.encoding) &&
    (delimiter === undefined || delimiter === table.dialect.delimiter);
  if (isAsSaid) return [table];
  if (bytes.length === 0 || (table === undefined && encoding === undefined && delimiter === undefined && bytes.length > SHORT_BYTES)) return [];
  const found = encoding ?? table?.dialect.encoding ?? detectEncoding(bytes);
  const delimiters = delimiter === undefined ? (table === undefined ? DELIMITERS : [table.dialect.delimiter]) : [delimiter];
  return delimiters.map((each) => readAs(bytes, { form: 'text', encoding: found, delimiter: each }));
}

const DELIMITERS = [',', '\t', ';', '|'] as const;
const MOST_ROWS = 300;

const readBefore = new WeakMap<Uint8Array, Map<string, TableHead>>();

function readAs(bytes: Uint8Array, dialect: Dialect): TableHead {
  const known = readBefore.get(bytes) ?? new Map<string, TableHead>();
  readBefore.set(bytes, known);
  const name = JSON.stringify(dialect);
  const before = known.get(name);
  if (before !== undefined) return before;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = buffer.length < HEAD_BYTES ? buffer : buffer.subarray(0, cutRows(buffer, dialect, false));
  const rows: Row[] = [];
  for (const row of readTable(whole, dialect, true)) if (rows.push(row) === MOST_ROWS) break;
  known.set(name, { dialect, rows });
  return { dialect, rows };
}

export type Sheet = { readonly name: string | null; readonly rows: readonly HeadRow[] };
/** A row of the head with its cells as they are compared. */
export type HeadRow = { readonly row: Row; readonly number: number; readonly keys: readonly string[] };

const sheetsBefore = new WeakMap<TableHead, readonly Sheet[]>();

/** The rows of each sheet; a file that is no workbook is one. */
export function sheetsOf(table: TableHead): readonly Sheet[] {
  const known = sheetsBefore.get(table);
  if (known !== undefined) return known;
  const bySheet = Map.groupBy(table.rows, ({ sheet }) => sheet ?? null);
  const sheets = [...bySheet].map(([name, rows]) => ({
    name,
    rows: rows.map((row) => ({ row, number: rowNumber(row, table.dialect), keys: row.cells.map(columnKey) })),
  }));
  sheetsBefore.set(table, sheets);
  return sheets;
}

/** The line of a text file, or the row of a sheet, whose place is labelled `Sheet1!17`. */
export function rowNumber({ at }: Row, dialect: Dialect): number {
  return dialect.form === 'text' ? at.line : Number(at.label?.slice(at.label.lastIndexOf('!') + 1) ?? at.line);
}

function tableIn(mapping: Mapping, program: Program, sheet: Sheet, head: Head, dialect: Dialect): TableLayout | undefined {
  const file = mapping.file as TableFile;
  if (program.sheet !== undefined && sheet.name !== null && !program.sheet.test(sheet.name)) return undefined;
  const found = file.header === undefined ? headless(file, sheet) : underHeader(file.header, sheet);
  if (found === undefined) return undefined;
  const above = sheet.rows.filter(({ number }) => number < found.header).map(({ row }) => linesOf(row, dialect));
  if (!program.preamble.every(({ test }) => above.flat().some(test))) return undefined;
  if (!looksRight(program, found, sheet)) return undefined;
  const captures = program.captures.map((capture) => {
    if (capture.in === 'envelope') return '';
    const places = capture.in === 'preamble' ? above.flat() : [capture.in === 'fileName' ? head.fileName : (sheet.name ?? '')];
    return firstMatch(places, capture.pattern.find, capture.pattern.groups);
  });
  const owner = ownerOf(mapping, program, captures);
  return { sheet: sheet.name, ...found, captures, owner };
}

function firstMatch(places: readonly string[], find: (text: string, group: number) => string, groups: number): string {
  for (const place of places) {
    const found = cellText(find(place, Math.min(1, groups)));
    if (found !== '') return found;
  }
  return '';
}

/** A row above the header as its text, and with a blank in place of what separates its cells. */
function linesOf({ cells }: Row, dialect: Dialect): readonly string[] {
  const joined = cells.join(dialect.form === 'text' ? dialect.delimiter : ' ').trim();
  const spaced = lineText(cells);
  return joined === spaced ? [joined] : [joined, spaced];
}

/** Whose account the file says it is, as `SYSTEM:REF`; null where it does not or hides a part of it. */
function ownerOf(mapping: Mapping, program: Program, captures: readonly string[]): string | null {
  if (program.owner === undefined) return null;
  const owner = program.owner({ ...startRows(mapping, { source: '' }), captures });
  const colon = owner.indexOf(':');
  return colon < 1 || colon === owner.length - 1 || owner.includes('*') ? null : owner;
}

type Found = Pick<TableLayout, 'header' | 'keys' | 'widths'>;

function underHeader(header: NonNullable<TableFile['header']>, { rows }: Sheet): Found | undefined {
  const wanted = header.map((names) => (typeof names === 'string' ? [names] : names).map(columnKey));
  for (const { keys, number, row } of rows) {
    if (row.fault !== undefined || keys.length < wanted.length) continue;
    if (wanted.every((names) => names.some((name) => keys.includes(name)))) return { header: number, keys, widths: [] };
  }
  return undefined;
}

const LOOKED_AT = 20;

/** A table whose rows begin at once: nearly all of the first must be as wide as the mapping says. */
function headless({ columns = [], width }: TableFile, { rows }: Sheet): Found | undefined {
  const widths = width === undefined ? [columns.length] : [width].flat();
  const first = rows.filter(({ row }) => row.fault === undefined).slice(0, LOOKED_AT);
  const fitting = first.filter(({ row }) => widths.includes(row.cells.length));
  if (first.length === 0 || fitting.length * 4 < first.length * 3) return undefined;
  return { header: 0, keys: columns.map(columnKey), widths };
}

function looksRight({ looks }: Program, { header, keys }: Found, { rows }: Sheet): boolean {
  if (looks.length === 0) return true;
  const first = rows.filter(({ row, number }) => number > header && row.fault === undefined).slice(0, LOOKED_AT);
  const right = first.filter(({ row: { cells } }) =>
    looks.every(({ column, test }) => test(cellText(cells[keys.indexOf(columnKey(column))] ?? ''))),
  );
  return right.length > 0 && right.length * 4 >= first.length * 3;
}

/** Where each column of a mapping stands among the columns of a table; -1 where it is missing. */
export function positionsOf(columns: readonly Column[], keys: readonly string[]): readonly number[] {
  return columns.map(({ names, keys: spellings, occurrence }) => {
    for (const [i, name] of names.entries()) {
      if (typeof name === 'number') return name - 1;
      let at = -1;
      for (let n = 0; n < occurrence; n++) at = n > 0 && at === -1 ? -1 : keys.indexOf(spellings[i] ?? '', at + 1);
      if (at !== -1) return at;
    }
    return -1;
  });
}
