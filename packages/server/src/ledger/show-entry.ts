import { hash } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';
import { shownText } from '../kernel/shown-text.ts';
import type { Actor } from '../platform/db.ts';
import { audit } from './append-own.ts';
import type { Opened } from './body.ts';
import * as checkpointStore from './checkpoint-store.ts';
import type { Ledger } from './ledger.ts';
import type { Place } from './read.ts';
import { readEntries } from './read.ts';
import type { Retraction } from './retraction.ts';
import { retractionOf } from './retraction.ts';
import * as store from './store.ts';

/**
 * One entry for a person to look at, and whether the delivery that brought it was undone; the audit entry stands
 * before the content is answered.
 */
export async function showEntry(ledger: Ledger, actor: Actor, { log: name, index }: Place) {
  const found = await ledger.db.as(actor, async (tx) => {
    const log = (await store.logs(tx)).find((each) => each.name === name);
    const [read] = log === undefined ? [] : await readEntries(tx, ledger, log, [index]);
    if (log === undefined || read === undefined) throw new Refusal('not_found', { what: 'this entry' });
    const checkpoint = await checkpointStore.latestCheckpoint(tx, log.logId);
    return { read, size: log.size, checkpoint, undone: await retractionOf(tx, ledger, log, read.entry) };
  });
  await audit(ledger, actor, 'entry.read', { log: name, index });
  const { entry, content } = found.read;
  const proof = { size: found.checkpoint?.size ?? found.size, checkpoint: found.checkpoint?.note ?? null };
  const retracted = found.undone === undefined ? null : shownRetraction(found.undone);
  const delivery = entry.delivery === null ? null : { log: name, index: entry.delivery };
  const about = { entry, proof, delivery, retracted };
  if (content.status === 'destroyed') return { ...about, body: null, original: null, status: 'destroyed' as const };
  return { ...about, body: content.body, original: shownOriginal(content), status: 'open' as const };
}

const MOST_CHARACTERS = 64 * 1024;

/** The source's own words behind an entry: its bytes, or the row of a workbook as it was read out. */
function shownOriginal({ original, body }: Pick<Opened, 'original' | 'body'>) {
  if (original.length === 0) return null;
  const { at } = (body as { readonly slice?: { readonly at?: string } }).slice ?? {};
  return {
    text: shownText(original, MOST_CHARACTERS) ?? null,
    sizeBytes: original.length,
    sha256: hash('sha256', original),
    ...(at === undefined ? { form: 'bytes' as const } : { form: 'row' as const, at }),
  };
}

const shownRetraction = ({ log, index, at, why }: Retraction) => ({ log, index, at, why });
