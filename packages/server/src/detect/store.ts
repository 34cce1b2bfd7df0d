import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '../kernel/time.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Tx } from '../platform/db.ts';
import { seal, unseal } from '../platform/seal.ts';
import type { Reads, Severity } from './rule.ts';

/** What a rule saw, without the words: they are read again from the entry when they are shown. */
export type FindingRow = {
  readonly id: string;
  readonly rule: string;
  readonly version: number;
  readonly kind: string;
  readonly severity: Severity;
  readonly logId: number;
  readonly log: string;
  readonly index: number;
  readonly keyId: number;
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly at: Instant;
  readonly reads: Reads;
  /** A keyed digest of the employee it is about, or of the account where no person is known behind it; null for neither. */
  readonly aboutMac: Buffer | null;
};

export async function replaceFindings(
  tx: Tx,
  ledger: Ledger,
  spots: readonly { readonly logId: number; readonly index: number }[],
  rows: readonly FindingRow[],
): Promise<void> {
  await tx.client.query(
    'delete from finding f using unnest($1::int2[], $2::int8[]) as s (log_id, index) where f.log_id = s.log_id and f.index = s.index',
    [spots.map((spot) => spot.logId), spots.map((spot) => spot.index)],
  );
  for (const row of rows) {
    await tx.q
      .insertInto('finding')
      .values({
        id: row.id,
        rule: row.rule,
        version: row.version,
        kind: row.kind,
        severity: row.severity,
        log_id: row.logId,
        index: row.index,
        key_id: row.keyId,
        field: row.field,
        start_at: row.start,
        end_at: row.end,
        at: row.at,
        about_mac: row.aboutMac,
        reads: seal(
          ledger.secrets.cacheKey,
          randomBytes(12),
          Buffer.from(`reads:${row.id}`),
          Buffer.from(JSON.stringify(row.reads)),
        ),
      })
      .onConflict((c) => c.doNothing())
      .execute();
  }
}

/** Takes out what was found in the records of a retracted delivery; `index` is that of the retraction. */
export async function dropFindings(tx: Tx, logId: number, undone: { delivery: number; index: number }): Promise<void> {
  await tx.client.query(
    `delete from finding f using entry e
     where e.log_id = $1 and e.index > $2 and e.index < $3 and e.delivery = $2
       and f.log_id = e.log_id and f.index = e.index`,
    [logId, undone.delivery, undone.index],
  );
}

const all = (tx: Tx) =>
  tx.q
    .selectFrom('finding')
    .innerJoin('log', 'log.log_id', 'finding.log_id')
    .selectAll('finding')
    .select('log.name as log')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('rule_state')
            .select('rule_state.rule')
            .whereRef('rule_state.rule', '=', 'finding.rule')
            .whereRef('rule_state.version', '=', 'finding.version')
            .where('rule_state.live', '=', false),
        ),
      ),
    )
    .orderBy('finding.at', 'desc')
    .orderBy('finding.id');

type Row = Awaited<ReturnType<ReturnType<typeof all>['execute']>>[number];

function findingRow(ledger: Ledger, row: Row): FindingRow {
  const opened = unseal(ledger.secrets.cacheKey, Buffer.from(`reads:${row.id}`), row.reads);
  if (opened === undefined) throw new Error(`finding ${row.id} does not open`);
  return {
    id: row.id,
    rule: row.rule,
    version: row.version,
    kind: row.kind,
    severity: row.severity as Severity,
    logId: row.log_id,
    log: row.log,
    index: Number(row.index),
    keyId: Number(row.key_id),
    field: row.field,
    start: row.start_at,
    end: row.end_at,
    at: Number(row.at) as Instant,
    reads: JSON.parse(opened.toString('utf8')) as Reads,
    aboutMac: row.about_mac,
  };
}

