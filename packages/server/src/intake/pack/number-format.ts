/** What a number shows as, going by the format of its cell. */
export type NumberShape =
  | 'number'
  | { readonly date: boolean; readonly time: boolean; readonly milliseconds: boolean; readonly elapsed: boolean };

type Moment = Exclude<NumberShape, 'number'>;

const DATE: Moment = { date: true, time: false, milliseconds: false, elapsed: false };
const TIME: Moment = { date: false, time: true, milliseconds: false, elapsed: false };

/**
 * The formats that are meant by number alone (ECMA-376 part 1, 18.8.30), where those that depend on the language
 * are taken as Chinese ones.
 */
function builtIn(id: number): NumberShape {
  if (id === 22) return { ...DATE, time: true };
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36) return DATE;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35)) return TIME;
  if (id === 45) return TIME;
  if (id === 46) return { ...TIME, elapsed: true };
  if (id === 47) return { ...TIME, milliseconds: true };
  if (id === 55 || id === 56) return TIME;
  return id >= 50 && id <= 58 ? DATE : 'number';
}

/** Quoted text, escaped and padding characters, and brackets that hold no elapsed unit say nothing of the value. */
const SILENT = /"[^"]*"?|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]?/giu;
const HALF_DAY = /am\/pm|a\/p/giu;

/** What the number of a cell with this format shows as; `code` is its own format where it has one. */
export function shapeOf(id: number, code: string | undefined): NumberShape {
  if (code === undefined) return builtIn(id);
  const [section = ''] = code.replaceAll(SILENT, '').split(';');
  const bare = section.replaceAll(HALF_DAY, '').toLowerCase();
  if (/general|@/u.test(bare)) return 'number';
  const time = /[hs]/u.test(bare);
  const elapsed = /\[[hms]+\]/u.test(bare);
  const date = /[yd]/u.test(bare) || (bare.includes('m') && !time && !elapsed);
  if (!date && !time && !elapsed) return 'number';
  return { date, time: time || elapsed, milliseconds: /s\]?[.,]0/u.test(bare), elapsed };
}

const DAY_SECONDS = 86_400;
/** The day after 9999-12-31, counted as Excel does from 1900. */
const LAST_DAY = 2_958_466;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const DAYS_1904 = 1462;
const NO_EXPONENT_BELOW = 1e15;

/**
 * The text of a stored number: as it is, or a date as `YYYY-MM-DD`, with ` HH:mm:ss` where its format or its value has
 * a time, `HH:mm:ss` where the format has no date. Rounded to the second, or to the millisecond where the format shows
 * parts of one. `undefined` where `stored` is no number.
 */
export function numberText(stored: string, shape: NumberShape, date1904: boolean): string | undefined {
  if (!NUMBER.test(stored)) return undefined;
  if (shape === 'number') return plain(stored);
  return moment(Number(stored), shape, date1904) ?? plain(stored);
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;
const INTEGER = /^(?:0|-?[1-9]\d*)$/u;

/** From 1e15 on digits that are not stored would be made up, so there the text stands as it is. */
function plain(stored: string): string {
  if (INTEGER.test(stored)) return stored;
  const value = Number(stored);
  if (Math.abs(value) >= NO_EXPONENT_BELOW) return stored;
  // Spreadsheets reckon in 15 digits and store the rest of the binary fraction too: 0.30000000000000004 is their 0.3.
  return value === 0 ? '0' : String(Number(value.toPrecision(15)));
}

function moment(serial: number, shape: Moment, date1904: boolean): string | undefined {
  const steps = shape.milliseconds ? 1000 : 1;
  const counted = Math.round((serial + (date1904 && shape.date ? DAYS_1904 : 0)) * DAY_SECONDS * steps);
  const days = Math.floor(counted / (DAY_SECONDS * steps));
  const rest = counted - days * DAY_SECONDS * steps;
  if (counted < 0 || days >= LAST_DAY) return undefined;
  if (!shape.date) return clock(shape.elapsed ? counted : rest, shape.milliseconds);
  // Below the first day there is only a time, whatever the format says.
  if (days === 0) return shape.time ? clock(rest, shape.milliseconds) : undefined;
  const day = dayText(days);
  return shape.time || rest !== 0 ? `${day} ${clock(rest, shape.milliseconds)}` : day;
}

function dayText(days: number): string {
  // Excel knows a 29 February 1900 that never was, and counts a day too many until then.
  if (days === 60) return '1900-02-29';
  return new Date(EPOCH_1900 + (days < 60 ? days + 1 : days) * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

function clock(counted: number, milliseconds: boolean): string {
  const whole = milliseconds ? Math.floor(counted / 1000) : counted;
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const text = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return milliseconds ? `${text}.${String(counted % 1000).padStart(3, '0')}` : text;
}
