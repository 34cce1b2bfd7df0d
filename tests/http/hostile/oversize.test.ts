import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../../setup/http.ts';
import type { Cast, Hostile } from './support.ts';
import { attack, castOf, count, INVALID, promiseKept, refuses, send, snapshot, startHostile } from './support.ts';

const MIB = 1024 * 1024;
const TOO_LARGE = [413, 'request.too_large'] as const;
const UNSUPPORTED = [415, 'request.unsupported_media'] as const;
const JSON_TYPE = { 'content-type': 'application/json' };

let http: Hostile;
let cast: Cast;
beforeAll(async () => {
  http = await startHostile();
  cast = await castOf(http);
});
afterAll(() => http.close());

describe('V5.2.1 bodies that are too long', () => {
  const WHERE = [
    ['POST', 'session', undefined],
    ['POST', 'acts', 'system-admin'],
    ['PUT', 'mappings', 'integrator'],
    ['POST', 'holds', 'investigator'],
    ['POST', '/scim/v2/Users', undefined],
  ] as const;
  test.each(WHERE)('more than 8 MiB to %s %s', async (method, path, role) => {
    const before = await snapshot(http);
    const body = `{"a":"${'x'.repeat(8 * MIB)}"}`;
    const as = role === undefined ? undefined : cast.of[role].cookie;
    const key = path.startsWith('/scim') ? { key: cast.provisioner } : {};
    await refuses(http.url, TOO_LARGE, [method, path], { as, ...key, headers: JSON_TYPE, body });
    expect(await snapshot(http)).toEqual(before);
  });

  test('records: more than 8 MiB, more than 5,000 lines, one line of a mebibyte', async () => {
    const headers = { 'content-type': 'application/x-ndjson' };
    const records = ['POST', 'sources/hostile-feed/records'] as const;
    await refuses(http.url, TOO_LARGE, records, { key: cast.source, headers, body: 'x'.repeat(8 * MIB + 1) });
    await refuses(http.url, TOO_LARGE, records, { key: cast.source, headers, body: '{}\n'.repeat(5_001) });
    const answer = await attack(http.url, ...records, {
      key: cast.source,
      headers,
      body: `{"a":"${'x'.repeat(MIB)}"}`,
    });
    expect(answer.json()).toMatchObject({ accepted: 0, quarantined: 1, reasons: [{ code: 'record.line_too_long' }] });
  });

  test('a length that is only said, with nothing behind it', async () => {
    count();
    const { host } = new URL(http.url);
    const answer = await raw(
      http.url,
      `POST /api/v1/session HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('chunks without an end stop at the limit', async () => {
    count();
    const { host, port, hostname } = new URL(http.url);
    const socket = connect(Number(port), hostname);
    let text = '';
    let sent = 0;
    socket.on('data', (chunk) => (text += chunk)).on('error', () => undefined);
    socket.write(
      `POST /api/v1/session HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    while (text === '' && sent < 64 * MIB && !socket.destroyed) {
      sent += MIB;
      socket.write(`100000\r\n${'x'.repeat(MIB)}\r\n`);
      await sleep(2);
    }
    socket.destroy();
    // It may hang up before its answer is read.
    expect(text === '' || text.startsWith('HTTP/1.1 413 ')).toBe(true);
    expect(sent).toBeLessThan(64 * MIB);
  });
});

const BOMB = Buffer.alloc(32 * MIB, '[');
describe('V5.2.3 packed bodies are not unpacked', () => {
  const PACKED = [
    ['gzip', gzipSync(BOMB)],
    ['br', brotliCompressSync(BOMB.subarray(0, MIB))],
    ['deflate', deflateSync(BOMB)],
    ['gzip, gzip', gzipSync(gzipSync(BOMB))],
    ['zstd', Buffer.from('28b52ffd', 'hex')],
    ['x-gzip', gzipSync('{}')],
    ['compress', Buffer.from('1f9d', 'hex')],
    ['GZIP', gzipSync('{}')],
    ['identity, gzip', gzipSync('{}')],
    ['unknown', Buffer.from('{}')],
  ] as const;
  test.each(PACKED)('%s', async (encoding, body) => {
    const headers = { ...JSON_TYPE, 'content-encoding': encoding };
    await refuses(http.url, UNSUPPORTED, ['POST', 'session'], { headers, body });
    await refuses(http.url, UNSUPPORTED, ['PUT', `blobs/${'f'.repeat(64)}`], {
      key: cast.source,
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body,
    });
    const ndjson = { ...headers, 'content-type': 'application/x-ndjson' };
    await refuses(http.url, UNSUPPORTED, ['POST', 'sources/hostile-feed/records'], {
      key: cast.source,
      headers: ndjson,
      body,
    });
  });
});

describe('V15.2.2 shapes that cost', () => {
  const SHAPES: readonly (readonly [string, string])[] = [
    ['a hundred thousand lists within each other', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['a hundred thousand objects within each other', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['a hundred thousand fields', `{${Array.from({ length: 100_000 }, (_, n) => `"k${n}":1`).join()}}`],
    ['the same field a hundred thousand times', `{${'"by":"link",'.repeat(100_000)}"token":7}`],
    ['a million numbers', `[${'1,'.repeat(1_000_000)}1]`],
    ['a number of a hundred thousand digits', `{"by":"link","token":${'9'.repeat(100_000)}}`],
    ['a number beyond all numbers', '{"by":"link","token":1e99999}'],
    ['lists that do not end', '['.repeat(1_000_000)],
    ['a text of a mebibyte', `{"by":"link","token":"${'x'.repeat(MIB)}"}`],
    ['escapes for a mebibyte', `{"by":"link","token":"${'\\u0041'.repeat(MIB / 8)}"}`],
  ];
  test.each(SHAPES)('%s', async (_, body) => {
    await refuses(http.url, INVALID, ['POST', 'session'], { headers: JSON_TYPE, body });
    await refuses(http.url, INVALID, ['POST', 'acts'], { as: cast.owner.cookie, headers: JSON_TYPE, body });
    expect((await send(http.url, 'GET', '/healthz')).status).toBe(200);
  });

  test('a password of a megabyte is refused by its length', async () => {
    for (const length of [1_001, 100_000, 4 * MIB])
      await refuses(http.url, INVALID, ['POST', 'session'], {
        body: { by: 'password', login: 'x', password: 'p'.repeat(length), code: '0' },
      });
  });

  test('fields that have a longest length', async () => {
    const { cookie: investigator } = cast.of.investigator;
    const long = 'x'.repeat(5_000);
    for (const body of [
      { query: { employees: [long] }, why: 'hostile' },
      { query: { employees: ['E001'] }, why: long },
      { query: { employees: Array.from({ length: 501 }, (_, n) => `E${n}`) }, why: 'hostile' },
    ])
      await refuses(http.url, INVALID, ['POST', 'holds'], { as: investigator, body });
    for (const body of [
      { login: long, name: 'x', employee: null },
      { login: 'x', name: long, employee: null },
      { login: 'x', name: 'x', employee: long },
    ])
      await refuses(http.url, INVALID, ['POST', 'accounts'], { as: cast.of['system-admin'].cookie, body });
    await refuses(http.url, INVALID, ['POST', 'cases'], {
      as: investigator,
      body: { title: long, ground: 'x', persons: ['0'.repeat(32)], members: [], why: 'hostile' },
    });
    await refuses(http.url, INVALID, ['PUT', 'mappings'], {
      as: cast.of.integrator.cookie,
      body: { text: 'x'.repeat(262_145) },
    });
  });
});

describe('V15.2.2 patterns and texts of a mapping that would not end', () => {
  const row = (more: string) =>
    `mapping: 1\nname: bomb\ntitle: b\nsource: bomb\nfile: {form: table, header: [a]}\n${more}\nrecords:\n  - kind: followup\n    at: {date: {column: a}, formats: [YYYY-MM-DD]}\n`;
  const BOMBS: readonly (readonly [string, string])[] = [
    ['catastrophic', row("let: {x: {column: a, matches: '^(a+)+$'}}")],
    ['nested', row("let: {x: {column: a, matches: '((a*)*)*b'}}")],
    ['back reference', row("let: {x: {column: a, matches: '(a)\\1'}}")],
    ['look ahead', row("let: {x: {column: a, matches: '(?=a)a'}}")],
    ['repeated beyond measure', row("let: {x: {column: a, matches: 'a{1000}{1000}{1000}'}}")],
    ['long', row(`let: {x: {column: a, matches: '${'(a|b)?'.repeat(20_000)}'}}`)],
    [
      'aliases within aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, n) => `${name}: &${name} [${`*${'abcdefghij'[n]},`.repeat(9)}x]`).join('\n')}\n`,
    ],
    ['an alias of itself', 'a: &a [*a]\n'],
    ['deep', `${'['.repeat(50_000)}`],
    ['deep flow maps', `${'{a: '.repeat(20_000)}`],
    ['a tag of a type', 'a: !!js/function "function(){}"\n'],
    [
      'merge keys',
      `a: &a {${Array.from({ length: 1_000 }, (_, n) => `k${n}: 1`).join(', ')}}\nb:\n${'  <<: *a\n'.repeat(1_000)}`,
    ],
  ];
  test.each(BOMBS)('%s', async (_, text) => {
    const as = cast.of.integrator.cookie;
    const id = String((await send(http.url, 'POST', 'imports', { as, body: {} })).json().id);
    const headers = { 'content-type': 'application/octet-stream' };
    await send(http.url, 'PUT', `imports/${id}/files?path=a.csv`, { as, headers, body: `a\n${'a'.repeat(50_000)}!\n` });
    for (const [method, path, body] of [
      ['POST', 'mappings/preview', { import: id, file: 1, text }],
      ['PUT', 'mappings', { text }],
      ['POST', 'deliveries/main/0/reprocess', { mapping: { text } }],
    ] as const) {
      const answer = await attack(http.url, method, path, { as, body });
      expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500);
    }
    await send(http.url, 'DELETE', `imports/${id}`, { as });
  });
});

describe('V4.2.5 heads that are too long', () => {
  test.each([
    ['one long header', `X-A: ${'a'.repeat(64 * 1024)}\r\n`],
    ['many headers', 'X-A: b\r\n'.repeat(10_000)],
    ['one long cookie', `Cookie: zl_session=${'a'.repeat(64 * 1024)}\r\n`],
    ['a header without an end', `X-A: ${'a'.repeat(200_000)}`],
  ])('%s', async (_, more) => {
    count();
    const { host } = new URL(http.url);
    const answer = await raw(http.url, `GET /api/v1/session HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n\r\n`).catch(
      () => '',
    );
    expect(answer === '' || /^HTTP\/1\.1 4\d\d /.test(answer)).toBe(true);
    expect((await send(http.url, 'GET', '/healthz')).status).toBe(200);
  });

  test('many cookies are read', async () => {
    const as = Array.from({ length: 1_500 }, (_, n) => `c${n}=x`).join('; ');
    await refuses(http.url, [401, 'auth.required'], ['GET', 'session'], { as });
  });

  test.each([2_000, 10_000, 15_000])('an address of %i characters', async (length) => {
    const as = cast.of.investigator.cookie;
    for (const path of [
      `findings?rule=${'a'.repeat(length)}`,
      `entries/main/0?ground=urgent&why=${'a'.repeat(length + 1_000)}`,
    ])
      await refuses(http.url, INVALID, ['GET', path], { as });
    await refuses(http.url, INVALID, ['GET', `findings/${'a'.repeat(90)}`], { as });
    const answer = await attack(http.url, 'GET', `findings?${'a=1&'.repeat(length / 4)}`, { as });
    expect(answer.status).toBe(200);
  });
});

/** A ZIP of one member that says of itself what it is told to say. */
function zipOf(name: string, packed: Buffer, declared: number, content: Buffer): Buffer {
  const file = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(declared, 18);
  common.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, file, packed]);
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, Buffer.alloc(14), file]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\u0005\u0006'), end]);
}

