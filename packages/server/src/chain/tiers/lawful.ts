import type { Fact } from '../../people/fact.ts';
import { compareFacts } from '../../people/fact.ts';
import type { Factual, World } from '../world.ts';

/** Bases that show who gave the item only together with a hand-over record. */
const handed = new Set<Fact['record']['basis']>([
  'provided-by-customer',
  'provided-by-employee',
  'provided-by-third-party',
  'public-record',
  'authority-order',
]);

/** Whether others gave the item, so that it needs a hand-over. */
export function isHanded({ record }: Fact): boolean {
  return handed.has(record.basis);
}

/** The hand-over that the item names, if it is on record. */
export function handoverOf({ record }: Fact, world: World): Factual<'handover'> | undefined {
  const { handover } = record;
  if (handover === undefined) return undefined;
  return world.handovers.get(handover) ?? world.handovers.get(`${record.source}:${handover}`);
}

/** Whether the item may enter a package: it comes from our own systems or books, or names a hand-over that is on record. */
export function isLawful(fact: Fact, world: World): boolean {
  return !isHanded(fact) || handoverOf(fact, world) !== undefined;
}

/** The entries of facts, split by whether they may enter a package. */
export function splitByLawful<F extends Fact>(
  facts: readonly F[],
  world: World,
): { readonly lawful: readonly F[]; readonly not: readonly F[] } {
  const sorted = [...new Set(facts)].toSorted(compareFacts);
  return {
    lawful: sorted.filter((fact) => isLawful(fact, world)),
    not: sorted.filter((fact) => !isLawful(fact, world)),
  };
}
