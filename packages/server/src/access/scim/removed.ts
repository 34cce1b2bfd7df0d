import type { Ledger } from '../../ledger/ledger.ts';
import type { Tx } from '../../platform/db.ts';
import type { About, Account } from '../account-store.ts';
import * as store from '../account-store.ts';

/**
 * Accounts are never deleted, since entries name them. One that a directory deleted is disabled and keeps, in place of the
 * directory's id, this mark with the id it had: SCIM knows it no more, and the same id brings it back.
 */
const MARK = 'urn:zhenglian:removed:';

export const isRemoved = ({ externalId }: Pick<About, 'externalId'>): boolean => externalId?.startsWith(MARK) === true;

/** Whether a directory may call something so: the mark is ours alone. */
export const isMark = (externalId: string): boolean => externalId.startsWith(MARK);

/** Where two accounts had the same id one after the other, the first deleted keeps it. */
export async function markFor(tx: Tx, ledger: Ledger, { id, externalId }: Account): Promise<string> {
  const own = `${MARK}account:${id}`;
  if (externalId === null) return own;
  const mark = `${MARK}external:${externalId}`;
  return (await store.accountByExternalId(tx, ledger, mark)) === undefined ? mark : own;
}

/** The deleted account that had this id in the directory. */
export async function removedByExternalId(tx: Tx, ledger: Ledger, externalId: string): Promise<Account | undefined> {
  return await store.accountByExternalId(tx, ledger, `${MARK}external:${externalId}`);
}
