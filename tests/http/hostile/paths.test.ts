import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { raw } from '../../setup/http.ts';
import type { Hostile } from './support.ts';
import {
  attack,
  BESIDE,
  count,
  FORBIDDEN,
  INVALID,
  PAGE,
  promiseKept,
  refuses,
  send,
  startHostile,
} from './support.ts';

let http: Hostile;
let integrator: string;
let investigator: string;
let key: string;
beforeAll(async () => {
  http = await startHostile();
  ({ cookie: integrator } = await http.person(['integrator']));
  ({ cookie: investigator } = await http.person(['investigator']));
  key = await http.keyOf('feed');
});
afterAll(() => http.close());

const UP = [
  '..',
  '%2e%2e',
  '.%2e',
  '%252e%252e',
  '..%2f..',
  '..%5c',
  '..\\',
  '%c0%ae%c0%ae',
  '....//',
  '..;',
  '%00/..',
  '%uff0e%uff0e',
  '..%00',
];
const SECRET = ['master.key', 'etc/passwd'];
const TRAVERSALS = [
  ...UP.flatMap((up) => [
    `/${up}/${SECRET[0]}`,
    `/assets/${up}/${up}/${SECRET[0]}`,
    `/${`${up}/`.repeat(8)}${SECRET[1]}`,
  ]),
  '//master.key',
  '/./../master.key',
  '/assets/app.js/../../../master.key',
  '/master.key',
  '/%2fetc%2fpasswd',
  '//etc/passwd',
  '/file:///etc/passwd',
  '/api/reference/static/../../../../../../etc/passwd',
  '/api/reference/static/%2e%2e/%2e%2e/%2e%2e/package.json',
  '/api/reference/static/..%2f..%2fpackage.json',
  '/api/../master.key',
  '/api/v1/../../master.key',
  '/.env',
  '/.git/config',
  '/package.json',
  '/index.html%00.js',
  '/assets/',
  '/assets',
  '/assets/.',
  '/run.json',
];

