import type { Tx } from '../platform/db.ts';
import * as keyStore from './data-key-store.ts';
import type { Check } from './fsck-check.ts';
import { fault, faults, result } from './fsck-check.ts';
import type { Ledger } from './ledger.ts';
import { MAIN_LOG } from './ledger.ts';
import { readRange } from './read.ts';
import * as store from './store.ts';

/**
 * A data key is gone exactly when an entry of type `destruction` names it: one that was wiped without is a deletion
 * nobody decided, and one that is there again was kept aside.
 */
export async function checkDestructions(tx: Tx, ledger: Ledger): Promise<Check> {
  const wrong = faults();
  const log = await store.logNamed(tx, MAIN_LOG);
  const decided = new Map<number, number>();
  // An entry that does not open is a fault of its body, and is named there.
  const read = await readRange(tx, ledger, log, { from: 0, to: log.size, types: ['destruction'] }).catch(() => []);
  for (const { place, content } of read) {
    if (content.status !== 'open') continue;
    const { keys } = content.body as { readonly keys?: readonly number[] };
    for (const key of keys ?? []) decided.set(key, place.index);
  }
  const wiped = await keyStore.wiped(tx);
  for (const { keyId, destroyedBy } of wiped)
    if (decided.get(keyId) !== destroyedBy)
      fault(wrong, `data key ${keyId} is gone, and entry ${destroyedBy} does not say so`);
  const gone = new Set(wiped.map(({ keyId }) => keyId));
  for (const [key, index] of decided)
    if (!gone.has(key)) fault(wrong, `data key ${key} is there, which entry ${index} destroyed`);
  return result('destructions', wrong, `${gone.size} data keys are gone, each by an entry that names it`);
}
