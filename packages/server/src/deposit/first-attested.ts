import { noteText, parseEpoch } from '@zhenglian/proof';
import type { EpochRow } from '../ledger/checkpoint-store.ts';
import * as checkpointStore from '../ledger/checkpoint-store.ts';
import type { Tx } from '../platform/db.ts';
import * as receiptStore from './receipt-store.ts';

/** How many epochs are looked through for one that holds a log: an epoch that a package made holds only some. */
export const LOOKED_THROUGH = 16;

export type Placed = { readonly log: string; readonly index: number; readonly recordedAt: number };

/** How large an epoch says a log was; 0 where it does not hold it. */
export const sizeIn = ({ note }: EpochRow, log: string): number =>
  parseEpoch(noteText(note)).logs.find((each) => each.log === log)?.size ?? 0;

/** The first epoch with a receipt of one of these, or of anybody, that holds the entry. */
export async function firstAttested(
  tx: Tx,
  { log, index, recordedAt }: Placed,
  by: readonly string[] | 'anybody',
): Promise<EpochRow | undefined> {
  const from = await checkpointStore.firstEpochSince(tx, recordedAt);
  for (const epoch of await receiptStore.attestedFrom(tx, from, LOOKED_THROUGH, by)) {
    const row = await checkpointStore.epochAt(tx, epoch);
    if (row !== undefined && sizeIn(row, log) > index) return row;
  }
  return undefined;
}
