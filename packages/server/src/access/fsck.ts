import type { Check } from '../ledger/fsck-check.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { AUDIT_LOG } from '../ledger/ledger.ts';
import { readEntries } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Tx } from '../platform/db.ts';
import * as holdStore from './hold-store.ts';
import { holds, keysUnder } from './holds.ts';
import { matrixNow } from './matrix-store.ts';

/**
 * Sessions and holds stand in tables that the operator can write to. A session that no entry says was opened was put
 * there by hand; a data key marked as held, or not, against what the standing holds say, was changed by hand.
 */
export async function checkAccess(
  tx: Tx,
  ledger: Ledger,
  wholeFilesWith: (tx: Tx, keys: readonly number[]) => Promise<readonly number[]>,
): Promise<readonly Check[]> {
  return [await checkSessions(tx, ledger), await checkHolds(tx, ledger, wholeFilesWith), await checkMatrix(tx)];
}

async function checkSessions(tx: Tx, ledger: Ledger): Promise<Check> {
  const check = 'sessions';
  const opened = new Map<string, string>();
  const log = await ledgerStore.logNamed(tx, AUDIT_LOG);
  const rows = await tx.q
    .selectFrom('reading')
    .select('index')
    .where('act', '=', 'session.open')
    .orderBy('index')
    .execute();
  const indexes = rows.map(({ index }) => Number(index));
  for (let from = 0; from < indexes.length; from += 1_000)
    for (const { content } of await readEntries(tx, ledger, log, indexes.slice(from, from + 1_000))) {
      if (content.status !== 'open') continue;
      const { actor, what } = content.body as { readonly actor: string; readonly what: { readonly session?: string } };
      opened.set(what.session ?? '', actor);
    }
  const standing = await tx.q.selectFrom('session').select(['id', 'account_id']).execute();
  const wrong = standing.filter(({ id, account_id }) => opened.get(id) !== `account:${account_id}`);
  return wrong.length === 0
    ? {
        check,
        outcome: 'pass',
        because: `${standing.length} sessions stand, each with the entry that says it was opened`,
      }
    : {
        check,
        outcome: 'fail',
        because: `${wrong.length} sessions stand that no entry says were opened for their account`,
      };
}

/** The table that policies and sessions ask must say what the template and the acts say. */
async function checkMatrix(tx: Tx): Promise<Check> {
  const check = 'matrix';
  const matrix = await matrixNow(tx);
  const wanted = new Set([...matrix].flatMap(([role, all]) => [...all].map((each) => `${role} ${each}`)));
  const rows = await tx.q.selectFrom('permission').selectAll().execute();
  const standing = new Set(rows.map(({ role, permission }) => `${role} ${permission}`));
  const wrong =
    [...standing].filter((row) => !wanted.has(row)).length + [...wanted].filter((row) => !standing.has(row)).length;
  return wrong === 0
    ? { check, outcome: 'pass', because: `${standing.size} permissions stand as the template and the acts say` }
    : { check, outcome: 'fail', because: `${wrong} permissions stand otherwise than the template and the acts say` };
}

async function checkHolds(
  tx: Tx,
  ledger: Ledger,
  wholeFilesWith: (tx: Tx, keys: readonly number[]) => Promise<readonly number[]>,
): Promise<Check> {
  const check = 'holds';
  const standing = (await holds(tx, ledger)).filter(({ releasedAt }) => releasedAt === null);
  const wanted = new Set<number>();
  for (const { query } of standing) for (const key of await keysUnder(tx, ledger, query)) wanted.add(key);
  for (const key of await wholeFilesWith(tx, [...wanted])) wanted.add(key);
  // Keys made since the last hold was placed are marked when a destruction asks; a mark too many is nobody's doing.
  const extra = (await holdStore.heldKeys(tx)).filter((key) => !wanted.has(key));
  return extra.length === 0
    ? {
        check,
        outcome: 'pass',
        because: `${standing.length} holds stand; no data key is marked beyond what they cover`,
      }
    : { check, outcome: 'fail', because: `${extra.length} data keys are marked as held by no hold` };
}
