import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, call, expectProblem, ndjson, post, raw, sizeOf } from '../setup/http.ts';
import type { Served } from '../setup/server.ts';
import { dataFolder, ended, postgresPid, serve, stop, zl } from '../setup/server.ts';

const data = dataFolder();
let served: Served;
let key: string;
let otherKey: string;

const chat = (externalId: string, text = '资料已发,请查收', source = 'wecom') => ({
  v: 1,
  kind: 'chat',
  source,
  externalId,
  occurredAt: '2026-03-02T10:15:00+08:00',
  basis: 'work-system',
  body: {
    conversation: 'c1',
    from: { system: 'wecom', ref: 'zhangsan' },
    to: [{ system: 'wecom', ref: 'wmLiSi' }],
    form: 'text',
    text,
  },
});
const chats = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => chat(`${prefix}-${i}`));

const keyOf = async (source: string): Promise<string> =>
  String((await zl(['source', 'add', source, '--json', '--data', data])).lines[0]?.key);

beforeAll(async () => {
  served = await serve(data);
  [key, otherKey] = await Promise.all([keyOf('wecom'), keyOf('crm')]);
});
afterAll(async () => {
  await stop(served);
  rmSync(dirname(data), { recursive: true, force: true });
});

test('a server listens on this machine alone unless it is told otherwise', () => {
  expect(new URL(served.url).hostname).toBe('127.0.0.1');
});

test('good lines are kept, and bad ones are quarantined and named by line, code and reason', async () => {
  const lines = [
    chat('m1'),
    '{"v":1,"kind":"chat",',
    { ...chat('m2'), kind: 'gossip' },
    '',
    { ...chat('m3'), occurredAt: '10000-01-01T00:00:00+08:00' },
    { ...chat('m4'), body: { ...chat('m4').body, mood: 'glad' } },
    chat('m5'),
    chat('m1'),
    chat('m1', '资料改过了'),
  ];
  const before = await sizeOf(data);
  const answer = await post(served.url, 'wecom', key, ndjson(lines));
  expect(answer.status).toBe(200);
  const { reasons, from, to, ...counts } = answer.json() as {
    reasons: { line: number; code: string; why: string }[];
  } & Record<string, number>;
  expect(counts).toEqual({ accepted: 2, repeated: 1, changed: 1, quarantined: 4 });
  expect(reasons.map(({ line, code }) => [line, code])).toEqual([
    [2, 'record.not_json'],
    [3, 'record.kind_unknown'],
    [5, 'record.time_invalid'],
    [6, 'record.field_unknown'],
  ]);
  expect(reasons[3]?.why).toContain('body.mood');
  expect({ from, to }).toEqual({ from: before + 1, to: before + 4 });
  expect(await sizeOf(data)).toBe(to);
});

test('sending a batch again changes nothing', async () => {
  const batch = ndjson([...chats('again', 20), 'not json']);
  expect((await post(served.url, 'wecom', key, batch)).json()).toMatchObject({ accepted: 20, quarantined: 1 });
  const size = await sizeOf(data);
  const counted = await ask(
    data,
    'select (select count(*) from quarantine) as quarantine, (select count(*) from slice) as slice',
  );
  const second = (await post(served.url, 'wecom', key, batch)).json();
  expect(second).toMatchObject({ accepted: 0, repeated: 20, changed: 0, quarantined: 1, from: size, to: size });
  expect(await sizeOf(data)).toBe(size);
  expect(
    await ask(data, 'select (select count(*) from quarantine) as quarantine, (select count(*) from slice) as slice'),
  ).toEqual(counted);
});

test('one batch sent by many at once is recorded once', async () => {
  const batch = ndjson([...chats('at-once', 50), 'not json']);
  const size = await sizeOf(data);
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(served.url, 'wecom', key, batch)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  const accepted = answers.map((answer) => answer.json().accepted);
  expect(accepted.sort()).toEqual([0, 0, 0, 0, 0, 0, 0, 50]);
  expect(await sizeOf(data)).toBe(size + 51);
});

