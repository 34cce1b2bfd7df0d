import { generateKeyPairSync, sign } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Instant } from '../../kernel/time.ts';
import { fixedClock } from '../../kernel/time.ts';
import type { Outgoing } from '../../platform/outgoing.ts';
import { outgoingClient } from '../../platform/outgoing.ts';
import type { Oidc } from './oidc.ts';
import { openOidc } from './oidc.ts';

/** A provider that answers whatever a test wants, which no real one would. */
type Answers = {
  metadata: Record<string, unknown>;
  claims: Record<string, unknown>;
  header: Record<string, unknown>;
  signs: boolean;
  info: Record<string, unknown> | undefined;
  status: number;
  location: string | undefined;
};

const now = fixedClock('2026-03-02T09:00:00+08:00').now();
const seconds = now / 1000;
const after = (millis: number): Instant => (now + millis) as Instant;
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const strangers = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const outgoing = outgoingClient({ allow: ['127.0.0.1'], maxBytes: 100_000, timeoutMillis: 5_000 });

let server: Server;
let issuer: string;
let answers: Answers;
let asked: { readonly path: string; readonly authorization: string | undefined; readonly body: string }[];
let oidc: Oidc;
let sentNonce: string;

beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    const path = request.url ?? '';
    asked.push({ path, authorization: request.headers.authorization, body: await text(request) });
    const { status, location } = answers;
    response.writeHead(status, { 'content-type': 'application/json', ...(location === undefined ? {} : { location }) });
    response.end(JSON.stringify(answerTo(request)));
  });
  issuer = `http://127.0.0.1:${await listen(server)}`;
  answers = { ...fresh(), metadata: metadataOf(issuer), claims: claimsOf(issuer) };
  oidc = open(outgoing);
});
afterEach(() => void server.close().closeAllConnections());

async function listen(each: Server): Promise<number> {
  await new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve));
  return (each.address() as AddressInfo).port;
}

const open = (through: Outgoing, at = issuer): Oidc =>
  openOidc({ issuer: at, clientId: 'us', clientSecret: 'our secret', redirectUri: 'http://us.example/back' }, through);

const fresh = () => ({
  header: { alg: 'ES256', kid: 'k' },
  signs: true,
  info: undefined,
  status: 200,
  location: undefined,
});

const metadataOf = (of: string): Record<string, unknown> => ({
  issuer: of,
  authorization_endpoint: `${of}/authorize`,
  token_endpoint: `${of}/token`,
  jwks_uri: `${of}/jwks`,
  id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'],
});

const claimsOf = (iss: string): Record<string, unknown> => ({
  ...{ iss, aud: 'us', sub: 'geheim-7', iat: seconds, exp: seconds + 120 },
  ...{ email: 'geheim@company.example', email_verified: true },
});

function answerTo({ url }: IncomingMessage): unknown {
  if (url === '/.well-known/openid-configuration') return answers.metadata;
  if (url === '/jwks') return { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k' }] };
  if (url === '/userinfo') return answers.info;
  return { access_token: 'geheim-access', token_type: 'Bearer', id_token: idToken() };
}

function idToken(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(answers.header)}.${part({ nonce: sentNonce, ...answers.claims })}`;
  if (answers.header.alg === 'none') return `${signed}.`;
  const { privateKey } = answers.signs ? keys : strangers;
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

/** A whole sign-in, whose ID token holds the right nonce unless the test says otherwise. */
async function signIn(at: Instant = now): Promise<unknown> {
  const { pending } = await oidc.begin(now);
  sentNonce = pending.nonce;
  return await oidc.finish(pending, new URL(`http://us.example/back?code=geheim-code&state=${pending.state}`), at);
}

async function expectFailure(why: string, at?: Instant): Promise<void> {
  const failure = await signIn(at).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'auth.oidc_failed', details: { why } });
  expect(JSON.stringify(failure) + String(failure)).not.toMatch(/geheim|eyJ/);
}

test('an ID token in order is taken at its word', async () => {
  expect(await signIn()).toEqual({ issuer, subject: 'geheim-7', email: 'geheim@company.example', amr: [] });
});

