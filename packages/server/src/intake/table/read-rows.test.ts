import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutText, readRows, type TextDialect } from './read-rows.ts';
import type { Row } from './row.ts';
import { encode, holdable } from './testing/encode.ts';

const utf8: TextDialect = { form: 'text', encoding: 'utf-8', delimiter: ',' };

const rowsOf = (text: string | Buffer, dialect: TextDialect = utf8): readonly Row[] => [
  ...readRows(typeof text === 'string' ? encode(text, dialect.encoding) : text, dialect, true),
];
const cellsOf = (text: string | Buffer, dialect: TextDialect = utf8) =>
  rowsOf(text, dialect).map(({ cells, fault }) => fault?.code ?? cells);

describe('rows are read as RFC 4180 and real files write them', () => {
  test.each([
    ['LF, CRLF and CR end a line', 'a,b\nc,d\r\ne,f\rg', [['a', 'b'], ['c', 'd'], ['e', 'f'], ['g']]],
    ['a quoted cell holds delimiters, line ends and doubled quotes', '"a,""b""\r\nc",d\n', [['a,"b"\r\nc', 'd']]],
    ['a quote inside a cell is a character', 'a "b", 5" pipe,c""\n', [['a "b"', ' 5" pipe', 'c""']]],
    ['blanks around the quotes are no part of a cell', 'a, "b"\t,"c" \n', [['a', 'b', 'c']]],
    ['blanks of any other cell are', ' a ,\tb\t,\n', [[' a ', '\tb\t', '']]],
    ['an empty cell may be quoted', '"",""""\n', [['', '"']]],
    ['blank lines are no rows, empty cells are', 'a\n\n \t\n,\n', [['a'], ['', '']]],
    ['the mark at the beginning is no part of a cell', '\ufeffa,b\n', [['a', 'b']]],
    ['a quote behind the mark opens a cell', '\ufeff"a,b",c\n', [['a,b', 'c']]],
    ['so it does behind a mark between joined files', 'x\n\ufeff"a\nb",c\n', [['x'], ['a\nb', 'c']]],
    ['a stray quote costs one row', 'a,b\nc,"d\ne,f\n', [['a', 'b'], 'table.row_invalid', ['e', 'f']]],
    ['also where a quoted cell follows', '"a,b\n"c",d\ne,"f"\n', ['table.row_invalid', ['c', 'd'], ['e', 'f']]],
    ['text behind the closing quote costs one row', 'a,"b"c\nd,"e"\n', ['table.row_invalid', ['d', 'e']]],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => expect(cellsOf(text)).toEqual(expected));

  test('with tabs between the cells, a tab behind a quote is one', () => {
    expect(cellsOf('"a"\t"b\tc" \td\n', { ...utf8, delimiter: '\t' })).toEqual([['a', 'b\tc', 'd']]);
  });

  test.each(['gb18030', 'big5'] as const)(
    'in %s the second byte of a character may look like the delimiter',
    (encoding) => {
      const dialect: TextDialect = { form: 'text', encoding, delimiter: '|' };
      const char = Buffer.from([0xb0, 0x7c]);
      const bytes = Buffer.concat([char, Buffer.from('"|b\n"c|d"|e\n')]);
      expect(cellsOf(bytes, dialect)).toEqual([
        [`${new TextDecoder(encoding).decode(char)}"`, 'b'],
        ['c|d', 'e'],
      ]);
    },
  );
});

test('half a character before a line end costs its row alone', () => {
  const bytes = Buffer.concat([Buffer.from('"a"|'), Buffer.from([0x81]), Buffer.from('\nb|c\n')]);
  const dialect: TextDialect = { form: 'text', encoding: 'gb18030', delimiter: '|' };
  expect(cellsOf(bytes, dialect)).toEqual(['record.encoding_invalid', ['b', 'c']]);
});

describe('a row that cannot be read says where and why, and the others are read', () => {
  test('bytes that are not of the encoding', () => {
    const bytes = Buffer.concat([Buffer.from('a,b\nc,'), Buffer.from([0xff, 0xff]), Buffer.from('\n款,d\n')]);
    expect(cellsOf(bytes)).toEqual([['a', 'b'], 'record.encoding_invalid', ['款', 'd']]);
    expect(cellsOf(bytes, { ...utf8, encoding: 'gb18030' })[1]).toBe('record.encoding_invalid');
  });

  test('a lone surrogate and half a character of UTF-16', () => {
    const dialect: TextDialect = { ...utf8, encoding: 'utf-16le' };
    expect(cellsOf(Buffer.from('a\n\ud800b\nc\n', 'utf16le'), dialect)).toEqual([
      ['a'],
      'record.encoding_invalid',
      ['c'],
    ]);
    const half = Buffer.concat([Buffer.from('a,b\n', 'utf16le'), Buffer.from('c')]);
    expect(rowsOf(half, dialect).map(({ at, fault }) => [at.line, at.end, fault?.code])).toEqual([
      [1, 6, undefined],
      [2, 9, 'record.encoding_invalid'],
    ]);
  });

  test('a row of more than 1 MiB', () => {
    const long = 'x'.repeat(1024 * 1024);
    expect(cellsOf(`a\n${long}\n${long}x\n"${long}"\nb`).map((cells) => (cells[0] === long ? 'whole' : cells))).toEqual(
      [['a'], 'whole', 'record.line_too_long', 'record.line_too_long', ['b']],
    );
  });

  test('a quote that is closed only after 1,000 lines or 1 MiB was a stray one', () => {
    const rows = cellsOf(`"${'a\n'.repeat(999)}b",c\n`);
    expect(rows).toHaveLength(1);
    const [stray, ...others] = cellsOf(`"${'a\n'.repeat(1000)}b",c\n`);
    expect([stray, others.length, others.at(-1)]).toEqual(['table.row_invalid', 1000, ['b"', 'c']]);
    const line = `${'a'.repeat(2047)}\n`;
    expect(cellsOf(`"${line.repeat(500)}b",c\n`)).toEqual([[`${line.repeat(500)}b`, 'c']]);
    expect(cellsOf(`"${line.repeat(520)}b",c\n`)).toHaveLength(521);
  });

  test('one that opens behind a stray one has its own 1,000 lines', () => {
    const rows = rowsOf(`${'a",",b\n'.repeat(1500)}x"\n\nc,d\n`);
    const last = rows.at(-2);
    expect(rows.map(({ fault }) => fault?.code)).toEqual([
      ...Array(501).fill('table.row_invalid'),
      undefined,
      undefined,
    ]);
    expect([last?.at.line, last?.cells.length, last?.cells.at(-1)]).toEqual([502, 1000, ',b\nx']);
    expect(rows.at(-1)?.at.line).toBe(1503);
  });

  test('no text says what the row holds', () => {
    const secret = '13800000000';
    const rows = rowsOf(
      Buffer.concat([Buffer.from(`"${secret}"x\n${secret}`), Buffer.from([0xff]), Buffer.from(`\n"${secret}`)]),
    );
    expect(rows.map(({ fault }) => fault?.code)).toEqual([
      'table.row_invalid',
      'record.encoding_invalid',
      'table.row_invalid',
    ]);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

test('lines are counted by their ends, those of blank lines and inside cells too', () => {
  const rows = rowsOf('\ufeffa\n\n"b\nc\r\nd"\r"x\r\ny\n');
  expect(rows.map(({ at }) => [at.line, at.start, at.end])).toEqual([
    [1, 3, 4],
    [3, 6, 14],
    [6, 15, 17],
    [7, 19, 20],
  ]);
});

const delimiters = [',', ';', '\t', '|'] as const;
const dialects = fc.record({
  form: fc.constant('text' as const),
  encoding: fc.constantFrom(
    'utf-8' as const,
    'gb18030' as const,
    'big5' as const,
    'utf-16le' as const,
    'utf-16be' as const,
  ),
  delimiter: fc.constantFrom(...delimiters),
});
const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
const cell = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', ',', ';', '|', '\t', ' ', '\n', '\r', '款', '珅', '\ufeff'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 8,
});

test('any cells are read as they were written, in every encoding that holds them', () => {
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 });
  fc.assert(
    fc.property(dialects, table, lineEnds, fc.boolean(), (dialect, written, lineEnd, mark) => {
      const held = written.map((cells) => cells.map((text) => holdable(text, dialect.encoding)));
      const lines = held.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(dialect.delimiter));
      const withMark = mark && dialect.encoding.startsWith('utf');
      expect(cellsOf(`${withMark ? '\ufeff' : ''}${lines.join(lineEnd)}`, dialect)).toEqual(held);
    }),
    { numRuns: 500 },
  );
});

