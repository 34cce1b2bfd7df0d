import type { Tx } from '../platform/db.ts';
import type { Check, Faults } from './fsck-check.ts';
import { fault, faults, result } from './fsck-check.ts';
import type { Ledger } from './ledger.ts';
import { readEntries } from './read.ts';
import type { Retraction } from './retraction.ts';
import { retractionIn } from './retraction.ts';
import * as retractionStore from './retraction-store.ts';
import type { EntryRow, LogRow } from './store.ts';

/** What the retraction entries of a log say, and how many records of those deliveries the walk has met. */
export type Retractions = {
  readonly of: ReadonlyMap<number, Retraction>;
  readonly met: Map<number, number>;
  readonly wrong: Faults;
};

/** Read before the log is walked, since a retraction stands behind what it undoes. */
export async function readRetractions(tx: Tx, ledger: Ledger, log: LogRow): Promise<Retractions> {
  const wrong = faults();
  const of = new Map<number, Retraction>();
  for (const at of await retractionStore.retractionIndexes(tx, log.logId)) {
    // One that does not open is a fault of its body, and is named there.
    const [read] = await readEntries(tx, ledger, log, [at]).catch(() => []);
    const retraction = read && retractionIn(read);
    if (retraction === undefined) continue;
    if (of.has(retraction.delivery)) fault(wrong, `entry ${at} undoes a delivery that was undone before`);
    else of.set(retraction.delivery, retraction);
  }
  return { of, met: new Map(), wrong };
}

/** Told of each record in order: none joins a delivery behind its retraction. Answers whether it was undone. */
export function meetRecord({ of, met, wrong }: Retractions, { index, delivery }: EntryRow): boolean {
  const retraction = delivery === null ? undefined : of.get(delivery);
  if (retraction === undefined || delivery === null) return false;
  met.set(delivery, (met.get(delivery) ?? 0) + 1);
  if (index > retraction.index)
    fault(wrong, `entry ${index} joined delivery ${delivery}, which entry ${retraction.index} had undone`);
  return true;
}

/** Each retraction undoes a delivery in front of it, counts what that brought, and is noted with it; nothing else is. */
export async function checkRetractions(
  tx: Tx,
  log: LogRow,
  { of, met, wrong }: Retractions,
  deliveries: ReadonlySet<number>,
): Promise<Check> {
  const noted = await retractionStore.allRetracted(tx, log.logId);
  for (const { index, delivery, records } of of.values()) {
    if (!deliveries.has(delivery) || delivery >= index)
      fault(wrong, `entry ${index} undoes ${delivery}, which is no delivery before it`);
    if (records !== (met.get(delivery) ?? 0))
      fault(
        wrong,
        `entry ${index} counts ${records} records, and delivery ${delivery} brought ${met.get(delivery) ?? 0}`,
      );
    if (noted.get(delivery) !== index) fault(wrong, `delivery ${delivery} is not noted as undone by entry ${index}`);
  }
  for (const [delivery, by] of noted)
    if (of.get(delivery) === undefined)
      fault(wrong, `delivery ${delivery} is noted as undone by ${by}, which does not say so`);
  const good = `${of.size} deliveries were undone, each by an entry that counts what it had brought`;
  return result(`retractions.${log.name}`, wrong, good);
}
