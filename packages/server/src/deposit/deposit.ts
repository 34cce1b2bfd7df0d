import type { Ledger } from '../ledger/ledger.ts';
import { systemActor } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import { fetchCertificate } from './fetch-certificate.ts';
import * as store from './receipt-store.ts';
import { trying } from './trying.ts';

/** What a custodian gives for a note, as it is kept. */
async function given(custodian: Custodian, note: Uint8Array): Promise<store.Given> {
  if (custodian.gives === 'token') return { format: 'rfc3161', ...(await custodian.deposit(note)) };
  return { format: 'statement', ...(await custodian.state(note)) };
}

/** Has one custodian attest one epoch and keeps the receipt; why it did not is kept for the next look. */
async function depositWith(
  ledger: Ledger,
  custodian: Custodian,
  { epoch, note }: { readonly epoch: number; readonly note: string },
): Promise<void> {
  await trying(ledger, custodian.name, 'receipts', async () => {
    const receipt = await given(custodian, Buffer.from(note));
    return (tx) => store.insertReceipt(tx, { epoch, custodian: custodian.name }, receipt, ledger.clock.now());
  });
}

/**
 * Has every custodian attest the newest epoch that it did not attest yet; one that failed is left alone until its wait is
 * over, which doubles from 5 s to an hour. Older epochs need no receipt: what they held stands below later heads, and an
 * epoch of all logs follows one that a package made of some.
 */
export async function depositNewest(ledger: Ledger, custodians: readonly Custodian[]): Promise<void> {
  await Promise.all(
    custodians.map(async (custodian) => {
      const due = await ledger.db.as(systemActor, async (tx) => {
        const { nextAt } = (await store.stateOf(tx, custodian.name)).receipts;
        return nextAt > ledger.clock.now() ? undefined : await store.newestWithout(tx, custodian.name);
      });
      if (due !== undefined) await depositWith(ledger, custodian, due);
    }),
  );
}

/**
 * Has all custodians attest this epoch at once, as for a package, and answers the receipts it has then, with the certificates
 * that are ready at once.
 */
export async function depositNow(
  ledger: Ledger,
  custodians: readonly Custodian[],
  epoch: { readonly epoch: number; readonly note: string },
): Promise<readonly store.ReceiptRow[]> {
  await Promise.all(
    custodians.map(async (custodian) => {
      await depositWith(ledger, custodian, epoch);
      await fetchCertificate(ledger, custodian);
    }),
  );
  return await ledger.db.as(systemActor, (tx) => store.receipts(tx, [epoch.epoch]));
}
