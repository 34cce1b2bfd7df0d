import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
// @ts-expect-error The package brings no types; what is used of it is declared below.
import UntypedProvider from 'oidc-provider';

export type OidcAccount = {
  /** What is typed into the form, and the subject of the tokens. */
  readonly login: string;
  /** Such as email, email_verified, name and preferred_username. */
  readonly claims?: Readonly<Record<string, unknown>>;
};

export type OidcProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Does what a browser does from the authorization address on, and answers where it would be sent back to. */
  readonly signIn: (authorizationUrl: string | URL, login: string) => Promise<URL>;
  readonly close: () => Promise<void>;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

type Provider = {
  readonly callback: () => Handler;
  readonly interactionFinished: (request: IncomingMessage, response: ServerResponse, result: object) => Promise<void>;
  readonly on: (event: string, listener: () => void) => void;
};

type Grant = { readonly addOIDCScope: (scope: string) => void; readonly save: () => Promise<unknown> };

type Context = {
  readonly oidc: {
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
    readonly provider: { readonly Grant: new (of: { clientId: string; accountId: string }) => Grant };
  };
};

const ProviderClass = UntypedProvider as new (issuer: string, configuration: object) => Provider;
const CLIENT = { clientId: 'zhenglian', clientSecret: 'a secret of the tests & nobody else' };

/**
 * A real provider on 127.0.0.1. Its sign-in page is a form with a field named `login` that takes a login of `accounts`
 * and no password; it asks for no consent.
 */
export async function startOidcProvider(asked: {
  readonly accounts: readonly OidcAccount[];
  readonly redirectUris: readonly string[];
}): Promise<OidcProvider> {
  let handle: Handler = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = quietly(() => new ProviderClass(issuer, configuration(asked)));
  provider.on('error', () => undefined);
  const callback = provider.callback();
  handle = (request, response) =>
    request.url?.startsWith('/sign-in/')
      ? signInPage(provider, asked.accounts, request, response)
      : callback(request, response);
  return {
    issuer,
    ...CLIENT,
    signIn: (authorizationUrl, login) => walk(new URL(authorizationUrl), login, issuer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The package warns on the console that its keys and its memory are no good for production. */
function quietly<T>(make: () => T): T {
  const { warn, info } = console;
  Object.assign(console, { warn: () => undefined, info: () => undefined });
  try {
    return make();
  } finally {
    Object.assign(console, { warn, info });
  }
}

function configuration({ accounts, redirectUris }: Parameters<typeof startOidcProvider>[0]): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const client = {
    client_id: CLIENT.clientId,
    client_secret: CLIENT.clientSecret,
    redirect_uris: redirectUris,
    token_endpoint_auth_method: 'client_secret_post',
    require_auth_time: true,
  };
  return {
    clients: [client],
    jwks: { keys: [privateKey.export({ format: 'jwk' })] },
    cookies: { keys: ['of these tests'] },
    claims: {
      openid: ['sub', 'amr'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
      auth_time: null,
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: Context, { uid }: { readonly uid: string }) => `/sign-in/${uid}` },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 3600 },
    findAccount(_context: Context, id: string) {
      const account = accounts.find(({ login }) => login === id);
      return account && { accountId: id, claims: () => ({ ...account.claims, sub: id }) };
    },
    async loadExistingGrant({ oidc }: Context) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  };
}

async function signInPage(
  provider: Provider,
  accounts: readonly OidcAccount[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const typed = request.method === 'POST' ? new URLSearchParams(await text(request)).get('login') : null;
  if (accounts.some(({ login }) => login === typed)) {
    const login = { accountId: typed, amr: ['pwd'], remember: false };
    return await provider.interactionFinished(request, response, { login });
  }
  response.writeHead(typed === null ? 200 : 403, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="en"><title>Sign in</title>
<h1>Provider of the tests</h1>${typed === null ? '' : '<p role="alert">Nobody has this login.</p>'}
<form method="post"><label>Login <input name="login" autofocus></label> <button>Sign in</button></form></html>`);
}

/** Follows every redirect within the provider with its cookies, fills in the form once, and stops on leaving. */
async function walk(start: URL, login: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < 10; steps++) {
    if (url.origin !== issuer) return url;
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null && (form !== undefined || !answer.ok))
      throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`);
    form = location === null ? new URLSearchParams({ login }) : undefined;
    url = location === null ? url : new URL(location, url);
  }
  throw new Error('the provider sends the browser round and round');
}
