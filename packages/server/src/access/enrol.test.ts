import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import type { Instant } from '../kernel/time.ts';
import { readRange } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { systemActor } from '../platform/db.ts';
import { accountNamed, linkFor, makeAccount, setAccountState } from './accounts.ts';
import type { SoftwareAuthenticator } from './credentials/testing/software-authenticator.ts';
import { softwareAuthenticator } from './credentials/testing/software-authenticator.ts';
import {
  askForOwnPasskey,
  beginPasskey,
  beginTotp,
  confirmTotp,
  finishPasskey,
  mySecurity,
  newOwnRecoveryCodes,
  proveAgain,
  removePasskey,
  setOwnPassword,
} from './enrol.ts';
import { askForPasskey, signInByPasskey } from './passkeys.ts';
import type { Access } from './session.ts';
import { accessOf, FRESH_MILLIS } from './session.ts';
import { signInByLink, signInByPassword } from './sign-in.ts';

const MINUTE = 60_000;
const STEP = 30_000;
const operator = { id: 'test', role: 'operator' } as const;
const rp = { id: 'zl.example.cn', name: '证链', origin: 'https://zl.example.cn' };
const origin = { agent: 'Firefox', address: '192.0.2.7' };
const PASSWORD = '四点半 下班去 河东区 游泳馆 练蛙泳';
let now = Date.parse('2026-03-20T02:00:00Z');
let t: TestLedger;
beforeAll(async () => {
  t = await testLedger({ now: () => now as Instant });
});
afterAll(() => t.close());

async function accessFor(token: string | undefined): Promise<Access> {
  const access = await accessOf(t.ledger, token ?? '');
  if (access === undefined) throw new Error('this token is none');
  return access;
}
const codeOf = (secret: string, at = now): string =>
  TOTP.generate({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret), timestamp: at });
const challengeIn = (options: object): string => (options as { readonly challenge: string }).challenge;

let people = 0;
/** Somebody who has just opened their invitation. */
async function invited(): Promise<{ id: string; login: string; access: Access; token: string }> {
  const login = `p${++people}`;
  const id = await makeAccount(t.ledger, operator, { login, name: login }, 'invitation');
  const { session } = await signInByLink(t.ledger, await linkFor(t.ledger, operator, id, 'enrolment'), origin);
  return { id, login, token: session, access: await accessFor(session) };
}

type Someone = { readonly id: string; readonly login: string; readonly secret: string; readonly access: Access };
/** Somebody with a password and an authenticator app. */
async function someone(): Promise<Someone & { readonly token: string; readonly codes: readonly string[] }> {
  const { id, login, access } = await invited();
  await setOwnPassword(t.ledger, access, PASSWORD);
  const { asked, secret } = await beginTotp(t.ledger, access);
  const { session, recoveryCodes } = await confirmTotp(t.ledger, access, asked, codeOf(secret));
  now += STEP;
  return { id, login, secret, token: session ?? '', access: await accessFor(session), codes: recoveryCodes };
}

type How = { readonly password?: string; readonly code?: string; readonly device?: string; readonly address?: string };
async function signIn({ login, secret }: Pick<Someone, 'login' | 'secret'>, how: How = {}) {
  const { password = PASSWORD, code = codeOf(secret), device, address = origin.address } = how;
  const done = await signInByPassword(t.ledger, login, { password, code }, { origin: { ...origin, address }, device });
  now += STEP;
  return done;
}

async function enrolPasskey(access: Access, authenticator: SoftwareAuthenticator) {
  const { asked, options } = await beginPasskey(t.ledger, rp, access);
  const response = authenticator.enrol(rp, challengeIn(options));
  return await finishPasskey(t.ledger, rp, access, { asked, response, label: 'my key' });
}
async function signInWith(authenticator: SoftwareAuthenticator) {
  const { asked, options } = await askForPasskey(t.ledger, rp);
  const response = authenticator.sign(rp, challengeIn(options));
  return await signInByPasskey(t.ledger, rp, { asked, response }, origin);
}

