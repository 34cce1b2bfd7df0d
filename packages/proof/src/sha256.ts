import { blockHash, readBlock, wordsOf } from './block-hash.ts';

const W = new Int32Array(64);
const V = new Int32Array(8);
/** The first 32 bits of the fractional parts of the square roots of the first 8 primes, FIPS 180-4 §5.3.3. */
const H = wordsOf('6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19');
/** The same of the cube roots of the first 64 primes, §4.2.2. */
const K = wordsOf(`
  428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5
  d807aa98 12835b01 243185be 550c7dc3 72be5d74 80deb1fe 9bdc06a7 c19bf174
  e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da
  983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967
  27b70a85 2e1b2138 4d2c6dfc 53380d13 650a7354 766a0abb 81c2c92e 92722c85
  a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070
  19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3
  748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2
`);

/** The 32-byte SHA-256 digest of `data`, FIPS 180-4. */
export const sha256: (data: Uint8Array) => Uint8Array = blockHash(H, V, compress);

/** The message schedule of §6.2.2. Every sum is cut to 32 bits at once, which keeps engines at whole numbers. */
function expand(data: Uint8Array, from: number): void {
  readBlock(data, from, W);
  for (let t = 16; t < 64; t++) {
    const x = W[t - 15] as number;
    const y = W[t - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = (((s1 + (W[t - 7] as number)) | 0) + ((s0 + (W[t - 16] as number)) | 0)) | 0;
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
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    // Ch and Maj of §4.1.2, each with one operation less.
    const ch = g ^ (e & (f ^ g));
    const maj = (a & b) ^ (c & (a ^ b));
    const t1 = (((((h + s1) | 0) + ch) | 0) + (((K[t] as number) + (W[t] as number)) | 0)) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + ((s0 + maj) | 0)) | 0;
  }
  V[0] = ((V[0] as number) + a) | 0;
  V[1] = ((V[1] as number) + b) | 0;
  V[2] = ((V[2] as number) + c) | 0;
  V[3] = ((V[3] as number) + d) | 0;
  V[4] = ((V[4] as number) + e) | 0;
  V[5] = ((V[5] as number) + f) | 0;
  V[6] = ((V[6] as number) + g) | 0;
  V[7] = ((V[7] as number) + h) | 0;
}
