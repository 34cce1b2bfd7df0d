import { hexOf, sameBytes } from '../bytes.ts';
import type { Asn1 } from './asn1.ts';
import {
  algorithmOf,
  bitsOf,
  hasBit,
  insideOf,
  integerOf,
  isA,
  isTagged,
  membersOf,
  octetsOf,
  oidOf,
  partsOf,
  readAsn1,
  TokenError,
  timeOf,
} from './asn1.ts';

export type Algorithm = { readonly oid: string; readonly parameters: Asn1 | undefined };
export type PublicKey = { readonly algorithm: Algorithm; readonly bits: Uint8Array };
type Extension = { readonly isCritical: boolean; readonly value: Uint8Array };

/** What a chain needs of a certificate of X.509, RFC 5280. */
export type Certificate = {
  readonly raw: Uint8Array;
  /** The part that its issuer signed. */
  readonly signed: Uint8Array;
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** The subject in words: its common name, else its organisation, else its attributes one after the other. */
  readonly name: string;
  /** UTC milliseconds, both included. */
  readonly from: number;
  readonly until: number;
  readonly key: PublicKey;
  readonly keyId: Uint8Array | undefined;
  readonly algorithm: Algorithm;
  readonly signature: Uint8Array;
  readonly extensions: ReadonlyMap<string, Extension>;
};

export const EXTENSION = {
  keyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
} as const;

/** Reads one certificate in DER. Refuses with TokenError. */
export function readCertificate(bytes: Uint8Array): Certificate {
  const whole = readAsn1(bytes, 'the certificate');
  const [signed, algorithm, signature] = partsOf(whole, 'the certificate');
  const all = partsOf(signed, 'the signed part of the certificate');
  const fields = isTagged(all[0], 0) ? all.slice(1) : all;
  const [serial, within, issuer, validity, subject, key, ...rest] = fields;
  if (issuer === undefined || subject === undefined || signed === undefined || within === undefined)
    throw new TokenError('the certificate breaks off');
  // RFC 5280 4.1.1.2: what stands outside of the signed part is what it says itself.
  if (algorithm === undefined || !sameBytes(within.raw, algorithm.raw))
    throw new TokenError('the certificate names two signature algorithms');
  const [from, until] = partsOf(validity, 'the validity of the certificate');
  const extensions = readExtensions(rest.find((each) => isTagged(each, 3)));
  const keyId = extensions.get(EXTENSION.keyId);
  integerOf(serial, 'the serial number of the certificate');
  return {
    raw: whole.raw,
    signed: signed.raw,
    serial: serial?.octets ?? new Uint8Array(0),
    issuer: issuer.raw,
    subject: subject.raw,
    name: nameOf(subject),
    from: timeOf(from, 'the beginning of the certificate'),
    until: timeOf(until, 'the end of the certificate'),
    key: readKey(key),
    keyId:
      keyId === undefined ? undefined : octetsOf(readAsn1(keyId.value, 'the key identifier'), 'the key identifier'),
    algorithm: algorithmOf(algorithm, 'the signature algorithm of the certificate'),
    signature: bitsOf(signature, 'the signature of the certificate'),
    extensions,
  };
}

function readKey(value: Asn1 | undefined): PublicKey {
  const [algorithm, bits] = partsOf(value, 'the public key');
  return { algorithm: algorithmOf(algorithm, 'the public key'), bits: bitsOf(bits, 'the public key') };
}

function readExtensions(tagged: Asn1 | undefined): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  if (tagged === undefined) return found;
  for (const each of partsOf(insideOf(tagged, 3, 'the extensions'), 'the extensions')) {
    const [oid, ...rest] = partsOf(each, 'an extension');
    const name = oidOf(oid, 'an extension');
    if (found.has(name)) throw new TokenError(`the extension ${name} stands twice`);
    const isCritical = isA(rest[0], 'boolean') && rest[0].octets[0] !== 0;
    found.set(name, { isCritical, value: octetsOf(rest[rest.length - 1], `the extension ${name}`) });
  }
  return found;
}

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';

function nameOf(subject: Asn1): string {
  const attributes = partsOf(subject, 'the subject').flatMap((set) =>
    membersOf(set, 'the subject').map((each) => {
      const [oid, value] = partsOf(each, 'the subject');
      return [oidOf(oid, 'the subject'), textOf(value)] as const;
    }),
  );
  const named = (oid: string): string | undefined => attributes.find(([each]) => each === oid)?.[1];
  const text = named(COMMON_NAME) ?? named(ORGANISATION) ?? attributes.map(([, value]) => value).join(', ');
  return text === '' ? `(${hexOf(subject.raw)})` : text;
}

const UTF8 = '12';
const BMP = '30';

/** A DirectoryString in words; other octets than those of its type are shown as they are not: with a question mark. */
function textOf(value: Asn1 | undefined): string {
  if (value === undefined) return '';
  const { octets, tag } = value;
  if (tag === UTF8) return decodeUtf8(octets);
  if (tag === BMP) {
    let text = '';
    for (let i = 0; i + 1 < octets.length; i += 2)
      text += String.fromCharCode(((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0));
    return text;
  }
  return [...octets].map((octet) => (octet >= 32 && octet < 127 ? String.fromCharCode(octet) : '?')).join('');
}

function decodeUtf8(octets: Uint8Array): string {
  let escaped = '';
  for (const octet of octets) escaped += `%${octet.toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(escaped);
  } catch {
    return '?';
  }
}

/** The purposes of a key; undefined where the certificate does not limit them. RFC 5280 4.2.1.12. */
export function purposesOf({
  extensions,
}: Certificate): { readonly oids: readonly string[]; readonly isCritical: boolean } | undefined {
  const found = extensions.get(EXTENSION.extendedKeyUsage);
  if (found === undefined) return undefined;
  const oids = partsOf(readAsn1(found.value, 'the purposes of the key'), 'the purposes of the key');
  return { oids: oids.map((oid) => oidOf(oid, 'a purpose of the key')), isCritical: found.isCritical };
}

/** Tells whether bit `n` of the key usage is set; true where the certificate does not limit it. RFC 5280 4.2.1.3. */
export function mayUse({ extensions }: Certificate, ...bits: readonly number[]): boolean {
  const found = extensions.get(EXTENSION.keyUsage);
  if (found === undefined) return true;
  const value = readAsn1(found.value, 'the usage of the key');
  return bits.some((n) => hasBit(value, n, 'the usage of the key'));
}

/** Whether a certificate may issue others, and how many may stand between it and the last one. RFC 5280 4.2.1.9. */
export function authorityOf({ extensions }: Certificate): { readonly isAuthority: boolean; readonly depth: number } {
  const found = extensions.get(EXTENSION.basicConstraints);
  if (found === undefined) return { isAuthority: false, depth: 0 };
  const parts = partsOf(readAsn1(found.value, 'the basic constraints'), 'the basic constraints');
  const isAuthority = isA(parts[0], 'boolean') && parts[0].octets[0] !== 0;
  const limit = parts.find((each) => isA(each, 'integer'));
  return { isAuthority, depth: limit === undefined ? Number.POSITIVE_INFINITY : Number(integerOf(limit, 'pathLen')) };
}