/** What was recorded of this account, by act, newest last. */
async function acts(account: string): Promise<readonly string[]> {
  return await t.ledger.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'audit');
    const read = await readRange(tx, t.ledger, log, { from: 0, to: log.size });
    return read.flatMap(({ content }) =>
      content.status === 'open' && content.body.actor === `account:${account}` ? [String(content.body.act)] : [],
    );
  });
}

const FAILED = { code: 'auth.sign_in_failed' };
const STALE = { code: 'auth.fresh_needed' };

describe('an invitation', () => {
  test('leads by a password and an authenticator app to a full session, ten codes, and an account that is active', async () => {
    const { id, access, token } = await invited();
    expect([access.level, (await accountNamed(t.ledger, id)).state]).toEqual(['enrolment', 'invited']);
    await setOwnPassword(t.ledger, access, PASSWORD);
    const { asked, secret, uri } = await beginTotp(t.ledger, access);
    expect(uri).toContain(secret);
    expect((await mySecurity(t.ledger, access)).hasTotp).toBe(false);
    const { session, recoveryCodes } = await confirmTotp(t.ledger, access, asked, codeOf(secret));
    expect(await accessFor(session)).toMatchObject({ level: 'full', session: access.session, method: 'password+totp' });
    expect(await accessOf(t.ledger, token)).toBeUndefined();
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await accountNamed(t.ledger, id)).state).toBe('active');
    expect(await acts(id)).toEqual(
      expect.arrayContaining(['session.open', 'password.set', 'totp.set', 'recovery.set', 'session.renew']),
    );
  });

  test('leads by a passkey alone to a full session', async () => {
    const { id, access } = await invited();
    const { session, recoveryCodes } = await enrolPasskey(access, softwareAuthenticator());
    expect(await accessFor(session)).toMatchObject({ level: 'full', method: 'passkey' });
    expect([recoveryCodes.length, (await accountNamed(t.ledger, id)).state]).toEqual([10, 'active']);
  });

  test('of which only half was done opens nothing', async () => {
    const [one, other] = [await invited(), await invited()];
    await setOwnPassword(t.ledger, one.access, PASSWORD);
    const { asked, secret } = await beginTotp(t.ledger, other.access);
    expect(await confirmTotp(t.ledger, other.access, asked, codeOf(secret))).toEqual({
      ...{ session: undefined, recoveryCodes: [] },
    });
    for (const { login, token } of [one, other]) {
      await expect(signIn({ login, secret })).rejects.toMatchObject(FAILED);
      expect((await accessFor(token)).level).toBe('enrolment');
    }
  });

  test('does not take a password that anybody would guess', async () => {
    const { access, login } = await invited();
    for (const weak of ['short', 'passwordpassword', `${login}${login}${login}${login}`])
      await expect(setOwnPassword(t.ledger, access, weak), weak).rejects.toMatchObject({ code: 'auth.password_weak' });
  });
});

