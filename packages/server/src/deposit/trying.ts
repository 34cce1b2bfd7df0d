import { Refusal } from '../kernel/refusal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import * as store from './receipt-store.ts';

const FIRST_WAIT_MILLIS = 5_000;
const LONGEST_WAIT_MILLIS = 3_600_000;

/** What is said of a custodian that does not answer as it should; content and addresses are not in it. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Refusal) return `${error.code}: ${error.details.why ?? ''}`;
  return error instanceof Error ? error.name : 'unknown';
};

/**
 * Asks a custodian for something and keeps it in the transaction that clears its trouble; when that fails, why is kept and
 * the wait until the next try doubles, from 5 s to an hour. Never throws for what the custodian did.
 */
export async function trying(
  { db, clock }: Pick<Ledger, 'db' | 'clock'>,
  custodian: string,
  what: 'receipts' | 'certificates',
  ask: () => Promise<(tx: Tx) => Promise<void>>,
): Promise<void> {
  try {
    const keep = await ask();
    await db.as(systemActor, async (tx) => {
      await keep(tx);
      await store.setState(tx, custodian, what, store.NO_TROUBLE);
    });
  } catch (error) {
    await db.as(systemActor, async (tx) => {
      const { failures } = (await store.stateOf(tx, custodian))[what];
      const wait = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** Math.min(failures, 20));
      const trouble = { failures: failures + 1, nextAt: clock.now() + wait, error: reasonOf(error) };
      await store.setState(tx, custodian, what, trouble);
    });
  }
}
