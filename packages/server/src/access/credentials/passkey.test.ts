import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredPasskey } from './passkey.ts';
import { checkEnrolment, checkSignIn, enrolOptions, signInOptions } from './passkey.ts';
import type { Twist } from './testing/software-authenticator.ts';
import { softwareAuthenticator } from './testing/software-authenticator.ts';

const rp = { id: 'evidence.example.cn', name: '证链', origin: 'https://evidence.example.cn' };
const user = { id: Buffer.from('0123456789abcdef', 'hex'), login: 'wang.li', name: '王丽' };

async function enrolled(counts = true) {
  const authenticator = softwareAuthenticator({ counts });
  const { challenge } = await enrolOptions(rp, user, []);
  const passkey = await checkEnrolment(rp, challenge, authenticator.enrol(rp, challenge));
  if (passkey === undefined) throw new Error('an honest passkey was refused');
  const { challenge: next } = await signInOptions(rp, [passkey]);
  return { authenticator, passkey, challenge: next };
}

/** `text` of base64url with one bit of the byte at `at` turned. */
function flipped(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes.writeUInt8((bytes.at(at) ?? 0) ^ 1, at < 0 ? bytes.length + at : at);
  return bytes.toString('base64url');
}

const WRONG: readonly (readonly [string, Twist])[] = [
  ['another origin', { origin: 'https://evil.example.cn' }],
  ['the same host on another port', { origin: 'https://evidence.example.cn:8443' }],
  ['another rp id', { rpId: 'evil.example.cn' }],
  ['a person who was not verified', { verified: false }],
  ['a person who was not present', { present: false }],
  ['a frame in another site', { crossOrigin: true }],
  ['an answer of another type', { type: 'payment.get' }],
];

