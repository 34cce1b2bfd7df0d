import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { concatBytes, hexOf } from '../bytes.ts';
import { sm3 } from '../sm3.ts';
import { utf8Of } from '../utf8.ts';

/** The curve of GB/T 32918.5-2017. */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
} as const;
const Point = weierstrass(CURVE);

/** The identity under which signatures are made where nothing else was agreed. GM/T 0009-2012, 10. */
const DEFAULT_ID = utf8Of('1234567812345678');

const field = (value: bigint): Uint8Array => {
  const out = new Uint8Array(32);
  let rest = value;
  for (let i = 31; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 255n);
  return out;
};

/**
 * SM2 with SM3 under the default identity, GB/T 32918.2-2016 7.1. `publicKey` is an uncompressed point of 65 octets.
 * False for a point that does not lie on the curve.
 */
export function verifySm2(publicKey: Uint8Array, message: Uint8Array, r: bigint, s: bigint): boolean {
  const { n, a, b, Gx, Gy } = CURVE;
  if (r <= 0n || r >= n || s <= 0n || s >= n) return false;
  const t = (r + s) % n;
  if (t === 0n) return false;
  try {
    const key = Point.fromBytes(publicKey);
    const { x, y } = key.toAffine();
    const bits = 8 * DEFAULT_ID.length;
    const length = Uint8Array.of(bits >> 8, bits & 255);
    const za = sm3(concatBytes(length, DEFAULT_ID, ...[a, b, Gx, Gy, x, y].map(field)));
    const e = BigInt(`0x${hexOf(sm3(concatBytes(za, message)))}`);
    const point = Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe(t));
    return !point.is0() && (e + point.toAffine().x) % n === r;
  } catch {
    // The library throws for what is no point: nobody signed with that.
    return false;
  }
}
