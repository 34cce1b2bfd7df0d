import type { Check, CheckOutcome } from '@zhenglian/proof';
import { expect, test } from 'vitest';
import { countOutcomes, groupChecks, wordKeyOf, worstOf } from './group-checks.ts';

const check = (id: string, outcome: CheckOutcome = 'pass'): Check => ({ id, title: id, outcome, because: '' });

test('checks of items are grouped by entry in the order of the log, the others stay together', () => {
  const { whole, items } = groupChecks([
    check('package.readable'),
    check('item.main.12.entry'),
    check('log.signature.main'),
    check('item.main.9.entry'),
    check('item.main.12.included-sm3'),
  ]);
  expect(whole.map((c) => c.id)).toEqual(['package.readable', 'log.signature.main']);
  expect(items.map((item) => [item.index, item.checks.map((c) => c.aspect)])).toEqual([
    [9, ['entry']],
    [12, ['entry', 'included-sm3']],
  ]);
});

test('the words for a check do not depend on the log or the entry it is about', () => {
  expect(wordKeyOf('log.consistent.sales-log')).toBe('log.consistent');
  expect(wordKeyOf('item.sales-log.7.original')).toBe('item.original');
  expect(wordKeyOf('package.bound')).toBe('package.bound');
});

test('nothing but passes makes a pass, and one failure outweighs everything', () => {
  expect(worstOf([check('a'), check('b')])).toBe('pass');
  expect(worstOf([check('a'), check('b', 'masked')])).toBe('masked');
  expect(worstOf([check('a', 'not_checked'), check('b', 'masked')])).toBe('not_checked');
  expect(worstOf([check('a', 'not_checked'), check('b', 'fail')])).toBe('fail');
});

test('every check is counted under its outcome', () => {
  const counts = countOutcomes([check('a'), check('b', 'fail'), check('c', 'not_checked'), check('d')]);
  expect(counts).toEqual({ pass: 2, fail: 1, not_checked: 1, masked: 0 });
});
