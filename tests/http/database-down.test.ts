import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, call, cookieOf, expectProblem, ndjson, post, sizeOf, stopDatabase } from '../setup/http.ts';
import type { Served } from '../setup/server.ts';
import { dataFolder, serve, stop, zl } from '../setup/server.ts';

const data = dataFolder();
let served: Served;
let key: string;
let cookie: string;
let said = '';
let recorded = 0;
beforeAll(async () => {
  served = await serve(data);
  served.child.stderr?.on('data', (chunk) => (said += chunk));
  key = String((await zl(['source', 'add', 'crm', '--json', '--data', data])).lines[0]?.key);
  cookie = await cookieOf(served.url, data, ['investigator', 'integrator']);
});
afterAll(async () => {
  await stop(served);
  rmSync(dirname(data), { recursive: true, force: true });
});

const batch = (prefix: string): string =>
  ndjson(
    Array.from({ length: 30 }, (_, i) => ({
      v: 1,
      kind: 'ownership',
      source: 'crm',
      externalId: `${prefix}-${i}`,
      occurredAt: '2025-06-01T09:00:00+08:00',
      basis: 'work-system',
      body: { customer: { system: 'crm', ref: `C${i}` }, employee: { system: 'hr', ref: 'E001' }, action: 'assigned' },
    })),
  );

const isWell = async (): Promise<boolean> => (await call(served.url, '/healthz')).status === 200;

test('while PostgreSQL is down everything that needs it answers 503 and acknowledges nothing', async () => {
  expect((await post(served.url, 'crm', key, batch('before'))).json()).toMatchObject({ accepted: 30 });
  recorded = await sizeOf(data);
  await stopDatabase(data);
  for (let tried = 0; tried < 3; tried++) {
    const answer = await post(served.url, 'crm', key, batch('down'));
    expectProblem(answer, 503, 'database.unavailable');
    expect(answer.headers['retry-after']).toBe('1');
  }
  for (const path of ['/healthz', '/metrics', '/api/v1/findings', '/api/v1/chains', '/api/v1/entries/main/0'])
    expectProblem(await call(served.url, path, { headers: { cookie } }), 503, 'database.unavailable');
  const headers = { 'content-type': 'application/json' };
  const session = await call(served.url, '/api/v1/session', {
    method: 'POST',
    headers,
    body: '{"by":"link","token":"x"}',
  });
  expectProblem(session, 503, 'database.unavailable');
  expectProblem(await call(served.url, '/api/v1/findings'), 401, 'auth.required');
});

test('the server comes back by itself once a command has started PostgreSQL, and nothing refused was recorded', async () => {
  const found = await zl(['findings', '--json', '--data', data]);
  expect(found.code).toBe(0);
  await expect.poll(isWell, { timeout: 15_000 }).toBe(true);
  expect(await sizeOf(data)).toBe(recorded);
  expect((await post(served.url, 'crm', key, batch('down'))).json()).toMatchObject({ accepted: 30, repeated: 0 });
  expect((await post(served.url, 'crm', key, batch('before'))).json()).toMatchObject({ accepted: 0, repeated: 30 });
  const [first] = await ask<{ index: string }>(data, "select min(index) as index from entry where type = 'record'");
  expect(
    (
      await call(served.url, `/api/v1/entries/main/${first?.index}?ground=urgent&why=a%20test%20opens%20it`, {
        headers: { cookie },
      })
    ).status,
  ).toBe(200);
});

test('requests under way when PostgreSQL goes are answered 200 or 503, the server lives on, and every 200 is kept', async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round++) {
    let isDown = false;
    const posting = Array.from({ length: 12 }, async (_, who) => {
      for (let number = 0; !isDown; number++) {
        const name = `r${round}-${who}-${number}`;
        const answer = await post(served.url, 'crm', key, batch(name));
        if (answer.status === 200) acknowledged.push(name);
        else expectProblem(answer, 503, 'database.unavailable');
      }
    });
    const had = acknowledged.length;
    await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(had + 1);
    await stopDatabase(data);
    await sleep(100);
    isDown = true;
    await Promise.all(posting);
    expect(served.child.exitCode).toBe(null);
    expect((await zl(['findings', '--json', '--data', data])).code).toBe(0);
    await expect.poll(isWell, { timeout: 15_000 }).toBe(true);
  }
  expect(acknowledged.length).toBeGreaterThan(3);
  for (const name of acknowledged)
    expect((await post(served.url, 'crm', key, batch(name))).json()).toMatchObject({ accepted: 0, repeated: 30 });
});

/** What a second server on the same folder says before it ends. */
async function second(): Promise<string> {
  try {
    await stop(await serve(data));
    return 'it ran';
  } catch (error) {
    return (error as Error).message;
  }
}

test('a second server is still refused after PostgreSQL went away and came back', async () => {
  await expect.poll(second, { timeout: 20_000, interval: 500 }).toContain('zl: serve.already_running: ');
});

test('the log names events and codes, one JSON object a line', () => {
  const lines = said
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines)
    expect(line).toMatchObject({ at: expect.any(String), event: expect.stringMatching(/^[a-z.]+$/) });
  expect(lines.map(({ event }) => event)).toContain('beside.failed');
});
