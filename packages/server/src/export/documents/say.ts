import type { Names } from '../../chain/describe.ts';
import { describeRecord } from '../../chain/describe.ts';
import { punctuate } from '../../chain/punctuate.ts';
import type { NativeRecord } from '../../kernel/record.ts';
import type { Instant, Precision } from '../../kernel/time.ts';
import { formatShanghai } from '../../kernel/time.ts';
import { buildDirectory } from '../../people/directory.ts';
import type { Fact } from '../../people/fact.ts';
import type { RecordItem } from './evidence.ts';
import { hidesField } from './evidence.ts';

const MOST_CHARACTERS = 160;

/** `2026-03-02 18:15:00`, of Asia/Shanghai, no more exact than the source states it. */
export function shanghai(at: number, precision: Precision = 'second'): string {
  const text = formatShanghai(at as Instant).slice(0, -' +08:00'.length);
  const cut = { month: 3, day: 0, minute: text.length - 3, second: text.length, ms: text.length } as const;
  const [date = ''] = text.split(' ');
  if (precision === 'month') return date.slice(0, -cut.month);
  return precision === 'day' ? date : text.slice(0, cut[precision]);
}

/** The same with its zone, where no heading names it. */
export const zoned = (at: number, precision: Precision = 'second'): string =>
  precision === 'day' || precision === 'month' ? shanghai(at, precision) : `${shanghai(at, precision)} (UTC+8)`;

type Known = { readonly employees: ReadonlyMap<string, string>; readonly customers: ReadonlyMap<string, string> };

/** Names as the records of a package and the chain itself state them. */
export function namesIn(facts: readonly Fact[], { employees, customers }: Known): Names {
  const directory = buildDirectory(facts);
  return {
    personOf: directory.personOf,
    employeeName: (ref, at) => directory.employeeName(ref, at) ?? employees.get(ref),
    customerName: (ref, at) => directory.customerName(ref, at) ?? customers.get(ref),
  };
}

/** What a record says in one line: its own words and figures, cut where they are long. */
export function say({ item, record }: RecordItem, names: Names): string {
  if (hidesField(item)) return '〔内容有遮盖〕';
  const text = wordsOf(record) ?? punctuate(describeRecord(record, names));
  const letters = [...text];
  return letters.length <= MOST_CHARACTERS ? text : `${letters.slice(0, MOST_CHARACTERS).join('')}……（全文见原件）`;
}

function wordsOf(record: NativeRecord): string | undefined {
  if (record.kind === 'chat') {
    const { text, form } = record.body;
    return text === undefined || text === '' ? `${form}消息` : `“${text}”`;
  }
  if (record.kind === 'email') return `主题：${record.body.subject}`;
  if (record.kind === 'tip') return `“${record.body.text}”`;
  if (record.kind === 'testimony' && record.body.text !== undefined) return `“${record.body.text}”`;
  return undefined;
}
