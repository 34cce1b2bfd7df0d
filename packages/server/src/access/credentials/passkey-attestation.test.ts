import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkEnrolment, enrolOptions } from './passkey.ts';
import { makerCertificate } from './testing/maker-certificate.ts';
import { softwareAuthenticator } from './testing/software-authenticator.ts';

const rp = { id: 'evidence.example.cn', name: '证链', origin: 'https://evidence.example.cn' };
const user = { id: Buffer.from('0123456789abcdef', 'hex'), login: 'wang.li', name: '王丽' };

test('a statement of the passkey about itself is taken when its signature is right', async () => {
  const { challenge } = await enrolOptions(rp, user, []);
  const itself = (off: number) => (signed: Buffer, own: KeyObject) => {
    const sig = sign('sha256', signed.subarray(off), own);
    return { fmt: 'packed', attStmt: { alg: -7, sig } };
  };
  const enrol = (off: number) => softwareAuthenticator().enrol(rp, challenge, { attest: itself(off) });
  expect(await checkEnrolment(rp, challenge, enrol(0))).toBeDefined();
  expect(await checkEnrolment(rp, challenge, enrol(1))).toBeUndefined();
});

test('certificates of a maker are not taken, even in order, since nothing was asked of makers', async () => {
  const { challenge } = await enrolOptions(rp, user, []);
  const maker = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const x5c = [makerCertificate(maker)];
  expect(new X509Certificate(makerCertificate(maker)).verify(maker.publicKey)).toBe(true);
  for (const fmt of ['packed', 'tpm', 'apple', 'android-key', 'fido-u2f', 'android-safetynet', 'else']) {
    const attest = (signed: Buffer) => ({
      fmt,
      attStmt: { alg: -7, sig: sign('sha256', signed, maker.privateKey), x5c },
    });
    const answer = softwareAuthenticator().enrol(rp, challenge, { attest });
    expect(await checkEnrolment(rp, challenge, answer)).toBeUndefined();
  }
});

test('nor is the older kind of such a certificate', async () => {
  const { challenge } = await enrolOptions(rp, user, []);
  const maker = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const attest = (signed: Buffer) => {
    const [site, id, hash] = [signed.subarray(0, 32), signed.subarray(55, 87), signed.subarray(-32)];
    const point = Buffer.concat([Buffer.of(4), signed.subarray(97, 129), signed.subarray(132, 164)]);
    const sig = sign('sha256', Buffer.concat([Buffer.of(0), site, hash, id, point]), maker.privateKey);
    return { fmt: 'fido-u2f', attStmt: { sig, x5c: [makerCertificate(maker)] } };
  };
  const answer = softwareAuthenticator().enrol(rp, challenge, { attest });
  expect(await checkEnrolment(rp, challenge, answer)).toBeUndefined();
});
