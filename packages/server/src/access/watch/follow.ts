import { z } from 'zod';
import { digestId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import { formatShanghai } from '../../kernel/time.ts';
import type { Follower } from '../../ledger/follow.ts';
import { AUDIT_LOG, MAIN_LOG } from '../../ledger/ledger.ts';
import type { ReadEntry } from '../../ledger/read.ts';
import * as ledgerStore from '../../ledger/store.ts';
import type { Tx } from '../../platform/db.ts';
import { alertsOn } from './rules.ts';
import * as store from './store.ts';

const Audited = z.object({
  act: z.string(),
  actor: z.string(),
  what: z.looseObject({ id: z.string().optional().catch(undefined), chain: z.string().optional().catch(undefined) }),
  reading: z
    .object({
      ground: z.string(),
      about: z.array(z.string().regex(/^[0-9a-f]{32}$/)),
      items: z.int(),
      outcome: z.enum(['read', 'walled', 'missed', 'refused', 'done']),
    })
    .exactOptional(),
});
const Granted = z.object({ act: z.literal('role.grant'), actor: z.string() });
const ConfirmedFirst = z.object({ act: z.literal('decide'), role: z.literal('first'), actor: z.string() });

/** The longest stretch any rule looks back over. */
const LOOK_BACK_MILLIS = 24 * 3_600_000;

/**
 * 查阅登记 as rows: what everybody read, sought, exported and changed, and what of it an auditor should look at. Rows hold
 * positions, acts and keyed digests; the words stand sealed in the entries.
 */
export const watchFollower: Follower = {
  name: 'watch',
  after: null,
  reads: ['audit', 'act'],
  tables: ['reading', 'watch_alert', 'package_subject'],
  settlesOn: [],
  settle: async () => undefined,

  async apply(tx, _ledger, entries) {
    const ids = new Map((await ledgerStore.logs(tx)).map((log) => [log.name, log.logId]));
    for (const entry of entries) await note(tx, entry, ids.get(entry.place.log) ?? 0);
  },
};

async function note(tx: Tx, { entry, content, place }: ReadEntry, logId: number): Promise<void> {
  if (content.status !== 'open') return;
  const at = entry.recordedAt;
  if (place.log === MAIN_LOG && entry.type === 'act') {
    const granted = Granted.safeParse(content.body).data ?? ConfirmedFirst.safeParse(content.body).data;
    if (granted === undefined) return;
    await raise(tx, 'one-person-grant', granted.actor, { at, index: place.index });
    return;
  }
  if (place.log !== AUDIT_LOG) return;
  const audited = Audited.safeParse(content.body).data;
  if (audited === undefined) return;
  const { act, actor, reading, what } = audited;
  if (act === 'package.make' && what.id !== undefined && what.chain !== undefined)
    await store.notePackageSubject(tx, what.id, what.chain);
  const { ground = '', about = [], items = 0, outcome = 'done' } = reading ?? {};
  await store.insertReading(tx, { logId, index: place.index, actor, act, ground, outcome, items, about, at });
  if (reading === undefined && act !== 'session.refused' && act !== 'account.link') return;
  const lines = await store.linesBefore(tx, actor, { at, index: place.index, since: at - LOOK_BACK_MILLIS });
  for (const kind of alertsOn(lines)) await raise(tx, kind, actor, { at, index: place.index });
}

/** One alert a kind, person and day (Asia/Shanghai): what follows adds to it. */
async function raise(tx: Tx, kind: string, actor: string, { at, index }: { at: number; index: number }): Promise<void> {
  const day = formatShanghai(at as Instant).slice(0, 10);
  await store.raiseAlert(tx, { id: digestId('watch-alert', { kind, actor, day }), kind, actor, at, index });
}
