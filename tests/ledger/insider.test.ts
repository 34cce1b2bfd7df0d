import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Check } from '../../packages/server/src/ledger/fsck-check.ts';
import type { Tx } from '../../packages/server/src/platform/db.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { checkStored } from '../../packages/server/src/wiring/fsck.ts';
import { drawn, randomOf } from '../setup/random.ts';
import { MUTATIONS } from './insider/mutations.ts';
import type { Done } from './insider/rows.ts';
import type { World } from './insider/world.ts';
import { insidersWorld } from './insider/world.ts';

/** `npm run long -- tamper` asks for many more. */
const ROUNDS = Number(process.env.ZL_INSIDER_ROUNDS ?? 250);
/** The rounds are many, and a slow machine is not a fault. */
const PATIENCE_MILLIS = 3_600_000;
const SEED = Number(process.env.ZL_SEED ?? Date.now() % 1_000_000);

let world: World;
beforeAll(async () => {
  world = await insidersWorld();
});
afterAll(() => world.close());

const failing = (checks: readonly Check[]): readonly string[] =>
  checks.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);

class PutBack extends Error {}

/** What fsck says of the database as `change` leaves it, which is then put back. */
async function afterwards(change: (tx: Tx) => Promise<Done | undefined>) {
  let seen: { readonly done: Done; readonly failed: readonly string[] } | undefined;
  await world.asSuperuser
    .as(systemActor, async (tx) => {
      await tx.client.query('set local session_replication_role = replica');
      const done = await change(tx);
      if (done !== undefined) {
        world.ledger.keys.forget();
        seen = { done, failed: failing(await checkStored(tx, world, world.outside)) };
      }
      throw new PutBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof PutBack)) throw error;
    });
  return seen;
}

test('untouched, nothing fails', async () => {
  const seen = await afterwards(() => Promise.resolve({ what: 'nothing', named: /^$/ }));
  expect(seen?.failed).toEqual([]);
});

test(
  `what an insider with database, folder and keys changes is noticed (${ROUNDS} times, seed ${SEED})`,
  async () => {
    const wrong: string[] = [];
    const noticed = new Map<string, number>();
    const missed: string[] = [];
    for (let round = 0, seed = SEED; round < ROUNDS; seed++) {
      const random = randomOf(seed);
      const { kind, mutation } = drawn(MUTATIONS, random);
      const seen = await afterwards((tx) => mutation(tx, world, random)).catch((error: unknown) => {
        throw new Error(`seed ${seed}: ${kind}`, { cause: error });
      });
      if (seen === undefined) continue;
      round++;
      const { done, failed } = seen;
      if (failed.some((check) => done.named.test(check))) noticed.set(kind, (noticed.get(kind) ?? 0) + 1);
      else if (done.missable !== undefined && failed.length === 0) missed.push(done.what);
      else wrong.push(`seed ${seed}: ${done.what}: ${failed.join(', ') || 'nothing'} instead of ${done.named.source}`);
    }
    const window = [...world.seenSizes].map(([log, size]) => `${log} from entry ${size}`).join(', ');
    console.log(`noticed: ${[...noticed].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
    console.log(`missed: ${missed.length}, all younger than the last head seen outside (${window})`);
    expect(wrong).toEqual([]);
  },
  PATIENCE_MILLIS,
);
