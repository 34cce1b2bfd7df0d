import { expect, test } from 'vitest';
import type { Draft } from './connectors/connector.ts';
import type { Place } from './json-lines.ts';
import { identityOf, settle } from './settle.ts';

const VALUE = {
  v: 1,
  kind: 'transfer',
  source: 'bill',
  occurredAt: '2026-03-02T10:15:00+08:00',
  basis: 'provided-by-employee',
  body: {
    from: { system: 'name', ref: '甲' },
    to: { system: 'name', ref: '乙' },
    amount: { currency: 'CNY', minor: '1' },
  },
};
const draft = (id: string | undefined, cells: string): Draft => ({
  value: VALUE,
  id,
  digest: () => Buffer.from(cells).toString('hex').padEnd(64, '0'),
  flow: undefined,
});
const at = (sheet?: string): Place => ({
  line: 1,
  start: 0,
  end: 1,
  ...(sheet === undefined ? {} : { label: `${sheet}!1` }),
});

/** Settles drafts as an import does: what repeats is found over all of them first. */
function idsOf(drafts: readonly (readonly [Draft, Place])[]): readonly string[] {
  const count = new Map<number, number>();
  for (const [each, place] of drafts) count.set(identityOf(each, place), (count.get(identityOf(each, place)) ?? 0) + 1);
  const repeated = new Set([...count].flatMap(([identity, times]) => (times > 1 ? [identity] : [])));
  const repeats = { repeated, rows: new Map<string, number>() };
  return drafts.map(([each, place]) => {
    const found = settle(each, place, repeats);
    return found.ok ? found.record.externalId : found.why;
  });
}

test('an id that is unique in its file is the id of its record, and one that repeats gives way to the row itself', () => {
  const [a, b, c] = idsOf([
    [draft('T1', 'a'), at()],
    [draft('T2', 'b'), at()],
    [draft('T2', 'c'), at()],
  ]);
  expect(a).toBe('T1');
  expect(b).toMatch(/^row-[0-9a-f]{40}$/);
  expect(c).toMatch(/^row-[0-9a-f]{40}$/);
  expect(b).not.toBe(c);
});

test('rows without ids that say the very same are told apart by an ordinal, in the order of the file', () => {
  const [first, second, other] = idsOf([
    [draft(undefined, 'bus'), at()],
    [draft(undefined, 'bus'), at()],
    [draft(undefined, 'train'), at()],
  ]);
  expect(second).toBe(`${first}-2`);
  expect(other).not.toBe(first);
  // The same day exported alone later gives the same two ids.
  expect(
    idsOf([
      [draft(undefined, 'bus'), at()],
      [draft(undefined, 'bus'), at()],
    ]),
  ).toEqual([first, second]);
});

test('a list that a workbook shows on two sheets is one list', () => {
  const rows = ['a', 'b', 'b'].map((cells) => draft(cells === 'a' ? 'T1' : 'T2', cells));
  const both = idsOf([
    ...rows.map((row) => [row, at('Sheet1')] as const),
    ...rows.map((row) => [row, at('Sheet2')] as const),
  ]);
  expect(both.slice(3)).toEqual(both.slice(0, 3));
  expect(both[0]).toBe('T1');
  expect(both[2]).toBe(`${both[1]}-2`);
});
