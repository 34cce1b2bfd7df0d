import { z } from 'zod';
import { showEntry } from '../../ledger/show-entry.ts';
import { defineRoute } from '../route.ts';
import { deliveryPlace, originalShown } from './intake-shapes.ts';
import { nothing } from './nothing.ts';

/** 登记条目, its content and its place in the log. Reading content is recorded before it is answered. */
export const entry = defineRoute({
  method: 'GET',
  path: 'entries/:log/:index',
  needs: 'entry.read',
  summary: 'One entry with its original and its proof',
  params: z.object({ log: z.string().regex(/^[a-z0-9-]{1,40}$/), index: z.coerce.number().int().min(0) }),
  query: nothing,
  body: 'none',
  reply: z.object({
    entry: z.record(z.string(), z.unknown()),
    body: z.record(z.string(), z.unknown()).nullable(),
    original: originalShown.nullable(),
    delivery: deliveryPlace.nullable(),
    status: z.enum(['open', 'destroyed']),
    proof: z.object({ size: z.int(), checkpoint: z.string().nullable() }),
    retracted: z.object({ log: z.string(), index: z.int(), at: z.int(), why: z.string() }).nullable(),
  }),

  handle: ({ caller, params }, { ledger }) => showEntry(ledger, caller.actor, params),
});
