import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import type { Instant } from '../kernel/time.ts';
import { systemActor } from '../platform/db.ts';
import * as store from './account-store.ts';
import {
  accountForLogin,
  accountNamed,
  changeAccount,
  endGrant,
  grantDirectly,
  inviteAdministrator,
  isUnclaimed,
  listAccounts,
  makeAccount,
  setAccountState,
} from './accounts.ts';
import { allGrants } from './grant-store.ts';
import { accessOf } from './session.ts';
import { signInByLink } from './sign-in.ts';

const operator = { id: 'test', role: 'operator' } as const;
const origin = { agent: '', address: '192.0.2.7' };
let now = Date.parse('2026-03-20T02:00:00Z');
let t: TestLedger;
beforeAll(async () => {
  t = await testLedger({ now: () => now as Instant });
});
afterAll(() => t.close());

const make = (login: string, more: object = {}) =>
  makeAccount(t.ledger, operator, { login, name: login, ...more }, 'command-line');

test('an installation begins with one administrator who sees no content, and a link that is printed until it is used', async () => {
  expect(await isUnclaimed(t.ledger)).toBe(true);
  await inviteAdministrator(t.ledger, operator);
  const link = await inviteAdministrator(t.ledger, operator);
  expect(await listAccounts(t.ledger)).toHaveLength(1);
  expect(await isUnclaimed(t.ledger)).toBe(true);
  const { session } = await signInByLink(t.ledger, link, origin);
  const access = await accessOf(t.ledger, session);
  expect(access?.roles).toEqual(['system-admin']);
  expect([access?.permissions.has('role.propose'), access?.permissions.has('entry.read')]).toEqual([true, false]);
  expect(await isUnclaimed(t.ledger)).toBe(false);
});

test('the last system administrator is neither disabled nor deprived of the role; a second one may be', async () => {
  const { id = '' } = (await accountForLogin(t.ledger, 'admin')) ?? {};
  const [first] = await t.ledger.db.as(systemActor, (tx) => allGrants(tx, t.ledger));
  const refused = { code: 'role.last_administrator' };
  await expect(setAccountState(t.ledger, operator, id, 'disabled', 'x')).rejects.toMatchObject(refused);
  await expect(endGrant(t.ledger, operator, first?.id ?? '', 'x')).rejects.toMatchObject(refused);
  const second = await make('second');
  const grant = await grantDirectly(t.ledger, operator, second, 'system-admin');
  await endGrant(t.ledger, operator, grant, 'x');
  await expect(setAccountState(t.ledger, operator, id, 'disabled', 'x')).rejects.toMatchObject(refused);
});

test('a second administrator who is disabled does not count as one', async () => {
  const { id = '' } = (await accountForLogin(t.ledger, 'admin')) ?? {};
  const other = await make('third');
  await grantDirectly(t.ledger, operator, other, 'system-admin');
  await setAccountState(t.ledger, operator, other, 'disabled', 'x');
  await expect(setAccountState(t.ledger, operator, id, 'disabled', 'x')).rejects.toMatchObject({
    code: 'role.last_administrator',
  });
});

test.each(['Wang.Li', ' wang.li ', 'WANG.LI', 'wang.li'])('a login is one however it is typed: %j', async (typed) => {
  const id = (await accountForLogin(t.ledger, 'wang.li'))?.id ?? (await make('wang.li'));
  await expect(make(typed)).rejects.toMatchObject({ code: 'account.taken' });
  expect((await accountForLogin(t.ledger, typed))?.id).toBe(id);
});

test('a login somebody else has is not taken over by a change', async () => {
  const id = await make('one');
  await make('two');
  await expect(changeAccount(t.ledger, operator, id, { login: 'TWO' })).rejects.toMatchObject({
    code: 'account.taken',
  });
  await changeAccount(t.ledger, operator, id, { login: 'ONE', name: '一' });
  expect(await accountNamed(t.ledger, id)).toMatchObject({ login: 'ONE', name: '一' });
});

test('a directory’s id that another account has is refused by its code', async () => {
  const id = await make('scim-1', { externalId: 'x1' });
  await expect(make('scim-2', { externalId: 'x1' })).rejects.toMatchObject({ code: 'account.taken' });
  await make('scim-3', { externalId: 'x3' });
  await expect(changeAccount(t.ledger, operator, id, { externalId: 'x3' })).rejects.toMatchObject({
    code: 'account.taken',
  });
});

test('nothing of what is known of an account stands readable in its row', async () => {
  await make('zhang.san', { name: '张三丰', employee: 'E8866', email: 'z@example.cn' });
  const { rows } = await t.superuser("select a::text as row, encode(sealed, 'escape') as sealed from account a");
  const text = JSON.stringify(rows);
  for (const word of ['zhang.san', '张三丰', 'E8866', 'z@example.cn']) expect(text).not.toContain(word);
});

test('roles that exclude each other are not given to one account', async () => {
  const id = await make('several');
  await grantDirectly(t.ledger, operator, id, 'investigator');
  for (const role of ['system-admin', 'audit-admin', 'auditor', 'union'] as const)
    await expect(grantDirectly(t.ledger, operator, id, role)).rejects.toMatchObject({ code: 'role.excluded' });
  await grantDirectly(t.ledger, operator, id, 'counsel');
  await expect(grantDirectly(t.ledger, operator, '0'.repeat(32), 'counsel')).rejects.toMatchObject({
    code: 'account.unknown',
  });
});

test('a role that has run out excludes nothing any more', async () => {
  const id = await make('for a while');
  await grantDirectly(t.ledger, operator, id, 'audit-admin', { until: now + 1 });
  now += 1;
  await grantDirectly(t.ledger, operator, id, 'investigator');
});

test('an account that is let in again has to enrol anew only where it has nothing to sign in with', async () => {
  const [password, passkey, none] = [await make('pw'), await make('pk'), await make('none')];
  await t.ledger.db.as(systemActor, (tx) => store.setPassword(tx, password, 'x'));
  await t.superuser("insert into passkey values ('k', $1, '', 0, '', '', 0, null)", [passkey]);
  for (const id of [password, passkey, none]) {
    await setAccountState(t.ledger, operator, id, 'disabled', 'x');
    await setAccountState(t.ledger, operator, id, 'active', 'x');
  }
  const states = await Promise.all(
    [password, passkey, none].map(async (id) => (await accountNamed(t.ledger, id)).state),
  );
  expect(states).toEqual(['active', 'active', 'invited']);
});
