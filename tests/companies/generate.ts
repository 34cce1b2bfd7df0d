import { backdrop } from './backdrop.ts';
import { business, wages } from './business.ts';
import { GUILTY } from './guilty/index.ts';
import { INNOCENT } from './innocent/index.ts';
import type { NativeRecord } from './record.ts';
import { everyday } from './small-talk.ts';
import type { Truth } from './truth.ts';
import { GUILTY_KINDS } from './truth.ts';
import { makeWorld } from './world.ts';

export type Company = { readonly records: readonly NativeRecord[]; readonly truth: Truth };

export type Options = {
  /** Customers at least; stories may need more. Between 60 and 200 by default. */
  readonly customers?: number;
};

/**
 * A company of a seed: what its systems, its customers and others recorded, and what happened. Every guilty and every
 * innocent kind is in each; the same seed gives the same company.
 */
export function makeCompany(seed: number, { customers }: Options = {}): Company {
  const world = makeWorld(seed);
  const { random } = world;
  backdrop(world);
  const sellers = world.employees.filter(({ isSeller }) => isSeller);
  // Large companies have further stories; enough people are left who do no wrong.
  const further = Math.max(0, Math.min(random.int(0, 6), sellers.length - GUILTY_KINDS.length - 14));
  const kinds = [...GUILTY_KINDS, ...random.shuffle(GUILTY_KINDS).slice(0, further)];
  const stories = random.shuffle(kinds).map((kind) => GUILTY[kind](world));
  const innocent = random.shuffle(Object.values(INNOCENT)).map((make) => make(world, stories));
  const count = customers ?? random.int(60, 200);
  while (world.owned.length < count) world.takeCustomer(random.pick(sellers));
  business(world);
  wages(world);
  everyday(world);
  return { records: world.sink.all(), truth: { stories, innocent } };
}
