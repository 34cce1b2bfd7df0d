/** A cell of a row with the letters of its column. */
export type Cell = { readonly column: string; readonly text: string };

/** `0` is A, `26` AA, as a workbook names its columns. */
export function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : columnName(Math.floor(at / 26) - 1) + last;
}

/**
 * The cells of a row of a workbook, which is kept as one line of JSON, `{"s":sheet,"r":row,"c":[cell…]}`; empty cells
 * are left out. Undefined for any other text.
 */
export function cellsOf(text: string): readonly Cell[] | undefined {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof line !== 'object' || line === null || !('s' in line && 'r' in line && 'c' in line)) return undefined;
  const cells: unknown = line.c;
  if (!Array.isArray(cells) || !cells.every((cell) => typeof cell === 'string')) return undefined;
  return cells.flatMap((cell, at) => (cell === '' ? [] : [{ column: columnName(at), text: cell }]));
}
