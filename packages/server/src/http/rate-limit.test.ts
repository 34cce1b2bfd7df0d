import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rateLimit } from './rate-limit.ts';

test('a burst goes through, the next one waits for as long as it is told and no longer', () => {
  const limit = rateLimit({ perSecond: 2, burst: 5 });
  expect(Array.from({ length: 6 }, () => limit.take('a', 1000))).toEqual([0, 0, 0, 0, 0, 1]);
  expect(limit.take('a', 1499)).toBe(1);
  expect(limit.take('a', 1500)).toBe(0);
  expect(limit.take('a', 1500)).toBe(1);
});

test('somebody slower than a request a second is told how many seconds', () => {
  const limit = rateLimit({ perSecond: 0.1, burst: 1 });
  expect([limit.take('a', 0), limit.take('a', 0), limit.take('a', 4_000)]).toEqual([0, 10, 6]);
  expect(limit.take('a', 10_000)).toBe(0);
});

test('one does not wait for another', () => {
  const limit = rateLimit({ perSecond: 1, burst: 1 });
  expect([limit.take('a', 0), limit.take('a', 0), limit.take('b', 0)]).toEqual([0, 1, 0]);
});

test('never more than the burst is saved up, however long nobody asked', () => {
  const limit = rateLimit({ perSecond: 10, burst: 3 });
  limit.take('a', 0);
  expect(Array.from({ length: 4 }, () => limit.take('a', 1e12))).toEqual([0, 0, 0, 1]);
});

test('in any stretch no more pass than the burst and what its time brings', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }), (waits, perSecond, burst) => {
      const limit = rateLimit({ perSecond, burst });
      let now = 0;
      const passed: number[] = [];
      for (const wait of waits) {
        now += wait;
        if (limit.take('a', now) === 0) passed.push(now);
      }
      for (const [at, from] of passed.entries())
        for (const [more, to] of passed.slice(at).entries())
          expect(more + 1).toBeLessThanOrEqual(burst + ((to - from) / 1000) * perSecond + 1e-6);
    }),
  );
});

test('what it remembers is bounded, and those who wait still wait while others come and go', () => {
  const limit = rateLimit({ perSecond: 1, burst: 1 });
  limit.take('waits', 0);
  expect(limit.take('waits', 0)).toBe(1);
  for (let n = 0; n < 49_999; n++) limit.take(`early ${n}`, -10_000);
  for (let n = 0; n < 40_000; n++) limit.take(`late ${n}`, 1);
  expect(limit.take('waits', 1)).toBe(1);
});