describe('V5.2.3 archives brought by import unpack within their limits', () => {
  const zeros = Buffer.alloc(80 * MIB);
  const bomb = deflateRawSync(zeros, { level: 9 });
  const inner = zipOf('a.csv', bomb, zeros.length, zeros);
  const ARCHIVES: readonly (readonly [string, string, Buffer])[] = [
    ['eighty mebibytes out of eighty kibibytes', 'bomb.zip', inner],
    ['more than it says', 'liar.zip', zipOf('a.csv', bomb, 100, zeros)],
    ['four gibibytes that it says', 'claims.zip', zipOf('a.csv', bomb, 0xfffffffe, zeros)],
    ['a workbook that is a bomb', 'bomb.xlsx', zipOf('xl/workbook.xml', bomb, zeros.length, zeros)],
    ['an archive in an archive', 'nested.zip', zipOf('bomb.zip', deflateRawSync(inner), inner.length, inner)],
    [
      'a way out of the folder',
      'slip.zip',
      zipOf('../../../../tmp/slipped.csv', deflateRawSync('a,b\n1,2\n'), 8, Buffer.from('a,b\n1,2\n')),
    ],
  ];
  test.each(ARCHIVES)('%s', async (_, name, bytes) => {
    count();
    const as = cast.of.integrator.cookie;
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 10);
    const id = String((await send(http.url, 'POST', 'imports', { as, body: {} })).json().id);
    const headers = { 'content-type': 'application/octet-stream' };
    await attack(http.url, 'PUT', `imports/${id}/files?path=${name}`, { as, headers, body: bytes });
    const stateNow = async () =>
      (await send(http.url, 'GET', `imports/${id}`, { as })).json() as {
        state: string;
        files: { reports: { accepted: number; reasons: { code: string }[] }[] }[];
        error?: { code: string };
      };
    for (let n = 0; n < 400 && (await stateNow()).state === 'rehearsing'; n++) await sleep(25);
    clearInterval(watch);
    const { state, files, error } = await stateNow();
    expect(['rehearsed', 'failed']).toContain(state);
    expect(error?.code).not.toBe('bug');
    const reports = files.flatMap((file) => file.reports);
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(0);
    const codes = [
      ...reports.flatMap(({ reasons }) => reasons.map(({ code }) => code)),
      ...(error === undefined ? [] : [error.code]),
    ];
    expect(codes.length, JSON.stringify({ state, error, files }).slice(0, 400)).toBeGreaterThan(0);
    expect(most - before).toBeLessThan(400 * MIB);
    await send(http.url, 'DELETE', `imports/${id}`, { as });
  });
});

