import type { Instant } from '../../kernel/time.ts';
import type { DateForm } from './date-forms.ts';
import { calendarForms, holidayForms } from './date-forms.ts';
import type { Days, WholeDays } from './days.ts';
import { formatDay, todayAt } from './days.ts';
import { mayStandIn } from './may-stand.ts';
import { relativeForms } from './relative-forms.ts';
import { firstOfEach, joinRanges } from './taken.ts';

/** Dates as YYYY-MM-DD in Asia/Shanghai, both ends included; "before" has no `from` and "after" no `until`. */
export type Interval = { readonly from?: string; readonly until?: string };

/** Words for a day or a stretch of days in the folded text. Neither `from` nor `until`: only the words are known. */
export type DateRead = Interval & {
  readonly type: 'date';
  readonly start: number;
  readonly end: number;
  readonly alternatives: readonly Interval[];
};

const forms: readonly DateForm[] = [...relativeForms, ...calendarForms, ...holidayForms];
const side = /(?:之|以)?(?<side>[前后])(?![面台者端续门辈悔来后天年])|(?<since>起|开始)(?!始)/uy;

/** Days said in folded text, counted from the day of `at` in Asia/Shanghai; without `at` only full dates are known. */
export function readDates(text: string, at?: Instant): readonly DateRead[] {
  const today = at === undefined ? undefined : todayAt(at);
  const all = forms.filter(mayStandIn(text)).flatMap((form) =>
    [...text.matchAll(form.pattern)].flatMap((found): readonly DateRead[] => {
      const days = form.read({ ...found.groups, all: found[0] }, today);
      if (days?.length === 0) return [];
      return [withSide(text, found.index, found.index + found[0].length, days ?? [], form.whole === true)];
    }),
  );
  return joinRanges(text, firstOfEach(text.length, all), join);
}

function withSide(text: string, start: number, end: number, days: readonly WholeDays[], whole: boolean): DateRead {
  side.lastIndex = end;
  const said = /[前后内]$/u.test(text.slice(start, end)) ? undefined : (side.exec(text) ?? undefined);
  const part = /[初底末旬中]$/u.test(text.slice(start, end));
  const bounds = days.map((each) => bound(each, said?.groups?.side ?? (said ? '起' : undefined), whole, part));
  const [first = {}, ...alternatives] = bounds.map(shown);
  return { type: 'date', start, end: said === undefined ? end : end + said[0].length, ...first, alternatives };
}

/** 15号前 lets the 15th pass, and 月底前 the last day; 国庆前 ends before the holiday begins. */
function bound(days: WholeDays, said: string | undefined, whole: boolean, part: boolean): Days {
  if (said === '前') return { until: !whole || part ? days.until : days.from - 1 };
  if (said === '后') return { from: whole ? days.until + 1 : days.from };
  return said === '起' ? { from: days.from } : days;
}

function shown({ from, until }: Days): Interval {
  return {
    ...(from === undefined ? {} : { from: formatDay(from) }),
    ...(until === undefined ? {} : { until: formatDay(until) }),
  };
}

function join(low: DateRead, high: DateRead): DateRead | undefined {
  if (low.from === undefined || high.until === undefined || low.from > high.until) return undefined;
  const { from: _from, until: _until, ...rest } = low;
  return { ...rest, end: high.end, from: low.from, until: high.until, alternatives: [] };
}
