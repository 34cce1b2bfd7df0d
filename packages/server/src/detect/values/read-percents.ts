import { chineseDigit, chineseNumber, readChinese, readChineseVague } from './read-numerals.ts';

/** A share of a hundred in hundredths of a percent, and where it stands in the folded text. */
export type PercentRead = {
  readonly type: 'percent';
  readonly start: number;
  readonly end: number;
  readonly percentBps: number;
  /** Other readings: the upper end of a range, the other part of a split. */
  readonly alternatives: readonly number[];
  /** Whether it was said as a division between two (三七分), which needs no word for a benefit beside it. */
  readonly split: boolean;
};

type Reader = {
  readonly pattern: RegExp;
  readonly read: (found: RegExpExecArray) => readonly number[];
  readonly split?: true;
};

const number = '\\d{1,3}(?:\\.\\d{1,2})?';
const pointsEnd = '(?!位|评|击|心|钟|赞|名|歌|餐|菜|半[前后到])';

/** In this order; a later reader never reads into what an earlier one took. */
const readers: readonly Reader[] = [
  {
    pattern: new RegExp(`(?<![\\d.])(${number})%?(?:[-~到至](${number}))?(?:%|个百分点|个多?点${pointsEnd})`, 'gu'),
    read: ([, low, high]) => bpsOf([low, high]),
  },
  { pattern: /(?<![\d.])(\d{1,3})个半点/gu, read: ([, whole]) => [Number(whole) * 100 + 50] },
  {
    pattern: new RegExp(`百分之(${chineseNumber}{1,4}|${number})(?:点(${chineseDigit}))?`, 'gu'),
    read: ([, whole = '', tenth = '']) => {
      const arabic = /^\d/u.test(whole) ? Number(whole) : readChinese(whole);
      return arabic === undefined ? [] : [Math.round(arabic * 100) + (readChinese(tenth) ?? 0) * 10];
    },
  },
  { pattern: new RegExp(`半个点${pointsEnd}`, 'gu'), read: () => [50] },
  {
    pattern: new RegExp(`(${chineseNumber}{1,3})(?:点(${chineseDigit}))?(?:个百分点|个(半)?多?点${pointsEnd})`, 'gu'),
    read: ([, whole = '', tenth = '', half]) =>
      vague(whole).map((each) => each * 100 + (readChinese(tenth) ?? 0) * 10 + (half === undefined ? 0 : 50)),
  },
  {
    pattern: new RegExp(
      `(?<![分提做变完达合生组造落养促构])(${chineseDigit}|[1-9])成(?:(半)|(${chineseDigit})(?![成十百千万个]))?(?![功新立本都为长年交员果绩熟名是会能得要])`,
      'gu',
    ),
    read: ([, tenths = '', half, more = '']) => {
      const whole = /\d/u.test(tenths) ? Number(tenths) : readChinese(tenths);
      return whole === undefined ? [] : [whole * 1000 + (half === undefined ? (readChinese(more) ?? 0) * 100 : 500)];
    },
  },
  {
    pattern: new RegExp(
      `(?<=(?:返|抽|提成?|佣金?|回扣|返点|点位|拿|留)[你我您]?)(?:(${number})|(${chineseDigit}))点(?![钟半整前后开到儿多\\d左${'零一二三四五六七八九十'}])`,
      'gu',
    ),
    read: ([, arabic, chinese = '']) =>
      arabic === undefined ? vague(chinese).map((each) => each * 100) : bpsOf([arabic]),
  },
  {
    pattern: new RegExp(
      `(${chineseDigit}|[1-9])[:/比]?(${chineseDigit}|[1-9])(?:分(?![钟钱之米店公部\\d])|开(?![会始门业头店车]))`,
      'gu',
    ),
    read: ([, a = '', b = '']) => splitOf(a, b),
    split: true,
  },
  { pattern: /对半(?:分|开)?|平分|一人一半|各拿一半/gu, read: () => [5000], split: true },
];

export function readPercents(text: string): readonly PercentRead[] {
  const taken: PercentRead[] = [];
  for (const { pattern, read, split } of readers) {
    for (const found of text.matchAll(pattern)) {
      const start = found.index;
      const end = start + found[0].length;
      const [percentBps, ...alternatives] = read(found).filter((bps) => bps > 0 && bps <= 100_000);
      if (percentBps === undefined || taken.some((each) => start < each.end && each.start < end)) continue;
      taken.push({ type: 'percent', start, end, percentBps, alternatives, split: split ?? false });
    }
  }
  return taken.toSorted((a, b) => a.start - b.start);
}

function bpsOf(texts: readonly (string | undefined)[]): readonly number[] {
  return texts.flatMap((text) => (text === undefined ? [] : [Math.round(Number(text) * 100)]));
}

/** 三五个点 has no multiplier to lean on: two digits in a row are a range of single digits. */
function vague(text: string): readonly number[] {
  const read = readChineseVague(text);
  if (read.length > 0 || text.length !== 2) return read;
  const both = [...text].map((char) => readChinese(char));
  return both.filter((each) => each !== undefined);
}

function splitOf(a: string, b: string): readonly number[] {
  const tenths = [a, b].map((char) => (/\d/u.test(char) ? Number(char) : (readChinese(char) ?? 0)));
  const [first = 0, second = 0] = tenths;
  if (first + second !== 10) return [];
  return first === second ? [first * 1000] : [first * 1000, second * 1000];
}
