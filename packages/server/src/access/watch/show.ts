import { Refusal } from '../../kernel/refusal.ts';
import { parseInstant } from '../../kernel/time.ts';
import { audit } from '../../ledger/append-own.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { AUDIT_LOG } from '../../ledger/ledger.ts';
import { readEntries } from '../../ledger/read.ts';
import * as ledgerStore from '../../ledger/store.ts';
import type { Actor, Tx } from '../../platform/db.ts';
import { systemActor } from '../../platform/db.ts';
import * as accounts from '../account-store.ts';
import { recordAct } from '../acts/record-act.ts';
import * as actStore from '../acts/store.ts';
import * as grants from '../grant-store.ts';
import { pseudonymOf } from '../pseudonym.ts';
import { unmaskings } from '../unmask-store.ts';
import type { AlertRow, Filter } from './store.ts';
import * as store from './store.ts';

export type ShownReading = {
  readonly index: number;
  readonly actor: string;
  readonly actorName: string;
  readonly act: string;
  readonly ground: string;
  readonly outcome: string;
  readonly items: number;
  /** Pseudonyms of the employees it is about. */
  readonly about: readonly string[];
  readonly at: number;
};

async function namesOf(tx: Tx, ledger: Ledger): Promise<(actor: string) => string> {
  const names = new Map((await accounts.accounts(tx, ledger)).map(({ id, name }) => [`account:${id}`, name]));
  return (actor) => names.get(actor) ?? actor;
}

const labelOf = (hex: string): string => pseudonymOf(Buffer.from(hex, 'hex'));

/** 查阅登记, newest first. Reading it is itself recorded. */
export async function showReadings(ledger: Ledger, actor: Actor, filter: Filter): Promise<readonly ShownReading[]> {
  const shown = await ledger.db.as(systemActor, async (tx) => {
    const nameOf = await namesOf(tx, ledger);
    return (await store.readingPage(tx, filter)).map(({ logId: _, about, ...row }) => ({
      ...row,
      actorName: nameOf(row.actor),
      about: about.map(labelOf),
    }));
  });
  await audit(ledger, actor, 'watch.read', { items: shown.length });
  return shown;
}

/** What stands in one entry of the log of readings: which things were opened. The actor's own policies decide. */
export async function showReading(ledger: Ledger, actor: Actor, index: number) {
  const read = await ledger.db.as(actor, async (tx) => {
    const log = (await ledgerStore.logs(tx)).find(({ name }) => name === AUDIT_LOG);
    const [found] = log === undefined ? [] : await readEntries(tx, ledger, log, [index]);
    return found;
  });
  if (read === undefined || read.content.status !== 'open') throw new Refusal('not_found', { what: 'this reading' });
  await audit(ledger, actor, 'watch.read', { index });
  return { entry: read.entry, body: read.content.body };
}

export type ShownAlert = AlertRow & { readonly actorName: string; readonly reviewerName: string | null };

export async function showAlerts(ledger: Ledger): Promise<readonly ShownAlert[]> {
  return await ledger.db.as(systemActor, async (tx) => {
    const nameOf = await namesOf(tx, ledger);
    return (await store.alerts(tx)).map((alert) => ({
      ...alert,
      actorName: nameOf(alert.actor),
      reviewerName: alert.reviewedBy === null ? null : nameOf(`account:${alert.reviewedBy}`),
    }));
  });
}

/** Says what became of an alert. Nobody reviews an alert about themselves. */
export async function reviewAlert(ledger: Ledger, actor: Actor, id: string, outcome: string): Promise<void> {
  const found = (await showAlerts(ledger)).find((alert) => alert.id === id);
  if (found === undefined) throw new Refusal('not_found', { what: 'this alert' });
  if (found.reviewedAt !== null) throw new Refusal('act.decided', { why: 'this alert was reviewed already' });
  if (found.actor === `account:${actor.id}`)
    throw new Refusal('act.same_person', { why: 'nobody reviews an alert about themselves' });
  if (await isSameEmployee(ledger, found.actor, actor.id))
    throw new Refusal('act.same_person', { why: 'nobody reviews an alert about themselves' });
  const index = await recordAct(ledger, actor, { act: 'watch.review', alert: id, outcome });
  const [first] = await ledger.db.as(systemActor, (tx) => store.reviewsOf(tx, id));
  if (first !== index) throw new Refusal('act.decided', { why: 'somebody else was first' });
}

async function isSameEmployee(ledger: Ledger, actor: string, reviewer: string): Promise<boolean> {
  const [one, other] = await ledger.db.as(systemActor, async (tx) => [
    await accounts.accountById(tx, ledger, actor.replace(/^account:/, '')),
    await accounts.accountById(tx, ledger, reviewer),
  ]);
  return one?.employee != null && one.employee === other?.employee;
}

/** 查阅月报 of a month `YYYY-MM` (Asia/Shanghai): numbers and names of accounts, no content and nobody it was about. */
export async function monthlyReport(ledger: Ledger, actor: Actor, month: string) {
  const [from, to] = spanOf(month);
  const report = await ledger.db.as(systemActor, async (tx) => {
    const nameOf = await namesOf(tx, ledger);
    const isWithin = (at: number | null): boolean => at !== null && at >= from && at < to;
    const acts = (await actStore.proposals(tx, 10_000)).filter(
      ({ at, decidedAt }) => isWithin(at) || isWithin(decidedAt),
    );
    const given = await grants.allGrants(tx, ledger);
    return {
      month,
      readings: (await store.countsBetween(tx, from, to)).map((row) => ({ ...row, actorName: nameOf(row.actor) })),
      alerts: (await store.alerts(tx))
        .filter(({ at }) => isWithin(at))
        .map(({ kind, actor: who, items, reviewedAt }) => ({
          kind,
          actorName: nameOf(who),
          items,
          reviewed: reviewedAt !== null,
        })),
      acts: acts.map(({ kind, state, proposerRole, deciderRole }) => ({ kind, state, proposerRole, deciderRole })),
      grants: given
        .filter(({ since, endedAt }) => isWithin(since) || isWithin(endedAt))
        .map(({ account, role, since, endedAt }) => ({
          ...{ accountName: nameOf(`account:${account}`), role },
          ...{ given: isWithin(since), ended: isWithin(endedAt) },
        })),
      unmaskings: (await unmaskings(tx)).filter(({ since }) => isWithin(since)).length,
    };
  });
  await audit(ledger, actor, 'watch.report', { month });
  return report;
}

function spanOf(month: string): readonly [number, number] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  const start = (text: string) => parseInstant(`${text}-01T00:00:00+08:00`);
  const [from, to] = [start(month), start(next)];
  if (from === undefined || to === undefined) throw new Refusal('request.invalid', { why: 'a month is YYYY-MM' });
  return [from, to];
}
