import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import type { Line } from '../../../../tests/setup/deliver.ts';
import { deliver, sourceNamed } from '../../../../tests/setup/deliver.ts';
import type { SourceRow } from '../intake/store.ts';
import { destroy } from '../ledger/destroy.ts';
import { catchUp } from '../ledger/follow.ts';
import { readEntries } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { peopleFollower } from '../people/follow.ts';
import { systemActor } from '../platform/db.ts';
import type { HoldQuery } from './acts/act.ts';
import { recordAct } from './acts/record-act.ts';
import { holdNamed, holds, keysUnder, placeHold, refreshHeld } from './holds.ts';

const counsel = { id: 'counsel', role: 'operator' } as const;
const FEBRUARY = Date.parse('2026-02-01T00:00:00+08:00');
const MARCH = Date.parse('2026-03-01T00:00:00+08:00');
const APRIL = Date.parse('2026-04-01T00:00:00+08:00');
let t: TestLedger;

const employee = (ref: string, handle: string): Line => ({
  kind: 'employee',
  id: ref,
  at: '2025-01-01T00:00:00+08:00',
  body: { employee: { system: 'hr', ref }, name: `员工${ref}`, handles: [{ system: 'wecom', ref: handle }] },
});
let lines = 0;
const chat = (at: string, from: string, to: string): Line => ({
  kind: 'chat',
  id: `c${++lines}`,
  at,
  body: {
    ...{ conversation: `${from}-${to}`, form: 'text', text: '明天见' },
    from: { system: 'wecom', ref: from },
    to: [{ system: 'wecom', ref: to }],
  },
});

const sources = new Map<string, SourceRow>();
/** Records these, each in a delivery of its own, and answers the data keys their bodies stand under. */
async function bring(source: string, ...given: readonly Line[]): Promise<readonly number[]> {
  const row = sources.get(source) ?? (await sourceNamed(t.ledger, source));
  sources.set(source, row);
  const { delivery } = await deliver(t.ledger, row, given);
  const { rows } = await t.superuser(
    'select distinct b.key_id::int as key from body b join entry e using (log_id, index) where e.delivery = $1 order by 1',
    [delivery],
  );
  return rows.map(({ key }: { key: number }) => key);
}
const follow = () => catchUp(t.ledger, peopleFollower);
const heldKeys = async (): Promise<readonly number[]> =>
  (await t.superuser('select key_id::int as key from data_key where held order by 1')).rows.map(
    ({ key }: { key: number }) => key,
  );
const under = (query: HoldQuery) => t.ledger.db.as(systemActor, (tx) => keysUnder(tx, t.ledger, query));
const wipe = (keyIds: readonly number[]) =>
  destroy(
    t.ledger,
    { keyIds, reason: 'x', proposal: 'p', proposedBy: 'operator:a', confirmedBy: 'operator:b', othersAffected: 0 },
    (tx) => refreshHeld(tx, t.ledger),
  );
const release = (hold: string) =>
  recordAct(t.ledger, systemActor, {
    ...{ act: 'propose', proposal: hold, kind: 'hold.release', payload: { hold }, role: 'investigator' },
    ...{ reason: 'over', expiresAt: t.ledger.clock.now() },
  })
    .then(() =>
      recordAct(t.ledger, systemActor, {
        act: 'decide',
        proposal: hold,
        kind: 'hold.release',
        decision: 'confirmed',
        role: 'counsel',
        reason: '',
      }),
    )
    .then(() => t.ledger.db.as(systemActor, (tx) => refreshHeld(tx, t.ledger)));

let [february, march, shared, other]: (readonly number[])[] = [];
beforeAll(async () => {
  t = await testLedger();
  await bring('hr', employee('E1', 'zhangsan'), employee('E2', 'lisi'));
  february = await bring('wecom', chat('2026-02-28T23:59:59+08:00', 'zhangsan', 'wmA'));
  march = await bring('wecom', chat('2026-03-01T00:00:00+08:00', 'zhangsan', 'wmA'));
  shared = await bring('wecom', chat('2026-03-05T00:00:00+08:00', 'lisi', 'zhangsan'));
  other = await bring('wecom', chat('2026-03-05T00:00:00+08:00', 'lisi', 'wmA'));
  await follow();
});
afterAll(() => t.close());

test('a hold covers what is a person’s own and what names them beside others, and nobody else’s', async () => {
  const held = await under({ employees: ['E1'] });
  expect(held).toEqual(expect.arrayContaining([...(february ?? []), ...(march ?? []), ...(shared ?? [])]));
  expect(held.filter((key) => other?.includes(key))).toEqual([]);
  expect(new Set([february, march, shared, other].flat()).size).toBe(4);
});

test('a hold of a period covers its months and neither the one before nor the one after', async () => {
  const own = async (query: Omit<HoldQuery, 'employees'>) =>
    (await under({ employees: ['E1'], ...query })).filter((key) => [february, march].flat().includes(key));
  expect(await own({ from: MARCH })).toEqual(march);
  expect(await own({ to: MARCH })).toEqual(february);
  expect(await own({ from: FEBRUARY, to: MARCH })).toEqual(february);
  expect(await own({ from: APRIL })).toEqual([]);
  expect(await own({ to: MARCH + 1 })).toEqual([february, march].flat());
});

