import type { Follower } from '../ledger/follow.ts';
import type { ReadEntry } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { actSchema } from './acts/act.ts';
import { applyAct } from './acts/apply-act.ts';
import { refreshMatrix } from './matrix-store.ts';
import { refreshReach } from './reach.ts';

/**
 * Keeps who may do what: grants, walls, cells of the matrix, proposals and what followed from them, holds, cases. All of it
 * comes from `act` entries; whom a wall or a limited grant covers comes from what the records say of people.
 */
export const accessFollower: Follower = {
  name: 'access',
  after: 'people',
  reads: ['act'],
  tables: [
    'role_grant',
    'wall_set',
    'matrix_cell',
    'proposal',
    'unmasking',
    'hold',
    'case_file',
    'case_member',
    'case_person',
    'rule_state',
    'watch_review',
    'suggestion_refusal',
    'scope_person',
    'wall',
  ],

  async apply(tx, ledger, entries) {
    const ids = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    for (const entry of entries) {
      const act = actIn(entry);
      if (act !== undefined) await applyAct(tx, ledger, { ...act, logId: ids.get(entry.place.log) ?? 0 });
    }
  },

  settlesOn: ['act', 'record', 'retraction', 'destruction'],
  async settle(tx, ledger) {
    await refreshMatrix(tx);
    await refreshReach(tx, ledger);
  },
};

/** The act in an entry with who did it; `undefined` for acts of other modules and for what was destroyed. */
function actIn({ entry, content, place }: ReadEntry) {
  if (entry.type !== 'act' || content.status !== 'open') return undefined;
  const decoded = actSchema.safeParse(content.body);
  if (!decoded.success) return undefined;
  const { actor } = content.body as { readonly actor?: unknown };
  return { act: decoded.data, actor: String(actor), at: entry.recordedAt, index: place.index };
}
