import { lag } from '../ledger/follow-store.ts';
import { systemActor } from '../platform/db.ts';
import type { Product } from './product.ts';

/** Asks the database; refuses with `database.unavailable` when it does not answer. */
export async function health({ db }: Product) {
  const followers = await db.as(systemActor, (tx) => lag(tx));
  return { ok: true, followers: followers.map(({ name, behind }) => ({ name, behind })) };
}
