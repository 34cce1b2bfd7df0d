/** Thrown by the decoders of this package for text or bytes that have not exactly the promised form. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lowercase hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i] as number];
  return text;
}

const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Writes the lowercase hexadecimal of `bytes` into `into` from `at` and returns where it ends; two bytes each must be free. */
export function writeHex(bytes: Uint8Array, into: Uint8Array, at: number): number {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    into[at + 2 * i] = DIGITS[byte >> 4] as number;
    into[at + 2 * i + 1] = DIGITS[byte & 15] as number;
  }
  return at + 2 * bytes.length;
}

const NIBBLES = new Int8Array(128).fill(-1);
for (let n = 0; n < 16; n++) NIBBLES[n.toString(16).charCodeAt(0)] = n;

/** Reads lowercase hexadecimal; refuses uppercase digits, odd lengths and everything else. */
export function bytesOfHex(text: string): Uint8Array {
  if (text.length % 2 !== 0) throw new EncodingError('not lowercase hexadecimal');
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = NIBBLES[text.charCodeAt(2 * i)] ?? -1;
    const low = NIBBLES[text.charCodeAt(2 * i + 1)] ?? -1;
    if (high < 0 || low < 0) throw new EncodingError('not lowercase hexadecimal');
    bytes[i] = (high << 4) | low;
  }
  return bytes;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of RFC 4648 §4, padded. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += BASE64.charAt(bits >> 18) + BASE64.charAt((bits >> 12) & 63);
    text += b === undefined ? '=' : BASE64.charAt((bits >> 6) & 63);
    text += c === undefined ? '=' : BASE64.charAt(bits & 63);
  }
  return text;
}

/** Reads canonical base64 only: padded, no white space, and no bits left over behind the last byte. */
export function bytesOfBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new EncodingError('not base64');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let i = 0; i < text.length; i += 4) {
    let bits = 0;
    for (let j = i; j < i + 4; j++) bits = (bits << 6) | Math.max(0, BASE64.indexOf(text.charAt(j)));
    bytes.set([bits >> 16, (bits >> 8) & 255, bits & 255], (i / 4) * 3);
  }
  const exact = bytes.slice(0, bytes.length - padding);
  if (base64Of(exact) !== text) throw new EncodingError('not canonical base64');
  return exact;
}

/** Tells whether two byte strings are the same. Not constant-time: nothing compared here is a secret. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
