import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import type { Instant } from '../kernel/time.ts';
import { readRange } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { systemActor } from '../platform/db.ts';
import { setState } from './account-store.ts';
import { endGrant, grantDirectly, linkFor, makeAccount, setAccountState } from './accounts.ts';
import type { Access } from './session.ts';
import { accessOf, endSessions, listSessions, openSession, renew, SESSION_MILLIS, signOut } from './session.ts';
import { signInByLink } from './sign-in.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const operator = { id: 'test', role: 'operator' } as const;
const origin = { agent: 'Firefox', address: '192.0.2.7' };
const start = Date.parse('2026-03-20T02:00:00Z');
let now = start;
let t: TestLedger;
beforeAll(async () => {
  t = await testLedger({ now: () => now as Instant });
});
afterAll(() => t.close());

let people = 0;
async function person(): Promise<string> {
  const login = `p${++people}`;
  const id = await makeAccount(t.ledger, operator, { login, name: login }, 'command-line');
  await t.ledger.db.as(systemActor, (tx) => setState(tx, id, 'active'));
  return id;
}
const open = (account: string) => openSession(t.ledger, account, { level: 'full', method: 'passkey', origin });
async function accessFor(token: string): Promise<Access> {
  const access = await accessOf(t.ledger, token);
  if (access === undefined) throw new Error('this token is none');
  return access;
}
const counts = async (token: string) => (await accessOf(t.ledger, token)) !== undefined;

/** The bodies of the newest entries about sessions of this account. */
async function said(account: string): Promise<readonly string[]> {
  return await t.ledger.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'audit');
    const read = await readRange(tx, t.ledger, log, { from: 0, to: log.size });
    return read.flatMap(({ content }) => {
      if (content.status !== 'open') return [];
      const { act, actor } = content.body;
      return actor === `account:${account}` || JSON.stringify(content.body).includes(account) ? [String(act)] : [];
    });
  });
}

describe('a link', () => {
  test('opens one session and no second one, also when both come at once', async () => {
    const account = await person();
    const token = await linkFor(t.ledger, operator, account, 'session');
    const both = await Promise.allSettled([1, 2, 3].map(() => signInByLink(t.ledger, token, origin)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of both)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'auth.token_spent' });
    expect(await listSessions(t.ledger, account)).toHaveLength(1);
  });

  test.each([
    ['session', 24 * HOUR],
    ['enrolment', 72 * HOUR],
  ] as const)('for %s is spent with its time', async (gives, millis) => {
    const account = await person();
    const [inTime, late] = [
      await linkFor(t.ledger, operator, account, gives),
      await linkFor(t.ledger, operator, account, gives),
    ];
    now += millis - 1;
    const { session } = await signInByLink(t.ledger, inTime, origin);
    expect((await accessFor(session)).level).toBe(gives === 'session' ? 'full' : 'enrolment');
    now += 1;
    await expect(signInByLink(t.ledger, late, origin)).rejects.toMatchObject({ code: 'auth.token_spent' });
  });

  test('to a disabled account opens nothing, nor once the account is let in again', async () => {
    const account = await person();
    const token = await linkFor(t.ledger, operator, account, 'session');
    await setAccountState(t.ledger, operator, account, 'disabled', 'left');
    await expect(signInByLink(t.ledger, token, origin)).rejects.toMatchObject({ code: 'auth.token_spent' });
    await setAccountState(t.ledger, operator, account, 'active', 'back');
    await expect(signInByLink(t.ledger, token, origin)).rejects.toMatchObject({ code: 'auth.token_spent' });
  });

  test('is recorded when it is made: whoever holds it can be the person it is for', async () => {
    const account = await person();
    const before = await said(account);
    await linkFor(t.ledger, operator, account, 'enrolment');
    expect((await said(account)).length).toBeGreaterThan(before.length);
  });

  test('made up is refused like one that is spent', async () => {
    await expect(signInByLink(t.ledger, 'x', origin)).rejects.toMatchObject({ code: 'auth.token_spent' });
  });
});

