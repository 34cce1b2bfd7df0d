import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { cbor } from './cbor.ts';

/** What a test lets the authenticator or the browser say other than an honest one would. */
export type Twist = {
  readonly rpId?: string;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly type?: string;
  /** Whether the person was present, and whether PIN or finger were checked. */
  readonly present?: boolean;
  readonly verified?: boolean;
  readonly counter?: number;
  /** Makes a format and a statement about what is to be signed, in place of no attestation. */
  readonly attest?: (signed: Buffer, own: KeyObject) => { readonly fmt: string; readonly attStmt: object };
};

type Site = { readonly id: string; readonly origin: string };

/** A passkey in memory (ES256), with the browser around it: answers are as `PublicKeyCredential.toJSON` gives them. */
export type SoftwareAuthenticator = {
  /** The credential's id in base64url. */
  readonly id: string;
  enrol(site: Site, challenge: string, twist?: Twist): Enrolment;
  /** Signs, and counts one further each time unless the authenticator was made not to count. */
  sign(site: Site, challenge: string, twist?: Twist): Assertion;
};

export type Enrolment = Answer<{ clientDataJSON: string; attestationObject: string; transports: string[] }>;
export type Assertion = Answer<{ clientDataJSON: string; authenticatorData: string; signature: string }>;
type Answer<Response> = {
  id: string;
  rawId: string;
  type: string;
  clientExtensionResults: object;
  response: Response;
};

export function softwareAuthenticator({ counts = true } = {}): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(32);
  const id = credential.toString('base64url');
  let counter = 0;
  const answer = <R>(response: R): Answer<R> => ({
    ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
    response,
  });
  return {
    id,
    enrol(site, challenge, twist = {}) {
      const length = Buffer.from([credential.length >> 8, credential.length & 0xff]);
      const attested = Buffer.concat([Buffer.alloc(16), length, credential, coseOf(publicKey)]);
      const authData = Buffer.concat([headOf(site, twist, counter, 0x40), attested]);
      const clientData = clientDataOf('webauthn.create', site, challenge, twist);
      const signed = Buffer.concat([authData, sha256(clientData)]);
      const { fmt, attStmt } = twist.attest?.(signed, privateKey) ?? { fmt: 'none', attStmt: {} };
      const attestationObject = cbor(mapOf({ fmt, attStmt: mapOf(attStmt), authData }));
      return answer({
        clientDataJSON: clientData.toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      });
    },
    sign(site, challenge, twist = {}) {
      if (counts) counter++;
      const clientData = clientDataOf('webauthn.get', site, challenge, twist);
      const authData = headOf(site, twist, counter, 0);
      const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), privateKey);
      return answer({
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
}

/** Digest of the site, flags, counter: WebAuthn, 6.1. */
function headOf(site: Site, twist: Twist, counter: number, flags: number): Buffer {
  const { rpId = site.id, present = true, verified = true } = twist;
  const head = Buffer.alloc(37);
  sha256(Buffer.from(rpId)).copy(head);
  head.writeUInt8(flags | (present ? 0x01 : 0) | (verified ? 0x04 : 0), 32);
  head.writeUInt32BE(twist.counter ?? counter, 33);
  return head;
}

function clientDataOf(type: string, site: Site, challenge: string, twist: Twist): Buffer {
  const { origin = site.origin, crossOrigin = false } = twist;
  return Buffer.from(JSON.stringify({ type: twist.type ?? type, challenge, origin, crossOrigin }));
}

/** RFC 9053, 7.1.1: kty EC2, alg ES256, crv P-256, x, y. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}

const mapOf = (fields: object): Map<string, unknown> => new Map(Object.entries(fields));
const sha256 = (data: Uint8Array): Buffer => createHash('sha256').update(data).digest();
