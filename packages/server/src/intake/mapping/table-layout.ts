import type { Head } from '../connectors/connector.ts';
import type { Dialect, Row } from '../table/row.ts';
import { cellText, columnKey, lineText } from './cell.ts';
import type { Column } from './compiler.ts';
import type { Sheet } from './head-rows.ts';
import type { Program } from './program.ts';
import { ownerIn } from './records.ts';
import type { Mapping, TableFile } from './schema.ts';

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

/** The table of a sheet that a mapping is about, if there is one. */
export function tableIn(
  mapping: Mapping,
  program: Program,
  sheet: Sheet,
  head: Head,
  dialect: Dialect,
): TableLayout | undefined {
  const file = mapping.file as TableFile;
  if (program.sheet !== undefined && sheet.name !== null && !program.sheet.test(sheet.name)) return undefined;
  const found = file.header === undefined ? headless(file, sheet) : underHeader(file.header, sheet);
  if (found === undefined) return undefined;
  const above = sheet.rows.filter(({ number }) => number < found.header).map(({ row }) => linesOf(row, dialect));
  if (!program.preamble.every(({ test }) => above.flat().some(test))) return undefined;
  if (!looksRight(program, found, sheet)) return undefined;
  const captures = program.captures.map((capture) => {
    if (capture.in === 'envelope') return '';
    const places =
      capture.in === 'preamble' ? above.flat() : [capture.in === 'fileName' ? head.fileName : (sheet.name ?? '')];
    return firstMatch(places, capture.pattern.find, capture.pattern.groups);
  });
  const owner = ownerIn(mapping, program, captures) ?? null;
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
