import { z } from 'zod';
import { moneySchema } from '../money.ts';
import { companyParty, partySchema } from '../party.ts';
import { line, maybe, ref, text } from './fields.ts';

export const moneyMoves = {
  deal: z.strictObject({
    customer: partySchema,
    seller: companyParty,
    type: z.enum(['contract', 'invoice', 'order']),
    number: ref,
    amount: moneySchema,
    state: maybe(z.enum(['quoted', 'won', 'lost', 'cancelled'])),
    employee: maybe(partySchema),
    buyer: maybe(partySchema),
  }),
  transfer: z.strictObject({
    from: partySchema,
    to: partySchema,
    amount: moneySchema,
    memo: maybe(text),
    channel: maybe(line),
    reference: maybe(line),
    state: maybe(z.enum(['completed', 'pending', 'closed', 'refunded'])),
  }),
  claim: z.strictObject({
    employee: partySchema,
    amount: moneySchema,
    purpose: text,
    counterparty: maybe(partySchema),
    state: line,
  }),
};
