import { MAX_LINE_BYTES } from '../json-lines.ts';
import type { SheetRow } from '../table/row-lines.ts';
import type { Range } from './merged-ranges.ts';
import { columnOf, coveredColumns, MAX_COLUMNS } from './merged-ranges.ts';
import type { NumberShape } from './number-format.ts';
import { numberText } from './number-format.ts';
import type { SharedStrings } from './shared-strings.ts';
import { stringItem, unescaped } from './shared-strings.ts';
import type { XmlReader } from './xml-events.ts';
import { xmlReader } from './xml-events.ts';

/** What the cells of a sheet refer to. */
export type SheetContext = {
  readonly sheet: string;
  /** The name of its part, for refusals. */
  readonly part: string;
  readonly strings: SharedStrings;
  readonly shapes: readonly NumberShape[];
  readonly date1904: boolean;
  readonly merged: readonly Range[];
};

type Fault = NonNullable<SheetRow['fault']>;
type Attributes = { readonly [name: string]: string };

/**
 * Reads the rows of a sheet (ECMA-376 part 1, 18.3.1) as its bytes come; rows without any text are left out, cells
 * that are not there are empty up to the last one with text. A row that cannot be read as it stands has a fault.
 */
export function sheetRows(context: SheetContext, emit: (row: SheetRow) => void): XmlReader {
  const covered = coveredColumns(context.merged, context.part);
  let inData = false;
  let number = 0;
  let row: OpenRow | undefined;
  const cell = openCell(context);
  return xmlReader(context.part, {
    open: (name, attributes) => {
      if (row !== undefined) {
        if (name === 'c') cell.begin(attributes);
        else cell.open(name);
      } else if (name === 'row' && inData) {
        const next = attributes.r === undefined ? number + 1 : Number(attributes.r);
        row = openRow(next, next > number && Number.isSafeInteger(next));
        number = Math.max(number, row.number);
      } else if (name === 'sheetData') inData = true;
    },
    text: cell.text,
    close: (name) => {
      if (name === 'sheetData') inData = false;
      if (row === undefined) return;
      if (name === 'c') place(row, cell.end());
      else if (name === 'row') {
        const closed = closedRow(context.sheet, row, covered);
        row = undefined;
        if (closed !== undefined) emit(closed);
      } else cell.close(name);
    },
  });
}

type OpenRow = {
  readonly number: number;
  readonly inOrder: boolean;
  readonly cells: string[];
  units: number;
  fault: Fault | undefined;
};

function openRow(number: number, inOrder: boolean): OpenRow {
  if (inOrder) return { number, inOrder, cells: [], units: 0, fault: undefined };
  const sound = Number.isSafeInteger(number) && number > 0 ? number : 0;
  return { number: sound, inOrder, cells: [], units: 0, fault: invalid('the number of the row does not rise') };
}

const invalid = (why: string): Fault => ({ code: 'table.row_invalid', why });

type Cell = { readonly ref: string | undefined; readonly text: string; readonly fault: Fault | undefined };

function place(row: OpenRow, { ref, text, fault }: Cell): void {
  const column = ref === undefined ? row.cells.length : columnIn(ref, row.number);
  row.fault ??= fault;
  if (column === undefined || column >= MAX_COLUMNS || column < row.cells.length) {
    row.fault ??= invalid('a cell of the row does not say where it stands, or stands there twice');
    return;
  }
  row.units += text.length;
  while (row.cells.length < column) row.cells.push('');
  row.cells.push(row.units > MAX_LINE_BYTES ? '' : text);
}

const [A, Z, ZERO, NINE] = [65, 90, 48, 57];

/** The column of a reference such as `C17`, from 0, if it lies in this row. */
function columnIn(ref: string, row: number): number | undefined {
  let at = 0;
  while (at < 3 && ref.charCodeAt(at) >= A && ref.charCodeAt(at) <= Z) at++;
  if (at === 0) return undefined;
  let number = 0;
  for (let digit = at; digit < ref.length; digit++) {
    const unit = ref.charCodeAt(digit);
    if (unit < ZERO || unit > NINE) return undefined;
    number = number * 10 + unit - ZERO;
  }
  return number === row ? columnOf(ref.slice(0, at)) : undefined;
}

