import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { algorithmOf, insideOf, integerOf, isTagged, oidOf, partsOf, readAsn1, TokenError } from './asn1.ts';
import type { Algorithm, PublicKey } from './certificate.ts';
import type { Hash, HashName } from './hashes.ts';
import { hashByOid, hashNamed } from './hashes.ts';
import type { PssParameters, RsaKey } from './rsa.ts';
import { isUsableRsa, RSA_BITS, verifyPkcs1, verifyPss } from './rsa.ts';
import { verifySm2 } from './sm2.ts';

const RSA = '1.2.840.113549.1.1.1';
const PSS = '1.2.840.113549.1.1.10';
const EC_KEY = '1.2.840.10045.2.1';
const SM2_SIGN = '1.2.156.10197.1.301.1';
const SM2_CURVE = '1.2.156.10197.1.301';
const ED25519 = '1.3.101.112';

/** Signature algorithms that name their hash. SHA-1 is refused wherever a signature rests on it. */
const RSA_WITH: { readonly [oid: string]: HashName } = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};
const ECDSA_WITH: { readonly [oid: string]: HashName } = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const SM2_WITH_SM3 = '1.2.156.10197.1.501';

const CURVES = {
  '1.2.840.10045.3.1.7': { curve: p256, octets: 32 },
  '1.3.132.0.34': { curve: p384, octets: 48 },
  '1.3.132.0.35': { curve: p521, octets: 66 },
} as const;

/**
 * Tells whether `signature` over `message` was made with the key. `digest` is the hash that a CMS signer names beside an
 * algorithm which names none. RSA (PKCS#1 v1.5 and PSS, from 2,048 bits), ECDSA on P-256, P-384 and P-521, Ed25519, and SM2
 * with SM3. Refuses with TokenError every other algorithm and what is no key.
 */
export function verifySignature(
  {
    algorithm,
    key,
    digest,
  }: { readonly algorithm: Algorithm; readonly key: PublicKey; readonly digest?: Hash | undefined },
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { oid } = algorithm;
  if (oid === PSS) return verifyPss(rsaKey(key), pssParameters(algorithm), message, signature);
  if (oid in RSA_WITH || oid === RSA)
    return verifyPkcs1(rsaKey(key), hashFor(oid, RSA_WITH, digest), message, signature);
  if (oid === ED25519) return key.algorithm.oid === ED25519 && ed25519.verify(signature, message, key.bits);
  if (oid === SM2_WITH_SM3 || oid === SM2_SIGN || (isSm2(key) && digest?.name === 'sm3')) {
    if (!isSm2(key)) throw new TokenError('the key is not one of SM2');
    const { r, s } = pairOf(signature);
    return verifySm2(key.bits, message, r, s);
  }
  if (oid in ECDSA_WITH || oid === EC_KEY)
    return verifyEcdsa(key, hashFor(oid, ECDSA_WITH, digest), message, signature);
  throw new TokenError(`the signature algorithm ${oid} is not one that is relied on`);
}

function hashFor(oid: string, named: { readonly [oid: string]: HashName }, digest: Hash | undefined): Hash {
  const name = named[oid];
  if (name !== undefined) return hashNamed(name);
  if (digest === undefined) throw new TokenError(`the signature algorithm ${oid} names no hash`);
  return digest;
}

function rsaKey({ algorithm, bits }: PublicKey): RsaKey {
  if (algorithm.oid !== RSA && algorithm.oid !== PSS) throw new TokenError('the key is not one of RSA');
  const [n, e] = partsOf(readAsn1(bits, 'the RSA key'), 'the RSA key');
  const key = { n: integerOf(n, 'the modulus'), e: integerOf(e, 'the exponent') };
  if (!isUsableRsa(key)) throw new TokenError(`the RSA key is shorter than ${RSA_BITS} bits or no RSA key`);
  return key;
}

/** RFC 4055 3.1. What is not named is SHA-1, which is refused. */
function pssParameters({ parameters }: Algorithm): PssParameters {
  const parts = partsOf(parameters, 'the parameters of PSS');
  const at = (n: number) => parts.find((each) => isTagged(each, n));
  const hashOf = (value: Parameters<typeof algorithmOf>[0], what: string): Hash => {
    const hash = hashByOid(algorithmOf(value, what).oid);
    if (hash === undefined) throw new TokenError(`${what} is not one that is relied on`);
    return hash;
  };
  const maskAlgorithm = algorithmOf(insideOf(at(1), 1, 'the mask of PSS'), 'the mask of PSS');
  return {
    hash: hashOf(insideOf(at(0), 0, 'the hash of PSS'), 'the hash of PSS'),
    maskHash: hashOf(maskAlgorithm.parameters, 'the hash in the mask of PSS'),
    saltLength: at(2) === undefined ? 20 : Number(integerOf(insideOf(at(2), 2, 'the salt'), 'the length of the salt')),
  };
}

const curveOf = ({ algorithm }: PublicKey): string =>
  algorithm.oid === EC_KEY ? oidOf(algorithm.parameters, 'the curve of the key') : algorithm.oid;
const isSm2 = (key: PublicKey): boolean => curveOf(key) === SM2_CURVE;

function pairOf(signature: Uint8Array): { readonly r: bigint; readonly s: bigint } {
  const [r, s] = partsOf(readAsn1(signature, 'the signature'), 'the signature');
  return { r: integerOf(r, 'the signature'), s: integerOf(s, 'the signature') };
}

function verifyEcdsa(key: PublicKey, hash: Hash, message: Uint8Array, signature: Uint8Array): boolean {
  const name = curveOf(key);
  const known = name in CURVES ? CURVES[name as keyof typeof CURVES] : undefined;
  if (known === undefined) throw new TokenError(`the curve ${name} is not one that is relied on`);
  const { r, s } = pairOf(signature);
  const limit = 1n << BigInt(8 * known.octets);
  if (r <= 0n || s <= 0n || r >= limit || s >= limit) return false;
  const compact = new Uint8Array(2 * known.octets);
  for (const [part, value] of [r, s].entries()) {
    let rest = value;
    for (let i = known.octets - 1; i >= 0; i--, rest >>= 8n) compact[part * known.octets + i] = Number(rest & 255n);
  }
  try {
    return known.curve.verify(compact, hash.of(message), key.bits, { prehash: false, lowS: false });
  } catch {
    // The library throws for what is no point of the curve: nobody signed with that.
    return false;
  }
}
