import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';

/** The site for which passkeys are made: `id` is its host name, `origin` what the browser shows, with scheme and port. */
export type RelyingParty = { readonly id: string; readonly name: string; readonly origin: string };

export type StoredPasskey = {
  /** base64url */
  readonly id: string;
  /** COSE */
  readonly publicKey: Uint8Array;
  /** How often it has signed as far as it tells; 0 for those that do not count, such as synchronised ones. */
  readonly counter: number;
  readonly transports: readonly string[];
};

/** How long a browser waits for the person; the challenge need not be kept longer. */
export const PASSKEY_MILLIS = 5 * 60_000;

/** ES256, EdDSA, RS256: what authenticators in use can do. */
const ALGORITHMS = [-7, -8, -257];

const outer = { id: z.string().min(1).max(1400), rawId: z.string(), type: z.literal('public-key') };

const enrolment = z.object({
  ...outer,
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string().max(32)).max(16).catch([]),
  }),
});

const assertion = z.object({
  ...outer,
  response: z.object({ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() }),
});

const clientData = z.object({ crossOrigin: z.literal(false).optional(), topOrigin: z.never().optional() });

/** The library takes a quarter of a second to load, so it is loaded with the first passkey. */
const webauthn = () => import('@simplewebauthn/server');

/** What the browser needs for making a passkey. Those in `known` are not made again on the same authenticator. */
export async function enrolOptions(
  rp: RelyingParty,
  user: { readonly id: Uint8Array; readonly login: string; readonly name: string },
  known: readonly StoredPasskey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await webauthn();
  return await generateRegistrationOptions({
    rpID: rp.id,
    rpName: rp.name,
    userID: Uint8Array.from(user.id),
    userName: user.login,
    userDisplayName: user.name,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    excludeCredentials: known.map(described),
    supportedAlgorithmIDs: ALGORITHMS,
    timeout: PASSKEY_MILLIS,
  });
}

/** The passkey to keep, or `undefined` when the answer is not one to this challenge at this site by a verified person. */
export async function checkEnrolment(
  rp: RelyingParty,
  challenge: string,
  response: unknown,
): Promise<StoredPasskey | undefined> {
  const { data } = enrolment.safeParse(response);
  if (data === undefined || !isOwnPage(data.response.clientDataJSON)) return undefined;
  if (!(await isUnattested(data.response.attestationObject))) return undefined;
  const { verifyRegistrationResponse } = await webauthn();
  const done = await orUndefined(
    verifyRegistrationResponse({
      response: { ...data, clientExtensionResults: {} },
      ...expected(rp, challenge),
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (done?.verified !== true || done.registrationInfo.credential.id !== data.id) return undefined;
  const { id, publicKey, counter } = done.registrationInfo.credential;
  return { id, publicKey, counter, transports: data.response.transports };
}

/** What the browser needs for signing in; with none in `known` it lets the person choose among those it finds. */
export async function signInOptions(
  rp: RelyingParty,
  known: readonly StoredPasskey[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn();
  return await generateAuthenticationOptions({
    rpID: rp.id,
    userVerification: 'required',
    timeout: PASSKEY_MILLIS,
    ...(known.length === 0 ? {} : { allowCredentials: known.map(described) }),
  });
}

/**
 * The counter to keep, or `undefined` when this passkey did not sign this challenge at this site for a verified person.
 * A counter that does not grow gives `undefined` too, unless it always was 0: the key may have been copied.
 */
export async function checkSignIn(
  rp: RelyingParty,
  challenge: string,
  passkey: StoredPasskey,
  response: unknown,
): Promise<{ readonly counter: number } | undefined> {
  const { data } = assertion.safeParse(response);
  if (data === undefined || data.id !== passkey.id || !isOwnPage(data.response.clientDataJSON)) return undefined;
  const { verifyAuthenticationResponse } = await webauthn();
  const { id, publicKey, counter } = passkey;
  const done = await orUndefined(
    verifyAuthenticationResponse({
      response: { ...data, clientExtensionResults: {} },
      ...expected(rp, challenge),
      credential: { id, publicKey: Uint8Array.from(publicKey), counter },
    }),
  );
  return done?.verified === true ? { counter: done.authenticationInfo.newCounter } : undefined;
}

const described = ({ id, transports }: StoredPasskey) => ({ id, transports: [...transports] });

const expected = (rp: RelyingParty, expectedChallenge: string) => ({
  expectedChallenge,
  expectedOrigin: rp.origin,
  expectedRPID: rp.id,
  requireUserVerification: true,
});

/** Our pages never stand in a frame of another site; the library lets an answer from one through. */
function isOwnPage(clientDataJson: string): boolean {
  try {
    return clientData.safeParse(JSON.parse(Buffer.from(clientDataJson, 'base64url').toString())).success;
  } catch {
    return false;
  }
}

/**
 * We ask for no attestation, so a browser hands over none, or one that the passkey made about itself. Certificates
 * from anyone else are not looked at: judging them would prove nothing we promise and may send requests to addresses inside.
 */
async function isUnattested(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject } = await import('@simplewebauthn/server/helpers');
  try {
    const decoded = decodeAttestationObject(Uint8Array.from(Buffer.from(attestationObject, 'base64url')));
    if (decoded.get('fmt') === 'packed') return decoded.get('attStmt').get('x5c') === undefined;
    return decoded.get('fmt') === 'none';
  } catch {
    return false;
  }
}

/** The library throws at whatever it does not like in an answer, and everything in an answer comes from outside. */
async function orUndefined<T>(verdict: Promise<T>): Promise<T | undefined> {
  try {
    return await verdict;
  } catch {
    return undefined;
  }
}
