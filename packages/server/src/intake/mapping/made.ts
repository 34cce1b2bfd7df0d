import { readMoney, readNumber } from './amount.ts';
import type { Compiled, Compiler, PathParts } from './compiler.ts';
import { ABSENT, compileText, compileValue, report, within } from './compiler.ts';
import { compileDate } from './date-value.ts';
import { atPath, stepsOf } from './json-path.ts';
import { counterpartyOf } from './party.ts';
import type { AnyOf, RowContext } from './row-context.ts';
import { fail } from './row-context.ts';
import type { DateValue, Made, MoneyValue, Value } from './schema.ts';

/** Values that are made of others: times, amounts, parties, lists, numbers. */
export function compileMade(compiler: Compiler, value: Made, path: PathParts): Compiled | undefined {
  if ('date' in value) return compileDate(compiler, value as DateValue, path);
  if ('money' in value) return money(compiler, value as MoneyValue, path);
  if ('party' in value) return party(compiler, value, path);
  if ('holder' in value) return holder(compiler, value, path);
  if ('counterparty' in value) return counterparty(compiler, value, path);
  if ('list' in value) return list(compiler, value, path);
  if ('split' in value) return split(compiler, value, path);
  if ('each' in value) return each(compiler, value, path);
  if ('number' in value) return reading(compiler, value.number, [...path, 'number'], 'number', numberIn);
  if ('duration' in value) return reading(compiler, value.duration, [...path, 'duration'], 'number', secondsIn);
  if ('boolean' in value) return reading(compiler, value.boolean, [...path, 'boolean'], 'boolean', truthIn);
  return undefined;
}

type MadeOf<K extends string> = Extract<Made, Record<K, unknown>>;

const optionalText = (compiler: Compiler, value: Value | undefined, path: PathParts) =>
  value === undefined ? (ABSENT.text as () => string) : compileText(compiler, value, path);

function money(compiler: Compiler, value: MoneyValue, path: PathParts): Compiled {
  const text = compileText(compiler, value.money, [...path, 'money']);
  const currency = optionalText(compiler, value.currency, [...path, 'currency']);
  const { unit = 'major', decimal = '.', absolute = false } = value;
  const form = { unit, decimal, absolute };
  const any = (row: RowContext) => {
    const amount = text(row);
    if (amount === '') return undefined;
    const found = readMoney(amount, currency(row), form);
    return typeof found === 'string' ? fail(row, 'record.invalid', `the amount ${found}`) : found;
  };
  return { type: 'money', text: undefined, any };
}

function party(compiler: Compiler, value: MadeOf<'party'>, path: PathParts): Compiled {
  const ref = compileText(compiler, value.ref, [...path, 'ref']);
  const name = optionalText(compiler, value.name, [...path, 'name']);
  const realm = optionalText(compiler, value.realm, [...path, 'realm']);
  const system = value.party;
  const any = (row: RowContext) => {
    const found = ref(row);
    if (found === '') return undefined;
    const [shown, place] = [name(row), realm(row)];
    return { system, ref: found, ...(place !== '' && { realm: place }), ...(shown !== '' && { name: shown }) };
  };
  return { type: 'party', text: undefined, any };
}

function holder(compiler: Compiler, value: MadeOf<'holder'>, path: PathParts): Compiled {
  const name = optionalText(compiler, value.name, [...path, 'name']);
  const any = (row: RowContext) => {
    if (row.holder === undefined)
      return fail(row, 'record.invalid', 'whose account it is stands nowhere; say it as owner');
    const shown = name(row);
    return shown === '' ? row.holder : { ...row.holder, name: shown };
  };
  return { type: 'party', text: undefined, any };
}

function counterparty(compiler: Compiler, value: MadeOf<'counterparty'>, path: PathParts): Compiled {
  const inside = [...path, 'counterparty'];
  const name = optionalText(compiler, value.counterparty.name, [...inside, 'name']);
  const account = optionalText(compiler, value.counterparty.account, [...inside, 'account']);
  const { system } = value.counterparty;
  const any = (row: RowContext) => counterpartyOf({ name: name(row), account: account(row), system });
  return { type: 'party', text: undefined, any };
}

