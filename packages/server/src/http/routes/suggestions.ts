import { z } from 'zod';
import { maskerFor } from '../../access/pseudonym.ts';
import { worldReadLast } from '../../people/facts.ts';
import { suggestionKinds } from '../../people/suggestions.ts';
import { bringUp } from '../../wiring/run.ts';
import { decideSuggestion, showSuggestions } from '../../wiring/suggestions.ts';
import { defineRoute } from '../route.ts';
import { why } from './access-shapes.ts';
import { nothing } from './nothing.ts';
import { entryRef } from './shapes.ts';

const kind = z.enum(suggestionKinds);

export const suggestionList = z.object({
  items: z.array(
    z
      .object({
        id: z.string(),
        kind,
        reason: z.string(),
        changes: z.string(),
        entries: z.array(entryRef).readonly(),
        /** Whether two persons can make a record of it; if not, it can only be set aside. */
        confirmable: z.boolean(),
      })
      .readonly(),
  ),
  refused: z
    .array(z.object({ id: z.string(), kind, actor: z.string(), at: z.int(), index: z.int() }).readonly())
    .readonly(),
});

/** 归属建议: joins that look right and wait for a person. Showing them is recorded. */
export const suggestions = defineRoute({
  method: 'GET',
  path: 'suggestions',
  needs: 'chain.read',
  summary: 'Names and accounts that look as if they belonged together',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: suggestionList,

  async handle({ caller }, product) {
    await bringUp(product);
    const { items, refused } = await showSuggestions(product.ledger, caller.actor);
    const masker = await maskerFor(product.ledger, caller.actor, await worldReadLast(product.ledger));
    const shown = items.map(({ id, kind: what, reason, changes, entries, join }) => ({
      ...{ id, kind: what, reason, changes, entries, confirmable: join !== undefined },
    }));
    return { items: masker.value(shown), refused };
  },
});

/** 确认或排除. Refusing takes one person; confirming proposes an act that a second person confirms. */
export const decideOnSuggestion = defineRoute({
  method: 'POST',
  path: 'suggestions/:id/decision',
  needs: 'relation.propose',
  summary: 'Propose what is suggested, refuse it, or take a refusal back',
  params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
  query: nothing,
  body: z.strictObject({ decision: z.enum(['confirmed', 'refused', 'reopened']), reason: why }),
  reply: z.object({ proposal: z.string().nullable(), index: z.int().nullable() }),

  async handle({ caller, params, body }, product) {
    await bringUp(product);
    return await decideSuggestion(product, caller.actor, params.id, body);
  },
});
