import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestLedger } from '../../../../../tests/setup/database.ts';
import { testLedger } from '../../../../../tests/setup/database.ts';
import type { Instant } from '../../kernel/time.ts';
import { parseInstant } from '../../kernel/time.ts';
import type { Reading } from '../../ledger/append-own.ts';
import { audit } from '../../ledger/append-own.ts';
import { catchUp } from '../../ledger/follow.ts';
import * as followStore from '../../ledger/follow-store.ts';
import { readRange } from '../../ledger/read.ts';
import * as ledgerStore from '../../ledger/store.ts';
import type { Actor } from '../../platform/db.ts';
import { systemActor } from '../../platform/db.ts';
import { setState } from '../account-store.ts';
import { changeAccount, grantDirectly, makeAccount } from '../accounts.ts';
import { confirmFirst, propose } from '../acts/propose.ts';
import { watchFollower } from './follow.ts';
import { limits } from './rules.ts';
import { monthlyReport, reviewAlert, showAlerts, showReadings } from './show.ts';

const operator = { id: 'test', role: 'operator' } as const;
const MINUTE = 60_000;
const at = (text: string) => parseInstant(text) ?? 0;
let now: number = at('2026-03-20T10:00:00+08:00');
let t: TestLedger;
beforeAll(async () => {
  t = await testLedger({ now: () => now as Instant });
});
afterAll(() => t.close());

let people = 0;
async function person(): Promise<Actor> {
  const login = `p${++people}`;
  const id = await makeAccount(t.ledger, operator, { login, name: `Person ${login}` }, 'command-line');
  await t.ledger.db.as(systemActor, (tx) => setState(tx, id, 'active'));
  return {
    role: 'account',
    id,
    get now() {
      return now;
    },
  };
}
const reads = (actor: Actor, reading: Partial<Reading> = {}, act = 'entry.read') =>
  audit(t.ledger, actor, act, { log: 'main', index: 1 }, { ground: 'finding:f', about: [], ...reading });
const follow = () => catchUp(t.ledger, watchFollower);
const alertsOf = async ({ id }: Actor) => {
  await follow();
  return (await showAlerts(t.ledger)).filter(({ actor }) => actor === `account:${id}`);
};

describe('an alert', () => {
  test('is raised once a kind, person and day in Shanghai; what follows adds to it', async () => {
    const [one, other] = [await person(), await person()];
    now = at('2026-03-20T23:59:58+08:00');
    const first = await reads(one, { ground: 'urgent' });
    now += 1_000;
    const last = await reads(one, { ground: 'urgent' });
    await reads(other, { ground: 'urgent' });
    now += 1_000;
    const next = await reads(one, { ground: 'urgent' });
    expect(
      (await alertsOf(one)).map(({ kind, items, firstIndex, lastIndex }) => ({ kind, items, firstIndex, lastIndex })),
    ).toEqual([
      { kind: 'no-ground', items: 1, firstIndex: next, lastIndex: next },
      { kind: 'no-ground', items: 2, firstIndex: first, lastIndex: last },
    ]);
    expect(await alertsOf(other)).toHaveLength(1);
  });

  test('is raised for what somebody does over hours, by the entry that goes beyond', async () => {
    const own = await person();
    for (let n = 0; n <= limits.missed.most; n++) {
      now += MINUTE;
      await reads(own, { outcome: 'missed', items: 0 });
    }
    expect(await alertsOf(own)).toMatchObject([{ kind: 'fishing', items: 1 }]);
    const slow = await person();
    for (let n = 0; n <= limits.missed.most; n++) {
      now += 7 * MINUTE;
      await reads(slow, { outcome: 'missed', items: 0 });
    }
    expect(await alertsOf(slow)).toEqual([]);
  });

  test('is raised for attempts to sign in that fail', async () => {
    const own = await person();
    for (let n = 0; n <= limits.refused.most; n++) await audit(t.ledger, own, 'session.refused', {});
    expect(await alertsOf(own)).toMatchObject([{ kind: 'refused-sign-in' }]);
  });

  test('is raised for a role that one person gave, and for the first that nobody confirmed', async () => {
    const own = await person();
    await follow();
    const before = (await showAlerts(t.ledger)).filter(({ kind }) => kind === 'one-person-grant').length;
    expect(before).toBe(0);
    await grantDirectly(t.ledger, operator, own.id, 'hrbp');
    const payload = { account: own.id, role: 'counsel' as const, scope: {}, until: null };
    const { id } = await propose(t.ledger, operator, 'role.grant', { payload, reason: 'the first' });
    await confirmFirst(t.ledger, id);
    await follow();
    const after = (await showAlerts(t.ledger)).filter(({ kind }) => kind === 'one-person-grant');
    expect(after.map(({ actor }) => actor).toSorted()).toEqual(['operator:test', 'system:system']);
  });

  test('is reviewed by somebody else, once, with who it was', async () => {
    const [own, reviewer] = [await person(), await person()];
    await reads(own, { ground: 'urgent' });
    const [alert] = await alertsOf(own);
    const id = alert?.id ?? '';
    await expect(reviewAlert(t.ledger, own, id, 'fine')).rejects.toMatchObject({ code: 'act.same_person' });
    await reviewAlert(t.ledger, reviewer, id, 'a fire drill');
    expect(await alertsOf(own)).toMatchObject([{ reviewedBy: reviewer.id, reviewedAt: now }]);
    await expect(reviewAlert(t.ledger, await person(), id, 'again')).rejects.toMatchObject({ code: 'act.decided' });
    await expect(reviewAlert(t.ledger, reviewer, '0'.repeat(32), 'x')).rejects.toMatchObject({ code: 'not_found' });
    expect(await alertsOf(own)).toMatchObject([{ reviewedBy: reviewer.id }]);
  });

  test('is reviewed by one of two who do so at once, and the other is told', async () => {
    const own = await person();
    await reads(own, { ground: 'urgent' });
    const [alert] = await alertsOf(own);
    const two = [await person(), await person()];
    const done = await Promise.allSettled(two.map((each) => reviewAlert(t.ledger, each, alert?.id ?? '', 'fine')));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is not reviewed through a second account of the person it is about', async () => {
    const [own, twin] = [await person(), await person()];
    const employee = { employee: 'E1' };
    for (const { id } of [own, twin]) await changeAccount(t.ledger, operator, id, employee);
    await reads(own, { ground: 'urgent' });
    const [alert] = await alertsOf(own);
    await expect(reviewAlert(t.ledger, twin, alert?.id ?? '', 'fine')).rejects.toMatchObject({
      code: 'act.same_person',
    });
  });
});

