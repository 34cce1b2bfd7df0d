import { detectEncoding, openText } from './encoding.ts';
import type { TextDialect } from './read-rows.ts';
import type { Encoding, Row, TableHead } from './row.ts';
import { cutRows, readTable } from './row-lines.ts';

/** What `Head.bytes` holds at most; a shorter head is the whole file. */
const HEAD_BYTES = 64 * 1024;
const HEAD_ROWS = 300;

const [LF, CR] = [10, 13];
const DELIMITERS = ['\t', ',', ';', '|'] as const;

/**
 * Reads the beginning of a file as a table: at most 300 rows, of which the last may be cut off only where the file
 * itself is. The delimiter is the one that gives the longest run of rows of one width, since preambles and
 * footers are free text. Nothing if no delimiter gives two columns in two rows, or if it is JSON, XML, a mail or no
 * text at all. Never throws.
 */
export function sniffTable(head: Uint8Array): TableHead | undefined {
  const encoding = detectEncoding(head);
  const start = beginning(head, encoding);
  if (start === undefined || isOtherFormat(start)) return undefined;
  let best: Candidate | undefined;
  for (const delimiter of DELIMITERS) {
    const candidate = tryDelimiter(head, { form: 'text', encoding, delimiter });
    if (candidate !== undefined && (best === undefined || isBetter(candidate, best))) best = candidate;
  }
  return best && { dialect: best.dialect, rows: best.rows };
}

type Candidate = {
  readonly dialect: TextDialect;
  readonly rows: readonly Row[];
  readonly run: number;
  readonly width: number;
};

function isBetter(one: Candidate, other: Candidate): boolean {
  return one.run === other.run ? one.width > other.width : one.run > other.run;
}

function tryDelimiter(head: Uint8Array, dialect: TextDialect): Candidate | undefined {
  const rows: Row[] = [];
  for (const row of readTable(wholeRows(head, dialect), dialect, true)) {
    rows.push(row);
    if (rows.length === HEAD_ROWS) break;
  }
  const widths = rows.filter(({ fault }) => fault === undefined).map(({ cells }) => cells.length);
  if (widths.filter((width) => width >= 2).length < 2) return undefined;
  return { dialect, rows, ...longestRun(widths) };
}

function wholeRows(head: Uint8Array, dialect: TextDialect): Uint8Array {
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (buffer.length < HEAD_BYTES) return buffer;
  const end = cutRows(buffer, dialect, false);
  // A quote open for most of the head is a stray one: the lines behind it are rows again.
  if (end >= buffer.length / 4) return buffer.subarray(0, end);
  const { units, unitBytes } = openText(buffer, dialect.encoding);
  const lineEnd = Math.max(units.lastIndexOf(LF), units.lastIndexOf(CR, -2));
  return buffer.subarray(0, (lineEnd + 1) * unitBytes);
}

/** The longest run of rows of one width of two or more; of equally long ones the widest. */
function longestRun(widths: readonly number[]): { readonly run: number; readonly width: number } {
  let best = { run: 0, width: 0 };
  let run = 0;
  widths.forEach((width, at) => {
    run = width === widths[at - 1] ? run + 1 : 1;
    if (width >= 2 && (run > best.run || (run === best.run && width > best.width))) best = { run, width };
  });
  return best;
}

const START_UNITS = 4096;

/** The first characters, as far as they tell a format; nothing if they are not those of a text. */
function beginning(head: Uint8Array, encoding: Encoding): string | undefined {
  const bytes = head.subarray(0, START_UNITS);
  const text = new TextDecoder(encoding).decode(bytes);
  const controls = text.match(CONTROLS)?.length ?? 0;
  return text.includes('\0') || controls * 20 > text.length ? undefined : text.trimStart();
}

const CONTROLS = /[\p{Cc}--[\t\n\r]]/gv;

const JSON_START = /^(?:\{\s*["}]|\[\s*[[{"\]])/;
const XML_START = /^<[?!A-Za-z]/;

function isOtherFormat(start: string): boolean {
  return JSON_START.test(start) || XML_START.test(start) || isMail(start);
}

const MAIL_LINE = /^(?:[!-9;-~]+:(?:[ \t]|$)|[ \t]|From )/;
const MAIL_ALONE = /^(?:message-id|received|mime-version|return-path|delivered-to|dkim-signature|x-[a-z-]+)$/;

/** RFC 5322: header fields up to a blank line, with what only a mail says, or with all of what every mail says. */
function isMail(start: string): boolean {
  const lines = start.split(/\r\n|\n|\r/);
  const blank = lines.indexOf('');
  const fields = (blank === -1 ? lines.slice(0, -1) : lines.slice(0, blank)) as readonly string[];
  if (fields.length < 2 || !fields.every((line) => MAIL_LINE.test(line))) return false;
  const names = new Set(fields.map((line) => line.split(':', 1)[0]?.toLowerCase() ?? ''));
  if ([...names].filter((name) => MAIL_ALONE.test(name)).length >= 1) return true;
  return names.has('from') && names.has('subject') && (names.has('to') || names.has('date'));
}
