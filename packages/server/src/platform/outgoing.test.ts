import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { outgoingClient } from './outgoing.ts';

/** Made for these tests alone: a certificate of service.test that signs itself. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTfWkCtRO0Uy7sA92
vVtTunKCOJZLS199eif7ctUxD7OhRANCAAT+ootxyJCLfMqiNKD51pqCxPxXMdIH
/XUJmTromxTFT4ohOsGaLAkccyt4AzM27QFLu0U1spD/+79NZLf28F66
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBaTCCARCgAwIBAgIBATAKBggqhkjOPQQDAjAXMRUwEwYDVQQDDAxzZXJ2aWNl
LnRlc3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBcxFTATBgNV
BAMMDHNlcnZpY2UudGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABP6ii3HI
kIt8yqI0oPnWmoLE/Fcx0gf9dQmZOuibFMVPiiE6wZosCRxzK3gDMzbtAUu7RTWy
kP/7v01kt/bwXrqjSzBJMA8GA1UdEwEB/wQFMAMBAf8wFwYDVR0RBBAwDoIMc2Vy
dmljZS50ZXN0MB0GA1UdDgQWBBRhz+xCoy77xRvmz4GRY6J2x6fezjAKBggqhkjO
PQQDAgNHADBEAiBJiy7i73f0qAnoYbGiJ9ItzGKJeXhprrAXkSZzmBo/JwIgdMa2
4B48Vy4kuS++HPQvU0LjRO9aLZncjGAMPZY8HtI=
-----END CERTIFICATE-----`;
const RULES = { allow: ['127.0.0.1'], maxBytes: 1000, timeoutMillis: 2000 };
const GET = { method: 'GET' } as const;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

async function listen(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serve = async (answer: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createServer(answer))}`;

/** A server that must not be reached, and how often it was. */
async function quiet(): Promise<{ readonly port: number; readonly calls: () => number }> {
  let calls = 0;
  const server = createServer((_request, response) => response.end('reached')).on('connection', () => calls++);
  return { port: await listen(server), calls: () => calls };
}

test('a request brings back status, headers and bytes', async () => {
  const url = await serve((request, response) => {
    response.writeHead(418, { 'x-seen': `${request.method} ${request.url} ${request.headers['x-sent']}` });
    request.pipe(response);
  });
  const asked = { method: 'POST', headers: { 'x-sent': 'yes' }, body: Buffer.from([0, 255, 10]) } as const;
  const { status, headers, bytes } = await outgoingClient(RULES).request(`${url}/a?b`, asked);
  expect({ status, seen: headers.get('x-seen'), bytes: [...bytes] }).toEqual({
    status: 418,
    seen: 'POST /a?b yes',
    bytes: [0, 255, 10],
  });
});

test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'data:,x', 'ws://127.0.0.1/', 'javascript:1', '//127.0.0.1'])(
  'only http and https are spoken, not %s',
  async (address) => {
    await expect(outgoingClient(RULES).request(address, GET)).rejects.toMatchObject({ code: 'outgoing.refused' });
    await expect(outgoingClient(RULES).fetch(address)).rejects.toMatchObject({ code: 'outgoing.refused' });
  },
);

test('plain http is spoken only with allowed hosts, though they be public', async () => {
  const client = outgoingClient({ ...RULES, allow: ['idp.example'] }, async () => ['8.8.8.8']);
  await expect(client.request('http://other.example/', GET)).rejects.toMatchObject({
    code: 'outgoing.refused',
    details: { why: 'plain http is spoken only with allowed hosts', host: 'other.example' },
  });
});

test('an address with a user or a password is refused, and neither is repeated', async () => {
  const { port, calls } = await quiet();
  const { request, fetch } = outgoingClient(RULES);
  const asked = (url: string): readonly Promise<unknown>[] => [request(url, GET), fetch(url)];
  for (const who of ['maria:geheim', 'maria', ':geheim'])
    for (const each of await Promise.allSettled(asked(`http://${who}@127.0.0.1:${port}/`)))
      expect(each).toMatchObject({
        reason: { code: 'outgoing.refused', message: 'the address holds a user or a password; host: 127.0.0.1' },
      });
  expect(calls()).toBe(0);
});

test.each([
  ...[
    '10.0.0.1',
    '169.254.169.254',
    '127.0.0.1',
    '::1',
    'fe80::1%eth0',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'nonsense',
  ],
])('a name that means %s is refused', async (address) => {
  const alone = outgoingClient({ ...RULES, allow: [] }, async () => [address]);
  const among = outgoingClient({ ...RULES, allow: [] }, async () => ['8.8.8.8', address, '1.1.1.1']);
  for (const client of [alone, among])
    await expect(client.request('https://inside.example/', GET)).rejects.toMatchObject({
      code: 'outgoing.refused',
      details: { why: 'the host is not on the public internet and not allowed', host: 'inside.example' },
    });
});

