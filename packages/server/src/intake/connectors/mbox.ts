import type { Place } from '../json-lines.ts';
import type { Connector, Parsed } from './connector.ts';
import { basisNeeds } from './connector.ts';
import { beginOfText, isField } from './mail-head.ts';
import { MAIL_SOURCE, mailRecord } from './mail-record.ts';

const LF = 10;
const CR = 13;
const FROM = 'From ';
const LINE_FROM = '\nFrom ';
const LINE_CHARS = 1_024;

/**
 * Mails one behind the other, each below a line `From SENDER DATE` (RFC 4155 and its relatives). The original of a
 * record is what stands between two such lines, as it is stored, without the blank line that ends it; the line
 * itself belongs to no record. One `>` before `From ` is taken away (mboxrd) only in the copy that is parsed.
 */
export const mbox: Connector = {
  name: 'mbox',
  title: '邮箱归档(MBOX)',
  recognise({ bytes }) {
    const head = bufferOf(bytes);
    const begins = separatorAt(head, beginOfText(head), true) !== undefined;
    return begins ? { layout: {}, source: MAIL_SOURCE, owner: undefined } : undefined;
  },
  needs: basisNeeds,
  ids: 'own',
  cut(bytes, _layout, last) {
    if (last) return bytes.length;
    for (let at = bytes.lastIndexOf(LINE_FROM); at > 0; at = bytes.lastIndexOf(LINE_FROM, at - 1)) {
      if (separatorAt(bytes, at + 1, false) !== undefined) return at + 1;
    }
    return 0;
  },
  async parse(bytes, { settings }): Promise<readonly Parsed[]> {
    const parsed: Parsed[] = [];
    const buffer = bufferOf(bytes);
    for (const at of places(buffer)) {
      parsed.push({ at, ...(await mailRecord(unquoted(buffer.subarray(at.start, at.end)), settings)) });
    }
    return parsed;
  },
};

const MOMENT = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b.{0,40}\d:\d\d|\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/;

/**
 * Where the mail begins whose separator stands at `at`: a line `From ` that holds a date, with a header field, a
 * quoted `From `, another such line, a blank one or nothing below it. `last` says that nothing follows the bytes;
 * otherwise what they are too short to tell is no separator.
 */
function separatorAt(bytes: Buffer, at: number, last: boolean): number | undefined {
  const line = lineAt(bytes, at);
  if (line === undefined || !isDated(line)) return undefined;
  const next = at + line.length + 1;
  const holds = next === bytes.length ? last : goesOn(bytes, next);
  return holds ? next : undefined;
}

function goesOn(bytes: Buffer, at: number): boolean {
  if (isField(bytes.toString('latin1', at, at + LINE_CHARS))) return true;
  const line = lineAt(bytes, at);
  return line !== undefined && (line === '' || line === '\r' || line.startsWith(`>${FROM}`) || isDated(line));
}

const isDated = (line: string): boolean => line.startsWith(FROM) && MOMENT.test(line) && YEAR.test(line);

/** The line without its LF; undefined for one that does not end, or not soon. */
function lineAt(bytes: Buffer, at: number): string | undefined {
  const text = bytes.toString('latin1', at, at + LINE_CHARS);
  const end = text.indexOf('\n');
  return end === -1 ? undefined : text.slice(0, end);
}

/** Every mail among the bytes, in order; what stands above the first separator counts as one if it is not blank. */
function* places(bytes: Buffer): Generator<Place> {
  const begin = beginOfText(bytes);
  let start = separatorAt(bytes, begin, true) ?? begin;
  let line = 1 + lineEnds(bytes, 0, start);
  for (let at = bytes.indexOf(LINE_FROM, Math.max(0, start - 1)); ; at = bytes.indexOf(LINE_FROM, at + 1)) {
    const next = at === -1 ? undefined : separatorAt(bytes, at + 1, true);
    if (at !== -1 && next === undefined) continue;
    const end = withoutBlankLine(bytes, start, at === -1 ? bytes.length : at + 1);
    if (end > start) yield { line, start, end };
    if (next === undefined) return;
    line += lineEnds(bytes, start, next);
    start = next;
  }
}

/** The line end of the mail's last line is its own; one blank line behind it is the separator's. */
function withoutBlankLine(bytes: Buffer, start: number, end: number): number {
  if (end - start < 2 || bytes[end - 1] !== LF) return end;
  const blank = bytes[end - 2] === CR ? end - 2 : end - 1;
  return blank > start && bytes[blank - 1] === LF ? blank : end;
}

function lineEnds(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LF, from); at !== -1 && at < to; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}

function unquoted(mail: Buffer): Buffer {
  if (!mail.includes('\n>')) return mail;
  return Buffer.from(mail.toString('latin1').replaceAll(/(?<=\n)>(>*From )/g, '$1'), 'latin1');
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
