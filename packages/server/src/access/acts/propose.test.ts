import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../../tests/setup/database.ts';
import { testLedger } from '../../../../../tests/setup/database.ts';
import { randomId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import { rebuildWithin } from '../../ledger/follow.ts';
import * as followStore from '../../ledger/follow-store.ts';
import { peopleFollower } from '../../people/follow.ts';
import type { Actor } from '../../platform/db.ts';
import { systemActor } from '../../platform/db.ts';
import { setState } from '../account-store.ts';
import { grantDirectly, makeAccount } from '../accounts.ts';
import { accessFollower } from '../follow.ts';
import { grantsOf } from '../grant-store.ts';
import type { Role } from '../roles.ts';
import { listActs } from './list-acts.ts';
import type { Decision } from './propose.ts';
import { confirmFirst, decide, proposalNamed, propose } from './propose.ts';
import { recordAct } from './record-act.ts';

const HOUR = 3_600_000;
const operator = { id: 'test', role: 'operator' } as const;
let now = Date.parse('2026-03-20T02:00:00Z');
let t: TestLedger;
beforeAll(async () => {
  t = await testLedger({ now: () => now as Instant });
});
afterAll(() => t.close());

type Person = Extract<Actor, { role: 'account' }>;
let people = 0;
async function person(roles: readonly Role[], employee: string | null = null): Promise<Person> {
  const login = `p${++people}`;
  const id = await makeAccount(t.ledger, operator, { login, name: login, employee }, 'command-line');
  await t.ledger.db.as(systemActor, (tx) => setState(tx, id, 'active'));
  for (const role of roles) await grantDirectly(t.ledger, operator, id, role);
  return {
    role: 'account',
    id,
    get now() {
      return now;
    },
  };
}

const reason = 'a test asks for it';
const proposeRole = (actor: Actor, account: string, role: Role = 'investigator') =>
  propose(t.ledger, actor, 'role.grant', { payload: { account, role, scope: {}, until: null }, reason });
const unmaskFor = (actor: Actor, accounts: readonly string[]) =>
  propose(t.ledger, actor, 'name.unmask', {
    payload: { person: randomId(), accounts: [...accounts], hours: 1 },
    reason,
  });
const settle = (actor: Actor, id: string, decision: Decision = 'confirmed') =>
  decide(t.ledger, actor, id, { decision, reason: '' });
const rolesOf = async ({ id }: Person) =>
  (await t.ledger.db.as(systemActor, (tx) => grantsOf(tx, id, now))).map(({ role }) => role);

test('what one role proposes and another confirms holds when the confirmation answers, and not before', async () => {
  const [asks, confirms, gets] = [await person(['system-admin']), await person(['security-admin']), await person([])];
  const { id, state } = await proposeRole(asks, gets.id);
  expect([state, await rolesOf(gets)]).toEqual(['open', []]);
  const decided = await settle(confirms, id);
  expect(decided).toMatchObject({
    state: 'confirmed',
    proposer: `account:${asks.id}`,
    proposerRole: 'system-admin',
    decider: `account:${confirms.id}`,
    deciderRole: 'security-admin',
  });
  expect(await rolesOf(gets)).toEqual(['investigator']);
});

test('what is refused or withdrawn gives nothing', async () => {
  const [asks, confirms, gets] = [await person(['system-admin']), await person(['security-admin']), await person([])];
  await settle(confirms, (await proposeRole(asks, gets.id)).id, 'refused');
  await settle(asks, (await proposeRole(asks, gets.id)).id, 'withdrawn');
  expect(await rolesOf(gets)).toEqual([]);
});

test('whoever proposed an act neither confirms nor refuses it, also with a second role that could', async () => {
  const both = await person(['counsel', 'hrbp']);
  const { id } = await unmaskFor(both, [(await person(['investigator'])).id]);
  await expect(settle(both, id)).rejects.toMatchObject({ code: 'act.same_person' });
  await expect(settle(both, id, 'refused')).rejects.toMatchObject({ code: 'act.same_person' });
  expect((await proposalNamed(t.ledger, id)).state).toBe('open');
});

test('two accounts with one employee number are one person', async () => {
  const [asks, twin] = [await person(['investigator'], 'E77'), await person(['counsel'], 'E77')];
  const { id } = await unmaskFor(asks, [asks.id]);
  await expect(settle(twin, id)).rejects.toMatchObject({ code: 'act.same_person' });
  expect((await settle(await person(['counsel'], 'E78'), id)).state).toBe('confirmed');
});

test('accounts without an employee number are not taken for one person', async () => {
  const { id } = await unmaskFor(await person(['investigator']), [(await person([])).id]);
  expect((await settle(await person(['counsel']), id)).state).toBe('confirmed');
});

test('nobody confirms what they themselves get', async () => {
  const [asks, gets] = [await person(['investigator']), await person(['counsel'])];
  const { id } = await unmaskFor(asks, [asks.id, gets.id]);
  await expect(settle(gets, id)).rejects.toMatchObject({ code: 'act.same_person' });
  const role = await proposeRole(await person(['system-admin']), (await person([])).id, 'employee');
  expect((await settle(await person(['security-admin']), role.id)).state).toBe('confirmed');
});

test('nobody confirms through a second account what their first account gets', async () => {
  const [gets, twin] = [await person(['investigator'], 'E79'), await person(['counsel'], 'E79')];
  const { id } = await unmaskFor(await person(['duty-officer']), [gets.id]);
  await expect(settle(twin, id)).rejects.toMatchObject({ code: 'act.same_person' });
});

test('nobody confirms that the wall before themselves is lifted', async () => {
  const walled = await person(['counsel']);
  const wall = randomId();
  await recordAct(t.ledger, operator, { act: 'wall.set', wall, account: walled.id, employee: 'E1', why: 'a friend' });
  const asked = { payload: { wall }, reason };
  const { id } = await propose(t.ledger, await person(['security-admin']), 'wall.lift', asked);
  await expect(settle(walled, id)).rejects.toMatchObject({ code: 'act.same_person' });
});

test('a second person of the same role does not confirm, even where somebody put into the table that this role may', async () => {
  const cell = { role: 'hrbp', permission: 'name.unmask.confirm', allowed: true } as const;
  const change = await propose(t.ledger, await person(['security-admin']), 'matrix.change', { payload: cell, reason });
  await settle(await person(['audit-admin']), change.id);
  // What would give one role both halves stands in the ledger and changes nothing.
  expect((await t.superuser('select 1 from matrix_cell')).rowCount).toBe(0);
  await t.superuser("insert into matrix_cell values ('hrbp', 'name.unmask.confirm', true, 1, 0)");
  const { id } = await unmaskFor(await person(['hrbp']), [(await person([])).id]);
  await expect(settle(await person(['hrbp']), id)).rejects.toMatchObject({ code: 'act.same_role' });
  expect((await settle(await person(['hrbp', 'counsel']), id)).deciderRole).toBe('counsel');
  await t.superuser('delete from matrix_cell');
});

test('whoever has no role for it neither proposes nor confirms', async () => {
  const [none, investigator] = [await person([]), await person(['investigator'])];
  await expect(proposeRole(investigator, none.id)).rejects.toMatchObject({ code: 'auth.forbidden' });
  const { id } = await proposeRole(await person(['system-admin']), none.id);
  for (const actor of [investigator, await person(['counsel'])])
    await expect(settle(actor, id)).rejects.toMatchObject({ code: 'auth.forbidden' });
});

test('an operator proposes and never confirms, neither their own nor what somebody else proposed', async () => {
  const gets = await person([]);
  const { id, proposerRole } = await proposeRole(operator, gets.id);
  expect(proposerRole).toBe('operator');
  await expect(settle(operator, id)).rejects.toMatchObject({ code: 'act.same_person' });
  await expect(settle({ ...operator, id: 'other' }, id)).rejects.toMatchObject({ code: 'auth.forbidden' });
  expect((await settle(await person(['security-admin']), id)).state).toBe('confirmed');
});

test('an act lapses one millisecond after its time and is shown as lapsed', async () => {
  const [asks, confirms, gets] = [await person(['system-admin']), await person(['security-admin']), await person([])];
  const [inTime, late] = [await proposeRole(asks, gets.id), await proposeRole(asks, gets.id)];
  expect(inTime.expiresAt - inTime.at).toBe(7 * 24 * HOUR);
  now = inTime.expiresAt;
  expect((await settle(confirms, inTime.id)).state).toBe('confirmed');
  now = late.expiresAt + 1;
  await expect(settle(confirms, late.id)).rejects.toMatchObject({ code: 'act.expired' });
  const shown = (await listActs(t.ledger, confirms)).find(({ id }) => id === late.id);
  expect(shown).toMatchObject({ state: 'expired', mayDecide: false, mayWithdraw: false });
});

test('a decision that stands in the ledger behind the time of its act changes nothing', async () => {
  const [asks, gets] = [await person(['system-admin']), await person([])];
  const { id, expiresAt } = await proposeRole(asks, gets.id);
  now = expiresAt + 1;
  expect((await confirmFirst(t.ledger, id)).state).toBe('open');
  expect(await rolesOf(gets)).toEqual([]);
});

test('a second decision that stands in the ledger behind the first changes nothing', async () => {
  const [asks, confirms, gets] = [await person(['system-admin']), await person(['security-admin']), await person([])];
  const { id } = await proposeRole(asks, gets.id);
  const decided = await settle(confirms, id, 'refused');
  expect(await confirmFirst(t.ledger, id)).toEqual(decided);
  expect(await rolesOf(gets)).toEqual([]);
});

test('only the proposer withdraws', async () => {
  const [asks, confirms] = [await person(['system-admin']), await person(['security-admin'])];
  const { id } = await proposeRole(asks, (await person([])).id);
  for (const actor of [confirms, await person(['system-admin'])])
    await expect(settle(actor, id, 'withdrawn')).rejects.toMatchObject({ code: 'auth.forbidden' });
  expect((await settle(asks, id, 'withdrawn')).state).toBe('withdrawn');
  await expect(settle(confirms, id)).rejects.toMatchObject({ code: 'act.decided' });
});

test('of several who decide at once exactly one decides, and every other is told so', async () => {
  const [asks, gets] = [await person(['investigator']), await person(['duty-officer'])];
  const deciders = [
    await person(['counsel']),
    await person(['union']),
    await person(['counsel']),
    await person(['union']),
  ];
  for (let round = 0; round < 5; round++) {
    const { id } = await unmaskFor(asks, [gets.id]);
    const all = await Promise.allSettled(
      deciders.map((each, at) => settle(each, id, at % 2 === 0 ? 'confirmed' : 'refused')),
    );
    const won = all.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(won).toHaveLength(1);
    expect(await proposalNamed(t.ledger, id)).toEqual(won[0]);
    for (const each of all) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'act.decided' });
  }
});

