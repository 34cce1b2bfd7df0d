import { expect, test } from 'vitest';
import { laneOf, latenessOf } from './lanes.ts';

const day = 24 * 3600 * 1000;
const item = (at: number, recordedAt: number) => ({ at: at * day, recordedAt: recordedAt * day });

test('each kind of record has its lane, an unknown one that of procedure', () => {
  const seen = ['chat', 'access', 'deal', 'transfer', 'agreement', 'something-new'].map((kind) => laneOf({ kind }));
  expect(seen).toEqual(['talk', 'crm', 'deal', 'money', 'rules', 'rules']);
});

test('one record that came late among others that came at once is marked', () => {
  const items = [item(1, 1), item(2, 2), item(3, 60), item(4, 4)];
  const { allAbout, isLate } = latenessOf(items);
  expect(allAbout).toBeUndefined();
  expect(items.map(isLate)).toEqual([false, false, true, false]);
});

test('after a first import that is told once, and only what came later still is marked', () => {
  const items = [item(1, 300), item(2, 300), item(3, 300), item(4, 340), item(335, 340)];
  const { allAbout, isLate } = latenessOf(items);
  expect(allAbout).toBe(300 * day);
  expect(items.map(isLate)).toEqual([false, false, false, true, false]);
});
