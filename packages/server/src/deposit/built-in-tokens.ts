import { randomBytes } from 'node:crypto';
import { NOT_NEUTRAL } from '@zhenglian/proof';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const HASH = 'SHA-256';
const YEARS = 10;
/** The example policy of OpenSSL's own configuration: it stands for nobody's promises. */
const POLICY = '1.2.3.4.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const [DIGITAL_SIGNATURE, CERTIFICATES] = [0x80, 0x06];

/** A key for timestamps in PKCS#8, with its certificate and the root above it in DER. */
export type AuthorityKeys = {
  readonly key: Uint8Array;
  readonly certificate: Uint8Array;
  readonly root: Uint8Array;
};

type Key = Parameters<pkijs.Certificate['sign']>[0];
type KeyPair = { readonly privateKey: Key; readonly publicKey: Key };

const newPair = async (): Promise<KeyPair> => await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
const bytesOf = (value: { toBER(): ArrayBuffer }): Uint8Array<ArrayBuffer> => new Uint8Array(value.toBER());
const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> =>
  await crypto.subtle.digest(HASH, bytes);

/**
 * Makes a root and, below it, a certificate for timestamps alone (RFC 3161 2.3), whose subjects begin with `NOT_NEUTRAL`.
 * The key of the root signs this once and is not kept. `at` is when they begin, UTC milliseconds; they last ten years.
 */
export async function makeAuthorityKeys(installation: string, at: number): Promise<AuthorityKeys> {
  const [above, own] = [await newPair(), await newPair()];
  const rootName = `${NOT_NEUTRAL} root (built into 证链 ${installation})`;
  const name = `${NOT_NEUTRAL} (built into 证链 ${installation})`;
  const root = await certify({ of: above.publicKey, name: rootName, by: above, issuer: rootName, at }, [
    extension('2.5.29.19', true, new pkijs.BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema()),
    extension('2.5.29.15', true, usage(CERTIFICATES, 1)),
  ]);
  const certificate = await certify({ of: own.publicKey, name, by: above, issuer: rootName, at }, [
    extension('2.5.29.19', true, new pkijs.BasicConstraints({ cA: false }).toSchema()),
    extension('2.5.29.15', true, usage(DIGITAL_SIGNATURE, 7)),
    extension('2.5.29.37', true, new pkijs.ExtKeyUsage({ keyPurposes: [TIME_STAMPING] }).toSchema()),
  ]);
  const key = new Uint8Array(await crypto.subtle.exportKey('pkcs8', own.privateKey));
  return { key, certificate, root };
}

const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): pkijs.Extension =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });

const usage = (bits: number, unusedBits: number): asn1js.BitString =>
  new asn1js.BitString({ valueHex: Uint8Array.of(bits).buffer, unusedBits });

type Certified = {
  readonly of: Key;
  readonly name: string;
  readonly by: KeyPair;
  readonly issuer: string;
  readonly at: number;
};

async function certify(
  { of, name, by, issuer, at }: Certified,
  extensions: readonly pkijs.Extension[],
): Promise<Uint8Array> {
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = serialNumber();
  certificate.subject = named(name);
  certificate.issuer = named(issuer);
  const [from, until] = [new Date(at - (at % 1000)), new Date(at - (at % 1000))];
  until.setUTCFullYear(until.getUTCFullYear() + YEARS);
  certificate.notBefore = new pkijs.Time({ type: 0, value: from });
  certificate.notAfter = new pkijs.Time({ type: 0, value: until });
  certificate.extensions = [...extensions];
  await certificate.subjectPublicKeyInfo.importKey(of);
  await certificate.sign(by.privateKey, HASH);
  return bytesOf(certificate.toSchema(true));
}

function named(name: string): pkijs.RelativeDistinguishedNames {
  const value = new asn1js.Utf8String({ value: name });
  const attribute = new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value });
  return new pkijs.RelativeDistinguishedNames({ typesAndValues: [attribute] });
}

/** Positive and of 16 bytes: the first bit is 0, the second is 1. */
function serialNumber(): asn1js.Integer {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return new asn1js.Integer({ valueHex: bytes.buffer });
}

/** The TimeStampResp (RFC 3161 2.4.2) for a TimeStampReq, saying that it is `at`, UTC milliseconds, to the second. */
export async function answerRequest(
  { key, certificate, root }: AuthorityKeys,
  request: Uint8Array,
  at: number,
): Promise<Uint8Array> {
  const asked = pkijs.TimeStampReq.fromBER(new Uint8Array(request));
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: POLICY,
    messageImprint: asked.messageImprint,
    serialNumber: serialNumber(),
    genTime: new Date(at - (at % 1000)),
    accuracy: new pkijs.Accuracy({ seconds: 1 }),
    ...(asked.nonce === undefined ? {} : { nonce: asked.nonce }),
  });
  const own = pkijs.Certificate.fromBER(new Uint8Array(certificate));
  const token = await signToken(bytesOf(info.toSchema()), own, key, [
    own,
    pkijs.Certificate.fromBER(new Uint8Array(root)),
  ]);
  const status = new pkijs.PKIStatusInfo({ status: pkijs.PKIStatus.granted });
  return bytesOf(new pkijs.TimeStampResp({ status, timeStampToken: token }).toSchema());
}

/** CMS SignedData over a TSTInfo (RFC 5652 5, RFC 5816). */
async function signToken(
  content: Uint8Array<ArrayBuffer>,
  own: pkijs.Certificate,
  pkcs8: Uint8Array,
  certificates: pkijs.Certificate[],
): Promise<pkijs.ContentInfo> {
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), CURVE, false, ['sign']);
  const encapContentInfo = new pkijs.EncapsulatedContentInfo({ eContentType: TST_INFO });
  // The library would write the content in pieces (BER); signed content is one piece (DER).
  encapContentInfo.eContent = new asn1js.OctetString({ valueHex: content.buffer });
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo,
    certificates,
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: await attributesOf(content, own) }),
      }),
    ],
  });
  await signed.sign(key, 0, HASH);
  return new pkijs.ContentInfo({ contentType: SIGNED_DATA, content: signed.toSchema(true) });
}

async function attributesOf(content: Uint8Array<ArrayBuffer>, own: pkijs.Certificate): Promise<pkijs.Attribute[]> {
  const certificateId = new asn1js.Sequence({
    value: [new asn1js.OctetString({ valueHex: await digestOf(bytesOf(own.toSchema())) })],
  });
  const certificates = new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certificateId] })] });
  const attribute = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });
  return [
    attribute(CONTENT_TYPE, new asn1js.ObjectIdentifier({ value: TST_INFO })),
    attribute(MESSAGE_DIGEST, new asn1js.OctetString({ valueHex: await digestOf(content) })),
    attribute(SIGNING_CERTIFICATE_V2, certificates),
  ];
}
