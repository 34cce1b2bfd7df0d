import { rebuildWithin } from '../../packages/server/src/ledger/follow.ts';
import * as followStore from '../../packages/server/src/ledger/follow-store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { followers } from '../../packages/server/src/wiring/followers.ts';
import type { TestLedger } from './database.ts';

class RolledBack extends Error {}

/** Every derived table as it stands, and as a rebuild from the first entry gives it. */
export async function derivedTwice({ ledger }: TestLedger): Promise<readonly Readonly<Record<string, string>>[]> {
  const seen: Record<string, string>[] = [];
  await ledger.db
    .as(systemActor, async (tx) => {
      await rebuildWithin(tx, ledger, followers(), async () => {
        const digests: Record<string, string> = {};
        for (const table of followers().flatMap((follower) => follower.tables))
          digests[table] = await followStore.digestOf(tx, table);
        seen.push(digests);
      });
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  return seen;
}
