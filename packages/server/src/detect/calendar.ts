import type { NativeRecord, RecordOf } from '../kernel/record.ts';
import type { Instant, Span } from '../kernel/time.ts';
import { shanghaiParts } from '../kernel/time.ts';

/** When people work. Asked for a span because a source may state a time only to the minute or to the day. */
export type Calendar = {
  /** Whether any moment of the span can be working time of this employee: then nothing is out of hours. */
  readonly mayWork: (span: Span, employee: string, department: string | undefined) => boolean;
};

export type CalendarSettings = {
  /** Ordinary hours in minutes after midnight, Asia/Shanghai. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** Coming early and leaving late, before and after any hours, is not out of hours. */
  readonly graceMinutes: number;
};

export const ordinaryHours: CalendarSettings = { fromMinute: 9 * 60, toMinute: 18 * 60, graceMinutes: 30 };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SHANGHAI = 8 * 60 * MINUTE;

type Shift = RecordOf<'schedule'>['body'];

/**
 * Reads calendar and schedule records; of two for one date the later record decides. Monday to Friday are working
 * days unless a record says otherwise. A shift, duty or overtime adds to the ordinary hours; leave takes the
 * ordinary hours away, but not a duty during it.
 */
export function buildCalendar(records: readonly NativeRecord[], settings: CalendarSettings = ordinaryHours): Calendar {
  const days = new Map<number, 'workday' | 'holiday'>();
  const schedules: Shift[] = [];
  for (const record of records.toSorted((a, b) => a.occurredAt - b.occurredAt)) {
    if (record.kind === 'calendar') days.set(dayOf(record.body.date), record.body.type);
    if (record.kind === 'schedule') schedules.push(record.body);
  }
  const byWhom = Map.groupBy(schedules, whomOf);
  return {
    mayWork(span, employee, department) {
      const own = [
        ...(byWhom.get(`employee ${employee}`) ?? []),
        ...(department === undefined ? [] : (byWhom.get(`department ${department}`) ?? [])),
        ...(byWhom.get('everyone') ?? []),
      ];
      const grace = settings.graceMinutes * MINUTE;
      const busy = own.filter(
        ({ type, from, to }) => type !== 'leave' && span.from < to + grace && from - grace < span.to,
      );
      if (busy.length > 0) return true;
      const away = own.some(({ type, from, to }) => type === 'leave' && from <= span.from && span.to <= to);
      return !away && meetsOrdinaryHours(span, days, settings);
    },
  };
}

function whomOf({ employee, department }: Shift): string {
  if (employee !== undefined && employee !== null) return `employee ${employee.ref}`;
  return department === undefined || department === null ? 'everyone' : `department ${department}`;
}

function meetsOrdinaryHours(
  span: Span,
  days: ReadonlyMap<number, 'workday' | 'holiday'>,
  { fromMinute, toMinute, graceMinutes }: CalendarSettings,
): boolean {
  for (let day = dayOf(span.from); day <= dayOf((span.to - 1) as Instant); day += 1) {
    const midnight = day * DAY - SHANGHAI;
    const type = days.get(day) ?? (isWeekend(midnight) ? 'holiday' : 'workday');
    const opens = midnight + (fromMinute - graceMinutes) * MINUTE;
    const closes = midnight + (toMinute + graceMinutes) * MINUTE;
    if (type === 'workday' && span.from < closes && opens < span.to) return true;
  }
  return false;
}

/** Days since 1970 as Shanghai counts them. */
function dayOf(at: Instant): number {
  return Math.floor((at + SHANGHAI) / DAY);
}

function isWeekend(midnight: number): boolean {
  return shanghaiParts(midnight as Instant).weekday >= 6;
}