describe('an authenticator app', () => {
  test('is not taken into use by a wrong code, which does not spend what stands in the app by then', async () => {
    const { access } = await invited();
    const { asked, secret } = await beginTotp(t.ledger, access);
    const right = codeOf(secret);
    const wrong = String((Number(right) + 1) % 1e6).padStart(6, '0');
    await expect(confirmTotp(t.ledger, access, asked, wrong)).rejects.toMatchObject(FAILED);
    expect((await mySecurity(t.ledger, access)).hasTotp).toBe(false);
    await confirmTotp(t.ledger, access, asked, right);
    expect((await mySecurity(t.ledger, access)).hasTotp).toBe(true);
    await expect(confirmTotp(t.ledger, access, asked, right)).rejects.toMatchObject(FAILED);
  });

  test('that was begun by another account, or five minutes ago, is not taken', async () => {
    const [one, other] = [await invited(), await invited()];
    const begun = await beginTotp(t.ledger, other.access);
    await expect(confirmTotp(t.ledger, one.access, begun.asked, codeOf(begun.secret))).rejects.toMatchObject(FAILED);
    const late = await beginTotp(t.ledger, one.access);
    now += 5 * MINUTE;
    await expect(confirmTotp(t.ledger, one.access, late.asked, codeOf(late.secret))).rejects.toMatchObject(FAILED);
  });

  test('lets in by each code once, also where two come at once', async () => {
    const who = await someone();
    const code = codeOf(who.secret);
    const shown = { password: PASSWORD, code };
    const from = { origin, device: undefined };
    const all = await Promise.allSettled([1, 2, 3].map(() => signInByPassword(t.ledger, who.login, shown, from)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(signIn(who, { code })).rejects.toMatchObject(FAILED);
    now += STEP;
    expect((await signIn(who)).session).toBeTruthy();
  });

  test('does not let in by the code that took it into use', async () => {
    const { login, access } = await invited();
    await setOwnPassword(t.ledger, access, PASSWORD);
    const { asked, secret } = await beginTotp(t.ledger, access);
    const code = codeOf(secret);
    await confirmTotp(t.ledger, access, asked, code);
    await expect(signIn({ login, secret }, { code })).rejects.toMatchObject(FAILED);
  });
});

describe('signing in with a password', () => {
  test('fails the same way whatever is wrong, and is recorded where there is such an account', async () => {
    const who = await someone();
    const before = (await acts(who.id)).length;
    for (const how of [{ password: `${PASSWORD}!` }, { code: '000000' }, { code: '' }, { password: '', code: 'x' }])
      await expect(signIn(who, how)).rejects.toMatchObject(FAILED);
    await expect(signIn({ ...who, login: 'nobody here' })).rejects.toMatchObject(FAILED);
    expect((await acts(who.id)).slice(before)).toEqual(Array.from({ length: 4 }, () => 'session.refused'));
  });

  test('opens a full session of its own', async () => {
    const who = await someone();
    const access = await accessFor((await signIn(who)).session);
    expect(access).toMatchObject({ level: 'full', method: 'password+totp', freshAt: now - STEP });
    expect(access.session).not.toBe(who.access.session);
  });

  test('takes a recovery code in place of the app’s, once, however it was typed', async () => {
    const who = await someone();
    const [first = '', second = ''] = who.codes;
    const access = await accessFor(
      (await signIn(who, { code: ` ${first.toLowerCase().replaceAll('-', ' ')} ` })).session,
    );
    expect(access.method).toBe('password+recovery');
    expect((await mySecurity(t.ledger, access)).recoveryCodesLeft).toBe(9);
    await expect(signIn(who, { code: first })).rejects.toMatchObject(FAILED);
    await expect(signIn(await someone(), { code: second })).rejects.toMatchObject(FAILED);
    await expect(signIn(who, { code: second, password: 'wrong' })).rejects.toMatchObject(FAILED);
    expect((await mySecurity(t.ledger, access)).recoveryCodesLeft).toBe(9);
  });

  test('takes none of the old recovery codes once there are new ones', async () => {
    const who = await someone();
    const fresh = await newOwnRecoveryCodes(t.ledger, await accessFor(who.token));
    await expect(signIn(who, { code: who.codes[0] ?? '' })).rejects.toMatchObject(FAILED);
    expect((await signIn(who, { code: fresh[0] ?? '' })).session).toBeTruthy();
  });

  test('to an account that is disabled fails', async () => {
    const who = await someone();
    await setAccountState(t.ledger, operator, who.id, 'disabled', 'left');
    await expect(signIn(who)).rejects.toMatchObject(FAILED);
    await expect(signIn(who, { code: who.codes[0] ?? '' })).rejects.toMatchObject(FAILED);
  });
});

describe('guessing', () => {
  const guess = (login: string, address: string, device?: string) =>
    signInByPassword(
      t.ledger,
      login,
      { password: 'guess', code: '000000' },
      { origin: { ...origin, address }, device },
    );

  test('from one network slows that network down and nobody else’s', async () => {
    const who = await someone();
    for (let n = 0; n < 6; n++) await expect(guess(who.login, '198.51.100.1')).rejects.toMatchObject(FAILED);
    await expect(signIn(who, { address: '198.51.100.77' })).rejects.toMatchObject({ code: 'auth.wait' });
    expect((await signIn(who, { address: '203.0.113.5' })).session).toBeTruthy();
    now += MINUTE;
    expect((await signIn(who, { address: '198.51.100.77' })).session).toBeTruthy();
  });

  test('from everywhere makes strangers wait, and lets the owner in by the mark of their browser', async () => {
    const who = await someone();
    const { device } = await signIn(who);
    expect(device).toBeTruthy();
    // The owner's own first sign-in was a stranger's too, so that the fiftieth try is the forty-ninth guess.
    for (let n = 0; n < 49; n++) await expect(guess(who.login, `10.${n}.0.1`)).rejects.toMatchObject(FAILED);
    await expect(signIn(who, { address: '203.0.113.9' })).rejects.toMatchObject({ code: 'auth.wait' });
    const again = await signIn(who, device === undefined ? {} : { device });
    expect(again.session).toBeTruthy();
    expect(again.device).toBeUndefined();
    await expect(signIn(who, { address: '203.0.113.9', device: 'made up' })).rejects.toMatchObject({
      code: 'auth.wait',
    });
  });

  test('with the mark of another account’s browser counts as a stranger’s', async () => {
    const [who, other] = [await someone(), await someone()];
    const { device = '' } = await signIn(other);
    for (let n = 0; n < 6; n++) await expect(guess(who.login, '198.51.100.1', device)).rejects.toMatchObject(FAILED);
    await expect(guess(who.login, '198.51.100.1')).rejects.toMatchObject({ code: 'auth.wait' });
    expect((await signIn(other, { device })).session).toBeTruthy();
  });

  test('many at once is counted as many', async () => {
    const who = await someone();
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => guess(who.login, '198.51.100.1')));
    const codes = all.map((each) => (each.status === 'rejected' ? (each.reason as { code: string }).code : 'in'));
    expect(codes.filter((code) => code === 'auth.sign_in_failed')).toHaveLength(6);
    expect(codes.filter((code) => code === 'auth.wait')).toHaveLength(6);
  });

  test('in a session that was stolen is slowed down too', async () => {
    const who = await someone();
    const prove = (code: string) =>
      proveAgain(t.ledger, rp, who.access, { password: PASSWORD, code }).catch((error: { code: string }) => error.code);
    for (let n = 0; n < 6; n++) expect(await prove('000000')).toBe('auth.sign_in_failed');
    expect(await prove(codeOf(who.secret))).toBe('auth.wait');
    expect((await acts(who.id)).filter((act) => act === 'session.refused')).toHaveLength(6);
  });
});

