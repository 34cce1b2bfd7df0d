import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkFor, setAccountState } from '../../../packages/server/src/access/accounts.ts';
import { routes } from '../../../packages/server/src/http/routes/index.ts';
import { operator } from '../../setup/http.ts';
import type { Cast, Hostile, Owner } from './support.ts';
import {
  addressOf,
  attack,
  bodyFor,
  castOf,
  challengeIn,
  cookiesOf,
  count,
  NOBODY,
  ownerOf,
  promiseKept,
  refuses,
  send,
  siteOf,
  startHostile,
  totpOf,
  valuesFor,
} from './support.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const FRESH = [401, 'auth.fresh_needed'] as const;

let http: Hostile;
let cast: Cast;
beforeAll(async () => {
  http = await startHostile();
  cast = await castOf(http);
});
afterAll(() => http.close());

const owner = (): Promise<Owner> => ownerOf(http, ['investigator']);
const tokenIn = (cookie: string): string => /zl_session=([^;]+)/.exec(cookie)?.[1] ?? '';
const isIn = async (as: string): Promise<boolean> => (await send(http.url, 'GET', 'session', { as })).status === 200;
const ended = async (as: string): Promise<void> => void (await refuses(http.url, NOBODY, ['GET', 'session'], { as }));

describe('V7.2.4 a session somebody chose before the sign-in is not taken over', () => {
  test.each(['x', 'A'.repeat(32), '0'.repeat(300), 'deleted', 'null', '%00', '"', 'a, b'])('%j', async (chosen) => {
    const { password, login, code } = await owner();
    http.wait(MINUTE);
    const as = `zl_session=${chosen}; zl_device=${chosen}; __Host-zl_session=${chosen}`;
    const answer = await attack(http.url, 'POST', 'session', {
      as,
      body: { by: 'password', login, password, code: code() },
    });
    expect(answer.status).toBe(204);
    const given = tokenIn(cookiesOf(answer));
    expect(given).toMatch(/^[\w-]{32}$/);
    expect(given).not.toBe(chosen);
    await ended(`zl_session=${chosen}`);
  });

  test('the session that a browser had ends when somebody signs in in it', async () => {
    const { signIn } = await owner();
    const first = await signIn();
    const second = await signIn(first);
    expect(tokenIn(second)).not.toBe(tokenIn(first));
    expect(await isIn(second)).toBe(true);
    await ended(`zl_session=${tokenIn(first)}`);
  });

  test('of two session cookies one is looked at, never both in turn', async () => {
    const [mine, theirs] = [await owner(), await owner()];
    const both = await attack(http.url, 'GET', 'session', { as: `${mine.cookie}; ${theirs.cookie}` });
    expect((both.json().account as { id: string }).id).toBe(mine.id);
    await ended(`zl_session=wrong; ${theirs.cookie}`);
  });
});

describe('V7.2.4 a proof of who it is gives another token, and the old one is worth nothing', () => {
  test('by password and code', async () => {
    const { signIn, password, code } = await owner();
    const before = await signIn();
    http.wait(MINUTE);
    const proven = await send(http.url, 'POST', 'session/proof', { as: before, body: { password, code: code() } });
    expect(proven.status).toBe(204);
    expect(await isIn(cookiesOf(proven))).toBe(true);
    await ended(before);
    await refuses(http.url, NOBODY, ['DELETE', 'session'], { as: before });
  });

  test('when the second factor of an invitation is enrolled', async () => {
    const { id } = await owner();
    const token = await linkFor(http.product.ledger, operator, id, 'enrolment');
    const begun = cookiesOf(await send(http.url, 'POST', 'session', { body: { by: 'link', token } }));
    const { asked, secret } = (await send(http.url, 'POST', 'my/totp', { as: begun, body: {} })).json();
    const body = { asked, code: totpOf(String(secret), http.now()) };
    expect((await send(http.url, 'PUT', 'my/totp', { as: begun, body })).status).toBe(200);
    await ended(begun);
  });
});

describe('V7.3 sessions run out', () => {
  test('after two hours without a request', async () => {
    const { cookie } = await owner();
    http.wait(2 * HOUR - 1);
    expect(await isIn(cookie)).toBe(true);
    http.wait(2 * HOUR);
    await ended(cookie);
  });

  test('after twelve hours however busy', async () => {
    const { cookie } = await owner();
    for (let hours = 1; hours < 12; hours++) {
      http.wait(HOUR);
      expect(await isIn(cookie)).toBe(true);
    }
    http.wait(HOUR);
    await ended(cookie);
  });

  test('links run out too: one that signs in after a day, an invitation after three', async () => {
    const { id } = await owner();
    for (const [gives, hours] of [
      ['session', 24],
      ['enrolment', 72],
    ] as const) {
      const token = await linkFor(http.product.ledger, operator, id, gives);
      http.wait(hours * HOUR);
      await refuses(http.url, [401, 'auth.token_spent'], ['POST', 'session'], { body: { by: 'link', token } });
    }
  });
});

