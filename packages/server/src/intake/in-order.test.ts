import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

async function* upTo(n: number): AsyncGenerator<number> {
  for (let i = 0; i < n; i++) yield i;
}

test('answers come in the order of the items, and no more than so many are under way', async () => {
  let [underWay, most] = [0, 0];
  const answers: number[] = [];
  const work = async (n: number) => {
    most = Math.max(most, ++underWay);
    await sleep((7 * n) % 5);
    underWay--;
    return n;
  };
  for await (const answer of inOrder(upTo(20), 3, work)) answers.push(answer);
  expect(answers).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(most).toBe(3);
});

test('a failure is thrown in its turn, once what was begun beside it has ended', async () => {
  const ended: number[] = [];
  const got: number[] = [];
  const work = async (n: number) => {
    await sleep(n === 2 ? 0 : 5);
    ended.push(n);
    if (n === 2) throw new Error('two');
    return n;
  };
  const all = async () => {
    for await (const answer of inOrder(upTo(9), 3, work)) got.push(answer);
  };
  await expect(all()).rejects.toThrow('two');
  expect(got).toEqual([0, 1]);
  expect(ended.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4].slice(0, ended.length));
});