test('looking at readings is a reading, and shows those before it newest first', async () => {
  const [auditor, own] = [await person(), await person()];
  await reads(own, { about: ['0'.repeat(32)] });
  await follow();
  const filter = { limit: 5, before: undefined, actor: `account:${own.id}`, act: undefined };
  expect(await showReadings(t.ledger, auditor, filter)).toMatchObject([
    { act: 'entry.read', actorName: `Person p${people}`, about: [expect.stringMatching(/^员工/)], outcome: 'read' },
  ]);
  await follow();
  const seen = await showReadings(t.ledger, operator, { ...filter, actor: `account:${auditor.id}` });
  expect(seen.map(({ act }) => act)).toEqual(['watch.read']);
});

describe('the report of a month', () => {
  test('counts what lies in the month in Shanghai by account, act and kind of ground', async () => {
    const own = await person();
    now = at('2026-04-30T23:59:59.999+08:00');
    await reads(own, { ground: 'finding:a', items: 2 });
    now = at('2026-05-01T00:00:00+08:00');
    await reads(own, { ground: 'finding:b', items: 3 });
    await reads(own, { ground: 'finding:c', items: 4 });
    await reads(own, { ground: 'urgent' });
    now = at('2026-05-31T23:59:59.999+08:00');
    await grantDirectly(t.ledger, operator, own.id, 'hrbp');
    now = at('2026-06-01T00:00:00+08:00');
    await reads(own, { ground: 'finding:d', items: 5 });
    await follow();
    const of = async (month: string) => {
      const report = await monthlyReport(t.ledger, operator, month);
      return {
        ...report,
        readings: report.readings.filter(({ actor }) => actor === `account:${own.id}`),
      };
    };
    const may = await of('2026-05');
    expect(may.readings.map(({ ground, times, items, outcome }) => ({ ground, times, items, outcome }))).toEqual([
      { ground: 'finding', times: 2, items: 7, outcome: 'read' },
      { ground: 'urgent', times: 1, items: 1, outcome: 'read' },
    ]);
    expect(may.alerts.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toMatchObject([
      { kind: 'no-ground', items: 1, reviewed: false },
      { kind: 'one-person-grant', actorName: 'operator:test' },
    ]);
    expect(may.grants).toEqual([{ accountName: `Person p${people}`, role: 'hrbp', given: true, ended: false }]);
    expect((await of('2026-04')).readings).toMatchObject([{ times: 1, items: 2 }]);
    expect((await of('2026-06')).readings).toMatchObject([{ times: 1, items: 5 }]);
    expect(await of('2026-07')).toMatchObject({ readings: [], alerts: [], acts: [], grants: [], unmaskings: 0 });
  });

  test.each(['2026-13', '2026-00', '2026-1', '2026', 'x', '', '2026-05-01'])('%j is no month', async (month) => {
    await expect(monthlyReport(t.ledger, operator, month)).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('goes from one year into the next', async () => {
    const own = await person();
    now = at('2026-12-31T23:59:59+08:00');
    await reads(own);
    await follow();
    const { readings } = await monthlyReport(t.ledger, operator, '2026-12');
    expect(readings.filter(({ actor }) => actor === `account:${own.id}`)).toHaveLength(1);
  });
});

test('rows are the same however the entries are cut into batches', async () => {
  await follow();
  class RolledBack extends Error {}
  const derived = async (batch: number) => {
    const digests: string[] = [];
    const work = t.ledger.db.as(systemActor, async (tx) => {
      if (batch > 0) for (const table of watchFollower.tables) await tx.client.query(`delete from ${table}`);
      for (const log of batch > 0 ? await ledgerStore.logs(tx) : []) {
        for (let from = 0; from < log.size; from += batch) {
          const to = Math.min(log.size, from + batch);
          const entries = await readRange(tx, t.ledger, log, { from, to, types: ['audit', 'act'] });
          const reach = { from: new Map([[log.logId, from]]), to: new Map([[log.logId, to]]) };
          await watchFollower.apply(tx, t.ledger, entries, reach);
        }
      }
      for (const table of watchFollower.tables) digests.push(`${table} ${await followStore.digestOf(tx, table)}`);
      throw new RolledBack();
    });
    await expect(work).rejects.toThrow(RolledBack);
    return digests;
  };
  const standing = await derived(0);
  expect(standing.slice(0, 2).join()).not.toContain('empty');
  for (const batch of [1, 3, 1_000]) expect(await derived(batch), `batches of ${batch}`).toEqual(standing);
});
