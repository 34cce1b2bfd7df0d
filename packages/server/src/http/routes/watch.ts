import { z } from 'zod';
import { alertKinds } from '../../access/watch/rules.ts';
import { monthlyReport, reviewAlert, showAlerts, showReading, showReadings } from '../../access/watch/show.ts';
import { bringUp } from '../../wiring/run.ts';
import { defineQuietRoute, defineRoute } from '../route.ts';
import { id, why } from './access-shapes.ts';
import { nothing } from './nothing.ts';

const reading = z
  .object({
    index: z.int(),
    actor: z.string(),
    actorName: z.string(),
    act: z.string(),
    ground: z.string(),
    outcome: z.string(),
    items: z.int(),
    about: z.array(z.string()).readonly(),
    at: z.int(),
  })
  .readonly();

/** 查阅登记: who read, sought, exported and changed what, newest first; reading it is recorded too. */
export const readings = defineRoute({
  method: 'GET',
  path: 'watch/readings',
  needs: 'watch.read',
  summary: "The watcher's ledger",
  params: nothing,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(500).default(100),
    before: z.coerce.number().int().min(0).exactOptional(),
    actor: z.string().max(100).exactOptional(),
    act: z.string().max(60).exactOptional(),
  }),
  body: 'none',
  reply: z.object({ readings: z.array(reading).readonly(), next: z.int().nullable() }),
  async handle({ caller, query: { limit, before, actor, act } }, product) {
    await bringUp(product);
    const shown = await showReadings(product.ledger, caller.actor, { limit, before, actor, act });
    const last = shown.at(-1);
    return { readings: shown, next: last === undefined || shown.length < limit ? null : last.index };
  },
});

export const readingByIndex = defineRoute({
  method: 'GET',
  path: 'watch/readings/:index',
  needs: 'watch.read',
  summary: 'One entry of the log of readings: which things were opened, without what they say',
  params: z.object({ index: z.coerce.number().int().min(0) }),
  query: nothing,
  body: 'none',
  reply: z.object({ entry: z.record(z.string(), z.unknown()), body: z.record(z.string(), z.unknown()) }),
  handle: async ({ caller, params }, { ledger }) => await showReading(ledger, caller.actor, params.index),
});

/** 查阅警示. */
export const watchAlerts = defineRoute({
  method: 'GET',
  path: 'watch/alerts',
  needs: 'watch.read',
  summary: 'Readings that are out of the ordinary',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({
    alerts: z
      .array(
        z.object({
          id: z.string(),
          kind: z.enum(alertKinds),
          actor: z.string(),
          actorName: z.string(),
          at: z.int(),
          firstIndex: z.int(),
          lastIndex: z.int(),
          items: z.int(),
          reviewedBy: z.string().nullable(),
          reviewerName: z.string().nullable(),
          reviewedAt: z.int().nullable(),
        }),
      )
      .readonly(),
  }),
  async handle(_request, product) {
    await bringUp(product);
    // Kinds come out of `alertsOn` and no other place.
    return { alerts: (await showAlerts(product.ledger)) as never };
  },
});

export const postReview = defineQuietRoute({
  method: 'POST',
  path: 'watch/alerts/:id/review',
  needs: 'watch.review',
  summary: 'Say what became of an alert about readings',
  params: z.object({ id }),
  query: nothing,
  body: z.strictObject({ outcome: why }),
  async handle({ caller, params, body }, product) {
    await bringUp(product);
    await reviewAlert(product.ledger, caller.actor, params.id, body.outcome);
  },
});

/** 查阅月报. */
export const watchReport = defineRoute({
  method: 'GET',
  path: 'watch/report',
  needs: 'watch.report',
  summary: 'A month of readings in numbers: no content, and nobody it was about',
  params: nothing,
  query: z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  body: 'none',
  reply: z.object({
    month: z.string(),
    readings: z.array(
      z.object({
        ...{ actor: z.string(), actorName: z.string(), act: z.string(), ground: z.string(), outcome: z.string() },
        ...{ times: z.int(), items: z.int() },
      }),
    ),
    alerts: z.array(z.object({ kind: z.string(), actorName: z.string(), items: z.int(), reviewed: z.boolean() })),
    acts: z.array(
      z.object({ kind: z.string(), state: z.string(), proposerRole: z.string(), deciderRole: z.string().nullable() }),
    ),
    grants: z.array(z.object({ accountName: z.string(), role: z.string(), given: z.boolean(), ended: z.boolean() })),
    unmaskings: z.int(),
  }),
  async handle({ caller, query }, product) {
    await bringUp(product);
    return await monthlyReport(product.ledger, caller.actor, query.month);
  },
});
