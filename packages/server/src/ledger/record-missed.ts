import type { Actor } from '../platform/db.ts';
import { audit } from './append-own.ts';
import type { Body } from './body.ts';
import type { Ledger } from './ledger.ts';

/**
 * Records that somebody asked for what they were not given: `walled` where it is there and held back from them, `missed`
 * where there is no such thing. Both cost the asker the same time and answer, so that neither tells them which it was.
 */
export async function recordMissed(
  ledger: Ledger,
  actor: Actor,
  act: string,
  what: Body,
  about: readonly string[],
  isThere: boolean,
): Promise<void> {
  if (actor.role !== 'account') return;
  await audit(ledger, actor, act, what, { items: 0, about, outcome: isThere ? 'walled' : 'missed' });
}