test.each<[string, Record<string, unknown>, string]>([
  ['another audience', { aud: 'them' }, 'unexpected JWT "aud" (audience) claim value'],
  [
    'several audiences',
    { aud: ['us', 'them'] },
    'ID Token "aud" (audience) claim includes additional untrusted audiences',
  ],
  ['another party', { aud: ['us', 'them'], azp: 'them' }, 'unexpected ID Token "azp" (authorized party) claim value'],
  ['another issuer', { iss: 'https://them.example' }, 'unexpected JWT "iss" (issuer) claim value'],
  ['another nonce', { nonce: 'another' }, 'unexpected ID Token "nonce" claim value'],
  ['no nonce', { nonce: null }, 'unexpected ID Token "nonce" claim value'],
  [
    'an end in the past',
    { exp: seconds - 60 },
    'unexpected JWT "exp" (expiration time) claim value, expiration is past current timestamp',
  ],
  ['no end', { exp: undefined }, 'JWT "exp" (expiration time) claim missing'],
  ['no subject', { sub: undefined }, 'JWT "sub" (subject) claim missing'],
  ['a subject that cannot be stored', { sub: 'a\u0000b' }, 'the subject is no usable text'],
])('an ID token with %s is refused', async (_name, claims, why) => {
  answers.claims = { ...answers.claims, ...claims };
  await expectFailure(why);
});

test('the end of an ID token is held against the time that is passed in', async () => {
  await expectFailure(
    'unexpected JWT "exp" (expiration time) claim value, expiration is past current timestamp',
    after(5 * 60_000),
  );
});

test('an ID token must be signed by a key of the provider', async () => {
  answers.signs = false;
  await expectFailure('JWT signature verification failed');
  answers.signs = true;
  answers.header = { alg: 'none' };
  await expectFailure('unsupported JWS "alg" identifier');
  answers.header = { alg: 'HS256' };
  await expectFailure('unsupported JWS algorithm');
  answers.header = { alg: 'ES256', kid: 'unknown' };
  await expectFailure('error when selecting a JWT verification key, no applicable keys found');
});

test('an answer without an ID token is no sign-in', async () => {
  answers.status = 200;
  answers.metadata = { ...answers.metadata, token_endpoint: `${issuer}/userinfo` };
  answers.info = { access_token: 'geheim-access', token_type: 'Bearer' };
  await expectFailure('"response" body "id_token" property must be a string');
});

test('an address counts as verified only where the same place says true', async () => {
  answers.metadata = { ...answers.metadata, userinfo_endpoint: `${issuer}/userinfo` };
  const cases: readonly [Record<string, unknown>, Record<string, unknown>, string | undefined][] = [
    [{ email_verified: 'true' }, {}, undefined],
    [{ email_verified: undefined }, { email: 'b@company.example' }, undefined],
    [{ email_verified: undefined, email: 'a@company.example' }, { email_verified: true }, undefined],
    [{}, { email: 'b@company.example', email_verified: false }, 'geheim@company.example'],
    [{}, { email: 'b@company.example', email_verified: true }, 'b@company.example'],
  ];
  for (const [claims, info, email] of cases) {
    answers.claims = { ...claimsOf(issuer), ...claims };
    answers.info = { sub: 'geheim-7', ...info };
    expect((await signIn()) as object).toEqual({ issuer, subject: 'geheim-7', amr: [], ...(email && { email }) });
  }
});

test('a name that cannot be stored or is far too long is left out', async () => {
  for (const [name, kept] of [
    ['x'.repeat(320), 'x'.repeat(320)],
    ['x'.repeat(321), undefined],
    ['a\u0000b', undefined],
    [7, undefined],
  ]) {
    answers.claims = { ...claimsOf(issuer), name, preferred_username: name };
    expect(await signIn()).toMatchObject({ subject: 'geheim-7', ...(kept && { name: kept, preferredUsername: kept }) });
    if (kept === undefined) expect(Object.keys((await signIn()) as object)).not.toContain('name');
  }
});

