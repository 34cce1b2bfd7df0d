import { hash } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';
import { shownText } from '../kernel/shown-text.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Reading } from './append-own.ts';
import { audit } from './append-own.ts';
import type { Opened } from './body.ts';
import type { Ledger } from './ledger.ts';
import type { Place } from './read.ts';
import { readEntries } from './read.ts';
import { recordMissed } from './record-missed.ts';
import type { Retraction } from './retraction.ts';
import { retractionOf } from './retraction.ts';
import * as store from './store.ts';

/** Upon what an entry is read, whom it is about as far as that is known, and why where somebody had to say. */
type Shown = Pick<Reading, 'ground' | 'about'> & { readonly why?: string };

async function isEntry(tx: Tx, name: string, index: number): Promise<boolean> {
  const log = (await store.logs(tx)).find((each) => each.name === name);
  return log !== undefined && (await store.entriesAt(tx, log.logId, [index])).length > 0;
}

/**
 * One entry for a person to look at, and whether the delivery that brought it was undone; the audit entry stands
 * before the content is answered. With the salt whoever has the whole body computes its commitment again; whoever is shown
 * a body with names covered must not have it, since it would tell a guessed name from another.
 */
export async function showEntry(ledger: Ledger, actor: Actor, { log: name, index }: Place, reading: Shown) {
  const found = await ledger.db.as(actor, async (tx) => {
    const log = (await store.logs(tx)).find((each) => each.name === name);
    const [read] = log === undefined ? [] : await readEntries(tx, ledger, log, [index]);
    if (log === undefined || read === undefined || read.content.status === 'withheld') return undefined;
    return { read, undone: await retractionOf(tx, ledger, log, read.entry) };
  });
  if (found === undefined) {
    const isThere = await ledger.db.as(systemActor, (tx) => isEntry(tx, name, index));
    await recordMissed(ledger, actor, 'entry.read', { log: name, index }, reading.about, isThere);
    throw new Refusal('not_found', { what: 'this entry' });
  }
  const { why, ...upon } = reading;
  const what = { log: name, index, ...(why === undefined ? {} : { why }) };
  await audit(ledger, actor, 'entry.read', what, { ...upon, items: 1 });
  const { entry, content } = found.read;
  const retracted = found.undone === undefined ? null : shownRetraction(found.undone);
  const delivery = entry.delivery === null ? null : { log: name, index: entry.delivery };
  const about = { entry, delivery, retracted };
  if (content.status !== 'open')
    return { ...about, body: null, salt: null, original: null, status: 'destroyed' as const };
  const { body, salt } = content;
  return { ...about, body, salt, original: shownOriginal(content), status: 'open' as const };
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
