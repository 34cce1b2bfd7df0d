import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

const FILE_LINES = 500;
const FUNCTION_LINES = 70;
const FILES = ['packages/*/src/**/*.{ts,tsx}', 'scripts/**/*.ts', 'demo/**/*.ts', 'tests/**/*.ts'];

/** A top-level function or constant ends at the first line that closes at the margin, or where it begins. */
const BEGINS = /^(?:export )?(?:async )?(?:function\*? \w+|const \w+(?:: [^=]+)? = (?:async )?(?:\(|<))/;
const ENDS_HERE = /;\s*$/;

function longFunctions(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (!BEGINS.test(line) || ENDS_HERE.test(line)) return [];
    const closes = line.endsWith('=>') ? ENDS_HERE : /^[})]/;
    const end = lines.findIndex((each, i) => i > at && closes.test(each));
    const length = (end === -1 ? lines.length : end) - at + 1;
    return length > FUNCTION_LINES ? [`${file}:${at + 1} ${length} lines`] : [];
  });
}

test('no file is over 500 lines and no function over 70', () => {
  const files = globSync(FILES, { ignore: ['**/*.test.ts', '**/tables.ts'] });
  const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > FILE_LINES);
  expect([...long, ...files.flatMap(longFunctions)]).toEqual([]);
});
