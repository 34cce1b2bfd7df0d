import { expect, test } from 'vitest';
import { cellsOf, columnName } from './row-cells.ts';

test('columns are named as a workbook names them', () => {
  expect([0, 25, 26, 51, 52, 701, 702, 16383].map(columnName)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
    'XFD',
  ]);
});

test('the cells of a row stand under their columns, empty ones left out', () => {
  expect(cellsOf('{"s":"Sheet1","r":17,"c":["2026-03-05","","咨询费"]}\n')).toEqual([
    { column: 'A', text: '2026-03-05' },
    { column: 'C', text: '咨询费' },
  ]);
});

test('any other text is not a row', () => {
  for (const text of ['', 'a,b', '[]', '{"s":"S","r":1}', '{"s":"S","r":1,"c":[1]}', 'null'])
    expect(cellsOf(text)).toBeUndefined();
});