describe('a passkey', () => {
  test('signs in, once for each time it was asked, and to its own account', async () => {
    const [one, other] = [await invited(), await invited()];
    const [mine, theirs] = [softwareAuthenticator(), softwareAuthenticator()];
    await enrolPasskey(one.access, mine);
    await enrolPasskey(other.access, theirs);
    expect((await accessFor((await signInWith(mine)).session)).actor.id).toBe(one.id);
    const { asked, options } = await askForPasskey(t.ledger, rp);
    const response = theirs.sign(rp, challengeIn(options));
    const again = () => signInByPasskey(t.ledger, rp, { asked, response }, origin);
    expect((await accessFor((await again()).session)).actor.id).toBe(other.id);
    await expect(again()).rejects.toMatchObject(FAILED);
  });

  test('does not sign in after five minutes, for a challenge of another, unenrolled, or to a disabled account', async () => {
    const { id, access } = await invited();
    const key = softwareAuthenticator();
    await enrolPasskey(access, key);
    const [late, swapped] = [await askForPasskey(t.ledger, rp), await askForPasskey(t.ledger, rp)];
    const answer = (asked: string, options: object) =>
      signInByPasskey(t.ledger, rp, { asked, response: key.sign(rp, challengeIn(options)) }, origin);
    await expect(answer(swapped.asked, late.options)).rejects.toMatchObject(FAILED);
    now += 5 * MINUTE;
    await expect(answer(late.asked, late.options)).rejects.toMatchObject(FAILED);
    await expect(signInWith(softwareAuthenticator())).rejects.toMatchObject(FAILED);
    for (const response of [null, 'x', {}, { id: 7 }]) {
      const { asked } = await askForPasskey(t.ledger, rp);
      await expect(signInByPasskey(t.ledger, rp, { asked, response }, origin)).rejects.toMatchObject(FAILED);
    }
    await setAccountState(t.ledger, operator, id, 'disabled', 'left');
    await expect(signInWith(key)).rejects.toMatchObject(FAILED);
  });

  test('that was copied, and counts what was counted already, does not sign in', async () => {
    const { access } = await invited();
    const key = softwareAuthenticator();
    await enrolPasskey(access, key);
    await signInWith(key);
    const { asked, options } = await askForPasskey(t.ledger, rp);
    const response = key.sign(rp, challengeIn(options), { counter: 1 });
    await expect(signInByPasskey(t.ledger, rp, { asked, response }, origin)).rejects.toMatchObject(FAILED);
  });

  test('of one account is not enrolled for another', async () => {
    const [one, other] = [await invited(), await invited()];
    const key = softwareAuthenticator();
    await enrolPasskey(one.access, key);
    await expect(enrolPasskey(other.access, key)).rejects.toMatchObject({ code: 'account.taken' });
    const begun = await beginPasskey(t.ledger, rp, other.access);
    const response = softwareAuthenticator().enrol(rp, challengeIn(begun.options));
    const given = { asked: begun.asked, response, label: 'x' };
    await expect(finishPasskey(t.ledger, rp, one.access, given)).rejects.toMatchObject(FAILED);
  });

  test('that is all somebody has cannot be removed; one of two can, and the other then not', async () => {
    const { access, id } = await invited();
    const [one, two] = [softwareAuthenticator(), softwareAuthenticator()];
    const full = await accessFor((await enrolPasskey(access, one)).session);
    await expect(removePasskey(t.ledger, full, one.id)).rejects.toMatchObject({ code: 'auth.last_factor' });
    expect(await enrolPasskey(full, two)).toEqual({ session: undefined, recoveryCodes: [] });
    await removePasskey(t.ledger, full, one.id);
    await expect(signInWith(one)).rejects.toMatchObject(FAILED);
    await expect(removePasskey(t.ledger, full, two.id)).rejects.toMatchObject({ code: 'auth.last_factor' });
    expect((await signInWith(two)).session).toBeTruthy();
    expect(await acts(id)).toContain('passkey.remove');
  });

  test('beside a password and an app can be removed, and only by its owner', async () => {
    const [who, other] = [await someone(), await someone()];
    const key = softwareAuthenticator();
    await enrolPasskey(who.access, key);
    await expect(removePasskey(t.ledger, other.access, key.id)).rejects.toMatchObject({ code: 'not_found' });
    await removePasskey(t.ledger, who.access, key.id);
    expect((await mySecurity(t.ledger, who.access)).passkeys).toEqual([]);
  });
});

