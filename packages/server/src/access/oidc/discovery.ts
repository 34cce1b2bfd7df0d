import type { ServerMetadata } from 'openid-client';
import { allowInsecureRequests, customFetch, discovery } from 'openid-client';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Outgoing } from '../../platform/outgoing.ts';

const KEPT_MILLIS = 3600 * 1000;

/** Discovers the provider once an hour, however many ask; a discovery that failed is tried again by the next. */
export function keepDiscovery(issuer: string, outgoing: Outgoing): (now: Instant) => Promise<ServerMetadata> {
  let kept: { readonly at: Instant; readonly metadata: Promise<ServerMetadata> } | undefined;
  return async (now) => {
    if (kept !== undefined && now - kept.at < KEPT_MILLIS) return await kept.metadata;
    const asked = { at: now, metadata: discover(issuer, outgoing) };
    kept = asked;
    try {
      return await asked.metadata;
    } catch (error) {
      if (kept === asked) kept = undefined;
      throw error;
    }
  };
}

async function discover(issuer: string, outgoing: Outgoing): Promise<ServerMetadata> {
  const server = new URL(issuer);
  const found = await discovery(server, 'not-sent', undefined, undefined, {
    [customFetch]: (url, options) => outgoing.fetch(url, options as RequestInit),
    execute: server.protocol === 'http:' ? [allowInsecureRequests] : [],
  });
  const metadata = found.serverMetadata();
  // The library lets Microsoft's shared addresses stand for any company's; here one company is meant.
  if (new URL(metadata.issuer).href !== server.href)
    throw new Refusal('auth.oidc_failed', { why: 'the provider names another issuer' });
  return metadata;
}
