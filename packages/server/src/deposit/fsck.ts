import { TokenError, tokenOf, verifyTimeStamp } from '@zhenglian/proof';
import * as checkpointStore from '../ledger/checkpoint-store.ts';
import type { Check } from '../ledger/fsck-check.ts';
import type { Tx } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import type { ReceiptRow } from './receipt-store.ts';
import { receipts } from './receipt-store.ts';

const NAMED = 5;

/** Every receipt is one of the very bytes of its epoch, by its custodian. One of a custodian that is not configured is not checked. */
export async function checkReceipts(tx: Tx, custodians: readonly Custodian[]): Promise<Check> {
  const check = 'receipts';
  const notes = new Map((await checkpointStore.epochs(tx)).map(({ epoch, note }) => [epoch, note]));
  const roots = new Map(custodians.map((custodian) => [custodian.name, custodian.roots]));
  const faults: string[] = [];
  let [good, unknown] = [0, 0];
  for (const receipt of await receipts(tx)) {
    const trusted = roots.get(receipt.custodian);
    if (trusted === undefined) {
      unknown++;
      continue;
    }
    const fault = faultOf(receipt, Buffer.from(notes.get(receipt.epoch) ?? ''), trusted);
    if (fault === undefined) good++;
    else faults.push(`the receipt of ${receipt.custodian} for epoch ${receipt.epoch}: ${fault}`);
  }
  if (faults.length > 0) {
    const more = faults.length > NAMED ? `; ${faults.length} in all` : '';
    return { check, outcome: 'fail', because: `${faults.slice(0, NAMED).join('; ')}${more}` };
  }
  const because = `${good} receipts attest the epochs they are kept for`;
  if (unknown === 0) return { check, outcome: 'pass', because };
  return { check, outcome: 'not_checked', because: `${because}; ${unknown} are of custodians that are not configured` };
}

/** Why a receipt does not hold; undefined when it does. */
function faultOf(
  { at, response, certificates }: ReceiptRow,
  note: Uint8Array,
  roots: readonly Uint8Array[],
): string | undefined {
  try {
    const stamp = verifyTimeStamp(tokenOf(response), note, { roots, others: certificates });
    return stamp.at === at ? undefined : 'it names another time than is kept';
  } catch (error) {
    if (error instanceof TokenError) return error.message;
    throw error;
  }
}