describe('proving again who one is', () => {
  test('is needed ten minutes after the last proof for whatever changes how one signs in', async () => {
    const who = await someone();
    now = who.access.freshAt + FRESH_MILLIS;
    await setOwnPassword(t.ledger, await accessFor(who.token), PASSWORD);
    now += 1;
    const stale = await accessFor(who.token);
    await expect(setOwnPassword(t.ledger, stale, PASSWORD)).rejects.toMatchObject(STALE);
    await expect(beginTotp(t.ledger, stale)).rejects.toMatchObject(STALE);
    await expect(confirmTotp(t.ledger, stale, 'x', '000000')).rejects.toMatchObject(STALE);
    await expect(beginPasskey(t.ledger, rp, stale)).rejects.toMatchObject(STALE);
    await expect(newOwnRecoveryCodes(t.ledger, stale)).rejects.toMatchObject(STALE);
    await expect(removePasskey(t.ledger, stale, 'x')).rejects.toMatchObject(STALE);
    const fresh = await accessFor(
      await proveAgain(t.ledger, rp, stale, { password: PASSWORD, code: codeOf(who.secret) }),
    );
    expect(fresh).toMatchObject({ session: stale.session, freshAt: now });
    await beginTotp(t.ledger, fresh);
    expect(await accessOf(t.ledger, who.token)).toBeUndefined();
  });

  test('takes no code that signed in already', async () => {
    const who = await someone();
    const code = codeOf(who.secret);
    await signIn(who, { code });
    now -= STEP;
    await expect(proveAgain(t.ledger, rp, who.access, { password: PASSWORD, code })).rejects.toMatchObject(FAILED);
    now += STEP;
  });

  test('by a passkey takes one’s own, asked for by oneself', async () => {
    const [who, other] = [await someone(), await someone()];
    const [mine, theirs] = [softwareAuthenticator(), softwareAuthenticator()];
    await enrolPasskey(who.access, mine);
    await enrolPasskey(other.access, theirs);
    const prove = async (by: Access, askedBy: Access, key: SoftwareAuthenticator) => {
      const { asked, options } = await askForOwnPasskey(t.ledger, rp, askedBy);
      return await proveAgain(t.ledger, rp, by, { asked, response: key.sign(rp, challengeIn(options)) });
    };
    await expect(prove(who.access, who.access, theirs)).rejects.toMatchObject(FAILED);
    await expect(prove(who.access, other.access, mine)).rejects.toMatchObject(FAILED);
    expect((await accessFor(await prove(who.access, who.access, mine))).method).toBe('passkey');
  });
});

