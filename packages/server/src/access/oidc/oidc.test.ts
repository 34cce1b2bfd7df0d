import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OidcProvider } from '../../../../../tests/setup/oidc-provider.ts';
import { startOidcProvider } from '../../../../../tests/setup/oidc-provider.ts';
import type { Instant } from '../../kernel/time.ts';
import { systemClock } from '../../kernel/time.ts';
import { outgoingClient } from '../../platform/outgoing.ts';
import type { Oidc, OidcSettings } from './oidc.ts';
import { openOidc } from './oidc.ts';

const MINUTE = 60_000;
const redirectUri = 'http://console.example/api/v1/session/oidc';
const rules = { allow: ['127.0.0.1'], maxBytes: 100_000, timeoutMillis: 5_000 };
const accounts = [
  {
    login: 'lin',
    claims: { name: '林晓', preferred_username: 'lin.xiao', email: 'lin@company.example', email_verified: true },
  },
  { login: 'wu', claims: { name: '吴敏', email: 'wu@company.example', email_verified: false } },
  { login: 'bare' },
];

// A real provider looks at the real clock, so these tests cannot hold it still.
const now = systemClock.now();
const after = (millis: number): Instant => (now + millis) as Instant;
const failure = (why: unknown) => ({ code: 'auth.oidc_failed', details: { why } });

let provider: OidcProvider;
let oidc: Oidc;
beforeAll(async () => {
  provider = await startOidcProvider({ accounts, redirectUris: [redirectUri] });
  oidc = openOidc(settingsOf(provider), outgoingClient(rules));
});
afterAll(async () => await provider.close());

function settingsOf({ issuer, clientId, clientSecret }: OidcProvider): OidcSettings {
  return { issuer, clientId, clientSecret, redirectUri };
}

async function comeBack(login = 'lin') {
  const { address, pending } = await oidc.begin(now);
  return { pending, callback: await provider.signIn(address, login) };
}

function changed(url: URL, change: (query: URLSearchParams) => void): URL {
  const copy = new URL(url);
  change(copy.searchParams);
  return copy;
}

test('the browser is sent with code, PKCE, state and nonce, and is not made to prove itself anew', async () => {
  const { address, pending } = await oidc.begin(now);
  const { origin, searchParams } = new URL(address);
  const { code_challenge, ...others } = Object.fromEntries(searchParams);
  expect({ origin, ...others }).toEqual({
    origin: provider.issuer,
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge_method: 'S256',
  });
  expect(code_challenge).toHaveLength(43);
  expect(JSON.parse(JSON.stringify(pending))).toEqual(pending);
  const again = await oidc.begin(now);
  for (const name of ['state', 'nonce', 'verifier'] as const) expect(again.pending[name]).not.toBe(pending[name]);
});

test('who signs in with the provider comes back as who it says', async () => {
  const { pending, callback } = await comeBack();
  const person = await oidc.finish(pending, callback, after(MINUTE));
  expect(person).toEqual({
    issuer: provider.issuer,
    subject: 'lin',
    email: 'lin@company.example',
    preferredUsername: 'lin.xiao',
    name: '林晓',
    authTime: expect.closeTo(Date.now() / 1000, -2),
    amr: ['pwd'],
  });
});

test('an address that the provider does not call verified is left out, and so is what it does not say', async () => {
  const wu = await comeBack('wu');
  expect(await oidc.finish(wu.pending, wu.callback, now)).not.toHaveProperty('email');
  const bare = await comeBack('bare');
  expect(Object.keys(await oidc.finish(bare.pending, bare.callback, now)).sort()).toEqual([
    ...['amr', 'authTime', 'issuer', 'subject'],
  ]);
});

test('only the query of the callback counts, so a proxy in front changes nothing', async () => {
  const { pending, callback } = await comeBack();
  const inside = new URL(`http://10.1.2.3:7420/elsewhere${callback.search}`);
  expect(await oidc.finish(pending, inside, now)).toMatchObject({ subject: 'lin' });
});

test('a code serves once', async () => {
  const { pending, callback } = await comeBack();
  await oidc.finish(pending, callback, now);
  await expect(oidc.finish(pending, callback, now)).rejects.toMatchObject(
    failure('the provider answered invalid_grant'),
  );
});

