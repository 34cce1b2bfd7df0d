import type { EntryType } from '@zhenglian/proof';
import { Refusal } from '../kernel/refusal.ts';
import { shanghaiMonth } from '../kernel/time.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { actorName, systemActor } from '../platform/db.ts';
import { append, KeyGone } from './append.ts';
import type { Body } from './body.ts';
import { commitBody, sealBody } from './body.ts';
import * as keyStore from './data-key-store.ts';
import type { RetentionClass } from './data-keys.ts';
import type { Ledger } from './ledger.ts';
import { AUDIT_LOG } from './ledger.ts';
import { holderMessage } from './mac-messages.ts';
import * as store from './store.ts';

/** An entry the product itself makes: what a person decided, read or was shown. */
export type Own = {
  readonly log: string;
  readonly type: Exclude<EntryType, 'record' | 'delivery'>;
  readonly body: Body;
  /** Whose key seals it: a stable name, of which only a keyed digest is stored. */
  readonly holder: string;
  readonly class: RetentionClass;
  /** Data keys of the bodies this was derived from: destroying one of them destroys this too. */
  readonly derivedFrom?: readonly number[];
};

const RETRIES = 3;

/**
 * Appends one such entry in a transaction of its own and answers its index, durable by then.
 *
 * Refuses with `key.destroyed` when one of the bodies it was derived from was destroyed meanwhile: what it says
 * would outlive them. Where only its own key was destroyed, it is sealed once more under a new one.
 */
export async function appendOwn(ledger: Ledger, actor: Actor, own: Own): Promise<number> {
  const { logId } = await ledger.db.as(systemActor, (tx) => store.logNamed(tx, own.log));
  for (let tried = 0; ; tried++) {
    try {
      return await appendOnce(ledger, actor, logId, own);
    } catch (error) {
      if (!(error instanceof KeyGone) || tried === RETRIES) throw error;
      ledger.keys.forget();
    }
  }
}

async function appendOnce(ledger: Ledger, actor: Actor, logId: number, own: Own): Promise<number> {
  const month = shanghaiMonth(ledger.clock.now());
  const holderMac = ledger.secrets.mac(holderMessage(own.holder));
  const [key] = await ledger.keys.resolve(logId, [{ holderMac, class: own.class, month }]);
  if (key === undefined) throw new Error('no data key for an own entry');
  const committed = commitBody(own.log, own.type, own.body, new Uint8Array(0));
  const { sha256, sm3 } = committed;
  const draft = { type: own.type, sha256, sm3, keyId: key.keyId, sealed: sealBody(key.key, committed) };
  const { outcomes } = await ledger.db.servingAs(actor, async (tx) => {
    const appended = await append(tx, ledger.clock, logId, [draft], { own: true });
    if (own.derivedFrom !== undefined) await tieToSources(tx, key.keyId, own.derivedFrom);
    return appended;
  });
  const index = outcomes[0]?.index;
  if (index === undefined) throw new Error('an own entry has an index');
  return index;
}

/** Behind the append, and so under the lock that a destruction takes: what is not destroyed now is destroyed with this. */
async function tieToSources(tx: Tx, keyId: number, sources: readonly number[]): Promise<void> {
  const gone = await store.destroyedAmong(tx, sources);
  if (gone.length > 0)
    throw new Refusal('key.destroyed', { why: 'what this was derived from was destroyed meanwhile' });
  await keyStore.dependOn(tx, keyId, sources);
}

/**
 * Upon what something was read: `finding:ID`, `chain:ID`, `case:ID`, `tip:LOG:INDEX`, `delivery:LOG:INDEX`, `list` for what
 * shows no content, `act` for what was decided, `urgent`, `command-line`, or `none`.
 */
export type Reading = {
  readonly ground: string;
  /** Keyed digests of the employees it is about, in hex. */
  readonly about: readonly string[];
  /** How many entries or files were opened. */
  readonly items: number;
  /** `walled` and `missed`: nothing was answered, for it is walled off or there is no such thing; `done` is an act. */
  readonly outcome: 'read' | 'walled' | 'missed' | 'refused' | 'done';
};

/**
 * Every reading of content, search, export or un-masking is an entry before it is answered. An attempt that was refused is
 * one too.
 */
export async function audit(
  ledger: Ledger,
  actor: Actor,
  act: string,
  what: Body,
  reading?: Partial<Reading>,
): Promise<number> {
  const ground = actor.role === 'operator' ? 'command-line' : 'none';
  const read = reading === undefined ? {} : { reading: { ground, about: [], items: 1, outcome: 'read', ...reading } };
  const body = { act, actor: actorName(actor), at: ledger.clock.now(), what, ...read };
  return await appendOwn(ledger, actor, {
    log: AUDIT_LOG,
    type: 'audit',
    body,
    holder: actorName(actor),
    class: 'audit',
  });
}
