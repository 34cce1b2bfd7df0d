import type { EarlierParts, EpochParts, LogParts, Receipt } from '@zhenglian/proof';
import { noteText, parseEpoch } from '@zhenglian/proof';
import type { Custodian } from '../deposit/custodian.ts';
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
 * only since the package was made. With the proofs that the logs, as the package shows them, continue those epochs.
 */
export async function earlierEpochs(
  tx: Tx,
  custodians: readonly Custodian[],
  logs: readonly LogParts[],
  entries: readonly Placed[],
): Promise<EarlierEpochs> {
  const by = custodians.filter(({ neutral, gives }) => neutral && gives === 'token').map(({ name }) => name);
  const rows = thinned(await firstEpochs(tx, entries, by));
  const given = await receipts(
    tx,
    rows.map(({ epoch }) => epoch),
  );
  return {
    epochs: rows.map(({ epoch, note }) => ({ epoch, note })),
    earlier: await continuing(tx, logs, rows),
    receipts: await withRenewals(
      tx,
      given.flatMap((each) => (each.format === 'rfc3161' && by.includes(each.custodian) ? [each] : [])),
    ),
  };
}

async function withRenewals(tx: Tx, rows: readonly Omit<Receipt, 'renewals'>[]): Promise<readonly Receipt[]> {
  const all: Receipt[] = [];
  for (const row of rows) all.push({ ...row, renewals: await stepsOf(tx, row) });
  return all;
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
