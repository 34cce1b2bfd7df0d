import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import type { Line } from '../../../../tests/setup/deliver.ts';
import { deliver, sourceNamed } from '../../../../tests/setup/deliver.ts';
import { catchUp } from '../ledger/follow.ts';
import { peopleFollower } from '../people/follow.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { setState } from './account-store.ts';
import { changeAccount, grantDirectly, makeAccount } from './accounts.ts';
import { decide, propose } from './acts/propose.ts';
import { accessFollower } from './follow.ts';
import { personOf } from './pseudonym.ts';
import type { Role } from './roles.ts';
import { listWalls, setWall } from './walls.ts';

const operator = { id: 'test', role: 'operator' } as const;
let t: TestLedger;
const employee = (ref: string, name: string, more: object = {}): Line => ({
  kind: 'employee',
  id: `${ref} ${JSON.stringify(more)}`,
  at: '2025-01-01T00:00:00+08:00',
  body: { employee: { system: 'hr', ref }, name, handles: [{ system: 'wecom', ref: `w${ref}` }], ...more },
});

beforeAll(async () => {
  t = await testLedger();
  await bring('hr', employee('E1', '张三', { manager: { system: 'hr', ref: 'E2' } }), employee('E2', '李四'));
});
afterAll(() => t.close());

async function bring(name: string, ...lines: readonly Line[]): Promise<void> {
  await deliver(t.ledger, await sourceNamed(t.ledger, name), lines);
  await catchUp(t.ledger, peopleFollower);
  await catchUp(t.ledger, accessFollower);
}

let people = 0;
async function person(roles: readonly Role[], number: string | null = null): Promise<Actor> {
  const login = `p${++people}`;
  const id = await makeAccount(t.ledger, operator, { login, name: login, employee: number }, 'command-line');
  await t.ledger.db.as(systemActor, (tx) => setState(tx, id, 'active'));
  for (const role of roles) await grantDirectly(t.ledger, operator, id, role);
  return { role: 'account', id, now: t.ledger.clock.now() };
}

/** The walls before an account, by employee number. */
async function before({ id }: Actor): Promise<readonly string[]> {
  const names = new Map(['E1', 'E2', 'E3', 'E4'].map((ref) => [personOf(t.ledger, ref), ref]));
  const walls = (await listWalls(t.ledger)).filter(({ account }) => account === id);
  return walls.map(({ why, person: key }) => `${why} ${names.get(key) ?? key}`).toSorted();
}

test('an account with an employee number has its walls when it is made', async () => {
  expect(await before(await person([], 'E1'))).toEqual(['manager E2', 'self E1']);
  expect(await before(await person([]))).toEqual([]);
});

test('walls follow an account whose number changes, and people whose manager changes', async () => {
  const moves = await person([], 'E3');
  expect(await before(moves)).toEqual(['self E3']);
  await changeAccount(t.ledger, operator, moves.id, { employee: 'E1' });
  expect(await before(moves)).toEqual(['manager E2', 'self E1']);
  await bring('hr-2', employee('E2', '李四', { manager: { system: 'hr', ref: 'E4' } }));
  expect(await before(moves)).toEqual(['manager E2', 'manager E4', 'self E1']);
});

test('a wall set by hand stands at once, also before an employee nobody has recorded yet', async () => {
  const walled = await person(['counsel']);
  await setWall(t.ledger, operator, { account: walled.id, employee: 'E4', why: 'a neighbour' });
  expect(await before(walled)).toEqual(['a neighbour E4']);
  const covered = async () => (await t.superuser('select 1 from wall where account_id = $1', [walled.id])).rows.length;
  expect(await covered()).toBe(1);
  await bring('hr-3', employee('E4', '赵六'));
  expect(await covered()).toBe(2);
});

test('a wall before an account that is not there is refused', async () => {
  const asked = { account: '0'.repeat(32), employee: 'E1', why: 'x' };
  await expect(setWall(t.ledger, operator, asked)).rejects.toMatchObject({ code: 'account.unknown' });
});

test('a wall set by hand stands until two persons have lifted it, and its own reasons stay', async () => {
  const walled = await person(['investigator'], 'E1');
  const wall = await setWall(t.ledger, operator, { account: walled.id, employee: 'E3', why: 'a friend' });
  const reason = 'no friends any more';
  const { id } = await propose(t.ledger, await person(['security-admin']), 'wall.lift', { payload: { wall }, reason });
  expect(await before(walled)).toContain('a friend E3');
  await decide(t.ledger, await person(['counsel']), id, { decision: 'confirmed', reason: '' });
  expect(await before(walled)).toEqual(['manager E2', 'manager E4', 'self E1']);
  expect((await t.superuser('select 1 from wall where account_id = $1 and why = $2', [walled.id, 'set'])).rows).toEqual(
    [],
  );
});

test('lifting a wall set by hand does not tear down one that stands for another reason', async () => {
  const walled = await person(['investigator'], 'E1');
  const wall = await setWall(t.ledger, operator, { account: walled.id, employee: 'E2', why: 'also a friend' });
  const { id } = await propose(t.ledger, await person(['security-admin']), 'wall.lift', {
    payload: { wall },
    reason: 'no friends any more',
  });
  await decide(t.ledger, await person(['counsel']), id, { decision: 'confirmed', reason: '' });
  expect(await before(walled)).toContain('manager E2');
});
