import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkFor } from '../../../packages/server/src/access/accounts.ts';
import type { Twist } from '../../../packages/server/src/access/credentials/testing/software-authenticator.ts';
import { softwareAuthenticator } from '../../../packages/server/src/access/credentials/testing/software-authenticator.ts';
import { operator } from '../../setup/http.ts';
import type { Hostile, Owner } from './support.ts';
import {
  attack,
  challengeIn,
  cookiesOf,
  NOBODY,
  ownerOf,
  promiseKept,
  refuses,
  send,
  siteOf,
  startHostile,
  totpOf,
} from './support.ts';

const FAILED = [401, 'auth.sign_in_failed'] as const;
const SPENT = [401, 'auth.token_spent'] as const;
const MINUTE = 60_000;

let http: Hostile;
let other: Owner;
beforeAll(async () => {
  http = await startHostile();
  other = await ownerOf(http);
});
afterAll(() => http.close());

const owner = () => ownerOf(http);
const by = (login: string, password: string, code: string) => ({ body: { by: 'password', login, password, code } });
const ask = async (): Promise<Record<string, unknown>> =>
  (await send(http.url, 'POST', 'session/passkey', { body: {} })).json();
const statuses = (answers: readonly { readonly status: number }[]) => answers.map(({ status }) => status).sort();

describe('V6.5.1 a code opens one door', () => {
  test('of an authenticator app: not a second time, nor its forerunner, nor once the clock went on', async () => {
    const { login, password, code } = await owner();
    http.wait(MINUTE);
    const now = code();
    expect((await send(http.url, 'POST', 'session', by(login, password, now))).status).toBe(204);
    await refuses(http.url, FAILED, ['POST', 'session'], by(login, password, now));
    http.wait(29_000);
    await refuses(http.url, FAILED, ['POST', 'session'], by(login, password, now));
    http.wait(5 * MINUTE);
    await refuses(http.url, FAILED, ['POST', 'session'], by(login, password, now));
  });

  test('of an authenticator app: of many at once with the same one gets in', async () => {
    const { login, password, code } = await owner();
    http.wait(MINUTE);
    const shown = by(login, password, code());
    const answers = await Promise.all(Array.from({ length: 4 }, () => attack(http.url, 'POST', 'session', shown)));
    expect(statuses(answers)).toEqual([204, 401, 401, 401]);
  });

  test('the code that took the app into use does not sign in', async () => {
    const { login, password, code } = await owner();
    await refuses(http.url, FAILED, ['POST', 'session'], by(login, password, code()));
  });

  test('the code of a sign-in proves nothing once more in the session', async () => {
    const { login, password, code, cookie } = await owner();
    http.wait(MINUTE);
    const now = code();
    expect((await send(http.url, 'POST', 'session', by(login, password, now))).status).toBe(204);
    await refuses(http.url, FAILED, ['POST', 'session/proof'], { as: cookie, body: { password, code: now } });
  });

  test('a recovery code: not twice, however it is written, and of many at once one gets in', async () => {
    const { login, password, recoveryCodes } = await owner();
    const [first = ''] = recoveryCodes;
    const next = await owner();
    expect((await send(http.url, 'POST', 'session', by(login, password, first))).status).toBe(204);
    for (const spelling of [first, first.toLowerCase(), first.replaceAll('-', ''), first.split('').join(' ')])
      await refuses(http.url, FAILED, ['POST', 'session'], by(login, password, spelling));
    const shown = by(next.login, next.password, next.recoveryCodes[0] ?? '');
    const answers = await Promise.all(Array.from({ length: 4 }, () => attack(http.url, 'POST', 'session', shown)));
    expect(statuses(answers)).toEqual([204, 401, 401, 401]);
  });

  test('recovery codes of somebody else and those replaced by fresh ones do not count', async () => {
    const { login, password, recoveryCodes, cookie } = await owner();
    await refuses(http.url, FAILED, ['POST', 'session'], by(login, password, other.recoveryCodes[0] ?? ''));
    expect((await send(http.url, 'POST', 'my/recovery-codes', { as: cookie, body: {} })).status).toBe(200);
    await refuses(http.url, FAILED, ['POST', 'session'], by(login, password, recoveryCodes[0] ?? ''));
  });
});

