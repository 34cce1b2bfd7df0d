import { hexOf, sameBytes } from '../bytes.ts';
import type { Asn1 } from './asn1.ts';
import {
  algorithmOf,
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
import type { Certificate } from './certificate.ts';
import { mayUse, purposesOf, readCertificate } from './certificate.ts';
import type { KnownSignatures } from './chain.ts';
import { chainTo } from './chain.ts';
import type { Hash, HashName } from './hashes.ts';
import { hashByOid, hashNamed, sha1ForCertificateId } from './hashes.ts';
import { verifySignature } from './signature.ts';

/** Signed data with its version: RFC 5652 5.1, where the content is a timestamp, and GM/T 0010. */
const SIGNED_DATA: ReadonlyMap<string, bigint> = new Map([
  ['1.2.840.113549.1.7.2', 3n],
  ['1.2.156.10197.6.1.4.2.2', 1n],
]);
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const [DIGITAL_SIGNATURE, NON_REPUDIATION] = [0, 1];

/** What a timestamp says: that this digest existed at `at`, UTC milliseconds. */
export type TimeStampInfo = {
  readonly at: number;
  /** How far the time may be off, milliseconds; undefined where the authority does not say. */
  readonly within: number | undefined;
  readonly hash: HashName;
  readonly digest: Uint8Array;
  readonly policy: string;
  /** Serial number in hexadecimal. */
  readonly serial: string;
  readonly nonce: bigint | undefined;
};

type SignedToken = {
  readonly info: TimeStampInfo;
  readonly content: Uint8Array;
  readonly certificates: readonly Certificate[];
  readonly signer: Asn1;
  /** The hashes it says its signers use, by their identifiers. */
  readonly hashes: readonly string[];
};

/** A timestamp that was checked, with the certificates from the authority's own up to the trusted root. */
export type CheckedTimeStamp = TimeStampInfo & {
  readonly authority: string;
  readonly chain: readonly Uint8Array[];
  /** When the first of those certificates ends, UTC milliseconds: until then the timestamp stands by itself. */
  readonly until: number;
};

/**
 * The token inside a TimeStampResp, RFC 3161 2.4.2; a bare token is answered as it is. Refuses with TokenError a response
 * that the authority did not grant, with what it said.
 */
export function tokenOf(response: Uint8Array): Uint8Array {
  const whole = readAsn1(response, 'the response');
  const [first, token, more] = partsOf(whole, 'the response');
  if (isA(first, 'oid')) return whole.raw;
  if (more !== undefined) throw new TokenError('the response holds more than a status and a timestamp');
  const [status, ...said] = partsOf(first, 'the status of the response');
  const code = integerOf(status, 'the status of the response');
  if (code !== 0n && code !== 1n)
    throw new TokenError(`the authority granted no timestamp: status ${code}${failure(said)}`);
  if (token === undefined) throw new TokenError('the response holds no timestamp');
  return token.raw;
}

const FAILURES: { readonly [bit: number]: string } = {
  0: 'badAlg',
  2: 'badRequest',
  5: 'badDataFormat',
  14: 'timeNotAvailable',
  15: 'unacceptedPolicy',
  16: 'unacceptedExtension',
  17: 'addInfoNotAvailable',
  25: 'systemFailure',
};

function failure(said: readonly Asn1[]): string {
  const bits = said.find((each) => isA(each, 'bits'));
  if (bits === undefined) return '';
  const names = Object.entries(FAILURES).filter(([bit]) => hasBit(bits, Number(bit), 'the failure'));
  return names.length === 0 ? '' : `, ${names.map(([, name]) => name).join(', ')}`;
}

/** What a token says, checked for its form alone. Refuses with TokenError. */
export const readTimeStamp = (token: Uint8Array): TimeStampInfo => readToken(token).info;

/**
 * Checks a timestamp over `data` as RFC 3161 2.3 and RFC 5816 ask: the digest, the one signer and its certificate by
 * ESSCertID, the purpose of its key (timeStamping, critical and alone), the signature, and the chain up to one of `roots`
 * at the time that the timestamp names. `others` are certificates that came beside the token. `nonce` is what was asked with.
 * `known` may be shared by many calls of one run: see KnownSignatures.
 * Whether a certificate was revoked is not asked: that needs the issuer. Refuses with TokenError.
 */
export function verifyTimeStamp(
  token: Uint8Array,
  data: Uint8Array,
  given: {
    readonly roots: readonly Uint8Array[];
    readonly others?: readonly Uint8Array[];
    readonly nonce?: bigint;
    readonly known?: KnownSignatures;
  },
): CheckedTimeStamp {
  const { info, content, certificates, signer, hashes } = readToken(token);
  if (!sameBytes(hashNamed(info.hash).of(data), info.digest))
    throw new TokenError('it is the timestamp of something else');
  if (given.nonce !== undefined && info.nonce !== given.nonce)
    throw new TokenError('it does not repeat the number that was asked with');
  const all = [...certificates, ...(given.others ?? []).map(readCertificate)];
  const { certificate, attributes, digest, algorithm, signature, signed } = readSigner(signer, all, hashes);
  checkAttributes(attributes, { certificate, content, digest });
  checkPurpose(certificate);
  if (!verifySignature({ algorithm, key: certificate.key, digest }, signed, signature))
    throw new TokenError(`its signature is not one of “${certificate.name}”`);
  const chain = chainTo(given.roots.map(readCertificate), certificate, all, info.at, given.known ?? new Map());
  const until = Math.min(...chain.map((each) => each.until));
  return { ...info, authority: certificate.name, chain: chain.map(({ raw }) => raw), until };
}

/** SignedData of RFC 5652 5.1, in the form RFC 3161 2.4.2 asks for. */
function readToken(token: Uint8Array): SignedToken {
  const [type, tagged, more] = partsOf(readAsn1(token, 'the token'), 'the token');
  const known = SIGNED_DATA.get(oidOf(type, 'the type of the token'));
  if (known === undefined || more !== undefined) throw new TokenError('the token is not signed data');
  const [version, hashes, encapsulated, ...rest] = partsOf(insideOf(tagged, 0, 'the token'), 'the signed data');
  if (integerOf(version, 'the version of the signed data') !== known)
    throw new TokenError(`the signed data is not of version ${known}`);
  const [contentType, inner] = partsOf(encapsulated, 'the content of the token');
  if (oidOf(contentType, 'the content of the token') !== TST_INFO) throw new TokenError('the token holds no timestamp');
  const content = octetsOf(insideOf(inner, 0, 'the content of the token'), 'the content of the token');
  const signers = rest[rest.length - 1];
  const beside = rest.slice(0, -1);
  if (beside.some((each, at) => !(isTagged(each, 0) && at === 0) && !(isTagged(each, 1) && at === beside.length - 1)))
    throw new TokenError('the signed data holds what belongs to none');
  const [signer, another] = membersOf(signers, 'the signers of the token');
  if (signer === undefined || another !== undefined) throw new TokenError('the token does not have exactly one signer');
  const certificates = beside.find((each) => isTagged(each, 0))?.parts ?? [];
  const own = certificates.filter((each) => isA(each, 'sequence')).map(({ raw }) => readCertificate(raw));
  const named = membersOf(hashes, 'the hashes of the token').map(
    (each) => algorithmOf(each, 'a hash of the token').oid,
  );
  return { info: readInfo(content), content, certificates: own, signer, hashes: named };
}

/** TSTInfo, RFC 3161 2.4.2. */
function readInfo(content: Uint8Array): TimeStampInfo {
  const [version, policy, imprint, serial, time, ...rest] = partsOf(
    readAsn1(content, 'the timestamp'),
    'the timestamp',
  );
  if (integerOf(version, 'the version of the timestamp') !== 1n)
    throw new TokenError('the timestamp is not of version 1');
  const [algorithm, digest] = partsOf(imprint, 'the imprint');
  const { oid } = algorithmOf(algorithm, 'the hash of the imprint');
  const hash = hashByOid(oid);
  if (hash === undefined) throw new TokenError(`the hash ${oid} of the imprint is not one that is relied on`);
  const accuracy = rest.find((each) => isA(each, 'sequence'));
  const nonce = rest.find((each) => isA(each, 'integer'));
  if (rest.some((each) => isTagged(each, 1) && each.parts.some(isCriticalExtension)))
    throw new TokenError('the timestamp has a critical extension, which this version cannot check');
  integerOf(serial, 'the serial number');
  return {
    at: timeOf(time, 'the time of the timestamp'),
    within: accuracy === undefined ? undefined : accuracyOf(accuracy),
    hash: hash.name,
    digest: octetsOf(digest, 'the imprint'),
    policy: oidOf(policy, 'the policy'),
    serial: hexOf(serial?.octets ?? new Uint8Array(0)),
    nonce: nonce === undefined ? undefined : integerOf(nonce, 'the nonce'),
  };
}

const isCriticalExtension = ({ parts }: Asn1): boolean => isA(parts[1], 'boolean') && parts[1].octets[0] !== 0;

function accuracyOf({ parts }: Asn1): number {
  const small = (tag: number): number => {
    const found = parts.find((each) => isTagged(each, tag));
    return found === undefined ? 0 : found.octets.reduce((sum, octet) => 256 * sum + octet, 0);
  };
  const seconds = parts.find((each) => isA(each, 'integer'));
  return (
    (seconds === undefined ? 0 : 1000 * Number(integerOf(seconds, 'the accuracy'))) +
    small(0) +
    Math.ceil(small(1) / 1000)
  );
}

type Attributes = ReadonlyMap<string, Asn1>;

/** SignerInfo, RFC 5652 5.3. */
function readSigner(signer: Asn1, certificates: readonly Certificate[], hashes: readonly string[]) {
  const [version, id, digestAlgorithm, ...rest] = partsOf(signer, 'the signer');
  if (integerOf(version, 'the version of the signer') !== (isTagged(id, 0) ? 3n : 1n))
    throw new TokenError('the signer is of another version than its certificate is named by');
  const attributes = isTagged(rest[0], 0) ? rest[0] : undefined;
  if (attributes === undefined) throw new TokenError('the signer signed no attributes');
  const [algorithm, signature, ...unsigned] = rest.slice(1);
  if (unsigned.some((each) => !isTagged(each, 1))) throw new TokenError('the signer holds what belongs to none');
  const { oid } = algorithmOf(digestAlgorithm, 'the hash of the signer');
  if (!hashes.includes(oid)) throw new TokenError('the token does not name the hash of its signer');
  const digest = hashByOid(oid);
  if (digest === undefined) throw new TokenError('the hash of the signer is not one that is relied on');
  // What is signed is the SET OF, not the tag that stands in for it: RFC 5652 5.4.
  const signed = attributes.raw.slice();
  signed[0] = 0x31;
  return {
    certificate: certificateOf(id, certificates),
    attributes: readAttributes(attributes),
    digest,
    algorithm: algorithmOf(algorithm, 'the signature algorithm'),
    signature: octetsOf(signature, 'the signature'),
    signed,
  };
}

function certificateOf(id: Asn1 | undefined, certificates: readonly Certificate[]): Certificate {
  const [issuer, serial] = isA(id, 'sequence') ? id.parts : [];
  const found = certificates.find((each) =>
    isTagged(id, 0)
      ? each.keyId !== undefined && sameBytes(each.keyId, id.octets)
      : issuer !== undefined &&
        isA(serial, 'integer') &&
        sameBytes(each.issuer, issuer.raw) &&
        sameBytes(each.serial, serial.octets),
  );
  if (found === undefined) throw new TokenError('the certificate of the signer is not there');
  return found;
}

function readAttributes(set: Asn1): Attributes {
  const found = new Map<string, Asn1>();
  for (const each of set.parts) {
    const [oid, values] = partsOf(each, 'a signed attribute');
    const name = oidOf(oid, 'a signed attribute');
    const [value, more] = membersOf(values, 'a signed attribute');
    if (found.has(name) || value === undefined || more !== undefined)
      throw new TokenError(`the signed attribute ${name} does not have exactly one value`);
    found.set(name, value);
  }
  return found;
}

function checkAttributes(
  attributes: Attributes,
  {
    certificate,
    content,
    digest,
  }: { readonly certificate: Certificate; readonly content: Uint8Array; readonly digest: Hash },
): void {
  if (oidOf(attributes.get(CONTENT_TYPE), 'the signed content type') !== TST_INFO)
    throw new TokenError('the signer signed another type of content');
  if (!sameBytes(octetsOf(attributes.get(MESSAGE_DIGEST), 'the signed digest'), digest.of(content)))
    throw new TokenError('the signer signed other content');
  const isNamed = namesCertificate(attributes, certificate);
  if (isNamed === undefined) throw new TokenError('the signer does not say which certificate is its own');
  if (!isNamed) throw new TokenError('the signer names another certificate than its own');
}

/** RFC 5816 2.2.1 (any hash, SHA-256 where none is named), RFC 2634 5.4 (SHA-1). */
function namesCertificate(attributes: Attributes, { raw }: Certificate): boolean | undefined {
  const second = attributes.get(SIGNING_CERTIFICATE_V2);
  const [list] = second === undefined ? [] : partsOf(second, 'the name of the certificate');
  if (list !== undefined) {
    const parts = partsOf(partsOf(list, 'the name of the certificate')[0], 'the name of the certificate');
    const named = isA(parts[0], 'sequence') ? hashByOid(algorithmOf(parts[0], 'its hash').oid) : hashNamed('sha256');
    if (named === undefined) throw new TokenError('the hash that names the certificate is not one that is relied on');
    const value = parts.find((each) => isA(each, 'octets'));
    return sameBytes(octetsOf(value, 'the name of the certificate'), named.of(raw));
  }
  const first = attributes.get(SIGNING_CERTIFICATE);
  if (first === undefined) return undefined;
  const [ids] = partsOf(first, 'the name of the certificate');
  const [value] = partsOf(partsOf(ids, 'the name of the certificate')[0], 'the name of the certificate');
  return sameBytes(octetsOf(value, 'the name of the certificate'), sha1ForCertificateId(raw));
}

/** RFC 3161 2.3: a key for timestamps and nothing else. */
function checkPurpose(certificate: Certificate): void {
  const purposes = purposesOf(certificate);
  const isAlone = purposes?.oids.length === 1 && purposes.oids[0] === TIME_STAMPING && purposes.isCritical;
  if (!isAlone) throw new TokenError(`“${certificate.name}” is not a certificate for timestamps alone`);
  if (!mayUse(certificate, DIGITAL_SIGNATURE, NON_REPUDIATION))
    throw new TokenError(`“${certificate.name}” may not sign`);
}