test.each([
  ...['2130706433', '0x7f.1', '127.1', '0177.0.0.1', '127.0.0.1.', '0', '%31%32%37.1', '１２７.1', '[::1]', '[::]'],
  ...['[::ffff:127.0.0.1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '169.254.169.254', 'localhost'],
])('however the address is written, %s is refused', async (host) => {
  const { port, calls } = await quiet();
  await expect(
    outgoingClient({ ...RULES, allow: ['idp.example'] }).request(`https://${host}:${port}/`, GET),
  ).rejects.toMatchObject({
    code: 'outgoing.refused',
    details: { why: 'the host is not on the public internet and not allowed' },
  });
  expect(calls()).toBe(0);
});

test('a host is allowed by its name, by its address or by a network it is in', async () => {
  const port = new URL(await serve((_request, response) => response.end('hello'))).port;
  for (const allow of ['inside.example', '127.0.0.1', '127.0.0.0/8']) {
    const client = outgoingClient({ ...RULES, allow: [allow] }, async () => ['127.0.0.1']);
    const { bytes } = await client.request(`http://inside.example:${port}/`, GET);
    expect(text(bytes)).toBe('hello');
  }
  const other = outgoingClient({ ...RULES, allow: ['10.0.0.0/8', 'other.example'] }, async () => ['127.0.0.1']);
  await expect(other.request(`http://inside.example:${port}/`, GET)).rejects.toMatchObject({
    code: 'outgoing.refused',
  });
});

test('the name is resolved once, and the connection goes to the address that was checked', async () => {
  const port = new URL(await serve((request, response) => response.end(request.headers.host))).port;
  const asked: string[] = [];
  const client = outgoingClient({ ...RULES, allow: ['127.0.0.1'] }, async (host) => {
    asked.push(host);
    return asked.length === 1 ? ['127.0.0.1'] : ['10.0.0.1'];
  });
  const { bytes } = await client.request(`http://rebinding.invalid:${port}/`, GET);
  expect(text(bytes)).toBe(`rebinding.invalid:${port}`);
  expect(asked).toEqual(['rebinding.invalid']);
});

test('the headers that say where a request goes and where it ends are not up to the caller', async () => {
  const url = await serve((request, response) => response.end(JSON.stringify(request.headers)));
  const headers = { Host: 'other.example', 'Content-Length': '1', 'Transfer-Encoding': 'chunked', Connection: 'x' };
  const { bytes } = await outgoingClient(RULES).request(url, { method: 'POST', headers, body: 'body' });
  expect(JSON.parse(text(bytes))).toEqual({
    host: new URL(url).host,
    connection: 'close',
    'content-length': '4',
    'accept-encoding': 'identity',
  });
});

test('a redirect is answered as it is and not followed', async () => {
  const { port, calls } = await quiet();
  const location = `http://127.0.0.1:${port}/`;
  const url = await serve((_request, response) => response.writeHead(302, { location }).end());
  const { status, headers } = await outgoingClient(RULES).request(url, GET);
  expect({ status, location: headers.get('location') }).toEqual({ status: 302, location });
  const followed = await outgoingClient(RULES).fetch(url, { redirect: 'follow' });
  expect({ status: followed.status, calls: calls() }).toEqual({ status: 302, calls: 0 });
});

test('an answer longer than allowed ends the connection', async () => {
  let ended: Promise<void> | undefined;
  const url = await serve((request, response) => {
    ended = new Promise((resolve) => response.on('close', resolve));
    if (request.url === '/fits') return void response.end('x'.repeat(1000));
    const timer = setInterval(() => response.write('x'.repeat(300)), 5);
    response.on('close', () => clearInterval(timer));
  });
  const client = outgoingClient(RULES);
  expect((await client.request(`${url}/fits`, GET)).bytes.length).toBe(1000);
  const tooLong = { code: 'outgoing.failed', details: { why: 'the answer is longer than 1000 bytes' } };
  await expect(client.request(url, GET)).rejects.toMatchObject(tooLong);
  await ended;
  expect((await client.request(`${url}/fits`, { ...GET, maxBytes: 1000 })).status).toBe(200);
  await expect(client.request(`${url}/fits`, { ...GET, maxBytes: 999 })).rejects.toMatchObject({
    details: { why: 'the answer is longer than 999 bytes' },
  });
});

test('one deadline holds for the name, the headers and the body together', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/headers') return;
    response.write('begun');
    const timer = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(timer));
  });
  const late = { code: 'outgoing.failed', details: { why: 'no whole answer within 200 ms', host: '127.0.0.1' } };
  const rules = { ...RULES, timeoutMillis: 200 };
  await expect(outgoingClient(rules).request(`${url}/headers`, GET)).rejects.toMatchObject(late);
  await expect(outgoingClient(rules).request(`${url}/body`, GET)).rejects.toMatchObject(late);
  await expect(outgoingClient(RULES).request(url, { ...GET, timeoutMillis: 200 })).rejects.toMatchObject(late);
  const nameless = outgoingClient(rules, () => new Promise(() => undefined));
  await expect(nameless.request('https://slow.example/', GET)).rejects.toMatchObject({
    code: 'outgoing.failed',
    details: { why: 'no whole answer within 200 ms', host: 'slow.example' },
  });
});

