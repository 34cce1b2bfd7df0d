import { expect, test } from 'vitest';
import { checkedCode, drawCompanies, drawNames } from './names.ts';
import { randomOf } from './random.ts';

test('a credit code has both check characters of the standard’s own example', () => {
  expect(checkedCode('91350100', 'M000100Y')).toBe('91350100M000100Y43');
});

test('no two people and no two companies share a name', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const people = drawNames(randomOf(seed, 'names'), 80);
    expect(new Set(people.map(({ name }) => name)).size).toBe(80);
    expect(new Set(people.map(({ pinyin }) => pinyin)).size).toBe(80);
    expect(new Set(drawCompanies(randomOf(seed, 'companies'), 40).map(({ short }) => short)).size).toBe(40);
  }
});
