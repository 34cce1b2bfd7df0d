import { isUtf8 } from 'node:buffer';
import type { Encoding } from './row.ts';

/**
 * A text in units in which its delimiters, quotes and line ends stand alone: bytes, or the 16 bits of UTF-16.
 * Positions are counted in units.
 */
export type EncodedText = {
  readonly units: Buffer | Uint16Array;
  readonly unitBytes: 1 | 2;
  /** The units of U+FEFF, which a file may begin with. */
  readonly mark: readonly number[];
  /** Whether the second byte of a character may be that of an ASCII letter or of `|`; it is never a quote, a blank or one of `,;`. */
  readonly paired: boolean;
  /** The text from `start` up to but without `end`; nothing if these units are not of the encoding. */
  readonly decode: (start: number, end: number) => string | undefined;
};

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const GB18030_MARK = [0x84, 0x31, 0x95, 0x33];
const UTF16_MARK = [0xfeff];

/** Opens bytes for reading by position. A last odd byte of UTF-16 belongs to no unit. Throws on no content. */
export function openText(bytes: Uint8Array, encoding: Encoding): EncodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (encoding === 'utf-8') {
    return { units: buffer, unitBytes: 1, mark: UTF8_MARK, paired: false, decode: utf8Decoder(buffer) };
  }
  if (encoding === 'gb18030' || encoding === 'big5') {
    const mark = encoding === 'gb18030' ? GB18030_MARK : [];
    return { units: buffer, unitBytes: 1, mark, paired: true, decode: pairDecoder(buffer, encoding) };
  }
  return openUtf16(buffer, encoding);
}

function utf8Decoder(buffer: Buffer): EncodedText['decode'] {
  let sound: boolean | undefined;
  return (start, end) => {
    sound ??= isUtf8(buffer);
    return sound || isUtf8(buffer.subarray(start, end)) ? buffer.toString('utf8', start, end) : undefined;
  };
}

function openUtf16(buffer: Buffer, encoding: 'utf-16le' | 'utf-16be'): EncodedText {
  const even = buffer.subarray(0, buffer.length - (buffer.length % 2));
  const copied = encoding === 'utf-16be' || even.byteOffset % 2 === 1;
  // A buffer of its own begins at an even address, as an array of 16 bits must.
  const little = copied ? Buffer.from(new Uint8Array(even).buffer) : even;
  if (encoding === 'utf-16be') little.swap16();
  return {
    units: new Uint16Array(little.buffer, little.byteOffset, little.length / 2),
    unitBytes: 2,
    mark: UTF16_MARK,
    paired: false,
    decode(start, end) {
      const text = little.toString('utf16le', start * 2, end * 2);
      return text.isWellFormed() ? text : undefined;
    },
  };
}

const [LEAD, LEADS, TRAIL, TRAILS] = [0x81, 126, 0x40, 192];

/** The UTF-16 units of all characters of two bytes that are one unit; 0 for what only the full decoder knows. */
type Pairs = Uint16Array;

const knownPairs = new Map<'gb18030' | 'big5', Pairs>();

function pairsOf(encoding: 'gb18030' | 'big5'): Pairs {
  const known = knownPairs.get(encoding);
  if (known !== undefined) return known;
  const pairs = new Uint16Array(LEADS * TRAILS);
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for (let at = 0; at < pairs.length; at++) {
    const text = decoder.decode(Uint8Array.of(LEAD + Math.floor(at / TRAILS), TRAIL + (at % TRAILS)));
    const unit = text.charCodeAt(0);
    if (text.length === 1 && unit !== 0xfffd && unit > 0x7f) pairs[at] = unit;
  }
  knownPairs.set(encoding, pairs);
  return pairs;
}

/**
 * Decodes row by row from a table, since a call of TextDecoder costs more than the row. What the table does not
 * hold (four bytes, two units, no character) is left to TextDecoder, which therefore has the last word.
 */
function pairDecoder(buffer: Buffer, encoding: 'gb18030' | 'big5'): EncodedText['decode'] {
  const pairs = pairsOf(encoding);
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let decoded = Buffer.alloc(0);
  let units = new Uint16Array();
  return (start, end) => {
    const plain = endOfAscii(buffer, start, end);
    if (plain === end) return buffer.toString('latin1', start, end);
    if (units.length < end - start) {
      units = new Uint16Array(2 * (end - start));
      decoded = Buffer.from(units.buffer);
    }
    const length = decodePairs(buffer, { start, end, pairs, units });
    if (length !== undefined) return decoded.toString('utf16le', 0, 2 * length);
    try {
      return decoder.decode(buffer.subarray(start, end));
    } catch {
      return undefined;
    }
  };
}

function endOfAscii(buffer: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && (buffer[at] ?? 0) < 0x80) at++;
  return at;
}

type PairRange = { readonly start: number; readonly end: number; readonly pairs: Pairs; readonly units: Uint16Array };

/** Writes the units of the bytes and answers how many they are; nothing if the table does not hold them all. */
function decodePairs(buffer: Buffer, { start, end, pairs, units }: PairRange): number | undefined {
  let length = 0;
  for (let at = start; at < end; at++) {
    const byte = buffer[at] ?? 0;
    if (byte < 0x80) {
      units[length++] = byte;
      continue;
    }
    at++;
    const trail = at < end ? (buffer[at] ?? 0) : 0;
    if (byte < LEAD || trail < TRAIL) return undefined;
    const unit = pairs[(byte - LEAD) * TRAILS + trail - TRAIL];
    if (unit === undefined || unit === 0) return undefined;
    units[length++] = unit;
  }
  return length;
}

/**
 * The encoding of a text by its beginning: a byte order mark, the zeros of UTF-16 in every other byte, UTF-8 where
 * it is valid or all but a few broken characters are (the last one may be cut off); GB18030 otherwise.
 * Big5 cannot be told from GB18030 and is never the answer.
 */
export function detectEncoding(head: Uint8Array): Encoding {
  if (startsWith(head, UTF8_MARK)) return 'utf-8';
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  if (startsWith(head, GB18030_MARK)) return 'gb18030';
  const wide = detectUtf16(head);
  if (wide !== undefined) return wide;
  return isUtf8(head.subarray(0, endOfWholeUtf8(head))) || isMostlyUtf8(head) ? 'utf-8' : 'gb18030';
}

/** Digits, delimiters and line ends have a zero as their upper byte; few ideographs have one as their lower. */
function detectUtf16(head: Uint8Array): Encoding | undefined {
  const zeros = [0, 0];
  for (let at = 0; at < head.length; at++) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const enough = Math.max(2, head.length / 40);
  if (odd >= enough && even * 4 <= odd) return 'utf-16le';
  if (even >= enough && odd * 4 <= even) return 'utf-16be';
  return undefined;
}

/** Where the last character ends that is not cut off. */
function endOfWholeUtf8(head: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= head.length; back++) {
    const byte = head[head.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? head.length - back : head.length;
    }
  }
  return head.length;
}

/**
 * Programs that cut cells by bytes leave broken characters in a UTF-8 file; in GB18030 hardly any run of three
 * bytes is a character of UTF-8, and most are none.
 */
function isMostlyUtf8(head: Uint8Array): boolean {
  let broken = 0;
  let wide = 0;
  for (const char of new TextDecoder('utf-8').decode(head)) {
    if (char === '\ufffd') broken++;
    else if (char >= '\u0800') wide++;
  }
  return wide > broken * 20;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
