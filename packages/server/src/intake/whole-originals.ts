import * as ledgerStore from '../ledger/store.ts';
import { hasBlob } from '../platform/blobs.ts';
import type { Tx } from '../platform/db.ts';
import type { Intake } from './intake.ts';
import { addressOf } from './media.ts';
import { wholeFilesOf } from './original.ts';
import * as store from './store.ts';

/**
 * The data keys of files sealed whole (workbooks, archives) out of which records under `keyIds` were read. Such a file
 * still holds their rows when their own keys are destroyed, and the rows of others too.
 */
export async function keysOfWholeOriginals(
  tx: Tx,
  { ledger, blobDir }: Pick<Intake, 'ledger' | 'blobDir'>,
  keyIds: readonly number[],
): Promise<readonly number[]> {
  const found = new Set<number>();
  const logs = await ledgerStore.logs(tx);
  for (const { logId, delivery } of await store.deliveriesUnder(tx, keyIds)) {
    const log = logs.find((each) => each.logId === logId);
    if (log === undefined) continue;
    for (const sha256 of await wholeFilesOf({ tx, ledger, blobDir }, { log, delivery })) {
      const held = await hasBlob(blobDir, addressOf(ledger, sha256));
      if (held !== undefined) found.add(held.keyId);
    }
  }
  return [...found];
}
