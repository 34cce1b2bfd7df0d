export type Fields = Readonly<Record<string, string>>;

/** The fields that every mail of these tests has; a field set to '' is left out. */
const FIELDS: Fields = {
  'Message-ID': '<m1@example.com>',
  Date: 'Mon, 2 Mar 2026 10:15:00 +0800',
  From: 'Zhang San <ZhangSan@Example.com>',
  To: 'li.si@example.org',
  Subject: 'Offer',
};

/** A mail as a server stores it, lines ended by CRLF. */
export function makeMail(fields: Fields = {}, body = 'Hello\r\n'): string {
  const lines = Object.entries({ ...FIELDS, ...fields }).flatMap(([name, value]) =>
    value === '' ? [] : [`${name}: ${value}\r\n`],
  );
  return `${lines.join('')}\r\n${body}`;
}

/** A mail of parts, each with its own header. */
export function makeMultipart(type: string, parts: readonly string[], fields: Fields = {}): string {
  const body = parts.map((part) => `--b1\r\n${part}\r\n`).join('');
  const header = { 'MIME-Version': '1.0', 'Content-Type': `multipart/${type}; boundary=b1` };
  return makeMail({ ...header, ...fields }, `${body}--b1--\r\n`);
}

export const makePart = (type: string, body: string): string => `Content-Type: ${type}\r\n\r\n${body}`;

/** A journal report of Exchange: the envelope as text, the mail as it was sent. */
export function makeJournal(envelope: readonly string[], inner: string, fields: Fields = {}): string {
  const parts = [makePart('text/plain; charset="utf-8"', envelope.join('\r\n')), makePart('message/rfc822', inner)];
  const outer = { 'X-MS-Journal-Report': ' ', 'Message-ID': '<journal@example.com>', From: '<>', Subject: 'Offer' };
  return makeMultipart('mixed', parts, { ...outer, ...fields });
}

/** Mails one behind the other as mboxrd stores them. */
export function makeMbox(mails: readonly string[], lineEnd = '\n'): string {
  return mails
    .map((mail) => {
      const stored = mail.replaceAll('\r\n', lineEnd).replaceAll(/(^|\n)(>*From )/g, '$1>$2');
      const ended = stored.endsWith(lineEnd) ? stored : `${stored}${lineEnd}`;
      return `From zhangsan@example.com Mon Mar  2 02:15:00 2026${lineEnd}${ended}${lineEnd}`;
    })
    .join('');
}

const tables = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Text in an encoding of two bytes a character, found by asking the decoder for each pair. */
export function encodedIn(charset: 'gb18030' | 'big5', text: string): Buffer {
  const table = tables.get(charset) ?? tableOf(charset);
  tables.set(charset, table);
  return Buffer.from(
    [...text].flatMap((each) => {
      const bytes = each <= '\x7f' ? [each.charCodeAt(0)] : table.get(each);
      if (bytes === undefined) throw new Error(`${charset} has no ${each} in two bytes`);
      return bytes;
    }),
  );
}

function tableOf(charset: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(charset);
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && !table.has(text)) table.set(text, [lead, trail]);
    }
  }
  return table;
}

/** An encoded word of RFC 2047. */
export const encodedWord = (charset: string, bytes: Buffer): string => `=?${charset}?B?${bytes.toString('base64')}?=`;
