import type { Head } from '../connectors/connector.ts';
import { detectEncoding } from '../table/encoding.ts';
import type { Dialect, Row, TableHead } from '../table/row.ts';
import { cutRows, readTable } from '../table/row-lines.ts';
import { columnKey } from './cell.ts';
import type { TableFile } from './schema.ts';

const HEAD_BYTES = 64 * 1024;
/** A file so short may have too few rows to be told for a table; it is tried by every delimiter. */
const SHORT_BYTES = 8 * 1024;

/** The ways in which the head may be read as a table: as it was, or as the mapping says. */
export function readingsOf({ bytes, table }: Head, { encoding, delimiter }: TableFile): readonly TableHead[] {
  if (table?.dialect.form === 'lines') return [table];
  const isAsSaid =
    table !== undefined &&
    (encoding === undefined || encoding === table.dialect.encoding) &&
    (delimiter === undefined || delimiter === table.dialect.delimiter);
  if (isAsSaid) return [table];
  if (
    bytes.length === 0 ||
    (table === undefined && encoding === undefined && delimiter === undefined && bytes.length > SHORT_BYTES)
  )
    return [];
  const found = encoding ?? table?.dialect.encoding ?? detectEncoding(bytes);
  const delimiters =
    delimiter === undefined ? (table === undefined ? DELIMITERS : [table.dialect.delimiter]) : [delimiter];
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
