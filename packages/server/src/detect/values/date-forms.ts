import type { Today, WholeDays } from './days.ts';
import { dayOf, monthDays, nearest, yearDays } from './days.ts';
import { chineseNumber, readChinese } from './read-numerals.ts';

export type Said = Readonly<Record<string, string | undefined>>;

/** A way to say a day or a stretch of days; `read` gives the likeliest first, nothing if it is no date. */
export type DateForm = {
  /** Every match holds one of these characters. */
  readonly holds: string;
  readonly pattern: RegExp;
  /** Undefined where the words alone do not say which day it is. */
  readonly read: (said: Said, today: Today | undefined) => readonly WholeDays[] | undefined;
  /** "Before" ends the day before it, "after" begins the day after it. */
  readonly whole?: true;
};

const month = `(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])`;
const day = `(?:3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])`;
export const yearWord = '(?:今年|明年|去年|后年|前年)';
const year = `(?:${yearWord}|(?:19|20)\\d\\d年|[一二][〇零一二三四五六七八九]{3}年|(?<!\\d)\\d\\d年)`;
const numeral = `(?<![\\d.a-z:/-])(?<!${chineseNumber})`;
/** What makes 号 the number of a thing. */
const numbered = '(?![楼线门店机位电站馆厅房车桌台仓库码文院柜球员字井坑公]|产品|选手|技师|技术|会议)';
const to = '(?:[-~到至])';

/** Dates as the calendar names them. */
export const calendarForms: readonly DateForm[] = [
  {
    holds: '-/.',
    pattern: /(?<![\d.a-z/-])(?<y>(?:19|20)\d\d)(?<sep>[-/.])(?<m>0?[1-9]|1[0-2])\k<sep>(?<d>\d{1,2})(?![\d./-])/gu,
    read: ({ y, m, d }) => single(dayOf(Number(y), Number(m), Number(d))),
  },
  {
    holds: '月',
    pattern: new RegExp(
      `(?:(?<y>${year})的?|(?<!\\d)(?<!${chineseNumber}))(?<m>${month})月(?:份的?)?(?<d>${day})(?:(?:[号日]?${to}(?<e>${day}))?[号日]${numbered}|(?![\\d.十百千万个天kw%块元年点台件人]))`,
      'gu',
    ),
    read: ({ y, m, d, e }, today) => years(y, today)?.((each) => daysOfMonth(each, count(m), d, e)),
  },
  {
    holds: '号日',
    pattern: new RegExp(`(?<![\\d.a-z/])(?<m>${month})[./](?<d>${day})[号日]${numbered}`, 'gu'),
    read: ({ m, d }, today) => years(undefined, today)?.((each) => daysOfMonth(each, count(m), d, undefined)),
  },
  {
    holds: '月',
    pattern: new RegExp(
      `(?:(?<y>${year})的?|(?<!\\d)(?<!${chineseNumber}))(?<m>${month})月(?:份(?<late>[初中底末])?|(?<part>上旬|中旬|下旬|[初中底末]))?(?![\\d三子票嫂龄饼亮薪嫁])`,
      'gu',
    ),
    read: ({ y, m, part, late }, today) => years(y, today)?.((each) => [monthDays(each, count(m), part ?? late)]),
    whole: true,
  },
  {
    holds: '年',
    pattern: new RegExp(
      `(?<y>${year})(?:年?(?<part>[初底末]|中(?![国旬秋]))|(?<half>[上下])半年|第?(?<quarter>[一二三四1-4])季度)?(?!轻)`,
      'gu',
    ),
    read: ({ y, part, half, quarter }, today) =>
      years(y, today)?.((each) => [yearDays(each, part ?? half ?? digit(quarter))]),
    whole: true,
  },
  {
    holds: '年季',
    pattern:
      /(?<![\d今明去后前来往一二两三四五六七八九十几多半])(?:年(?<part>[初底末])|(?<half>[上下])半年|第?(?<quarter>[一二三四1-4])季度)/gu,
    read: ({ part, half, quarter }, today) =>
      today === undefined ? undefined : [yearDays(today.year, part ?? half ?? digit(quarter))],
    whole: true,
  },
  {
    holds: '号日',
    pattern: new RegExp(
      `${numeral}(?<![第尾编工账型月路街巷里弄村条甲乙园苑区沿院场])(?<d>${day})(?:[号日]?${to}(?<e>${day}))?(?:号${numbered}|日(?![游内线均报记语本元程期常后]))`,
      'gu',
    ),
    read: ({ d, e }, today) => {
      const near = [-1, 0, 1].flatMap((shift) =>
        today === undefined ? [] : daysOfMonth(today.year, today.month + shift, d, e),
      );
      return today === undefined ? undefined : nearest(near, today, 0, 0);
    },
  },
];

