import type { Payload } from '../access/acts/act.ts';
import { recordAct } from '../access/acts/record-act.ts';
import { personOf } from '../access/pseudonym.ts';
import { isWalled } from '../access/reach-store.ts';
import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import * as ledgerStore from '../ledger/store.ts';
import { inOrder } from '../people/fact.ts';
import { factsAt, worldOf } from '../people/facts.ts';
import type { RefusalRow } from '../people/store.ts';
import * as peopleStore from '../people/store.ts';
import type { Suggestion } from '../people/suggestions.ts';
import { suggestionsIn } from '../people/suggestions.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { proposeAct } from './acts.ts';
import type { Product } from './product.ts';
import { bringUp } from './run.ts';

/** The kinds in which names and accounts stand that nobody was found behind. */
const LOOKED_AT = ['transfer', 'deal'] as const;

/** What is suggested now and what was refused. That it was shown is recorded before this answers. */
export async function showSuggestions(
  ledger: Ledger,
  actor: Actor,
): Promise<{ readonly items: readonly Suggestion[]; readonly refused: readonly RefusalRow[] }> {
  const items = await suggestionsFor(ledger, actor);
  const about = [...new Set(items.flatMap((each) => each.about))].map((ref) => personOf(ledger, ref));
  const ids = items.map(({ id }) => id);
  if (ids.length > 0)
    await audit(ledger, actor, 'suggestions.read', { ids }, { ground: 'list', about, items: ids.length });
  return { items, refused: await ledger.db.as(systemActor, (tx) => peopleStore.refusals(tx)) };
}

/** Only what rests on entries that this actor may read, and nothing about whom they are walled off from. */
async function suggestionsFor(ledger: Ledger, actor: Actor): Promise<readonly Suggestion[]> {
  const { facts, directory } = await worldOf(ledger);
  const events = await ledger.db.as(actor, async (tx) =>
    factsAt(tx, ledger, await peopleStore.spotsOfKinds(tx, LOOKED_AT)),
  );
  const all = suggestionsIn({ directory, facts: inOrder([...facts, ...events]) });
  const open: Suggestion[] = [];
  for (const each of all) if (await maySee(ledger, actor, each)) open.push(each);
  return open;
}

async function maySee(ledger: Ledger, actor: Actor, { entries, about }: Suggestion): Promise<boolean> {
  if (actor.role !== 'account') return true;
  const persons = about.map((ref) => personOf(ledger, ref));
  if (await ledger.db.as(systemActor, (tx) => isWalled(tx, actor.id, persons))) return false;
  return await ledger.db.as(actor, async (tx) => {
    const logs = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    const spots = entries.map(({ log, index }) => ({ logId: logs.get(log) ?? 0, index }));
    return (await factsAt(tx, ledger, spots)).length === entries.length;
  });
}

export type SuggestionDecision = 'confirmed' | 'refused' | 'reopened';

/**
 * What somebody makes of a suggestion. Refusing it takes one person and keeps the two apart from then on; `reopened`
 * takes that back. Confirming it says whose an account is, and so proposes what a second person confirms: the record
 * that comes of it is read like any other.
 */
export async function decideSuggestion(
  product: Product,
  actor: Actor,
  id: string,
  { decision, reason }: { readonly decision: SuggestionDecision; readonly reason: string },
): Promise<{ readonly proposal: string | null; readonly index: number | null }> {
  const { ledger } = product;
  if (decision === 'reopened') return { proposal: null, index: await reopen(product, actor, id, reason) };
  const suggestion = (await suggestionsFor(ledger, actor)).find((each) => each.id === id);
  if (suggestion === undefined) throw new Refusal('not_found', { what: 'this suggestion' });
  const { kind, join, about } = suggestion;
  if (decision === 'confirmed') {
    if (join === undefined) throw new Refusal('not_found', { what: 'an account or a name to be joined here' });
    const payload: Payload<'relation.confirm'> = { relation: join };
    const proposal = await proposeAct(product, actor, 'relation.confirm', { payload, reason });
    return { proposal: proposal.id, index: null };
  }
  const persons = about.map((ref) => personOf(ledger, ref));
  const act = { act: 'suggestion.decide', suggestion: id, kind, decision, why: reason } as const;
  const index = await recordAct(ledger, actor, act, persons);
  await bringUp(product);
  return { proposal: null, index };
}

async function reopen(product: Product, actor: Actor, id: string, why: string): Promise<number> {
  const { ledger } = product;
  const refused = await ledger.db.as(systemActor, (tx) => peopleStore.refusals(tx));
  const known = refused.find((each) => each.id === id);
  if (known === undefined) throw new Refusal('not_found', { what: 'this refusal' });
  const { kind } = known;
  const act = { act: 'suggestion.decide', suggestion: id, kind, decision: 'reopened', why } as const;
  const index = await recordAct(ledger, actor, act);
  await bringUp(product);
  return index;
}