test('a new password ends every other session of its owner, and the old one opens nothing', async () => {
  const who = await someone();
  const { session } = await signIn(who);
  const strange = await someone();
  await setOwnPassword(t.ledger, who.access, '周三改到 河西区 图书馆 借旧报纸');
  expect(await accessOf(t.ledger, session)).toBeUndefined();
  expect([(await accessFor(who.token)).level, (await accessFor(strange.token)).level]).toEqual(['full', 'full']);
  await expect(signIn(who)).rejects.toMatchObject(FAILED);
  expect((await signIn(who, { password: '周三改到 河西区 图书馆 借旧报纸' })).session).toBeTruthy();
});

test('nothing that signs anybody in stands readable in the database', async () => {
  const who = await someone();
  const { device = '' } = await signIn(who);
  const { asked } = await askForPasskey(t.ledger, rp);
  const secret = Buffer.from(Secret.fromBase32(who.secret).bytes);
  const tables = ['account', 'session', 'device', 'challenge', 'recovery_code', 'invitation', 'passkey', 'try'];
  for (const table of tables) {
    const { rows } = await t.superuser(`select x::text as row from ${table} x`);
    const text = JSON.stringify(rows);
    for (const word of [who.token, device, asked, who.codes[1] ?? '', PASSWORD, secret.toString('hex'), who.secret])
      expect(text.includes(word) || text.includes(Buffer.from(word).toString('hex')), table).toBe(false);
  }
});
