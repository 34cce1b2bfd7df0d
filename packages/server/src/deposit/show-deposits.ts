import type { Epoch } from '@zhenglian/proof';
import { noteText, parseEpoch } from '@zhenglian/proof';
import { newestEpochs } from '../ledger/checkpoint-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { systemActor } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import { receipts } from './receipt-store.ts';
import { custodianStandings } from './standing.ts';

const SHOWN = 20;

/** Whether what an epoch sums up stands below the heads of another one. */
const isBelow = (epoch: Epoch, later: Epoch): boolean =>
  epoch.logs.every(({ log, size }) => later.logs.some((head) => head.log === log && head.size >= size));

/**
 * How it goes with every custodian, and the newest epochs with who attested them and when. `coveredBy` names the next epoch
 * with a receipt that holds all that one without sums up; null where none does yet, or where it has its own. Times are UTC
 * milliseconds; `now` is the server's clock, which ages are counted by.
 */
export async function showDeposits(ledger: Ledger, custodians: readonly Custodian[]) {
  const standings = await custodianStandings(ledger, custodians);
  const { rows, given } = await ledger.db.as(systemActor, async (tx) => {
    const rows = await newestEpochs(tx, SHOWN);
    const numbers = rows.map(({ epoch }) => epoch);
    return { rows, given: await receipts(tx, numbers) };
  });
  const epochs = rows.map(({ epoch, at, note }) => ({
    ...{ epoch, at, says: parseEpoch(noteText(note)) },
    receipts: given.filter((receipt) => receipt.epoch === epoch).map(({ custodian, at }) => ({ custodian, at })),
  }));
  return {
    now: ledger.clock.now(),
    custodians: standings,
    epochs: epochs.map(({ says, ...shown }) => {
      const attested = epochs.filter(({ epoch, receipts }) => epoch > shown.epoch && receipts.length > 0);
      const covers = shown.receipts.length > 0 ? undefined : attested.findLast((later) => isBelow(says, later.says));
      return { ...shown, coveredBy: covers?.epoch ?? null };
    }),
  };
}