describe('a session', () => {
  test('is kept as a digest, and where it came from is sealed', async () => {
    const account = await person();
    const token = await open(account);
    const { rows } = await t.superuser('select s::text as row from session s where account_id = $1', [account]);
    const { row } = rows[0] as { row: string };
    for (const secret of [token, Buffer.from(token).toString('hex'), 'Firefox', '192.0.2.7'])
      expect(row).not.toContain(secret);
    expect(await listSessions(t.ledger, account)).toMatchObject([{ ...origin, method: 'passkey' }]);
    expect(await said(account)).toContain('session.open');
  });

  test('ends two hours after its last request, to the millisecond', async () => {
    const token = await open(await person());
    now += 2 * HOUR - 1;
    expect(await counts(token)).toBe(true);
    now += 2 * HOUR - 1;
    expect(await counts(token)).toBe(true);
    now += 2 * HOUR;
    expect(await counts(token)).toBe(false);
  });

  test('ends twelve hours after it was opened however busy it was', async () => {
    const token = await open(await person());
    const end = now + SESSION_MILLIS;
    while (now + HOUR < end) {
      now += HOUR;
      expect(await counts(token)).toBe(true);
    }
    now = end - 1;
    expect(await counts(token)).toBe(true);
    now = end;
    expect(await counts(token)).toBe(false);
  });

  test('is not prolonged beyond its twelve hours by proving again who one is', async () => {
    const token = await open(await person());
    const { expiresAt } = await accessFor(token);
    now += HOUR;
    const next = await renew(t.ledger, await accessFor(token), { level: 'full', method: 'passkey' });
    expect(await accessFor(next)).toMatchObject({ expiresAt, freshAt: now });
  });

  test('renewed has another token, and the old one counts no more', async () => {
    const token = await open(await person());
    const before = await accessFor(token);
    const next = await renew(t.ledger, before, { level: 'full', method: 'password+totp' });
    expect(next).not.toBe(token);
    expect(await counts(token)).toBe(false);
    expect(await accessFor(next)).toMatchObject({ session: before.session, method: 'password+totp' });
  });

  test('signed out is gone, and others of the same person stay', async () => {
    const account = await person();
    const [one, other] = [await open(account), await open(account)];
    await signOut(t.ledger, await accessFor(one));
    expect([await counts(one), await counts(other)]).toEqual([false, true]);
    expect(await said(account)).toContain('session.close');
  });

  test('renewed after it was ended stays ended', async () => {
    const account = await person();
    const access = await accessFor(await open(account));
    await endSessions(t.ledger, operator, account);
    const token = await renew(t.ledger, access, { level: 'full', method: 'passkey' });
    expect(await counts(token)).toBe(false);
  });

  test('of an account that is disabled ends at once, and does not come back with the account', async () => {
    const account = await person();
    const token = await open(account);
    await setAccountState(t.ledger, operator, account, 'disabled', 'left');
    expect(await counts(token)).toBe(false);
    await setAccountState(t.ledger, operator, account, 'active', 'back');
    expect(await counts(token)).toBe(false);
  });

  test('of somebody else is not ended by one’s own number of it', async () => {
    const [mine, theirs] = [await person(), await person()];
    const token = await open(theirs);
    const { session } = await accessFor(token);
    expect(await endSessions(t.ledger, operator, mine, { only: session })).toBe(0);
    expect(await counts(token)).toBe(true);
    expect(await endSessions(t.ledger, operator, theirs, { only: session })).toBe(1);
  });

  test('made up, or a digest in place of its token, is none', async () => {
    const token = await open(await person());
    for (const wrong of ['', 'x', `${token}x`, token.toUpperCase()]) expect(await counts(wrong)).toBe(false);
  });
});

describe('what a session may do', () => {
  test('is what its account holds at this request: a role given counts at once and one taken away no longer', async () => {
    const account = await person();
    const token = await open(account);
    expect((await accessFor(token)).permissions.size).toBe(0);
    const grant = await grantDirectly(t.ledger, operator, account, 'investigator');
    const { roles, permissions } = await accessFor(token);
    expect(roles).toEqual(['investigator']);
    expect([permissions.has('chain.read'), permissions.has('role.propose')]).toEqual([true, false]);
    await endGrant(t.ledger, operator, grant, 'moved on');
    expect(await accessFor(token)).toMatchObject({ roles: [], permissions: new Set() });
    await expect(endGrant(t.ledger, operator, grant, 'again')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('ends with the time of a role, to the millisecond', async () => {
    const account = await person();
    const token = await open(account);
    const until = now + HOUR;
    await grantDirectly(t.ledger, operator, account, 'investigator', { until });
    now = until - 1;
    expect((await accessFor(token)).roles).toEqual(['investigator']);
    now = until;
    expect(await accessFor(token)).toMatchObject({ roles: [], permissions: new Set() });
  });
});
