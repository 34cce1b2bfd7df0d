import { decodeStatementRequest } from '@zhenglian/proof';
import type { Ledger } from '../ledger/ledger.ts';
import { systemActor } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import * as store from './receipt-store.ts';
import { trying } from './trying.ts';

/**
 * Fetches the certificate of the newest statement that has none, where the custodian hands any out; older ones follow look
 * by look. A service that is not ready, or hands out something else, is asked again after a wait of its own.
 */
export async function fetchCertificate(ledger: Ledger, custodian: Custodian): Promise<void> {
  if (custodian.gives === 'token' || custodian.certificate === 'none') return;
  const { name, certificate } = custodian;
  const due = await ledger.db.as(systemActor, async (tx) => {
    const { nextAt } = (await store.stateOf(tx, name)).certificates;
    return nextAt > ledger.clock.now() ? undefined : (await store.newestWithoutCertificate(tx, name)).newest;
  });
  if (due === undefined) return;
  await trying(ledger, name, 'certificates', async () => {
    const fetched = await certificate(decodeStatementRequest(due.request));
    return (tx) => store.insertCertificate(tx, due, fetched, ledger.clock.now());
  });
}

/** The same for every custodian. */
export async function fetchCertificates(ledger: Ledger, custodians: readonly Custodian[]): Promise<void> {
  await Promise.all(custodians.map((custodian) => fetchCertificate(ledger, custodian)));
}