describe('enrolling', () => {
  test('the options ask for a verified person and no attestation, and exclude what is known', async () => {
    const { passkey } = await enrolled();
    const options = await enrolOptions(rp, user, [passkey]);
    expect(options).toMatchObject({
      rp: { id: rp.id, name: rp.name },
      user: { id: user.id.toString('base64url'), name: 'wang.li', displayName: '王丽' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      excludeCredentials: [{ id: passkey.id, transports: ['internal'] }],
      timeout: 300_000,
    });
    expect(options.pubKeyCredParams.map(({ alg }) => alg)).toEqual([-7, -8, -257]);
    expect(Buffer.from(options.challenge, 'base64url').length).toBeGreaterThanOrEqual(16);
    expect(options.challenge).not.toBe((await enrolOptions(rp, user, [])).challenge);
  });

  test('an honest answer gives the passkey to keep', async () => {
    const { authenticator, passkey } = await enrolled();
    expect(passkey).toMatchObject({ id: authenticator.id, counter: 0, transports: ['internal'] });
    expect(passkey.publicKey.length).toBe(77);
  });

  test.each(WRONG)('%s is refused', async (_, twist) => {
    const { challenge } = await enrolOptions(rp, user, []);
    expect(await checkEnrolment(rp, challenge, softwareAuthenticator().enrol(rp, challenge, twist))).toBeUndefined();
  });

  test('an answer to another challenge, or under another id than the signed one, is refused', async () => {
    const { challenge } = await enrolOptions(rp, user, []);
    const answer = softwareAuthenticator().enrol(rp, challenge);
    const id = softwareAuthenticator().id;
    expect(await checkEnrolment(rp, flipped(challenge, 0), answer)).toBeUndefined();
    expect(await checkEnrolment(rp, challenge, { ...answer, id, rawId: id })).toBeUndefined();
    expect(await checkEnrolment(rp, challenge, answer)).toBeDefined();
  });

  test('odd transports do not spoil a passkey', async () => {
    const { challenge } = await enrolOptions(rp, user, []);
    const answer = softwareAuthenticator().enrol(rp, challenge);
    const response = { ...answer.response, transports: [1, 2] };
    expect((await checkEnrolment(rp, challenge, { ...answer, response }))?.transports).toEqual([]);
  });
});

describe('signing in', () => {
  test('the options name the known passkeys, or leave the choice when none is known', async () => {
    const { passkey } = await enrolled();
    expect(await signInOptions(rp, [passkey])).toMatchObject({
      rpId: rp.id,
      userVerification: 'required',
      allowCredentials: [{ id: passkey.id, type: 'public-key', transports: ['internal'] }],
    });
    expect((await signInOptions(rp, [])).allowCredentials).toBeUndefined();
  });

  test('an honest signature is taken and its counter handed back', async () => {
    const { authenticator, passkey, challenge } = await enrolled();
    expect(await checkSignIn(rp, challenge, passkey, authenticator.sign(rp, challenge))).toEqual({ counter: 1 });
  });

  test.each(WRONG)('%s is refused', async (_, twist) => {
    const { authenticator, passkey, challenge } = await enrolled();
    const answer = authenticator.sign(rp, challenge, twist);
    expect(await checkSignIn(rp, challenge, passkey, answer)).toBeUndefined();
  });

  test('another challenge, another passkey, or one turned bit is refused', async () => {
    const { authenticator, passkey, challenge } = await enrolled();
    const answer = authenticator.sign(rp, challenge);
    const { response } = answer;
    const other = (await enrolled()).passkey;
    const signature = { ...response, signature: flipped(response.signature, -1) };
    const authenticatorData = { ...response, authenticatorData: flipped(response.authenticatorData, 36) };
    expect(await checkSignIn(rp, flipped(challenge, 0), passkey, answer)).toBeUndefined();
    expect(await checkSignIn(rp, challenge, other, answer)).toBeUndefined();
    expect(await checkSignIn(rp, challenge, { ...passkey, publicKey: other.publicKey }, answer)).toBeUndefined();
    expect(await checkSignIn(rp, challenge, { ...passkey, id: other.id }, answer)).toBeUndefined();
    expect(await checkSignIn(rp, challenge, passkey, { ...answer, response: signature })).toBeUndefined();
    expect(await checkSignIn(rp, challenge, passkey, { ...answer, response: authenticatorData })).toBeUndefined();
    expect(await checkSignIn(rp, challenge, passkey, answer)).toEqual({ counter: 1 });
  });

  test('a counter that does not grow is refused unless it always was 0', async () => {
    const { authenticator, passkey, challenge } = await enrolled();
    const at = (counter: number) => checkSignIn(rp, challenge, { ...passkey, counter: 7 }, signed(counter));
    const signed = (counter: number) => authenticator.sign(rp, challenge, { counter });
    expect(await at(8)).toEqual({ counter: 8 });
    for (const counter of [7, 6, 0]) expect(await at(counter)).toBeUndefined();
    const still = await enrolled(false);
    const answer = still.authenticator.sign(rp, still.challenge);
    expect(await checkSignIn(rp, still.challenge, still.passkey, answer)).toEqual({ counter: 0 });
  });
});

test('nothing that comes from outside makes a check throw', async () => {
  const { authenticator, passkey, challenge } = await enrolled();
  const honest = authenticator.sign(rp, challenge);
  const enrolling = authenticator.enrol(rp, challenge);
  const field = fc.oneof(fc.string(), fc.base64String(), fc.anything());
  const answer = fc.oneof(
    fc.anything(),
    fc
      .record({ clientDataJSON: field, authenticatorData: field, signature: field })
      .map((each) => altered(honest, each)),
    field.map((signature) => altered(honest, { signature })),
    field.map((attestationObject) => altered(enrolling, { attestationObject })),
  );
  await fc.assert(
    fc.asyncProperty(answer, async (each) => {
      expect(await checkSignIn(rp, challenge, passkey, each)).toBeUndefined();
      expect(await checkEnrolment(rp, challenge, each)).toBeUndefined();
    }),
    { numRuns: 400 },
  );
});

test('a stored key that is no key gives undefined', async () => {
  const { authenticator, passkey, challenge } = await enrolled();
  const der = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
  const broken: StoredPasskey = { ...passkey, publicKey: der };
  expect(await checkSignIn(rp, challenge, broken, authenticator.sign(rp, challenge))).toBeUndefined();
});

const altered = (answer: { readonly response: object }, fields: object) => ({
  ...answer,
  response: { ...answer.response, ...fields },
});
