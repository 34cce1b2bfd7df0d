import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import type { FileSource } from '../file-source.ts';
import { diskFile, memoryFile } from '../file-source.ts';
import type { Row } from '../table/row.ts';
import { readRowLines } from '../table/row-lines.ts';
import type { MadeCell, MadeSheet, MadeWorkbook } from './testing/make-workbook.ts';
import { columnName, makeWorkbook, writeWorkbook } from './testing/make-workbook.ts';
import { isWorkbook, openWorkbook } from './workbook.ts';
import { openArchive } from './zip-archive.ts';

const file = (bytes: Buffer, name = 'a.xlsx'): FileSource => memoryFile(name, bytes, async () => undefined);
const sheet = (rows: readonly (readonly MadeCell[])[], more: Partial<MadeSheet> = {}): MadeSheet => ({
  name: 'Sheet1',
  rows,
  ...more,
});

const rowsOf = (bytes: Buffer, password?: string) => rowsIn(file(bytes), password);

async function rowsIn(source: FileSource, password?: string): Promise<readonly Row[]> {
  const workbook = await openWorkbook(source, password);
  const rows: Row[] = [];
  for await (const piece of workbook.rowLines()) {
    expect(piece.bytes.length).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(piece.bytes.at(-1)).toBe(10);
    rows.push(...readRowLines(piece.bytes));
  }
  return rows;
}

const made = async (workbook: MadeWorkbook) => rowsOf(await makeWorkbook(workbook));
const cellsOf = (rows: readonly Row[]) => rows.map(({ cells }) => cells);
const labelsOf = (rows: readonly Row[]) => rows.map(({ at }) => at.label);
const faultsOf = (rows: readonly Row[]): readonly (string | undefined)[] => rows.map(({ fault }) => fault?.code);

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal ? error.code : `not refused: ${String(error)}`;
}

const storages = ['shared', 'inline'] as const;
test.each(storages)('text comes back as it was written, in %s strings', async (strings) => {
  const text = fc.string({
    unit: fc.constantFrom('a', ' ', '\n', '\u4e2d', '\u{1f600}', '&', '<', '"', "'", ']]>', '_'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(text, { maxLength: 6 }), { maxLength: 6 }), async (rows) => {
      const expected = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1));
      const read = cellsOf(await made({ sheets: [sheet(rows)], strings }));
      expect(read).toEqual(expected.filter((row) => row.length > 0));
    }),
  );
});

test('an empty shared string is one like any other', async () => {
  expect(await made({ sheets: [sheet([['']])] })).toEqual([]);
  expect(cellsOf(await made({ sheets: [sheet([['', 'a']])] }))).toEqual([['', 'a']]);
});

test('every type of cell is read as text', async () => {
  const cells: readonly MadeCell[] = [
    'text',
    12.5,
    true,
    false,
    { error: '#N/A' },
    { formula: 'A1&"x"', value: 'textx' },
    { iso: '2024-01-05T10:00:00' },
    { iso: '2024-01-05' },
    { number: '45000', format: 1 },
    { number: '45000.5', format: 2 },
    { number: '0.5', format: 3 },
    { number: '45000', format: 0 },
  ];
  const formats = ['yyyy"\u5e74"m"\u6708"d"\u65e5"', 22, 'h:mm'];
  expect(cellsOf(await made({ sheets: [sheet([cells])], formats }))).toEqual([
    [
      'text',
      '12.5',
      'TRUE',
      'FALSE',
      '#N/A',
      'textx',
      '2024-01-05 10:00:00',
      '2024-01-05',
      '2023-03-15',
      '2023-03-15 12:00:00',
      '12:00:00',
      '45000',
    ],
  ]);
});

