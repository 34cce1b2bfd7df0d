import { isUtf8 } from 'node:buffer';
import type { RecordRefusalCode } from '../kernel/refusal.ts';

/**
 * Where something stands in its file: the line counted from 1, and its bytes from `start` up to but without `end`.
 * `label` says it in the words of the file where lines mean nothing to a reader, as in `Sheet1!17`.
 */
export type Place = { readonly line: number; readonly start: number; readonly end: number; readonly label?: string };

export type Reading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: RecordRefusalCode; readonly why: string };

export type JsonLine = { readonly at: Place; readonly reading: Reading };

/**
 * What to do about bytes below 0x20 inside a line, which JSON forbids. `ignored` reads a copy without them,
 * as the WeCom archive needs; the bytes themselves stay what they were.
 */
export type Controls = 'refused' | 'ignored';

export const MAX_LINE_BYTES = 1024 * 1024;
const MAX_DEPTH = 64;

const [LF, CR, SPACE, TAB] = [10, 13, 32, 9];

/**
 * Reads one JSON value a line. Every byte of the file is either in exactly one of the places, which are in order
 * and never overlap, or it is an end of line, a blank line or the byte order mark at the very beginning, which only
 * the `first` stretch of a file has. Never throws; a line that cannot be read says why, and `why` never repeats what
 * the line says.
 */
export function* jsonLines(
  bytes: Uint8Array,
  controls: Controls = 'refused',
  first: boolean = true,
): Generator<JsonLine> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sound = isUtf8(buffer);
  let start = first && startsWithMark(buffer) ? 3 : 0;
  for (let line = 1; start < buffer.length; line++) {
    const found = buffer.indexOf(LF, start);
    const next = found === -1 ? buffer.length : found;
    const end = next > start && buffer[next - 1] === CR ? next - 1 : next;
    if (!isBlank(buffer, start, end)) {
      yield {
        at: { line, start, end },
        reading: readLine(buffer, { start, end, sound, controls, last: found === -1 }),
      };
    }
    start = next + 1;
  }
}

/** Reads the bytes of a single line, without its end, by the same rules as `jsonLines`. */
export function readJsonLine(bytes: Uint8Array, controls: Controls = 'refused'): Reading {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return readLine(buffer, { start: 0, end: buffer.length, sound: isUtf8(buffer), controls, last: false });
}

type Stretch = {
  readonly start: number;
  readonly end: number;
  /** Whether the whole buffer is known to be UTF-8. */
  readonly sound: boolean;
  readonly controls: Controls;
  /** Set for a last line without an end, which may have been cut off. */
  readonly last: boolean;
};

function readLine(buffer: Buffer, { start, end, sound, controls, last }: Stretch): Reading {
  if (end - start > MAX_LINE_BYTES) {
    return refused('record.line_too_long', `the line is longer than ${MAX_LINE_BYTES} bytes`);
  }
  if (!sound && !isUtf8(buffer.subarray(start, end))) {
    const hint = startsAsUtf16(buffer) ? '; the file begins as UTF-16 does' : '';
    return refused('record.encoding_invalid', `the line is not UTF-8${hint}`);
  }
  const reading = readJson(buffer.toString('utf8', start, end), controls);
  if (reading.ok || reading.code !== 'record.not_json') return reading;
  if (last) return { ...reading, why: `${reading.why}; it is the last one and has no end, so it may be cut off` };
  return buffer.subarray(start, end).includes(0) ? { ...reading, why: `${reading.why}; it holds zero bytes` } : reading;
}

/**
 * Reads one JSON text. An object that names a member twice is refused, since what a reader would see depends on
 * its parser, and so is nesting deeper than anything a record could need.
 */
export function readJson(text: string, controls: Controls = 'refused'): Reading {
  const first = parse(text);
  if (first !== undefined) return withShape(text, first.value);
  if (controls === 'ignored' && CONTROL.test(text)) {
    const sanitised = text.replaceAll(SPACING, ' ').replaceAll(CONTROLS, '');
    const second = parse(sanitised);
    if (second !== undefined) return withShape(sanitised, second.value);
  }
  return refused('record.not_json', 'the line is not one JSON value');
}

const CONTROL = /[\p{Cc}--[\x7f-\x9f]]/v;
const CONTROLS = /[\p{Cc}--[\x7f-\x9f]]/gv;
const SPACING = /[\t\r\n]/g;

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // The message of the parser quotes the text, so it must not be passed on.
    return undefined;
  }
}

function withShape(text: string, value: unknown): Reading {
  const { members, depth } = shapeOf(text);
  if (depth > MAX_DEPTH) return refused('record.invalid', `the value is nested deeper than ${MAX_DEPTH} levels`);
  if (countMembers(value) !== members) return refused('record.invalid', 'an object names one of its members twice');
  return { ok: true, value };
}

const [QUOTE, BACKSLASH, COLON, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [34, 92, 58, 91, 93, 123, 125];

/** How many members the objects of a JSON text name, repeated ones counted, and how deep it is nested. */
function shapeOf(text: string): { readonly members: number; readonly depth: number } {
  let members = 0;
  let open = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === QUOTE) i = endOfString(text, i);
    else if (unit === COLON) members++;
    else if (unit === OPEN || unit === OPEN_LIST) depth = Math.max(depth, ++open);
    else if (unit === CLOSE || unit === CLOSE_LIST) open--;
  }
  return { members, depth };
}

function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

/** The members that parsing left; the depth is known to be small. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (Array.isArray(value)) {
    for (const each of value) members += countMembers(each);
    return members;
  }
  for (const each of Object.values(value)) members += 1 + countMembers(each);
  return members;
}

function refused(code: RecordRefusalCode, why: string): Reading {
  return { ok: false, code, why };
}

function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function startsAsUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte !== SPACE && byte !== TAB && byte !== CR) return false;
  }
  return true;
}
