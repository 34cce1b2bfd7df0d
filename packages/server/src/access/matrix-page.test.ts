import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { matrixPage } from './matrix-page.ts';

test('the page of the matrix in docs is what the data says', () => {
  expect(readFileSync('docs/permission-matrix.md', 'utf8')).toBe(matrixPage());
});