describe('V7.4 sessions end at once', () => {
  test('by signing out, and the browser is told to forget', async () => {
    const { cookie } = await owner();
    const answer = await send(http.url, 'DELETE', 'session', { as: cookie });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^zl_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/i);
    await ended(cookie);
    await refuses(http.url, NOBODY, ['DELETE', 'session'], { as: cookie });
  });

  test('when the account is disabled, with its links and its other ways in', async () => {
    const { id, cookie, login, password, code, passkey } = await owner();
    const links = await Promise.all(
      (['session', 'enrolment'] as const).map((gives) => linkFor(http.product.ledger, operator, id, gives)),
    );
    const asked = (await send(http.url, 'POST', 'session/passkey', { body: {} })).json();
    await setAccountState(http.product.ledger, operator, id, 'disabled', 'left the company');
    await ended(cookie);
    for (const token of links)
      await refuses(http.url, [401, 'auth.token_spent'], ['POST', 'session'], { body: { by: 'link', token } });
    http.wait(MINUTE);
    const failed = [401, 'auth.sign_in_failed'] as const;
    await refuses(http.url, failed, ['POST', 'session'], { body: { by: 'password', login, password, code: code() } });
    const response = passkey.sign(siteOf(http.url), challengeIn(asked));
    await refuses(http.url, failed, ['POST', 'session'], { body: { by: 'passkey', asked: asked.asked, response } });
  });

  test('when the password is changed elsewhere', async () => {
    const { signIn } = await owner();
    const [here, there] = [await signIn(), await signIn()];
    const body = { password: 'entirely other umbrella 44' };
    expect((await send(http.url, 'PUT', 'my/password', { as: there, body })).status).toBe(204);
    await ended(here);
    expect(await isIn(there)).toBe(true);
  });

  test('when somebody ends them from another browser, one or by an administrator all', async () => {
    const { id, signIn } = await owner();
    const [here, there] = [await signIn(), await signIn()];
    const { current } = (await send(http.url, 'GET', 'my/sessions', { as: here })).json();
    expect((await send(http.url, 'DELETE', `my/sessions/${current}`, { as: there })).status).toBe(204);
    await ended(here);
    const { cookie } = await http.person(['security-admin']);
    expect((await send(http.url, 'DELETE', `accounts/${id}/sessions`, { as: cookie })).status).toBe(204);
    await ended(there);
  });

  test('a stream of news ends with its session', async () => {
    const { cookie } = await owner();
    count();
    const stream = await fetch(`${http.url}/api/v1/events`, { headers: { cookie } });
    const reader = stream.body?.getReader();
    await reader?.read();
    expect((await send(http.url, 'DELETE', 'session', { as: cookie })).status).toBe(204);
    const late = new Promise((resolve) => setTimeout(() => resolve('still open'), 2_000));
    const next = await Promise.race([reader?.read().then(({ done }) => (done ? 'ended' : 'went on')), late]);
    await reader?.cancel();
    expect(next).toBe('ended');
  });
});

describe('V7.5.3 what is sealed asks for a recent proof', () => {
  const CHANGES = [
    ['PUT', 'my/password', { password: 'entirely other umbrella 45' }],
    ['POST', 'my/totp', {}],
    ['PUT', 'my/totp', { asked: 'x', code: '000000' }],
    ['POST', 'my/passkeys/ask', {}],
    ['POST', 'my/passkeys', { asked: 'x', response: { id: 'x' }, label: 'x' }],
    ['POST', 'my/recovery-codes', {}],
    ['DELETE', 'my/passkeys/some-id', undefined],
    ['POST', `chains/${'f'.repeat(32)}/packages`, {}],
    ['GET', `packages/${'f'.repeat(32)}`, undefined],
  ] as const;
  test.each(CHANGES)('%s %s', async (method, path, body) => {
    const { cookie } = await owner();
    http.wait(10 * MINUTE + 1);
    await refuses(http.url, FRESH, [method, path], { as: cookie, body });
  });
});

const guarded = routes.filter(
  ({ needs }) => !['nothing', 'session.enrol', 'record.post', 'account.provision'].includes(needs),
);
test.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))(
  'V6.3.3 an invitation alone, without a second factor, does not open %s',
  async (_, route) => {
    const { id } = cast.owner;
    const token = await linkFor(http.product.ledger, operator, id, 'enrolment');
    const as = cookiesOf(await send(http.url, 'POST', 'session', { body: { by: 'link', token } }));
    const path = addressOf(route.path, valuesFor(route.schemas.params));
    await refuses(http.url, [403, 'auth.factor_needed'], [route.method, path], { ...bodyFor(route), as });
  },
);

describe('V3.3 cookies', () => {
  test('over TLS each is bound to this host, to TLS and to no script', async () => {
    const secure = await startHostile({
      env: { ZHENGLIAN_PUBLIC_URL: 'https://zhenglian.example', ZHENGLIAN_RATE_ACCOUNT: '10000' },
    });
    const { id } = await secure.person([]);
    const token = await linkFor(secure.product.ledger, operator, id, 'session');
    const headers = { host: 'zhenglian.example', origin: 'https://zhenglian.example' };
    count();
    const answer = await send(secure.url, 'POST', 'session', { headers, body: { by: 'link', token } });
    const [set = ''] = answer.headers['set-cookie'] ?? [];
    expect(set).toMatch(/^__Host-zl_session=/);
    for (const flag of [/; Secure/, /; HttpOnly/, /; SameSite=Strict/, /; Path=\//]) expect(set).toMatch(flag);
    expect(set).not.toMatch(/domain/i);
    // A cookie without the prefix, as another host of the domain could set it, is no session here.
    const bare = `zl_session=${tokenIn(set)}`;
    await refuses(secure.url, NOBODY, ['GET', 'session'], { as: bare, headers });
    await secure.close();
  });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('sessions'));
