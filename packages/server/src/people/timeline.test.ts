import { expect, test } from 'vitest';
import type { Instant } from '../kernel/time.ts';
import type { Fact } from './fact.ts';
import type { Switch } from './timeline.ts';
import { decide, startOf, timelineOf } from './timeline.ts';

/** A switch by hand, in small numbers for moments; the place in the ledger is that in the list. */
function switchAt(index: number, isOn: boolean, first: number, last: number): Switch {
  // Only time and place of the fact are looked at.
  const fact = { log: 'main', index, record: { occurredAt: first } } as unknown as Fact;
  return { isOn, first: first as Instant, last: last as Instant, fact };
}

/** Every state that can hold at an instant, by trying every time that each switch may have had. */
function possible(switches: readonly Switch[], at: number): ReadonlySet<boolean> {
  const found = new Set<boolean>();
  const times: number[] = [];
  const tryFrom = (place: number): void => {
    const each = switches[place];
    if (each !== undefined) {
      for (let time: number = each.first; time <= each.last; time++) {
        times[place] = time;
        tryFrom(place + 1);
      }
      return;
    }
    const come = switches.map((one, n) => ({ one, n, time: times[n] ?? 0 })).filter(({ time }) => time <= at);
    const latest = Math.max(...come.map(({ time }) => time));
    const together = come.filter(({ time }) => time === latest);
    // Of instants the later entry has the last word; what is stated roughly may have come before or behind any of them.
    const instants = together.filter(({ one }) => one.first === one.last);
    const lastWords = [...together.filter(({ one }) => one.first !== one.last), ...instants.slice(-1)];
    for (const { one } of lastWords) found.add(one.isOn);
    if (come.length === 0) found.add(false);
  };
  tryFrom(0);
  return found;
}

/** The same numbers each time, without a library. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('what holds is what every order allowed by the stated times gives', () => {
  const next = numbers(7);
  const seen = { on: 0, off: 0, unknown: 0 };
  for (let round = 0; round < 3_000; round++) {
    const switches = Array.from({ length: next(5) }, (_, index) => {
      const first = next(10);
      return switchAt(index, next(2) === 1, first, first + (next(2) === 0 ? 0 : next(5)));
    });
    const at = next(12);
    const told = possible(switches, at);
    const expected = told.size === 2 ? 'unknown' : told.has(true) ? 'on' : 'off';
    // In one timeline or torn apart into two, they say the same.
    const [left, right] = [switches.filter((_, n) => n % 2 === 0), switches.filter((_, n) => n % 2 === 1)];
    const { verdict } = decide([timelineOf(switches)], at as Instant);
    const torn = decide([timelineOf(left), timelineOf(right)], at as Instant);
    expect({ switches, at, verdict, torn: torn.verdict }).toEqual({ switches, at, verdict: expected, torn: expected });
    seen[expected]++;
  }
  expect(Object.values(seen).every((count) => count > 100)).toBe(true);
});

test('what was said again without a break has its start with the first', () => {
  const switches = [true, false, true, true].map((isOn, index) => switchAt(index, isOn, index * 10, index * 10));
  const timeline = timelineOf(switches);
  const latest = decide([timeline], 35 as Instant).deciding.at(-1);
  expect(latest).toBe(switches[3]);
  expect(startOf(timeline, latest ?? switchAt(0, true, 0, 0))).toBe(switches[2]);
});
