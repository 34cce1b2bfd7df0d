import type { Canonical } from '@zhenglian/proof';
import type { Message } from '../detect/messages.ts';
import { messagesAround } from '../detect/messages.ts';
import { Refusal } from '../kernel/refusal.ts';
import { appendOwn, audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import type { Place } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { factsAt, readWorld } from '../people/facts.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { unseal } from '../platform/seal.ts';
import type { Chain, Reconstruction, Strength, TimelineItem } from './chain.ts';
import { describeRecord } from './describe.ts';
import { punctuate } from './punctuate.ts';
import type { ChainRow } from './store.ts';
import * as store from './store.ts';
import { titleOf } from './titles.ts';

const RANK: Readonly<Record<Strength, number>> = { weak: 0, medium: 1, strong: 2 };

/** Every chain of at least this strength, strongest first. That it was shown is recorded before this answers. */
export async function showChains(ledger: Ledger, actor: Actor, min: Strength): Promise<readonly Chain[]> {
  const rows = await ledger.db.as(actor, (tx) => store.chains(tx));
  const wanted = rows
    .map((row) => ({ row, found: openChain(ledger, row) }))
    .filter(({ found }) => RANK[found.chain.strength] >= RANK[min])
    .sort((a, b) => RANK[b.found.chain.strength] - RANK[a.found.chain.strength] || (a.row.id < b.row.id ? -1 : 1));
  if (wanted.length > 0) await audit(ledger, actor, 'chains.read', { ids: wanted.map(({ row }) => row.id) });
  for (const { row, found } of wanted) await recordReconstruction(ledger, actor, row, found);
  return wanted.map(({ found }) => found.chain);
}

export type TimelineEntry = TimelineItem & {
  /** The kind of record in Chinese, and what it says in one line. */
  readonly title: string;
  readonly detail: string;
  readonly message?: Message;
  readonly context?: readonly Message[];
};

export type ShownChain = {
  readonly chain: Chain;
  readonly timeline: readonly TimelineEntry[];
  /** The ledger entry that says exactly this was shown. */
  readonly reconstruction: Place;
};

/** One chain with its timeline and the words in their context. Refuses with `not_found`. */
export async function showChain(ledger: Ledger, actor: Actor, id: string): Promise<ShownChain> {
  const { row, found } = await chainById(ledger, actor, id);
  const timeline = await ledger.db.as(actor, (tx) => withWords(tx, ledger, found.timeline));
  const entries = timeline.map(({ entry: { log, index } }) => ({ log, index }));
  await audit(ledger, actor, 'chain.read', { id, entries });
  return { chain: found.chain, timeline, reconstruction: await recordReconstruction(ledger, actor, row, found) };
}

export async function chainById(
  ledger: Ledger,
  actor: Actor,
  id: string,
): Promise<{ row: ChainRow; found: Reconstruction }> {
  const row = (await ledger.db.as(actor, (tx) => store.chains(tx))).find((each) => each.id === id);
  if (row === undefined) throw new Refusal('not_found', { what: 'this chain' });
  return { row, found: openChain(ledger, row) };
}

function openChain(ledger: Ledger, row: ChainRow): Reconstruction {
  const bytes = unseal(ledger.secrets.cacheKey, Buffer.from(`chain:${row.id}`), row.sealed);
  if (bytes === undefined) throw new Error(`chain ${row.id} does not open`);
  // Our own row, sealed by `follow.ts`, opened with the tag checked.
  return JSON.parse(bytes.toString('utf8')) as Reconstruction;
}

async function withWords(tx: Tx, ledger: Ledger, timeline: readonly TimelineItem[]): Promise<readonly TimelineEntry[]> {
  const logs = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
  const { directory } = await readWorld(tx, ledger);
  const spotOf = ({ entry }: TimelineItem) => ({ logId: logs.get(entry.log) ?? 0, index: entry.index });
  const facts = await factsAt(tx, ledger, timeline.map(spotOf));
  const byPlace = new Map(facts.map((fact) => [`${fact.log} ${fact.index}`, fact]));
  const shown: TimelineEntry[] = [];
  for (const item of timeline) {
    const fact = byPlace.get(`${item.entry.log} ${item.entry.index}`);
    if (fact === undefined) continue;
    const detail = punctuate(describeRecord(fact.record, directory));
    const messages = WORDS.includes(item.role) ? await messagesAround(tx, ledger, spotOf(item)) : [];
    const message = messages.find((each) => each.focus);
    shown.push({
      ...item,
      title: titleOf(fact.record.kind),
      detail,
      ...(message === undefined ? {} : { message, context: messages }),
    });
  }
  return shown;
}

/** Roles whose own words are shown with those around them. */
const WORDS: readonly string[] = ['said', 'recalled', 'sent'];

/**
 * Appends what is shown now where it differs from what was shown last; earlier reconstructions stay for good.
 * Its body is the chain itself, sealed under a key that is destroyed with any of the bodies it rests on.
 */
export async function recordReconstruction(
  ledger: Ledger,
  actor: Actor,
  row: ChainRow,
  found: Reconstruction,
): Promise<Place> {
  const { id, digest, keyIds } = row;
  const last = await ledger.db.as(actor, (tx) => store.latestShown(tx, id));
  if (last !== undefined && last.digest === digest) return { log: MAIN_LOG, index: last.index };
  const body = { id, digest, ...(found as unknown as { readonly [name: string]: Canonical }) };
  const holder = `chain:${id}`;
  const index = await appendOwn(ledger, actor, {
    log: MAIN_LOG,
    type: 'reconstruction',
    body,
    holder,
    class: 'derived',
    derivedFrom: keyIds,
  });
  await ledger.db.as(actor, async (tx) => {
    const { logId } = await ledgerStore.logNamed(tx, MAIN_LOG);
    await store.noteShown(tx, { id, digest, logId, index });
  });
  return { log: MAIN_LOG, index };
}
