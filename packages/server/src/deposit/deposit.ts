import { Refusal } from '../kernel/refusal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { systemActor } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import * as store from './receipt-store.ts';

const FIRST_WAIT_MILLIS = 5_000;
const LONGEST_WAIT_MILLIS = 3_600_000;

/** What is said of a custodian that does not answer as it should; content and addresses are not in it. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Refusal) return `${error.code}: ${error.details.why ?? ''}`;
  return error instanceof Error ? error.name : 'unknown';
};

/** Has one custodian attest one epoch and keeps the receipt; why it did not is kept for the next look. */
async function depositWith(
  { db, clock }: Ledger,
  custodian: Custodian,
  { epoch, note }: { readonly epoch: number; readonly note: string },
): Promise<void> {
  try {
    const deposited = await custodian.deposit(Buffer.from(note));
    await db.as(systemActor, async (tx) => {
      await store.insertReceipt(tx, epoch, custodian.name, deposited, clock.now());
      await store.setState(tx, custodian.name, { failures: 0, nextAt: 0, error: null });
    });
  } catch (error) {
    await db.as(systemActor, async (tx) => {
      const { failures } = await store.stateOf(tx, custodian.name);
      const wait = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** Math.min(failures, 20));
      const state = { failures: failures + 1, nextAt: clock.now() + wait, error: reasonOf(error) };
      await store.setState(tx, custodian.name, state);
    });
  }
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
        const { nextAt } = await store.stateOf(tx, custodian.name);
        return nextAt > ledger.clock.now() ? undefined : await store.newestWithout(tx, custodian.name);
      });
      if (due !== undefined) await depositWith(ledger, custodian, due);
    }),
  );
}

/** Has all custodians attest this epoch at once, as for a package, and answers the receipts it has then. */
export async function depositNow(
  ledger: Ledger,
  custodians: readonly Custodian[],
  epoch: { readonly epoch: number; readonly note: string },
): Promise<readonly store.ReceiptRow[]> {
  await Promise.all(custodians.map((custodian) => depositWith(ledger, custodian, epoch)));
  return await ledger.db.as(systemActor, (tx) => store.receipts(tx, [epoch.epoch]));
}

/** How it goes with a custodian. Times are UTC milliseconds. */
export type CustodianStanding = {
  readonly name: string;
  readonly host: string;
  /** Whether it is somebody else; false for the one built in, whose word is the company's own. */
  readonly neutral: boolean;
  /** The newest epoch it attested, and the time that its receipt names; null before the first. */
  readonly epoch: number | null;
  readonly attestedAt: number | null;
  /** Since when something waits for its receipt; null when nothing does. */
  readonly waitingSince: number | null;
  readonly failures: number;
  readonly nextAt: number | null;
  readonly error: string | null;
};

export async function custodianStandings(
  { db }: Ledger,
  custodians: readonly Custodian[],
): Promise<readonly CustodianStanding[]> {
  return await db.as(systemActor, async (tx) => {
    const all: CustodianStanding[] = [];
    for (const { name, host, neutral } of custodians) {
      const { failures, nextAt, error } = await store.stateOf(tx, name);
      const latest = await store.latestOf(tx, name);
      const waitingSince = (await store.firstAfter(tx, latest?.epoch ?? 0)) ?? null;
      const newest = { epoch: latest?.epoch ?? null, attestedAt: latest?.at ?? null };
      const next = { failures, nextAt: failures === 0 ? null : nextAt, error };
      all.push({ name, host, neutral, ...newest, waitingSince, ...next });
    }
    return all;
  });
}
