import { chineseDigit, readChinese } from './read-numerals.ts';

type Form = { readonly pattern: RegExp; readonly read: (found: RegExpExecArray) => readonly number[] };

const alone = '(?<![\\d.牛几数零一二两三四五六七八九十百千万半])';
const benefit = '好处费?|辛苦费|介绍费|茶水费|感谢费|费用?|回扣|佣金|红包|返点|打点|现金|预算|钱';
const rough: Readonly<Record<string, number>> = { 百: 100, 千: 1_000, 万: 10_000 };

/** Round sums that begin with no digit, coins, and 个数, which means 万 or 千 as the trade has it. */
const forms: readonly Form[] = [
  {
    pattern: new RegExp(`${alone}([百千万])(?:把|来)(?:(万)|(?=[块元]))(?:块钱?|元)?|${alone}(万)把(?:块钱?)?`, 'gu'),
    read: ([, size = '', big, alone = size]) => [(rough[alone] ?? 0) * (big === undefined ? 1 : 10_000)],
  },
  {
    pattern: new RegExp(`${alone}百([八十])[十来](?:块钱?|元|(万))`, 'gu'),
    read: ([, more, big]) =>
      (more === '八' ? [80, 100, 180] : [100]).map((each) => each * (big === undefined ? 1 : 10_000)),
  },
  { pattern: new RegExp(`${alone}万八千(?:块钱?|元)?`, 'gu'), read: () => [8_000, 10_000, 18_000] },
  { pattern: new RegExp(`${alone}万儿八千(?:块钱?|元)?`, 'gu'), read: () => [8_000, 10_000] },
  { pattern: new RegExp(`${alone}千儿八百(?:块钱?|元)?`, 'gu'), read: () => [800, 1_000] },
  {
    pattern: new RegExp(
      `${alone}([1-9]|${chineseDigit}|半)毛(?:([1-9]|${chineseDigit})分?)?钱?(?![利重巾衣毯线坯笔病孩发概料纱不流党特\\d个])|${alone}([1-9]|${chineseDigit})角(?:钱|([1-9]|${chineseDigit})分)`,
      'gu',
    ),
    read: ([, mao, cents, jiao, fen]) => [coin(mao ?? jiao) / 10 + coin(cents ?? fen) / 100],
  },
  { pattern: new RegExp(`${alone}([1-9]|${chineseDigit})分钱`, 'gu'), read: ([, fen]) => [coin(fen) / 100] },
  {
    pattern: new RegExp(
      `(?:(?<=(?:${benefit})[^,。]{0,6})([1-9]|${chineseDigit})个数(?![字据量位目学列组值码])|${alone}([1-9]|${chineseDigit})个数(?=的?(?:${benefit})))`,
      'gu',
    ),
    read: ([, after, before]) => [coin(after ?? before) * 10_000, coin(after ?? before) * 1_000],
  },
];

function coin(text: string | undefined): number {
  if (text === '半') return 0.5;
  return text === undefined ? 0 : (readChinese(text) ?? 0);
}

/** Their places, and what each may mean in yuan, the first reading first. */
export function readSmallSums(text: string): readonly { start: number; end: number; yuan: readonly number[] }[] {
  return forms.flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].map((found) => {
      return { start: found.index, end: found.index + found[0].length, yuan: read(found) };
    }),
  );
}
