import type { Encoding } from '../row.ts';

const [LEAD, LEADS, TRAIL, TRAILS] = [0x81, 126, 0x40, 192];

/** The bytes of every character that two bytes stand for, by the decoder of the platform. */
function pairsOf(encoding: 'gb18030' | 'big5'): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder(encoding);
  const pairs = new Map<string, readonly [number, number]>();
  for (let at = 0; at < LEADS * TRAILS; at++) {
    const pair = [LEAD + Math.floor(at / TRAILS), TRAIL + (at % TRAILS)] as const;
    const char = decoder.decode(Uint8Array.from(pair));
    if ([...char].length === 1 && char > '\u007f' && char !== '\ufffd' && !pairs.has(char)) pairs.set(char, pair);
  }
  return pairs;
}

const pairs = { gb18030: pairsOf('gb18030'), big5: pairsOf('big5') };

/** GB 18030-2022, four bytes: the planes above the first follow each other without a gap. */
function fourBytes(point: number): readonly number[] {
  const at = point - 0x10000 + 189_000;
  return [
    0x81 + Math.floor(at / 12_600),
    0x30 + (Math.floor(at / 1260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  ];
}

/** Writes a text in an encoding for which the platform has only the decoder; what it cannot hold becomes `口`. */
export function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const bytes: number[] = [];
  for (const char of holdable(text, encoding)) {
    const point = char.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else bytes.push(...(pairs[encoding].get(char) ?? fourBytes(point)));
  }
  return Buffer.from(bytes);
}

/** The text as the encoding can hold it. */
export function holdable(text: string, encoding: Encoding): string {
  if (encoding !== 'gb18030' && encoding !== 'big5') return text.toWellFormed();
  const holds = (char: string) =>
    char <= '\u007f' || pairs[encoding].has(char) || (encoding === 'gb18030' && (char.codePointAt(0) ?? 0) > 0xffff);
  return Array.from(text.toWellFormed(), (char) => (holds(char) ? char : '口')).join('');
}