test('rich text is joined, phonetic runs are left out, escaped characters are read', async () => {
  const item =
    '<r><rPr><b/></rPr><t>one </t></r><r><t>two</t></r><rPh sb="0" eb="1"><t>kana</t></rPh><phoneticPr fontId="1"/>';
  const xml = `<c r="A1" t="inlineStr"><is>${item}</is></c><c r="B1" t="inlineStr"><is><t>a_x000D_b_x005F_c</t></is></c>`;
  const shared = `<sst><si>${item}</si><si><t>_x0041_</t></si><si/></sst>`;
  const named = '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c>';
  const rows = await made({
    sheets: [sheet([[{ xml }], [{ xml: named }]])],
    parts: { 'xl/sharedStrings.xml': shared },
  });
  expect(cellsOf(rows)).toEqual([
    ['one two', 'a\rb_c'],
    ['one two', 'A'],
  ]);
});

test('gaps are empty cells, empty rows are left out, and a row keeps its number', async () => {
  const rows = await made({ sheets: [sheet([['a', undefined, 'c', '', ''], [], ['', ''], [undefined, 'b']])] });
  expect(cellsOf(rows)).toEqual([
    ['a', '', 'c'],
    ['', 'b'],
  ]);
  expect(labelsOf(rows)).toEqual(['Sheet1!1', 'Sheet1!4']);
});

test('the last column and what stands behind it', async () => {
  const at = (column: string) => [{ xml: `<c r="${column}1" t="str"><v>x</v></c>` }];
  const [last] = await made({ sheets: [sheet([at('XFD')])] });
  expect([last?.cells.length, last?.cells.at(-1), last?.fault]).toEqual([16_384, 'x', undefined]);
  expect(faultsOf(await made({ sheets: [sheet([at('XFE')])] }))).toEqual(['table.row_invalid']);
});

test('rows and cells without places stand where they follow', async () => {
  const rows = await made({ sheets: [sheet([['a', 'b'], ['c']])], unplaced: true });
  expect(cellsOf(rows)).toEqual([['a', 'b'], ['c']]);
  expect(labelsOf(rows)).toEqual(['Sheet1!1', 'Sheet1!2']);
});

test('all sheets are read in order, the hidden ones too', async () => {
  const sheets = [
    sheet([['a']]),
    sheet([['b']], { name: '\u660e\u7ec6 & more', hidden: true }),
    sheet([['c']], { name: 'z' }),
  ];
  expect(labelsOf(await made({ sheets }))).toEqual(['Sheet1!1', '\u660e\u7ec6 & more!1', 'z!1']);
});

test('a formula without a result is a fault of its row alone', async () => {
  const rows = await made({
    sheets: [sheet([['a'], ['b', { formula: 'SUM(A1)' }], [{ formula: 'A1', value: '' }, 'c']])],
  });
  expect(faultsOf(rows)).toEqual([undefined, 'table.formula_without_value', undefined]);
  expect(cellsOf(rows)).toEqual([['a'], ['b'], ['', 'c']]);
});

const c = (xml: string): readonly MadeCell[] => [{ xml }];
test.each([
  ['a cell twice', c('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')],
  ['cells out of order', c('<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c>')],
  ['a cell of another row', c('<c r="A2"><v>1</v></c>')],
  ['a cell without a column', c('<c r="1"><v>1</v></c>')],
  ['a shared string that is not there', c('<c r="A1" t="s"><v>99</v></c>')],
  ['a shared string below the first', c('<c r="A1" t="s"><v>-1</v></c>')],
  ['a number that is none', c('<c r="A1"><v>twelve</v></c>')],
])('a row with %s is at fault, the next one is read', async (_, cells) => {
  expect(faultsOf(await made({ sheets: [sheet([cells, ['next']])] }))).toEqual(['table.row_invalid', undefined]);
});

test('a row whose number does not rise is at fault', async () => {
  const xml =
    '<worksheet><sheetData><row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row><row r="x"><c><v>3</v></c></row><row><c><v>4</v></c></row></sheetData></worksheet>';
  const rows = await made({ sheets: [sheet([], { xml })] });
  expect(faultsOf(rows)).toEqual([undefined, 'table.row_invalid', 'table.row_invalid', undefined]);
  expect(rows.at(-1)?.at.label).toBe('Sheet1!4');
});

