import { z } from 'zod';
import { partyKey, partySchema } from '../party.ts';
import { dateOrInstant, instant, line, list, maybe, text, transcript } from './fields.ts';

/** Two people hand over or collect (证据规定), so one person named twice is not enough. */
const collectors = list(partySchema)
  .min(2, 'must name two people')
  .refine((parties) => new Set(parties.map(partyKey)).size === parties.length, 'must name different people');

export const matters = {
  testimony: z.strictObject({
    by: partySchema,
    about: list(partySchema),
    form: z.enum(['written', 'recording']),
    text: maybe(text),
    transcript: maybe(transcript),
  }),
  document: z.strictObject({
    type: z.enum([
      'contract',
      'invoice',
      'screenshot',
      'notarial',
      'minutes',
      'notice',
      'delivery-proof',
      'union-opinion',
      'other',
    ]),
    about: list(partySchema),
    title: line,
    text: maybe(text),
  }),
  handover: z.strictObject({
    from: partySchema,
    by: collectors,
    at: instant,
    how: text,
    document: maybe(line),
    scope: z.strictObject({
      counterparties: maybe(list(partySchema)),
      since: maybe(dateOrInstant),
      until: maybe(dateOrInstant),
    }),
  }),
  tip: z.strictObject({ channel: line, by: maybe(partySchema), about: list(partySchema), text }),
};
