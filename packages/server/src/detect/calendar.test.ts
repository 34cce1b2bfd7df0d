import { expect, test } from 'vitest';
import type { NativeRecord } from '../kernel/record.ts';
import { decodeRecord } from '../kernel/record.ts';
import type { Precision } from '../kernel/time.ts';
import { parseInstant, spanOf } from '../kernel/time.ts';
import type { Calendar } from './calendar.ts';
import { buildCalendar } from './calendar.ts';

const plain = buildCalendar([]);

test.each([
  ['2026-03-02T08:29:59+08:00', false],
  ['2026-03-02T08:30:00+08:00', true],
  ['2026-03-02T18:29:59+08:00', true],
  ['2026-03-02T18:30:00+08:00', false],
  ['2026-03-01T10:00:00+08:00', false],
  ['2026-03-02T02:00:00Z', true],
])('ordinary hours are Monday to Friday with half an hour of grace: %s', (at, expected) => {
  expect(asked(plain, at)).toBe(expected);
});

test('a calendar record decides for its date, and the later one of two', () => {
  const day = (type: string, occurredAt = '2026-01-01T00:00:00+08:00') =>
    record('calendar', { date: '2026-03-01', type }, occurredAt);
  expect(asked(buildCalendar([day('workday')]), '2026-03-01T10:00:00+08:00')).toBe(true);
  const both = [day('holiday', '2026-02-01T00:00:00+08:00'), day('workday')];
  expect(asked(buildCalendar(both), '2026-03-01T10:00:00+08:00')).toBe(false);
});

test('a shift, a duty and overtime are working time, for one employee, a department or all', () => {
  const night = { from: '2026-03-01T20:00:00+08:00', to: '2026-03-02T04:00:00+08:00' };
  for (const type of ['shift', 'duty', 'overtime']) {
    const own = buildCalendar([record('schedule', { ...night, type, employee: { system: 'hr', ref: 'E001' } })]);
    expect(asked(own, '2026-03-01T23:00:00+08:00')).toBe(true);
    expect(asked(own, '2026-03-01T23:00:00+08:00', 'second', 'E002')).toBe(false);
    const departments = buildCalendar([record('schedule', { ...night, type, department: '销售部' })]);
    expect(asked(departments, '2026-03-01T23:00:00+08:00', 'second', 'E002')).toBe(true);
    expect(asked(buildCalendar([record('schedule', { ...night, type })]), '2026-03-01T23:00:00+08:00')).toBe(true);
  }
});

test('leave takes the ordinary hours away, but not a duty during it', () => {
  const leave = { from: '2026-03-02T00:00:00+08:00', to: '2026-03-03T00:00:00+08:00', type: 'leave' };
  const duty = { from: '2026-03-02T10:00:00+08:00', to: '2026-03-02T12:00:00+08:00', type: 'duty' };
  const away = buildCalendar([record('schedule', leave), record('schedule', duty)]);
  expect(asked(away, '2026-03-02T16:00:00+08:00')).toBe(false);
  expect(asked(away, '2026-03-02T11:00:00+08:00')).toBe(true);
});

test('a time known only to the day is out of hours only if the whole day is', () => {
  expect(asked(plain, '2026-03-02T00:00:00+08:00', 'day')).toBe(true);
  expect(asked(plain, '2026-03-01T00:00:00+08:00', 'day')).toBe(false);
  expect(asked(plain, '2026-03-01T00:00:00+08:00', 'month')).toBe(true);
});

function asked(calendar: Calendar, text: string, precision: Precision = 'second', employee = 'E001'): boolean {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(text);
  return calendar.mayWork(spanOf(at, precision), employee, '销售部');
}

function record(kind: string, body: object, occurredAt = '2026-01-01T00:00:00+08:00'): NativeRecord {
  const decoded = decodeRecord({
    v: 1,
    kind,
    source: 'test',
    externalId: kind,
    occurredAt,
    basis: 'work-system',
    body,
  });
  if (!decoded.ok) throw new Error(decoded.why);
  return decoded.record;
}