function closedRow(sheet: string, row: OpenRow, covered: (row: number) => readonly number[]): SheetRow | undefined {
  const { number, cells } = row;
  if (row.units === 0 && row.fault === undefined) return undefined;
  if (row.units > MAX_LINE_BYTES) {
    const why = `the row is longer than ${MAX_LINE_BYTES} bytes`;
    return { sheet, row: number, cells: [], merged: [], fault: { code: 'record.line_too_long', why } };
  }
  const merged = row.inOrder ? covered(number) : [];
  for (const column of merged) if (column < cells.length) cells[column] = '';
  while (cells.at(-1) === '') cells.pop();
  if (cells.length === 0 && row.fault === undefined) return undefined;
  return { sheet, row: number, cells, merged, fault: row.fault };
}

type OpenCell = {
  readonly begin: (attributes: Attributes) => void;
  readonly open: (name: string) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
  readonly end: () => Cell;
};

/** One cell at a time: its value, the text of an inline string, and whether it has a formula. */
function openCell(context: SheetContext): OpenCell {
  const item = stringItem();
  let attributes: Attributes = {};
  let value: string | undefined;
  let inValue = false;
  let formula = false;
  return {
    begin: (begun) => {
      attributes = begun;
      value = undefined;
      formula = false;
      item.take();
    },
    open: (name) => {
      if (name === 'v') {
        inValue = true;
        value ??= '';
      } else if (name === 'f') formula = true;
      else item.open(name);
    },
    text: (text) => {
      if (inValue && value !== undefined && value.length <= MAX_LINE_BYTES) value += text.slice(0, MAX_LINE_BYTES + 1);
      else item.text(text);
    },
    close: (name) => {
      if (name === 'v') inValue = false;
      else item.close(name);
    },
    end: () => {
      const { r: ref, t: type } = attributes;
      const inline = item.take();
      if (formula && value === undefined && inline === '') return { ref, text: '', fault: WITHOUT_VALUE };
      if (type === 'inlineStr') return { ref, text: inline, fault: undefined };
      return { ref, ...valueText(context, value ?? '', attributes) };
    },
  };
}

const WITHOUT_VALUE: Fault = {
  code: 'table.formula_without_value',
  why: 'a formula of the row was saved without its result: open the file in a spreadsheet program and save it again',
};

type Valued = { readonly text: string; readonly fault: Fault | undefined };

/** The text of a stored value by the type of its cell (18.18.11). */
function valueText(
  { strings, shapes, date1904 }: SheetContext,
  value: string,
  { t: type = 'n', s }: Attributes,
): Valued {
  if (type === 's') {
    const text = INDEX.test(value) ? strings.at(Number(value)) : undefined;
    if (text !== undefined) return { text, fault: undefined };
    return value === '' ? NOTHING : { text: '', fault: invalid('a cell names a shared string that is not there') };
  }
  if (type === 'str') return { text: unescaped(value), fault: undefined };
  if (type === 'e') return { text: value, fault: undefined };
  if (type === 'b') return { text: BOOLEANS[value] ?? value, fault: undefined };
  if (type === 'd') return { text: value.replace(ISO_DATE, isoText), fault: undefined };
  if (value === '') return NOTHING;
  const text = numberText(value, shapes[Number(s ?? 0)] ?? 'number', date1904);
  return text === undefined
    ? { text: value, fault: invalid('a cell of the row is a number that is none') }
    : { text, fault: undefined };
}

const NOTHING: Valued = { text: '', fault: undefined };
const INDEX = /^\d{1,10}$/u;
const BOOLEANS: { readonly [value: string]: string } = { '0': 'FALSE', '1': 'TRUE', false: 'FALSE', true: 'TRUE' };
const ISO_DATE = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d+)?)Z?$/u;
const isoText = (_whole: string, day: string, time: string): string => `${day} ${time}`;
