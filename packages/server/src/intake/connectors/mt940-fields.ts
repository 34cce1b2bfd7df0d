/** A field of a message: its tag, and its bytes from the colon up to the end of its last line. */
export type Mt940Field = {
  readonly tag: string;
  /** Its lines without the tag and without line ends. */
  readonly lines: readonly string[];
  readonly start: number;
  readonly end: number;
  /** Whether a message begins with it. */
  readonly opens: boolean;
};

type Line = { readonly start: number; readonly end: number; readonly next: number };

const TAG = /:(\d\d[A-Z]?|NS):/y;

/**
 * The fields of a text in order. Lines without a tag belong to the field before them; a line that is `-` or begins
 * with `-}` ends the message, and so does the `{1:` of the next.
 */
export function* fieldsOf(text: string): Generator<Mt940Field> {
  let field: { tag: string; lines: string[]; start: number; end: number; opens: boolean } | undefined;
  let isBetween = true;
  for (const { start, end } of linesOf(text)) {
    const from = tagStart(text, start, end);
    TAG.lastIndex = from;
    const tag = TAG.exec(text)?.[1];
    if (tag !== undefined && TAG.lastIndex <= end) {
      if (field !== undefined) yield field;
      field = { tag, lines: [text.slice(TAG.lastIndex, end)], start: from, end, opens: isBetween || tag === '20' };
      isBetween = false;
    } else if (isBoundary(text, start, end)) {
      if (field !== undefined) yield field;
      field = undefined;
      isBetween = true;
    } else if (field !== undefined && start < end) {
      field.lines.push(text.slice(start, end));
      field.end = end;
    }
  }
  if (field !== undefined) yield field;
}

/** Where a message surely ends in a text that may be cut off: behind its `-`, or before the `:20:` of the next. */
export function lastMessageEnd(text: string): number {
  let last = 0;
  for (const { start, end, next } of linesOf(text)) {
    // The line end may be missing only because the text is cut off.
    if (next === end) break;
    if (text.charAt(start) === '-' && isBoundary(text, start, end)) last = next;
    else if (text.startsWith(':20:', start)) last = start;
  }
  return last;
}

/** Behind the `{4:` of a block, if the line has one; a mark of byte order is passed over too. */
function tagStart(text: string, start: number, end: number): number {
  const line = text.startsWith('\u00EF\u00BB\u00BF', start) ? start + 3 : start;
  if (text.charAt(line) !== '{') return line;
  const block = text.slice(line, Math.min(end, line + 1_024)).indexOf('{4:');
  return block === -1 ? line : line + block + 3;
}

function isBoundary(text: string, start: number, end: number): boolean {
  const first = text.charAt(start);
  if (first === '-') return text.startsWith('-}', start) || text.slice(start, end).trim() === '-';
  return first === '{' && /^\{[1-5]:/.test(text.slice(start, start + 3));
}

/** Lines end with LF, CRLF or CR. */
function* linesOf(text: string): Generator<Line> {
  const LINE_END = /\r\n|\n|\r/g;
  let start = 0;
  for (let found = LINE_END.exec(text); found !== null; found = LINE_END.exec(text)) {
    yield { start, end: found.index, next: LINE_END.lastIndex };
    start = LINE_END.lastIndex;
  }
  if (start < text.length) yield { start, end: text.length, next: text.length };
}
