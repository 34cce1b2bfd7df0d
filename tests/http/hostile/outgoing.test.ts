import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { routes } from '../../../packages/server/src/http/routes/index.ts';
import { outgoingClient } from '../../../packages/server/src/platform/outgoing.ts';
import type { Cast, Hostile } from './support.ts';
import { attack, castOf, count, promiseKept, send, slippedInto, startHostile } from './support.ts';

let http: Hostile;
let cast: Cast;
let calls = 0;
const inside = createServer((_request, response) => response.end('inside')).on('connection', () => {
  calls++;
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  port = (inside.address() as AddressInfo).port;
  http = await startHostile();
  cast = await castOf(http);
});
beforeEach(() => {
  calls = 0;
});
afterAll(async () => {
  inside.close();
  await http.close();
});

const addresses = (): readonly string[] => [
  `http://127.0.0.1:${port}/`,
  `//127.0.0.1:${port}/`,
  `http://localhost:${port}/.well-known/openid-configuration`,
  'file:///etc/passwd',
  `\\\\127.0.0.1@${port}\\x`,
];

describe('V1.3.6 no address that is sent is gone to', () => {
  const all = routes.filter(({ schemas }) => schemas.reply !== 'events');
  test.each(all.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_, route) => {
    for (const { path, asked } of slippedInto(cast, route, addresses())) {
      const answer = await attack(http.url, route.method, path, asked);
      expect(answer.status).not.toBe(502);
      expect(answer.text).not.toMatch(/root:.*:0:0|^inside$/);
      expect(answer.headers.location).toBeUndefined();
    }
    expect(calls).toBe(0);
  });

  test.each(['origin', 'referer', 'host', 'x-forwarded-host', 'x-callback-url', 'link', 'sec-fetch-dest'])(
    'in the header %s',
    async (name) => {
      await attack(http.url, 'GET', 'session', {
        as: cast.owner.cookie,
        headers: { [name]: `http://127.0.0.1:${port}/` },
      });
      await attack(http.url, 'POST', 'session/passkey', { body: {}, headers: { [name]: `127.0.0.1:${port}` } });
      expect(calls).toBe(0);
    },
  );
});

describe('V1.5.1 no address within a file that is brought is gone to', () => {
  const at = () => `http://127.0.0.1:${port}/x`;
  const FILES: readonly (readonly [string, () => string])[] = [
    [
      'entity.xml',
      () =>
        `<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY x SYSTEM "${at()}">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><a>&x;</a></Document>`,
    ],
    [
      'file.xml',
      () =>
        `<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><a>&x;</a></Document>`,
    ],
    [
      'parameter.xml',
      () =>
        `<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY % x SYSTEM "${at()}"> %x;]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>`,
    ],
    [
      'laughs.xml',
      () =>
        `<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(10)}">`).join('')}]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><a>&a19;</a></Document>`,
    ],
    [
      'schema.xml',
      () =>
        `<?xml version="1.0"?><?xml-stylesheet href="${at()}"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02" xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x ${at()}"><xi:include href="${at()}"/></Document>`,
    ],
    [
      'remote.eml',
      () =>
        `From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\nDate: Sun, 01 Mar 2026 10:00:00 +0800\r\nMessage-ID: <a@b>\r\nContent-Type: text/html\r\n\r\n<img src="${at()}"><link rel=stylesheet href="${at()}"><script src="${at()}"></script>`,
    ],
    [
      'external.eml',
      () =>
        `From: a@example.com\r\nTo: b@example.com\r\nDate: Sun, 01 Mar 2026 10:00:00 +0800\r\nMessage-ID: <c@b>\r\nContent-Type: message/external-body; access-type=URL; URL="${at()}"\r\n\r\n`,
    ],
    ['formula.csv', () => `a,b\n=WEBSERVICE("${at()}"),=HYPERLINK("${at()}")\n`],
  ];
  test.each(FILES)('%s', async (name, content) => {
    const as = cast.of.integrator.cookie;
    const id = String((await send(http.url, 'POST', 'imports', { as, body: {} })).json().id);
    const headers = { 'content-type': 'application/octet-stream' };
    await attack(http.url, 'PUT', `imports/${id}/files?path=${name}`, { as, headers, body: content() });
    await send(http.url, 'POST', `imports/${id}/settings`, {
      as,
      body: { settings: { owner: 'hr:E001', basis: 'work-system', handover: 'h1' } },
    });
    const stateNow = async () => await send(http.url, 'GET', `imports/${id}`, { as });
    for (let n = 0; n < 400 && (await stateNow()).json().state === 'rehearsing'; n++) await sleep(25);
    const { text } = await stateNow();
    expect(text).not.toMatch(/root:.*:0:0|hahahahaha|"bug"/);
    expect(calls).toBe(0);
    await send(http.url, 'DELETE', `imports/${id}`, { as });
  });
});

describe('V1.3.6, V13.2.4 what the server itself connects to', () => {
  const INSIDE = [
    'http://127.0.0.1/',
    'https://127.0.0.1/',
    'https://localhost/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://192.168.0.1/',
    'https://172.16.0.1/',
    'https://100.64.0.1/',
    'https://0.0.0.0/',
    'https://0/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'http://8.8.8.8/',
    'https://user:secret@8.8.8.8/',
    'file:///etc/passwd',
    'ftp://8.8.8.8/',
    'gopher://8.8.8.8/',
    'data:text/plain,x',
    'javascript:1',
    'not an address',
    '',
  ];
  test.each(INSIDE)('%j is refused', async (address) => {
    count();
    const client = outgoingClient({ allow: [], maxBytes: 1_000, timeoutMillis: 500 }, async () => ['127.0.0.1']);
    await expect(client.request(address, { method: 'GET' })).rejects.toMatchObject({ code: 'outgoing.refused' });
    expect(calls).toBe(0);
  });

  test('a name that points inside, or to a place outside and one inside, is refused', async () => {
    for (const addresses of [
      ['127.0.0.1'],
      ['8.8.8.8', '127.0.0.1'],
      ['10.0.0.1'],
      ['::1'],
      ['::ffff:10.0.0.1'],
      ['169.254.169.254'],
    ]) {
      count();
      const client = outgoingClient({ allow: [], maxBytes: 1_000, timeoutMillis: 500 }, async () => addresses);
      await expect(client.request(`https://rebound.example:${port}/`, { method: 'GET' })).rejects.toMatchObject({
        code: 'outgoing.refused',
      });
    }
    expect(calls).toBe(0);
  });
});

test('makes as many hostile requests as the total counts on', () => promiseKept('outgoing'));
