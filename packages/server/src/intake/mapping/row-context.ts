import type { Party } from '../../kernel/party.ts';
import type { RefusalCode } from '../../kernel/refusal.ts';
import type { Precision } from '../../kernel/time.ts';
import type { Settings } from '../connectors/connector.ts';
import type { Zone } from '../zone.ts';

/** Why a record cannot be made; `why` names places and limits, never what a row says. */
export type Fault = { readonly code: RefusalCode; readonly why: string };

/**
 * What one row is read from. There is one for a whole stretch, filled anew for every row, so that reading a row makes
 * nothing but its record.
 */
export type RowContext = {
  cells: readonly string[];
  /** Where each column that the mapping names stands in this table; -1 where it is missing. */
  positions: readonly number[];
  /** The JSON value that stands for a row. */
  value: unknown;
  /** The part of it, or of a cell, that is being gone through. */
  item: unknown;
  /** What was found once for all rows, by position in `Program.captures`. */
  captures: readonly string[];
  settings: Settings;
  zone: Zone;
  holder: Party | undefined;
  /** Set by the first thing that cannot be read; whoever puts a record together looks at it. */
  fault: Fault | undefined;
  /** Of the date that was read last. */
  precision: Precision;
  /** Counts rows: what was worked out for a row holds while it stays the same. */
  stamp: number;
  /** All rows of the beginning of the file, where totals that it prints are looked for. */
  rows: readonly (readonly string[])[] | undefined;
};

export type TextOf = (row: RowContext) => string;
export type AnyOf = (row: RowContext) => unknown;
export type Test = (row: RowContext) => boolean;

/** Notes that something cannot be read, unless something already could not. */
export function fail(row: RowContext, code: RefusalCode, why: string): undefined {
  row.fault ??= { code, why };
}
