import { Refusal } from '../kernel/refusal.ts';
import { shanghaiMonth } from '../kernel/time.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { append } from './append.ts';
import { commitBody, sealBody } from './body.ts';
import * as keyStore from './data-key-store.ts';
import { forgetKeys } from './follow-store.ts';
import type { Ledger } from './ledger.ts';
import { MAIN_LOG } from './ledger.ts';
import { holderMessage } from './mac-messages.ts';
import * as store from './store.ts';

/** What is to be destroyed, who asks, who confirms, and why. */
export type Destruction = {
  readonly keyIds: readonly number[];
  readonly reason: string;
  /** The act by which two persons decided it, and both of them as entries name actors. */
  readonly proposal: string;
  readonly proposedBy: string;
  readonly confirmedBy: string;
  /** How many other persons have something under these keys, and where: named to both before they decide. */
  readonly othersAffected: number;
};

export type Destroyed = { readonly index: number; readonly keyIds: readonly number[] };

/**
 * Destroys data keys and, with them, whatever was derived from their bodies. Every entry and every proof
 * stays; the bodies can never be opened again. It is itself an entry.
 *
 * `markHeld` works out under the lock which keys are on hold by then. Refuses with `destroy.needs_two` unless two different people act, with `key.held` while one of the keys is
 * on hold, and with `not_found` when nothing is left to destroy. PIPL 47, 个保法 47 ¶2 on restriction instead.
 */
export async function destroy(
  ledger: Ledger,
  wish: Destruction,
  markHeld: (tx: Tx) => Promise<void>,
): Promise<Destroyed> {
  if (wish.proposedBy === wish.confirmedBy) throw new Refusal('destroy.needs_two', {});
  const { logId } = await ledger.db.as(systemActor, (tx) => store.logNamed(tx, MAIN_LOG));
  const holderMac = ledger.secrets.mac(holderMessage('destructions'));
  const month = shanghaiMonth(ledger.clock.now());
  const [own] = await ledger.keys.resolve(logId, [{ holderMac, class: 'act', month }]);
  if (own === undefined) throw new Error('a destruction has a data key');
  const done = await ledger.db.as(systemActor, async (tx) => {
    for (const log of await store.logs(tx)) await store.lockHead(tx, log.logId);
    await markHeld(tx);
    const keys = (await keyStore.withDerived(tx, wish.keyIds)).filter((key) => key.wrapped && key.keyId !== own.keyId);
    if (keys.length === 0) throw new Refusal('not_found', { what: 'a data key that is not destroyed yet' });
    const held = keys.filter((key) => key.held).map((key) => key.keyId);
    if (held.length > 0) throw new Refusal('key.held', { keys: held.join(', ') });
    const keyIds = keys.map((key) => key.keyId);
    const body = {
      keys: keyIds,
      reason: wish.reason,
      proposal: wish.proposal,
      proposedBy: wish.proposedBy,
      confirmedBy: wish.confirmedBy,
      othersAffected: wish.othersAffected,
    };
    const committed = commitBody(MAIN_LOG, 'destruction', body, new Uint8Array(0));
    const draft = {
      type: 'destruction' as const,
      sha256: committed.sha256,
      sm3: committed.sm3,
      keyId: own.keyId,
      sealed: sealBody(own.key, committed),
    };
    const { outcomes } = await append(tx, ledger.clock, logId, [draft], { own: true });
    const index = outcomes[0]?.index ?? 0;
    await keyStore.wipe(tx, keyIds, index);
    await forgetKeys(tx, keyIds);
    return { index, keyIds };
  });
  ledger.keys.forget();
  return done;
}
