import { isAscii, isUtf8 } from 'node:buffer';
import { beginOfText } from './mail-head.ts';

/** What mailers declare who do not know: none of these says in which encoding the bytes are. */
const SAYS_NOTHING = /^(?:us-?ascii|ascii|unknown-8bit|x-unknown|unknown|default_charset|8bit)$/i;
const CHARSET = /charset\s{0,8}=\s{0,8}["']?([\w.:+-]{1,40})/gi;
const DEFAULT = 'gb18030';

/**
 * A copy of the bytes of a mail to be parsed, which may be changed. Bytes above 127 that RFC 5322 forbids in header
 * fields become encoded words, read in UTF-8, else in the encoding that the mail declares, else in GB 18030, which
 * mail programs of China write undeclared; the texts of a mail that declares no encoding at all are brought to
 * UTF-8 likewise. What is valid in none of them stays as it is.
 */
export function readableCopy(bytes: Uint8Array): Buffer {
  const copy = Buffer.from(bytes.subarray(beginOfText(bytes)));
  if (isAscii(copy)) return copy;
  const end = endOfHeader(copy);
  const [header, rest] = [copy.subarray(0, end), copy.subarray(end)];
  const declared = isUtf8(copy) ? [] : charsetsIn(copy);
  const fields = isAscii(header) ? undefined : readIn(header, ['utf-8', ...declared, DEFAULT]);
  const texts = isUtf8(rest) || declared.length > 0 ? undefined : readIn(rest, [DEFAULT]);
  return Buffer.concat([
    fields === undefined ? header : Buffer.from(withEncodedWords(fields)),
    texts === undefined ? rest : Buffer.from(texts),
  ]);
}

const BEYOND_ASCII = /[^\p{ASCII}]+(?:[ \t]+[^\p{ASCII}]+)*/gu;

/** RFC 2047, which the parser reads without loss; of bare bytes it takes 0xA0 for a blank, with which 你 ends. */
function withEncodedWords(header: string): string {
  return header.replaceAll(BEYOND_ASCII, (words) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`);
}

/** The encodings that the mail and its parts declare, the first one first, at most a few. */
function charsetsIn(mail: Buffer): readonly string[] {
  const found = new Set<string>();
  for (const [, charset = ''] of mail.toString('latin1').matchAll(CHARSET)) {
    if (!SAYS_NOTHING.test(charset)) found.add(charset.toLowerCase());
    if (found.size === 4) break;
  }
  return [...found];
}

function endOfHeader(mail: Buffer): number {
  for (let at = mail.indexOf(10); at !== -1; at = mail.indexOf(10, at + 1)) {
    if (mail[at + 1] === 10 || (mail[at + 1] === 13 && mail[at + 2] === 10)) return at + 1;
  }
  return mail.length;
}

/** The text in the first of the encodings in which all bytes are valid. */
function readIn(bytes: Buffer, charsets: readonly string[]): string | undefined {
  for (const charset of charsets) {
    try {
      return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // Either no such encoding is known or the bytes are not of it.
    }
  }
  return undefined;
}
