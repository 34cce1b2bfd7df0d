import { EncodingError } from './bytes.ts';

let scratch = new Uint8Array(1 << 16);

/** UTF-8 of `text`. Refuses lone surrogates, which have no UTF-8 form; never repairs them. */
export function utf8Of(text: string): Uint8Array {
  if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 3);
  return scratch.slice(0, writeUtf8(text, scratch, 0));
}

/** Writes the UTF-8 of `text` into `into` from `at` and returns where it ends; three bytes a UTF-16 unit must be free. */
export function writeUtf8(text: string, into: Uint8Array, at: number): number {
  let end = at;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      into[end++] = unit;
    } else if (unit < 0x800) {
      into[end++] = 0xc0 | (unit >> 6);
      into[end++] = 0x80 | (unit & 63);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      into[end++] = 0xe0 | (unit >> 12);
      into[end++] = 0x80 | ((unit >> 6) & 63);
      into[end++] = 0x80 | (unit & 63);
    } else {
      const low = text.charCodeAt(++i);
      if (unit > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) throw new EncodingError('a lone surrogate has no UTF-8');
      const point = ((unit - 0xd800) << 10) + (low - 0xdc00) + 0x10000;
      into[end++] = 0xf0 | (point >> 18);
      into[end++] = 0x80 | ((point >> 12) & 63);
      into[end++] = 0x80 | ((point >> 6) & 63);
      into[end++] = 0x80 | (point & 63);
    }
  }
  return end;
}

let units = new Uint16Array(1 << 16);

/** The text of UTF-8 bytes; refuses overlong forms, surrogates, cut sequences and points above U+10FFFF. A BOM stays. */
export function textOfUtf8(bytes: Uint8Array): string {
  let ascii = 0;
  while (ascii < bytes.length && (bytes[ascii] as number) < 0x80) ascii++;
  if (ascii === bytes.length) return textOfUnits(bytes, bytes.length);
  if (units.length < bytes.length) units = new Uint16Array(bytes.length);
  units.set(bytes.subarray(0, ascii));
  let length = ascii;
  for (let i = ascii; i < bytes.length; ) {
    const first = bytes[i] as number;
    if (first < 0x80) {
      units[length++] = first;
      i++;
      continue;
    }
    const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    const point = pointAt(bytes, i, first, size);
    i += size;
    if (point < 0x10000) {
      units[length++] = point;
    } else {
      units[length++] = 0xd800 + ((point - 0x10000) >> 10);
      units[length++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    }
  }
  return textOfUnits(units, length);
}

const LEAST = [0, 0, 0x80, 0x800, 0x10000];

function pointAt(bytes: Uint8Array, at: number, first: number, size: number): number {
  if (first < 0xc2 || first > 0xf4 || at + size > bytes.length) throw new EncodingError('not UTF-8');
  let point = first & (0x7f >> size);
  for (let i = at + 1; i < at + size; i++) {
    const next = bytes[i] as number;
    if ((next & 0xc0) !== 0x80) throw new EncodingError('not UTF-8');
    point = (point << 6) | (next & 63);
  }
  const refused = point < (LEAST[size] as number) || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff);
  if (refused) throw new EncodingError('not UTF-8');
  return point;
}

/** So many units go to one call: engines limit the number of arguments. */
const CHUNK = 8192;

function textOfUnits(from: Uint8Array | Uint16Array, length: number): string {
  let text = '';
  for (let i = 0; i < length; i += CHUNK) {
    const chunk = from.subarray(i, Math.min(i + CHUNK, length));
    text += String.fromCharCode.apply(null, chunk as unknown as number[]);
  }
  return text;
}
