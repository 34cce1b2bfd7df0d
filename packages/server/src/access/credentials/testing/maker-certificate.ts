import type { KeyObject } from 'node:crypto';
import { sign } from 'node:crypto';

const OID = {
  ecdsaWithSha256: '2a8648ce3d040302',
  country: '550406',
  organisation: '55040a',
  unit: '55040b',
  name: '550403',
};

/** A certificate as a maker of authenticators puts into each of them (WebAuthn, 8.2.1), signed by itself, in DER. */
export function makerCertificate(keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }): Buffer {
  const algorithm = der(0x30, oid(OID.ecdsaWithSha256));
  const name = der(
    0x30,
    part(OID.country, 'CN'),
    part(OID.organisation, 'Invented Maker'),
    part(OID.unit, 'Authenticator Attestation'),
    part(OID.name, 'Invented Authenticator'),
  );
  const validity = der(0x30, text(0x18, '20200101000000Z'), text(0x18, '21200101000000Z'));
  const key = keys.publicKey.export({ type: 'spki', format: 'der' });
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const content = der(0x30, version3, der(0x02, Buffer.from([1])), algorithm, name, validity, name, key);
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, keys.privateKey));
  return der(0x30, content, algorithm, signature);
}

const part = (type: string, value: string): Buffer => der(0x31, der(0x30, oid(type), text(0x0c, value)));
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value));

function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const size = content.length;
  const head = size < 0x80 ? [tag, size] : [tag, 0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}
