import type { Ledger } from '../ledger/ledger.ts';
import type { Place } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor } from '../platform/db.ts';
import * as store from './store.ts';

/**
 * The other deliveries that read the same file and still stand: undoing one does not undo what another recorded of it.
 * To be asked before a delivery is undone, since it is no longer found by its file afterwards.
 */
export async function standingReadings(ledger: Ledger, actor: Actor, { log, index }: Place): Promise<readonly Place[]> {
  return await ledger.db.as(actor, async (tx) => {
    const row = (await ledgerStore.logs(tx)).find(({ name }) => name === log);
    if (row === undefined) return [];
    const found = await store.standingOfSameFile(tx, row.logId, index);
    return found.map((other) => ({ log, index: other }));
  });
}
