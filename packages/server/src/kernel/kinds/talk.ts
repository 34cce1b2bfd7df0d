import { z } from 'zod';
import { moneySchema } from '../money.ts';
import { partySchema } from '../party.ts';
import { clearable, count, externalId, instant, line, list, maybe, ref, text, transcript } from './fields.ts';

export const chatForms = [
  'text',
  'image',
  'voice',
  'video',
  'file',
  'link',
  'location',
  'card',
  'redpacket',
  'transfer',
  'forwarded',
  'system',
  'other',
] as const;
export type ChatForm = (typeof chatForms)[number];

export const talk = {
  conversation: z.strictObject({
    conversation: ref,
    name: clearable(line),
    members: list(partySchema),
    external: z.boolean(),
  }),
  chat: z.strictObject({
    conversation: ref,
    from: partySchema,
    to: list(partySchema),
    form: z.enum(chatForms),
    text: maybe(text),
    replyTo: maybe(externalId),
    amount: maybe(moneySchema),
    forwarded: maybe(
      list(
        z.strictObject({
          from: maybe(partySchema),
          at: maybe(instant),
          form: z.enum(chatForms),
          text: maybe(text),
        }),
      ),
    ),
    transcript: maybe(transcript),
    raw: maybe(text),
  }),
  recall: z.strictObject({ conversation: ref, of: externalId, by: partySchema }),
  consent: z.strictObject({
    conversation: ref,
    party: partySchema,
    state: z.enum(['agree', 'default-agree', 'disagree', 'unknown']),
  }),
  email: z.strictObject({
    from: partySchema,
    to: list(partySchema),
    cc: maybe(list(partySchema)),
    bcc: maybe(list(partySchema)),
    subject: line,
    text,
    messageId: maybe(line),
    inReplyTo: maybe(line),
  }),
  call: z.strictObject({
    from: partySchema,
    to: partySchema,
    direction: z.enum(['in', 'out']),
    seconds: count,
    answered: maybe(z.boolean()),
    transcript: maybe(transcript),
  }),
};