function list(compiler: Compiler, value: MadeOf<'list'>, path: PathParts): Compiled {
  const items = value.list.map((item, i) => compileValue(compiler, item, [...path, 'list', i]).any);
  const any = (row: RowContext) => {
    const found: unknown[] = [];
    for (const item of items) {
      const made = item(row);
      // A list inside a list is for putting lists together.
      if (Array.isArray(made)) found.push(...(made as unknown[]));
      else if (made !== undefined) found.push(made);
    }
    return found;
  };
  return { type: 'list', text: undefined, any };
}

const MOST_ITEMS = 10_000;

function split(compiler: Compiler, value: MadeOf<'split'>, path: PathParts): Compiled {
  const text = compileText(compiler, value.split, [...path, 'split']);
  const separators = typeof value.on === 'string' ? [value.on] : value.on;
  const as = value.as;
  const made =
    as === undefined ? undefined : within(compiler, true, () => compileValue(compiler, as, [...path, 'as']).any);
  const any = (row: RowContext) => {
    let parts = [text(row)];
    for (const separator of separators) parts = parts.flatMap((part) => part.split(separator));
    const found = parts.map((part) => part.trim()).filter((part) => part !== '');
    return made === undefined ? found : forEach(row, found, made);
  };
  return { type: 'list', text: undefined, any };
}

function each(compiler: Compiler, value: MadeOf<'each'>, path: PathParts): Compiled {
  if (compiler.mapping.file.form === 'table') report(compiler, [...path, 'each'], 'a table has no lists; use split');
  const steps = stepsOf(value.each);
  const isInside = compiler.isInside;
  const made = within(compiler, true, () => compileValue(compiler, value.as, [...path, 'as']).any);
  const any = (row: RowContext) => forEach(row, listAt(isInside ? row.item : row.value, steps), made);
  return { type: 'list', text: undefined, any };
}

/** The list at a path; one object in its place is a list of one. */
export function listAt(value: unknown, steps: readonly string[]): readonly unknown[] {
  const found = atPath(value, steps);
  return Array.isArray(found) ? found : found === undefined || found === null ? [] : [found];
}

function forEach(row: RowContext, items: readonly unknown[], made: AnyOf): unknown {
  if (items.length > MOST_ITEMS) return fail(row, 'record.invalid', `a list has more than ${MOST_ITEMS} items`);
  const before = row.item;
  const found: unknown[] = [];
  for (const item of items) {
    row.item = item;
    const value = made(row);
    if (value !== undefined) found.push(value);
  }
  row.item = before;
  return found;
}

/** A text read as something else, or `undefined` for what it is not. */
function reading(
  compiler: Compiler,
  value: Value,
  path: PathParts,
  type: 'number' | 'boolean',
  read: (text: string) => number | boolean | undefined,
): Compiled {
  const text = compileText(compiler, value, path);
  const any = (row: RowContext) => {
    const found = text(row);
    if (found === '') return undefined;
    const made = read(found);
    return made === undefined
      ? fail(row, 'record.invalid', `cannot be read as a ${String(path[path.length - 1])}`)
      : made;
  };
  return { type, text: type === 'boolean' ? undefined : (row) => String(any(row) ?? ''), any };
}

function numberIn(text: string): number | undefined {
  const found = readNumber(text.endsWith('%') || text.endsWith('\uFF05') ? text.slice(0, -1) : text);
  return Number.isNaN(found) || Math.abs(found) > Number.MAX_SAFE_INTEGER ? undefined : found;
}

const CLOCK = /^(?:(\d{1,4}):)?(\d{1,4}):(\d\d)(?:\.\d+)?$/;
const WORDS =
  /^(?:(\d{1,4}) ?(?:小时|时|h(?:ours?)?) ?)?(?:(\d{1,4}) ?(?:分钟|分|m(?:in(?:utes?)?)?) ?)?(?:(\d{1,6}) ?(?:秒钟|秒|s(?:ec(?:onds?)?)?)?)?$/i;

/** Seconds, from `75`, `1:15`, `0:01:15` or `1分15秒`. */
function secondsIn(text: string): number | undefined {
  const found = CLOCK.exec(text) ?? WORDS.exec(text);
  if (found !== null) return Number(found[1] ?? 0) * 3_600 + Number(found[2] ?? 0) * 60 + Number(found[3] ?? 0);
  const seconds = numberIn(text);
  return seconds === undefined ? undefined : Math.floor(seconds);
}

const TRUE = new Set(['true', 'yes', 'y', '1', '是', '有', '√', '已', 'on', '真']);
const FALSE = new Set(['false', 'no', 'n', '0', '否', '无', '×', '未', 'off', '假']);

function truthIn(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : undefined;
}
