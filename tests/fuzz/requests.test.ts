import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../packages/server/src/http/routes/index.ts';
import type { Http } from '../setup/http.ts';
import { call, post, startHttp } from '../setup/http.ts';
import { files, linesIn } from './hostile.ts';

const RUNS = Number(process.env.ZL_FUZZ_RUNS ?? 200);

let http: Http;
let key: string;
let cookie: string;
beforeAll(async () => {
  http = await startHttp('nothing');
  key = await http.keyOf('feed');
  cookie = await http.session();
});
afterAll(() => http.close());

test(
  `any posted body is answered with counts that add up, and again with nothing new (${RUNS} runs)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(files, async (bytes) => {
        const first = await post(http.url, 'feed', key, bytes);
        expect(first.status).toBe(200);
        const { accepted, repeated, changed, quarantined, from, to } = first.json() as Record<string, number>;
        expect([accepted, repeated, changed, quarantined].reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(
          linesIn(bytes),
        );
        expect((to ?? 0) - (from ?? 0)).toBe((accepted ?? 0) + (changed ?? 0));
        const size = await http.sizeOf('main');
        expect((await post(http.url, 'feed', key, bytes)).json()).toMatchObject({
          accepted: 0,
          changed: 0,
          quarantined,
        });
        expect(await http.sizeOf('main')).toBe(size);
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 150, endOnFailure: true },
    );
  },
  30_000 + RUNS * 300,
);

const piece = fc.oneof(
  fc.webSegment({ size: 'small' }),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom(
    '0'.repeat(32),
    'main',
    '0',
    '-1',
    '%00',
    '%zz',
    '%2e%2e%2f',
    '..',
    "' or 1=1 --",
    'a'.repeat(300),
    '9'.repeat(30),
  ),
);
const addresses = fc
  .constantFrom(...routes.filter(({ path }) => path !== 'events').map(({ path }) => path))
  .chain((path) =>
    fc
      .tuple(fc.array(piece, { minLength: 3, maxLength: 3 }), fc.array(fc.tuple(piece, piece), { maxLength: 3 }))
      .map(([values, query]) => {
        let at = 0;
        const place = path.replaceAll(/:\w+/g, () => values[at++] ?? '');
        const asked = [...query, ['limit', values[0]], ['rule', values[1]], ['cursor', values[2]]]
          .map(([name, value]) => `${name}=${value}`)
          .join('&');
        return `${place.startsWith('/') ? '' : '/api/v1/'}${place}?${asked}`.replaceAll(' ', '+');
      }),
  );
const requests = fc.record({
  path: addresses,
  method: fc.constantFrom('GET', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
  type: fc.constantFrom(
    'application/json',
    'application/x-ndjson',
    'application/octet-stream',
    'text/plain',
    'x',
    'multipart/form-data; boundary=x',
  ),
  who: fc.constantFrom('session', 'key', 'nobody'),
  body: fc.oneof(fc.json({ maxDepth: 2 }), fc.string({ maxLength: 40 }), fc.constant(undefined)),
});

test(
  `no request makes the server fail, and every refusal is a problem (${RUNS * 5} runs)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(requests, async ({ path, method, type, who, body }) => {
        // A session that the request itself may close.
        const own = who === 'session' && method === 'DELETE' ? await http.session() : cookie;
        const caller = { session: { cookie: own }, key: { authorization: `Bearer ${key}` }, nobody: {} }[who];
        const answer = await call(http.url, path, {
          method,
          headers: { ...caller, ...(body === undefined ? {} : { 'content-type': type }) },
          ...(body === undefined || method === 'HEAD' ? {} : { body }),
        });
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400)
          expect(answer.headers['content-type']).toMatch(/^application\/(?:problem|scim)\+json/);
      }),
      { numRuns: RUNS * 5, interruptAfterTimeLimit: RUNS * 100, endOnFailure: true },
    );
    expect((await call(http.url, '/metrics')).text).not.toContain('zhenglian_bugs_total');
  },
  30_000 + RUNS * 200,
);
