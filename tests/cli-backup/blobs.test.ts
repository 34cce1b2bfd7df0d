import { hash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieOf } from '../setup/http.ts';
import type { Served } from '../setup/server.ts';
import { dataFolder, serve, stop, zl } from '../setup/server.ts';

let served: Served;
let key: string;
let cookie: string;
const data = dataFolder();

beforeAll(async () => {
  key = String((await zl(['source', 'add', 'desk', '--json', '--data', data])).lines[0]?.key);
  served = await serve(data);
  cookie = await cookieOf(served.url, data, ['investigator']);
});
afterAll(async () => {
  await stop(served);
  rmSync(dirname(data), { recursive: true, force: true });
});

const address = (sha256: string) => `${served.url}/api/v1/blobs/${sha256}`;

async function put(sha256: string, body: BodyInit, more: Record<string, string> = {}) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream', ...more };
  const answer = await fetch(address(sha256), { method: 'PUT', headers, body, duplex: 'half' } as RequestInit);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const get = (sha256: string, headers: Record<string, string> = { cookie }, index = 0) =>
  fetch(`${address(sha256)}?log=main&index=${index}&ground=urgent&why=a%20test%20opens%20it`, { headers });

const naming = (sha256: string, sizeBytes: number, externalId: string) => ({
  v: 1,
  kind: 'document',
  source: 'desk',
  externalId,
  occurredAt: '2026-03-09T10:00:00+08:00',
  basis: 'work-system',
  body: { type: 'screenshot', about: [{ system: 'hr', ref: 'E001' }], title: '截图' },
  media: [{ name: '1.png', mediaType: 'image/png', sizeBytes, sha256, path: '1.png' }],
});

async function post(record: object): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  const body = JSON.stringify(record);
  const answer = await fetch(`${served.url}/api/v1/sources/desk/records`, { method: 'POST', headers, body });
  return (await answer.json()) as Record<string, unknown>;
}

test.each([0, 1, 3_000_001])('a file of %i bytes comes back as it was put, however often it is put', async (size) => {
  const bytes = randomBytes(size);
  const sha256 = hash('sha256', bytes);
  for (let times = 0; times < 2; times++) {
    expect(await put(sha256, bytes)).toEqual({ status: 200, body: { sha256, sizeBytes: size } });
  }
  expect((await get(sha256)).status).toBe(404);
  const { from } = await post(naming(sha256, size, `size-${size}`));
  const answer = await get(sha256, { cookie }, Number(from));
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
});

test('other bytes than the address names are refused and not kept', async () => {
  const sha256 = hash('sha256', randomBytes(9));
  expect(await put(sha256, randomBytes(5_000_000))).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
  expect((await get(sha256)).status).toBe(404);
});

test('more than 256 MiB is refused while it streams', { timeout: 120_000 }, async () => {
  const chunk = new Uint8Array(1024 * 1024);
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      if (sent++ < 258) controller.enqueue(chunk);
      else controller.close();
    },
  });
  expect(await put('a'.repeat(64), endless)).toMatchObject({ status: 413, body: { code: 'request.too_large' } });
});

test('who may not, may not', async () => {
  const bytes = randomBytes(10);
  const sha256 = hash('sha256', bytes);
  expect(await put(sha256, bytes, { authorization: 'Bearer zls_wrong' })).toMatchObject({ status: 401 });
  expect(await put(sha256, bytes, { 'content-type': 'application/json' })).toMatchObject({ status: 422 });
  expect(await put(sha256, bytes, { 'content-type': 'text/csv' })).toMatchObject({ status: 415 });
  expect(await put('not-a-digest', bytes)).toMatchObject({ status: 422 });
  expect((await get(sha256, {})).status).toBe(401);
  expect((await get(sha256, { authorization: `Bearer ${key}` })).status).toBe(403);
  const posted = await fetch(`${served.url}/api/v1/sources/desk/records`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
    body: bytes,
  });
  expect(posted.status).toBe(415);
});

test('a client that goes away in the middle leaves the server well and nothing behind', async () => {
  const sha256 = hash('sha256', randomBytes(9));
  const { hostname, port } = new URL(served.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `PUT /api/v1/blobs/${sha256} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${key}\r\n` +
      'content-type: application/octet-stream\r\ncontent-length: 1000000\r\n\r\nabc',
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const metrics = await (await fetch(`${served.url}/metrics`)).text();
  expect(metrics).not.toMatch(/zhenglian_bugs_total [1-9]/);
  expect((await get(sha256)).status).toBe(404);
});

test('a record is taken once its file was put, and fsck agrees', async () => {
  const bytes = randomBytes(2_500_000);
  const sha256 = hash('sha256', bytes);
  const record = naming(sha256, bytes.length, 'd1');
  expect(await post(record)).toMatchObject({
    accepted: 0,
    quarantined: 1,
    reasons: [{ code: 'record.media_missing' }],
  });
  expect((await put(sha256, bytes)).status).toBe(200);
  expect(await post(record)).toMatchObject({ accepted: 1, quarantined: 0 });
  const checked = await zl(['fsck', '--json', '--data', data]);
  expect(checked.lines.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  expect(checked.lines.find(({ check }) => check === 'blobs')?.because).toContain('4 media files open');
});
