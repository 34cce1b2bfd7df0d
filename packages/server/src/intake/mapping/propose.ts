import type { Kind } from '../../kernel/record.ts';
import type { Head } from '../connectors/connector.ts';
import { isObject } from '../connectors/connector.ts';
import { cellText, columnKey } from './cell.ts';
import { itemsIn, listsIn } from './json-items.ts';
import { textOfJson } from './json-path.ts';
import { parseMapping } from './mapping-file.ts';
import { writeProposal } from './propose-text.ts';
import type { Meaning } from './propose-words.ts';
import { meaningOf } from './propose-words.ts';
import { sheetsOf } from './table-layout.ts';
import { lineText } from './value.ts';

/** A mapping for a file that no format knows, to be completed by whoever knows the file. */
export type Proposal = {
  /** YAML that reads as a mapping; what could not be told stands in it as a question. */
  readonly text: string;
  readonly kind: string;
  /** From 0, nothing was understood, to 1. */
  readonly confidence: number;
  readonly columns: readonly {
    readonly name: string;
    /** The field that the column is proposed for; null if none. */
    readonly field: string | null;
    readonly why: string;
    readonly samples: readonly string[];
  }[];
};

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

const KINDS: readonly (readonly [Kind, needs: readonly (readonly Meaning[])[], helps: readonly Meaning[]])[] = [
  ['transfer', [['day', 'when'], ['amount', 'amountIn', 'amountOut']], ['otherName', 'otherAccount', 'balance', 'side', 'memo', 'currency', 'amountIn', 'amountOut']],
  ['call', [['caller'], ['callee'], ['seconds']], ['callSide', 'when']],
  ['chat', [['words'], ['sender'], ['when', 'day']], ['receiver', 'talk']],
  ['follow-up', [['customerId', 'customerName'], ['follow'], ['when', 'day']], ['ownerId', 'ownerName', 'employeeId']],
  ['permission', [['rights'], ['employeeId', 'ownerId', 'actor']], ['scope', 'when', 'resource']],
  ['access', [['action'], ['when', 'day'], ['employeeId', 'ownerId', 'actor', 'employeeName']], ['ip', 'rows', 'resource', 'device', 'customerId']],
  ['employee', [['employeeId'], ['employeeName']], ['hired', 'left', 'department', 'title', 'manager', 'workplace', 'mobile', 'email']],
  ['ownership', [['customerId', 'customerName'], ['ownerId', 'ownerName']], ['when', 'actor']],
  ['customer', [['customerId', 'customerName'], ['customerName', 'company']], ['mobile', 'email', 'wechat', 'wecom', 'status', 'company', 'when']],
];

/** A mapping made from the names of the columns and the first rows. It always parses, whatever the file is. */
export function proposeMapping(head: Head): Proposal {
  const subject = subjectOf(head);
  const known = new Set(subject.columns.flatMap(({ meaning }) => meaning ?? []));
  const scores = KINDS.map(([kind, needs, helps]) => ({
    kind,
    met: needs.filter((any) => any.some((meaning) => known.has(meaning))).length / needs.length,
    helped: helps.filter((meaning) => known.has(meaning)).length,
  }));
  const best = scores.reduce((one, other) =>
    other.met * 10 + other.helped > one.met * 10 + one.helped ? other : one,
  );
  const { text, fields } = writeProposal(subject, best.kind);
  const used = subject.columns.filter(({ name }) => fields.has(name)).length;
  const share = subject.columns.length === 0 ? 0 : used / subject.columns.length;
  return {
    text: parseMapping(text).ok ? text : writeProposal({ ...subject, columns: [] }, best.kind).text,
    kind: best.kind,
    confidence: Math.round(best.met * (0.6 + 0.4 * share) * 100) / 100,
    columns: subject.columns.map(({ name, meaning, samples }) => {
      const field = fields.get(name) ?? null;
      return { name, field, why: whyOf(field, meaning), samples };
    }),
  };
}

function whyOf(field: string | null, meaning: Meaning | undefined): string {
  if (meaning === undefined) return '列名不在常见列名之中';
  return field === null ? '列名认得，但这类记录没有对应的字段' : '按列名和前几行的样子';
}

