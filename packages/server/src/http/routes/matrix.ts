import { z } from 'zod';
import type { Permission } from '../../access/matrix.ts';
import { lockedBecause, permissions, template } from '../../access/matrix.ts';
import { matrixNow } from '../../access/matrix-store.ts';
import { roleNames, roles } from '../../access/roles.ts';
import { systemActor } from '../../platform/db.ts';
import { whoSees } from '../../wiring/who-sees.ts';
import { defineRoute } from '../route.ts';
import { permission, role } from './access-shapes.ts';
import { nothing } from './nothing.ts';

const named = z.object({ zh: z.string(), en: z.string() });

/** 权限矩阵: the one in force, where it differs from the template, and which cells no act can change and why. */
export const matrix = defineRoute({
  method: 'GET',
  path: 'matrix',
  needs: 'matrix.read',
  summary: 'The permission matrix in force',
  params: nothing,
  query: nothing,
  body: 'none',
  reply: z.object({
    roles: z.array(named.extend({ role })),
    rows: z.array(
      named.extend({
        permission,
        fresh: z.boolean(),
        cells: z.array(z.object({ role, allowed: z.boolean(), template: z.boolean(), locked: z.string().nullable() })),
      }),
    ),
  }),
  async handle(_request, { db }) {
    const now = await db.as(systemActor, matrixNow);
    return {
      roles: roleNames.map((each) => ({ role: each, ...roles[each] })),
      rows: permissions.map((each) => ({
        permission: each,
        zh: template[each].zh,
        en: template[each].en,
        fresh: 'fresh' in template[each],
        cells: roleNames.map((of) => {
          const has = (other: Permission) => now.get(of)?.has(other) === true;
          return {
            role: of,
            allowed: has(each),
            template: (template[each].roles as readonly string[]).includes(of),
            locked: lockedBecause(of, each, has) ?? null,
          };
        }),
      })),
    };
  },
});

/** 谁能看到,为什么: asked of the database itself, account by account. */
export const seers = defineRoute({
  method: 'GET',
  path: 'matrix/who',
  needs: 'account.read',
  summary: 'Who can see a finding, a chain or an entry, and why',
  params: nothing,
  query: z.object({
    finding: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .exactOptional(),
    chain: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .exactOptional(),
    entry: z
      .string()
      .regex(/^[a-z0-9-]{1,40}:\d{1,15}$/)
      .exactOptional(),
  }),
  body: 'none',
  reply: z.object({
    accounts: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          sees: z.boolean(),
          because: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
  }),
  handle: async ({ query }, { ledger }) => ({ accounts: await whoSees(ledger, query) }),
});