/** A request line as it is: clients of this platform would tidy it up. */
async function fetched(path: string): Promise<string> {
  count();
  const { host } = new URL(http.url);
  return await raw(http.url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
}

describe('V5.3.2 no address reaches a file beside the console', () => {
  test.each(TRAVERSALS)('%s', async (path) => {
    const answer = await fetched(path);
    const [head = ''] = answer.split('\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 (200|301|302|400|403|404|422) /);
    expect(answer).not.toContain(BESIDE);
    expect(answer).not.toMatch(/root:.*:0:0|"dependencies"|socketDir|\[core\]/);
    // The console's page is what unknown addresses show; nothing else is given out, and no list of a folder.
    if (head.includes(' 200 ')) expect(answer.endsWith(PAGE)).toBe(true);
    expect(answer).not.toMatch(/Index of|app\.js<\/a>/);
  });
});

const NAMES = [
  '../x',
  '..',
  '.',
  '/x',
  '//x',
  'a/../b',
  'a/./b',
  'a//b',
  'a/',
  'a\\b',
  '..\\x',
  'C:\\x',
  '\\\\host\\share',
  '\u0000',
  'a\u0000.csv',
  'a\nb',
  'a\r\nset-cookie: x=y',
  '\u0085',
  '\u007f',
  'a/..',
  '../../../../etc/cron.d/x',
  `${'a'.repeat(1_025)}`,
];
describe('V5.3.2 a file brought by import is called by plain names', () => {
  test.each(NAMES)('%j', async (path) => {
    const id = String((await send(http.url, 'POST', 'imports', { as: integrator, body: {} })).json().id);
    const headers = { 'content-type': 'application/octet-stream' };
    const address = `imports/${id}/files?path=${encodeURIComponent(path)}`;
    await refuses(http.url, INVALID, ['PUT', address], { as: integrator, headers, body: 'x' });
    const { files } = (await send(http.url, 'GET', `imports/${id}`, { as: integrator })).json();
    expect(files).toEqual([]);
  });

  test.each(['%2e%2e%2fx', '..%2fx', '%252e%252e/x', '....//x', '~root', 'CON', 'a:b', '．．／x', 'a\u202egpj.exe'])(
    'what only looks like a way out is a name: %j',
    async (path) => {
      const id = String((await send(http.url, 'POST', 'imports', { as: integrator, body: {} })).json().id);
      const headers = { 'content-type': 'application/octet-stream' };
      const asked = { as: integrator, headers, body: 'x' };
      const answer = await attack(http.url, 'PUT', `imports/${id}/files?path=${encodeURIComponent(path)}`, asked);
      if (answer.status !== 200) return expect([path, answer.status]).toEqual([path, 422]);
      expect((answer.json().files as { path: string }[])[0]?.path).toBe(path);
    },
  );
});

describe('V5.3.2 ids are ids', () => {
  const IDS = [
    '..%2f..%2fmaster.key',
    '%2e%2e',
    '%00',
    `${'f'.repeat(31)}%2f`,
    `${'f'.repeat(32)}%00`,
    `${'f'.repeat(32)}.sealed`,
    `${'F'.repeat(32)}`,
    '%0a',
    `${'f'.repeat(32)}%0a`,
  ];
  test.each(IDS)('%s', async (id) => {
    const octets = { 'content-type': 'application/octet-stream' };
    const digest = `${id}${'f'.repeat(32)}`;
    for (const [method, path, asked] of [
      ...['packages', 'chains', 'findings'].map((each) => ['GET', `${each}/${id}`, { as: investigator }] as const),
      ['GET', `blobs/${digest}?log=main&index=0`, { as: investigator }],
      ['GET', `imports/${id}`, { as: integrator }],
      ['GET', `deliveries/${id}%2f../0/original`, { as: integrator }],
      ['PUT', `blobs/${digest}`, { key, headers: octets, body: 'x' }],
    ] as const) {
      const answer = await attack(http.url, method, path, asked);
      // A place that is another place once it is tidied up is no route.
      expect([
        [422, 'request.invalid'],
        [404, 'not_found'],
      ]).toContainEqual([answer.status, answer.json().code]);
    }
  });

  test('a file that is not what its address says is not kept, nor reached by who may only post', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    await refuses(http.url, INVALID, ['PUT', `blobs/${hash('sha256', 'other')}`], { key, headers, body: 'x' });
    await refuses(http.url, FORBIDDEN, ['GET', `blobs/${hash('sha256', 'x')}?log=main&index=0`], { key });
    const absent = `blobs/${hash('sha256', 'other')}?log=main&index=0&ground=urgent&why=because+of+this`;
    await refuses(http.url, [404, 'not_found'], ['GET', absent], { as: investigator });
  });
});

const HOSTILE_NAMES = [
  'a";filename="evil.exe',
  "a'b",
  'a;b=c',
  '€ rates 张三.csv',
  'a%0d%0ab',
  '%22',
  'a\u2028b',
  '<img src=x>.csv',
];
describe('V3.2.1 a file’s name in the answer is quoted and breaks nothing', () => {
  test.each(HOSTILE_NAMES)('%j', async (name) => {
    const id = String((await send(http.url, 'POST', 'imports', { as: integrator, body: {} })).json().id);
    const record = {
      v: 1,
      kind: 'followup',
      source: 'names',
      externalId: name,
      occurredAt: '2026-03-01T10:00:00+08:00',
      basis: 'work-system',
      body: { customer: { system: 'crm', ref: 'C1' }, by: { system: 'hr', ref: 'E1' }, text: 'x' },
    };
    const headers = { 'content-type': 'application/octet-stream' };
    const asked = { as: integrator, headers, body: JSON.stringify(record) };
    const put = await attack(
      http.url,
      'PUT',
      `imports/${id}/files?path=${encodeURIComponent(`${name}.ndjson`)}`,
      asked,
    );
    if (put.status !== 200) return expect(put.status).toBe(422);
    const state = async () =>
      (await send(http.url, 'GET', `imports/${id}`, { as: integrator })).json() as {
        state: string;
        files: { deliveries: { log: string; index: number }[] }[];
      };
    const until = async (wanted: string) => {
      for (let n = 0; n < 200 && (await state()).state !== wanted; n++)
        await new Promise((resolve) => setTimeout(resolve, 25));
      return await state();
    };
    await until('rehearsed');
    await send(http.url, 'POST', `imports/${id}/run`, { as: integrator, body: {} });
    const [place] = (await until('done')).files[0]?.deliveries ?? [];
    const answer = await attack(http.url, 'GET', `deliveries/${place?.log}/${place?.index}/original`, {
      as: integrator,
    });
    expect(answer.status, answer.text).toBe(200);
    const said = String(answer.headers['content-disposition']);
    expect(said).toMatch(/^attachment; filename="[^"\\]*"(; filename\*=UTF-8''[\w%.!~-]+)?$/);
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('paths'));
