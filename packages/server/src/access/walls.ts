import { randomId } from '../kernel/ids.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { unseal } from '../platform/seal.ts';
import { accountNamed } from './accounts.ts';
import { recordAct } from './acts/record-act.ts';
import { personOf, pseudonymOf } from './pseudonym.ts';
import * as store from './reach-store.ts';

/** Walls an account off from one employee, beside the walls that follow from what is recorded of people. */
export async function setWall(
  ledger: Ledger,
  actor: Actor,
  { account, employee, why }: { readonly account: string; readonly employee: string; readonly why: string },
): Promise<string> {
  await accountNamed(ledger, account);
  const wall = randomId();
  await recordAct(ledger, actor, { act: 'wall.set', wall, account, employee, why });
  return wall;
}

export type ShownWall = {
  /** Set for walls set by hand, which two persons may lift. */
  readonly id: string | null;
  readonly account: string;
  readonly person: string;
  readonly label: string;
  readonly why: string;
};

/** Every wall that stands, by pseudonym; one person of several accounts is one wall. */
export async function listWalls(ledger: Ledger): Promise<readonly ShownWall[]> {
  return await ledger.db.as(systemActor, async (tx) => {
    const byHand = (await store.wallSets(tx)).map(({ id, account, sealed }) => {
      const plain = unseal(ledger.secrets.cacheKey, Buffer.from(`wall:${id}`), sealed);
      if (plain === undefined) throw new Error(`wall ${id} does not open`);
      // Our own row, sealed by `acts/apply-act.ts`.
      const { employee, why } = JSON.parse(plain.toString()) as { employee: string; why: string };
      const person = personOf(ledger, employee);
      return { id, account, person, label: pseudonymOf(Buffer.from(person, 'hex')), why };
    });
    const known = await store.personsWalledOff(tx);
    const derived = known.map(({ account, mac, why }) => ({
      ...{ id: null, account, why, person: mac.toString('hex') },
      label: pseudonymOf(mac),
    }));
    return [...byHand, ...derived.filter(({ why }) => why !== 'set')];
  });
}
