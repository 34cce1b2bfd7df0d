import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { inviteAdministrator } from '../../packages/server/src/access/accounts.ts';
import { openApi } from '../../packages/server/src/http/openapi.ts';
import { routes } from '../../packages/server/src/http/routes/index.ts';
import { PREFIX } from '../../packages/server/src/http/server.ts';
import { readRange } from '../../packages/server/src/ledger/read.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import type { Answer, Http } from '../setup/http.ts';
import { call, expectProblem, signIn, startHttp, unmask } from '../setup/http.ts';

let http: Http;
let cookie: string;
let me: string;
let key: string;
beforeAll(async () => {
  http = await startHttp('company');
  ({ id: me, cookie } = await http.person(['investigator', 'integrator']));
  for (const employee of ['E001', 'E007']) await unmask(http.product, me, employee);
  key = await http.keyOf('outside-feed');
});
afterAll(() => http.close());

const URGENT = encodeURIComponent('a test opens it at once');
const get = (path: string, headers: Readonly<Record<string, string>> = { cookie }): Promise<Answer> =>
  call(http.url, `/api/v1/${path}`, { headers });
const send = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = { cookie }) =>
  call(http.url, `/api/v1/${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

type Item = { readonly id: string };
const itemsOf = (answer: Answer): readonly Item[] => (answer.json() as { items: Item[] }).items;

describe('signing in', () => {
  test('a link works once, and a used, an unknown and a spoilt one are refused alike', async () => {
    const token = await inviteAdministrator(http.product.ledger);
    expect(await signIn(http.url, token)).toMatch(/^zl_session=[\w-]{20,}$/);
    const answers = [
      await send('POST', 'session', { by: 'link', token }),
      await send('POST', 'session', { by: 'link', token: 'x'.repeat(32) }),
    ];
    for (const answer of answers) {
      expectProblem(answer, 401, 'auth.token_spent');
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect(answer.text).toBe(answers[0]?.text);
    }
    for (const body of [
      {},
      { by: 'link', token: '' },
      { by: 'link', token: 7 },
      { by: 'link', token, also: 1 },
      [],
      null,
    ])
      expectProblem(await send('POST', 'session', body), 422, 'request.invalid');
  });

  test('two callers with one link do not both get a session', async () => {
    const token = await inviteAdministrator(http.product.ledger);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send('POST', 'session', { by: 'link', token }, {})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401, 401, 401]);
  });

  test('the cookie is for this site and for no script', async () => {
    const token = await inviteAdministrator(http.product.ledger);
    const answer = await send('POST', 'session', { by: 'link', token }, {});
    const [set = '', ...others] = answer.headers['set-cookie'] ?? [];
    expect(others).toEqual([]);
    const flags = set
      .split('; ')
      .slice(1)
      .map((flag) => flag.toLowerCase());
    expect(flags).toEqual(expect.arrayContaining(['httponly', 'samesite=strict', 'path=/', 'max-age=43200']));
    expect(flags.some((flag) => flag.startsWith('domain'))).toBe(false);
  });

  test('a session says who it is, and is gone once it is closed', async () => {
    const own = await http.session();
    const mine = await get('session', { cookie: own });
    expect(mine.json()).toMatchObject({ level: 'full', method: 'link', roles: ['integrator', 'investigator'] });
    expect((await send('DELETE', 'session', undefined, { cookie: own })).status).toBe(204);
    expectProblem(await get('session', { cookie: own }), 401, 'auth.required');
    expectProblem(await get('findings', { cookie: own }), 401, 'auth.required');
  });
});

describe('who asks', () => {
  const ID = '0'.repeat(32);

  test('a wrong key is refused even beside a good session, and so are a made-up session and another scheme', async () => {
    expectProblem(await get('findings', { cookie, authorization: 'Bearer zls_wrong' }), 401, 'auth.required');
    expectProblem(await get('findings', { cookie: 'zl_session=made-up' }), 401, 'auth.required');
    expectProblem(await get('findings', { authorization: `Basic ${key}` }), 401, 'auth.required');
  });

  test('a write that another site set off is refused, whatever it carries', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const headers = { cookie, 'sec-fetch-site': site };
      for (const [method, path] of [
        ['POST', 'session'],
        ['DELETE', 'session'],
        ['POST', `chains/${ID}/packages`],
      ] as const)
        expectProblem(await send(method, path, method === 'POST' ? {} : undefined, headers), 403, 'auth.forbidden');
    }
    expect((await get('session')).status).toBe(200);
    for (const site of ['same-origin', 'none'])
      expect((await send('POST', `chains/${ID}/packages`, {}, { cookie, 'sec-fetch-site': site })).status).toBe(404);
  });
});

describe('reading content', () => {
  /** The acts in the log of readings from this index on. */
  async function actsFrom(index: number): Promise<readonly { act: string; actor: string }[]> {
    const { db, ledger } = http.product;
    return await db.as(systemActor, async (tx) => {
      const log = await ledgerStore.logNamed(tx, 'audit');
      return (await readRange(tx, ledger, log, index, log.size)).map(({ content }) => {
        if (content.status !== 'open') throw new Error('a reading just recorded is open');
        const { act, actor } = content.body as { act: string; actor: string };
        return { act, actor };
      });
    });
  }
  async function readBy(read: () => Promise<Answer>): Promise<{ answer: Answer; acts: readonly string[] }> {
    const before = await http.sizeOf('audit');
    const answer = await read();
    const acts = await actsFrom(before);
    expect(acts.map(({ actor }) => actor)).toEqual(acts.map(() => `account:${me}`));
    return { answer, acts: acts.map(({ act }) => act) };
  }
  const idOf = async (what: 'findings' | 'chains') => itemsOf(await get(what))[0]?.id ?? '';

  test('every reading is one entry in the log of readings, every time', async () => {
    const [findingId, chainId] = [await idOf('findings'), await idOf('chains')];
    const made = await readBy(() => send('POST', `chains/${chainId}/packages`, {}));
    expect(made.answer.status).toBe(200);
    const packageId = String(made.answer.json().id);
    expect(made.acts).toContain('package.make');
    const readings = [
      ['findings', ['findings.read']],
      ['findings?limit=3', ['findings.read']],
      [`findings/${findingId}`, ['finding.read']],
      ['chains', ['chains.read']],
      [`chains/${chainId}`, ['chain.read']],
      [`entries/main/3?ground=urgent&why=${URGENT}`, ['entry.read']],
      [`packages/${packageId}`, ['package.read']],
    ] as const;
    for (const [path, acts] of readings) {
      for (const _ of [1, 2]) {
        const done = await readBy(() => get(path));
        expect([path, done.answer.status, done.acts]).toEqual([path, 200, acts]);
      }
    }
  });

  test('a refused reading and one that finds nothing read no content', async () => {
    const ID = 'f'.repeat(32);
    for (const [path, status, act] of [
      [`findings/${ID}`, 404, 'finding.read'],
      [`chains/${ID}`, 404, 'chain.read'],
      [`packages/${ID}`, 404, 'package.read'],
      [`entries/main/999999?ground=urgent&why=${URGENT}`, 404, 'entry.read'],
      [`entries/nowhere/0?ground=urgent&why=${URGENT}`, 404, 'entry.read'],
      ['findings/not-an-id', 422],
      ['entries/main/-1', 422],
      ['entries/main/1.5', 422],
      ['entries/main/99999999999999999999', 422],
      ['findings?limit=0', 422],
      ['findings?limit=201', 422],
      ['findings?cursor=x', 422],
      ['findings?rule=%00', 422],
      ['chains?min=huge', 422],
    ] as const) {
      const { answer, acts } = await readBy(() => get(path));
      expectProblem(answer, status, status === 404 ? 'not_found' : 'request.invalid');
      // Seeking what is not there is recorded, as an attempt that opened nothing.
      expect(acts).toEqual(act === undefined ? [] : [act]);
    }
    for (const headers of [{}, { authorization: `Bearer ${key}` }] as Readonly<Record<string, string>>[])
      expect((await readBy(() => get('findings', headers))).acts).toEqual([]);
  });

  test('what was shown of a finding and a chain is recorded once, however often it is read', async () => {
    await get('findings?limit=200');
    await get('chains');
    const size = await http.sizeOf('main');
    await get('findings?limit=200');
    await get('chains');
    await get(`chains/${await idOf('chains')}`);
    expect(await http.sizeOf('main')).toBe(size);
  });

  test('pages of findings follow each other without a gap, latest first', async () => {
    const all = itemsOf(await get('findings?limit=200'));
    const paged: Item[] = [];
    let next: unknown = '';
    while (next !== null) {
      const page: Answer = await get(`findings?limit=7${next === '' ? '' : `&cursor=${next}`}`);
      paged.push(...itemsOf(page));
      next = page.json().next;
    }
    expect(all.length).toBeGreaterThan(7);
    expect(paged).toEqual(all);
    const times = all.map((item) => (item as unknown as { at: number }).at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  test('every answer is what its route promises, and nothing beside', async () => {
    const [findingId, chainId] = [await idOf('findings'), await idOf('chains')];
    const paths: Readonly<Record<string, string>> = {
      findings: 'findings',
      'findings/:id': `findings/${findingId}`,
      chains: 'chains',
      'chains/:id': `chains/${chainId}`,
      'entries/:log/:index': `entries/main/3?ground=urgent&why=${URGENT}`,
      session: 'session',
    };
    for (const route of routes.filter(({ method, path }) => method === 'GET' && paths[path] !== undefined)) {
      const reply = route.schemas.reply as z.ZodType;
      const answer = await get(paths[route.path] ?? '');
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(reply.parse(answer.json())).toEqual(answer.json());
    }
  });
});

describe('the server as a whole', () => {
  test('every address that does not exist or cannot be read is a problem', async () => {
    for (const path of ['/api/v1/nothing', '/api/v2/findings', '/api/v1/sources/wecom', '/api/v1/findings/a/b'])
      expectProblem(await call(http.url, path), 404, 'not_found');
    expectProblem(await call(http.url, '/api/v1/findings', { method: 'PATCH' }), 404, 'not_found');
    expectProblem(await call(http.url, '/api/v1/%zz'), 422, 'request.invalid');
    expect((await call(http.url, '/api/v1/%zz-said')).text).not.toContain('said');
    const long = await call(http.url, `/api/v1/findings/${'a'.repeat(5_000)}`, { headers: { cookie } });
    expect(long.headers['content-type']).toMatch(/^application\/problem\+json/);
    const headers = { cookie, 'content-type': 'application/json' };
    for (const body of ['', '{', '{"__proto__":{"token":"x"}}', '\ufeff{}'])
      expectProblem(await call(http.url, '/api/v1/session', { method: 'POST', headers, body }), 422, 'request.invalid');
    const other = { cookie, 'content-type': 'application/xml' };
    expectProblem(
      await call(http.url, '/api/v1/session', { method: 'POST', headers: other, body: 'x' }),
      415,
      'request.unsupported_media',
    );
  });

  test('answers say that nobody may frame them or guess their type', async () => {
    for (const path of ['/healthz', '/api/v1/findings', '/api/v1/nothing']) {
      const { headers } = await call(http.url, path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['content-security-policy']).toContain("default-src 'self'");
    }
  });

  test('health and metrics say how it stands to anyone, in names and numbers', async () => {
    const { ok, followers } = (await call(http.url, '/healthz')).json() as {
      ok: boolean;
      followers: { name: string; behind: number }[];
    };
    expect(ok).toBe(true);
    expect(followers.map(({ name }) => name)).toEqual(['access', 'chain', 'detect', 'people', 'watch']);
    const { text } = await call(http.url, '/metrics');
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) zhenglian_\w+ .+|zhenglian_\w+(\{\w+="[\w-]+"\})? -?\d+)$/);
    expect(text).toContain('zhenglian_requests_total');
  });

  test('news are names and numbers, and reach whoever listens', async () => {
    const heard = new Promise<string>((resolve, reject) => {
      fetch(`${http.url}/api/v1/events`, { headers: { cookie } })
        .then(async ({ body }) => {
          let text = '';
          for await (const chunk of body ?? []) {
            text += new TextDecoder().decode(chunk as Uint8Array);
            if (text.startsWith('retry') && !text.includes('event:'))
              http.news.tell({ name: 'head', data: { log: 'main', size: 7 } });
            if (text.includes('data:')) return resolve(text);
          }
        })
        .catch(reject);
    });
    expect(await heard).toContain('event: head\ndata: {"log":"main","size":7}\n\n');
  });

  test('the OpenAPI document holds every route and no other', async () => {
    const served = (await call(http.url, '/api/reference/json')).json() as {
      openapi: string;
      paths: Record<string, Record<string, { summary: string; description: string; security: unknown[] }>>;
    };
    expect(served.openapi).toBe('3.1.0');
    expect(served.paths).toEqual(JSON.parse(JSON.stringify(openApi(routes, PREFIX).paths)));
    const documented = Object.entries(served.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { description, security }]) =>
          `${method.toUpperCase()} ${path} ${description} ${JSON.stringify(security)}`,
      ),
    );
    const mounted = routes.map(({ method, path, needs }) => {
      const place = (path.startsWith('/') ? path : `${PREFIX}/${path}`).replaceAll(/:(\w+)/g, '{$1}');
      const byKey = needs === 'record.post' || needs === 'account.provision';
      const security = needs === 'nothing' ? [] : [byKey ? { key: [] } : { session: [] }];
      return `${method} ${place} Needs: ${needs} ${JSON.stringify(security)}`;
    });
    expect(documented.sort()).toEqual(mounted.sort());
    expect(new Set(mounted).size).toBe(mounted.length);
  });
});
