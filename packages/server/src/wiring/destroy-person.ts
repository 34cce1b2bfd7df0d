import * as holdStore from '../access/hold-store.ts';
import { refreshHeld } from '../access/holds.ts';
import { keysOfWholeOriginals } from '../intake/whole-originals.ts';
import type { Party } from '../kernel/party.ts';
import { partyKey } from '../kernel/party.ts';
import { Refusal } from '../kernel/refusal.ts';
import { parseInstant } from '../kernel/time.ts';
import * as keyStore from '../ledger/data-key-store.ts';
import { destroy } from '../ledger/destroy.ts';
import { holderMessage } from '../ledger/mac-messages.ts';
import { readWorld } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import * as peopleStore from '../people/store.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { noteDestructions } from './destructions.ts';
import type { Product } from './product.ts';
import { bringUp } from './run.ts';

export type PersonMonth = {
  readonly person: string;
  readonly month: string;
  /** The act by which two persons decided it, and both of them as entries name actors. */
  readonly proposal: string;
  readonly by: string;
  readonly confirmedBy: string;
  readonly reason: string;
  /** Also the keys of group conversations and of records that name this person beside others. */
  readonly withConversations: boolean;
  /** Also files sealed whole out of which this person's records were read; they hold other people's rows too. */
  readonly withOriginals: boolean;
};

export type Gone = {
  readonly index: number;
  readonly keys: number;
  readonly othersAffected: number;
  readonly leftConversations: number;
  /** Files sealed whole that still hold this person's rows. */
  readonly leftOriginals: number;
};

/** What is asked to be destroyed, without who decided it. */
export type Asked = Pick<PersonMonth, 'person' | 'month' | 'withConversations' | 'withOriginals'>;

/**
 * The keys that a destruction would wipe, and whom else they touch. Refuses with `not_found` when nothing is held for
 * this employee in that month.
 */
export async function planDestruction(product: Product, wish: Asked) {
  const { ledger, db } = product;
  const plan = await db.as(systemActor, async (tx) => {
    const { directory } = await readWorld(tx, ledger);
    const own: readonly Party[] = [
      { system: 'hr', ref: wish.person },
      ...directory.handlesOf({ system: 'hr', ref: wish.person }),
    ];
    const macs = own.flatMap((party) => holdersOf(party).map((holder) => ledger.secrets.mac(holderMessage(holder))));
    const keys = await keyStore.keysOf(tx, macs, wish.month);
    const [from, to] = monthSpan(wish.month);
    const mentions = own.map((party) => partyMac(ledger, party));
    const shared = (await peopleStore.keysNaming(tx, mentions, from, to)).filter((key) => !keys.includes(key));
    const bodies = wish.withConversations ? [...keys, ...shared] : keys;
    const originals = await keysOfWholeOriginals(tx, product.intake, bodies);
    const wanted = wish.withOriginals ? [...bodies, ...originals] : bodies;
    const named = await peopleStore.partiesUnder(tx, wanted);
    const mine = new Set(mentions.map((mac) => mac.toString('hex')));
    return {
      wanted,
      left: wish.withConversations ? 0 : shared.length,
      leftOriginals: wish.withOriginals ? 0 : originals.length,
      others: named.filter((mac) => !mine.has(mac)).length,
    };
  });
  if (plan.wanted.length === 0)
    throw new Refusal('not_found', { what: 'anything held for this employee in this month' });
  return plan;
}

/** Marks what standing holds cover, and files sealed whole that hold rows of it: they outlast everybody in them. */
export async function markHeld(tx: Tx, { ledger, intake }: Pick<Product, 'ledger' | 'intake'>): Promise<void> {
  await refreshHeld(tx, ledger);
  await holdStore.addHeld(tx, await keysOfWholeOriginals(tx, intake, await holdStore.heldKeys(tx)));
}

/**
 * Destroys what is held for one employee in one month (Asia/Shanghai). What stands under keys shared with
 * others stays unless that is asked for, and how many others it touches is recorded with the destruction.
 */
export async function destroyPersonMonth(product: Product, wish: PersonMonth): Promise<Gone> {
  await bringUp(product);
  const { ledger } = product;
  // Also what an earlier one could not write down any more.
  await noteDestructions(product);
  const plan = await planDestruction(product, wish);
  const { reason, proposal } = wish;
  const done = await destroy(
    ledger,
    {
      ...{ keyIds: plan.wanted, reason, proposal, othersAffected: plan.others },
      ...{ proposedBy: wish.by, confirmedBy: wish.confirmedBy },
    },
    (tx) => markHeld(tx, product),
  );
  await noteDestructions(product);
  await bringUp(product);
  const { others: othersAffected, left: leftConversations, leftOriginals } = plan;
  return { index: done.index, keys: done.keyIds.length, othersAffected, leftConversations, leftOriginals };
}

/** A source may name the realm or leave it out; both are the same account. */
function holdersOf(party: Party): readonly string[] {
  const { realm: _, ...bare } = party;
  return [...new Set([partyKey(party), partyKey(bare)])];
}

function monthSpan(month: string): readonly [number, number] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  const start = (text: string) => parseInstant(`${text}-01T00:00:00+08:00`) ?? 0;
  return [start(month), start(next)];
}