test('an unpacked answer is asked for, and a packed one refused', async () => {
  let accepted: unknown;
  const url = await serve((request, response) => {
    accepted = request.headers['accept-encoding'];
    if (request.url === '/plain') return void response.writeHead(200, { 'content-encoding': 'identity' }).end('plain');
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(1e6)));
  });
  const headers = { 'Accept-Encoding': 'gzip' };
  const { bytes } = await outgoingClient(RULES).request(`${url}/plain`, { ...GET, headers });
  expect({ accepted, text: text(bytes) }).toEqual({ accepted: 'identity', text: 'plain' });
  await expect(outgoingClient(RULES).request(url, { ...GET, headers })).rejects.toMatchObject({
    code: 'outgoing.refused',
    details: { why: 'the answer is packed, though it was asked for unpacked' },
  });
});

test('what does not arrive whole has failed', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/upgrade') {
      response.writeHead(101, { connection: 'upgrade', upgrade: 'x' }).end();
    } else if (request.url === '/status') {
      request.socket.end('HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n');
    } else if (request.url === '/half') {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setTimeout(() => request.socket.destroy(), 20);
    } else request.socket.destroy();
  });
  for (const path of ['/upgrade', '/status', '/half', '/nothing'])
    await expect(outgoingClient(RULES).request(url + path, GET), path).rejects.toMatchObject({
      code: 'outgoing.failed',
    });
  const nobody = outgoingClient(RULES, async () => []);
  await expect(nobody.request('https://nobody.example/', GET)).rejects.toMatchObject({
    code: 'outgoing.failed',
    details: { why: 'the name has no address' },
  });
});

test('a refusal names the host and neither the query nor the body', async () => {
  const { port } = await quiet();
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
  const asked = { method: 'POST', body: 'geheim-body', headers: { authorization: 'geheim-header' } } as const;
  const failure = await outgoingClient(RULES)
    .request(`http://127.0.0.1:${port}/geheim-path?q=geheim-query#geheim-hash`, asked)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'outgoing.failed',
    details: { why: 'the connection failed: ECONNREFUSED', host: '127.0.0.1' },
  });
  expect(JSON.stringify(failure) + String(failure)).not.toContain('geheim');
});

test('https needs a certificate of the host, whatever the environment says', async () => {
  const server = createTlsServer({ key: KEY, cert: CERTIFICATE }, (_request, response) => response.end('safe'));
  const port = await listen(server as unknown as Server);
  const client = outgoingClient({ ...RULES, allow: ['127.0.0.1'] }, async () => ['127.0.0.1']);
  const why = (code: string) => ({ code: 'outgoing.failed', details: { why: `the connection failed: ${code}` } });
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  const before = getCACertificates('default');
  try {
    await expect(client.request(`https://service.test:${port}/`, GET)).rejects.toMatchObject(
      why('DEPTH_ZERO_SELF_SIGNED_CERT'),
    );
    setDefaultCACertificates([...before, CERTIFICATE]);
    expect(text((await client.request(`https://service.test:${port}/`, GET)).bytes)).toBe('safe');
    await expect(client.request(`https://other.test:${port}/`, GET)).rejects.toMatchObject(
      why('ERR_TLS_CERT_ALTNAME_INVALID'),
    );
  } finally {
    setDefaultCACertificates(before);
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  }
});

test('fetch takes and answers what the standard says, through the same rules', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/empty') return void response.writeHead(204).end();
    response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'], 'x-type': request.headers['content-type'] ?? '' });
    request.pipe(response);
  });
  const { fetch } = outgoingClient(RULES);
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ a: 'é' }) });
  expect({ status: answer.status, cookies: answer.headers.getSetCookie(), text: await answer.text() }).toEqual({
    status: 201,
    cookies: ['a=1', 'b=2'],
    text: 'a=%C3%A9',
  });
  expect(answer.headers.get('x-type')).toBe('application/x-www-form-urlencoded;charset=UTF-8');
  const again = await fetch(new Request(new URL(url), { method: 'PUT', body: '{"a":1}' }));
  expect(await again.json()).toEqual({ a: 1 });
  expect((await fetch(`${url}/empty`)).status).toBe(204);
  await expect(fetch(url, { method: 'OPTIONS' })).rejects.toMatchObject({ code: 'outgoing.refused' });
  await expect(fetch('https://169.254.169.254/latest/')).rejects.toMatchObject({ code: 'outgoing.refused' });
});

test('fetch ends when its caller calls it off', async () => {
  const url = await serve(() => undefined);
  const { fetch } = outgoingClient(RULES);
  const off = { code: 'outgoing.failed', details: { why: 'called off' } };
  await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject(off);
  await expect(fetch(new Request(url, { signal: AbortSignal.abort() }))).rejects.toMatchObject(off);
});