/** Texts in which almost every character is one that decides. */
const thorny = fc.string({
  unit: fc.constantFrom('"', '"', ',', '|', '\n', '\r', '\r\n', 'a', ' ', '款', '\ufeff'),
  maxLength: 60,
});

/** The rules again, in the plainest words: quadratic, and on characters. */
function plainRows(text: string, delimiter: string): readonly unknown[] {
  const rows: unknown[] = [];
  for (let at = marksOf(text); at < text.length; ) {
    const line = /^[^\r\n]*/.exec(text.slice(at))?.[0] ?? '';
    const row = plainRow(text.slice(at), delimiter);
    if (!/^[ \t]*$/.test(line)) rows.push(row?.cells ?? 'table.row_invalid');
    at += row?.length ?? line.length;
    at += /^(?:\r\n|\n|\r|$)/.exec(text.slice(at))?.[0].length ?? 0;
  }
  return rows;
}

const marksOf = (text: string): number => /^\ufeff*/.exec(text)?.[0].length ?? 0;

function plainRow(text: string, delimiter: string): { cells: string[]; length: number } | undefined {
  const blank = delimiter === '\t' ? ' ' : '[ \\t]';
  const stop = delimiter === '|' ? '\\|' : delimiter;
  const quoted = new RegExp(`^${blank}*"((?:[^"]|"")*)"(?!")${blank}*(?=${stop}|[\\r\\n]|$)`);
  const opens = new RegExp(`^${blank}*"`);
  const cells: string[] = [];
  for (let at = 0; ; ) {
    const marks = at === 0 ? marksOf(text) : 0;
    const marked = opens.test(text.slice(marks)) ? marks : 0;
    const rest = text.slice(at + marked);
    const found = opens.test(rest) ? quoted.exec(rest) : new RegExp(`^[^${stop}\\r\\n]*`).exec(rest);
    if (found === null) return undefined;
    at += marked + found[0].length;
    cells.push(opens.test(rest) ? (found[1] ?? '').replaceAll('""', '"') : found[0]);
    if (text[at] !== delimiter) return { cells, length: at };
    at++;
  }
}

