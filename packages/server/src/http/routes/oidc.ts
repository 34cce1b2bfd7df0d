import { z } from 'zod';
import { beginOidc, finishOidc } from '../../access/oidc/sign-in.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Product } from '../../wiring/product.ts';
import { defineRedirect, defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';

function oidcOf({ oidc }: Product) {
  if (oidc === undefined) throw new Refusal('not_found', { what: 'a provider to sign in with' });
  return oidc;
}

export const oidc = defineRoute({
  method: 'GET',
  path: 'oidc',
  needs: 'nothing',
  summary: 'Whether one can sign in at the company’s own provider',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({ enabled: z.boolean() }),
  handle: (_request, product) => Promise.resolve({ enabled: product.oidc !== undefined }),
});

export const oidcStart = defineRedirect({
  path: 'oidc/start',
  needs: 'nothing',
  summary: 'Leave for the company’s provider',
  query: nothing,
  async handle({ caller }, product) {
    const { address, asked } = await beginOidc(product.ledger, oidcOf(product));
    caller.keep('pending', asked);
    return address;
  },
});

/** Where the provider sends the browser back to. A failure leads to the sign-in page, which says its code. */
export const oidcCallback = defineRedirect({
  path: 'oidc/callback',
  needs: 'nothing',
  summary: 'Come back from the company’s provider',
  query: z.record(z.string(), z.string().max(4_000)),
  async handle({ caller: { kept, keep, origin, site }, query }, product) {
    const asked = kept('pending');
    keep('pending', null);
    const callback = new URL(`/api/v1/oidc/callback?${new URLSearchParams(query)}`, site.origin);
    try {
      keep('session', await finishOidc(product.ledger, oidcOf(product), asked, { callback, origin }));
      return '/';
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'auth.oidc_failed') throw error;
      return `/#/sign-in?refused=${error.code}`;
    }
  },
});
