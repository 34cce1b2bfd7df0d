import { encodeGb18030 } from './gb18030.ts';
import { quoted } from './made-bill.ts';
import type { Random } from './random.ts';

/** What a made row must be read as: these fields of the body, and no fields that are `undefined` here. */
export type MadeRecord = {
  readonly kind: string;
  readonly at: number;
  readonly precision?: string;
  readonly body: { readonly [field: string]: unknown };
};

export type MadeTable = {
  readonly fileName: string;
  readonly bytes: Buffer;
  /** The records of each row, in order; a row that must be refused has none. */
  readonly expected: readonly (readonly MadeRecord[])[];
};

export type TableMaker = (random: Random, rows: number) => MadeTable;

export type MadeRow = { readonly cells: readonly string[]; readonly records: readonly MadeRecord[] };

/** A table as a business system exports it: UTF-8 with a mark, or GBK; cells quoted where they must be. */
export function tableOf(
  random: Random,
  fileName: string,
  header: readonly string[] | undefined,
  rows: readonly MadeRow[],
): MadeTable {
  const lines = [...(header === undefined ? [] : [header]), ...rows.map(({ cells }) => cells)].map((cells) =>
    cells.map(cell).join(','),
  );
  const end = random.pick(['\n', '\r\n']);
  const text = lines.map((line) => line + end).join('');
  const bytes = random.chance(50) ? encodeGb18030(text) : Buffer.from(`${random.pick(['', '\ufeff'])}${text}`);
  return { fileName, bytes, expected: rows.map(({ records }) => records) };
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? quoted(text) : text);
