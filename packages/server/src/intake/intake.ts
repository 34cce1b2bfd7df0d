import { availableParallelism } from 'node:os';
import type { Party } from '../kernel/party.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Workers } from '../platform/workers.ts';
import { startWorkers } from '../platform/workers.ts';
import type { FromWorker, ToWorker } from './prepare-worker.ts';

/** What taking records in needs: the ledger, and threads that decode, commit and seal before the writer's lock. */
export type Intake = {
  readonly ledger: Ledger;
  readonly workers: Workers<ToWorker, FromWorker>;
  /** Where media files are kept, sealed. */
  readonly blobDir: string;
  /** Where files stand, sealed, until they are taken in or given up. */
  readonly stagingDir: string;
  readonly host: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** How many bytes are free where files and the embedded database stand. */
  readonly freeBytes: () => Promise<number>;
  /** The accounts and names by which these parties are known; they themselves are among them. */
  readonly knownAs: (parties: readonly Party[]) => Promise<readonly Party[]>;
};

export function startIntake(ledger: Ledger, about: Omit<Intake, 'ledger' | 'workers'>): Intake {
  const file = new URL('./prepare-worker.ts', import.meta.url);
  const count = Math.min(4, availableParallelism());
  return { ledger, workers: startWorkers(file, { macKey: ledger.secrets.macKey }, count), ...about };
}