test('a changed record is a new entry that names the one before it, and changing it back is another', async () => {
  const versions = ['一稿', '二稿', '一稿', '二稿'].map((text, i) => ({
    ...chat('phone', text),
    occurredAt: `2026-03-0${i + 1}T09:00:00+08:00`,
  }));
  const counts = [];
  for (const version of versions) counts.push((await post(served.url, 'wecom', key, ndjson([version]))).json());
  expect(counts.map(({ accepted, changed }) => [accepted, changed])).toEqual([
    [1, 0],
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
  const size = await sizeOf(data);
  const priors = await ask<{ index: string; prior: string | null }>(
    data,
    `select index, prior from entry join log using (log_id) where name = 'main' and type = 'record' and index >= $1 order by index`,
    [size - 8],
  );
  expect(priors.map(({ prior }) => prior)).toEqual([null, ...priors.slice(0, 3).map(({ index }) => index)]);
});

test("a key brings its own source's records only", async () => {
  const answer = await post(served.url, 'wecom', key, ndjson([chat('own-1'), chat('foreign-1', '别处的', 'crm')]));
  expect(answer.json()).toMatchObject({ accepted: 1, quarantined: 1, reasons: [{ line: 2, code: 'source.unknown' }] });
});

test("a posting without a key, with a wrong one, with another source's or to an unknown source is refused", async () => {
  const [batch, size] = [ndjson([chat('refused')]), await sizeOf(data)];
  const path = '/api/v1/sources/wecom/records';
  const headers = { 'content-type': 'application/x-ndjson' };
  expectProblem(await call(served.url, path, { method: 'POST', headers, body: batch }), 401, 'auth.required');
  expectProblem(await post(served.url, 'wecom', 'zls_wrong', batch), 401, 'auth.required');
  expectProblem(await post(served.url, 'wecom', otherKey, batch), 403, 'auth.forbidden');
  expectProblem(await post(served.url, 'nowhere', key, batch), 404, 'source.unknown');
  expectProblem(await post(served.url, 'Not%20A%20Name', key, batch), 422, 'request.invalid');
  expect(await sizeOf(data)).toBe(size);
});

test('5,000 lines are taken and one more is too many', async () => {
  const lines = Array.from({ length: 5_000 }, () => '{}');
  expect((await post(served.url, 'wecom', key, `${ndjson(lines)}\n`)).json()).toMatchObject({ quarantined: 5_000 });
  const size = await sizeOf(data);
  expectProblem(await post(served.url, 'wecom', key, ndjson([...lines, chat('too-many')])), 413, 'request.too_large');
  expect(await sizeOf(data)).toBe(size);
});

test('8 MiB are taken and one byte more is too much', async () => {
  const limit = 8 * 1024 * 1024;
  const line = `${JSON.stringify(chat('large'))}\n`;
  const cut = Buffer.concat([
    Buffer.from(line),
    Buffer.alloc(limit - Buffer.byteLength(line) - 1, ' '),
    Buffer.from('\n'),
  ]);
  expect((await post(served.url, 'wecom', key, cut)).json()).toMatchObject({ accepted: 1 });
  // Only declared, not sent: a server that refuses early does not read what is still on its way.
  const declared = await raw(
    served.url,
    `POST /api/v1/sources/wecom/records HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/x-ndjson\r\nContent-Length: ${limit + 1}\r\n\r\n`,
  );
  expect(declared).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"request\.too_large"/);
});

test('another content type or a packed body is refused, not recorded as unreadable', async () => {
  const size = await sizeOf(data);
  const send = (headers: Readonly<Record<string, string>>, body: string | Uint8Array) =>
    call(served.url, '/api/v1/sources/wecom/records', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, ...headers },
      body,
    });
  const batch = ndjson([chat('typed')]);
  for (const type of ['application/json', 'text/plain', 'application/octet-stream', 'nonsense'])
    expectProblem(await send({ 'content-type': type }, batch), 415, 'request.unsupported_media');
  expectProblem(await send({}, batch), 415, 'request.unsupported_media');
  const packed = { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };
  expectProblem(await send(packed, gzipSync(batch)), 415, 'request.unsupported_media');
  expect(await sizeOf(data)).toBe(size);
  const withCharset = { 'content-type': 'application/x-ndjson; charset=utf-8' };
  expect((await send(withCharset, batch)).json()).toMatchObject({ accepted: 1 });
});

test('an empty body is a batch of nothing', async () => {
  const size = await sizeOf(data);
  for (const body of ['', '\n \r\n']) {
    const answer = await post(served.url, 'wecom', key, body);
    expect(answer.json()).toMatchObject({ accepted: 0, repeated: 0, changed: 0, quarantined: 0, from: size, to: size });
  }
  expect(await sizeOf(data)).toBe(size);
});

const bogus: readonly (readonly [string, string, string])[] = [
  ['a length that is no number', 'Content-Length: many', '{}'],
  ['a negative length', 'Content-Length: -5', '{}'],
  ['two lengths', 'Content-Length: 2\r\nContent-Length: 3', '{}'],
  ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked', '2\r\n{}\r\n0\r\n\r\n'],
  ['a chunk size that is no number', 'Transfer-Encoding: chunked', 'zz\r\n{}\r\n0\r\n\r\n'],
];
test.each(bogus)('a request with %s is refused as a problem', async (_what, header, body) => {
  const size = await sizeOf(data);
  const head = `POST /api/v1/sources/wecom/records HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/x-ndjson\r\n${header}\r\n\r\n`;
  const answer = await raw(served.url, head + body);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('application/problem+json');
  expect(answer).toContain('"code":"request.invalid"');
  expect(await sizeOf(data)).toBe(size);
});

test('a body that ends before its length records nothing', async () => {
  const size = await sizeOf(data);
  const batch = ndjson([chat('cut-short')]);
  const head = `POST /api/v1/sources/wecom/records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/x-ndjson\r\nContent-Length: ${Buffer.byteLength(batch) + 10}\r\n\r\n`;
  await raw(served.url, head + batch, 300);
  expect((await call(served.url, '/healthz')).status).toBe(200);
  expect(await sizeOf(data)).toBe(size);
});

test('what was answered with 200 is there after the server and its database are killed', async () => {
  const batch = ndjson(chats('durable', 200));
  const answer = await post(served.url, 'wecom', key, batch);
  process.kill(postgresPid(data), 'SIGKILL');
  served.child.kill('SIGKILL');
  expect(answer.json()).toMatchObject({ accepted: 200 });
  await ended(served.child);
  served = await serve(data);
  expect((await post(served.url, 'wecom', key, batch)).json()).toMatchObject({ accepted: 0, repeated: 200 });
});