test('a row longer than 1 MiB is at fault, however its text got there', async () => {
  const long = 'x'.repeat(30_000);
  const row = Array.from({ length: 40 }, () => long);
  const quotes = ['"'.repeat(600_000)];
  const rows = await made({ sheets: [sheet([row, ['a'], quotes, ['y'.repeat(3_000_000)]])] });
  expect(faultsOf(rows)).toEqual(['record.line_too_long', undefined, 'record.line_too_long', 'record.line_too_long']);
});

test('covered cells are empty and listed, the first cell of a range keeps its text', async () => {
  const rows = await made({
    sheets: [
      sheet(
        [
          ['title', 'hidden', 'hidden'],
          ['a', 'b', 'c'],
          ['d', 'e', 'hidden'],
          [undefined, 'f'],
        ],
        { merges: ['C2:C3', 'A1:C1', 'A4', 'B9:D12'] },
      ),
    ],
  });
  expect(rows.map(({ cells, merged }) => [cells, merged])).toEqual([
    [['title'], [1, 2]],
    [['a', 'b', 'c'], []],
    [['d', 'e'], [2]],
    [['', 'f'], []],
  ]);
});

test('columns covered in any layout of ranges are those a plain count gives', async () => {
  const size = 6;
  const range = fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.nat(2), fc.nat(2));
  await fc.assert(
    fc.asyncProperty(fc.array(range, { maxLength: 6 }), async (ranges) => {
      const owner = new Map<string, number>();
      const merges: string[] = [];
      for (const [top, left, down, right] of ranges) {
        const places = [];
        for (let row = top; row <= top + down; row++)
          for (let column = left; column <= left + right; column++) places.push(`${row}:${column}`);
        if (places.some((place) => owner.has(place))) continue;
        for (const [at, place] of places.entries()) owner.set(place, at);
        merges.push(`${columnName(left)}${top + 1}:${columnName(left + right)}${top + down + 1}`);
      }
      const rows = Array.from({ length: size + 2 }, () => [...Array.from({ length: size + 2 }, () => 'x'), 'end']);
      const expected = rows.map((row, at) =>
        row.flatMap((_, column) => ((owner.get(`${at}:${column}`) ?? 0) > 0 ? [column] : [])),
      );
      expect((await made({ sheets: [sheet(rows, { merges })] })).map(({ merged }) => merged)).toEqual(expected);
    }),
  );
});

test('a tag of a merged range in a text is no merged range', async () => {
  const cell = '<c r="B1" t="inlineStr"><is><t><![CDATA[<mergeCell ref="A1:B1"/>]]></t></is></c>';
  const rows = await made({
    sheets: [sheet([['a', undefined], [{ xml: cell.replace('B1', 'B2') }]], { merges: ['C1:D1'] })],
  });
  expect(rows.map(({ cells, merged }) => [cells, merged])).toEqual([
    [['a'], [3]],
    [['', '<mergeCell ref="A1:B1"/>'], []],
  ]);
});