/** The number of the finding that was written last; 0 before any was. */
export async function lastWritten(tx: Tx): Promise<number> {
  const row = await tx.q
    .selectFrom('finding')
    .select(({ fn }) => fn.max('n').as('n'))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** The entries in which findings were written after this number, each once. */
export async function writtenSince(
  tx: Tx,
  n: number,
): Promise<readonly { readonly logId: number; readonly index: number }[]> {
  const rows = await tx.q
    .selectFrom('finding')
    .select(['log_id', 'index'])
    .distinct()
    .where('n', '>', BigInt(n))
    .orderBy('log_id')
    .orderBy('index')
    .execute();
  return rows.map((row) => ({ logId: row.log_id, index: Number(row.index) }));
}

/** Rules in the versions that two persons took off, as `RULE VERSION`; every other one is live. */
export async function rulesOff(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.q.selectFrom('rule_state').select(['rule', 'version']).where('live', '=', false).execute();
  return new Set(rows.map(({ rule, version }) => `${rule} ${version}`));
}

export type Page = {
  readonly limit: number;
  readonly rule: string | undefined;
  readonly after: { readonly at: number; readonly id: string } | undefined;
};

/** One page, latest first; one more than `limit` is never answered without a cursor to it. */
export async function findingPage(
  tx: Tx,
  ledger: Ledger,
  { limit, rule, after }: Page,
): Promise<readonly FindingRow[]> {
  let query = all(tx).limit(limit);
  if (rule !== undefined) query = query.where('finding.rule', '=', rule);
  if (after !== undefined) {
    const { at, id } = after;
    query = query.where((e) =>
      e.or([e('finding.at', '<', BigInt(at)), e.and([e('finding.at', '=', BigInt(at)), e('finding.id', '>', id)])]),
    );
  }
  return (await query.execute()).map((row) => findingRow(ledger, row));
}

export async function findingById(tx: Tx, ledger: Ledger, id: string): Promise<FindingRow | undefined> {
  const row = await all(tx).where('finding.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : findingRow(ledger, row);
}

/** The findings in these entries. The database is asked for these indexes in any of the logs: pairs it looks up one by one. */
export async function findingsAt(
  tx: Tx,
  ledger: Ledger,
  spots: readonly { readonly logId: number; readonly index: number }[],
): Promise<readonly FindingRow[]> {
  if (spots.length === 0) return [];
  const logIds = [...new Set(spots.map(({ logId }) => logId))];
  const indexes = spots.map(({ index }) => index);
  const asked = new Set(spots.map(({ logId, index }) => `${logId} ${index}`));
  const rows = await all(tx)
    .where('finding.log_id', 'in', logIds)
    .where('finding.index', '=', ({ fn, val }) => fn.any(sql<bigint[]>`${val(indexes)}::int8[]`))
    .execute();
  return rows.filter((row) => asked.has(`${row.log_id} ${row.index}`)).map((row) => findingRow(ledger, row));
}

/** Which of these have a finding entry in the ledger. */
export async function shownIds(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.q
    .selectFrom('shown')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map((row) => row.id));
}

export async function noteShown(tx: Tx, log: string, id: string, index: number): Promise<void> {
  await tx.q
    .insertInto('shown')
    .columns(['id', 'digest', 'log_id', 'index'])
    .expression((e) =>
      e
        .selectFrom('log')
        .where('name', '=', log)
        .select(({ val }) => [val(id).as('id'), val(id).as('digest'), 'log_id', val(BigInt(index)).as('index')]),
    )
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Where the finding entries of these ids stand. */
export async function shownAt(tx: Tx, ids: readonly string[]): Promise<readonly { log: string; index: number }[]> {
  if (ids.length === 0) return [];
  const rows = await tx.q
    .selectFrom('shown')
    .innerJoin('log', 'log.log_id', 'shown.log_id')
    .select(['log.name', 'shown.index'])
    .where('shown.id', 'in', [...ids])
    .orderBy('shown.index')
    .execute();
  return rows.map((row) => ({ log: row.name, index: Number(row.index) }));
}
