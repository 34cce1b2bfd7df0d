import { describe, expect, test } from 'vitest';
import type { AlertKind, Line } from './rules.ts';
import { alertKinds, alertsOn, limits } from './rules.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-20T02:00:00Z');
const line = (more: Partial<Line> = {}): Line => ({
  ...{ actor: 'account:a', act: 'entry.read', ground: 'finding:f', outcome: 'read', items: 1, about: [], at: NOW },
  ...more,
});
/** So many lines, the newest last, all at this time unless told otherwise. */
const times = (count: number, of: (n: number) => Partial<Line>): readonly Line[] =>
  Array.from({ length: count }, (_, n) => line(of(n)));
const raises = (kind: AlertKind, lines: readonly Line[]): boolean => alertsOn(lines).includes(kind);

/** For each limit: lines that come up to exactly so much of what it counts. */
const COUNTED = [
  ['fishing', 'things that are not there', limits.missed, (n: number) => times(n, () => ({ outcome: 'missed' }))],
  ['fishing', 'things behind a wall', limits.missed, (n: number) => times(n, () => ({ outcome: 'walled' }))],
  ['fishing', 'persons', limits.persons, (n: number) => times(n, (at) => ({ about: [`p${at}`] }))],
  ['bulk', 'entries one by one', limits.items, (n: number) => times(n, () => ({}))],
  ['bulk', 'entries at once', limits.items, (n: number) => [line({ act: 'chain.read', items: n })]],
  ['bulk', 'packages', limits.files, (n: number) => times(n, () => ({ act: 'package.read' }))],
  [
    'bulk',
    'files of several kinds',
    limits.files,
    (n: number) =>
      times(n, (at) => ({ act: ['package.make', 'package.read', 'original.read', 'media.read'][at % 4] ?? '' })),
  ],
  [
    'refused-sign-in',
    'refused attempts',
    limits.refused,
    (n: number) => times(n, () => ({ act: 'session.refused', ground: '', outcome: 'done', items: 0 })),
  ],
] as const;

describe.each(COUNTED)('%s: %s', (kind, _what, { most, hours }, upTo) => {
  test('is ordinary up to the limit and raised by the one beyond it', () => {
    expect([most - 1, most, most + 1].map((n) => raises(kind, upTo(n)))).toEqual([false, false, true]);
  });

  test('counts what lies within its hours and nothing that is as old as they are', () => {
    const many = upTo(most + 1);
    if (many.length === 1) return;
    const older = (millis: number) => many.map((each, at) => (at === 0 ? { ...each, at: NOW - millis } : each));
    expect(raises(kind, older(hours * HOUR - 1))).toBe(true);
    expect(raises(kind, older(hours * HOUR))).toBe(false);
  });

  test('looks back only: what came before is judged by what was there then', () => {
    const many = upTo(most + 2);
    if (many.length === 1) return;
    const seen = many.map((_, at) => raises(kind, many.slice(0, at + 1)));
    expect(seen).toEqual(many.map((_, at) => at >= most));
  });
});

describe('a reading without a ground', () => {
  test.each([
    ['upon nothing', { ground: 'none' }, true],
    ['in a hurry', { ground: 'urgent' }, true],
    ['that was refused for want of one', { ground: 'finding:f', outcome: 'refused', items: 0 }, true],
    ['of a package upon nothing', { act: 'package.read', ground: 'none' }, true],
    ['upon a finding', { ground: 'finding:f' }, false],
    ['upon a case', { ground: 'case:c' }, false],
    ['upon a tip', { ground: 'tip:main:1' }, false],
    ['of a list, which shows no content', { act: 'findings.read', ground: 'list' }, false],
    ['that was no reading of content', { act: 'watch.read', ground: 'none' }, false],
    ['of what is not there', { ground: 'none', outcome: 'missed' }, false],
  ])('%s', (_what, more, is) => {
    expect(raises('no-ground', [line(more)])).toBe(is);
  });

  test('is raised for the newest line alone', () => {
    expect(raises('no-ground', [line({ ground: 'urgent' }), line()])).toBe(false);
  });
});

test('an attempt behind a wall is raised at once, and not as one without a ground', () => {
  expect(alertsOn([line({ outcome: 'walled', ground: 'none', items: 0 })])).toEqual(['walled']);
});

test('persons looked at within a case, and the same one many times, are no fishing', () => {
  const many = (of: (n: number) => Partial<Line>) => raises('fishing', times(limits.persons.most * 2, of));
  expect(many((n) => ({ about: [`p${n}`], ground: 'case:c' }))).toBe(false);
  expect(many(() => ({ about: ['p'] }))).toBe(false);
  expect(many((n) => ({ about: [`p${n}`], act: 'findings.read', ground: 'list' }))).toBe(false);
  expect(many((n) => ({ about: [`p${n}`], outcome: 'refused' }))).toBe(false);
});

test('misses and attempts behind walls count together', () => {
  const both = times(limits.missed.most + 1, (n) => ({ outcome: n % 2 === 0 ? 'missed' : 'walled' }));
  expect(raises('fishing', both)).toBe(true);
});

test('a reading that is ordinary itself is not raised for files handed out before', () => {
  const files = times(limits.files.most + 1, () => ({ act: 'package.read' }));
  expect(raises('bulk', [...files, line()])).toBe(false);
});

test('what was refused or is not there does not count as read in bulk', () => {
  const many = times(limits.items.most + 1, (n) => ({ outcome: n % 2 === 0 ? 'refused' : 'missed' }));
  expect(raises('bulk', many)).toBe(false);
});

test('the operator at the command line is listed and not counted', () => {
  const operator = { actor: 'operator:o', ground: 'command-line' };
  const every = COUNTED.filter(([kind]) => kind !== 'refused-sign-in').map(([, , { most }, upTo]) => upTo(most + 1));
  for (const lines of every) expect(alertsOn(lines.map((each) => ({ ...each, ...operator })))).toEqual([]);
  expect(alertsOn([line({ ...operator, ground: 'urgent' })])).toEqual([]);
});

test('nothing is out of the ordinary about nothing, and only known kinds are raised', () => {
  expect(alertsOn([])).toEqual([]);
  for (const [, , { most }, upTo] of COUNTED)
    expect(alertsOn(upTo(most + 1)).filter((kind) => !alertKinds.includes(kind))).toEqual([]);
});