test('a callback of another browser is refused by its state', async () => {
  const [mine, theirs] = [await comeBack(), await comeBack('wu')];
  const why = 'unexpected "state" response parameter value';
  await expect(oidc.finish(mine.pending, theirs.callback, now)).rejects.toMatchObject(failure(why));
  const stateless = changed(mine.callback, (query) => query.delete('state'));
  await expect(oidc.finish(mine.pending, stateless, now)).rejects.toMatchObject(
    failure('response parameter "state" missing'),
  );
});

test('an ID token of another sign-in is refused by its nonce', async () => {
  const { pending, callback } = await comeBack();
  await expect(oidc.finish({ ...pending, nonce: 'another' }, callback, now)).rejects.toMatchObject(
    failure('unexpected ID Token "nonce" claim value'),
  );
});

test('a code is worth nothing without the verifier', async () => {
  const [mine, theirs] = [await comeBack(), await comeBack()];
  const pending = { ...mine.pending, verifier: theirs.pending.verifier };
  await expect(oidc.finish(pending, mine.callback, now)).rejects.toMatchObject(
    failure('the provider answered invalid_grant'),
  );
});

test('the callback must name the issuer where the provider says that it does', async () => {
  const { pending, callback } = await comeBack();
  const unnamed = changed(callback, (query) => query.delete('iss'));
  await expect(oidc.finish(pending, unnamed, now)).rejects.toMatchObject(
    failure('response parameter "iss" (issuer) missing'),
  );
  const other = changed(callback, (query) => query.set('iss', 'https://other.example'));
  await expect(oidc.finish(pending, other, now)).rejects.toMatchObject(
    failure('unexpected "iss" (issuer) response parameter value'),
  );
});

test('coming back takes at most ten minutes', async () => {
  const { pending, callback } = await comeBack();
  const late = failure('the sign-in was begun more than 10 minutes ago');
  await expect(oidc.finish(pending, callback, after(10 * MINUTE + 1))).rejects.toMatchObject(late);
  await expect(oidc.finish({ ...pending, at: Number.NaN }, callback, now)).rejects.toMatchObject(late);
  expect(await oidc.finish(pending, callback, after(10 * MINUTE))).toMatchObject({ subject: 'lin' });
});

test('what the provider refuses is told by its code and not in the words of the address', async () => {
  const { pending } = await oidc.begin(now);
  const said = async (error: string) => {
    const query = new URLSearchParams({
      error,
      error_description: 'Maria',
      state: pending.state,
      iss: provider.issuer,
    });
    return await oidc.finish(pending, new URL(`${redirectUri}?${query}`), now).catch((refusal: unknown) => refusal);
  };
  expect(await said('access_denied')).toMatchObject(failure('the provider answered access_denied'));
  expect(await said('Call 555-1234')).toMatchObject(failure('the provider answered an error'));
  const empty = oidc.finish(pending, new URL(redirectUri), now);
  await expect(empty).rejects.toMatchObject({ code: 'auth.oidc_failed' });
});

test('a wrong secret of ours is refused by the provider', async () => {
  const { pending, callback } = await comeBack();
  const wrong = openOidc({ ...settingsOf(provider), clientSecret: 'wrong' }, outgoingClient(rules));
  await expect(wrong.finish(pending, callback, now)).rejects.toMatchObject(
    failure('the provider answered invalid_client'),
  );
});

test('a provider that the rules do not allow is not asked', async () => {
  const forbidden = openOidc(settingsOf(provider), outgoingClient({ ...rules, allow: [] }));
  await expect(forbidden.begin(now)).rejects.toMatchObject({
    code: 'auth.oidc_failed',
    details: { why: 'the host is not on the public internet and not allowed', host: '127.0.0.1' },
  });
});

test('a provider that has gone fails the sign-in', async () => {
  const other = await startOidcProvider({ accounts, redirectUris: [redirectUri] });
  const gone = openOidc(settingsOf(other), outgoingClient(rules));
  const { address, pending } = await gone.begin(now);
  const callback = await other.signIn(address, 'lin');
  await other.close();
  await expect(gone.finish(pending, callback, now)).rejects.toMatchObject(
    failure('the connection failed: ECONNREFUSED'),
  );
  const never = openOidc(settingsOf(other), outgoingClient(rules));
  await expect(never.begin(now)).rejects.toMatchObject(failure('the connection failed: ECONNREFUSED'));
});
