import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../../packages/server/src/http/route.ts';
import { routes } from '../../../packages/server/src/http/routes/index.ts';
import type { Cast, Hostile } from './support.ts';
import {
  addressOf,
  allowed,
  attack,
  bodyFor,
  castOf,
  FORBIDDEN,
  promiseKept,
  refuses,
  send,
  snapshot,
  startHostile,
  valuesFor,
} from './support.ts';

let http: Hostile;
let cast: Cast;
beforeAll(async () => {
  http = await startHostile({ holds: 'company' });
  cast = await castOf(http);
});
afterAll(() => http.close());

const named = (all: readonly Route[]) => all.map((route) => [`${route.method} ${route.path}`, route] as const);
const pathOf = (route: Route): string => {
  const query = new URLSearchParams(valuesFor(route.schemas.query)).toString();
  return `${addressOf(route.path, valuesFor(route.schemas.params))}${query === '' ? '' : `?${query}`}`;
};
const writes = routes.filter(({ method }) => method !== 'GET');
const FOREIGN: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1:1' },
  { origin: 'http://127.0.0.1.evil.example' },
  { origin: '' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
];

describe('V3.5.1 a write that another site set off is refused', () => {
  test.each(named(writes))('%s', async (_, route) => {
    const before = await snapshot(http);
    const asked = { ...bodyFor(route), ...allowed(cast, route) };
    for (const headers of FOREIGN)
      await refuses(http.url, FORBIDDEN, [route.method, pathOf(route)], {
        ...asked,
        headers: { ...asked.headers, ...headers },
      });
    expect(await snapshot(http)).toEqual(before);
  });

  test.each([
    'http://zhenglian.example',
    'https://zhenglian.example:8443',
    'https://zhenglian.example.evil.example',
    'https://www.zhenglian.example',
  ])('where this is https://zhenglian.example, a page of %s is one of another site', async (origin) => {
    const secure = await startHostile({ env: { ZHENGLIAN_PUBLIC_URL: 'https://zhenglian.example' } });
    const headers = { host: 'zhenglian.example', origin };
    await refuses(secure.url, FORBIDDEN, ['POST', 'session'], { headers, body: { by: 'link', token: 'x' } });
    await secure.close();
  });

  test('a page of our own may write', async () => {
    const { cookie: as } = await http.person([]);
    const headers = { origin: http.url, 'sec-fetch-site': 'same-origin' };
    expect((await send(http.url, 'DELETE', 'session', { as, headers })).status).toBe(204);
  });
});

describe('V3.5.2 a form of another page cannot write, since it sends no JSON', () => {
  const FORMS = [
    ['text/plain', '{"by":"link","token":"x"}'],
    ['application/x-www-form-urlencoded', 'by=link&token=x'],
    ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="token"\r\n\r\nx\r\n--x--\r\n'],
    ['text/plain; application/json', '{"by":"link","token":"x"}'],
    ['application/json+x', '{}'],
    ['', '{"by":"link","token":"x"}'],
  ] as const;
  const talking = writes.filter(({ schemas }) => typeof schemas.body !== 'string');
  test.each(named(talking))('%s', async (_, route) => {
    const before = await snapshot(http);
    for (const [type, body] of FORMS) {
      const answer = await attack(http.url, route.method, pathOf(route), {
        ...allowed(cast, route),
        headers: { 'content-type': type },
        body,
      });
      expect([400, 415, 422], `${type} ${answer.status} ${answer.text}`).toContain(answer.status);
    }
    expect(await snapshot(http)).toEqual(before);
  });
});

describe('V3.5.3 a method is what it is', () => {
  const OVERRIDES: readonly Readonly<Record<string, string>>[] = [
    { 'x-http-method-override': 'DELETE' },
    { 'x-http-method': 'DELETE' },
    { 'x-method-override': 'DELETE' },
  ];
  test.each(OVERRIDES)('%j', async (headers) => {
    const { cookie: as } = await http.person([]);
    for (const [method, path] of [
      ['GET', 'session'],
      ['GET', 'session?_method=DELETE'],
      ['HEAD', 'session'],
    ] as const)
      await attack(http.url, method, path, { as, headers });
    await attack(http.url, 'POST', 'session', { as, headers, body: { _method: 'DELETE' } });
    expect((await send(http.url, 'GET', 'session', { as })).status).toBe(200);
  });

  test.each(
    writes
      .filter(({ path }) => !routes.some((other) => other.path === path && other.method === 'GET'))
      .map((route) => [route.path, route] as const),
  )('GET and HEAD of %s do not do what is written there', async (_, route) => {
    const before = await snapshot(http);
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await attack(http.url, method, pathOf(route), allowed(cast, route));
      expect([404, 422]).toContain(answer.status);
    }
    expect(await snapshot(http)).toEqual(before);
  });
});

const reads = routes.filter(({ method, schemas }) => method === 'GET' && schemas.reply !== 'events');
test('V3.5.3 no GET changes anything but what is kept of readings', async () => {
  const before = await snapshot(http);
  const acts = () =>
    http.superuser(
      "select count(*) from entry where type in ('act', 'record', 'delivery', 'retraction', 'destruction', 'package') and log_id = 1",
    );
  const entries = await acts();
  for (const route of reads) {
    const asked = allowed(cast, route);
    for (const query of ['', '?delete=1&action=delete&state=disabled&confirm=true'])
      await attack(http.url, 'GET', `${addressOf(route.path, valuesFor(route.schemas.params))}${query}`, asked);
  }
  expect(await snapshot(http)).toEqual(before);
  expect(await acts()).toEqual(entries);
});

test('V3.4.2 no answer lets another site read it', async () => {
  for (const route of reads)
    for (const origin of ['https://evil.example', 'null']) {
      const answer = await attack(http.url, 'GET', pathOf(route), { ...allowed(cast, route), headers: { origin } });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  for (const path of ['session', 'findings', '/healthz', '/']) {
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'DELETE',
      'access-control-request-headers': 'content-type',
    };
    const answer = await attack(http.url, 'OPTIONS', path, { headers });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(answer.status).toBeGreaterThanOrEqual(400);
  }
});

test('makes as many hostile requests as the total counts on', () => promiseKept('cross-site'));
