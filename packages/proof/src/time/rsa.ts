import * as asn1js from 'asn1js';
import { concatBytes, hexOf, sameBytes } from '../bytes.ts';
import type { Hash } from './hashes.ts';

export type RsaKey = { readonly n: bigint; readonly e: bigint };

/** Below this many bits an RSA key is broken or soon will be. */
export const RSA_BITS = 2048;
const RSA_MOST_BITS = 16_384;

export const bitLength = (n: bigint): number => (n <= 0n ? 0 : n.toString(2).length);

/** Tells whether a key is one that a signature may be checked with: large enough, odd, and no larger than anybody needs. */
export const isUsableRsa = ({ n, e }: RsaKey): boolean =>
  bitLength(n) >= RSA_BITS &&
  bitLength(n) <= RSA_MOST_BITS &&
  n % 2n === 1n &&
  e >= 3n &&
  e % 2n === 1n &&
  e < 1n << 64n;

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest % 2n === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function octets(value: bigint, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let rest = value;
  for (let i = length - 1; i >= 0; i--, rest >>= 8n) out[i] = Number(rest & 255n);
  return out;
}

/** The message representative behind a signature, as long as the modulus; undefined for a signature out of range. RFC 8017 5.2.2. */
function opened({ n, e }: RsaKey, signature: Uint8Array): Uint8Array | undefined {
  const length = Math.ceil(bitLength(n) / 8);
  const s = signature.length === length ? BigInt(`0x${hexOf(signature)}`) : n;
  return s >= n ? undefined : octets(power(s, e, n), length);
}

/** DigestInfo, RFC 8017 9.2. */
function digestInfo({ oid, of }: Hash, message: Uint8Array): Uint8Array {
  const algorithm = new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: oid }), new asn1js.Null()] });
  const digest = new asn1js.OctetString({ valueHex: of(message) });
  return new Uint8Array(new asn1js.Sequence({ value: [algorithm, digest] }).toBER());
}

/** RSASSA-PKCS1-v1_5, by building the one encoding there is and comparing. RFC 8017 8.2.2. */
export function verifyPkcs1(key: RsaKey, hash: Hash, message: Uint8Array, signature: Uint8Array): boolean {
  const em = opened(key, signature);
  if (em === undefined) return false;
  const info = digestInfo(hash, message);
  const padding = em.length - info.length - 3;
  if (padding < 8) return false;
  const wanted = concatBytes(Uint8Array.of(0, 1), new Uint8Array(padding).fill(255), Uint8Array.of(0), info);
  return sameBytes(em, wanted);
}

function mask({ of }: Hash, seed: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let i = 0, have = 0; have < length; i++) {
    const part = of(concatBytes(seed, octets(BigInt(i), 4)));
    parts.push(part);
    have += part.length;
  }
  return concatBytes(...parts).subarray(0, length);
}

export type PssParameters = { readonly hash: Hash; readonly maskHash: Hash; readonly saltLength: number };

/** RSASSA-PSS. RFC 8017 8.1.2 and 9.1.2. */
export function verifyPss(key: RsaKey, parameters: PssParameters, message: Uint8Array, signature: Uint8Array): boolean {
  const { hash, maskHash, saltLength } = parameters;
  const emBits = bitLength(key.n) - 1;
  const whole = opened(key, signature);
  if (whole === undefined) return false;
  const em = whole.subarray(whole.length - Math.ceil(emBits / 8));
  if (whole.length > em.length && whole[0] !== 0) return false;
  const digest = hash.of(message);
  const dbLength = em.length - digest.length - 1;
  if (saltLength < 0 || dbLength < saltLength + 1 || em[em.length - 1] !== 0xbc) return false;
  const h = em.subarray(dbLength, em.length - 1);
  const unused = 8 * em.length - emBits;
  const masked = em.subarray(0, dbLength);
  if (((masked[0] ?? 0) & (0xff00 >> unused) & 0xff) !== 0) return false;
  const db = mask(maskHash, h, dbLength).map((byte, i) => byte ^ (masked[i] ?? 0));
  db[0] = (db[0] ?? 0) & (0xff >> unused);
  const salt = db.subarray(dbLength - saltLength);
  const isPadded = db.subarray(0, dbLength - saltLength - 1).every((byte) => byte === 0);
  if (!isPadded || db[dbLength - saltLength - 1] !== 1) return false;
  return sameBytes(h, hash.of(concatBytes(new Uint8Array(8), digest, salt)));
}
