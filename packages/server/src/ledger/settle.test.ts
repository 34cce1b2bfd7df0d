import type { EntryType } from '@zhenglian/proof';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import { deliver, sourceNamed } from '../../../../tests/setup/deliver.ts';
import { Refusal } from '../kernel/refusal.ts';
import { systemActor } from '../platform/db.ts';
import { appendOwn, audit } from './append-own.ts';
import type { Follower } from './follow.ts';
import { catchUp, rebuildWithin } from './follow.ts';
import * as followStore from './follow-store.ts';
import type { ReadEntry } from './read.ts';

let t: TestLedger;
beforeEach(async () => {
  t = await testLedger();
});
afterEach(() => t.close());

const numberIn = ({ content }: ReadEntry): number => (content.status === 'open' ? Number(content.body.n) : -1);
const act = (n: number) =>
  appendOwn(t.ledger, systemActor, { log: 'main', type: 'act', body: { n }, holder: 'test', class: 'act' });
const read = () => audit(t.ledger, systemActor, 'x', {});

/** So many records, with their delivery and the entry that made their source. */
async function records(count: number): Promise<void> {
  const at = '2026-03-02T00:00:00+08:00';
  const lines = Array.from({ length: count }, (_, n) => ({
    ...{ kind: 'calendar', id: `${n}`, at, body: { date: '2026-03-02', type: 'workday' } },
  }));
  await deliver(t.ledger, await sourceNamed(t.ledger, 'calendar'), lines);
}

type Told = { readonly settled: number[]; readonly applied: number[] };
/** Counts how often it settled, with how many entries it had applied by then. */
function follower(
  name: string,
  {
    on = ['act'],
    breaks = () => undefined,
    settles = () => undefined,
    after = null,
  }: Partial<{
    on: readonly EntryType[];
    breaks: (n: number) => void;
    settles: (times: number) => void;
    after: string | null;
  }> = {},
): Follower & Told {
  const told: Told = { settled: [], applied: [] };
  return {
    ...told,
    ...{ name, after, reads: 'all', tables: [], settlesOn: on },
    async apply(_tx, _ledger, entries) {
      for (const entry of entries) breaks(numberIn(entry));
      told.applied.push(...entries.map(numberIn));
    },
    async settle() {
      settles(told.settled.length);
      told.settled.push(told.applied.length);
    },
  };
}

test('what is derived at the head is derived once an entry came that it rests on, and once only', async () => {
  const one = follower('one');
  await act(0);
  await act(1);
  await catchUp(t.ledger, one);
  await catchUp(t.ledger, one);
  expect(one.settled).toEqual([2]);
});

test('it is not derived again where only other entries came', async () => {
  const [one, none] = [follower('one'), follower('none', { on: [] })];
  await act(0);
  for (const each of [one, none]) await catchUp(t.ledger, each);
  await read();
  for (const each of [one, none]) await catchUp(t.ledger, each);
  expect([one.settled, none.settled]).toEqual([[1], []]);
  expect(one.applied).toHaveLength(2);
});

test('it is derived once for many batches, with the last, also where what it rests on came in the first', async () => {
  const one = follower('one');
  await act(0);
  await records(2_100);
  await catchUp(t.ledger, one);
  expect(one.settled).toEqual([2_103]);
});

test('what came is remembered when the process ends between two batches', async () => {
  let dies = true;
  const one = follower('one', {
    breaks: () => {
      if (dies && one.applied.length >= 1_000) throw new Refusal('database.unavailable', {});
    },
  });
  await act(0);
  await records(1_100);
  await expect(catchUp(t.ledger, one)).rejects.toMatchObject({ code: 'database.unavailable' });
  expect([one.applied.length, one.settled]).toEqual([1_000, []]);
  dies = false;
  await catchUp(t.ledger, one);
  expect(one.settled).toEqual([1_103]);
});

test('a transaction that rolls back while it derives takes nothing with it: the next one derives', async () => {
  const one = follower('one', {
    settles: (times) => {
      if (times === 0 && fails-- > 0) throw new Refusal('database.unavailable', {});
    },
  });
  let fails = 2;
  await act(0);
  for (let n = 0; n < 2; n++)
    await expect(catchUp(t.ledger, one)).rejects.toMatchObject({ code: 'database.unavailable' });
  await catchUp(t.ledger, one);
  expect(one.settled).toHaveLength(1);
  expect(await t.ledger.db.as(systemActor, followStore.failures)).toEqual([]);
});

test('it is derived also where the entry at the head had to be passed over', async () => {
  const one = follower('one', {
    breaks: (n) => {
      if (n === 1) throw new TypeError('this entry');
    },
  });
  await act(0);
  await act(1);
  await catchUp(t.ledger, one);
  expect(one.applied).toEqual([0]);
  expect(one.settled).toEqual([1]);
});

test('an entry is not blamed and passed over for what goes wrong while deriving at the head', async () => {
  const one = follower('one', {
    settles: () => {
      throw new TypeError('a bug at the head');
    },
  });
  await act(0);
  await catchUp(t.ledger, one).catch(() => undefined);
  expect(await t.ledger.db.as(systemActor, followStore.failures)).toEqual([]);
});

test('one that reads another’s rows derives when it has come as far as that one, not before', async () => {
  const [first, second] = [follower('first'), follower('second', { after: 'first' })];
  await act(0);
  await catchUp(t.ledger, first);
  await act(1);
  await catchUp(t.ledger, second);
  expect(second.settled).toEqual([1]);
  await catchUp(t.ledger, first);
  await catchUp(t.ledger, second);
  expect(second.settled).toEqual([1, 2]);
});

test('a rebuild derives as it was derived', async () => {
  class RolledBack extends Error {}
  const one = follower('one');
  await act(0);
  await read();
  await catchUp(t.ledger, one);
  const again = t.ledger.db.as(systemActor, async (tx) => {
    await rebuildWithin(tx, t.ledger, [one], async () => undefined);
    throw new RolledBack();
  });
  await expect(again).rejects.toThrow(RolledBack);
  expect(one.settled).toEqual([2, 4]);
});
