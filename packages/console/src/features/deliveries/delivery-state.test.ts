import { expect, test } from 'vitest';
import { deliveryState, recordsOf } from './delivery-state.ts';

test('that a delivery was undone outweighs that it was cut short', () => {
  expect(deliveryState({ retracted: { index: 9, at: 0, why: '' }, finished: false })).toBe('retracted');
  expect(deliveryState({ retracted: null, finished: false })).toBe('unfinished');
  expect(deliveryState({ retracted: null, finished: true })).toBe('finished');
});

test('what was only seen again is not taken back', () => {
  const counts = { accepted: 2, changed: 3, repeated: 5, quarantined: 7 };
  expect(recordsOf(counts)).toBe(5);
});
