const MARK = /[\s\u200B-\u200F\u2060\uFEFF]/u;
/** How exports keep a spreadsheet from taking digits for a number. */
const AS_FORMULA = /^="([^"]*)"$/;

/**
 * The text of a cell: without blanks, tabs and marks of no width at its ends, and without `="…"` around it, as
 * exports write what a spreadsheet must not take for a number.
 */
export function cellText(cell: string): string {
  const { length } = cell;
  if (length === 0) return '';
  const [first, last] = [cell.charCodeAt(0), cell.charCodeAt(length - 1)];
  const isPlain = isInk(first) && isInk(last) && first !== EQUALS;
  return isPlain ? cell : unwrapped(withoutMarks(cell));
}

const EQUALS = 0x3d;

/** Neither a blank nor a mark: ASCII signs, and Han. */
const isInk = (unit: number): boolean => (unit > 0x20 && unit < 0x7f) || (unit >= 0x3400 && unit < 0xd800);

/** Looks at each sign once: a pattern for the end of a text tries again from every blank within it. */
function withoutMarks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && MARK.test(text.charAt(start))) start++;
  while (end > start && MARK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function unwrapped(text: string): string {
  const inner = AS_FORMULA.exec(text)?.[1];
  return inner === undefined ? text : withoutMarks(inner);
}

/** A column name for comparing: no matter the width of its signs, capitals, blanks, or a colon in it. */
export function columnKey(name: string): string {
  return cellText(name)
    .normalize('NFKC')
    .replaceAll(/[\s\u200B-\u200F\u2060\uFEFF:]+/gu, '')
    .toLowerCase();
}

const AMOUNT = /^(?<sign>[-+]?)[\u00a5\uffe5$]?(?<whole>\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(?<rest>\d{1,9}))?$/u;

/**
 * A cell as it is compared with that of another export of the same list: amounts without currency sign, thousands
 * and zeros at the end, which a workbook and a text file write in their own ways.
 */
export function comparedCell(cell: string): string {
  const text = cellText(cell);
  const { sign = '', whole, rest = '' } = AMOUNT.exec(text)?.groups ?? {};
  if (whole === undefined) return text;
  const decimals = rest.replace(/0+$/u, '');
  return `${sign === '-' ? '-' : ''}${whole.replaceAll(',', '')}${decimals === '' ? '' : `.${decimals}`}`;
}

/** All cells of a row that are not empty, with a blank between them. */
export function lineText(cells: readonly string[]): string {
  return cells.map(cellText).filter(Boolean).join(' ');
}
