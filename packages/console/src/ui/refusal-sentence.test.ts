import { expect, test } from 'vitest';
import { waitSeconds, weakReason } from './refusal-sentence.ts';

test('the reason of a refused password is found in the sentence of the server', () => {
  expect(weakReason('at least 12 characters are needed')).toBe('short');
  expect(weakReason('it is on lists of leaked passwords, apart from capitals, digits or punctuation')).toBe(
    'well_known',
  );
  expect(weakReason('something new')).toBeUndefined();
});

test('how long to wait is read from the end of the sentence', () => {
  expect(waitSeconds('try again in 30 s')).toBe('30');
  expect(waitSeconds('later')).toBeUndefined();
});
