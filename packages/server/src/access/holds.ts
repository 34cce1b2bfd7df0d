import { randomId } from '../kernel/ids.ts';
import { partyKey } from '../kernel/party.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { LAST_INSTANT, shanghaiMonth } from '../kernel/time.ts';
import * as keyStore from '../ledger/data-key-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import { holderMessage } from '../ledger/mac-messages.ts';
import { openBodies } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { readWorld } from '../people/facts.ts';
import { partyMac } from '../people/follow.ts';
import * as peopleStore from '../people/store.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { HoldQuery } from './acts/act.ts';
import { holdQuery } from './acts/act.ts';
import { recordAct } from './acts/record-act.ts';
import * as store from './hold-store.ts';
import { personOf } from './pseudonym.ts';
import { accountsOf } from './reach.ts';
import { wallsOfAccount } from './reach-store.ts';

export type Hold = {
  readonly id: string;
  readonly query: HoldQuery;
  readonly why: string;
  readonly by: string;
  readonly placedAt: number;
  readonly releasedAt: number | null;
  readonly index: number;
};

/**
 * Places a hold: nothing that its query covers can be destroyed while it stands, also what is recorded later. The exact
 * query is kept in the entry, so that anybody can work out again what was held.
 */
export async function placeHold(ledger: Ledger, actor: Actor, query: HoldQuery, why: string): Promise<string> {
  const hold = randomId();
  await recordAct(ledger, actor, { act: 'hold.place', hold, query, why });
  await ledger.db.as(systemActor, (tx) => refreshHeld(tx, ledger));
  return hold;
}

/** Every hold there ever was, newest first, out of the entries that placed them. */
export async function holds(tx: Tx, ledger: Ledger): Promise<readonly Hold[]> {
  const rows = await store.holdRows(tx);
  const log = await ledgerStore.logNamed(tx, MAIN_LOG);
  const bodies = await openBodies(
    tx,
    ledger,
    log,
    rows.map(({ index }) => index),
  );
  return rows.flatMap((row) => {
    const body = bodies.get(row.index);
    const query = holdQuery.safeParse(body?.query);
    return query.success ? [{ ...row, query: query.data, why: String(body?.why), by: String(body?.actor) }] : [];
  });
}

/** The holds that an account may know of: none about itself, its managers or kin. */
export async function holdsSeenBy(ledger: Ledger, actor: Actor): Promise<readonly Hold[]> {
  return await ledger.db.as(systemActor, async (tx) => {
    const all = await holds(tx, ledger);
    if (actor.role !== 'account') return all;
    const walls = new Set((await wallsOfAccount(tx, actor.id)).map(({ mac }) => mac.toString('hex')));
    return all.filter(({ query }) => !query.employees.some((ref) => walls.has(personOf(ledger, ref))));
  });
}

export async function holdNamed(ledger: Ledger, id: string): Promise<Hold> {
  const found = (await ledger.db.as(systemActor, (tx) => holds(tx, ledger))).find((hold) => hold.id === id);
  if (found === undefined) throw new Refusal('hold.unknown', { what: 'this hold' });
  return found;
}

/**
 * Marks the data keys that standing holds cover, and no others. Called when a hold is placed or released, and under the
 * lock of a destruction, so that what was recorded since is held too.
 */
export async function refreshHeld(tx: Tx, ledger: Ledger): Promise<void> {
  const standing = (await holds(tx, ledger)).filter(({ releasedAt }) => releasedAt === null);
  const held = new Set<number>();
  for (const { query } of standing) for (const key of await keysUnder(tx, ledger, query)) held.add(key);
  await store.replaceHeld(tx, [...held]);
}

/** The data keys of everything that names one of the persons: their own, and those of conversations and records beside others. */
export async function keysUnder(tx: Tx, ledger: Ledger, query: HoldQuery): Promise<readonly number[]> {
  const { directory } = await readWorld(tx, ledger);
  const parties = query.employees.flatMap((ref) => accountsOf(directory, ref));
  const [from, to] = [query.from ?? 0, query.to ?? LAST_INSTANT];
  const holders = parties.flatMap((party) => {
    const { realm: _, ...bare } = party;
    return [partyKey(party), partyKey(bare)].map((holder) => ledger.secrets.mac(holderMessage(holder)));
  });
  // `to` is not included; without it every month there will ever be is.
  const last = query.to === undefined ? '9999-12' : shanghaiMonth((query.to - 1) as Instant);
  const own = await store.keysOfHolders(tx, holders, shanghaiMonth(from as Instant), last);
  const naming = await peopleStore.keysNaming(
    tx,
    parties.map((party) => partyMac(ledger, party)),
    from,
    to,
  );
  const all = [...new Set([...own, ...naming])];
  const within = query.sources === undefined ? all : await store.keysFrom(tx, all, query.sources);
  return (await keyStore.withDerived(tx, within)).map(({ keyId }) => keyId);
}
