/** What a mail is known by: two different ones of these among its first header fields (RFC 5322 3.6). */
const MAIL_FIELDS = new Set(['from', 'to', 'subject', 'date', 'message-id', 'received', 'mime-version']);
/** Fields that programs write and people do not: they tell a mail from a memo that only looks like one. */
const WRITTEN_BY_MAILERS = new Set(['date', 'message-id', 'received', 'mime-version', 'return-path', 'x-mailer']);

/** RFC 5322 2.2: printable ASCII without blanks and colon; blanks before the colon are obsolete but read. */
const FIELD = /^([!-9;-~]{1,76})[ \t]{0,8}:/;
const ADDRESS = /[^\s<>@,;:]@[^\s<>@,;:]/;
/** Mailers, gateways and exports break a line now and then; one in so many is let pass. */
const BROKEN_ONE_IN = 10;

/** The position behind a byte order mark and blank lines, where the text of a mail begins. */
export function beginOfText(bytes: Uint8Array): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === 10 || bytes[at] === 13) at++;
  return at;
}

/** Whether a line, without its end, begins as a header field does. */
export const isField = (line: string): boolean => FIELD.test(line);

/**
 * Whether `head`, the beginning of a mail, is a block of header fields with at least two different ones of
 * From, To, Subject, Date, Message-ID, Received and MIME-Version. A memo of From, To and Subject alone is a mail
 * only where an address or the name of the file (`.eml`) says so.
 */
export function beginsAsMail(head: Uint8Array, fileName: string): boolean {
  const lines = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
    .toString('latin1', beginOfText(head))
    .split(/\r?\n/);
  const block = headerBlock(lines);
  const names = new Set<string>();
  let broken = 0;
  let addressed = false;
  for (const [at, line] of block.entries()) {
    if (at > 0 && (line.startsWith(' ') || line.startsWith('\t'))) continue;
    const name = FIELD.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) {
      if (at === 0) return false;
      broken++;
      continue;
    }
    names.add(name);
    addressed ||= (name === 'from' || name === 'to') && ADDRESS.test(line.slice(0, 1_000));
  }
  if (broken * BROKEN_ONE_IN > block.length) return false;
  const known = [...names].filter((name) => MAIL_FIELDS.has(name)).length;
  return known >= 2 && (addressed || [...names].some((name) => WRITTEN_BY_MAILERS.has(name)) || isEml(fileName));
}

/** The lines up to the first blank one; a last line that the head may have cut off is left out. */
function headerBlock(lines: readonly string[]): readonly string[] {
  const blank = lines.indexOf('');
  if (blank !== -1) return lines.slice(0, blank);
  return lines.length > 1 ? lines.slice(0, -1) : lines;
}

const isEml = (fileName: string): boolean => /\.eml$/i.test(fileName);
