/** Four bytes a character at most, so that what is cut is far behind what is shown. */
const MOST_BYTES_A_CHARACTER = 4;

/** Bytes for a person to look at: as UTF-8, else as GB 18030, else `undefined`; only their beginning where they are long. */
export function shownText(bytes: Uint8Array, mostCharacters: number): string | undefined {
  const cut = bytes.subarray(0, mostCharacters * MOST_BYTES_A_CHARACTER);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(cut, { stream: true });
      return text.includes('\0') ? undefined : text.slice(0, mostCharacters);
    } catch {
      // Not of this encoding.
    }
  }
  return undefined;
}