const MOST_COLUMNS = 200;
const SAMPLES = 3;
const SAMPLE_CHARS = 80;

function subjectOf(head: Head): Subject {
  const json = head.table === undefined ? jsonSubject(head) : undefined;
  if (json !== undefined) return json;
  const [best] = head.table === undefined ? [] : sheetsOf(head.table).map(({ rows }) => headerAmong(rows)).sort((a, b) => b.score - a.score);
  return { form: 'table', columns: best?.columns ?? [], hasTotals: best?.hasTotals ?? false, items: undefined, fileName: head.fileName };
}

/** Rows that add up others, as printed tables end. */
const TOTAL = /^(?:本页|本月|累计)?(?:合计|总计|小计)|^(?:sub)?total/i;
const CLOCK = /^(?:\d{1,2}:\d{2}(?::\d{2})?|\d{5,6})$/;

/** A column of times alone is not the day, whatever it is called. */
function meaningBy(key: string, samples: readonly string[]): Meaning | undefined {
  const meaning = meaningOf(key);
  const isClock = (meaning === 'day' || meaning === 'when') && samples.length > 0 && samples.every((each) => CLOCK.test(each));
  return isClock ? 'clock' : meaning;
}

type Rows = ReturnType<typeof sheetsOf>[number]['rows'];

/** The row with the most names that are known; else the first whose cells are all words. */
function headerAmong(rows: Rows): { readonly score: number; readonly columns: readonly ProposedColumn[]; readonly hasTotals: boolean } {
  const scored = rows.slice(0, 60).map(({ keys }, at) => {
    const known = keys.filter((key) => meaningOf(key) !== undefined).length;
    const words = keys.filter((key) => key !== '' && !/^[\d.,:/-]+$/.test(key)).length;
    return { at, score: known * 100 + (words === keys.length && words > 1 ? words : 0) };
  });
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one), { at: 0, score: 0 });
  const names = rows[best.at]?.row.cells.map(cellText) ?? [];
  const below = rows.slice(best.at + 1).map(({ row }) => row.cells);
  const seen = new Map<string, number>();
  const columns = names.slice(0, MOST_COLUMNS).map((name, at) => {
    const key = columnKey(name);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    const samples = below.map((cells) => cellText(cells[at] ?? '')).filter(Boolean).slice(0, SAMPLES);
    const isNamed = key !== '' && name.length <= 200;
    const selector = isNamed ? `column: ${quoted(name)}${occurrence > 1 ? `, occurrence: ${Math.min(occurrence, 100)}` : ''}` : `column: ${at + 1}`;
    const meaning = occurrence > 1 ? undefined : meaningBy(key, samples);
    return { name: isNamed ? name : `第 ${at + 1} 列`, selector, meaning, samples: samples.map(cut) };
  });
  return { score: best.score, columns, hasTotals: below.some((cells) => TOTAL.test(lineText(cells))) };
}

const cut = (text: string): string => text.slice(0, SAMPLE_CHARS);

function jsonSubject({ bytes, fileName }: Head): Subject | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!/^(?:\xEF\xBB\xBF)?\s*[[{]/.test(buffer.toString('latin1', 0, 200))) return undefined;
  const [first, second] = itemsIn(buffer, null);
  const isLines = first !== undefined && second !== undefined && first.isWhole;
  const [list] = listsIn(buffer);
  const steps = isLines || list === undefined ? null : list.steps;
  const objects: unknown[] = [];
  for (const { start, end, isWhole } of itemsIn(buffer, steps)) {
    if (!isWhole || objects.length === 20) break;
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
  return { form, columns, hasTotals: false, items: steps === null || steps.length === 0 ? undefined : steps.join('.'), fileName };
}

const PLAIN_STEP = /^[^.]{1,60}$/;

function flatten(value: unknown, steps: readonly string[], samples: Map<string, string[]>): void {
  if (isObject(value) && steps.length < 5) {
    for (const [name, each] of Object.entries(value)) if (PLAIN_STEP.test(name)) flatten(each, [...steps, name], samples);
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
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text) ? JSON.stringify(text.toWellFormed()) : `'${text.replaceAll("'", "''")}'`;
}
