/**
 * The padding and the output that SHA-256 (FIPS 180-4 §5.1.1) and SM3 (GB/T 32905-2016 §5.2) have in common. `compress` takes
 * the block of 64 bytes at a place into `state`, eight words that begin as `initial`. Working arrays are shared by every call,
 * so nothing is allocated but the digest of 32 bytes; the functions are synchronous and never call back, so that is safe.
 */
export function blockHash(
  initial: Int32Array,
  state: Int32Array,
  compress: (data: Uint8Array, at: number) => void,
): (data: Uint8Array) => Uint8Array {
  const tail = new Uint8Array(128);
  return (data) => {
    state.set(initial);
    const whole = data.length - (data.length % 64);
    for (let at = 0; at < whole; at += 64) compress(data, at);
    const rest = data.length - whole;
    const padded = rest < 56 ? 64 : 128;
    for (let i = 0; i < rest; i++) tail[i] = data[whole + i] as number;
    tail[rest] = 0x80;
    tail.fill(0, rest + 1, padded);
    writeWord(tail, padded - 8, Math.floor(data.length / 0x20000000));
    writeWord(tail, padded - 4, data.length << 3);
    for (let at = 0; at < padded; at += 64) compress(tail, at);
    const digest = new Uint8Array(32);
    for (let i = 0; i < 8; i++) writeWord(digest, 4 * i, state[i] as number);
    return digest;
  };
}

/** Big-endian words out of hexadecimal, eight digits each. */
export const wordsOf = (text: string): Int32Array =>
  Int32Array.from(text.trim().split(/\s+/), (word) => Number.parseInt(word, 16));

/** Reads the sixteen big-endian words of a block. */
export function readBlock(data: Uint8Array, from: number, into: Int32Array): void {
  for (let i = 0, at = from; i < 16; i++, at += 4) {
    into[i] =
      ((data[at] as number) << 24) |
      ((data[at + 1] as number) << 16) |
      ((data[at + 2] as number) << 8) |
      (data[at + 3] as number);
  }
}

function writeWord(into: Uint8Array, at: number, word: number): void {
  into[at] = word >>> 24;
  into[at + 1] = word >>> 16;
  into[at + 2] = word >>> 8;
  into[at + 3] = word;
}
