import type { Clock } from '../kernel/time.ts';
import type { Db } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { MasterKey } from '../platform/master-key.ts';
import type { DataKeys } from './data-keys.ts';
import { dataKeys } from './data-keys.ts';
import type { Secrets } from './secrets.ts';
import { openSecrets } from './secrets.ts';

/** What every function of this module needs beside its arguments. */
export type Ledger = {
  readonly db: Db;
  readonly clock: Clock;
  readonly master: MasterKey;
  readonly secrets: Secrets;
  readonly keys: DataKeys;
};

/** The log of readings, searches and exports; every other entry stands in the log of its source or in `main`. */
export const AUDIT_LOG = 'audit';
export const MAIN_LOG = 'main';

/** Opens the ledger of a migrated database. Refuses with `key.destroyed` when the master key is another one. */
export async function openLedger(db: Db, clock: Clock, master: MasterKey): Promise<Ledger> {
  const secrets = await db.as(systemActor, (tx) => openSecrets(tx, master, clock.now()));
  return { db, clock, master, secrets, keys: dataKeys(db, master) };
}

/** The C2SP origin of a log: the first line of its checkpoints and the name of its key. */
export const originOf = (ledger: Ledger, log: string): string => `zhenglian/${ledger.secrets.installation}/${log}`;
