import { expect, test } from 'vitest';
import { percentOf, percentSpellings, sumSpellings } from './values.ts';

test('a share is written in the ways people write it', () => {
  expect(percentSpellings(10)).toEqual(['10个点', '十个点', '百分之十', '10%', '一成']);
  expect(percentSpellings(8)).toEqual(['8个点', '八个点', '百分之八', '8%']);
  expect(percentSpellings(2)).toContain('两个点');
  expect(percentSpellings(15)).toEqual(['15个点', '十五个点', '百分之十五', '15%', '一成五']);
  expect(percentSpellings(12)).not.toContain('一成五');
});

test('a sum is written in the ways people write it', () => {
  expect(sumSpellings(20_000)).toEqual(['20000元', '¥20,000', '2万', '2w', '两万']);
  expect(sumSpellings(12_000)).toEqual(['12000元', '¥12,000', '1.2万', '1.2w', '一万二']);
  expect(sumSpellings(8_000)).toEqual(['8000元', '¥8,000', '八千块', '8k']);
  expect(sumSpellings(36_000)).toContain('三万六');
});

test('a share of whole thousands is a whole sum', () => {
  for (let percent = 1; percent <= 20; percent += 1) expect(Number.isInteger(percentOf(percent, 137_000))).toBe(true);
});
