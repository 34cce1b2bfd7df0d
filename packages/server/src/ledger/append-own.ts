import type { EntryType } from '@zhenglian/proof';
import { shanghaiMonth } from '../kernel/time.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { append } from './append.ts';
import type { Body } from './body.ts';
import { commitBody, sealBody } from './body.ts';
import * as keyStore from './data-key-store.ts';
import type { RetentionClass } from './data-keys.ts';
import type { Ledger } from './ledger.ts';
import { AUDIT_LOG } from './ledger.ts';
import * as store from './store.ts';

/** An entry the product itself makes: what a person decided, read or was shown. */
export type Own = {
  readonly log: string;
  readonly type: Exclude<EntryType, 'record' | 'delivery'>;
  readonly body: Body;
  /** Whose key seals it: any stable name, of which only a keyed digest is stored. */
  readonly holder: string;
  readonly class: RetentionClass;
  /** Data keys of the bodies this was derived from: destroying one of them destroys this too. */
  readonly derivedFrom?: readonly number[];
};

/** Appends one such entry in a transaction of its own and answers its index, durable by then. */
export async function appendOwn(ledger: Ledger, actor: Actor, own: Own): Promise<number> {
  const { logId } = await ledger.db.as(actor, (tx) => store.logNamed(tx, own.log));
  const month = shanghaiMonth(ledger.clock.now());
  const holderMac = ledger.secrets.mac(Buffer.from(`holder\0${own.holder}`));
  const [key] = await ledger.keys.resolve(logId, [{ holderMac, class: own.class, month }]);
  if (key === undefined) throw new Error('no data key for an own entry');
  const committed = commitBody(own.log, own.type, own.body, new Uint8Array(0));
  const draft = {
    type: own.type,
    sha256: committed.sha256,
    sm3: committed.sm3,
    keyId: key.keyId,
    sealed: sealBody(key.key, committed),
  };
  const write = async (tx: Tx) => {
    if (own.derivedFrom !== undefined) await keyStore.dependOn(tx, key.keyId, own.derivedFrom);
    return await append(tx, ledger.clock, logId, [draft], { own: true });
  };
  const { outcomes } = await ledger.db.as(actor, write);
  const index = outcomes[0]?.index;
  if (index === undefined) throw new Error('an own entry has an index');
  return index;
}

/** Every reading of content, search, export or un-masking is an entry before it is answered. */
export async function audit(ledger: Ledger, actor: Actor, act: string, what: Body): Promise<number> {
  const body = { act, actor: `${actor.role}:${actor.id}`, at: ledger.clock.now(), what };
  return await appendOwn(ledger, actor, {
    log: AUDIT_LOG,
    type: 'audit',
    body,
    holder: `${actor.role}:${actor.id}`,
    class: 'audit',
  });
}