type Holiday = readonly [month: number, day: number, length: number];
const holidays: Readonly<Record<string, Holiday>> = {
  ...{ 国庆: [10, 1, 7], 元旦: [1, 1, 1], 五一: [5, 1, 5], 劳动: [5, 1, 5], 圣诞: [12, 25, 1] },
  ...{ 双十: [11, 11, 1], 双11: [11, 11, 1] },
};

/** Days of the sun's calendar are read; of a day of the moon's calendar only the words are. */
export const holidayForms: readonly DateForm[] = [
  {
    holds: '庆旦五劳诞双',
    pattern:
      /国庆节?|元旦|(?<![\d零一二三四五六七八九十毛块角点])五一(?![\d零一二三四五六七八九十比分路广村开])|劳动节|圣诞节?|双十一|双11(?!\d)/gu,
    read: ({ all = '' }, today) => {
      const [m = 0, d = 0, length = 0] = holidays[all.slice(0, 3)] ?? holidays[all.slice(0, 2)] ?? [];
      return years(
        undefined,
        today,
      )?.((each) => {
        const from = dayOf(each, m, d);
        return from === undefined ? [] : [{ from, until: from + length - 1 }];
      });
    },
    whole: true,
  },
  {
    holds: '春年秋午清宵夕',
    pattern:
      /春节|过完?年(?![级轻龄])|中秋节?|端午节?|清明节?|元宵节?|除夕|(?<![\d一二两三四五六七八九十几多半百千今明去前后来往])年[前后]/gu,
    read: () => undefined,
  },
];

type InYear = (of: (year: number) => readonly WholeDays[]) => readonly WholeDays[];

/** Tries the year that is said, else the years around today. */
function years(said: string | undefined, today: Today | undefined): InYear | undefined {
  const stated = yearOf(said, today);
  if (stated !== undefined) return (of) => of(stated);
  if (said !== undefined || today === undefined) return undefined;
  return (of) =>
    nearest(
      [-1, 0, 1].flatMap((shift) => of(today.year + shift)),
      today,
      30,
      120,
    );
}

const shifts: Readonly<Record<string, number>> = { 今年: 0, 明年: 1, 去年: -1, 后年: 2, 前年: -2 };

function yearOf(said: string | undefined, today: Today | undefined): number | undefined {
  const shift = shifts[said ?? ''];
  if (said === undefined || shift !== undefined) return today && shift !== undefined ? today.year + shift : undefined;
  const digits = said.replaceAll(/[〇零一二三四五六七八九]/gu, (char) =>
    String('零一二三四五六七八九'.indexOf(char.replace('〇', '零'))),
  );
  const value = Number.parseInt(digits, 10);
  return value < 100 ? 2000 + value : value;
}

/** Days of a month as they are said; none if the month lacks them or the range runs backwards. */
export function daysOfMonth(
  year: number,
  month: number,
  d: string | undefined,
  e: string | undefined,
): readonly WholeDays[] {
  const first = monthDays(year, month).from;
  const last = monthDays(year, month).until;
  const from = first + count(d) - 1;
  const until = e === undefined ? from : first + count(e) - 1;
  return from <= until && until <= last ? [{ from, until }] : [];
}

export function count(text: string | undefined): number {
  return text === undefined ? 0 : /^\d/u.test(text) ? Number(text) : (readChinese(text) ?? 0);
}

function digit(text: string | undefined): string | undefined {
  return text === undefined ? undefined : String(count(text));
}

function single(day: number | undefined): readonly WholeDays[] {
  return day === undefined ? [] : [{ from: day, until: day }];
}
