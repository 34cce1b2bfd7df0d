import type { Compiled, Compiler, PathParts } from './compiler.ts';
import { compileText, report } from './compiler.ts';
import type { DateFormat, Parts } from './date.ts';
import { clearParts, compileFormat, foldDate, statedAt, USUAL_FORMATS } from './date.ts';
import type { RowContext, TextOf } from './row-context.ts';
import { fail } from './row-context.ts';
import type { DateValue } from './schema.ts';

/** How spreadsheets write the day of a time that has none, and the time of a day that has none. */
const NO_DAY = /^(?:1899-12-3[01]|1900-01-0[01]) /;
const NO_TIME = /[ T]0{1,2}:00(?::00(?:\.0+)?)?$/;

/** Everything a stretch of a file reads goes through one thread, one row after the other. */
const parts: Parts = {
  ...{ year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, millis: 0, half: 0, offset: 0 },
};

/** A time of the row, as the text of its instant; how exactly it was stated is left in the row. */
export function compileDate(compiler: Compiler, value: DateValue, path: PathParts): Compiled {
  const written = dateText(compiler, value, path);
  const formats = (value.formats ?? USUAL_FORMATS).flatMap((text, i) => {
    const format = compileFormat(text);
    if (typeof format !== 'string') return [format];
    report(compiler, [...path, 'formats', i], format);
    return [];
  });
  const year = value.year === undefined ? undefined : compileText(compiler, value.year, [...path, 'year']);
  const month = value.month === undefined ? undefined : compileText(compiler, value.month, [...path, 'month']);
  if (month !== undefined && year === undefined) report(compiler, [...path, 'month'], 'needs year');
  const fixed = value.precision;
  const text = (row: RowContext): string => {
    const given = written(row);
    if (given === '') return '';
    if (!readBy(formats, given)) {
      fail(row, 'record.time_invalid', 'the time is in none of the formats of the mapping');
      return '';
    }
    if (Number.isNaN(parts.year) && !setYear(row, year, month)) return '';
    const found = statedAt(parts, row.zone);
    if (typeof found === 'string') {
      fail(row, 'record.time_invalid', `the time cannot be: ${found}`);
      return '';
    }
    row.precision = fixed ?? found.precision;
    return new Date(found.at).toISOString();
  };
  return { type: 'date', text, any: (row) => text(row) || undefined };
}

function dateText(compiler: Compiler, value: DateValue, path: PathParts): TextOf {
  const date = compileText(compiler, value.date, [...path, 'date']);
  if (value.time === undefined) return date;
  const time = compileText(compiler, value.time, [...path, 'time']);
  return (row) => {
    const [day, clock] = [date(row), time(row)];
    if (day === '' || clock === '') return day;
    return `${day.replace(NO_TIME, '')} ${clock.replace(NO_DAY, '')}`;
  };
}

function readBy(formats: readonly DateFormat[], given: string): boolean {
  for (const { read } of formats) {
    clearParts(parts);
    if (read(given, parts)) return true;
  }
  const folded = foldDate(given);
  if (folded === given) return false;
  for (const { read } of formats) {
    clearParts(parts);
    if (read(folded, parts)) return true;
  }
  return false;
}

const YEAR = /^\d{4}$/;
const MONTH = /^(?:0?[1-9]|1[0-2])$/;

/** The year that a date leaves out; one in a later month than that of the statement is of the year before. */
function setYear(row: RowContext, year: TextOf | undefined, month: TextOf | undefined): boolean {
  const [stated, of] = [year?.(row) ?? '', month?.(row) ?? ''];
  if (!YEAR.test(stated) || (of !== '' && !MONTH.test(of))) {
    fail(row, 'record.time_invalid', 'the time has no year, and the mapping finds none');
    return false;
  }
  parts.year = Number(stated) - (of !== '' && parts.month > Number(of) ? 1 : 0);
  return true;
}
