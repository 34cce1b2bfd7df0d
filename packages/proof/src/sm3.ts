/**
 * SM3 of GB/T 32905-2016. Working arrays are shared by every call, so nothing is allocated but the digest;
 * the functions are synchronous and never call back, so that is safe.
 */
const W = new Int32Array(68);
const V = new Int32Array(8);
const TAIL = new Uint8Array(128);
const IV = Int32Array.of(
  0x7380166f,
  0x4914b2b9,
  0x172442d7,
  0xda8a0600,
  0xa96f30bc,
  0x163138aa,
  0xe38dee4d,
  0xb0fb0e4e,
);
/** The constant of each round, already rotated by the round's number. */
const T = Int32Array.from({ length: 64 }, (_, j) => {
  const t = j < 16 ? 0x79cc4519 : 0x7a879d8a;
  return (t << (j % 32)) | (t >>> (32 - (j % 32)));
});

/** The 32-byte SM3 digest of `data`. */
export function sm3(data: Uint8Array): Uint8Array {
  V.set(IV);
  const whole = data.length - (data.length % 64);
  for (let at = 0; at < whole; at += 64) compress(data, at);
  const rest = data.length - whole;
  const padded = rest < 56 ? 64 : 128;
  for (let i = 0; i < rest; i++) TAIL[i] = data[whole + i] as number;
  TAIL[rest] = 0x80;
  TAIL.fill(0, rest + 1, padded);
  writeWord(TAIL, padded - 8, Math.floor(data.length / 0x20000000));
  writeWord(TAIL, padded - 4, data.length << 3);
  for (let at = 0; at < padded; at += 64) compress(TAIL, at);
  const digest = new Uint8Array(32);
  for (let i = 0; i < 8; i++) writeWord(digest, 4 * i, V[i] as number);
  return digest;
}

function writeWord(into: Uint8Array, at: number, word: number): void {
  into[at] = word >>> 24;
  into[at + 1] = word >>> 16;
  into[at + 2] = word >>> 8;
  into[at + 3] = word;
}

function expand(data: Uint8Array, from: number): void {
  for (let i = 0, at = from; i < 16; i++, at += 4) {
    W[i] =
      ((data[at] as number) << 24) |
      ((data[at + 1] as number) << 16) |
      ((data[at + 2] as number) << 8) |
      (data[at + 3] as number);
  }
  for (let j = 16; j < 68; j++) {
    const w3 = W[j - 3] as number;
    const w13 = W[j - 13] as number;
    const x = (W[j - 16] as number) ^ (W[j - 9] as number) ^ ((w3 << 15) | (w3 >>> 17));
    // P1 of §4.4, then the last two terms of §5.3.2.
    W[j] = x ^ ((x << 15) | (x >>> 17)) ^ ((x << 23) | (x >>> 9)) ^ ((w13 << 7) | (w13 >>> 25)) ^ (W[j - 6] as number);
  }
}

function compress(data: Uint8Array, at: number): void {
  expand(data, at);
  let a = V[0] as number;
  let b = V[1] as number;
  let c = V[2] as number;
  let d = V[3] as number;
  let e = V[4] as number;
  let f = V[5] as number;
  let g = V[6] as number;
  let h = V[7] as number;
  for (let j = 0; j < 64; j++) {
    const a12 = (a << 12) | (a >>> 20);
    const sum = (a12 + e + (T[j] as number)) | 0;
    const ss1 = (sum << 7) | (sum >>> 25);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (c & (a | b));
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const w = W[j] as number;
    const tt1 = (ff + d + (ss1 ^ a12) + (w ^ (W[j + 4] as number))) | 0;
    const tt2 = (gg + h + ss1 + w) | 0;
    d = c;
    c = (b << 9) | (b >>> 23);
    b = a;
    a = tt1;
    h = g;
    g = (f << 19) | (f >>> 13);
    f = e;
    // P0 of §4.4.
    e = tt2 ^ ((tt2 << 9) | (tt2 >>> 23)) ^ ((tt2 << 17) | (tt2 >>> 15));
  }
  V[0] = (V[0] as number) ^ a;
  V[1] = (V[1] as number) ^ b;
  V[2] = (V[2] as number) ^ c;
  V[3] = (V[3] as number) ^ d;
  V[4] = (V[4] as number) ^ e;
  V[5] = (V[5] as number) ^ f;
  V[6] = (V[6] as number) ^ g;
  V[7] = (V[7] as number) ^ h;
}