test('V15.2.2 slow bodies hold up nobody else', async () => {
  const { host, hostname, port } = new URL(http.url);
  const slow = Array.from({ length: 30 }, () => {
    count();
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    socket.write(
      `POST /api/v1/session HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
    );
    return socket;
  });
  for (let n = 0; n < 5; n++) {
    for (const socket of slow) socket.write(' ');
    expect((await send(http.url, 'GET', 'session', { as: cast.owner.cookie })).status).toBe(200);
  }
  expect(slow.filter((socket) => socket.bytesRead > 0 || socket.destroyed)).toEqual([]);
  for (const socket of slow) socket.destroy();
});

test('V15.2.2 one person’s slow uploads leave room for somebody else’s', async () => {
  const as = cast.of.integrator.cookie;
  const { host, hostname, port } = new URL(http.url);
  const id = String((await send(http.url, 'POST', 'imports', { as, body: {} })).json().id);
  const slow = Array.from({ length: 10 }, (_, n) => {
    count();
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    socket.write(
      `PUT /api/v1/imports/${id}/files?path=slow-${n} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${as}\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nx`,
    );
    return socket;
  });
  await sleep(300);
  const other = await http.person(['integrator']);
  const mine = String((await send(http.url, 'POST', 'imports', { as: other.cookie, body: {} })).json().id);
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await send(http.url, 'PUT', `imports/${mine}/files?path=a.csv`, {
    as: other.cookie,
    headers,
    body: 'a,b\n',
  });
  for (const socket of slow) socket.destroy();
  expect(answer.status, answer.text).toBe(200);
});

test('makes as many hostile requests as the total counts on', () => promiseKept('oversize'));