/** Lines that leave one inside a cell, wherever one comes from, and lines that end it, well or not. */
const thornyLines = fc
  .array(fc.constantFrom('a",",b', '""c', 'a,b', '"a,b', '"x"y', '"a","b"', 'x"y', 'z",d', 'x"'), { maxLength: 12 })
  .map((lines) => lines.join('\n'));

test('quotes open and close as the plainest reading of the rules has it', () => {
  fc.assert(
    fc.property(fc.oneof(thorny, thornyLines), dialects, (text, dialect) => {
      const held = holdable(text, dialect.encoding);
      expect(cellsOf(held, dialect)).toEqual(plainRows(held, dialect.delimiter));
    }),
    { numRuns: 3000 },
  );
});

/** Reads a file as it is read in earnest: in pieces that end where `cutText` says, of at least `size` bytes each. */
function inPieces(bytes: Buffer, dialect: TextDialect, sizes: readonly number[]): readonly Row[] {
  const rows: Row[] = [];
  let at = 0;
  let lines = 0;
  for (let end = 0, turn = 0; at < bytes.length; turn++) {
    end = Math.min(bytes.length, end + (sizes[turn % sizes.length] ?? 1));
    const last = end === bytes.length;
    const length = cutText(bytes.subarray(at, end), dialect, last);
    expect(length).toBeLessThanOrEqual(end - at);
    const piece = bytes.subarray(at, at + length);
    for (const row of readRows(piece, dialect, at === 0)) {
      const place = { line: row.at.line + lines, start: row.at.start + at, end: row.at.end + at };
      rows.push({ ...row, at: place });
    }
    const { encoding } = dialect;
    lines += new TextDecoder(encoding, { ignoreBOM: true }).decode(piece).match(/\r\n|\r|\n/g)?.length ?? 0;
    at += length;
  }
  return rows;
}

describe('a file read in pieces gives the rows that reading it whole gives', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });

  test('also where two byte order marks stand before a quote', () => {
    const text = Buffer.from('\ufeff\ufeff"\n"');
    expect(inPieces(text, utf8, [1])).toEqual([...readRows(text, utf8, true)]);
    expect(cellsOf('\ufeff\ufeff"a\n"', utf8)).toEqual([['a\n']]);
  });

  test('whatever stands in it', () => {
    fc.assert(
      fc.property(thorny, dialects, sizes, (text, dialect, some) => {
        const bytes = encode(text, dialect.encoding);
        expect(inPieces(bytes, dialect, some)).toEqual([...readRows(bytes, dialect, true)]);
      }),
      { numRuns: 3000 },
    );
  });

  test('with quotes that stay open for more than 1,000 lines', () => {
    const line = fc.constantFrom('a",",b', '""c', 'a,b', '"a,b', '"x"y', '"a","b"', 'x');
    const text = fc.array(fc.tuple(line, fc.integer({ min: 1, max: 1200 })), { maxLength: 6 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9000 }), (parts, size) => {
        const bytes = Buffer.from(parts.map(([each, times]) => `${each}\n`.repeat(times)).join(''));
        expect(inPieces(bytes, utf8, [size])).toEqual([...readRows(bytes, utf8, true)]);
      }),
      { numRuns: 40 },
    );
  });
});

test('any bytes are read without an error, and what is outside all rows is line ends and blanks', () => {
  const some = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(10, 13, 34, 44, 124, 0x81, 0xd8)), { maxLength: 80 });
  fc.assert(
    fc.property(some, dialects, (each, dialect) => {
      const bytes = Buffer.from(each);
      let end = 0;
      const outside: Buffer[] = [];
      for (const { at } of readRows(bytes, dialect, false)) {
        expect(at.start).toBeGreaterThanOrEqual(end);
        expect(at.end).toBeGreaterThan(at.start);
        outside.push(bytes.subarray(end, at.start));
        end = at.end;
      }
      const rest = Buffer.concat([...outside, bytes.subarray(end)]);
      expect(new TextDecoder(dialect.encoding, { fatal: true }).decode(rest)).toMatch(/^[\r\n\t ]*$/);
    }),
    { numRuns: 2000 },
  );
});
