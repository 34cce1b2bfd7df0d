import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import { deliver, sourceNamed } from '../../../../tests/setup/deliver.ts';
import { Refusal } from '../kernel/refusal.ts';
import { systemActor } from '../platform/db.ts';
import { appendOwn } from './append-own.ts';
import type { Follower } from './follow.ts';
import { catchUp } from './follow.ts';
import * as followStore from './follow-store.ts';
import type { ReadEntry } from './read.ts';
import * as ledgerStore from './store.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
  for (let n = 0; n < 5; n++) {
    const own = { log: 'main', type: 'act' as const, body: { n }, holder: 'test', class: 'act' as const };
    await appendOwn(t.ledger, systemActor, own);
  }
});
afterAll(() => t.close());

const numberIn = ({ content }: ReadEntry): number => (content.status === 'open' ? Number(content.body.n) : -1);

/** Applies by writing down what it was given, and breaks where told to. */
function follower(name: string, breaks: (n: number) => void): Follower & { readonly seen: number[] } {
  const seen: number[] = [];
  return {
    name,
    after: null,
    reads: 'all',
    seen,
    tables: [],
    settlesOn: [],
    settle: async () => undefined,
    async apply(_tx, _ledger, entries) {
      for (const entry of entries) breaks(numberIn(entry));
      seen.push(...entries.map(numberIn));
    },
  };
}

const failuresOf = async (name: string) =>
  (await t.ledger.db.as(systemActor, (tx) => followStore.failures(tx))).filter((failure) => failure.name === name);

test('an entry that cannot be applied is recorded and passed, and the others are applied', async () => {
  const broken = follower('broken', (n) => {
    if (n === 2) throw new TypeError('this entry');
  });
  await catchUp(t.ledger, broken);
  expect(broken.seen).toEqual([0, 1, 3, 4]);
  expect(await failuresOf('broken')).toMatchObject([{ index: 2, code: 'TypeError' }]);
});

test('a database that is gone stops a follower and passes nothing', async () => {
  let gone = true;
  const waiting = follower('waiting', () => {
    if (gone) throw new Refusal('database.unavailable', {});
  });
  await expect(catchUp(t.ledger, waiting)).rejects.toMatchObject({ code: 'database.unavailable' });
  expect(await failuresOf('waiting')).toEqual([]);
  gone = false;
  await catchUp(t.ledger, waiting);
  expect(waiting.seen).toEqual([0, 1, 2, 3, 4]);
});

test('a follower at the head has nothing to do', async () => {
  const idle = follower('idle', () => undefined);
  await catchUp(t.ledger, idle);
  expect(await catchUp(t.ledger, idle)).toBe(0);
  expect(idle.seen).toEqual([0, 1, 2, 3, 4]);
});

test('a follower never gets ahead of the one whose rows it reads', async () => {
  const first = follower('first', () => undefined);
  const second: ReturnType<typeof follower> = { ...follower('second', () => undefined), after: 'first' };
  expect(await catchUp(t.ledger, second)).toBe(0);
  await catchUp(t.ledger, first);
  expect(await catchUp(t.ledger, second)).toBe(5);
  expect(second.seen).toEqual(first.seen);
});

test('a follower of few types goes to the next entry of one, however many others lie between', async () => {
  const at = '2026-03-02T00:00:00+08:00';
  const day = { kind: 'calendar', at, body: { date: '2026-03-02', type: 'workday' } };
  const days = Array.from({ length: 1_100 }, (_, n) => ({ ...day, id: `${n}` }));
  await deliver(t.ledger, await sourceNamed(t.ledger, 'calendar'), days);
  const own = { log: 'main', type: 'act' as const, body: { n: 5 }, holder: 'test', class: 'act' as const };
  await appendOwn(t.ledger, systemActor, own);
  const [log] = (await t.ledger.db.as(systemActor, ledgerStore.logs)).filter(({ name }) => name === 'main');
  const size = log?.size ?? 0;
  const given: number[] = [];
  const few = follower('few', (n) => {
    if (n === 5) throw new TypeError('this entry');
  });
  const apply: Follower['apply'] = (tx, ledger, entries, reach) => {
    given.push(entries.length);
    return few.apply(tx, ledger, entries, reach);
  };
  expect(await catchUp(t.ledger, { ...few, reads: ['act'], apply })).toBeGreaterThan(1_000);
  expect(few.seen).toEqual([0, 1, 2, 3, 4]);
  expect(await failuresOf('few')).toMatchObject([{ index: size - 1, code: 'TypeError' }]);
  expect(Math.max(...given)).toBe(6);
});
