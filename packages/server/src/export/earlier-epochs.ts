import type { EarlierParts, EpochParts, LogParts, Receipt } from '@zhenglian/proof';
import { checkRenewals, noteText, parseEpoch, tokenOf, UntrustedError, verifyTimeStamp } from '@zhenglian/proof';
import type { Custodian } from '../deposit/custodian.ts';
import { rootsOf } from '../deposit/custodian.ts';
import { firstAttested, sizeIn } from '../deposit/first-attested.ts';
import { receipts } from '../deposit/receipt-store.ts';
import { stepsOf } from '../deposit/renewal-store.ts';
import type { EpochRow } from '../ledger/checkpoint-store.ts';
import { proverOf } from '../ledger/prove.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Tx } from '../platform/db.ts';

/** So many earlier epochs go into a package at most; where there are more, an entry is covered by one that follows its own. */
const MOST = 100;

type Placed = { readonly log: string; readonly index: number; readonly recordedAt: number };

export type EarlierEpochs = {
  readonly epochs: readonly EpochParts[];
  readonly earlier: readonly EarlierParts[];
  readonly receipts: readonly Receipt[];
};

/**
 * For each of these entries the first epoch that somebody outside attested and that holds it: since when it stood, and not
 * only since the package was made. With the proofs that the logs, as the package shows them, continue those epochs. A receipt
 * that aged out without being renewed, or that leads to nobody who is configured any more, is left out: it attests nothing.
 */
export async function earlierEpochs(
  tx: Tx,
  { custodians, now }: { readonly custodians: readonly Custodian[]; readonly now: number },
  logs: readonly LogParts[],
  entries: readonly Placed[],
): Promise<EarlierEpochs> {
  const by = custodians.filter(({ neutral, gives }) => neutral && gives === 'token').map(({ name }) => name);
  const found = thinned(await firstEpochs(tx, entries, by));
  const notes = new Map(found.map(({ epoch, note }) => [epoch, note]));
  const standing: Receipt[] = [];
  for (const row of await receipts(tx, [...notes.keys()])) {
    if (row.format !== 'rfc3161' || !by.includes(row.custodian)) continue;
    const receipt = { ...row, renewals: await stepsOf(tx, row) };
    if (stands(receipt, notes.get(row.epoch) ?? '', rootsOf(custodians), now)) standing.push(receipt);
  }
  const rows = found.filter(({ epoch }) => standing.some((receipt) => receipt.epoch === epoch));
  return {
    epochs: rows.map(({ epoch, note }) => ({ epoch, note })),
    earlier: await continuing(tx, logs, rows),
    receipts: standing,
  };
}

/** Whether a receipt leads to one of these roots, by itself and through all that renewed it, and has not aged out. */
function stands(receipt: Receipt, text: string, roots: readonly Uint8Array[], now: number): boolean {
  const { response, certificates, renewals } = receipt;
  const note = Buffer.from(text);
  try {
    const stamp = verifyTimeStamp(tokenOf(response), note, { roots, others: certificates });
    return checkRenewals({ note, response, certificates }, stamp, renewals, roots).until >= now;
  } catch (error) {
    if (error instanceof UntrustedError) return false;
    throw error;
  }
}

/** Of entries in the order of their log: what the first epoch with one of them holds too has no earlier one. */
async function firstEpochs(tx: Tx, entries: readonly Placed[], by: readonly string[]): Promise<readonly EpochRow[]> {
  const found = new Map<number, EpochRow>();
  let last: { readonly log: string; readonly size: number } | undefined;
  for (const entry of entries.toSorted((a, b) => (a.log === b.log ? a.index - b.index : a.log < b.log ? -1 : 1))) {
    if (last !== undefined && last.log === entry.log && entry.index < last.size) continue;
    const row = await firstAttested(tx, entry, by);
    if (row === undefined) continue;
    found.set(row.epoch, row);
    last = { log: entry.log, size: sizeIn(row, entry.log) };
  }
  return [...found.values()].toSorted((a, b) => a.epoch - b.epoch);
}

/** At most `MOST` of these, the last of each stretch. */
function thinned(rows: readonly EpochRow[]): readonly EpochRow[] {
  const stretch = Math.ceil(rows.length / MOST);
  return rows.filter((_, at) => stretch <= 1 || at % stretch === stretch - 1 || at === rows.length - 1);
}

async function continuing(
  tx: Tx,
  logs: readonly LogParts[],
  rows: readonly EpochRow[],
): Promise<readonly EarlierParts[]> {
  const parts: EarlierParts[] = [];
  for (const { log, size } of logs) {
    const { logId } = await ledgerStore.logNamed(tx, log);
    const prover = proverOf(tx, logId);
    const sizes = rows.flatMap(({ note }) =>
      parseEpoch(noteText(Buffer.from(note))).logs.filter((head) => head.log === log),
    );
    for (const from of new Set(sizes.map((head) => head.size).filter((each) => each > 0 && each < size)))
      parts.push({ log, from, path: await prover.consistency(from, size) });
  }
  return parts;
}
