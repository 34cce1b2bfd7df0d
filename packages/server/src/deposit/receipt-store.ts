import { latestEpoch } from '../ledger/checkpoint-store.ts';
import type { Tx } from '../platform/db.ts';
import type { Deposited } from './custodian.ts';

export type ReceiptRow = Deposited & { readonly epoch: number; readonly custodian: string };

export async function insertReceipt(
  tx: Tx,
  epoch: number,
  custodian: string,
  { at, request, response, certificates }: Deposited,
  receivedAt: number,
): Promise<void> {
  await tx.q
    .insertInto('receipt')
    .values({
      epoch,
      custodian,
      at,
      received_at: receivedAt,
      request: Buffer.from(request),
      response: Buffer.from(response),
      certificates: certificates.map((each) => Buffer.from(each)),
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** The receipts of these epochs, or of all. */
export async function receipts(tx: Tx, epochs?: readonly number[]): Promise<readonly ReceiptRow[]> {
  let query = tx.q.selectFrom('receipt').selectAll().orderBy('epoch').orderBy('custodian');
  if (epochs !== undefined) query = query.where('epoch', 'in', epochs.map(BigInt));
  const rows = epochs?.length === 0 ? [] : await query.execute();
  return rows.map(({ epoch, custodian, at, request, response, certificates }) => ({
    epoch: Number(epoch),
    custodian,
    at: Number(at),
    request,
    response,
    certificates,
  }));
}

/** The first epochs from this number on that have a receipt of one of these, or of anybody; `most` of them. */
export async function attestedFrom(
  tx: Tx,
  epoch: number,
  most: number,
  by: readonly string[] | 'anybody',
): Promise<readonly number[]> {
  if (by.length === 0) return [];
  let query = await tx.q
    .selectFrom('receipt')
    .select('epoch')
    .distinct()
    .where('epoch', '>=', BigInt(epoch))
    .orderBy('epoch')
    .limit(most);
  if (by !== 'anybody') query = query.where('custodian', 'in', [...by]);
  return (await query.execute()).map((row) => Number(row.epoch));
}

/** The newest epoch, where this custodian has not given a receipt for it. What came before it is covered by its heads. */
export async function newestWithout(tx: Tx, custodian: string) {
  const newest = await latestEpoch(tx);
  if (newest === undefined) return undefined;
  const known = await tx.q
    .selectFrom('receipt')
    .select('epoch')
    .where('custodian', '=', custodian)
    .where('epoch', '=', BigInt(newest.epoch))
    .executeTakeFirst();
  return known === undefined ? newest : undefined;
}

export type CustodianState = { readonly failures: number; readonly nextAt: number; readonly error: string | null };

export async function stateOf(tx: Tx, custodian: string): Promise<CustodianState> {
  const row = await tx.q
    .selectFrom('custodian_state')
    .selectAll()
    .where('custodian', '=', custodian)
    .executeTakeFirst();
  return { failures: row?.failures ?? 0, nextAt: Number(row?.next_at ?? 0), error: row?.error ?? null };
}

export async function setState(tx: Tx, custodian: string, { failures, nextAt, error }: CustodianState): Promise<void> {
  const row = { failures, next_at: nextAt, error };
  await tx.q
    .insertInto('custodian_state')
    .values({ custodian, ...row })
    .onConflict((c) => c.column('custodian').doUpdateSet(row))
    .execute();
}

/** The newest receipt of a custodian, with the epoch it is for. */
export async function latestOf(tx: Tx, custodian: string) {
  const row = await tx.q
    .selectFrom('receipt')
    .select(['epoch', 'at'])
    .where('custodian', '=', custodian)
    .orderBy('epoch', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : { epoch: Number(row.epoch), at: Number(row.at) };
}

/** When the oldest epoch behind `epoch` was made; undefined when there is none. */
export async function firstAfter(tx: Tx, epoch: number): Promise<number | undefined> {
  const row = await tx.q
    .selectFrom('epoch')
    .select('at')
    .where('epoch', '>', BigInt(epoch))
    .orderBy('epoch')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : Number(row.at);
}
