import { createHash, sign } from 'node:crypto';
import type { AsnType } from 'asn1js';
import { fromBER, Null, ObjectIdentifier, OctetString, Sequence, Set as SetOf } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { Signer } from './signer.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaSha256: '1.2.840.113549.1.1.11',
  ecdsaSha256: '1.2.840.10045.4.3.2',
} as const;

/** Puts a time on the bytes of a signature: a TimeStampToken in DER, RFC 3161; undefined where nobody answered. */
export type Stamp = (signature: Uint8Array) => Promise<Uint8Array | undefined>;

/**
 * A detached CMS signature over `content` in DER, as EN 319 142-1 asks of PAdES baseline: content type, message digest and
 * signing-certificate-v2 are signed, a signing time is not (the PDF states it). A token makes it B-T, without one it is B-B.
 */
export async function signDetached(content: Uint8Array, signer: Signer, stamp: Stamp): Promise<Uint8Array> {
  const chain = signer.chain.map((der) => Certificate.fromBER(new Uint8Array(der)));
  const [own] = chain;
  if (own === undefined) throw new Error('a signer has a certificate');
  const attributes = signedAttributes(sha256(content), sha256(signer.chain[0] ?? new Uint8Array(0)));
  const signature = sign('sha256', new Uint8Array(new SetOf({ value: attributes.map(schemaOf) }).toBER()), signer.key);
  const token = await stamp(signature);
  const info = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: sha256Algorithm(),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: [...attributes] }),
    signatureAlgorithm: signatureAlgorithm(signer),
    signature: new OctetString({ valueHex: signature }),
  });
  if (token !== undefined)
    info.unsignedAttrs = new SignedAndUnsignedAttributes({ type: 1, attributes: [stampAttribute(token)] });
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [sha256Algorithm()],
    // Detached: without content there is no OCTET STRING that could come out in pieces.
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: chain,
    signerInfos: [info],
  });
  const whole = new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) });
  return new Uint8Array(whole.toSchema().toBER());
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const sha256Algorithm = (): AlgorithmIdentifier => new AlgorithmIdentifier({ algorithmId: OID.sha256 });
const schemaOf = (attribute: Attribute): AsnType => attribute.toSchema();

const signatureAlgorithm = ({ key }: Signer): AlgorithmIdentifier =>
  key.asymmetricKeyType === 'rsa'
    ? new AlgorithmIdentifier({ algorithmId: OID.rsaSha256, algorithmParams: new Null() })
    : new AlgorithmIdentifier({ algorithmId: OID.ecdsaSha256 });

/** In the order of their encodings, as DER orders a SET OF: what is signed is this order. */
function signedAttributes(digest: Uint8Array, certificate: Uint8Array): readonly Attribute[] {
  // ESSCertIDv2 (RFC 5035): SHA-256 is the default algorithm and is left out.
  const certificateId = new Sequence({ value: [new OctetString({ valueHex: certificate })] });
  const signingCertificate = new Sequence({ value: [new Sequence({ value: [certificateId] })] });
  return [
    new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [new OctetString({ valueHex: digest })] }),
    new Attribute({ type: OID.signingCertificateV2, values: [signingCertificate] }),
  ].toSorted((a, b) => Buffer.compare(Buffer.from(schemaOf(a).toBER()), Buffer.from(schemaOf(b).toBER())));
}

function stampAttribute(token: Uint8Array): Attribute {
  const { result } = fromBER(token);
  if (Buffer.compare(Buffer.from(result.toBER()), token) !== 0) throw new Error('a token comes out as it went in');
  return new Attribute({ type: OID.signatureTimeStamp, values: [result] });
}
