import { expect, test } from 'vitest';
import { readBare } from './read-bare.ts';
import { spokenBare } from './spoken-bare.ts';
import { spokenBareNothing } from './spoken-bare-nothing.ts';

test('reads what is said without a unit, or with one in disguise', () => {
  const rows = linesOf(spokenBare).map((line) => line.split('|').map((part) => part.trim()));
  const wrong = rows
    .map(([said = '', read]) => ({ said, read, got: shown(said) }))
    .filter(({ read, got }) => read !== got);
  expect(wrong).toEqual([]);
});

test('reads no number that counts, dates or names something', () => {
  const read = linesOf(spokenBareNothing).map((said) => `${said} | ${shown(said)}`);
  expect(read.filter((line) => !line.endsWith('| '))).toEqual([]);
});

test('the tables hold what they have to', () => {
  expect(new Set(linesOf(spokenBare)).size).toBeGreaterThanOrEqual(120);
  expect(new Set(linesOf(spokenBareNothing)).size).toBeGreaterThanOrEqual(60);
});

test.each<[string, (string | number)[]]>([
  ['落到我口袋里要有一毛', [1_000]],
  ['标底两百零六', ['206000000']],
  ['咱四六', [6_000]],
  ['底价一万七八', ['1800000']],
])('%s may also mean %j', (said, others) => {
  const alternatives = readBare(said).flatMap((read) => read.alternatives);
  expect(alternatives.map((each) => (typeof each === 'number' ? each : each.minor))).toEqual(
    expect.arrayContaining(others),
  );
});

function linesOf(table: string): readonly string[] {
  return table.trim().split('\n');
}

function shown(text: string): string {
  return readBare(text)
    .map(({ start, end, reading }) => {
      const value = typeof reading === 'number' ? `${reading / 100}%` : `¥${Number(reading.minor) / 100}`;
      return `${text.slice(start, end)}=${value}`;
    })
    .join('; ');
}
