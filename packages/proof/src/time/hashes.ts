import { sha1 } from '@noble/hashes/legacy.js';
import { sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha256 } from '../sha256.ts';
import { sm3 } from '../sm3.ts';

export type HashName = 'sha256' | 'sha384' | 'sha512' | 'sm3';
export type Hash = { readonly name: HashName; readonly oid: string; readonly of: (data: Uint8Array) => Uint8Array };

/** The hashes a timestamp may rest on. SHA-1 is not among them. */
const hashes: readonly Hash[] = [
  { name: 'sha256', oid: '2.16.840.1.101.3.4.2.1', of: sha256 },
  { name: 'sha384', oid: '2.16.840.1.101.3.4.2.2', of: (data) => sha384(data) },
  { name: 'sha512', oid: '2.16.840.1.101.3.4.2.3', of: (data) => sha512(data) },
  { name: 'sm3', oid: '1.2.156.10197.1.401', of: sm3 },
];

export const hashByOid = (oid: string): Hash | undefined => hashes.find((hash) => hash.oid === oid);

export function hashNamed(name: HashName): Hash {
  const found = hashes.find((hash) => hash.name === name);
  if (found === undefined) throw new Error(`there is no hash ${name}`);
  return found;
}

/** Only for ESSCertID of RFC 2634, which names a certificate by nothing else; the signature does not rest on it alone. */
export const sha1ForCertificateId = (data: Uint8Array): Uint8Array => sha1(data);