describe('V6.6 a passkey answers what was asked, here and now', () => {
  test('an answer counts once, and not for another question', async () => {
    const { passkey } = await owner();
    const asked = await ask();
    const response = passkey.sign(siteOf(http.url), challengeIn(asked));
    const body = { by: 'passkey', asked: asked.asked, response };
    expect((await send(http.url, 'POST', 'session', { body })).status).toBe(204);
    await refuses(http.url, FAILED, ['POST', 'session'], { body });
    await refuses(http.url, FAILED, ['POST', 'session'], { body: { ...body, asked: (await ask()).asked } });
  });

  test('of many at once with the same answer one gets in', async () => {
    const { passkey } = await owner();
    const asked = await ask();
    const body = { by: 'passkey', asked: asked.asked, response: passkey.sign(siteOf(http.url), challengeIn(asked)) };
    const answers = await Promise.all(Array.from({ length: 4 }, () => attack(http.url, 'POST', 'session', { body })));
    expect(statuses(answers)).toEqual([204, 401, 401, 401]);
  });

  test('a question that is five minutes old is not answered any more', async () => {
    const { passkey } = await owner();
    const asked = await ask();
    http.wait(5 * MINUTE + 1);
    const response = passkey.sign(siteOf(http.url), challengeIn(asked));
    await refuses(http.url, FAILED, ['POST', 'session'], { body: { by: 'passkey', asked: asked.asked, response } });
  });

  const TWISTS: readonly (readonly [string, Twist])[] = [
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that begins alike', { origin: 'http://127.0.0.1.evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['another site', { rpId: 'evil.example' }],
    ['within a frame of another site', { crossOrigin: true }],
    ['an answer to an enrolment', { type: 'webauthn.create' }],
    ['nobody present', { present: false }],
    ['nobody verified', { verified: false }],
    ['a counter that does not grow', { counter: 0 }],
  ];
  test.each(TWISTS)('%s', async (_, twist) => {
    const { passkey } = await owner();
    const first = await ask();
    passkey.sign(siteOf(http.url), challengeIn(first));
    const signed = { by: 'passkey', asked: first.asked, response: passkey.sign(siteOf(http.url), challengeIn(first)) };
    expect((await send(http.url, 'POST', 'session', { body: signed })).status).toBe(204);
    const asked = await ask();
    const response = passkey.sign(siteOf(http.url), challengeIn(asked), twist);
    await refuses(http.url, FAILED, ['POST', 'session'], { body: { by: 'passkey', asked: asked.asked, response } });
  });

  test('a key nobody enrolled, and the name of another key over its own signature', async () => {
    const { passkey } = await owner();
    for (const id of [undefined, passkey.id, other.passkey.id]) {
      const asked = await ask();
      const signed = softwareAuthenticator().sign(siteOf(http.url), challengeIn(asked));
      const response = id === undefined ? signed : { ...signed, id, rawId: id };
      await refuses(http.url, FAILED, ['POST', 'session'], { body: { by: 'passkey', asked: asked.asked, response } });
    }
  });

  test('questions are kept apart by purpose and by person', async () => {
    const { passkey, cookie } = await owner();
    const other = await owner();
    const site = siteOf(http.url);
    const proof = (await send(http.url, 'POST', 'session/proof/passkey', { as: cookie, body: {} })).json();
    const sign = (asked: Record<string, unknown>, key = passkey) => ({
      asked: asked.asked,
      response: key.sign(site, challengeIn(asked)),
    });
    await refuses(http.url, FAILED, ['POST', 'session'], { body: { by: 'passkey', ...sign(proof) } });
    await refuses(http.url, FAILED, ['POST', 'session/proof'], { as: cookie, body: sign(await ask()) });
    const theirs = (await send(http.url, 'POST', 'session/proof/passkey', { as: other.cookie, body: {} })).json();
    await refuses(http.url, FAILED, ['POST', 'session/proof'], { as: cookie, body: sign(theirs) });
    const mine = (await send(http.url, 'POST', 'session/proof/passkey', { as: cookie, body: {} })).json();
    await refuses(http.url, FAILED, ['POST', 'session/proof'], { as: cookie, body: sign(mine, other.passkey) });
    const enrol = (await send(http.url, 'POST', 'my/passkeys/ask', { as: other.cookie, body: {} })).json();
    const response = softwareAuthenticator().enrol(site, challengeIn(enrol));
    const body = { asked: enrol.asked, response, label: 'theirs' };
    await refuses(http.url, FAILED, ['POST', 'my/passkeys'], { as: cookie, body });
    await refuses(http.url, FAILED, ['POST', 'my/passkeys'], { as: other.cookie, body });
    const totp = (await send(http.url, 'POST', 'my/totp', { as: other.cookie, body: {} })).json();
    const code = totpOf(String(totp.secret), http.now());
    await refuses(http.url, FAILED, ['PUT', 'my/totp'], { as: cookie, body: { asked: totp.asked, code } });
    await refuses(http.url, FAILED, ['PUT', 'my/totp'], { as: other.cookie, body: { asked: totp.asked, code } });
  });
});

