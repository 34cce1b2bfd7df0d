import { z } from 'zod';
import { holdQuery } from '../../access/acts/act.ts';
import { holdsSeenBy, placeHold } from '../../access/holds.ts';
import { listWalls, setWall } from '../../access/walls.ts';
import { bringUp } from '../../wiring/run.ts';
import { defineRoute } from '../route.ts';
import { id, why } from './access-shapes.ts';
import { nothing } from './nothing.ts';

/** 保全: with the exact query of each, as it was asked; none about whom one is walled off from. */
export const holds = defineRoute({
  method: 'GET',
  path: 'holds',
  needs: 'hold.read',
  summary: 'Holds, which outrank every destruction',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({
    holds: z
      .array(
        z.object({
          id: z.string(),
          query: holdQuery,
          why: z.string(),
          by: z.string(),
          placedAt: z.int(),
          releasedAt: z.int().nullable(),
          index: z.int(),
        }),
      )
      .readonly(),
  }),
  async handle({ caller }, { ledger }) {
    return { holds: await holdsSeenBy(ledger, caller.actor) };
  },
});

export const postHold = defineRoute({
  method: 'POST',
  path: 'holds',
  needs: 'hold.place',
  summary: 'Place a hold; releasing it takes two persons',
  params: nothing,
  query: nothing,
  body: z.strictObject({ query: holdQuery, why }),
  reply: z.object({ id: z.string() }),
  async handle({ caller, body }, product) {
    await bringUp(product);
    return { id: await placeHold(product.ledger, caller.actor, body.query, body.why) };
  },
});

/** 回避: whom each account never sees, and why. */
export const walls = defineRoute({
  method: 'GET',
  path: 'walls',
  needs: 'account.read',
  summary: 'Walls between accounts and persons',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({
    walls: z
      .array(
        z.object({
          id: z.string().nullable(),
          account: z.string(),
          person: z.string(),
          label: z.string(),
          why: z.string(),
        }),
      )
      .readonly(),
  }),
  handle: async (_request, { ledger }) => ({ walls: await listWalls(ledger) }),
});

export const postWall = defineRoute({
  method: 'POST',
  path: 'walls',
  needs: 'wall.set',
  summary: 'Wall an account off from an employee; lifting it takes two persons',
  params: nothing,
  query: nothing,
  body: z.strictObject({ account: id, employee: z.string().trim().min(1).max(256), why }),
  reply: z.object({ id: z.string() }),
  handle: async ({ caller, body }, { ledger }) => ({ id: await setWall(ledger, caller.actor, body) }),
});
