import { Refusal } from '../kernel/refusal.ts';
import type { Actor } from '../platform/db.ts';
import { audit } from './append-own.ts';
import * as checkpointStore from './checkpoint-store.ts';
import type { Ledger } from './ledger.ts';
import type { Place } from './read.ts';
import { readEntries } from './read.ts';
import * as store from './store.ts';

/** One entry for a person to look at; the audit entry stands before the content is answered. */
export async function showEntry(ledger: Ledger, actor: Actor, { log: name, index }: Place) {
  const found = await ledger.db.as(actor, async (tx) => {
    const log = (await store.logs(tx)).find((each) => each.name === name);
    const [read] = log === undefined ? [] : await readEntries(tx, ledger, log, [index]);
    if (log === undefined || read === undefined) throw new Refusal('not_found', { what: 'this entry' });
    return { read, size: log.size, checkpoint: await checkpointStore.latestCheckpoint(tx, log.logId) };
  });
  await audit(ledger, actor, 'entry.read', { log: name, index });
  const { entry, content } = found.read;
  const proof = { size: found.checkpoint?.size ?? found.size, checkpoint: found.checkpoint?.note ?? null };
  if (content.status === 'destroyed') return { entry, body: null, original: null, status: 'destroyed' as const, proof };
  const original = content.original.length === 0 ? null : content.original.toString('utf8');
  return { entry, body: content.body, original, status: 'open' as const, proof };
}
