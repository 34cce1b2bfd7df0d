import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { linkFor, makeAccount, setAccountState } from '../../../packages/server/src/access/accounts.ts';
import { verifyPassword } from '../../../packages/server/src/access/credentials/password.ts';
import type { Answer } from '../../setup/http.ts';
import { operator } from '../../setup/http.ts';
import type { Cast, Hostile, Owner } from './support.ts';
import { attack, castOf, cookiesOf, ownerOf, promiseKept, refuses, send, startHostile } from './support.ts';

vi.mock('../../../packages/server/src/access/credentials/password.ts', { spy: true });

const FAILED = [401, 'auth.sign_in_failed'] as const;
const WAIT = [429, 'auth.wait'] as const;
const [MINUTE, HOUR] = [60_000, 3_600_000];
const WRONG = 'never the right password 9';

let http: Hostile;
let cast: Cast;
let known: Owner;
beforeAll(async () => {
  http = await startHostile();
  cast = await castOf(http);
  known = await ownerOf(http);
});
afterAll(() => http.close());

const shown = (login: string, password: string, code: string) => ({ body: { by: 'password', login, password, code } });
/** What an answer says besides the time of day. */
const told = ({ status, headers: { date: _, ...headers }, text }: Answer): string =>
  JSON.stringify([status, headers, text]);

