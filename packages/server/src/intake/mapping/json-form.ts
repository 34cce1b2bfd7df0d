import { isUtf8 } from 'node:buffer';
import type { Head, Parsed, Reading, Recognised } from '../connectors/connector.ts';
import { isObject, objectsIn } from '../connectors/connector.ts';
import type { Place } from '../json-lines.ts';
import { jsonLines, MAX_LINE_BYTES, readJson } from '../json-lines.ts';
import type { Item } from './json-items.ts';
import { itemsIn, listAt, listsIn } from './json-items.ts';
import { atPath, stepsOf, textOfJson } from './json-path.ts';
import type { Program } from './program.ts';
import { commonOf, ownerIn, recordsOf, startRows } from './records.ts';
import type { JsonFile, Mapping, NdjsonFile } from './schema.ts';

/** Where the records of a JSON file stand: the list at `items`, or with null the file's values themselves. */
export type JsonLayout = {
  readonly form: 'json' | 'ndjson';
  readonly items: readonly string[] | null;
  readonly captures: readonly string[];
};

const LOOKED_AT = 20;

export function recogniseJson(mapping: Mapping, program: Program, head: Head): Recognised | undefined {
  const file = mapping.file as JsonFile | NdjsonFile;
  const bytes = Buffer.from(head.bytes.buffer, head.bytes.byteOffset, head.bytes.byteLength);
  const has = file.recognise.has.map(stepsOf);
  const fits = (value: unknown) => isObject(value) && has.every((steps) => atPath(value, steps) !== undefined);
  if (file.form === 'ndjson') {
    return someOf(objectsIn(bytes, 'refused'), fits) ? recognised(mapping, program, head, bytes, null) : undefined;
  }
  const start = bytes
    .toString('latin1', 0, 200)
    .replace(/^\xEF\xBB\xBF/, '')
    .trimStart();
  if (!/^[[{]/.test(start)) return undefined;
  for (const items of placesOf(bytes, file)) {
    const isThere = ({ start, end, as }: Item) => as === 'whole' && fits(valueIn(bytes.subarray(start, end)));
    if (someOf(itemsIn(bytes, items, false), isThere)) return recognised(mapping, program, head, bytes, items);
  }
  return undefined;
}

/** The list the mapping names; else the values of the file, else each list of objects in it. */
function placesOf(bytes: Buffer, { items }: JsonFile): Iterable<readonly string[] | null> {
  if (items !== undefined) return [stepsOf(items)];
  const lists = [...listsIn(bytes)].map(({ steps }) => steps);
  return isOneALine(bytes) ? lists : [null, ...lists];
}

/** Several values, each on a line of its own: that is the other form. */
function isOneALine(bytes: Buffer): boolean {
  const [first, second] = itemsIn(bytes, null, false);
  return first !== undefined && second !== undefined && !bytes.subarray(first.start, first.end).includes(10);
}

/** Whether any of the first few fits. */
function someOf<T>(found: Iterable<T>, fits: (each: T) => boolean): boolean {
  let looked = 0;
  for (const each of found) {
    if (fits(each)) return true;
    if (++looked === LOOKED_AT) return false;
  }
  return false;
}

function recognised(
  mapping: Mapping,
  program: Program,
  head: Head,
  bytes: Buffer,
  items: readonly string[] | null,
): Recognised {
  const { form } = mapping.file;
  const envelope = items === null ? undefined : envelopeOf(bytes, items);
  const captures = program.captures.map((capture) => {
    if (capture.in === 'envelope') return textOfJson(atPath(envelope, capture.path));
    return capture.in === 'fileName'
      ? capture.pattern.find(head.fileName, Math.min(1, capture.pattern.groups)).trim()
      : '';
  });
  const owner = ownerIn(mapping, program, captures);
  return { layout: { form, items, captures }, source: mapping.source ?? mapping.name, owner };
}

/** What stands around a list and before it, as a value of its own. */
function envelopeOf(bytes: Buffer, items: readonly string[]): unknown {
  const list = listAt(bytes, items);
  if (list === undefined) return undefined;
  return valueIn(Buffer.from(`${bytes.toString('utf8', 0, list.start).replace(/^\uFEFF/, '')}]${list.closers}`));
}

function valueIn(bytes: Buffer): unknown {
  const read = isUtf8(bytes) ? readJson(bytes.toString('utf8')) : undefined;
  return read?.ok === true ? read.value : undefined;
}

/** Reads a stretch of a JSON file by a mapping. */
export function* parseJson(mapping: Mapping, program: Program, bytes: Uint8Array, reading: Reading): Generator<Parsed> {
  const { form, items, captures } = reading.layout as unknown as JsonLayout;
  const common = commonOf(mapping, reading.settings);
  const row = startRows(mapping, reading.settings);
  row.captures = captures;
  for (const { at, read } of form === 'ndjson'
    ? linesIn(bytes, reading.first)
    : elementsIn(bytes, items, reading.first)) {
    if (!read.ok) {
      yield { at, ok: false, code: read.code, why: read.why };
      continue;
    }
    if (!isObject(read.value)) {
      yield { at, ok: false, code: 'record.invalid', why: 'the element is no object' };
      continue;
    }
    row.value = read.value;
    row.stamp++;
    if (program.skip.some((test) => test(row))) continue;
    const { value } = read;
    yield* recordsOf(program, common, row, at, () => [JSON.stringify(value)]);
  }
}

type Element = { readonly at: Place; readonly read: ReturnType<typeof readJson> };

function* linesIn(bytes: Uint8Array, first: boolean): Generator<Element> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { at, reading } of jsonLines(bytes, 'refused', first)) {
    yield { at, read: reading.ok ? exactly(buffer.toString('utf8', at.start, at.end), reading.value) : reading };
  }
}

