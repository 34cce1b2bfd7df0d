import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkFor } from '../../../packages/server/src/access/accounts.ts';
import { operator, raw } from '../../setup/http.ts';
import type { Hostile } from './support.ts';
import { attack, count, FORBIDDEN, promiseKept, refuses, send, snapshot, startHostile } from './support.ts';

let http: Hostile;
let secure: Hostile;
let as: string;
beforeAll(async () => {
  http = await startHostile();
  secure = await startHostile({ env: { ZHENGLIAN_PUBLIC_URL: 'https://zhenglian.example' } });
  ({ cookie: as } = await http.person(['investigator', 'integrator']));
});
afterAll(async () => {
  await http.close();
  await secure.close();
});

const HOSTS = [
  'evil.example',
  'evil.example:80',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.1@evil.example',
  'evil.example#127.0.0.1',
  'evil.example/127.0.0.1',
  '127.0.0.1.',
  'localhost.',
  '[::1].evil.example',
  'local host',
  '%6cocalhost',
  '127.0.0.1:80:80',
  '127.0.0.1:99999',
  '127.0.0.1?',
  'ｌocalhost',
  '"localhost"',
  'zhenglian.example',
];
describe('V13.2, V4.1 another name than ours is not answered (DNS rebinding)', () => {
  test.each(HOSTS)('%s', async (host) => {
    for (const [method, path, body] of [
      ['GET', 'session', undefined],
      ['POST', 'session', { by: 'link', token: 'x' }],
      ['GET', '/healthz', undefined],
    ] as const) {
      const answer = await attack(http.url, method, path, {
        as,
        body,
        headers: { host: Buffer.from(host).toString('latin1') },
      });
      expect([400, 403], answer.text).toContain(answer.status);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test.each([
    'zhenglian.example.evil.example',
    'www.zhenglian.example',
    'zhenglian.example:8080',
    'zhenglian.example.',
    'user@zhenglian.example',
    '10.0.0.1',
    '192.168.1.7:7420',
    '[fe80::1]',
  ])('where it is zhenglian.example, not %s', async (host) => {
    await refuses(secure.url, FORBIDDEN, ['GET', '/healthz'], { headers: { host } });
  });

  const HEADS = [
    ['no host', 'GET /api/v1/session HTTP/1.1\r\n'],
    ['two hosts, ours first', 'GET /api/v1/session HTTP/1.1\r\nHost: OURS\r\nHost: evil.example\r\n'],
    ['two hosts, ours last', 'GET /api/v1/session HTTP/1.1\r\nHost: evil.example\r\nHost: OURS\r\n'],
    ['another in the request line', 'GET http://evil.example/api/v1/session HTTP/1.1\r\nHost: evil.example\r\n'],
    [
      'another in the request line, ours beside it',
      'GET http://evil.example/api/v1/session HTTP/1.1\r\nHost: OURS\r\n',
    ],
    ['an empty one', 'GET /api/v1/session HTTP/1.1\r\nHost:\r\n'],
    ['a version before hosts', 'GET /api/v1/session HTTP/0.9\r\n'],
    ['HTTP/1.0 without one', 'GET /api/v1/session HTTP/1.0\r\n'],
  ] as const;
  test.each(HEADS)('%s', async (_, head) => {
    count();
    const answer = await raw(
      http.url,
      `${head.replaceAll('OURS', new URL(http.url).host)}Cookie: ${as}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (400|403|404) /);
  });
});

const FORWARDED = {
  'x-forwarded-for': '10.9.8.7',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-real-ip': '10.9.8.7',
  forwarded: 'for=10.9.8.7;host=evil.example;proto=https',
  'x-original-url': '/api/v1/accounts',
  'x-rewrite-url': '/api/v1/accounts',
  'x-forwarded-prefix': '/evil',
  'x-client-ip': '10.9.8.7',
  'true-client-ip': '10.9.8.7',
  via: '1.1 evil',
  'x-user': 'admin',
  'x-remote-user': 'admin',
  'x-ssl-client-verify': 'SUCCESS',
};
describe('V4.1.3 what a stranger says in the place of a proxy counts for nothing', () => {
  test.each(Object.entries(FORWARDED))('%s: %s', async (name, value) => {
    const headers = { [name]: value };
    const plain = await send(http.url, 'GET', 'session', { as });
    const answer = await attack(http.url, 'GET', 'session', { as, headers });
    expect([answer.status, answer.text]).toEqual([plain.status, plain.text]);
    await refuses(http.url, [401, 'auth.required'], ['GET', 'findings'], { headers });
    const asked = await attack(http.url, 'POST', 'session/passkey', { body: {}, headers });
    expect(asked.text).not.toContain('evil');
    await attack(http.url, 'GET', 'my/sessions', { as, headers });
    const { sessions } = (await send(http.url, 'GET', 'my/sessions', { as })).json() as {
      sessions: { address: string }[];
    };
    expect([...new Set(sessions.map(({ address }) => address))]).toEqual(['127.0.0.1']);
  });

  test('a session remembers the address it came from, not one that was said', async () => {
    const { id } = await http.person([]);
    const token = await linkFor(http.product.ledger, operator, id, 'session');
    const answer = await attack(http.url, 'POST', 'session', { headers: FORWARDED, body: { by: 'link', token } });
    const own = (answer.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ');
    expect(own).toMatch(/^zl_session=/);
    const shown = await send(http.url, 'GET', 'my/sessions', { as: own });
    expect(shown.text).not.toContain('10.9.8.7');
  });
});

/** A second request that an intermediary would not have seen; here it is answered by a refusal or not at all. */
const SMUGGLED = 'GET /api/v1/my/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ';
const SHAPES: readonly (readonly [string, string])[] = [
  ['CL and TE', `Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['TE and CL', `Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['two lengths', `Content-Length: 2\r\nContent-Length: 80\r\n\r\n{}${SMUGGLED}`],
  ['two lengths in one', `Content-Length: 2, 80\r\n\r\n{}${SMUGGLED}`],
  ['a length with a sign', `Content-Length: +2\r\n\r\n{}${SMUGGLED}`],
  ['a length below nothing', `Content-Length: -1\r\n\r\n{}${SMUGGLED}`],
  ['a length in hex', `Content-Length: 0x2\r\n\r\n{}${SMUGGLED}`],
  ['a length beyond numbers', `Content-Length: 99999999999999999999999\r\n\r\n{}`],
  ['an encoding that is not the last', `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['an unknown encoding', `Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['two encodings', `Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a space before the colon', `Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
  ['a folded header', `Content-Length:\r\n 2\r\nX-A: b\r\n c\r\n\r\n{}`],
  ['a bare carriage return', `X-A: b\rContent-Length: 80\r\n\r\n${SMUGGLED}`],
  ['a bare line feed', `X-A: b\nX-B: c\n\n${SMUGGLED}`],
  ['a header without a name', `: x\r\n\r\n`],
  ['a header with NUL', `X-A: b\u0000c\r\n\r\n`],
  ['a chunk with a wrong size', `Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
  ['a chunk longer than said', `Transfer-Encoding: chunked\r\n\r\n1\r\n{}xx\r\n0\r\n\r\n`],
  ['a chunk of endless size', `Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}`],
];
describe('V4.2.1 where a request ends is not doubtful', () => {
  test.each(SHAPES)('%s', async (_, rest) => {
    count();
    const before = await snapshot(http);
    const { host } = new URL(http.url);
    const head = `POST /api/v1/imports HTTP/1.1\r\nHost: ${host}\r\nCookie: ${as}\r\nContent-Type: application/json\r\n`;
    const answer = await raw(http.url, `${head}${rest}`, 700);
    expect(answer.match(/^HTTP\/1\.1 200/gm) ?? []).toEqual([]);
    if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.1 (400|408|413|415|422|431|501) /);
    expect(answer).not.toContain('"current"');
    expect(await snapshot(http)).toEqual(before);
  });

  test('what is no HTTP at all', async () => {
    for (const bytes of [
      '\u0016\u0003\u0001',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET /api/v1/session\r\n\r\n',
      '\r\n\r\n\r\nGET',
      'GET  / HTTP/1.1\r\n\r\n',
      '{"by":"link"}\n',
    ]) {
      count();
      const answer = await raw(http.url, bytes, 500);
      expect(
        answer === '' || /^HTTP\/1\.1 (400|403|505) /.test(answer),
        JSON.stringify([bytes, answer.slice(0, 80)]),
      ).toBe(true);
    }
  });
});

describe('V4.1.4 methods that nobody offers', () => {
  const METHODS = [
    'TRACE',
    'OPTIONS',
    'PATCH',
    'PUT',
    'DELETE',
    'PROPFIND',
    'SEARCH',
    'LOCK',
    'MKCOL',
    'PURGE',
    'QUERY',
    'LINK',
  ];
  test.each(METHODS)('%s', async (method) => {
    count(2);
    const { host } = new URL(http.url);
    for (const path of ['/api/v1/findings', '/healthz']) {
      const answer = await raw(
        http.url,
        `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${as}; canary=echoed\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 (400|404|405|415|422|501) /);
      expect(answer).not.toContain('canary=echoed');
    }
  });

  test('HEAD asks for the same rights as GET and answers no body', async () => {
    for (const path of ['findings', 'session', 'chains']) {
      await refuses(http.url, [401, 'auth.required'], ['HEAD', path]);
      const answer = await attack(http.url, 'HEAD', path, { as });
      expect([answer.status, answer.text]).toEqual([200, '']);
    }
  });

  test('CONNECT opens no tunnel and an upgrade no other protocol', async () => {
    count(4);
    const { host } = new URL(http.url);
    expect(await raw(http.url, `CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 700)).not.toMatch(
      /^HTTP\/1\.1 2/,
    );
    for (const [path, upgrade] of [
      ['/api/v1/events', 'websocket'],
      ['/api/v1/session', 'websocket'],
      ['/', 'h2c'],
    ]) {
      const answer = await raw(
        http.url,
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${as}\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
        700,
      );
      expect(answer).not.toContain(' 101 ');
    }
  });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('transport'));
