import { z } from 'zod';
import { moneySchema } from '../money.ts';
import { partySchema } from '../party.ts';
import { clearable, dateOrInstant, instant, line, list, maybe, percent, ref, text } from './fields.ts';

const clause = z.strictObject({
  ref,
  text,
  forbids: maybe(
    list(
      z.enum([
        'customer-diversion',
        'kickback',
        'disclosure',
        'private-deal',
        'undeclared-interest',
        'tampering',
        'non-cooperation',
      ]),
    ),
  ),
  permits: maybe(
    list(
      z.strictObject({
        act: z.enum(['rebate', 'referral-fee', 'gift', 'outside-work']),
        maxPercent: maybe(percent),
        maxAmount: maybe(moneySchema),
        // Whose approval the clause asks for, in its words, or merely whether it asks for one.
        approval: z.union([line, z.boolean()]),
      }),
    ),
  ),
});

export const agreements = {
  agreement: z.strictObject({
    type: z.enum([
      'labour-contract',
      'handbook',
      'customer-policy',
      'nda',
      'e-evidence',
      'service-address',
      'monitoring-notice',
      'training',
    ]),
    title: ref,
    version: ref,
    effectiveFrom: clearable(dateOrInstant),
    effectiveTo: clearable(dateOrInstant),
    clauses: list(clause),
    procedure: clearable(
      z.strictObject({
        discussedAt: clearable(dateOrInstant),
        negotiatedAt: clearable(dateOrInstant),
        publishedAt: clearable(dateOrInstant),
      }),
    ),
  }),
  acknowledgement: z.strictObject({
    agreement: ref,
    version: ref,
    employee: partySchema,
    method: z.enum(['licensed-ca', 'company-ca', 'platform', 'paper', 'click', 'attendance']),
    at: instant,
    outcome: z.enum(['signed', 'refused']),
    witnesses: maybe(list(partySchema)),
  }),
};
