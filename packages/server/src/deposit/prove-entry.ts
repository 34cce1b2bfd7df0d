import { publicKeyOf } from '../ledger/checkpoint.ts';
import type { EpochRow } from '../ledger/checkpoint-store.ts';
import * as checkpointStore from '../ledger/checkpoint-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { proverOf } from '../ledger/prove.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor, Tx } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import type { Placed } from './first-attested.ts';
import { firstAttested, LOOKED_THROUGH, sizeIn } from './first-attested.ts';
import * as receiptStore from './receipt-store.ts';

/**
 * What anyone needs to compute again that an entry stands in its log, and since when by the word of others: its place below
 * a signed head, the epoch that holds this head, and the receipts of that epoch. The epoch is the first that has a receipt of
 * somebody neutral, so that the time attested is the earliest; else the first with any, else the newest that holds the entry; `null` until one does, and `head` likewise.
 * It holds digests, sizes, keys and times alone. Nothing of it is checked here: whoever asks does that.
 */
export async function proveEntry(ledger: Ledger, actor: Actor, custodians: readonly Custodian[], entry: Placed) {
  return await ledger.db.servingAs(actor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, entry.log);
    const neutral = custodians.filter(attests).map(({ name }) => name);
    const attested = (await firstAttested(tx, entry, neutral)) ?? (await firstAttested(tx, entry, 'anybody'));
    const epoch = attested ?? (await newestHolding(tx, entry));
    const latest = await checkpointStore.latestCheckpoint(tx, log.logId);
    const size = epoch === undefined ? latest?.size : sizeIn(epoch, entry.log);
    const head = size === undefined || size <= entry.index ? null : await headOf(tx, ledger, log, entry.index, size);
    return {
      head,
      epoch: epoch === undefined ? null : await epochOf(tx, ledger, custodians, epoch),
      custodians: neutral.length,
      asOf: ledger.clock.now(),
    };
  });
}

/** Of one that is not neutral a receipt is the company's own word, and a statement is for its service to confirm. */
const attests = ({ neutral, gives }: Custodian): boolean => neutral && gives === 'token';

async function newestHolding(tx: Tx, { log, index }: Placed): Promise<EpochRow | undefined> {
  const newest = await checkpointStore.newestEpochs(tx, LOOKED_THROUGH);
  return newest.find((row) => sizeIn(row, log) > index);
}

async function headOf(tx: Tx, ledger: Ledger, { logId, name }: ledgerStore.LogRow, index: number, size: number) {
  const checkpoint = await checkpointStore.checkpointAt(tx, logId, size);
  if (checkpoint === undefined) throw new Error(`there is no checkpoint of ${name} at ${size}`);
  const path = await proverOf(tx, logId).inclusion(index, size);
  return {
    ...(await publicKeyOf(tx, ledger, name)),
    size,
    checkpoint,
    sha256: path.map((node) => node.sha256.toString('hex')),
    sm3: path.map((node) => node.sm3.toString('hex')),
  };
}

async function epochOf(tx: Tx, ledger: Ledger, custodians: readonly Custodian[], { epoch, at, note }: EpochRow) {
  const receipts = await receiptStore.receipts(tx, [epoch]);
  return {
    ...(await publicKeyOf(tx, ledger, 'epoch')),
    ...{ epoch, at, note },
    receipts: receipts.map((receipt) => {
      const { custodian, format, at, response } = receipt;
      const known = custodians.find(({ name }) => name === custodian);
      return {
        custodian,
        host: known?.host ?? null,
        neutral: known?.neutral ?? true,
        format,
        at,
        response: base64(response),
        certificates: receipt.format === 'rfc3161' ? receipt.certificates.map(base64) : [],
        roots: (known?.roots ?? []).map(base64),
      };
    }),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
