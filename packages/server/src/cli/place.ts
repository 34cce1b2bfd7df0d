import { Refusal } from '../kernel/refusal.ts';
import type { Place } from '../ledger/read.ts';

/** `LOG:INDEX`, as reports and lists write a place in the ledger. */
export function placeIn(text: string | undefined): Place {
  const found = /^([a-z0-9-]{1,40}):(\d{1,15})$/.exec(text ?? '');
  const [log, index] = [found?.[1], found?.[2]];
  if (log === undefined || index === undefined)
    throw new Refusal('cli.usage', { why: 'name a place as LOG:INDEX, for example main:12' });
  return { log, index: Number(index) };
}
