import { TokenError, tokenOf, verifyTimeStamp } from '@zhenglian/proof';
import * as checkpointStore from '../ledger/checkpoint-store.ts';
import type { Check } from '../ledger/fsck-check.ts';
import type { Tx } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import { receipts } from './receipt-store.ts';

/** Every receipt is one of the very bytes of its epoch, by its custodian. One of a custodian that is not configured is not checked. */
export async function checkReceipts(tx: Tx, custodians: readonly Custodian[]): Promise<Check> {
  const check = 'receipts';
  const notes = new Map((await checkpointStore.epochs(tx)).map(({ epoch, note }) => [epoch, note]));
  const roots = new Map(custodians.map((custodian) => [custodian.name, custodian.roots]));
  let [good, unknown] = [0, 0];
  for (const { epoch, custodian, at, response, certificates } of await receipts(tx)) {
    const trusted = roots.get(custodian);
    if (trusted === undefined) {
      unknown++;
      continue;
    }
    const where = `the receipt of ${custodian} for epoch ${epoch}`;
    try {
      const note = Buffer.from(notes.get(epoch) ?? '');
      const stamp = verifyTimeStamp(tokenOf(response), note, { roots: trusted, others: certificates });
      if (stamp.at !== at) return { check, outcome: 'fail', because: `${where} names another time than is kept` };
      good++;
    } catch (error) {
      if (!(error instanceof TokenError)) throw error;
      return { check, outcome: 'fail', because: `${where}: ${error.message}` };
    }
  }
  const because = `${good} receipts attest the epochs they are kept for`;
  if (unknown === 0) return { check, outcome: 'pass', because };
  return { check, outcome: 'not_checked', because: `${because}; ${unknown} are of custodians that are not configured` };
}
