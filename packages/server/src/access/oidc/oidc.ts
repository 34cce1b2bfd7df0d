import type { ServerMetadata } from 'openid-client';
import * as client from 'openid-client';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Outgoing } from '../../platform/outgoing.ts';
import { keepDiscovery } from './discovery.ts';
import { oidcFailure } from './failure.ts';
import type { OidcPerson } from './person.ts';
import { readPerson } from './person.ts';

export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the provider sends the browser back to, as registered with it; without a query. */
  readonly redirectUri: string;
};

/** What must be remembered between leaving for the provider and coming back: kept by the server, bound to the browser. */
export type Pending = {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly at: number;
};

/**
 * Signing in through a provider of OpenID Connect, by authorization code with PKCE.
 * Both refuse with `auth.oidc_failed` for every failure; why it failed names no token and nothing of the person.
 */
export type Oidc = {
  readonly begin: (now: Instant) => Promise<{ readonly address: string; readonly pending: Pending }>;
  /** Who came back. A `pending` serves once: the caller forgets it before calling, whatever comes of it. */
  readonly finish: (pending: Pending, callbackUrl: URL, now: Instant) => Promise<OidcPerson>;
};

const PENDING_MILLIS = 10 * 60 * 1000;
const SCOPE = 'openid profile email';

/** Asks nothing yet: the provider is discovered when first needed. */
export function openOidc(settings: OidcSettings, outgoing: Outgoing): Oidc {
  const discover = keepDiscovery(settings.issuer, outgoing);
  const configured = async (now: Instant) => configure(settings, await discover(now), outgoing, now);
  return {
    begin: (now) => orFailure(async () => await begin(await configured(now), settings.redirectUri, now)),
    finish: (pending, callbackUrl, now) =>
      orFailure(async () => {
        if (!(now - pending.at <= PENDING_MILLIS))
          throw new Refusal('auth.oidc_failed', { why: 'the sign-in was begun more than 10 minutes ago' });
        const answered = new URL(settings.redirectUri);
        answered.search = callbackUrl.search;
        return await finish(await configured(now), pending, answered);
      }),
  };
}

async function orFailure<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw oidcFailure(error);
  }
}

/** The library counts from the clock of the process, so it is told how far `now` is from that. */
function configure(
  { issuer, clientId, clientSecret }: OidcSettings,
  metadata: ServerMetadata,
  outgoing: Outgoing,
  now: Instant,
): client.Configuration {
  const mayPost = metadata.token_endpoint_auth_methods_supported?.includes('client_secret_post') ?? false;
  const secret = mayPost ? client.ClientSecretPost(clientSecret) : client.ClientSecretBasic(clientSecret);
  // The library reads the clock of the machine by itself: this is how far ours is from it.
  const clockSkew = Math.round((now - Date.now()) / 1000);
  const config = new client.Configuration(metadata, clientId, { [client.clockSkew]: clockSkew }, secret);
  config[client.customFetch] = (url, options) => outgoing.fetch(url, options as RequestInit);
  if (new URL(issuer).protocol === 'http:') client.allowInsecureRequests(config);
  client.enableNonRepudiationChecks(config);
  return config;
}

async function begin(config: client.Configuration, redirectUri: string, now: Instant): ReturnType<Oidc['begin']> {
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()];
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: SCOPE,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { address: address.href, pending: { state, nonce, verifier, at: now } };
}

async function finish(config: client.Configuration, pending: Pending, answered: URL): Promise<OidcPerson> {
  const tokens = await client.authorizationCodeGrant(config, answered, {
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    pkceCodeVerifier: pending.verifier,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Refusal('auth.oidc_failed', { why: 'the provider answered no ID token' });
  const hasInfo = config.serverMetadata().userinfo_endpoint !== undefined;
  return readPerson(claims, hasInfo ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : undefined);
}