test('whom an act is for, and who asked, is told from who may decide it', async () => {
  const [asks, confirms] = [await person(['investigator']), await person(['counsel'])];
  const { id } = await unmaskFor(asks, [asks.id]);
  const shownTo = async (actor: Actor) => (await listActs(t.ledger, actor)).find((each) => each.id === id);
  expect(await shownTo(asks)).toMatchObject({ mayDecide: false, mayWithdraw: true });
  expect(await shownTo(confirms)).toMatchObject({ mayDecide: true, mayWithdraw: false, reason });
  expect(await shownTo(await person(['auditor']))).toMatchObject({ mayDecide: false, mayWithdraw: false });
});

test('everything derived from these acts is the same when it is made again from the first entry', async () => {
  class RolledBack extends Error {}
  const seen: string[][] = [];
  const followers = [peopleFollower, accessFollower];
  const again = t.ledger.db.as(systemActor, async (tx) => {
    await rebuildWithin(tx, t.ledger, followers, async () => {
      const digests: string[] = [];
      for (const table of accessFollower.tables) digests.push(`${table} ${await followStore.digestOf(tx, table)}`);
      seen.push(digests);
    });
    throw new RolledBack();
  });
  await expect(again).rejects.toThrow(RolledBack);
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[0]).not.toContain('proposal empty');
  expect(await t.ledger.db.as(systemActor, followStore.failures)).toEqual([]);
});
