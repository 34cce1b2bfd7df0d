import { expect, test } from 'vitest';
import { formatSize } from './format-size.ts';

test('bytes are told in the unit that reads best', () => {
  expect([0, 1, 1023, 1024, 1536, 1024 ** 2 * 300, 4 * 1024 ** 3].map(formatSize)).toEqual([
    '0 B',
    '1 B',
    '1023 B',
    '1.0 KB',
    '1.5 KB',
    '300 MB',
    '4.0 GB',
  ]);
});
