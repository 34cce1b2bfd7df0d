import { checkAccess } from '../access/fsck.ts';
import { checkReceipts } from '../deposit/fsck.ts';
import { checkDeliveries } from '../intake/fsck.ts';
import type { NamedMedia } from '../intake/fsck-media.ts';
import { checkMedia, mediaSeen } from '../intake/fsck-media.ts';
import { keysOfWholeOriginals } from '../intake/whole-originals.ts';
import type { Follower } from '../ledger/follow.ts';
import { catchUp, rebuildWithin } from '../ledger/follow.ts';
import * as followStore from '../ledger/follow-store.ts';
import { checkLog } from '../ledger/fsck.ts';
import type { Check } from '../ledger/fsck-check.ts';
import type { Head } from '../ledger/fsck-heads.ts';
import * as store from '../ledger/store.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { Product } from './product.ts';

/** Re-derives everything: each log, the originals of its deliveries, and every derived table by a rebuild that is rolled back. */
export async function fsck(product: Product, heads: readonly Head[]): Promise<readonly Check[]> {
  const { ledger, db } = product;
  for (const follower of product.followers) await catchUp(ledger, follower);
  const checks: Check[] = [];
  const names = new Set<string>();
  const media: NamedMedia = new Map();
  for (const log of await db.as(systemActor, (tx) => store.logs(tx))) {
    names.add(log.name);
    const see = mediaSeen(log.name, media);
    checks.push(...(await db.as(systemActor, (tx) => checkLog(tx, ledger, log, heads, see))));
    checks.push(await db.as(systemActor, (tx) => checkDeliveries(tx, product.intake, log)));
  }
  for (const head of heads.filter(({ log }) => !names.has(log))) {
    checks.push({
      check: `outside.${head.log}.${head.size}`,
      outcome: 'fail',
      because: 'outside a head of this log was seen, but there is no such log',
    });
  }
  checks.push(await db.as(systemActor, (tx) => checkMedia(tx, product.intake, media)));
  const wholeFilesWith = (tx: Tx, keys: readonly number[]) => keysOfWholeOriginals(tx, product.intake, keys);
  checks.push(...(await db.as(systemActor, (tx) => checkAccess(tx, ledger, wholeFilesWith))));
  checks.push(await db.as(systemActor, (tx) => checkReceipts(tx, product.custodians)));
  checks.push(await checkFailures(product), ...(await checkDerived(product)));
  return checks;
}

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