describe('V6.3.8 nobody learns which logins there are', () => {
  test('an unknown login, a wrong password, a wrong code, an account disabled or not begun: one answer', async () => {
    const [disabled, invited] = [await ownerOf(http), 'never-began'];
    await setAccountState(http.product.ledger, operator, disabled.id, 'disabled', 'left the company');
    await makeAccount(
      http.product.ledger,
      operator,
      { login: invited, name: 'Invited', employee: null },
      'command-line',
    );
    http.wait(MINUTE);
    const tries = [
      shown('no-such-login', WRONG, '000000'),
      shown(known.login, WRONG, '000000'),
      shown(known.login, WRONG, known.code()),
      shown(known.login, known.password, '000000'),
      shown(known.login, known.password, 'AAAAA-AAAAA-AAA'),
      shown(known.login.toUpperCase(), WRONG, 'x'),
      shown(disabled.login, disabled.password, disabled.code()),
      shown(disabled.login, WRONG, '000000'),
      shown(disabled.login, disabled.password, disabled.recoveryCodes[0] ?? ''),
      shown(invited, '', '0'),
      shown(invited, WRONG, '000000'),
      shown('admin', WRONG, '000000'),
    ].filter(({ body }) => body.password !== '');
    const answers: string[] = [];
    for (const each of tries) {
      http.wait(20 * MINUTE);
      answers.push(told(await refuses(http.url, FAILED, ['POST', 'session'], each)));
    }
    expect(new Set(answers).size).toBe(1);
  });

  test('as much work for an unknown login as for a known or a disabled one', async () => {
    const disabled = await ownerOf(http);
    await setAccountState(http.product.ledger, operator, disabled.id, 'disabled', 'left the company');
    const work: unknown[] = [];
    for (const login of ['nobody-of-this-name', known.login, disabled.login]) {
      http.wait(24 * HOUR);
      vi.mocked(verifyPassword).mockClear();
      await refuses(http.url, FAILED, ['POST', 'session'], shown(login, WRONG, '000000'));
      work.push(vi.mocked(verifyPassword).mock.calls.map(([, password]) => password));
    }
    expect(work[0]).toHaveLength(1);
    expect(work).toEqual([work[0], work[0], work[0]]);
  });

  test('being told to wait is the same for logins that are there and that are not', async () => {
    const owner = await ownerOf(http);
    const waits: string[] = [];
    for (const login of [owner.login, 'nobody-at-all']) {
      for (let n = 0; n < 6; n++) await attack(http.url, 'POST', 'session', shown(login, WRONG, '000000'));
      waits.push(told(await refuses(http.url, WAIT, ['POST', 'session'], shown(login, WRONG, '000000'))));
    }
    expect(waits[0]).toBe(waits[1]);
  });

  test('a question for a passkey and a key of a source say nothing of anybody', async () => {
    const one = (await send(http.url, 'POST', 'session/passkey', { body: {} })).json();
    expect(JSON.stringify(one)).not.toMatch(/allowCredentials":\s*\[\s*\{/);
    for (const login of [known.login, 'nobody'])
      await attack(http.url, 'POST', 'session/passkey', { body: { login } }).then(({ text }) =>
        expect(text).not.toContain('allowCredentials":[{'),
      );
  });
});

describe('V6.4.1 links that are unknown, spent, late, or of a disabled account: one answer', () => {
  test('to whoever tries', async () => {
    const { id } = await ownerOf(http);
    const spent = await linkFor(http.product.ledger, operator, id, 'enrolment');
    await send(http.url, 'POST', 'session', { body: { by: 'link', token: spent } });
    const late = await linkFor(http.product.ledger, operator, id, 'session');
    http.wait(25 * HOUR);
    const theirs = await linkFor(http.product.ledger, operator, id, 'session');
    await setAccountState(http.product.ledger, operator, id, 'disabled', 'left the company');
    const answers: string[] = [];
    for (const token of ['x', 'A'.repeat(32), spent, late, theirs, `${spent}x`, spent.slice(1)])
      answers.push(
        told(await refuses(http.url, [401, 'auth.token_spent'], ['POST', 'session'], { body: { by: 'link', token } })),
      );
    expect(new Set(answers).size).toBe(1);
  });
});

describe('V6.3.1 guessing slows down whoever guesses and nobody else', () => {
  test('a stranger waits, the owner’s own browser does not', async () => {
    const owner = await ownerOf(http);
    const device = await owner.signIn();
    expect(device).toContain('zl_device=');
    let waited = 0;
    for (let n = 0; n < 40; n++) {
      const answer = await attack(http.url, 'POST', 'session', shown(owner.login, WRONG, '000000'));
      expect([401, 429]).toContain(answer.status);
      if (answer.status !== 429) continue;
      waited++;
      expect(answer.json().code).toBe('auth.wait');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(waited).toBeGreaterThan(30);
    http.wait(100);
    const right = shown(owner.login, owner.password, owner.recoveryCodes[0] ?? '');
    await refuses(http.url, WAIT, ['POST', 'session'], right);
    expect((await send(http.url, 'POST', 'session', { ...right, as: device })).status).toBe(204);
  });

  test('the wait grows, and other addresses that are only said, other spellings and other codes do not shorten it', async () => {
    const owner = await ownerOf(http);
    const guess = async (more: object = {}, login = owner.login) =>
      await attack(http.url, 'POST', 'session', { ...shown(login, WRONG, '000000'), ...more });
    for (let n = 0; n < 6; n++) await guess();
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      const answer = await guess();
      expect(answer.status).toBe(429);
      const seconds = Number(answer.headers['retry-after']);
      waits.push(seconds);
      for (const headers of [
        { 'x-forwarded-for': `10.0.0.${n}` },
        { 'x-real-ip': `10.0.${n}.1` },
        { 'user-agent': `other/${n}` },
        { forwarded: `for=10.0.0.${n}` },
      ])
        expect((await guess({ headers })).status).toBe(429);
      for (const login of [owner.login.toUpperCase(), ` ${owner.login} `, owner.login.replace('o', 'ｏ')])
        expect((await guess({}, login)).status).toBe(429);
      for (const as of ['zl_device=made-up', `zl_device=${'A'.repeat(32)}`, cast.owner.cookie])
        expect((await guess({ as })).status).toBe(429);
      http.wait(seconds * 1_000);
      expect((await guess()).status).toBe(401);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeGreaterThan(60);
  });

  test('the mark of a browser is for the account it was made for', async () => {
    const [mine, theirs] = [await ownerOf(http), await ownerOf(http)];
    const device = await mine.signIn();
    for (let n = 0; n < 6; n++)
      await attack(http.url, 'POST', 'session', { ...shown(theirs.login, WRONG, '000000'), as: device });
    await refuses(http.url, WAIT, ['POST', 'session'], { ...shown(theirs.login, WRONG, '000000'), as: device });
  });

  test('a stolen mark is slowed down too', async () => {
    const owner = await ownerOf(http);
    const device = await owner.signIn();
    for (let n = 0; n < 6; n++)
      await attack(http.url, 'POST', 'session', { ...shown(owner.login, WRONG, '000000'), as: device });
    await refuses(http.url, WAIT, ['POST', 'session'], { ...shown(owner.login, WRONG, '000000'), as: device });
  });

  test('codes are guessed no faster, with the right password and in a stolen session', async () => {
    const owner = await ownerOf(http);
    http.wait(MINUTE);
    for (let n = 0; n < 6; n++)
      await refuses(http.url, FAILED, ['POST', 'session'], shown(owner.login, owner.password, `00000${n}`));
    await refuses(http.url, WAIT, ['POST', 'session'], shown(owner.login, owner.password, owner.code()));
    for (let n = 0; n < 6; n++)
      await refuses(http.url, FAILED, ['POST', 'session/proof'], {
        as: owner.cookie,
        body: { password: owner.password, code: `00000${n}` },
      });
    await refuses(http.url, WAIT, ['POST', 'session/proof'], {
      as: owner.cookie,
      body: { password: owner.password, code: owner.code() },
    });
    for (let n = 0; n < 3; n++)
      await refuses(http.url, WAIT, ['POST', 'session/proof'], {
        as: owner.cookie,
        body: { asked: 'x', response: { id: 'x' } },
      });
  });

  test('many guesses at once are many', async () => {
    const owner = await ownerOf(http);
    const all = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        attack(http.url, 'POST', 'session', shown(owner.login, `${WRONG}${n}`, '000000')),
      ),
    );
    expect(all.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(6);
    expect(all.every(({ status }) => status === 401 || status === 429)).toBe(true);
  });
});

describe('V2.4.1 floods', () => {
  const SLOW = { ZHENGLIAN_RATE_ACCOUNT: '1', ZHENGLIAN_RATE_SOURCE: '1' };
  const FLOOD = 30;
  let slow: Hostile;
  let crowd: Cast;
  beforeAll(async () => {
    slow = await startHostile({ env: SLOW });
    const { id } = await slow.person(['investigator']);
    const source = await slow.keyOf('flood');
    const token = await linkFor(slow.product.ledger, operator, id, 'session');
    const cookie = cookiesOf(await send(slow.url, 'POST', 'session', { body: { by: 'link', token } }));
    crowd = { of: { investigator: { id, cookie } }, source } as unknown as Cast;
  });
  afterAll(() => slow.close());

  async function flood(method: string, path: string, asked: Parameters<typeof send>[3]): Promise<void> {
    const answers: Answer[] = [];
    for (let n = 0; n < FLOOD; n++) answers.push(await attack(slow.url, method, path, asked));
    const held = answers.filter(({ status }) => status === 429);
    expect(held.length).toBeGreaterThan(5);
    for (const answer of held) {
      expect(answer.json()).toMatchObject({ code: 'request.too_many', status: 429 });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    }
  }

  test('of one account', () => flood('GET', 'session', { as: crowd.of.investigator.cookie }));
  test('of one account, which hold up no other', async () => {
    await flood('GET', 'findings', { as: crowd.of.investigator.cookie });
    expect((await send(slow.url, 'GET', '/index.html')).status).toBe(200);
    expect((await send(slow.url, 'GET', 'findings', { key: crowd.source })).status).toBe(403);
  });
  test('of a key', () =>
    flood('POST', 'sources/flood/records', {
      key: crowd.source,
      headers: { 'content-type': 'application/x-ndjson' },
      body: '',
    }));
  test('of nobody', () => flood('GET', 'findings', {}));
  test('of links that are guessed', () => flood('POST', 'session', { body: { by: 'link', token: 'x' } }));
  test('of passwords that are guessed for many logins', () =>
    flood('POST', 'session', shown(`nobody-${Math.random()}`, WRONG, '0')));
  test('of questions for a passkey', () => flood('POST', 'session/passkey', { body: {} }));
  test('of made-up sessions', () => flood('GET', 'session', { as: 'zl_session=made-up' }));
  test('of made-up keys of sources', () => flood('GET', 'findings', { key: 'zls_made-up' }));
  test('of made-up keys of directories', () => flood('GET', 'findings', { key: 'zlp_made-up' }));
  test('of bodies that are no JSON', () =>
    flood('POST', 'session', { headers: { 'content-type': 'application/json' }, body: '{' }));
});

test('makes as many hostile requests as the total counts on', () => promiseKept('guessing'));
