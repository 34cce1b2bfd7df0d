import { parseRenewal, renewalRoots, renewedLeaf, TokenError, tokenOf, verifyTimeStamp } from '@zhenglian/proof';
import type { Check } from '../ledger/fsck-check.ts';
import { fault, faults, result } from '../ledger/fsck-check.ts';
import type { Tx } from '../platform/db.ts';
import type { Custodian } from './custodian.ts';
import type { RenewalRow } from './renewal-store.ts';
import { renewals, renewedBy } from './renewal-store.ts';

/** Every renewal is over the very timestamps it is kept for, in both trees, by its custodian. */
export async function checkRenewals(tx: Tx, custodians: readonly Custodian[]): Promise<Check> {
  const wrong = faults();
  const roots = new Map(custodians.map((custodian) => [custodian.name, custodian.roots]));
  let [good, unknown, before] = [0, 0, 0];
  for (const row of await renewals(tx)) {
    if (row.renewal !== before + 1) fault(wrong, `before renewal ${row.renewal} one is missing`);
    before = row.renewal;
    const trusted = roots.get(row.custodian);
    const why = (await treeFault(tx, row)) ?? (trusted === undefined ? undefined : tokenFault(row, trusted));
    if (why !== undefined) fault(wrong, `renewal ${row.renewal}: ${why}`);
    else if (trusted === undefined) unknown++;
    else good++;
  }
  const check = result('renewals', wrong, `${good} renewals are over the timestamps they are kept for`);
  if (check.outcome === 'fail' || unknown === 0) return check;
  const because = `${check.because}; ${unknown} are of custodians that are not configured`;
  return { ...check, outcome: 'not_checked', because };
}

async function treeFault(tx: Tx, { renewal, note }: RenewalRow): Promise<string | undefined> {
  try {
    const says = parseRenewal(note);
    const renewed = await renewedBy(tx, renewal);
    const { sha256, sm3 } = renewalRoots(renewed.map(renewedLeaf));
    const same = says.renewal === renewal && says.size === renewed.length && says.sha256 === sha256 && says.sm3 === sm3;
    return same ? undefined : 'its roots are not those of the timestamps it is kept for';
  } catch (error) {
    return `its note cannot be read: ${error instanceof Error ? error.message : 'unknown'}`;
  }
}

function tokenFault({ at, note, response }: RenewalRow, roots: readonly Uint8Array[]): string | undefined {
  try {
    const stamp = verifyTimeStamp(tokenOf(response), note, { roots });
    return stamp.at === at ? undefined : 'it names another time than is kept';
  } catch (error) {
    if (error instanceof TokenError) return error.message;
    throw error;
  }
}
