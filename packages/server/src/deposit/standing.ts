import type { Ledger } from '../ledger/ledger.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import * as store from './receipt-store.ts';

/** How it goes with a custodian. Times are UTC milliseconds. */
export type CustodianStanding = {
  readonly name: string;
  readonly host: string;
  /** Whether it is somebody else; false for the one built in, whose word is the company's own. */
  readonly neutral: boolean;
  /** Whether its receipts can be checked by anybody, or by asking it alone. */
  readonly gives: 'token' | 'statement';
  /** The newest epoch it attested, and the time that its receipt names; null before the first, or where it names none. */
  readonly epoch: number | null;
  readonly attestedAt: number | null;
  /** Since when something waits for its receipt; null when nothing does. */
  readonly waitingSince: number | null;
  readonly failures: number;
  readonly nextAt: number | null;
  readonly error: string | null;
  /** Statements whose certificate is not fetched yet, and what went wrong; null where none is handed out. */
  readonly certificates: {
    readonly waiting: number;
    readonly failures: number;
    readonly nextAt: number | null;
    readonly error: string | null;
  } | null;
};

export async function custodianStandings(
  { db }: Ledger,
  custodians: readonly Custodian[],
): Promise<readonly CustodianStanding[]> {
  return await db.as(systemActor, async (tx) => {
    const all: CustodianStanding[] = [];
    for (const custodian of custodians) all.push(await standingOf(tx, custodian));
    return all;
  });
}

async function standingOf(tx: Tx, custodian: Custodian): Promise<CustodianStanding> {
  const { name, host, neutral, gives } = custodian;
  const state = await store.stateOf(tx, name);
  const latest = await store.latestOf(tx, name);
  const handsOut = custodian.gives === 'statement' && custodian.certificate !== 'none';
  return {
    ...{ name, host, neutral, gives },
    ...{ epoch: latest?.epoch ?? null, attestedAt: latest?.at ?? null },
    waitingSince: (await store.firstAfter(tx, latest?.epoch ?? 0)) ?? null,
    ...told(state.receipts),
    certificates: handsOut
      ? { waiting: (await store.newestWithoutCertificate(tx, name)).waiting, ...told(state.certificates) }
      : null,
  };
}

const told = ({ failures, nextAt, error }: store.Trouble) => ({
  failures,
  nextAt: failures === 0 ? null : nextAt,
  error,
});
