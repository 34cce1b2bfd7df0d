import { z } from 'zod';
import { maskerFor } from '../../access/pseudonym.ts';
import { aboutEntry, groundFor } from '../../cases/ground.ts';
import { showEntry } from '../../ledger/show-entry.ts';
import { defineRoute } from '../route.ts';
import { deliveryPlace, originalShown } from './intake-shapes.ts';

export const stated = z.object({
  ground: z.string().max(100).exactOptional(),
  why: z.string().max(2_000).exactOptional(),
});

/** 登记条目, its content and its place in the log. Reading content names its ground and is recorded before it is answered. */
export const entry = defineRoute({
  method: 'GET',
  path: 'entries/:log/:index',
  needs: 'entry.read',
  summary: 'One entry with its original and its proof, upon a finding, chain, tip or case',
  params: z.object({ log: z.string().regex(/^[a-z0-9-]{1,40}$/), index: z.coerce.number().int().min(0) }),
  query: stated,
  body: 'none',
  reply: z.object({
    entry: z.record(z.string(), z.unknown()),
    body: z.record(z.string(), z.unknown()).nullable(),
    original: originalShown.nullable(),
    delivery: deliveryPlace.nullable(),
    status: z.enum(['open', 'destroyed']),
    proof: z.object({ size: z.int(), checkpoint: z.string().nullable() }),
    retracted: z.object({ log: z.string(), index: z.int(), at: z.int(), why: z.string() }).nullable(),
    ground: z.string(),
  }),

  async handle({ caller: { actor }, params, query }, { ledger }) {
    const ground = await groundFor(ledger, actor, params, { ground: query.ground, why: query.why });
    const masker = await maskerFor(ledger, actor);
    const about = await aboutEntry(ledger, params);
    const reading = { ground, about, ...(ground === 'urgent' && query.why !== undefined ? { why: query.why } : {}) };
    const { body, original, ...shown } = await showEntry(ledger, actor, params, reading);
    return { ...shown, body: masker.value(body), original: masker.value(original), ground };
  },
});
