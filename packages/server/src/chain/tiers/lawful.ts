import type { Fact } from '../../people/fact.ts';
import { compareFacts } from '../../people/fact.ts';
import type { World } from '../world.ts';

/** Bases that show who gave the item only together with a hand-over record. */
const handed = new Set<Fact['record']['basis']>([
  'provided-by-customer',
  'provided-by-employee',
  'provided-by-third-party',
  'public-record',
  'authority-order',
]);

/** Whether the item may enter a package: it comes from our own systems or books, or names a hand-over that is on record. */
function isLawful({ record }: Fact, world: World): boolean {
  if (!handed.has(record.basis)) return true;
  const { handover } = record;
  if (handover === undefined) return false;
  return world.handovers.has(handover) || world.handovers.has(`${record.source}:${handover}`);
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
