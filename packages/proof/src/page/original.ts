import { hexOf } from '../bytes.ts';
import { attempt } from '../check.ts';
import { textOfUtf8 } from '../utf8.ts';
import type { Child } from './dom.ts';
import { el } from './dom.ts';
import type { Words } from './words.ts';
import { sizeText } from './words.ts';

const MOST_BYTES = 64 * 1024;
const HEX_BYTES = 512;
const ROW = 16;

/** The source's own bytes: as text where they are text, else their beginning in hexadecimal. Never as HTML or an image. */
export function originalView(bytes: Uint8Array, w: Words): Child {
  const read = attempt('', () => textOfUtf8(cut(bytes)));
  const isText = read.ok && !/(?![\t\n\f\r])\p{Cc}/u.test(read.value);
  const most = isText ? MOST_BYTES : HEX_BYTES;
  return [
    isText ? null : el('p', { class: 'quiet' }, w.binary),
    el('pre', { class: 'original', tabindex: '0' }, isText ? read.value : hexRows(bytes.subarray(0, HEX_BYTES))),
    bytes.length > most && el('p', { class: 'quiet' }, w.truncated(sizeText(most), sizeText(bytes.length))),
  ];
}

/** At most so many bytes, and no part of a character at the end. */
function cut(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= MOST_BYTES) return bytes;
  let end = MOST_BYTES;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

function hexRows(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += ROW) {
    const hex = hexOf(bytes.subarray(at, at + ROW))
      .replace(/../g, '$& ')
      .trim();
    rows.push(`${at.toString(16).padStart(6, '0')}  ${hex}`);
  }
  return rows.join('\n');
}