const hostileSheets = [
  ['a document type', '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'],
  ['an unknown entity', '<worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>'],
  ['an end in the middle of a row', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>'],
  ['an end behind the rows', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'],
  ['tags that do not match', '<worksheet><sheetData></worksheet></sheetData>'],
  ['no XML', 'hello'],
  ['nothing', ''],
  ['depth', `${'<a>'.repeat(300)}${'</a>'.repeat(300)}`],
  ['an endless comment', `<worksheet><!--${'x'.repeat(5_000_000)}--></worksheet>`],
  ['an endless text', `<worksheet>${'x'.repeat(5_000_000)}</worksheet>`],
  ['an endless tag', `<worksheet ${'x'.repeat(5_000_000)}="1"></worksheet>`],
  [
    'ranges that overlap',
    `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>${'<mergeCell ref="A1:XFD9"/>'.repeat(2)}</mergeCells></worksheet>`,
  ],
  ['a range that is none', '<worksheet><sheetData/><mergeCells><mergeCell ref="A1:1"/></mergeCells></worksheet>'],
] as const;
test.each(hostileSheets)('a sheet with %s is damaged', async (_, xml) => {
  expect(await refusalOf(made({ sheets: [sheet([], { xml })] }))).toBe('import.damaged');
});

test('shared strings that declare a document type are damaged', async () => {
  const entities = '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  expect(await refusalOf(made({ sheets: [sheet([['x']])], doctype: entities }))).toBe('import.damaged');
});

test('a small sheet that fills endless rows is refused', async () => {
  const row = (at: number) => `<row r="${at}"><c r="XFD${at}"><v>1</v></c></row>`;
  const rows = Array.from({ length: 2_500 }, (_, at) => row(at + 1)).join('');
  const xml = `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  expect(await refusalOf(made({ sheets: [sheet([], { xml })] }))).toBe('import.too_large');
});

test('parts that are not there, or there twice, are damage', async () => {
  const plain = { sheets: [sheet([['x']])] };
  const relations =
    '<Relationships><Relationship Id="rId1" Type="/worksheet" Target="worksheets/none.xml"/></Relationships>';
  expect(await refusalOf(made({ ...plain, parts: { 'xl/_rels/workbook.xml.rels': relations } }))).toBe(
    'import.damaged',
  );
  expect(await refusalOf(made({ ...plain, parts: { 'xl/_rels/workbook.xml.rels': '<Relationships/>' } }))).toBe(
    'import.damaged',
  );
  for (const target of ['http://[', '%', '../../../../etc/passwd', '']) {
    const strange = { 'xl/_rels/workbook.xml.rels': relations.replace('worksheets/none.xml', target) };
    expect(await refusalOf(made({ ...plain, parts: strange }))).toBe('import.damaged');
  }
  const twice = `${relations.replace('none', 'sheet1').replace('</Rel', '<Relationship Id="rId2" Type="/worksheet" Target="worksheets/sheet1.xml"/></Rel')}`;
  const two = { sheets: [sheet([['x']]), sheet([['y']], { name: 'two' })] };
  expect(await refusalOf(made({ ...two, parts: { 'xl/_rels/workbook.xml.rels': twice } }))).toBe('import.damaged');
  expect(await refusalOf(made({ ...plain, parts: { 'XL/Workbook.xml': '<workbook/>' } }))).toBe('import.damaged');
});

test('prefixes, UTF-16 and absolute targets are read', async () => {
  const xml =
    '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>\u4e2d\u6587</x:t></x:is></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>';
  const bytes = Buffer.from(`\ufeff${xml}`, 'utf16le');
  const rows = await made({ sheets: [sheet([])], parts: { 'xl/worksheets/sheet1.xml': bytes } });
  expect(rows.map(({ cells, merged }) => [cells, merged])).toEqual([[['\u4e2d\u6587'], [1]]]);
});

test('the head has the first 300 rows of each sheet, as the rows have them', async () => {
  const long = Array.from({ length: 400 }, (_, at) => [`row ${at}`]);
  const bytes = await makeWorkbook({ sheets: [sheet(long), sheet([['b'], ['c']], { name: 'two' })] });
  const head = await (await openWorkbook(file(bytes), undefined)).head();
  const all = await rowsOf(bytes);
  expect(head.dialect).toEqual({ form: 'lines' });
  expect(head.rows.map(({ at, cells }) => [at.label, cells])).toEqual(
    [...all.slice(0, 300), ...all.slice(400)].map(({ at, cells }) => [at.label, cells]),
  );
});

test('a long workbook comes in several pieces, and how much was read rises to all of it', async () => {
  const rows = Array.from({ length: 20_000 }, (_, at) => [`${at}`, '\u4e2d'.repeat(100)]);
  const workbook = await openWorkbook(
    file(await makeWorkbook({ sheets: [sheet(rows)], strings: 'inline' })),
    undefined,
  );
  const fractions: number[] = [];
  let lines = 0;
  for await (const { bytes, fraction } of workbook.rowLines()) {
    fractions.push(fraction);
    lines += [...readRowLines(bytes)].length;
  }
  expect(lines).toBe(20_000);
  expect(fractions.length).toBeGreaterThan(2);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
});

test('a protected, an old and a binary workbook are refused by name, and so is any other archive', async () => {
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  const protectedOne = Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]);
  expect(await refusalOf(openWorkbook(file(protectedOne), undefined))).toBe('import.password');
  expect(await refusalOf(openWorkbook(file(compound, 'a.xls'), undefined))).toBe('import.old_excel');
  const parts = { 'xl/workbook.bin': 'x', 'xl/workbook.xml': '' };
  const bytes = await makeWorkbook({ sheets: [], parts });
  const binary = Buffer.from(bytes.toString('latin1').replaceAll('xl/workbook.xml', 'xl/workbook.xyz'), 'latin1');
  expect(await refusalOf(openWorkbook(file(binary), undefined))).toBe('import.old_excel');
  expect(isWorkbook(await openArchive(file(binary), undefined))).toBe(true);
  const other = Buffer.from(bytes.toString('latin1').replaceAll('xl/workbook', 'xl/anything'), 'latin1');
  expect(isWorkbook(await openArchive(file(other), undefined))).toBe(false);
  expect(await refusalOf(openWorkbook(file(other), undefined))).toBe('import.damaged');
});

test('a workbook packed with a password opens with it', async () => {
  const bytes = await makeWorkbook({ sheets: [sheet([['a']])], password: 'secret' });
  expect(cellsOf(await rowsOf(bytes, 'secret'))).toEqual([['a']]);
  expect(await refusalOf(openWorkbook(file(bytes), undefined))).toBe('import.password');
});

test('a workbook within an archive is read out of it, and one on disk as it stands', async () => {
  const noise = Array.from({ length: 30_000 }, (_, at) => [`${at}`, `${Math.sin(at)}`]);
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  const bytes = await makeWorkbook({ sheets: [sheet(noise)] });
  await zip.add('folder/a.xlsx', new Uint8ArrayReader(bytes));
  const [member] = (await openArchive(file(Buffer.from(await zip.close())), undefined)).members;
  if (member === undefined) throw new Error('the archive has one member');
  expect(cellsOf(await rowsIn(member.open()))).toEqual(noise);
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  try {
    await writeWorkbook(join(folder, 'a.xlsx'), { sheets: [sheet(noise)], strings: 'inline' });
    expect(cellsOf(await rowsIn(await diskFile(join(folder, 'a.xlsx'))))).toEqual(noise);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('any change to the bytes of a workbook gives rows or a refusal', async () => {
  const sound = await makeWorkbook({
    sheets: [
      sheet(
        [
          ['a', 1],
          ['b', 2],
        ],
        { merges: ['A1:A2'] },
      ),
    ],
    formats: [14],
  });
  const change = fc.tuple(fc.nat(sound.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const bytes = Buffer.from(sound);
      for (const [at, value] of changes) bytes[at] = value;
      expect(await refusalOf(rowsOf(bytes))).toMatch(/^import\.|^not refused: undefined/u);
    }),
  );
});

test('any XML in a sheet gives rows or a refusal', async () => {
  const word = fc.constantFrom(
    '<row>',
    '</row>',
    '<row r="2">',
    '<c>',
    '<c r="B2" t="s">',
    '<c s="9">',
    '</c>',
    '<v>',
    '</v>',
    '1',
    '<f/>',
    '<is><t>',
    '</t></is>',
    '<!---->',
    '&lt;',
    '<sheetData>',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 20 }), async (words) => {
      const xml = `<worksheet><sheetData>${words.join('')}</sheetData></worksheet>`;
      expect(await refusalOf(made({ sheets: [sheet([], { xml })] }))).toMatch(
        /^import\.damaged|^not refused: undefined/u,
      );
    }),
  );
});
