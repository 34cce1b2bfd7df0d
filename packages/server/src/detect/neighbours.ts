import type { NativeRecord } from '../kernel/record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { KeyedFact } from '../people/facts.ts';
import { factsAt } from '../people/facts.ts';
import { conversationMac, conversationOf } from '../people/follow.ts';
import type { Asked, Spot } from '../people/store.ts';
import * as peopleStore from '../people/store.ts';
import type { Tx } from '../platform/db.ts';
import { NEAR_MESSAGES, NEAR_MS } from './near.ts';

const limits = { most: NEAR_MESSAGES, withinMs: NEAR_MS };

/**
 * The messages right before each of these in its conversation, oldest first. Only those under the same data key count:
 * what is found with the words of another message must go when that message is destroyed.
 */
export async function neighboursBefore(
  tx: Tx,
  ledger: Ledger,
  ids: ReadonlyMap<string, number>,
  facts: readonly KeyedFact[],
): Promise<ReadonlyMap<KeyedFact, readonly NativeRecord[]>> {
  const asked = askedOf(ledger, ids, facts);
  const spots = await peopleStore.spotsBeside(
    tx,
    asked.map(({ place }) => place),
    'before',
    limits,
  );
  const found = new Map(
    (await factsAt(tx, ledger, spots)).map((fact) => [`${ids.get(fact.log) ?? 0} ${fact.index}`, fact] as const),
  );
  const before = new Map<KeyedFact, readonly NativeRecord[]>();
  for (const spot of spots) {
    const fact = asked[spot.of]?.fact;
    const near = found.get(`${spot.logId} ${spot.index}`);
    if (fact === undefined || near === undefined || !isSameTalk(fact, near)) continue;
    before.set(fact, [near.record, ...(before.get(fact) ?? [])]);
  }
  return before;
}

/** Messages in the ledger that come right after one of these in the same conversation: they may mean something else now. */
export async function spotsAfter(
  tx: Tx,
  ledger: Ledger,
  ids: ReadonlyMap<string, number>,
  facts: readonly KeyedFact[],
): Promise<readonly Spot[]> {
  const asked = askedOf(ledger, ids, facts).map(({ place }) => place);
  return await peopleStore.spotsBeside(tx, asked, 'after', limits);
}

type AskedOf = { readonly fact: KeyedFact; readonly place: Asked };

function askedOf(ledger: Ledger, ids: ReadonlyMap<string, number>, facts: readonly KeyedFact[]): readonly AskedOf[] {
  return facts.flatMap((fact) => {
    const conversation = fact.record.kind === 'chat' ? conversationOf(fact.record) : undefined;
    if (conversation === undefined) return [];
    const { log, index, record } = fact;
    const mac = conversationMac(ledger, conversation);
    return [{ fact, place: { mac, at: record.occurredAt, logId: ids.get(log) ?? 0, index } }];
  });
}

/** Another version of the message itself is no neighbour of it. */
function isSameTalk(a: KeyedFact, b: KeyedFact): boolean {
  if (a.keyId !== b.keyId || a.record.source !== b.record.source) return false;
  return a.record.externalId !== b.record.externalId;
}
