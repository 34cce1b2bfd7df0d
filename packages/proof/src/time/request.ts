import * as asn1js from 'asn1js';
import type { HashName } from './hashes.ts';
import { hashNamed } from './hashes.ts';

/** TimeStampReq of RFC 3161 2.4.1 over `data`, asking for the certificate along with the answer. */
export function encodeTimeStampRequest(hash: HashName, data: Uint8Array, nonce: bigint): Uint8Array {
  const { oid, of } = hashNamed(hash);
  const algorithm = new asn1js.Sequence({
    value: [new asn1js.ObjectIdentifier({ value: oid }), new asn1js.Null()],
  });
  const imprint = new asn1js.Sequence({ value: [algorithm, new asn1js.OctetString({ valueHex: of(data) })] });
  const request = new asn1js.Sequence({
    value: [
      new asn1js.Integer({ value: 1 }),
      imprint,
      asn1js.Integer.fromBigInt(nonce),
      new asn1js.Boolean({ value: true }),
    ],
  });
  return new Uint8Array(request.toBER());
}
