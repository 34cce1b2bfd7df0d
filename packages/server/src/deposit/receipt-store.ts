import { latestEpoch } from '../ledger/checkpoint-store.ts';
import type { Tx } from '../platform/db.ts';
import type { Certificate } from './custodian.ts';

/** What a custodian gave for an epoch. A token names its time; a statement may, and may have got a certificate since. */
export type Given = {
  readonly request: Uint8Array;
  readonly response: Uint8Array;
} & (
  | {
      readonly format: 'rfc3161';
      readonly at: number;
      /** When the first of its certificates ends, UTC milliseconds; null where it was kept before that was noted. */
      readonly until: number | null;
      readonly certificates: readonly Uint8Array[];
    }
  | { readonly format: 'statement'; readonly at: number | null }
);

type Place = { readonly epoch: number; readonly custodian: string };
export type TokenRow = Place & Extract<Given, { format: 'rfc3161' }>;
export type StatementRow = Place & Extract<Given, { format: 'statement' }> & { readonly later: Certificate | null };
export type ReceiptRow = TokenRow | StatementRow;

export async function insertReceipt(
  tx: Tx,
  { epoch, custodian }: Place,
  given: Given,
  receivedAt: number,
): Promise<void> {
  const certificates = given.format === 'rfc3161' ? given.certificates : [];
  await tx.q
    .insertInto('receipt')
    .values({
      epoch,
      custodian,
      format: given.format,
      at: given.at,
      until: given.format === 'rfc3161' ? given.until : null,
      received_at: receivedAt,
      request: Buffer.from(given.request),
      response: Buffer.from(given.response),
      certificates: certificates.map((each) => Buffer.from(each)),
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** The receipts of these epochs, or of all. */
export async function receipts(tx: Tx, epochs?: readonly number[]): Promise<readonly ReceiptRow[]> {
  let query = receiptsWithCertificates(tx).orderBy('receipt.epoch').orderBy('receipt.custodian');
  if (epochs !== undefined) query = query.where('receipt.epoch', 'in', epochs.map(BigInt));
  return epochs?.length === 0 ? [] : (await query.execute()).map(rowOf);
}

/** Receipts for epochs that are not there; a key of the database forbids them. */
export async function receiptsWithoutEpoch(tx: Tx): Promise<readonly Place[]> {
  const rows = await tx.q
    .selectFrom('receipt')
    .leftJoin('epoch', 'epoch.epoch', 'receipt.epoch')
    .select(['receipt.custodian', 'receipt.epoch'])
    .where('epoch.epoch', 'is', null)
    .execute();
  return rows.map(({ custodian, epoch }) => ({ custodian, epoch: Number(epoch) }));
}

/** The newest statement of a custodian that has no certificate yet, and how many there are. */
export async function newestWithoutCertificate(
  tx: Tx,
  custodian: string,
): Promise<{ readonly newest: StatementRow | undefined; readonly waiting: number }> {
  const without = receiptsWithCertificates(tx)
    .where('receipt.custodian', '=', custodian)
    .where('receipt.format', '=', 'statement')
    .where('document', 'is', null);
  const found = await without.orderBy('receipt.epoch', 'desc').limit(1).executeTakeFirst();
  const row = found === undefined ? undefined : rowOf(found);
  const counted = await without
    .clearSelect()
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return { newest: row?.format === 'statement' ? row : undefined, waiting: Number(counted.n) };
}

export async function insertCertificate(
  tx: Tx,
  { epoch, custodian }: Place,
  { status, document }: Certificate,
  fetchedAt: number,
): Promise<void> {
  await tx.q
    .insertInto('receipt_document')
    .values({
      ...{ custodian, epoch, fetched_at: fetchedAt },
      ...{ status: Buffer.from(status), document: Buffer.from(document) },
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

const receiptsWithCertificates = (tx: Tx) =>
  tx.q
    .selectFrom('receipt')
    .leftJoin('receipt_document', (join) =>
      join
        .onRef('receipt_document.custodian', '=', 'receipt.custodian')
        .onRef('receipt_document.epoch', '=', 'receipt.epoch'),
    )
    .selectAll('receipt')
    .select(['receipt_document.status', 'receipt_document.document']);

type Row = Awaited<ReturnType<ReturnType<typeof receiptsWithCertificates>['execute']>>[number];

function rowOf({
  epoch,
  custodian,
  format,
  at,
  until,
  request,
  response,
  certificates,
  status,
  document,
}: Row): ReceiptRow {
  const row = { epoch: Number(epoch), custodian, request, response };
  if (format === 'rfc3161')
    return { ...row, format, at: Number(at), until: until === null ? null : Number(until), certificates };
  const later = status === null || document === null ? null : { status, document };
  return { ...row, format: 'statement', at: at === null ? null : Number(at), later };
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

/** How often something went wrong in a row, when it is tried again, and why it did. */
export type Trouble = { readonly failures: number; readonly nextAt: number; readonly error: string | null };
export const NO_TROUBLE: Trouble = { failures: 0, nextAt: 0, error: null };

/** Trouble with receipts, and with certificates of statements. */
export async function stateOf(
  tx: Tx,
  custodian: string,
): Promise<{ readonly receipts: Trouble; readonly certificates: Trouble }> {
  const row = await tx.q
    .selectFrom('custodian_state')
    .selectAll()
    .where('custodian', '=', custodian)
    .executeTakeFirst();
  if (row === undefined) return { receipts: NO_TROUBLE, certificates: NO_TROUBLE };
  return {
    receipts: { failures: row.failures, nextAt: Number(row.next_at), error: row.error },
    certificates: {
      failures: row.document_failures,
      nextAt: Number(row.document_next_at),
      error: row.document_error,
    },
  };
}

export async function setState(
  tx: Tx,
  custodian: string,
  of: 'receipts' | 'certificates',
  { failures, nextAt, error }: Trouble,
): Promise<void> {
  const row =
    of === 'receipts'
      ? { failures, next_at: nextAt, error }
      : { document_failures: failures, document_next_at: nextAt, document_error: error };
  await tx.q
    .insertInto('custodian_state')
    .values({ custodian, failures: 0, next_at: 0, ...row })
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
  return row === undefined ? undefined : { epoch: Number(row.epoch), at: row.at === null ? null : Number(row.at) };
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
