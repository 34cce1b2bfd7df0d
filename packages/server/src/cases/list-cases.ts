import { Refusal } from '../kernel/refusal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import { openBodies } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import * as store from './store.ts';

export type Case = {
  readonly id: string;
  readonly state: 'open' | 'closed';
  readonly title: string;
  readonly ground: string;
  readonly employees: readonly string[];
  readonly members: readonly string[];
  readonly why: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly index: number;
};

async function allCases(ledger: Ledger): Promise<readonly Case[]> {
  return await ledger.db.as(systemActor, async (tx) => {
    const rows = await store.cases(tx);
    const log = await ledgerStore.logNamed(tx, MAIN_LOG);
    const bodies = await openBodies(
      tx,
      ledger,
      log,
      rows.map(({ index }) => index),
    );
    return rows.map((row) => {
      const body = bodies.get(row.index) ?? {};
      const { title = '', ground = '', why = '', employees = [] } = body;
      return {
        ...row,
        title: String(title),
        ground: String(ground),
        why: String(why),
        employees: employees as string[],
      };
    });
  });
}

/** The cases this account works on; for whoever is no account, all of them. */
export async function casesOf(ledger: Ledger, actor: Actor): Promise<readonly Case[]> {
  const all = await allCases(ledger);
  return actor.role === 'account' ? all.filter(({ members }) => members.includes(actor.id)) : all;
}

export async function caseNamed(ledger: Ledger, id: string): Promise<Case> {
  const found = (await allCases(ledger)).find((each) => each.id === id);
  if (found === undefined) throw new Refusal('case.unknown', { what: 'this case' });
  return found;
}
