import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Body } from '@zhenglian/proof';
import { expect, test } from 'vitest';
import type { Applied } from './apply-profile.ts';
import { applyProfile, checkKept } from './apply-profile.ts';
import type { Picked } from './collect.ts';
import { all, found, ITEMS, picked, slice, who } from './example-items.ts';
import type { Profile } from './profile.ts';
import { MASKED_BECAUSE, PROFILE, PROFILES } from './profile.ts';

const applied = (profile: Profile): Applied => applyProfile(profile, found, { picked: all, leftOut: [] }, who);

const nameAt = (index: number): string => ITEMS[index]?.[0] ?? { 90: 'finding', 91: 'reconstruction' }[index] ?? '?';

test.each<[Profile, readonly string[]]>([
  ['internal-report', []],
  ['arbitration', ['other customer', 'tip', 'in a group', 'finding', 'reconstruction']],
  ['civil', ['other customer', 'tip', 'notice', 'kin', 'in a group', 'finding', 'reconstruction']],
  ['police', ['other customer', 'notice', 'kin', 'in a group', 'finding', 'reconstruction']],
  ['union', ['other customer', 'tip', 'witness', 'kin', 'in a group', 'finding', 'reconstruction']],
  ['employee', ['other customer', 'favourable talk', 'tip', 'witness', 'in a group', 'finding', 'reconstruction']],
])('%s leaves out %j', (profile, out) => {
  const taken = new Set(applied(profile).picked.map(({ read }) => read.place.index));
  expect(
    all
      .map(({ read }) => read.place.index)
      .filter((index) => !taken.has(index))
      .map(nameAt),
  ).toEqual(out);
});

const OTHERS = {
  ...{ scope: ['/body/scope/1'], remark: ['/body/text'] },
  'passed on': ['/body/forwarded', '/body/forwarded/0/from'],
};
test.each<[Profile, Readonly<Record<string, readonly string[]>>]>([
  ['internal-report', {}],
  ['police', {}],
  // 钱多多 stands in what speaks for the employee: shown there, and so not masked elsewhere.
  ['arbitration', {}],
  ['civil', {}],
  ['union', { said: ['/body/to/0'], answered: ['/body/from'], 'passed on': ['/body/to/0'] }],
  [
    'employee',
    {
      said: ['/body/to/0'],
      answered: ['/body/from', '/body/text'],
      ...OTHERS,
      'passed on': ['/body/forwarded', '/body/forwarded/0/from', '/body/to/0'],
      approved: ['/body/by'],
    },
  ],
])('%s masks %j', (profile, places) => {
  const masked = applied(profile).picked.filter((each) => each.masked.size > 0);
  const shown = masked.map((each) => [nameAt(each.read.place.index), [...each.masked.keys()].sort()]);
  expect(Object.fromEntries(shown)).toEqual(places);
});

test('third parties are masked wherever they are called by name, and each place is named with the original', () => {
  const without = all.filter(({ role }) => role !== 'favourable');
  const { picked: items, leftOut } = applyProfile('arbitration', found, { picked: without, leftOut: [] }, who);
  const masked = items.filter((each) => each.masked.size > 0);
  expect(masked.map((each) => [nameAt(each.read.place.index), [...each.masked.keys()].sort()])).toEqual(
    Object.entries(OTHERS),
  );
  const said = leftOut.find(({ what }) => what.includes('main:4'));
  expect(said?.what).toContain('/body/scope/1');
  expect(said?.why).toContain(`其 SHA-256 为 ${slice.sha256},留存备庭审核对`);
});

test('a package that keeps statements refuses to be without one, or to mask one', () => {
  const { picked: items } = applied('arbitration');
  const kept = all.filter((each) => nameAt(each.read.place.index) === 'own words');
  expect(() => checkKept(kept, items)).not.toThrow();
  expect(() => checkKept(kept, [])).toThrowError(/main:8 must stand in this package whole/);
  const hidden = items.map((each) => ({ ...each, masked: new Map([['/body/text', 'third-parties' as const]]) }));
  expect(() => checkKept(kept, hidden)).toThrowError(/main:8/);
});

test('a delivery and an earlier version go with what they came with', () => {
  const tip = all[6] as Picked;
  const later = { ...tip, read: { ...tip.read, entry: { ...tip.read.entry, delivery: 80, prior: 81 } } };
  const along = [
    picked(80, 'delivery', 'delivery', {}),
    { ...picked(81, 'prior', 'record', ITEMS[0]?.[2] as unknown as Body) },
  ];
  const { picked: items } = applyProfile('arbitration', found, { picked: [later, ...along], leftOut: [] }, who);
  expect(items).toEqual([]);
});

test('every profile says what it leaves out and what it cannot prove, in both languages', () => {
  for (const profile of PROFILES) {
    const { leavesOut, limits } = PROFILE[profile];
    for (const { what, why } of leavesOut)
      for (const text of [what, why]) expect(text).toMatch(/\p{Script=Han}.* [a-z]/u);
    expect(limits.join(' ')).toMatch(/[a-z]/);
  }
});

test('docs/profiles.md says of each profile what the package says', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/profiles.md'), 'utf8');
  for (const profile of PROFILES) {
    const [, section = ''] = page.split(`(\`${profile}\`)`);
    const [own = ''] = section.split('\n## ');
    for (const { what } of PROFILE[profile].leavesOut) expect(own).toContain(what.replace(/ [a-z].*$/, ''));
    for (const kind of PROFILE[profile].withoutKinds) expect(own).toContain(`\`${kind}\``);
    for (const mask of PROFILE[profile].masks) expect(own).toContain(MASKED_BECAUSE[mask].zh);
  }
});
