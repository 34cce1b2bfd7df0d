import type { Ledger } from '../ledger/ledger.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { World } from '../people/facts.ts';
import { factsAt } from '../people/facts.ts';
import type { Tx } from '../platform/db.ts';
import type { RuleHit } from './detect-record.ts';
import { detectRecord } from './detect-record.ts';
import { neighboursBefore } from './neighbours.ts';
import { contextOf } from './side.ts';
import type { FindingRow } from './store.ts';

/** What the words were read as and what spoke for and against them, with weights in tenths of what makes a finding. */
export type Explained = Pick<RuleHit, 'normal' | 'why'>;

/**
 * Why a rule saw something, read again from the entry: findings keep places and no words. Undefined where the rules of
 * today read those words otherwise.
 */
export async function explain(tx: Tx, ledger: Ledger, world: World, row: FindingRow): Promise<Explained | undefined> {
  const [fact] = await factsAt(tx, ledger, [row]);
  if (fact === undefined) return undefined;
  const context = contextOf(
    world.directory,
    world.facts.map(({ record }) => record),
  );
  const ids = new Map((await ledgerStore.logs(tx)).map(({ name, logId }) => [name, logId]));
  const before = (await neighboursBefore(tx, ledger, ids, [fact])).get(fact) ?? [];
  const alone = detectRecord(fact.record, context);
  const { findings } = alone.lacking ? detectRecord(fact.record, context, { before }) : alone;
  for (const hit of findings) {
    if ('failed' in hit || hit.rule !== row.rule || hit.version !== row.version) continue;
    if (hit.field === row.field && hit.start === row.start && hit.end === row.end)
      return { normal: hit.normal, why: hit.why };
  }
  return undefined;
}
