import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dialect } from './row.ts';
import { cutRows, readRowLines, readTable, writeRowLine } from './row-lines.ts';

const lines: Dialect = { form: 'lines' };
const text = fc.string({ unit: 'binary', maxLength: 12 }).map((some) => some.toWellFormed());
const sheetRow = fc.record({
  sheet: text,
  row: fc.integer({ min: 1, max: 1_048_576 }),
  cells: fc.array(text, { maxLength: 6 }),
  merged: fc.array(fc.nat(16_383), { maxLength: 3 }),
  fault: fc.option(fc.record({ code: fc.constant('table.row_invalid' as const), why: text }), { nil: undefined }),
});

test('the rows of a workbook are read as they were written, in order and in pieces', () => {
  fc.assert(
    fc.property(fc.array(sheetRow, { maxLength: 6 }), fc.nat(400), (written, size) => {
      const bytes = Buffer.from(written.map(writeRowLine).join(''));
      const rows = [...readTable(bytes, lines, true)];
      expect(rows.map(({ at, ...row }) => ({ ...row, label: at.label }))).toEqual(
        written.map(({ row, ...rest }) => ({ ...rest, label: `${rest.sheet}!${row}` })),
      );
      expect(rows.map(({ at }) => at.line)).toEqual(written.map((_, at) => at + 1));
      const cut = cutRows(bytes.subarray(0, size), lines, false);
      expect(
        [...readRowLines(bytes.subarray(0, cut)), ...readRowLines(bytes.subarray(cut))].map(({ cells }) => cells),
      ).toEqual(written.map(({ cells }) => cells));
      expect(cutRows(bytes, lines, true)).toBe(bytes.length);
    }),
  );
});

test('a row line is the JSON object that the format names', () => {
  expect(writeRowLine({ sheet: '明细', row: 17, cells: ['a', ''], merged: [] })).toBe(
    '{"s":"明细","r":17,"c":["a",""]}\n',
  );
  const fault = { code: 'table.formula_without_value', why: 'C17' } as const;
  const written = writeRowLine({ sheet: 'S', row: 1, cells: [], merged: [2], fault });
  expect(JSON.parse(written)).toEqual({ s: 'S', r: 1, c: [], m: [2], f: fault });
  expect([...readRowLines(Buffer.from(written))]).toMatchObject([{ fault, merged: [2], sheet: 'S' }]);
});

describe('a line that was not written so has a fault', () => {
  test.each([
    ['not JSON', '{"s":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a cell that is no text', '{"s":"S","r":1,"c":[1]}'],
    ['no row', '{"s":"S","c":[]}'],
    ['a column below the first', '{"s":"S","r":1,"c":[],"m":[-1]}'],
    ['a fault of another kind', '{"s":"S","r":1,"c":[],"f":{"code":"x","why":"y"}}'],
  ])('%s', (_, line) => {
    const rows = [
      ...readRowLines(Buffer.from(`${line}\n${writeRowLine({ sheet: 'S', row: 2, cells: ['a'], merged: [] })}`)),
    ];
    expect(rows.map(({ at, fault, cells }) => [at.line, fault?.code, cells])).toEqual([
      [1, 'table.row_invalid', []],
      [2, undefined, ['a']],
    ]);
  });

  test('more than 1 MiB, said with its place in the workbook', () => {
    const written = writeRowLine({ sheet: '账"单', row: 9, cells: ['x'.repeat(1024 * 1024)], merged: [] });
    const [row] = readRowLines(Buffer.from(written));
    expect([row?.fault?.code, row?.at.label]).toEqual(['record.line_too_long', '账"单!9']);
    const [junk] = readRowLines(Buffer.alloc(1024 * 1024 + 1, '{'));
    expect([junk?.fault?.code, junk?.at.label]).toEqual(['record.line_too_long', undefined]);
  });

  test('any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void [...readRowLines(bytes)]));
  });
});
