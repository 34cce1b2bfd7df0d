import { encodeRenewal, renewalRoots, renewedLeaf } from '@zhenglian/proof';
import { Refusal } from '../kernel/refusal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { systemActor } from '../platform/db.ts';
import type { Custodian, TokenGiver } from './custodian.ts';
import * as store from './renewal-store.ts';

/** So many timestamps are renewed by one. */
const MOST = 10_000;
const DAY_MILLIS = 86_400_000;

export type RenewedNow = { readonly renewed: number; readonly by: string | null; readonly error: string | null };

/**
 * Renews what is due: one new timestamp over the roots of both trees over every timestamp whose certificates end within so
 * many days. The first outside authority whose own certificates last longer than those does it; one that refuses leaves it
 * to the next. Nothing is due: nothing is asked of anybody.
 */
export async function renewDue(
  { db, clock }: Pick<Ledger, 'db' | 'clock'>,
  custodians: readonly Custodian[],
  withinDays: number,
): Promise<RenewedNow> {
  const before = clock.now() + withinDays * DAY_MILLIS;
  const due = await db.as(systemActor, (tx) => store.dueBefore(tx, before, MOST));
  if (due.length === 0) return { renewed: 0, by: null, error: null };
  let error = 'no authority outside is configured';
  for (const custodian of custodians) {
    if (custodian.gives !== 'token' || !custodian.neutral) continue;
    try {
      const did = await renewWith({ db, clock }, custodian, due, before);
      if (did) return { renewed: due.length, by: custodian.name, error: null };
      error = `the certificates of ${custodian.name} end as early`;
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      error = `${thrown.code}: ${thrown.details.why ?? ''}`;
    }
  }
  return { renewed: 0, by: null, error };
}

/** Keeps nothing, and answers false, where the new timestamp would be due at once itself. */
async function renewWith(
  { db, clock }: Pick<Ledger, 'db' | 'clock'>,
  custodian: TokenGiver,
  due: readonly store.Renewable[],
  before: number,
): Promise<boolean> {
  const renewal = await db.as(systemActor, (tx) => store.nextRenewal(tx));
  const roots = renewalRoots(due.map(renewedLeaf));
  const note = encodeRenewal({ renewal, at: clock.now(), size: due.length, ...roots });
  const made = await custodian.deposit(note);
  if (made.until <= before) return false;
  const kept = { renewal, custodian: custodian.name, note, receivedAt: clock.now() };
  await db.as(systemActor, (tx) => store.insertRenewal(tx, kept, made, due));
  return true;
}
