import type { Canonical } from '@zhenglian/proof';
import { appendOwn, audit } from '../../ledger/append-own.ts';
import { catchUp } from '../../ledger/follow.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { MAIN_LOG } from '../../ledger/ledger.ts';
import { peopleFollower } from '../../people/follow.ts';
import type { Actor } from '../../platform/db.ts';
import { actorName } from '../../platform/db.ts';
import { accessFollower } from '../follow.ts';
import type { Act } from './act.ts';

/**
 * Appends what somebody decided and brings everything that follows from it up to that entry, so that it holds when
 * this answers. It also stands in the watcher's ledger, with the
 * employees it is about. Answers the index of the entry in the main log.
 */
export async function recordAct(
  ledger: Ledger,
  actor: Actor,
  act: Act,
  about: readonly string[] = [],
): Promise<number> {
  const body = { ...(act as { readonly [name: string]: Canonical }), actor: actorName(actor), at: ledger.clock.now() };
  const own = { log: MAIN_LOG, type: 'act', body, holder: `acts:${act.act}`, class: 'act' } as const;
  const index = await appendOwn(ledger, actor, own);
  const what = { entry: { log: MAIN_LOG, index } };
  await audit(ledger, actor, nameOf(act), what, { ground: 'act', about, items: 0, outcome: 'done' });
  await deriveActs(ledger);
  return index;
}

/** How the watcher's ledger calls an act: what two persons decide by its kind. */
function nameOf(act: Act): string {
  if (act.act === 'propose') return `${act.kind}.proposed`;
  return act.act === 'decide' ? `${act.kind}.${act.decision}` : act.act;
}

export async function deriveActs(ledger: Ledger): Promise<void> {
  await catchUp(ledger, peopleFollower);
  await catchUp(ledger, accessFollower);
}
