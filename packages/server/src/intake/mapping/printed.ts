import type { Head, JsonObject } from '../connectors/connector.ts';
import type { TableHead } from '../table/row.ts';
import { sheetsOf } from './head-rows.ts';
import type { Program } from './program.ts';
import { amountIn, startRows } from './records.ts';
import type { Mapping } from './schema.ts';
import type { TableLayout } from './table-layout.ts';
import { positionsOf } from './table-layout.ts';

/** A total that a file prints of itself; amounts in minor units. */
export type PrintedTotal = {
  readonly direction: 'in' | 'out' | 'neutral';
  readonly currency?: string;
  readonly minor?: string;
  readonly count?: number;
};

const HEAD_BYTES = 64 * 1024;
const HEAD_ROWS = 300;

/**
 * The totals that a file prints above its header, or in a row of its own where the whole file stands in its head.
 * Only of a file with one table: of several, what a total is the total of is not told.
 */
export function printedOf(
  mapping: Mapping,
  program: Program,
  head: Head,
  table: TableHead,
  tables: readonly TableLayout[],
): readonly (PrintedTotal & JsonObject)[] {
  const [only, other] = tables;
  if (program.printed.length === 0 || only === undefined || other !== undefined) return [];
  const rows = sheetsOf(table).find(({ name }) => name === only.sheet)?.rows ?? [];
  const isWhole =
    table.dialect.form === 'lines'
      ? rows.length < HEAD_ROWS
      : head.bytes.length < HEAD_BYTES && rows.length < HEAD_ROWS;
  const row = {
    ...startRows(mapping, { source: '' }),
    positions: positionsOf(program.columns, only.keys),
    captures: only.captures,
    rows: isWhole ? rows.filter(({ number }) => number > only.header).map(({ row: { cells } }) => cells) : [],
  };
  return program.printed.flatMap(({ direction, count, amount }) => {
    row.fault = undefined;
    const money = amount === undefined ? undefined : amountIn(amount, row);
    const counted = count?.(row) ?? '';
    if (money === undefined && !/^\d{1,9}$/.test(counted)) return [];
    return {
      direction,
      ...(money !== undefined && { currency: money.currency, minor: money.minor.toString() }),
      ...(/^\d{1,9}$/.test(counted) && { count: Number(counted) }),
    };
  });
}
