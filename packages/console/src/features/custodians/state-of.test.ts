import { expect, test } from 'vitest';
import { stateOf } from './state-of.ts';

const custodian = {
  ...{ name: 'a', host: 'a', neutral: true, gives: 'token' as const, certificates: null },
  ...{ attestedAt: null, failures: 0, nextAt: null, error: null },
};

test('something that waits for more than an hour is an alarm', () => {
  const waiting = { ...custodian, epoch: 3, waitingSince: 1_000 };
  expect(stateOf(waiting, 1_000 + 3_600_000)).toBe('waiting');
  expect(stateOf(waiting, 1_001 + 3_600_000)).toBe('late');
});

test('where nothing waits, everything is attested or there was nothing yet', () => {
  expect(stateOf({ ...custodian, epoch: 3, waitingSince: null }, 0)).toBe('well');
  expect(stateOf({ ...custodian, epoch: null, waitingSince: null }, 0)).toBe('none');
});
