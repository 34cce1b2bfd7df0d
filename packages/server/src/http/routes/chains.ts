import { z } from 'zod';
import { maskerFor } from '../../access/pseudonym.ts';
import { showChain, showChains } from '../../chain/show.ts';
import { exportChain } from '../../export/export-chain.ts';
import { PROFILES } from '../../export/profile.ts';
import { refuseCoveredChain } from '../../export/read-package.ts';
import { worldReadLast } from '../../people/facts.ts';
import { bringUp } from '../../wiring/run.ts';
import { defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';
import { chain as chainSchema, place, strength, timelineEntry, withPerson } from './shapes.ts';
import { board } from './sufficiency-shapes.ts';

const chainId = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) });

/** 证据链, strongest first, as of the head of this call. */
export const chains = defineRoute({
  method: 'GET',
  path: 'chains',
  needs: 'chain.read',
  summary: 'Evidence chains: one employee and one beneficiary each',
  params: nothing,
  query: z.object({ min: strength.default('weak') }),
  body: 'none',
  reply: z.object({ items: z.array(chainSchema) }),

  async handle({ caller, query }, product) {
    await bringUp(product);
    const shown = await showChains(product.ledger, caller.actor, query.min);
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    return { items: shown.map((each) => masker.value(withPerson(product.ledger, each))) };
  },
});

export const chain = defineRoute({
  method: 'GET',
  path: 'chains/:id',
  needs: 'chain.read',
  summary: 'One chain with its timeline and the words in their context',
  params: chainId,
  query: nothing,
  body: 'none',
  reply: z.object({
    chain: chainSchema,
    timeline: z.array(timelineEntry),
    sufficiency: board,
    reconstruction: place,
    withheld: z.int(),
  }),

  async handle({ caller, params }, product) {
    await bringUp(product);
    const { chain: found, timeline, board: held, ...shown } = await showChain(product.ledger, caller.actor, params.id);
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    return {
      chain: masker.value(withPerson(product.ledger, found)),
      timeline: masker.value([...timeline]),
      sufficiency: masker.value(held),
      ...shown,
    };
  },
});

/** 导出证据包. Built, checked by its own verify and recorded before it is handed out. */
export const chainPackage = defineRoute({
  method: 'POST',
  path: 'chains/:id/packages',
  needs: 'package.make',
  summary: 'Build a package of a chain',
  params: chainId,
  query: nothing,
  body: z.strictObject({ profile: z.enum(PROFILES).default('internal-report') }),
  reply: z.object({
    id: z.string(),
    file: z.string(),
    items: z.int(),
    checkpoint: z.object({ log: z.string(), size: z.int() }),
  }),

  async handle({ caller, params, body }, product) {
    await bringUp(product);
    await refuseCoveredChain(product.ledger, caller.actor, params.id);
    return await exportChain(product, caller.actor, params.id, body.profile);
  },
});
