import type { Dice } from './dice.ts';

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const REGIONS = ['330106', '320505', '440305', '510107', '370202', '420111', '350203', '410105', '610113', '340104'];

/** A 统一社会信用代码 with both of its check characters, GB 32100-2015 and, for the nine in the middle, GB 11714. */
export function creditCode(dice: Dice): string {
  const body = `MA${dice.letters(6, SIGNS)}`;
  const first = `91${dice.pick(REGIONS)}${body}${organisationCheck(body)}`;
  return `${first}${creditCheck(first)}`;
}

/** The last character over the first seventeen: weights are the powers of three modulo 31. */
export function creditCheck(first: string): string {
  let weight = 1;
  let sum = 0;
  for (const sign of first) {
    sum += SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return SIGNS[(31 - (sum % 31)) % 31] ?? '';
}

function organisationCheck(body: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const sum = [...body].reduce((total, sign, i) => total + signs.indexOf(sign) * (weights[i] ?? 0), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}
