import type { Party } from '../kernel/party.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Instant } from '../kernel/time.ts';
import { appendOwn, audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import { recordMissed } from '../ledger/record-missed.ts';
import type { Directory } from '../people/directory.ts';
import type { Fact } from '../people/fact.ts';
import type { World } from '../people/facts.ts';
import { factsAt, worldOf } from '../people/facts.ts';
import type { Actor, Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { employeeParty } from './employee-in.ts';
import type { Explained } from './explain.ts';
import { explain } from './explain.ts';
import type { Message } from './messages.ts';
import { messagesAround } from './messages.ts';
import { ruleNamed } from './rules/index.ts';
import type { FindingRow, Page } from './store.ts';
import * as store from './store.ts';

/** A finding as it is shown: whose it is and where it stands, never yet what anybody did. */
export type Finding = {
  readonly id: string;
  readonly kind: string;
  readonly rule: string;
  readonly version: number;
  readonly severity: 'low' | 'medium' | 'high';
  readonly title: string;
  readonly employee: { readonly ref: string; readonly name: string } | { readonly ref: null; readonly handle: Party };
  readonly at: Instant;
  readonly entries: readonly {
    readonly log: string;
    readonly source: string;
    readonly externalId: string;
    readonly index: number;
  }[];
  readonly status: 'open';
};

/** A page of findings, latest first. That they were shown, and to whom, is recorded before this answers. */
export async function showFindings(ledger: Ledger, actor: Actor, page: Page): Promise<readonly Finding[]> {
  const world = await worldOf(ledger);
  const rows = await ledger.db.as(actor, (tx) => store.findingPage(tx, ledger, page));
  // A list holds no words: whose it is and where it stands is worked out for those who may not open the entries either.
  const findings = await ledger.db.as(systemActor, (tx) => describe(tx, ledger, world, rows));
  if (findings.length > 0)
    await audit(
      ledger,
      actor,
      'findings.read',
      { ids: findings.map(({ id }) => id) },
      { ground: 'list', about: aboutOf(rows), items: findings.length },
    );
  await recordFindings(ledger, actor, rows);
  return findings;
}

/** Whom these are about, each once, as readings name persons. */
const aboutOf = (rows: readonly FindingRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ aboutMac }) => aboutMac?.toString('hex') ?? [])),
];

export type FindingInContext = {
  readonly finding: Finding;
  readonly blindSpots: readonly string[];
  /** Null where the rules of today read the words otherwise, and for what was done rather than said. */
  readonly explained: Explained | null;
  readonly context: readonly Message[];
};

/** One finding with the words around it. Refuses with `not_found`. */
export async function showFinding(ledger: Ledger, actor: Actor, id: string): Promise<FindingInContext> {
  const { row, finding, context, explained } = await findingInContext(ledger, actor, id);
  const entries = context.map(({ log, index }) => ({ log, index }));
  const reading = { ground: `finding:${id}`, about: aboutOf([row]), items: entries.length };
  await audit(ledger, actor, 'finding.read', { id, entries }, reading);
  await recordFindings(ledger, actor, [row]);
  return { finding, blindSpots: ruleNamed(row.rule)?.blindSpots ?? [], explained, context };
}

/**
 * The same without recording it, for looking at what stands around a hit. An attempt at one that is not there, or that is
 * walled off, answers the same `not_found` and is recorded.
 */
export async function findingInContext(ledger: Ledger, actor: Actor, id: string) {
  const world = await worldOf(ledger);
  const shown = await ledger.db.as(actor, async (tx) => {
    const row = await store.findingById(tx, ledger, id);
    const [finding] = row === undefined ? [] : await describe(tx, ledger, world, [row]);
    if (row === undefined || finding === undefined) return undefined;
    const explained = (await explain(tx, ledger, world, row)) ?? null;
    return { row, finding, explained, context: await messagesAround(tx, ledger, world, row) };
  });
  if (shown !== undefined) return shown;
  const hidden = await ledger.db.as(systemActor, (tx) => store.findingById(tx, ledger, id));
  await recordMissed(
    ledger,
    actor,
    'finding.read',
    { id },
    hidden === undefined ? [] : aboutOf([hidden]),
    hidden !== undefined,
  );
  throw new Refusal('not_found', { what: 'this finding' });
}

/** Records, once each, what a person was shown; the body points at the words and does not hold them. */
export async function recordFindings(ledger: Ledger, actor: Actor, rows: readonly FindingRow[]): Promise<void> {
  const known = await ledger.db.as(systemActor, (tx) =>
    store.shownIds(
      tx,
      rows.map(({ id }) => id),
    ),
  );
  for (const row of rows.filter(({ id }) => !known.has(id))) {
    const { id, rule, version, kind, severity, log, index, field, start, end } = row;
    const body = { id, digest: id, rule, version, kind, severity, entry: { log, index }, field, start, end };
    const at = await appendOwn(ledger, actor, {
      log: MAIN_LOG,
      type: 'finding',
      body,
      holder: `finding:${id}`,
      class: 'derived',
      derivedFrom: [row.keyId],
    });
    await ledger.db.as(systemActor, (tx) => store.noteShown(tx, MAIN_LOG, id, at));
  }
}

async function describe(
  tx: Tx,
  ledger: Ledger,
  { directory }: World,
  rows: readonly FindingRow[],
): Promise<readonly Finding[]> {
  const facts = new Map((await factsAt(tx, ledger, rows)).map((fact) => [`${fact.log} ${fact.index}`, fact]));
  return rows.flatMap((row) => {
    const fact = facts.get(`${row.log} ${row.index}`);
    if (fact === undefined) return [];
    const { source, externalId } = fact.record;
    const { id, kind, rule, version, severity, at } = row;
    const title = ruleNamed(rule)?.title ?? rule;
    const entries = [{ log: row.log, source, externalId, index: row.index }];
    const employee = employeeIn(fact, directory);
    return [{ id, kind, rule, version, severity, title, employee, at, entries, status: 'open' as const }];
  });
}

/** The employee in a record as it is shown: by number and name where the account is attributed, else the account itself. */
function employeeIn({ record }: Fact, directory: Directory): Finding['employee'] {
  const found = employeeParty(record, directory);
  if (found?.system === 'hr')
    return { ref: found.ref, name: directory.employeeName(found.ref, record.occurredAt) ?? found.ref };
  return { ref: null, handle: found ?? { system: 'name', ref: '—' } };
}
