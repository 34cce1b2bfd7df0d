import { z } from 'zod';
import { moneySchema } from '../money.ts';
import { companyParty, crmParty, hrParty, partySchema } from '../party.ts';
import { clearable, count, dateOrInstant, line, list, maybe, percent, ref, text } from './fields.ts';

export const customers = {
  customer: z.strictObject({
    customer: crmParty,
    name: line,
    company: clearable(partySchema),
    handles: clearable(list(partySchema)),
    tier: clearable(z.enum(['normal', 'high'])),
    firstDealAt: clearable(dateOrInstant),
    status: clearable(z.enum(['active', 'lost'])),
    lostAt: clearable(dateOrInstant),
    since: clearable(dateOrInstant),
    until: clearable(dateOrInstant),
  }),
  company: z.strictObject({
    company: companyParty,
    name: line,
    uscc: clearable(ref),
    relation: clearable(z.enum(['own', 'affiliate', 'customer', 'partner', 'supplier', 'competitor', 'unknown'])),
    aliases: clearable(list(line)),
    people: clearable(
      list(
        z.strictObject({
          name: line,
          role: z.enum(['legal-representative', 'shareholder', 'director', 'contact']),
          handle: maybe(partySchema),
        }),
      ),
    ),
  }),
  ownership: z.strictObject({
    customer: partySchema,
    employee: partySchema,
    action: z.enum(['assigned', 'released']),
    by: maybe(partySchema),
  }),
  'follow-up': z.strictObject({ customer: partySchema, employee: partySchema, text }),
  permission: z.strictObject({
    employee: partySchema,
    resource: ref,
    actions: list(z.enum(['view', 'edit', 'export'])),
    scope: z.union([z.literal('all'), list(partySchema)]),
    action: z.enum(['granted', 'revoked']),
  }),
  access: z.strictObject({
    employee: partySchema,
    action: z.enum(['view', 'create', 'edit', 'delete', 'export', 'print', 'search', 'download', 'assign', 'login']),
    resource: ref,
    customer: maybe(partySchema),
    count: maybe(count),
    changes: maybe(list(z.strictObject({ field: ref, from: maybe(text.nullable()), to: maybe(text.nullable()) }))),
    ip: maybe(line),
    device: maybe(line),
  }),
  approval: z.strictObject({
    type: z.enum(['referral', 'rebate', 'discount', 'gift', 'outside-work', 'instruction', 'access']),
    by: partySchema,
    for: hrParty,
    customer: maybe(partySchema),
    company: maybe(partySchema),
    percent: maybe(percent),
    amount: maybe(moneySchema),
    state: z.enum(['approved', 'refused', 'withdrawn']),
    since: maybe(dateOrInstant),
    until: maybe(dateOrInstant),
    text: maybe(text),
  }),
};
