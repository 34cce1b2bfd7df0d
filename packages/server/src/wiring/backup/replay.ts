import type { Clock } from '../../kernel/time.ts';
import { appendOwn } from '../../ledger/append-own.ts';
import * as keyStore from '../../ledger/data-key-store.ts';
import { MAIN_LOG, openLedger } from '../../ledger/ledger.ts';
import type { Actor, Db, Tx } from '../../platform/db.ts';
import type { MasterKey } from '../../platform/master-key.ts';
import type { Destruction } from '../destructions.ts';
import { needOf } from '../destructions.ts';

type Who = { readonly master: MasterKey; readonly clock: Clock; readonly actor: Actor };

/**
 * Destroys again what was destroyed after the backup, in the transaction that restores it, and records that as a
 * destruction of this ledger: the entry of the first one is not in it. Answers how many keys that were.
 */
export async function replayDestructions(tx: Tx, who: Who, later: readonly Destruction[]): Promise<number> {
  const back = await broughtBack(tx, later);
  if (back.length === 0) return 0;
  const keys = (await keyStore.withDerived(tx, back)).filter(({ wrapped }) => wrapped).map(({ keyId }) => keyId);
  const ledger = await openLedger(within(tx), who.clock, who.master);
  const index = await appendOwn(ledger, who.actor, {
    log: MAIN_LOG,
    type: 'destruction',
    body: {
      keys,
      reason: 'destroyed after the backup that this ledger was restored from',
      proposedBy: `${who.actor.role}:${who.actor.id}`,
      confirmedBy: `${who.actor.role}:${who.actor.id}`,
      othersAffected: 0,
      again: later
        .filter((each) => each.keys.some((key) => back.includes(key)))
        .map(({ at, index: was }) => ({ at, index: was })),
    },
    holder: 'destructions',
    class: 'act',
  });
  await keyStore.wipe(tx, keys, index);
  return keys.length;
}

/** Keys that are there again; an id that was given out anew for something else is another key. */
async function broughtBack(tx: Tx, later: readonly Destruction[]): Promise<readonly number[]> {
  const needs = new Map<number, Set<string>>();
  for (const { keys, needs: ofKeys } of later) {
    for (const [at, key] of keys.entries()) needs.set(key, (needs.get(key) ?? new Set()).add(ofKeys[at] ?? ''));
  }
  const there = await keyStore.stillThere(tx, [...needs.keys()]);
  return there.filter((key) => needs.get(key.keyId)?.has(needOf(key)) === true).map(({ keyId }) => keyId);
}

/** A database whose every transaction is this one. */
const within = (tx: Tx): Db => ({
  as: (_actor, work) => work(tx),
  servingAs: (_actor, work) => work(tx),
  ask: async (text, values) => (await tx.client.query(text, [...values])).rows,
  connect: () => Promise.reject(new Error('there is no other connection within a transaction')),
  close: async () => undefined,
});
