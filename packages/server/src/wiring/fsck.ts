import { checkAccess } from '../access/fsck.ts';
import { checkReceipts } from '../deposit/fsck.ts';
import { checkRenewals } from '../deposit/fsck-renewals.ts';
import { checkDeliveries } from '../intake/fsck.ts';
import type { NamedMedia } from '../intake/fsck-media.ts';
import { checkMedia, mediaSeen } from '../intake/fsck-media.ts';
import { keysOfWholeOriginals } from '../intake/whole-originals.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Follower } from '../ledger/follow.ts';
import { catchUp, rebuildWithin } from '../ledger/follow.ts';
import * as followStore from '../ledger/follow-store.ts';
import { checkLog } from '../ledger/fsck.ts';
import type { Check } from '../ledger/fsck-check.ts';
import { checkDestructions } from '../ledger/fsck-destructions.ts';
import type { Outside } from '../ledger/fsck-heads.ts';
import { checkAllEpochs, checkMissingLogs, NOTHING_OUTSIDE, readEpochs } from '../ledger/fsck-heads.ts';
import * as store from '../ledger/store.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Product } from './product.ts';

/** Re-derives everything: what is stored, and every derived table by a rebuild that is rolled back. */
export async function fsck(product: Product, outside: Outside = NOTHING_OUTSIDE): Promise<readonly Check[]> {
  for (const follower of product.followers) await catchUp(product.ledger, follower);
  const stored = await product.db.as(systemActor, (tx) => checkStored(tx, product, outside));
  return [...stored, await checkFailures(product), ...(await checkDerived(product))];
}

type Stored = Pick<Product, 'ledger' | 'intake' | 'custodians'>;

/** Everything that is no cache: each log, its originals and media, epochs and receipts, accounts and holds. */
export async function checkStored(
  tx: Tx,
  { ledger, intake, custodians }: Stored,
  outside: Outside,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const media: NamedMedia = new Map();
  const epochs = await readEpochs(tx, ledger);
  const logs = await store.logs(tx);
  const names = new Set(logs.map(({ name }) => name));
  for (const log of logs) {
    const see = mediaSeen(log.name, media);
    checks.push(...(await completed(`log.${log.name}`, () => checkLog(tx, ledger, log, epochs, outside, see))));
    checks.push(...(await completed(`originals.${log.name}`, async () => [await checkDeliveries(tx, intake, log)])));
  }
  const wholeFilesWith = (within: Tx, keys: readonly number[]) => keysOfWholeOriginals(within, intake, keys);
  checks.push(
    ...(await completed('destructions', async () => [await checkDestructions(tx, ledger)])),
    ...checkAllEpochs(epochs, names, outside),
    ...checkMissingLogs(names, outside),
    ...(await completed('blobs', async () => [await checkMedia(tx, intake, media)])),
    ...(await completed('access', () => checkAccess(tx, ledger, wholeFilesWith))),
    ...(await completed('receipts', async () => [await checkReceipts(tx, custodians)])),
    ...(await completed('renewals', async () => [await checkRenewals(tx, custodians)])),
  );
  return checks;
}

/** A check that what is stored makes throw has found something: it fails, and the others go on. */
async function completed(check: string, work: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || isOfDatabase(error)) throw error;
    return [{ check, outcome: 'fail', because: `it could not be completed: ${error.message}` }];
  }
}

/** The connection or the statement failed, and the transaction with it: nothing was found out. */
const isOfDatabase = (error: Error): boolean =>
  'severity' in error || (error instanceof Refusal && ['database.unavailable', 'disk.full'].includes(error.code));

async function checkFailures({ db }: Product): Promise<Check> {
  const failures = await db.as(systemActor, (tx) => followStore.failures(tx));
  const named = failures
    .slice(0, 5)
    .map(({ name, logId, index, code }) => `${name} passed entry ${logId}:${index} (${code})`);
  if (failures.length === 0) return { check: 'followers', outcome: 'pass', because: 'no entry was passed over' };
  return { check: 'followers', outcome: 'fail', because: `${named.join('; ')}; ${failures.length} in all` };
}

class RolledBack extends Error {}

async function checkDerived(product: Product): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const seen: ReadonlyMap<string, string>[] = [];
  await product.db
    .as(systemActor, async (tx) => {
      await rebuildWithin(tx, product.ledger, product.followers, async () => {
        seen.push(await digests(tx, product.followers));
      });
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (error instanceof RolledBack) return;
      const why = error instanceof Error ? error.message : 'unknown';
      checks.push({ check: 'derived', outcome: 'fail', because: `the derived tables cannot be made again: ${why}` });
    });
  const [before, after] = seen;
  for (const [table, digest] of after === undefined ? [] : (before ?? [])) {
    const same = after?.get(table) === digest;
    const because = `a rebuild from the first entry gives ${same ? 'the same' : 'other'} rows`;
    checks.push({ check: `derived.${table}`, outcome: same ? 'pass' : 'fail', because });
  }
  return checks;
}

async function digests(tx: Tx, followers: readonly Follower[]): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (const table of followers.flatMap((follower) => follower.tables))
    all.set(table, await followStore.digestOf(tx, table));
  return all;
}
