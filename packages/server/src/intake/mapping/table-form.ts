import type { Head, Parsed, Reading, Recognised } from '../connectors/connector.ts';
import type { Dialect, Row } from '../table/row.ts';
import { readTable } from '../table/row-lines.ts';
import { cellText, columnKey, comparedCell } from './cell.ts';
import { readingsOf, rowNumber, sheetsOf } from './head-rows.ts';
import { partyOf } from './party.ts';
import { printedOf } from './printed.ts';
import type { Program } from './program.ts';
import { commonOf, recordsOf, startRows } from './records.ts';
import type { RowContext } from './row-context.ts';
import type { Mapping, TableFile } from './schema.ts';
import type { TableLayout } from './table-layout.ts';
import { positionsOf, tableIn } from './table-layout.ts';

type Layout = { readonly dialect: Dialect; readonly tables: readonly TableLayout[] };

/** A table with what is worked out of its layout once a stretch. */
type Opened = TableLayout & {
  readonly positions: readonly number[];
  /** Columns of the mapping that this table has, by position, and the names they go by. */
  readonly named: readonly (readonly [position: number, key: string])[];
  /** Columns that any record reads. */
  readonly reads: ReadonlySet<number>;
  readonly width: number;
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

/** Reads a stretch of a table by a mapping. */
export function* parseTable(
  mapping: Mapping,
  program: Program,
  bytes: Uint8Array,
  reading: Reading,
): Generator<Parsed> {
  const { dialect, tables } = reading.layout as unknown as Layout;
  const opened = new Map(tables.map((table) => [table.sheet, openTable(program, table)]));
  const common = commonOf(mapping, reading.settings);
  const row = startRows(mapping, reading.settings);
  const [firstOwner, given] = [tables[0]?.owner ?? undefined, reading.settings.owner];
  for (const found of readTable(bytes, dialect, reading.first)) {
    const table = opened.get(found.sheet ?? null);
    if (table === undefined || isAbove(found, table, dialect, reading.first)) continue;
    if (found.fault !== undefined) {
      yield { at: found.at, ok: false, ...found.fault };
      continue;
    }
    const isBlank = found.cells.every((cell) => cellText(cell) === '');
    if (isBlank || isHeaderAgain(found.cells, table)) continue;
    // Every sheet may be of another account; whoever imports may say instead whose they are.
    if (table.owner !== null && given === firstOwner) row.holder = partyOf(table.owner);
    fill(row, found.cells, table);
    if (program.skip.some((test) => test(row))) continue;
    const fault = shapeFault(found, table);
    if (fault !== undefined) yield { at: found.at, ok: false, code: 'table.row_invalid', why: fault };
    else yield* rowRecords(program, common, row, found, table);
  }
}

function openTable(program: Program, table: TableLayout): Opened {
  const positions = positionsOf(program.columns, table.keys);
  const named = [...new Set(positions)].filter((at) => at >= 0).map((at) => [at, table.keys[at] ?? ''] as const);
  const reads = new Set(program.records.flatMap(({ columns }) => columns.map((column) => positions[column] ?? -1)));
  return { ...table, positions, named, reads, width: Math.max(table.keys.length, ...table.widths) };
}

function isAbove(row: Row, { header }: TableLayout, dialect: Dialect, first: boolean): boolean {
  if (header === 0) return false;
  return dialect.form === 'text' ? first && row.at.line <= header : rowNumber(row, dialect) <= header;
}

/** Printed tables show their header on every page. */
function isHeaderAgain(cells: readonly string[], { header, named }: Opened): boolean {
  if (header === 0 || named.length === 0) return false;
  for (const [at, key] of named) if (!mayBe(cells[at] ?? '', key) || columnKey(cells[at] ?? '') !== key) return false;
  return true;
}

const [FULL_WIDTH, UNDERSCORE] = [0xff00, 0x5f];

/** Whether a cell could be this name, by its first sign: it spares nearly all rows the comparing. */
function mayBe(cell: string, key: string): boolean {
  const first = cellText(cell).charCodeAt(0);
  return first === key.charCodeAt(0) || first >= FULL_WIDTH || first <= UNDERSCORE;
}

function fill(row: RowContext, cells: readonly string[], { positions, captures }: Opened): void {
  row.cells = cells;
  row.positions = positions;
  row.captures = captures;
  row.stamp++;
}

/** Cells beyond the last column belong to none, so that what stands in the others may be in the wrong place too. */
function shapeFault({ cells }: Row, { width, widths }: Opened): string | undefined {
  if (widths.length > 0 && !widths.includes(cells.length) && cells.length > width)
    return `the row has ${cells.length} cells, and the mapping knows ${widths.join(', ')}`;
  for (let i = width; i < cells.length; i++)
    if (cellText(cells[i] ?? '') !== '') return `the row has more cells than the ${width} columns of the header`;
  return undefined;
}

function rowRecords(
  program: Program,
  common: ReturnType<typeof commonOf>,
  row: RowContext,
  { at, cells, merged }: Row,
  { reads }: Opened,
): readonly Parsed[] {
  if (merged.length > 0) {
    const covered = merged.find((column) => reads.has(column));
    if (covered !== undefined) {
      const why = `column ${covered + 1} is covered by a merged cell, so that what it holds is not told`;
      return [{ at, ok: false, code: 'table.merged_cell', why }];
    }
  }
  return recordsOf(program, common, row, at, () => trimmedCells(cells));
}

/** The cells as they are compared, without the empty ones at the end, which some programs write and others do not. */
function trimmedCells(cells: readonly string[]): readonly string[] {
  const trimmed = cells.map(comparedCell);
  while (trimmed[trimmed.length - 1] === '') trimmed.pop();
  return trimmed;
}
