import { expect, test } from 'vitest';
import { sortOut } from './collect-files.ts';

const file = new File([], 'x');
const chosen = (...paths: readonly string[]) => paths.map((path) => ({ path, file }));

test('files of a folder come in the order of their paths', () => {
  const { files } = sortOut(chosen('b/2.csv', 'a/1.csv', 'b/10.csv'));
  expect(files.map(({ path }) => path)).toEqual(['a/1.csv', 'b/10.csv', 'b/2.csv']);
});

test('what the computer keeps in folders is left out and named', () => {
  const { files, skipped } = sortOut(
    chosen('a/.DS_Store', 'a/Thumbs.db', '__MACOSX/a/1.csv', 'a/._1.csv', 'a/1.csv', '.git/config', 'a/Thumbs.db.csv'),
  );
  expect(files.map(({ path }) => path)).toEqual(['a/1.csv', 'a/Thumbs.db.csv']);
  expect(skipped).toEqual(['.DS_Store', 'Thumbs.db', '1.csv', '._1.csv', 'config']);
});
