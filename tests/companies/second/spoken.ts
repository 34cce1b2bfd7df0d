import type { Dice } from './dice.ts';

const DIGITS = '零一二三四五六七八九十';

/** A sum the way people type it: 3860, 3,860, 1万2, 八千, 3.86万. */
export function spokenSum(sum: number, dice: Dice): string {
  const ways = [String(sum), sum.toLocaleString('en-US')];
  if (sum % 1000 === 0 && sum < 10_000) ways.push(`${DIGITS[sum / 1000]}千`, `${sum / 1000}千`, `${sum / 1000}k`);
  if (sum >= 10_000) {
    const tens = Math.floor(sum / 10_000);
    const rest = sum % 10_000;
    if (rest === 0) ways.push(`${tens}万`, tens <= 10 ? `${DIGITS[tens]}万` : `${tens}w`);
    if (rest > 0 && rest % 1000 === 0) ways.push(`${tens}万${rest / 1000}`, `${tens}.${rest / 1000}万`);
    if (rest > 0 && rest % 1000 === 0 && tens <= 10) ways.push(`${DIGITS[tens]}万${DIGITS[rest / 1000]}`);
    if (rest > 0 && rest % 100 === 0 && rest % 1000 !== 0) ways.push(`${sum / 10_000}万`);
  }
  return dice.pick(ways);
}

/** A share as it is bargained over: 5个点, 五个点, 5%, 百分之五. */
export function spokenShare(percent: number, dice: Dice): string {
  const digit = DIGITS[percent] ?? String(percent);
  return dice.pick([`${percent}个点`, `${digit}个点`, `${percent}%`, `百分之${digit}`, `${percent} 个点`]);
}
