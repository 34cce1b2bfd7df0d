import { blockHash, readBlock, wordsOf } from './block-hash.ts';

const W = new Int32Array(68);
const V = new Int32Array(8);
const IV = wordsOf('7380166f 4914b2b9 172442d7 da8a0600 a96f30bc 163138aa e38dee4d b0fb0e4e');
/** The constant of each round, already rotated by the round's number. */
const T = Int32Array.from({ length: 64 }, (_, j) => {
  const t = j < 16 ? 0x79cc4519 : 0x7a879d8a;
  return (t << (j % 32)) | (t >>> (32 - (j % 32)));
});

/** The 32-byte SM3 digest of `data`, GB/T 32905-2016. */
export const sm3: (data: Uint8Array) => Uint8Array = blockHash(IV, V, compress);

function expand(data: Uint8Array, from: number): void {
  readBlock(data, from, W);
  for (let j = 16; j < 68; j++) {
    const w3 = W[j - 3] as number;
    const w13 = W[j - 13] as number;
    const x = (W[j - 16] as number) ^ (W[j - 9] as number) ^ ((w3 << 15) | (w3 >>> 17));
    // P1 of §4.4, then the last two terms of §5.3.2.
    W[j] = x ^ ((x << 15) | (x >>> 17)) ^ ((x << 23) | (x >>> 9)) ^ ((w13 << 7) | (w13 >>> 25)) ^ (W[j - 6] as number);
  }
}

/** Every sum is cut to 32 bits at once, which keeps engines at whole numbers. */
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
    const sum = (((a12 + e) | 0) + (T[j] as number)) | 0;
    const ss1 = (sum << 7) | (sum >>> 25);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (c & (a | b));
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const w = W[j] as number;
    const tt1 = (((ff + d) | 0) + (((ss1 ^ a12) + (w ^ (W[j + 4] as number))) | 0)) | 0;
    const tt2 = (((gg + h) | 0) + ((ss1 + w) | 0)) | 0;
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