function* elementsIn(bytes: Uint8Array, items: readonly string[] | null, first: boolean): Generator<Element> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [line, counted] = [1, 0];
  let found = false;
  for (const { start, end, as } of itemsIn(buffer, items, !first)) {
    for (let next = buffer.indexOf(10, counted); next !== -1 && next < start; next = buffer.indexOf(10, counted)) {
      line++;
      counted = next + 1;
    }
    found = true;
    yield { at: { line, start, end }, read: readElement(buffer.subarray(start, end), as) };
  }
  if (!found && first && items !== null && !isEmptyList(buffer)) {
    const why = 'the list of the mapping is not there: the file is cut off before it, or holds something else';
    yield { at: { line: 1, start: 0, end: buffer.length }, read: { ok: false, code: 'record.not_json', why } };
  }
}

/** Whether a file holds nothing, or lists and objects without anything in them. */
const isEmptyList = (bytes: Buffer): boolean => /^\s*(?:$|[[{][\s[\]{}]*$)/.test(bytes.toString('latin1', 0, 100));

function readElement(bytes: Buffer, as: Item['as']): Element['read'] {
  if (as === 'astray') return { ok: false, code: 'record.not_json', why: ASTRAY };
  if (bytes.length > MAX_LINE_BYTES)
    return { ok: false, code: 'record.line_too_long', why: `the element is longer than ${MAX_LINE_BYTES} bytes` };
  if (!isUtf8(bytes)) return { ok: false, code: 'record.encoding_invalid', why: 'the element is not UTF-8' };
  if (as === 'cut')
    return { ok: false, code: 'record.not_json', why: 'the element does not end; the file is cut off there or before' };
  const text = bytes.toString('utf8');
  const read = readJson(text);
  if (read.ok) return exactly(text, read.value);
  return read.code === 'record.not_json' ? { ...read, why: 'the element is not one JSON value' } : read;
}

const ASTRAY = 'more stands behind the end of the list: a bracket is wrong, or the file was put together of several';

/** Digits that a number of the runtime may not hold exactly. */
const LONG = /[\d.]{16}/;

/** The value with numbers it could not hold as their digits: account and order numbers are often written without quotes. */
function exactly(text: string, value: unknown): Element['read'] {
  if (!LONG.test(text)) return { ok: true, value };
  type Reviver = (name: string, value: unknown, context: { readonly source?: string }) => unknown;
  const revive: Reviver = (_name, each, { source }) =>
    typeof each === 'number' && source !== undefined && LONG.test(source) ? source : each;
  return { ok: true, value: JSON.parse(text, revive as (name: string, value: unknown) => unknown) };
}
