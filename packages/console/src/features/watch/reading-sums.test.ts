import { expect, test } from 'vitest';
import { readingSums } from './reading-sums.ts';

const row = (ground: string, times: number, items: number) => ({
  actor: 'account:a',
  actorName: '陈调',
  act: 'chain.read',
  ground,
  outcome: 'read',
  times,
  items,
});

test('readings upon different chains are one line, upon another kind of ground another', () => {
  const sums = readingSums([row('chain:1', 2, 5), row('chain:2', 1, 3), row('list', 4, 40)]);
  expect(sums.map(({ ground, times, items }) => [ground, times, items])).toEqual([
    ['list', 4, 40],
    ['chain', 3, 8],
  ]);
});
