import { z } from 'zod';
import { maskerFor } from '../../access/pseudonym.ts';
import { showFinding, showFindings } from '../../detect/show.ts';
import { worldReadLast } from '../../people/facts.ts';
import { bringUp } from '../../wiring/run.ts';
import { defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';
import { finding as findingSchema, message, withPerson } from './shapes.ts';

const cursor = z
  .string()
  .regex(/^\d{1,16}\.[0-9a-f]{32}$/)
  .transform((text) => ({ at: Number(text.split('.')[0]), id: text.split('.')[1] ?? '' }));

/** 提示列表, latest first. Showing them is recorded. */
export const findings = defineRoute({
  method: 'GET',
  path: 'findings',
  needs: 'finding.list',
  summary: 'What rules saw, latest first',
  params: nothing,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: cursor.optional(),
    rule: z
      .string()
      .regex(/^[a-z0-9-]{1,64}$/)
      .optional(),
  }),
  body: 'none',
  reply: z.object({ items: z.array(findingSchema), next: z.string().nullable() }),

  async handle({ caller, query }, product) {
    await bringUp(product);
    const items = await showFindings(product.ledger, caller.actor, {
      limit: query.limit,
      rule: query.rule,
      after: query.cursor,
    });
    const last = items.at(-1);
    const next = last === undefined || items.length < query.limit ? null : `${last.at}.${last.id}`;
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    return { items: items.map((item) => masker.value(withPerson(product.ledger, item))), next };
  },
});

/** 提示及命中原文 in its context. Reading it is recorded. */
export const finding = defineRoute({
  method: 'GET',
  path: 'findings/:id',
  needs: 'finding.read',
  summary: 'One finding with the words around it',
  params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
  query: nothing,
  body: 'none',
  reply: findingSchema.extend({
    blindSpots: z.array(z.string()),
    explained: z
      .object({ normal: z.string(), why: z.array(z.object({ why: z.string(), weight: z.number() })).readonly() })
      .nullable(),
    context: z.array(message),
  }),

  async handle({ caller, params }, product) {
    await bringUp(product);
    const shown = await showFinding(product.ledger, caller.actor, params.id);
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    const finding = masker.value(withPerson(product.ledger, shown.finding));
    return {
      ...finding,
      blindSpots: [...shown.blindSpots],
      explained: masker.value(shown.explained),
      context: masker.value([...shown.context]),
    };
  },
});
