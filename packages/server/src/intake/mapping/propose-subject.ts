import type { Head } from '../connectors/connector.ts';
import { isObject } from '../connectors/connector.ts';
import { cellText, columnKey, lineText } from './cell.ts';
import { sheetsOf } from './head-rows.ts';
import { itemsIn, listsIn } from './json-items.ts';
import { textOfJson } from './json-path.ts';
import type { Meaning } from './propose-words.ts';
import { meaningOf } from './propose-words.ts';

/** A column of a table or a path of JSON objects, with what it seems to hold. */
export type ProposedColumn = {
  readonly name: string;
  /** As a selector of the mapping language. */
  readonly selector: string;
  readonly meaning: Meaning | undefined;
  readonly samples: readonly string[];
};

/** What is proposed for: where the columns come from and what the file section says. */
export type Subject = {
  readonly form: 'table' | 'json' | 'ndjson';
  readonly columns: readonly ProposedColumn[];
  /** Whether rows that add up others stand among the first. */
  readonly hasTotals: boolean;
  readonly items: string | undefined;
  readonly fileName: string;
};

const MOST_COLUMNS = 200;
const SAMPLES = 3;
const SAMPLE_CHARS = 80;

/** The columns of a file with what each seems to hold: of a table by the row that looks most like a header, of JSON by paths. */
export function subjectOf(head: Head): Subject {
  const json = head.table === undefined ? jsonSubject(head) : undefined;
  if (json !== undefined) return json;
  const [best] =
    head.table === undefined
      ? []
      : sheetsOf(head.table)
          .map(({ rows }) => headerAmong(rows))
          .sort((a, b) => b.score - a.score);
  return {
    form: 'table',
    columns: best?.columns ?? [],
    hasTotals: best?.hasTotals ?? false,
    items: undefined,
    fileName: head.fileName,
  };
}

/** Rows that add up others, as printed tables end. */
const TOTAL = /^(?:本页|本月|累计)?(?:合计|总计|小计)|^(?:sub)?total/i;
const CLOCK = /^(?:\d{1,2}:\d{2}(?::\d{2})?|\d{5,6})$/;

/** A column of times alone is not the day, whatever it is called. */
function meaningBy(key: string, samples: readonly string[]): Meaning | undefined {
  const meaning = meaningOf(key);
  const isClock =
    (meaning === 'day' || meaning === 'when') && samples.length > 0 && samples.every((each) => CLOCK.test(each));
  return isClock ? 'clock' : meaning;
}

type Rows = ReturnType<typeof sheetsOf>[number]['rows'];

/** The row with the most names that are known; else the first whose cells are all words. */
function headerAmong(rows: Rows): {
  readonly score: number;
  readonly columns: readonly ProposedColumn[];
  readonly hasTotals: boolean;
} {
  const scored = rows.slice(0, 60).map(({ keys }, at) => {
    const known = keys.filter((key) => meaningOf(key) !== undefined).length;
    const words = keys.filter((key) => key !== '' && !/^[\d.,:/-]+$/.test(key)).length;
    return { at, score: known * 100 + (words === keys.length && words > 1 ? words : 0) };
  });
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one), { at: 0, score: 0 });
  const names = rows[best.at]?.row.cells.map(cellText) ?? [];
  const all = rows.slice(best.at + 1).map(({ row }) => row.cells);
  const below = all.filter((cells) => !TOTAL.test(lineText(cells)));
  const seen = new Map<string, number>();
  const columns = names.slice(0, MOST_COLUMNS).map((name, at) => {
    const key = columnKey(name);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    const samples = below
      .map((cells) => cellText(cells[at] ?? ''))
      .filter(Boolean)
      .slice(0, SAMPLES);
    const isNamed = key !== '' && name.length <= 200;
    const selector = isNamed
      ? `column: ${quoted(name)}${occurrence > 1 ? `, occurrence: ${Math.min(occurrence, 100)}` : ''}`
      : `column: ${at + 1}`;
    const meaning = occurrence > 1 ? undefined : meaningBy(key, samples);
    return { name: isNamed ? name : `第 ${at + 1} 列`, selector, meaning, samples: samples.map(cut) };
  });
  return { score: best.score, columns, hasTotals: below.length < all.length };
}

const cut = (text: string): string => text.slice(0, SAMPLE_CHARS);

function jsonSubject({ bytes, fileName }: Head): Subject | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!/^(?:\xEF\xBB\xBF)?\s*[[{]/.test(buffer.toString('latin1', 0, 200))) return undefined;
  const [first, second] = itemsIn(buffer, null, false);
  const isLines = first !== undefined && second !== undefined && first.as === 'whole';
  const [list] = listsIn(buffer);
  const steps = isLines || list === undefined ? null : list.steps;
  const objects: unknown[] = [];
  for (const { start, end, as } of itemsIn(buffer, steps, false)) {
    if (as !== 'whole' || objects.length === 20) break;
    try {
      objects.push(JSON.parse(buffer.toString('utf8', start, end)));
    } catch {
      break;
    }
  }
  const samples = new Map<string, string[]>();
  for (const object of objects) flatten(object, [], samples);
  const columns = [...samples].slice(0, MOST_COLUMNS).map(([name, found]) => ({
    name,
    selector: `path: ${quoted(name)}`,
    meaning: meaningOf(columnKey(name.slice(name.lastIndexOf('.') + 1))),
    samples: found,
  }));
  const form = isLines ? 'ndjson' : 'json';
  return {
    form,
    columns,
    hasTotals: false,
    items: steps === null || steps.length === 0 ? undefined : steps.join('.'),
    fileName,
  };
}

const PLAIN_STEP = /^[^.]{1,60}$/;

function flatten(value: unknown, steps: readonly string[], samples: Map<string, string[]>): void {
  if (isObject(value) && steps.length < 5) {
    for (const [name, each] of Object.entries(value))
      if (PLAIN_STEP.test(name)) flatten(each, [...steps, name], samples);
  } else if (steps.length > 0 && !Array.isArray(value)) {
    const name = steps.join('.').slice(0, 200);
    const found = samples.get(name) ?? [];
    const text = textOfJson(value);
    if (text !== '' && found.length < SAMPLES) found.push(cut(text));
    samples.set(name, found);
  }
}

const PLAIN = /^[\p{L}_][\p{L}\p{N}_./()（）]*$/u;
const WORD = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;

/** A text as YAML, in quotes where it needs them. */
export function quoted(text: string): string {
  if (PLAIN.test(text) && !WORD.test(text)) return text;
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)
    ? JSON.stringify(text.toWellFormed())
    : `'${text.replaceAll("'", "''")}'`;
}