test('what is said of another subject is refused', async () => {
  answers.metadata = { ...answers.metadata, userinfo_endpoint: `${issuer}/userinfo` };
  answers.info = { sub: 'somebody', email: 'geheim@company.example', email_verified: true };
  await expectFailure('unexpected "response" body "sub" property value');
});

test('our secret goes into the body where the provider takes it there, and into the header otherwise', async () => {
  await signIn();
  const basic = `Basic ${Buffer.from('us:our+secret').toString('base64')}`;
  expect(asked.find(({ path }) => path === '/token')).toMatchObject({ authorization: basic });
  expect(asked.find(({ path }) => path === '/token')?.body).not.toContain('secret');
  asked = [];
  answers.metadata = { ...answers.metadata, token_endpoint_auth_methods_supported: ['client_secret_post'] };
  answers.claims = claimsOf(issuer);
  oidc = open(outgoing);
  await signIn();
  expect(asked.find(({ path }) => path === '/token')?.authorization).toBeUndefined();
  expect(asked.find(({ path }) => path === '/token')?.body).toContain('client_secret=our+secret');
});

test('a provider is discovered once an hour, however many ask, and again after a failure', async () => {
  const discoveries = () => asked.filter(({ path }) => path.startsWith('/.well-known/')).length;
  answers.status = 503;
  for (const each of await Promise.allSettled([oidc.begin(now), oidc.begin(now)]))
    expect(each).toMatchObject({ reason: { code: 'auth.oidc_failed' } });
  expect(discoveries()).toBe(1);
  answers.status = 200;
  await Promise.all([oidc.begin(now), oidc.begin(now), oidc.begin(after(3_599_999))]);
  expect(discoveries()).toBe(2);
  await oidc.begin(after(3_600_000));
  expect(discoveries()).toBe(3);
});

test('a discovery that redirects to a private address is refused and not followed', async () => {
  let calls = 0;
  const inside = createServer((_request, response) => response.end()).on('connection', () => calls++);
  answers.location = `http://127.0.0.1:${await listen(inside)}/.well-known/openid-configuration`;
  answers.status = 302;
  await expectFailure('unexpected HTTP response status code');
  inside.close();
  expect(calls).toBe(0);
});

test.each(['token_endpoint', 'jwks_uri', 'userinfo_endpoint'])('a %s at a private address is refused', async (name) => {
  answers.metadata = { ...answers.metadata, [name]: 'http://10.0.0.1/x' };
  await expectFailure('the host is not on the public internet and not allowed');
});

test.each(['javascript:alert(1)', 'ftp://127.0.0.1/', 'no address'])(
  'no browser is sent to an authorization_endpoint such as %s',
  async (address) => {
    answers.metadata = { ...answers.metadata, authorization_endpoint: address };
    await expect(oidc.begin(now)).rejects.toMatchObject({ code: 'auth.oidc_failed' });
  },
);

test('a provider that names another issuer is refused, and Microsoft is no exception', async () => {
  answers.metadata = { ...answers.metadata, issuer: 'https://them.example' };
  await expectFailure('discovered metadata issuer does not match the expected issuer');
  const microsoft = 'https://login.microsoftonline.com';
  const shared = metadataOf(`${microsoft}/{tenantid}/v2.0`);
  const answering: Outgoing = { ...outgoing, fetch: async () => Response.json(shared) };
  await expect(open(answering, `${microsoft}/common/v2.0`).begin(now)).rejects.toMatchObject({
    code: 'auth.oidc_failed',
    details: { why: 'the provider names another issuer' },
  });
});

test('an issuer in https is never followed into plain http', async () => {
  const answering: Outgoing = {
    ...outgoing,
    fetch: async () => Response.json({ ...answers.metadata, issuer: 'https://idp.example' }),
  };
  oidc = open(answering, 'https://idp.example');
  await expect(oidc.begin(now)).rejects.toMatchObject({
    code: 'auth.oidc_failed',
    details: { why: 'only requests to HTTPS are allowed' },
  });
});
