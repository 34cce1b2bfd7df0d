import { expect, test } from 'vitest';
import { base64Of } from './bytes.ts';
import { sampleTrust } from './testkit.ts';
import { AUTHORITY, makeCertificate, signerOf } from './time/testkit.ts';
import { decodeTrust, TrustError } from './trust.ts';

const root = base64Of(makeCertificate('根', signerOf(9), undefined, AUTHORITY).raw);
const key = sampleTrust.logs[0]?.key ?? '';

test('a trust file is read back as it was written', () => {
  const whole = {
    ...sampleTrust,
    custodians: [{ root }],
    witnesses: [{ name: 'court', key }],
    atLeastWitnesses: 1,
  };
  expect(decodeTrust(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
});

test.each([
  null,
  [],
  { ...sampleTrust, v: 2 },
  { ...sampleTrust, note: 1 },
  { ...sampleTrust, logs: {} },
  { ...sampleTrust, logs: [{ origin: 'a' }] },
  { ...sampleTrust, logs: [{ origin: '', key }] },
  { ...sampleTrust, logs: [{ origin: 'a', key, note: 1 }] },
  { ...sampleTrust, logs: [{ origin: 'a', key: key.slice(4) }] },
  { ...sampleTrust, logs: [{ origin: 'a', key: `${key}=` }] },
  { ...sampleTrust, custodians: [{}] },
  { ...sampleTrust, custodians: [{ root: 'x' }] },
  { ...sampleTrust, custodians: [{ root: key }] },
  { ...sampleTrust, custodians: [{ root, name: 'x' }] },
  { ...sampleTrust, witnesses: undefined },
  { ...sampleTrust, atLeastWitnesses: 1 },
  { ...sampleTrust, atLeastWitnesses: -1 },
])('a value is refused as a trust file: %j', (value) => {
  expect(() => decodeTrust(value)).toThrow(TrustError);
});
