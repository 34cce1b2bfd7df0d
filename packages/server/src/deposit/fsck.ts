import type { KnownSignatures } from '@zhenglian/proof';
import {
  encodeTimeStampRequest,
  sameBytes,
  statementFault,
  TokenError,
  tokenOf,
  verifyTimeStamp,
} from '@zhenglian/proof';
import * as checkpointStore from '../ledger/checkpoint-store.ts';
import type { Check } from '../ledger/fsck-check.ts';
import type { Tx } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import type { ReceiptRow, StatementRow, TokenRow } from './receipt-store.ts';
import { receipts, receiptsWithoutEpoch } from './receipt-store.ts';

const NAMED = 5;

/**
 * Every receipt is one of the very bytes of its epoch: a token by its custodian, a statement by what was sent and answered.
 * A token of a custodian that is not configured is not checked; who gave a statement never is.
 */
export async function checkReceipts(tx: Tx, custodians: readonly Custodian[]): Promise<Check> {
  const check = 'receipts';
  const known: KnownSignatures = new Map();
  const roots = new Map(custodians.map((custodian) => [custodian.name, custodian.roots]));
  const faults: string[] = [];
  const good = { rfc3161: 0, statement: 0 };
  let unknown = 0;
  for await (const { receipt, note } of receiptsWithNotes(tx)) {
    const trusted = roots.get(receipt.custodian);
    if (receipt.format === 'rfc3161' && trusted === undefined) {
      unknown++;
      continue;
    }
    const fault =
      receipt.format === 'rfc3161' ? tokenFault(receipt, note, trusted ?? [], known) : faultOf(receipt, note);
    if (fault === undefined) good[receipt.format]++;
    else faults.push(`the receipt of ${receipt.custodian} for epoch ${receipt.epoch}: ${fault}`);
  }
  for (const { custodian, epoch } of await receiptsWithoutEpoch(tx))
    faults.push(`the receipt of ${custodian} for epoch ${epoch}: there is no such epoch`);
  if (faults.length > 0) {
    const more = faults.length > NAMED ? `; ${faults.length} in all` : '';
    return { check, outcome: 'fail', because: `${faults.slice(0, NAMED).join('; ')}${more}` };
  }
  const stated =
    good.statement === 0 ? '' : `; ${good.statement} statements are about theirs, which only who gave them can confirm`;
  const because = `${good.rfc3161} receipts attest the epochs they are kept for${stated}`;
  if (unknown === 0) return { check, outcome: 'pass', because };
  return { check, outcome: 'not_checked', because: `${because}; ${unknown} are of custodians that are not configured` };
}

const EPOCHS_AT_ONCE = 500;

/** Every receipt with the bytes of its epoch, some epochs at a time: a year of minutes has half a million. */
async function* receiptsWithNotes(tx: Tx): AsyncGenerator<{ receipt: ReceiptRow; note: Uint8Array }> {
  for (let after = 0; ; ) {
    const epochs = await checkpointStore.epochsAfter(tx, after, EPOCHS_AT_ONCE);
    const last = epochs.at(-1);
    if (last === undefined) return;
    const notes = new Map(epochs.map(({ epoch, note }) => [epoch, Buffer.from(note)]));
    for (const receipt of await receipts(tx, [...notes.keys()]))
      yield { receipt, note: notes.get(receipt.epoch) ?? new Uint8Array(0) };
    after = last.epoch;
  }
}

const faultOf = ({ request, response, later }: StatementRow, note: Uint8Array): string | undefined =>
  statementFault(note, { request, response, status: later?.status ?? null, document: later?.document ?? null });

const isEqual = (one: Uint8Array, other: Uint8Array | undefined): boolean =>
  other !== undefined && sameBytes(one, other);

/** Why a receipt does not hold; undefined when it does. */
function tokenFault(
  { at, until, request, response, certificates }: TokenRow,
  note: Uint8Array,
  roots: readonly Uint8Array[],
  known: KnownSignatures,
): string | undefined {
  try {
    // It was accepted by what it holds itself: the certificates beside it must not stand in for a broken one within.
    const stamp = verifyTimeStamp(tokenOf(response), note, { roots, known });
    if (stamp.at !== at) return 'it names another time than is kept';
    if (until !== null && stamp.until !== until) return 'its certificates end at another time than is kept';
    if (stamp.nonce === undefined || !sameBytes(request, encodeTimeStampRequest(stamp.hash, note, stamp.nonce)))
      return 'it does not answer the request that is kept';
    const between = stamp.chain.slice(1, -1);
    const isSame = between.length === certificates.length && between.every((each, i) => isEqual(each, certificates[i]));
    return isSame ? undefined : 'the certificates kept with it are not those it leads to its root by';
  } catch (error) {
    if (error instanceof TokenError) return error.message;
    throw error;
  }
}