describe('V6.4.1 a link lets in once', () => {
  test.each(['session', 'enrolment'] as const)('%s', async (gives) => {
    const { id } = await owner();
    const token = await linkFor(http.product.ledger, operator, id, gives);
    const body = { by: 'link', token };
    const first = await send(http.url, 'POST', 'session', { body });
    expect(first.status).toBe(204);
    await refuses(http.url, SPENT, ['POST', 'session'], { body });
    await refuses(http.url, SPENT, ['POST', 'session'], { as: cookiesOf(first), body });
    for (const near of [
      token.toLowerCase(),
      `${token}=`,
      ` ${token}`,
      token.slice(0, -1),
      token.split('').reverse().join(''),
    ])
      await refuses(http.url, SPENT, ['POST', 'session'], { body: { by: 'link', token: near } });
    const fresh = await linkFor(http.product.ledger, operator, id, gives);
    const many = { body: { by: 'link', token: fresh } };
    const answers = await Promise.all(Array.from({ length: 6 }, () => attack(http.url, 'POST', 'session', many)));
    expect(statuses(answers)).toEqual([204, 401, 401, 401, 401, 401]);
  });
});

describe('V10.1.2 a sign-in at a provider that was not begun in this browser', () => {
  const CALLBACKS = [
    '',
    '?code=x',
    '?code=x&state=y',
    '?error=access_denied',
    '?code=x&state=y&iss=https%3A%2F%2Fevil.example',
  ];
  test.each(CALLBACKS)('callback%s', async (query) => {
    for (const as of [undefined, 'zl_pending=made-up', `zl_pending=${'A'.repeat(32)}`]) {
      const answer = await refuses(http.url, [404, 'not_found'], ['GET', `oidc/callback${query}`], { as });
      expect(cookiesOf(answer)).not.toMatch(/zl_session=\w/);
    }
    await refuses(http.url, [404, 'not_found'], ['GET', 'oidc/start']);
  });
});

test('V7.2.4 an old token is worth nothing after two proofs', async () => {
  const { signIn, password, code } = await owner();
  const tokens = [await signIn()];
  for (const _ of [1, 2]) {
    http.wait(MINUTE);
    const answer = await send(http.url, 'POST', 'session/proof', {
      as: tokens.at(-1),
      body: { password, code: code() },
    });
    tokens.push(cookiesOf(answer));
  }
  for (const as of tokens.slice(0, 2)) await refuses(http.url, NOBODY, ['GET', 'session'], { as });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('replay'));
