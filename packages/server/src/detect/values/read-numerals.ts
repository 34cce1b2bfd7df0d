const digits = '零一二三四五六七八九';
const multipliers: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000, 万: 10_000, 亿: 100_000_000 };
const spellings: Readonly<Record<string, string>> = {
  ...{ 〇: '零', 两: '二', 俩: '二', 拾: '十', 佰: '百', 仟: '千', 萬: '万', 億: '亿' },
  ...{ 壹: '一', 贰: '二', 叁: '三', 肆: '四', 伍: '五', 陆: '六', 柒: '七', 捌: '八', 玖: '九' },
};

/** One digit, one run of digits and multipliers, in the writing of ordinary chats and of cheques. */
export const chineseDigit = '[一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖]';
export const chineseNumber = '[零〇一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿億]';

/**
 * Reads a whole number in Chinese characters; a last digit after 万, 千 or 百 counts in the next lower unit
 * (一万二 is 12000). Undefined for what is no number: 千万, 百, 二三, or a run that no one would say.
 */
export function readChinese(text: string): number | undefined {
  const plain = [...text].map((char) => spellings[char] ?? char);
  const [first = ''] = plain;
  if (!digits.includes(first) && first !== '十') return undefined;
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let last = 1;
  for (const [i, char] of plain.entries()) {
    const value = digits.indexOf(char);
    if (value >= 0) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
      if (value === 0) last = 1;
      continue;
    }
    const size = multipliers[char] ?? 1;
    if (size >= 10_000) {
      total = (total + section + (digit ?? 0)) * size;
      section = 0;
    } else {
      if (digit === undefined && !(size === 10 && (i === 0 || plain[i - 1] === '零'))) return undefined;
      section += (digit ?? 1) * size;
    }
    digit = undefined;
    last = size;
  }
  return total + section + (digit ?? 0) * (last > 10 ? last / 10 : 1);
}

/**
 * Reads a run that may begin with two neighbouring digits for a vague count (两三万, 七八百): the lower number
 * first, then the higher.
 */
export function readChineseVague(text: string): readonly number[] {
  const sure = readChinese(text);
  if (sure !== undefined) return [sure];
  const [a = '', b = '', ...rest] = [...text];
  const low = readChinese(a);
  const high = readChinese(b);
  if (low === undefined || high === undefined || rest.length === 0 || high <= low || high - low > 2) return [];
  const both = [readChinese([a, ...rest].join('')), readChinese([b, ...rest].join(''))];
  return both.filter((each) => each !== undefined);
}
