import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkOf } from './network.ts';
import type { Tries } from './throttle.ts';
import { afterFailure, channelsOf, channelWaitMillis, looseWaitMillis, waitMillis } from './throttle.ts';

const NOW = Date.UTC(2026, 7, 1);
const DAY = 24 * 3600 * 1000;
const failed = (count: number): Tries => ({ failed: count, last: NOW });

test('five failures are free, then the wait doubles from a second up to a quarter of an hour', () => {
  const seconds = [0, 1, 5, 6, 7, 8, 14, 15, 16, 17, 5000].map((count) => waitMillis(failed(count), NOW) / 1000);
  expect(seconds).toEqual([0, 0, 0, 1, 2, 4, 256, 512, 900, 900, 900]);
  expect(waitMillis(undefined, NOW)).toBe(0);
});

test('the wait runs off with the clock, and a clock set back does not lengthen it', () => {
  expect([0, 1500, 2000, 9000, -DAY].map((later) => waitMillis(failed(7), NOW + later))).toEqual([
    2000, 500, 0, 0, 2000,
  ]);
});

test('strangers together get fifty failures, then one try a minute', () => {
  expect([49, 50, 5000].map((count) => looseWaitMillis(failed(count), NOW))).toEqual([0, 60_000, 60_000]);
  expect(looseWaitMillis(failed(50), NOW + 59_000)).toBe(1000);
  expect(looseWaitMillis(failed(50), NOW + 60_000)).toBe(0);
});

test('a day without a failure forgets', () => {
  expect(afterFailure(failed(30), NOW + DAY - 1)).toEqual({ failed: 31, last: NOW + DAY - 1 });
  expect(afterFailure(failed(30), NOW + DAY)).toEqual({ failed: 1, last: NOW + DAY });
  expect(afterFailure(undefined, NOW)).toEqual({ failed: 1, last: NOW });
  // a pause that had lasted longer than a day would show that the day decides
  expect(waitMillis({ failed: 9, last: NOW }, NOW + DAY)).toBe(0);
});

test('a mark is one channel, no mark is two', () => {
  const attempt = { account: 'wang.li', address: '192.0.2.77' };
  expect(channelsOf({ ...attempt, device: 'd1' })).toEqual([{ kind: 'device', name: 'device:["wang.li","d1"]' }]);
  expect(channelsOf({ ...attempt, device: undefined })).toEqual([
    { kind: 'network', name: 'network:["wang.li","192.0.2.0/24"]' },
    { kind: 'strangers', name: 'strangers:["wang.li"]' },
  ]);
});

test('each channel waits by its own rule', () => {
  const [network, strangers] = channelsOf({ account: 'a', device: undefined, address: '192.0.2.7' });
  const [device] = channelsOf({ account: 'a', device: 'd', address: '192.0.2.7' });
  const waits = [device, network, strangers].map((each) => each && channelWaitMillis(each, failed(60), NOW));
  expect(waits).toEqual([900_000, 900_000, 60_000]);
});

