import type { Random } from './random.ts';

export type Money = { readonly currency: 'CNY'; readonly minor: string };

export function cny(yuan: number): Money {
  return { currency: 'CNY', minor: String(yuan * 100) };
}

/** `yuan` must be a multiple of 1,000, so that every percent used here gives whole yuan. */
export function percentOf(percent: number, yuan: number): number {
  return (yuan / 100) * percent;
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 as people write it: 八, 十, 十二, 二十五. */
function spoken(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10 === 0 ? '' : digit(value % 10);
  return tens === 0 ? ones : `${tens === 1 ? '' : digit(tens)}十${ones}`;
}

function digit(value: number): string {
  return DIGITS[value] ?? '';
}

/** The ways people write a share of 1 to 99 percent: 10个点, 八个点, 百分之八, 8%, 一成, 一成五. */
export function percentSpellings(percent: number): readonly string[] {
  const tenth = percent % 10 === 0 ? `${digit(percent / 10)}成` : `${digit(Math.floor(percent / 10))}成五`;
  return [
    `${percent}个点`,
    `${percent === 2 ? '两' : spoken(percent)}个点`,
    `百分之${spoken(percent)}`,
    `${percent}%`,
    ...(percent >= 10 && percent % 5 === 0 ? [tenth] : []),
  ];
}

/** The ways people write a sum of 1,000 to 99,000 yuan in whole thousands: 两万, 一万二, 2w, 1.8万, 20000元, ¥20,000. */
export function sumSpellings(yuan: number): readonly string[] {
  const myriads = Math.floor(yuan / 10_000);
  const thousands = (yuan % 10_000) / 1000;
  const plain = [`${yuan}元`, `¥${Math.floor(yuan / 1000)},${String(yuan % 1000).padStart(3, '0')}`];
  if (myriads === 0) return [...plain, `${counted(thousands)}千块`, `${thousands}k`];
  return [
    ...plain,
    `${yuan / 10_000}万`,
    `${yuan / 10_000}w`,
    `${myriads < 10 ? counted(myriads) : spoken(myriads)}万${thousands === 0 ? '' : digit(thousands)}`,
  ];
}

const counted = (value: number) => (value === 2 ? '两' : digit(value));

export const spellPercent = (random: Random, percent: number) => random.pick(percentSpellings(percent));
export const spellSum = (random: Random, yuan: number) => random.pick(sumSpellings(yuan));
