import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ReadEntry } from '../ledger/read.ts';
import { readEntries } from '../ledger/read.ts';
import { retractionIn } from '../ledger/retraction.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor, Tx } from '../platform/db.ts';
import type { Counts, DeliveryListed } from './store.ts';
import * as store from './store.ts';

/** 接收批次: what came when from where, what became of it, and whether it was undone. */
export type Delivery = Counts & {
  readonly log: string;
  readonly index: number;
  readonly source: string;
  /** The name the file had; null for what was posted, and where the delivery's own words were destroyed. */
  readonly file: string | null;
  readonly at: number;
  readonly method: string;
  readonly finished: boolean;
  /** How many rows that were set aside at first a later reading took in. */
  readonly taken: number;
  readonly retracted: { readonly index: number; readonly at: number; readonly why: string } | null;
};

type Wanted = {
  /** Only of the source of this name. */
  readonly source?: string | undefined;
  readonly limit?: number;
};

const PAGE = 500;

/** The newest deliveries of all logs, newest first. That they were listed is recorded before this answers. */
export async function listDeliveries(
  ledger: Ledger,
  actor: Actor,
  { source, limit = PAGE }: Wanted,
): Promise<readonly Delivery[]> {
  const newest: Delivery[] = [];
  for (const log of await ledger.db.as(actor, (tx) => ledgerStore.logs(tx)))
    newest.push(...(await readPage(ledger, actor, log, { source, before: log.size, limit })));
  const listed = newest.sort((a, b) => b.at - a.at || b.index - a.index).slice(0, limit);
  await recordListing(ledger, actor, listed, source);
  return listed;
}

/** Every delivery, log by log and newest first, some hundreds at a time; each page is recorded before it is given out. */
export async function* everyDelivery(
  ledger: Ledger,
  actor: Actor,
  { source }: Pick<Wanted, 'source'>,
): AsyncGenerator<readonly Delivery[]> {
  for (const log of await ledger.db.as(actor, (tx) => ledgerStore.logs(tx))) {
    for (let before = log.size; before > 0; ) {
      const page = await readPage(ledger, actor, log, { source, before, limit: PAGE });
      const last = page.at(-1);
      if (last === undefined) break;
      await recordListing(ledger, actor, page, source);
      yield page;
      before = last.index;
    }
  }
}

async function recordListing(
  ledger: Ledger,
  actor: Actor,
  listed: readonly Delivery[],
  source: string | undefined,
): Promise<void> {
  if (listed.length === 0) return;
  const entries = listed.map(({ log, index }) => ({ log, index }));
  await audit(
    ledger,
    actor,
    'deliveries.read',
    { source: source ?? null, entries },
    { ground: 'list', items: entries.length },
  );
}

type PageWanted = Parameters<typeof store.deliveriesBefore>[2];

async function readPage(ledger: Ledger, actor: Actor, log: ledgerStore.LogRow, wanted: PageWanted) {
  return await ledger.db.as(actor, async (tx) => {
    const rows = await store.deliveriesBefore(tx, log.logId, wanted);
    const undone = rows.flatMap(({ retracted }) => retracted ?? []);
    const read = await entriesByIndex(tx, ledger, log, [...rows.map(({ index }) => index), ...undone]);
    return rows.flatMap((row) => deliveryOf(log.name, row, read) ?? []);
  });
}

async function entriesByIndex(tx: Tx, ledger: Ledger, log: ledgerStore.LogRow, indexes: readonly number[]) {
  const entries = await readEntries(tx, ledger, log, indexes);
  return new Map(entries.map((entry) => [entry.place.index, entry]));
}

function deliveryOf(log: string, row: DeliveryListed, read: ReadonlyMap<number, ReadEntry>): Delivery | undefined {
  const opened = read.get(row.index);
  if (opened === undefined) return undefined;
  const by = row.retracted === null ? undefined : read.get(row.retracted);
  const undone = by && retractionIn(by);
  return {
    ...row,
    log,
    ...wordsIn(opened),
    at: opened.entry.recordedAt,
    retracted: undone === undefined ? null : { index: undone.index, at: undone.at, why: undone.why },
  };
}

function wordsIn({ content }: ReadEntry): Pick<Delivery, 'file' | 'method'> {
  if (content.status !== 'open') return { file: null, method: 'unknown' };
  // Our own entry, opened with its tag checked.
  const { file, method } = content.body as { readonly file?: { readonly name?: string }; readonly method?: string };
  return { file: file?.name ?? null, method: method ?? 'unknown' };
}
