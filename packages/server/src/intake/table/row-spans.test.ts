import { expect, test } from 'vitest';
import { openText } from './encoding.ts';
import { rowSpans } from './row-spans.ts';

/** Finds all rows and counts how often a unit was looked at. */
function looksAt(written: string): { readonly rows: number; readonly looks: number } {
  const bytes = Buffer.from(written);
  let looks = 0;
  const units = new Proxy(bytes, {
    get(target, name) {
      if (name !== 'length') looks++;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const next = rowSpans({ ...openText(bytes, 'utf-8'), units }, 44, 0);
  let rows = 0;
  while (next() !== undefined) rows++;
  return { rows, looks };
}

const lines = 6000;

/** Lines behind each of which one is inside a cell, from wherever one comes. */
test.each([
  ['open a cell', 'a",",b\n'.repeat(lines)],
  ['open a cell, and end in one that closes none', `${'a",",b\n'.repeat(lines)}x"y\n`],
  ['open a cell, every hundred lines closed in vain', `${'a",",b\n'.repeat(99)}x"y\n`.repeat(lines / 100)],
  ['open a cell and stay in it by turns', '""c\na",",b\n'.repeat(lines / 2)],
  ['open a cell, but stay in the next ones', `${'a",",b\n'}${'"""\n""c\n'.repeat(lines / 2)}`],
])('the time is in proportion to the text, also of lines that %s', (_, text) => {
  const { rows, looks } = looksAt(text);
  expect(rows).toBeGreaterThan(lines / 3);
  expect(looks / text.length).toBeLessThan(12);
});
