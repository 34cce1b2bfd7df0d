import { p256 } from '@noble/curves/nist.js';
import { concatBytes } from '../bytes.ts';
import { sha256 } from '../sha256.ts';
import { utf8Of } from '../utf8.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';

/** Makes certificates and timestamps for tests, right ones and wrong ones, without the reader that is under test. */

export function tlv(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const inner = concatBytes(...content);
  const size: number[] = [];
  for (let rest = inner.length; rest > 0; rest = Math.floor(rest / 256)) size.unshift(rest % 256);
  const length = inner.length < 128 ? [inner.length] : [128 + size.length, ...size];
  return concatBytes(Uint8Array.of(tag, ...length), inner);
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x30, ...parts);
export const setOf = (...parts: readonly Uint8Array[]): Uint8Array => tlv(0x31, ...parts);
export const octets = (content: Uint8Array): Uint8Array => tlv(0x04, content);
export const bits = (content: Uint8Array, unused = 0): Uint8Array => tlv(0x03, Uint8Array.of(unused), content);
export const nothing = tlv(0x05);
export const yes = tlv(0x01, Uint8Array.of(255));
export const explicit = (n: number, inner: Uint8Array): Uint8Array => tlv(0xa0 + n, inner);
export const time = (at: number): Uint8Array =>
  tlv(
    0x18,
    utf8Of(
      new Date(at)
        .toISOString()
        .replaceAll(/[-:T]/g, '')
        .replace(/\.000Z$/, 'Z'),
    ),
  );

export function integer(value: bigint | number): Uint8Array {
  const hex = BigInt(value).toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  const digits = Uint8Array.from(even.match(/../g) ?? [], (each) => Number.parseInt(each, 16));
  return tlv(0x02, (digits[0] ?? 0) > 127 ? concatBytes(Uint8Array.of(0), digits) : digits);
}

export function oid(text: string): Uint8Array {
  const [a = 0, b = 0, ...rest] = text.split('.').map(Number);
  const arc = (value: number): number[] =>
    value < 128 ? [value] : [...arc(Math.floor(value / 128)).map((each) => each | 128), value % 128];
  return tlv(0x06, Uint8Array.from([40 * a + b, ...rest].flatMap(arc)));
}

export const algorithm = (name: string, parameters?: Uint8Array): Uint8Array =>
  sequence(oid(name), ...(parameters === undefined ? [] : [parameters]));
export const nameOf = (text: string): Uint8Array => sequence(setOf(sequence(oid('2.5.4.3'), tlv(0x0c, utf8Of(text)))));

/** Whoever signs: the key as SubjectPublicKeyInfo, the AlgorithmIdentifier of its signatures, the hash a CMS signer names. */
export type Signer = {
  readonly spki: Uint8Array;
  readonly algorithm: Uint8Array;
  readonly digest: { readonly oid: string; readonly of: (data: Uint8Array) => Uint8Array };
  readonly sign: (message: Uint8Array) => Uint8Array;
};

/** ECDSA on P-256 with a key made of one byte. For tests and vectors only. */
export function signerOf(seed: number): Signer {
  const secret = new Uint8Array(32).fill(seed);
  return {
    spki: sequence(
      sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')),
      bits(p256.getPublicKey(secret, false)),
    ),
    algorithm: algorithm('1.2.840.10045.4.3.2'),
    digest: { oid: SHA256, of: sha256 },
    sign: (message) => p256.sign(sha256(message), secret, { prehash: false, format: 'der' }),
  };
}

export const DAY = 86_400_000;
export const NOON = Date.UTC(2026, 0, 15, 4);

export const extension = (name: string, value: Uint8Array, isCritical = false): Uint8Array =>
  sequence(oid(name), ...(isCritical ? [yes] : []), octets(value));
export const AUTHORITY = [
  extension('2.5.29.19', sequence(yes), true),
  extension('2.5.29.15', bits(Uint8Array.of(0x06), 1), true),
];
export const purposes = (isCritical: boolean, ...oids: readonly string[]): Uint8Array =>
  extension('2.5.29.37', sequence(...oids.map(oid)), isCritical);
export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
export const STAMPS_ALONE = [purposes(true, TIME_STAMPING)];

