let codes: ReadonlyMap<string, number> | undefined;

/** The code of every character that GB 18030 writes in two bytes, taken from the runtime's own decoder. */
function twoByteCodes(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if (text.length === 1 && text !== '\ufffd' && !found.has(text)) found.set(text, lead * 256 + trail);
    }
  return found;
}

/** Text as GBK writes it. Throws on a character that needs four bytes: made files hold none. */
export function encodeGb18030(text: string): Buffer {
  codes ??= twoByteCodes();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const pair = codes.get(character);
    if (code < 0x80) bytes.push(code);
    else if (pair === undefined) throw new Error(`GBK has no U+${code.toString(16)}`);
    else bytes.push(pair >> 8, pair & 0xff);
  }
  return Buffer.from(bytes);
}
