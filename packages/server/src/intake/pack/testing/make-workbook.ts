import { createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** A cell to write: text, number or boolean, or what else a sheet may hold; `undefined` is a gap. */
export type MadeCell =
  | string
  | number
  | boolean
  | undefined
  | { readonly number: string; readonly format: number }
  | { readonly formula: string; readonly value?: string }
  | { readonly error: string }
  | { readonly iso: string }
  | { readonly xml: string };

export type MadeSheet = {
  readonly name: string;
  readonly rows: Iterable<readonly MadeCell[]>;
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
  /** Instead of everything else: the part as it is to stand there. */
  readonly xml?: string;
};

export type MadeWorkbook = {
  readonly sheets: readonly MadeSheet[];
  /** How text is stored; shared by default. */
  readonly strings?: 'shared' | 'inline';
  /** Formats by place, counted from 1, as cells give them; a number is one that is built in. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  /** Stands before the root of the shared strings, and how each of their items looks. */
  readonly doctype?: string;
  /** Leaves `r` out of rows and cells, as some writers do. */
  readonly unplaced?: boolean;
  readonly password?: string;
  /** Further parts, or others instead of those written. */
  readonly parts?: { readonly [name: string]: string | Uint8Array };
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** The text of a cell inside `c`, its type and its style. */
function contentOf(cell: NonNullable<MadeCell>, shared: Map<string, number> | undefined): [string, string] {
  if (typeof cell === 'number') return ['', `<v>${cell}</v>`];
  if (typeof cell === 'boolean') return [' t="b"', `<v>${cell ? 1 : 0}</v>`];
  if (typeof cell !== 'string') return otherContent(cell);
  if (shared === undefined) return [' t="inlineStr"', `<is><t xml:space="preserve">${escaped(cell)}</t></is>`];
  const index = shared.get(cell) ?? shared.size;
  shared.set(cell, index);
  return [' t="s"', `<v>${index}</v>`];
}

function otherContent(cell: Exclude<MadeCell, string | number | boolean | undefined>): [string, string] {
  if ('xml' in cell) return ['', cell.xml];
  if ('error' in cell) return [' t="e"', `<v>${cell.error}</v>`];
  if ('iso' in cell) return [' t="d"', `<v>${cell.iso}</v>`];
  if ('number' in cell) return [` s="${cell.format}"`, `<v>${cell.number}</v>`];
  const value = cell.value === undefined ? '' : `<v>${escaped(cell.value)}</v>`;
  return [cell.value === undefined ? '' : ' t="str"', `<f>${escaped(cell.formula)}</f>${value}`];
}

function* sheetXml(sheet: MadeSheet, made: MadeWorkbook, shared: Map<string, number> | undefined): Generator<string> {
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>`;
  let number = 0;
  let waiting = '';
  for (const cells of sheet.rows) {
    number++;
    waiting += made.unplaced === true ? '<row>' : `<row r="${number}">`;
    for (const [column, cell] of cells.entries()) {
      if (cell === undefined) continue;
      const [attributes, content] = contentOf(cell, shared);
      const place = made.unplaced === true ? '' : ` r="${columnName(column)}${number}"`;
      waiting += typeof cell === 'object' && 'xml' in cell ? content : `<c${place}${attributes}>${content}</c>`;
    }
    waiting += '</row>';
    if (waiting.length < 128 * 1024) continue;
    yield waiting;
    waiting = '';
  }
  yield `${waiting}</sheetData>`;
  const merges = (sheet.merges ?? []).map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  if (merges !== '') yield `<mergeCells>${merges}</mergeCells>`;
  yield '</worksheet>';
}

function workbookXml({ sheets, date1904 }: MadeWorkbook): string {
  const list = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  );
  const settings = date1904 === true ? '<workbookPr date1904="1"/>' : '<workbookPr/>';
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${settings}<sheets>${list.join('')}</sheets></workbook>`;
}

function relationsXml({ sheets }: MadeWorkbook): string {
  const list = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const others = [
    `<Relationship Id="rIdS" Type="${RELATIONS}/styles" Target="styles.xml"/>`,
    `<Relationship Id="rIdT" Type="${RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>`,
  ];
  const space = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return `${DECLARATION}<Relationships xmlns="${space}">${[...list, ...others].join('')}</Relationships>`;
}

function stylesXml({ formats = [] }: MadeWorkbook): string {
  const codes = formats.map((format, at) =>
    typeof format === 'string' ? `<numFmt numFmtId="${164 + at}" formatCode="${escaped(format)}"/>` : '',
  );
  const cells = formats.map((format, at) => `<xf numFmtId="${typeof format === 'string' ? 164 + at : format}"/>`);
  return `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${cells.join('')}</cellXfs></styleSheet>`;
}

function* sharedXml(shared: ReadonlyMap<string, number>, doctype: string): Generator<string> {
  yield `${DECLARATION}${doctype}<sst xmlns="${MAIN}" uniqueCount="${shared.size}">`;
  let waiting = '';
  for (const text of shared.keys()) {
    waiting += `<si><t xml:space="preserve">${escaped(text)}</t></si>`;
    if (waiting.length < 128 * 1024) continue;
    yield waiting;
    waiting = '';
  }
  yield `${waiting}</sst>`;
}

function streamOf(pieces: Iterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const waiting = pieces[Symbol.iterator]();
  return new ReadableStream({
    pull(to) {
      const { done, value } = waiting.next();
      if (done === true) to.close();
      else to.enqueue(Buffer.from(value));
    },
  });
}

async function writeParts(zip: ZipWriter<unknown>, made: MadeWorkbook): Promise<void> {
  const shared = made.strings === 'inline' ? undefined : new Map<string, number>();
  const others = made.parts ?? {};
  const add = async (name: string, pieces: Iterable<string>) => {
    if (others[name] !== undefined) return;
    await zip.add(name, streamOf(pieces), options);
  };
  const secret = made.password === undefined ? {} : { password: made.password, encryptionStrength: 3 as const };
  const options = { useWebWorkers: false, ...secret };
  await add('[Content_Types].xml', [`${DECLARATION}<Types/>`]);
  await add('xl/workbook.xml', [workbookXml(made)]);
  await add('xl/_rels/workbook.xml.rels', [relationsXml(made)]);
  await add('xl/styles.xml', [stylesXml(made)]);
  for (const [at, sheet] of made.sheets.entries()) {
    const pieces = sheet.xml === undefined ? sheetXml(sheet, made, shared) : [sheet.xml];
    await add(`xl/worksheets/sheet${at + 1}.xml`, pieces);
  }
  if (shared !== undefined) await add('xl/sharedStrings.xml', sharedXml(shared, made.doctype ?? ''));
  for (const [name, content] of Object.entries(others)) {
    await zip.add(name, streamOf([content]), options);
  }
}

/** A workbook in memory. */
export async function makeWorkbook(made: MadeWorkbook): Promise<Buffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  await writeParts(zip, made);
  return Buffer.from(await zip.close());
}

/** A workbook on disk, written as its rows come, so that it may have millions of them. */
export async function writeWorkbook(path: string, made: MadeWorkbook): Promise<void> {
  const zip = new ZipWriter(Writable.toWeb(createWriteStream(path)));
  await writeParts(zip, made);
  await zip.close();
}