export type Made = {
  readonly raw: Uint8Array;
  readonly name: string;
  readonly issuer: string;
  readonly serial: number;
  readonly signer: Signer;
};

/** A certificate of `of` under `name`, signed by `by` or by itself. */
export function makeCertificate(
  name: string,
  of: Signer,
  by: Pick<Made, 'name' | 'signer'> | undefined,
  extensions: readonly Uint8Array[],
  { serial = 1, from = NOON - 100 * DAY, until = NOON + 100 * DAY } = {},
): Made {
  const issuer = by ?? { name, signer: of };
  const signed = sequence(
    explicit(0, integer(2)),
    integer(serial),
    issuer.signer.algorithm,
    nameOf(issuer.name),
    sequence(time(from), time(until)),
    nameOf(name),
    of.spki,
    ...(extensions.length === 0 ? [] : [explicit(3, sequence(...extensions))]),
  );
  return {
    raw: sequence(signed, issuer.signer.algorithm, bits(issuer.signer.sign(signed))),
    name,
    issuer: issuer.name,
    serial,
    signer: of,
  };
}

/** What may be made wrong about a token. Absent: as it should be. */
export type Wishes = {
  readonly hashes?: readonly string[];
  readonly at?: number;
  readonly imprint?: Uint8Array;
  readonly hashOid?: string;
  readonly nonce?: bigint;
  readonly version?: number;
  readonly contentType?: string;
  readonly signedType?: string;
  readonly signedDigest?: Uint8Array;
  /** The attribute that names the certificate; null for none. */
  readonly essCertId?: Uint8Array | null;
  readonly certificates?: readonly Uint8Array[];
  readonly signers?: number;
  readonly infoExtension?: Uint8Array;
  readonly outer?: string;
};

export const attribute = (name: string, value: Uint8Array): Uint8Array => sequence(oid(name), setOf(value));
export const essCertIdV2 = (certificate: Uint8Array): Uint8Array =>
  attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(octets(sha256(certificate))))));
export const essCertId = (digest: Uint8Array): Uint8Array =>
  attribute('1.2.840.113549.1.9.16.2.12', sequence(sequence(sequence(octets(digest)))));

/** A timestamp token over `data` by `authority`. */
export function makeToken(data: Uint8Array, authority: Made, wishes: Wishes = {}): Uint8Array {
  const { signer } = authority;
  const info = sequence(
    integer(wishes.version ?? 1),
    oid('1.3.6.1.4.1.99999.1'),
    sequence(algorithm(wishes.hashOid ?? SHA256, nothing), octets(wishes.imprint ?? sha256(data))),
    integer(77),
    time(wishes.at ?? NOON),
    ...(wishes.nonce === undefined ? [] : [integer(wishes.nonce)]),
    ...(wishes.infoExtension === undefined ? [] : [explicit(1, wishes.infoExtension)]),
  );
  const TST = '1.2.840.113549.1.9.16.1.4';
  const named = wishes.essCertId === undefined ? essCertIdV2(authority.raw) : wishes.essCertId;
  const attributes = [
    attribute('1.2.840.113549.1.9.3', oid(wishes.signedType ?? TST)),
    attribute('1.2.840.113549.1.9.4', octets(wishes.signedDigest ?? signer.digest.of(info))),
    ...(named === null ? [] : [named]),
  ];
  const one = sequence(
    integer(1),
    sequence(nameOf(authority.issuer), integer(authority.serial)),
    algorithm(signer.digest.oid),
    tlv(0xa0, ...attributes),
    signer.algorithm,
    octets(signer.sign(setOf(...attributes))),
  );
  const certificates = wishes.certificates ?? [authority.raw];
  const signedData = sequence(
    integer(3),
    setOf(...(wishes.hashes ?? [signer.digest.oid]).map((each) => algorithm(each))),
    sequence(oid(wishes.contentType ?? TST), explicit(0, octets(info))),
    ...(certificates.length === 0 ? [] : [tlv(0xa0, ...certificates)]),
    setOf(...Array.from({ length: wishes.signers ?? 1 }, () => one)),
  );
  return sequence(oid(wishes.outer ?? '1.2.840.113549.1.7.2'), explicit(0, signedData));
}
