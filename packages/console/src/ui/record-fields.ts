import { formatMoney } from './format-money.ts';
import { formatTime, precisionOf } from './format-time.ts';

/** One field of a record as a reader sees it; `path` names it from the outside in. */
export type Field = { readonly path: readonly string[]; readonly value: string };

/** The words that a field's value may need: kinds, bases, and the parties' systems. */
export type FieldWords = {
  readonly system: Readonly<Record<string, string>>;
  readonly recordKind: Readonly<Record<string, string>>;
  readonly basis: Readonly<Record<string, string>>;
  readonly fieldValue: Readonly<Record<string, string>>;
  readonly listSeparator: string;
};

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wordOf = (table: Readonly<Record<string, string>>, code: string) =>
  Object.hasOwn(table, code) ? (table[code] ?? code) : code;

function moneyOf({ currency, minor, ...others }: Members): string | undefined {
  if (typeof currency !== 'string' || typeof minor !== 'string' || Object.keys(others).length > 0) return undefined;
  return /^-?\d+$/.test(minor) ? formatMoney({ currency, minor }) : undefined;
}

/** `张三 · 工号 E001`; a company or a displayed name is its own name. */
function partyOf({ system, ref, name, realm }: Members, words: FieldWords): string | undefined {
  if (typeof system !== 'string' || typeof ref !== 'string') return undefined;
  const account = [wordOf(words.system, system), typeof realm === 'string' ? realm : '', ref].filter(Boolean).join(' ');
  if (typeof name !== 'string' || name === ref) return system === 'company' || system === 'name' ? ref : account;
  return `${name} · ${account}`;
}

function scalarOf(name: string, value: unknown, words: FieldWords): string | undefined {
  if (name === 'kind') return wordOf(words.recordKind, String(value));
  if (name === 'basis') return wordOf(words.basis, String(value));
  // Instants of decoded bodies are UTC milliseconds.
  if (name === 'at' && typeof value === 'number') return formatTime(value, 'second');
  if (typeof value === 'boolean') return wordOf(words.fieldValue, String(value));
  if (typeof value === 'string') {
    const coded = `${name}.${value}`;
    return Object.hasOwn(words.fieldValue, coded) ? words.fieldValue[coded] : value;
  }
  if (typeof value === 'number') return String(value);
  return undefined;
}

function shownAs(name: string, value: unknown, words: FieldWords): string | undefined {
  if (isMembers(value)) return moneyOf(value) ?? partyOf(value, words);
  return scalarOf(name, value, words);
}

function fieldsAt(path: readonly string[], name: string, value: unknown, words: FieldWords): readonly Field[] {
  const own = [...path, name];
  if (value === null || value === undefined) return [];
  const shown = shownAs(name, value, words);
  if (shown !== undefined) return [{ path: own, value: shown }];
  if (Array.isArray(value)) {
    const items = value.map((each: unknown) => shownAs(name, each, words));
    if (items.every((item) => item !== undefined)) return [{ path: own, value: items.join(words.listSeparator) }];
    return value.flatMap((each: unknown, at) => fieldsAt(own, String(at + 1), each, words));
  }
  return isMembers(value) ? fieldsOf(value, words, own) : [{ path: own, value: JSON.stringify(value) ?? '' }];
}

/** A record's fields in the order in which it has them, money and parties written out, nothing left out but nulls. */
export function fieldsOf(record: Members, words: FieldWords, path: readonly string[] = []): readonly Field[] {
  return Object.entries(record).flatMap(([name, value]) => fieldsAt(path, name, value, words));
}

/** What a sample shows: the body's own fields behind when and what; the envelope's ids and version stand aside. */
export function sampleFields(record: Members, words: FieldWords): readonly Field[] {
  const { body, kind, occurredAt, precision, externalId, media } = record;
  const when =
    typeof occurredAt === 'string' || typeof occurredAt === 'number'
      ? [{ path: ['occurredAt'], value: formatTime(occurredAt, precisionOf(precision)) }]
      : [];
  return [
    ...fieldsOf({ kind }, words),
    ...when,
    ...fieldsOf({ externalId }, words),
    ...(isMembers(body) ? fieldsOf(body, words) : []),
    ...fieldsOf({ media }, words),
  ];
}
