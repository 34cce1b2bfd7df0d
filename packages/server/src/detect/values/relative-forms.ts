import type { DateForm, Said } from './date-forms.ts';
import { count, daysOfMonth } from './date-forms.ts';
import type { Today, WholeDays } from './days.ts';
import { addMonths, monthDays, nearest } from './days.ts';
import { readChineseVague } from './read-numerals.ts';

const day = '(?:3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])';
const which = '(?:上上|下下|上|下|这|本|当)';
const few = '(?:\\d{1,3}|[一两二三四五六七八九十]{1,3}|半)';
const shifts: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 当: 0, 下: 1, 下下: 2 };
const dayWords: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 };

/** Days and stretches counted from the day on which they are said. */
export const relativeForms: readonly DateForm[] = [
  {
    holds: '天晚早儿日',
    pattern:
      /(?<word>大前|大后|[前昨今明后])天(?![性津赋])|(?<early>[昨今明])(?:[晚早儿](?![期熟])|日(?!头条))|(?<later>后)儿个?/gu,
    read: dayFrom,
  },
  {
    holds: '月',
    pattern: new RegExp(
      `(?<which>${which})个?月(?:(?<part>上旬|中旬|下旬|[初中底末])|的?(?<d>${day})[号日])?(?![票嫂亮])`,
      'gu',
    ),
    read: ({ which: said, part, d }, today) => {
      if (today === undefined) return undefined;
      const month = today.month + (shifts[said ?? ''] ?? 0);
      return d === undefined ? [monthDays(today.year, month, part)] : daysOfMonth(today.year, month, d, undefined);
    },
    whole: true,
  },
  {
    holds: '月',
    pattern: /(?<![\d一二三四五六七八九十个每半某年])月(?:(?<part>[初底末])|中(?=[,。之以前后打付结给]|$))/gu,
    read: ({ part = '中' }, today) =>
      today &&
      nearest(
        [0, 1].map((shift) => monthDays(today.year, today.month + shift, part)),
        today,
        0,
        60,
      ),
    whole: true,
  },
  {
    holds: '周期拜',
    pattern: new RegExp(
      `(?<![\\d一二两三四五六七八九十每几半多])(?<which>${which})?个?(?:周|星期|礼拜)(?:(?<weekday>[一二三四五六日天](?![福岁年圈个])|[1-6](?![\\d年岁圈个])|末))`,
      'gu',
    ),
    read: weekdayFrom,
  },
  {
    holds: '周期拜',
    pattern: /(?<which>上上|下下|上|下|这|本)个?(?:周|星期|礼拜)(?![围期转身长边遭密])/gu,
    read: ({ which: said }, today) => today && [weekOf(today, shifts[said ?? ''] ?? 0)],
    whole: true,
  },
  {
    holds: '日天周期拜月年',
    pattern: new RegExp(
      `(?<![\\d.第几月])(?<n>${few})个?(?<unit>工作日|天|日(?=[之以]?内|后)|周|星期|礼拜|月|年)半?(?:之|以)?(?<side>[内后前])(?![面台者端续门辈悔来后])`,
      'gu',
    ),
    read: spanFrom,
  },
];

function dayFrom({ word, early, later }: Said, today: Today | undefined): readonly WholeDays[] | undefined {
  if (today === undefined) return undefined;
  const at = today.day + (dayWords[word ?? early ?? later ?? ''] ?? 0);
  return [at, ...(today.night ? [at - 1] : [])].map((each) => ({ from: each, until: each }));
}

/** 周五 is that of this week; the one before or after follows, where it could be meant too. */
function weekdayFrom({ which: said, weekday = '' }: Said, today: Today | undefined): readonly WholeDays[] | undefined {
  if (today === undefined) return undefined;
  const place = weekday === '末' ? 6 : '日天'.includes(weekday) ? 7 : count(weekday);
  const length = weekday === '末' ? 1 : 0;
  const inWeek = (shift: number): WholeDays => {
    const from = weekOf(today, shift).from + place - 1;
    return { from, until: from + length };
  };
  if (said !== undefined) return [inWeek(shifts[said] ?? 0)];
  const [here, next, last] = [inWeek(0), inWeek(1), inWeek(-1)];
  if (here.until < today.day) return [here, next];
  return here.from > today.day ? [here, last] : [here, next, last];
}

function weekOf({ day: at, weekday }: Today, shift: number): WholeDays {
  const from = at - weekday + 1 + 7 * shift;
  return { from, until: from + 6 };
}

/** 三天内 runs from today; 两周后 is that day. A vague count gives its widest span, or its two days. */
function spanFrom({ n = '', unit = '', side }: Said, today: Today | undefined): readonly WholeDays[] | undefined {
  if (today === undefined) return undefined;
  const counts = n === '半' ? [0.5] : /^\d/u.test(n) ? [Number(n)] : vagueOf(n);
  const ends = counts.map((each) => shifted(today.day, side === '前' ? -each : each, unit));
  if (side !== '内') return ends.map((each) => ({ from: each, until: each }));
  const until = Math.max(...ends);
  return ends.length === 0 ? [] : [{ from: today.day, until }];
}

function vagueOf(text: string): readonly number[] {
  const read = readChineseVague(text);
  return read.length > 0 || text.length !== 2 ? read : [...text].map(count);
}

/** Working days count as seven fifths of a day: which days are free is not known here. */
function shifted(day: number, length: number, unit: string): number {
  if (unit === '年') return addMonths(day, Math.round(length * 12));
  if (unit === '月') return Number.isInteger(length) ? addMonths(day, length) : day + Math.round(length * 30);
  const size = unit === '工作日' ? 1.4 : unit === '天' || unit === '日' ? 1 : 7;
  return day + Math.ceil(length * size);
}
