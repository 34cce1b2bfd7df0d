import { expect, test } from 'vitest';
import { sampleTrust } from './testkit.ts';
import { decodeTrust, TrustError } from './trust.ts';

const key = sampleTrust.logs[0]?.key ?? '';

test('a trust file is read back as it was written', () => {
  const whole = {
    ...sampleTrust,
    custodians: [{ root: 'x' }],
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
  { ...sampleTrust, witnesses: undefined },
  { ...sampleTrust, atLeastWitnesses: 1 },
  { ...sampleTrust, atLeastWitnesses: -1 },
])('a value is refused as a trust file: %j', (value) => {
  expect(() => decodeTrust(value)).toThrow(TrustError);
});
