import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { promised } from './support.ts';

/** Files that count nothing of their own: this one, and one whose requests another program makes. */
const UNCOUNTED = ['sqlmap', 'total'];

test('there are at least 200 hostile requests, every one of them counted by the file that makes it', () => {
  const sum = Object.values(promised).reduce((all, each) => all + each, 0);
  console.log(`${JSON.stringify(promised)}\nat least ${sum} hostile requests`);
  expect(sum).toBeGreaterThanOrEqual(200);
  const files = readdirSync(import.meta.dirname).flatMap((name) => /^(.+)\.test\.ts$/.exec(name)?.[1] ?? []);
  expect(files.filter((name) => !UNCOUNTED.includes(name)).sort()).toEqual(Object.keys(promised).sort());
});
