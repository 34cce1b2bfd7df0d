import { Refusal } from '../kernel/refusal.ts';
import type { Tx } from '../platform/db.ts';
import type { Ledger } from './ledger.ts';
import type { ReadEntry } from './read.ts';
import { readEntries } from './read.ts';
import * as store from './retraction-store.ts';
import type { LogRow } from './store.ts';
import { logNamed } from './store.ts';

/** A delivery that was undone: its entries stay and prove what they proved, and count for nothing any more. */
export type Retraction = {
  readonly log: string;
  /** Where the retraction entry stands. */
  readonly index: number;
  readonly at: number;
  readonly delivery: number;
  /** How many records that delivery had brought. */
  readonly records: number;
  readonly why: string;
};

/** The body of a retraction entry, as it is committed to. */
export type RetractionBody = {
  readonly delivery: number;
  readonly records: number;
  readonly why: string;
  readonly by: string;
};

/** What a retraction entry says; undefined for every other entry. */
export function retractionIn({ place, entry, content }: ReadEntry): Retraction | undefined {
  if (entry.type !== 'retraction' || content.status !== 'open') return undefined;
  // Our own entry: it opened under its commitment.
  const { delivery, records, why } = content.body as unknown as RetractionBody;
  return { ...place, at: entry.recordedAt, delivery, records, why };
}

/** How an entry was undone: through the delivery that brought it, or as that delivery itself. */
export async function retractionOf(
  tx: Tx,
  ledger: Ledger,
  log: LogRow,
  { index, type, delivery }: { readonly index: number; readonly type: string; readonly delivery: number | null },
): Promise<Retraction | undefined> {
  const brought = type === 'delivery' ? index : delivery;
  const by = brought === null ? undefined : (await store.retractedAmong(tx, log.logId, [brought])).get(brought);
  const [read] = by === undefined ? [] : await readEntries(tx, ledger, log, [by]);
  return read === undefined ? undefined : retractionIn(read);
}

/** Under the writer's lock: nothing is added to a delivery that was undone. Refuses with `import.retracted`. */
export async function refuseRetracted(tx: Tx, log: LogRow, delivery: number): Promise<void> {
  const by = (await store.retractedAmong(tx, log.logId, [delivery])).get(delivery);
  if (by === undefined) return;
  const why = `delivery ${log.name}:${delivery} was undone by ${log.name}:${by}`;
  throw new Refusal('import.retracted', { why });
}

const PAGE = 1_000;

/** The records that a retraction undoes, opened, in order and so many at a time. */
export async function* recordsUndone(
  tx: Tx,
  ledger: Ledger,
  { log: name, index, delivery, records }: Retraction,
): AsyncGenerator<readonly ReadEntry[]> {
  const log = await logNamed(tx, name);
  let after = delivery;
  for (let left = records; left > 0; ) {
    const page = await store.broughtBy(tx, log.logId, delivery, { after, before: index, limit: Math.min(left, PAGE) });
    const last = page.at(-1);
    if (last === undefined) return;
    yield await readEntries(tx, ledger, log, page);
    after = last;
    left -= page.length;
  }
}
