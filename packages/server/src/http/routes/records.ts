import { z } from 'zod';
import { posted, receive } from '../../intake/receive.ts';
import { sourceForPosting } from '../../intake/source.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { defineRoute } from '../route.ts';
import { nothing } from './nothing.ts';

const MAX_LINES = 5_000;
const MAX_WAITING = 64;
let waiting = 0;

/** 提交记录. NDJSON, at most 5,000 lines or 8 MiB; durable when answered; the same batch again changes nothing. */
export const postRecords = defineRoute({
  method: 'POST',
  path: 'sources/:source/records',
  needs: 'record.post',
  summary: 'Post native records of one source',
  params: z.object({ source: z.string().regex(/^[a-z0-9-]{1,40}$/) }),
  query: nothing,
  body: 'ndjson',
  reply: z.object({
    accepted: z.int(),
    repeated: z.int(),
    changed: z.int(),
    quarantined: z.int(),
    reasons: z.array(z.object({ line: z.int(), code: z.string(), why: z.string() })),
    from: z.int(),
    to: z.int(),
  }),

  async handle({ caller, params, bytes }, { intake, metrics }) {
    const source = await sourceForPosting(intake.ledger, caller.actor, params.source);
    if (caller.source !== params.source)
      throw new Refusal('auth.forbidden', { why: 'this key belongs to another source' });
    if (lines(bytes) > MAX_LINES)
      throw new Refusal('request.too_large', { why: `at most ${MAX_LINES} lines a request` });
    if (waiting >= MAX_WAITING) throw new Refusal('request.too_many', {});
    waiting++;
    try {
      const how = { method: 'post' as const, actor: caller.actor, zone: 'Asia/Shanghai', file: undefined };
      const { accepted, repeated, changed, quarantined, reasons, from, to } = await receive(
        intake,
        source,
        how,
        posted(source, bytes),
      );
      metrics.count('zhenglian_records_accepted_total', accepted + changed);
      metrics.count('zhenglian_records_quarantined_total', quarantined);
      return {
        accepted,
        repeated,
        changed,
        quarantined,
        reasons: reasons.map(({ line, code, why }) => ({ line, code, why })),
        from,
        to,
      };
    } finally {
      waiting--;
    }
  },
});

function lines(bytes: Uint8Array): number {
  let count = bytes.length > 0 && bytes[bytes.length - 1] !== 10 ? 1 : 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
