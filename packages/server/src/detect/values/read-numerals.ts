const digits = '零一二三四五六七八九';
const multipliers: Readonly<Record<string, number>> = {
  ...{ 十: 10, 百: 100, 千: 1_000, k: 1_000, 万: 10_000, w: 10_000, 亿: 100_000_000 },
};
const spellings: Readonly<Record<string, string>> = {
  ...{ 〇: '零', 两: '二', 俩: '二', 拾: '十', 佰: '百', 仟: '千', 萬: '万', 億: '亿' },
  ...{ 壹: '一', 贰: '二', 叁: '三', 肆: '四', 伍: '五', 陆: '六', 柒: '七', 捌: '八', 玖: '九' },
};

/** One digit, one run of digits and multipliers, in the writing of ordinary chats and of cheques. */
export const chineseDigit = '[一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖]';
export const chineseNumber = '[零〇一二两俩三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万萬亿億]';

/**
 * Reads a number in Chinese characters, or in digits with multipliers between them (2万3千500, 1.5w); a last single
 * digit after 万, 千 or 百 counts in the next lower unit (一万二 and 1w2 are 12000). Undefined for what is no number:
 * 千万, 百, 二三, or a run that no one would say.
 */
export function readChinese(text: string): number | undefined {
  const tokens = text.match(/\d[\d,]*(?:\.\d+)?|[^\d]/gu) ?? [];
  const plain = tokens.map((token) => spellings[token] ?? token);
  const sum = { total: 0, section: 0 };
  let number: number | undefined;
  let last = 1;
  let shift = true;
  for (const [i, token] of plain.entries()) {
    const value = countOf(token);
    if (value !== undefined) {
      if (number !== undefined && number !== 0) return undefined;
      number = value;
      if (value === 0) last = 1;
      shift = token.length === 1;
      continue;
    }
    const size = multipliers[token];
    if (size === undefined || (i === 0 && size !== 10)) return undefined;
    const ten = size === 10 && (i === 0 || number === 0 || plain[i - 1] === '零');
    if (number === undefined && size < 10_000 && !ten) return undefined;
    const repeated = size < 10_000 ? sum.section % (size * 10) !== 0 : size === 10_000 && sum.total % 100_000_000 !== 0;
    if (repeated) return undefined;
    const count = number === 0 && ten ? 1 : (number ?? (size < 10_000 ? 1 : 0));
    add(sum, count, size);
    number = undefined;
    last = size;
  }
  if (plain.length === 0 || (!shift && (number ?? 0) >= last && last > 1)) return undefined;
  return sum.total + sum.section + (number ?? 0) * (shift && last > 10 ? last / 10 : 1);
}

function countOf(token: string): number | undefined {
  if (/^\d/u.test(token)) return Number(token.replaceAll(',', ''));
  const digit = digits.indexOf(token);
  return digit === -1 ? undefined : digit;
}

/** 千, 百 and 十 fill the section before the next 万, and 亿 lifts all that stands before it. */
function add(sum: { total: number; section: number }, count: number, size: number): void {
  if (size < 10_000) {
    sum.section += count * size;
    return;
  }
  const here = sum.section + count;
  sum.total = size === 10_000 ? sum.total + here * size : (sum.total + here) * size;
  sum.section = 0;
}

/**
 * Reads a run that may hold two neighbouring digits for a vague count (两三万, 七八百, 三万五六): the lower number
 * first, then the higher.
 */
export function readChineseVague(text: string): readonly number[] {
  const sure = readChinese(text);
  if (sure !== undefined) return [sure];
  const chars = [...text];
  const ranks = chars.map((char) => digits.indexOf(spellings[char] ?? char));
  const pairs = ranks.flatMap((low, i) => {
    const high = ranks[i + 1] ?? -1;
    return low > 0 && high > low && high - low <= 2 ? [i] : [];
  });
  const [at] = pairs;
  if (at === undefined || pairs.length > 1 || chars.length < 3) return [];
  const both = [at + 1, at].map((skipped) => readChinese(chars.toSpliced(skipped, 1).join('')));
  return both.filter((each) => each !== undefined);
}

/** A count in either writing, with decimals (2.5, 三点二五) or vague (两三, 十二三); empty for none. */
export function readCount(text: string): readonly number[] {
  if (/^\d/u.test(text)) return [Number(text)];
  const [whole = '', decimals = ''] = text.split('点');
  const tail = [...decimals].map((char) => digits.indexOf(spellings[char] ?? char));
  const part = tail.includes(-1) ? Number.NaN : Number(`0.${tail.join('') || '0'}`);
  const wholes = readChineseVague(whole);
  const either = wholes.length > 0 || whole.length !== 2 ? wholes : pairOf(whole);
  return Number.isNaN(part) ? [] : either.map((each) => each + part);
}

/** 三五 has no multiplier to lean on: two digits in a row are a range of single digits. */
function pairOf(text: string): readonly number[] {
  const [low = -1, high = -1] = [...text].map((char) => readChinese(char) ?? -1);
  return low > 0 && high > low ? [low, high] : [];
}
