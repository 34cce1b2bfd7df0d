import { z } from 'zod';
import { maskerFor } from '../../access/pseudonym.ts';
import { showAttribution } from '../../chain/show-attribution.ts';
import { worldReadLast } from '../../people/facts.ts';
import { bringUp } from '../../wiring/run.ts';
import { defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';
import { attributionFile } from './shapes.ts';

/** 账号归属: whose each account of a chain was while it was used, by which records, and what is missing. */
export const chainAttribution = defineRoute({
  method: 'GET',
  path: 'chains/:id/attribution',
  needs: 'chain.read',
  summary: 'Whose each account in a chain was, by which records, and what is missing',
  params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
  query: nothing,
  body: 'none',
  reply: z.object({ items: z.array(attributionFile) }),

  async handle({ caller, params }, product) {
    await bringUp(product);
    const files = await showAttribution(product.ledger, caller.actor, params.id);
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    return { items: masker.value([...files]) };
  },
});