test('a hold of sources covers what they brought', async () => {
  expect(await under({ employees: ['E1'], sources: ['crm'] })).toEqual([]);
  const wecom = await under({ employees: ['E1'], sources: ['wecom'] });
  expect(wecom).toEqual(expect.arrayContaining([...(march ?? []), ...(shared ?? [])]));
  const [employment] = await under({ employees: ['E1'], sources: ['hr'] });
  expect(wecom).not.toContain(employment);
});

test('a hold without an end covers keys of theirs under which nothing has been followed yet', async () => {
  const fresh = await bring('wecom', chat('2026-05-02T10:00:00+08:00', 'zhangsan', 'wmA'));
  expect(await under({ employees: ['E1'] })).toEqual(expect.arrayContaining([...fresh]));
});

test('the exact query stands in the entry that placed the hold, beside who did it and why', async () => {
  const query = { employees: ['E1', 'E2'], sources: ['wecom'], from: FEBRUARY, to: APRIL };
  const id = await placeHold(t.ledger, counsel, query, 'a lawsuit');
  const hold = await holdNamed(t.ledger, id);
  const [read] = await t.ledger.db.as(systemActor, async (tx) =>
    readEntries(tx, t.ledger, await ledgerStore.logNamed(tx, 'main'), [hold.index]),
  );
  expect(read?.content).toMatchObject({
    body: { act: 'hold.place', query, why: 'a lawsuit', actor: 'operator:counsel' },
  });
  expect(hold).toMatchObject({ query, why: 'a lawsuit', by: 'operator:counsel', releasedAt: null });
  await release(id);
  await expect(holdNamed(t.ledger, '0'.repeat(32))).rejects.toMatchObject({ code: 'hold.unknown' });
});

test('the marks on data keys are those of the holds that stand, and of two the other stays', async () => {
  expect(await heldKeys()).toEqual([]);
  const [one, two] = [
    await placeHold(t.ledger, counsel, { employees: ['E1'], to: MARCH }, 'x'),
    await placeHold(t.ledger, counsel, { employees: ['E1'] }, 'x'),
  ];
  const expected = async () => {
    const standing = (await t.ledger.db.as(systemActor, (tx) => holds(tx, t.ledger))).filter(
      (h) => h.releasedAt === null,
    );
    return [...new Set((await Promise.all(standing.map(({ query }) => under(query)))).flat())].toSorted(
      (a, b) => a - b,
    );
  };
  expect(await heldKeys()).toEqual(await expected());
  await release(two);
  expect(await heldKeys()).toEqual(await expected());
  expect(await heldKeys()).toEqual(expect.arrayContaining([...(february ?? [])]));
  await expect(wipe(february ?? [])).rejects.toMatchObject({ code: 'key.held' });
  await release(one);
  expect(await heldKeys()).toEqual([]);
});

test('what arrives after a hold was placed is held by the time anybody destroys it, whatever its mark says', async () => {
  const id = await placeHold(t.ledger, counsel, { employees: ['E1'] }, 'x');
  const [late = -1] = await bring('wecom', chat('2026-06-02T10:00:00+08:00', 'zhangsan', 'wmA'));
  const [beside = -1] = await bring('wecom', chat('2026-06-02T10:00:00+08:00', 'lisi', 'zhangsan'));
  await follow();
  expect((await heldKeys()).filter((key) => key === late || key === beside)).toEqual([]);
  for (const key of [late, beside]) await expect(wipe([key])).rejects.toMatchObject({ code: 'key.held' });
  await t.superuser('update data_key set held = false');
  await expect(wipe([late])).rejects.toMatchObject({ code: 'key.held' });
  await release(id);
  expect((await wipe([late])).keyIds).toEqual([late]);
});

test('an account that is found to be theirs later is held with all that came before', async () => {
  const [night = -1] = await bring('wechat', {
    ...chat('2026-03-02T10:00:00+08:00', 'x', 'y'),
    body: { conversation: 'night', form: 'text', text: '在吗', from: { system: 'wechat', ref: 'owl' }, to: [] },
  });
  await follow();
  const id = await placeHold(t.ledger, counsel, { employees: ['E1'] }, 'x');
  expect(await under({ employees: ['E1'] })).not.toContain(night);
  const body = { handle: { system: 'wechat', ref: 'owl' }, person: { system: 'hr', ref: 'E1' }, strength: 'declared' };
  await bring('wechat', { kind: 'binding', id: 'b', at: '2026-01-01T00:00:00+08:00', body });
  await follow();
  await expect(wipe([night])).rejects.toMatchObject({ code: 'key.held' });
  await release(id);
});

test('a destruction of several keys wipes none of them while one is held', async () => {
  const id = await placeHold(t.ledger, counsel, { employees: ['E1'] }, 'x');
  await expect(wipe([...(other ?? []), ...(shared ?? [])])).rejects.toMatchObject({ code: 'key.held' });
  const { rows } = await t.superuser('select 1 from data_key where wrapped is null and key_id = any($1)', [
    [...(other ?? []), ...(shared ?? [])],
  ]);
  expect(rows).toEqual([]);
  await release(id);
});
