import type { Place } from '../json-lines.ts';

export const encodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/** How the bytes of a table are read as rows; `lines` are rows of a workbook written as JSON, one a line. */
export type Dialect =
  | { readonly form: 'text'; readonly encoding: Encoding; readonly delimiter: ',' | ';' | '\t' | '|' }
  | { readonly form: 'lines' };

/** One row: its cells as text, trimmed of nothing, or why it cannot be read. `sheet` and `row` only in a workbook. */
export type Row = {
  readonly at: Place;
  readonly cells: readonly string[];
  readonly fault:
    | {
        readonly code:
          | 'record.encoding_invalid'
          | 'record.line_too_long'
          | 'table.row_invalid'
          | 'table.formula_without_value';
        readonly why: string;
      }
    | undefined;
  readonly sheet: string | undefined;
  /** Columns (from 0) whose cell is covered by a merged range and therefore empty. */
  readonly merged: readonly number[];
};

/** The beginning of a file read as a table: at most 300 rows of each sheet. */
export type TableHead = { readonly dialect: Dialect; readonly rows: readonly Row[] };