describe('who can slow down whom', () => {
  const account = fc.oneof(fc.constantFrom('wang.li', 'li"', '["', ']', ','), fc.string({ unit: 'binary' }));
  const device = fc.oneof(fc.constantFrom('d1', 'd"', '",'), fc.string());
  const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string());
  const attempt = fc.record({ account, device: fc.option(device, { nil: undefined, freq: 1 }), address });
  type Attempt = Parameters<typeof channelsOf>[0];

  /** Lets every attempt fail that is not told to wait, a second apart. */
  function played(attempts: readonly Attempt[]) {
    const kept = new Map<string, Tries>();
    const waitOf = (each: Attempt, now: number) =>
      Math.max(...channelsOf(each).map((channel) => channelWaitMillis(channel, kept.get(channel.name), now)));
    for (const [at, each] of attempts.entries()) {
      const now = NOW + at * 1000;
      if (waitOf(each, now) > 0) continue;
      for (const { name } of channelsOf(each)) kept.set(name, afterFailure(kept.get(name), now));
    }
    return (each: Attempt) => waitOf(each, NOW + attempts.length * 1000);
  }

  test('failures of strangers, from wherever and however many, never make a marked browser wait', () => {
    const strangers = fc.array(
      attempt.map((each) => ({ ...each, device: undefined })),
      { minLength: 60, maxLength: 200, size: 'max' },
    );
    fc.assert(
      fc.property(strangers, account, device, address, (attempts, name, mark, from) => {
        const against = attempts.map((each) => ({ ...each, account: name }));
        expect(played([...attempts, ...against])({ account: name, device: mark, address: from })).toBe(0);
      }),
    );
  });

  test('failures with a mark make neither strangers nor other marks wait', () => {
    fc.assert(
      fc.property(fc.record({ account, device, address }), attempt, fc.nat(80), (one, other, count) => {
        fc.pre(one.device !== other.device || one.account !== other.account);
        expect(played(Array.from({ length: count }, () => one))(other)).toBe(0);
      }),
    );
  });

  test('nobody waits for what happened to another account', () => {
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 120, maxLength: 200, size: 'max' }), attempt, (attempts, mine) => {
        expect(played(attempts.filter((each) => each.account !== mine.account))(mine)).toBe(0);
      }),
    );
  });

  test('a stranger in another network waits for many networks at most a minute', () => {
    const home = { account: 'wang.li', device: undefined, address: '198.51.100.1' };
    const flood = (networks: number) =>
      Array.from({ length: networks * 5 }, (_, at) => ({ ...home, address: `10.0.${at % networks}.9` }));
    expect(played(flood(1))(home)).toBe(0);
    expect(played(flood(9))(home)).toBe(0);
    expect(played(flood(200))(home)).toBeGreaterThan(0);
    expect(played(flood(200))(home)).toBeLessThanOrEqual(60_000);
  });

  test('a marked browser that guesses is slowed down itself', () => {
    const mine = { account: 'wang.li', device: 'd1', address: '192.0.2.1' };
    expect(played(Array.from({ length: 6 }, () => mine))(mine)).toBe(0);
    expect(played(Array.from({ length: 9 }, () => mine))(mine)).toBeGreaterThan(0);
  });
});

test.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['192.0.3.77', '192.0.3.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['::FFFF:c000:24d', '192.0.2.0/24'],
  ['0:0:0:0:0:ffff:192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77%eth0', '192.0.2.0/24'],
  ['2001:db8:1:2aff::1', '2001:db8:1:2a00::/56'],
  ['2001:db8:1:2a00:ffff:ffff:ffff:ffff', '2001:db8:1:2a00::/56'],
  ['2001:db8:1:2b00::1', '2001:db8:1:2b00::/56'],
  ['fe80::1%eth0', 'fe80:0:0:0::/56'],
  ['::1', '0:0:0:0::/56'],
  ['64:ff9b::192.0.2.77', '64:ff9b:0:0::/56'],
  ['', 'unknown'],
  ['/run/socket', 'unknown'],
  ['192.0.2.777', 'unknown'],
])('%s is in %s', (address, network) => expect(networkOf(address)).toBe(network));

test('two addresses are in one network exactly when their first 24 or 56 bits agree', () => {
  const groups = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }).filter(([first = 0]) => first > 0);
  const written = (each: readonly number[]) => each.map((group) => group.toString(16)).join(':');
  const short = (each: readonly number[]) => new URL(`http://[${written(each)}]`).hostname.slice(1, -1);
  fc.assert(
    fc.property(groups, fc.nat(127), (each, bit) => {
      const other = each.map((group, at) => (at === bit >> 4 ? group ^ (0x8000 >> (bit & 15)) : group));
      fc.pre((other[0] ?? 0) > 0);
      expect(networkOf(short(each))).toBe(networkOf(written(each)));
      expect(networkOf(short(each)) === networkOf(short(other))).toBe(bit >= 56);
    }),
    { numRuns: 2000 },
  );
});
