import { z } from 'zod';
import { rules as allRules } from '../../detect/rules/index.ts';
import { rulesOff } from '../../detect/store.ts';
import { systemActor } from '../../platform/db.ts';
import { defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';

/** 规则: what each looks at, does not see, and whether it is live. */
export const rules = defineRoute({
  method: 'GET',
  path: 'rules',
  needs: 'rule.read',
  summary: 'The rules with their blind spots, and which are live',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({
    rules: z.array(
      z.object({
        id: z.string(),
        version: z.int(),
        kind: z.string(),
        title: z.string(),
        blindSpots: z.array(z.string()),
        live: z.boolean(),
      }),
    ),
  }),
  async handle(_request, { db }) {
    const off = await db.as(systemActor, rulesOff);
    return {
      rules: allRules.map(({ id, version, kind, title, blindSpots }) => ({
        ...{ id, version, kind, title, blindSpots: [...blindSpots] },
        live: !off.has(`${id} ${version}`),
      })),
    };
  },
});
