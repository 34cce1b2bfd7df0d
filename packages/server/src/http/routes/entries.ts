import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { maskerFor } from '../../access/pseudonym.ts';
import { aboutEntry, groundFor } from '../../cases/ground.ts';
import { proveEntry } from '../../deposit/prove-entry.ts';
import { showEntry } from '../../ledger/show-entry.ts';
import { defineRoute } from '../route.ts';
import { deliveryPlace, originalShown } from './intake-shapes.ts';
import { entryProof } from './proof-shapes.ts';

export const stated = z.object({
  ground: z.string().max(100).exactOptional(),
  why: z.string().max(2_000).exactOptional(),
});

/**
 * 登记条目, its content and its proof. Reading content names its ground and is recorded before it is answered. The proof comes
 * with the entry and by no other way: whoever sees the one sees the other, and looking at both is one reading.
 */
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
    proof: entryProof,
    retracted: z.object({ log: z.string(), index: z.int(), at: z.int(), why: z.string() }).nullable(),
    ground: z.string(),
  }),

  async handle({ caller: { actor }, params, query }, { ledger, custodians }) {
    const ground = await groundFor(ledger, actor, params, { ground: query.ground, why: query.why });
    const masker = await maskerFor(ledger, actor);
    const about = await aboutEntry(ledger, params);
    const reading = { ground, about, ...(ground === 'urgent' && query.why !== undefined ? { why: query.why } : {}) };
    const { body, salt, original, ...shown } = await showEntry(ledger, actor, params, reading);
    const seen = masker.value(body);
    const isWhole = isDeepStrictEqual(seen, body);
    const proof = {
      ...(await proveEntry(ledger, actor, custodians, shown.entry)),
      salt: isWhole ? (salt?.toString('hex') ?? null) : null,
    };
    return { ...shown, body: seen, original: masker.value(original), proof, ground };
  },
});
