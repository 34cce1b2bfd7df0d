import type { Tx } from '../../platform/db.ts';
import type { Line } from './rules.ts';

export type ReadingRow = Line & { readonly logId: number; readonly index: number };

export async function insertReading(tx: Tx, row: ReadingRow): Promise<void> {
  await tx.q
    .insertInto('reading')
    .values({
      ...{ log_id: row.logId, index: row.index, actor: row.actor, act: row.act, ground: row.ground },
      ...{ outcome: row.outcome, items: row.items, at: row.at },
      about: row.about.map((hex) => Buffer.from(hex, 'hex')),
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

const readings = (tx: Tx) => tx.q.selectFrom('reading').selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof readings>['execute']>>[number];

const rowOf = (row: Row): ReadingRow => ({
  ...{ logId: row.log_id, index: Number(row.index), actor: row.actor, act: row.act, ground: row.ground },
  ...{ outcome: row.outcome, items: row.items, at: Number(row.at) },
  about: row.about.map((mac) => mac.toString('hex')),
});

/** What this actor did since, up to and with the entry at `index`, oldest first. */
export async function linesBefore(
  tx: Tx,
  actor: string,
  { at, index, since }: { readonly at: number; readonly index: number; readonly since: number },
): Promise<readonly ReadingRow[]> {
  const rows = await readings(tx)
    .where('actor', '=', actor)
    .where('at', '>', BigInt(since))
    .where('at', '<=', BigInt(at))
    .where('index', '<=', BigInt(index))
    .orderBy('index')
    .execute();
  return rows.map(rowOf);
}

export type Filter = {
  readonly limit: number;
  /** Only entries before this index. */
  readonly before: number | undefined;
  readonly actor: string | undefined;
  readonly act: string | undefined;
};

/** A page, newest first. */
export async function readingPage(tx: Tx, { limit, before, actor, act }: Filter): Promise<readonly ReadingRow[]> {
  let query = readings(tx).orderBy('index', 'desc').limit(limit);
  if (before !== undefined) query = query.where('index', '<', BigInt(before));
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (act !== undefined) query = query.where('act', '=', act);
  return (await query.execute()).map(rowOf);
}

export type AlertRow = {
  readonly id: string;
  readonly kind: string;
  readonly actor: string;
  readonly at: number;
  readonly firstIndex: number;
  readonly lastIndex: number;
  readonly items: number;
  readonly reviewedBy: string | null;
  readonly reviewedAt: number | null;
};

export async function raiseAlert(
  tx: Tx,
  alert: {
    readonly id: string;
    readonly kind: string;
    readonly actor: string;
    readonly at: number;
    readonly index: number;
  },
): Promise<void> {
  await tx.client.query(
    `insert into watch_alert (id, kind, actor, at, first_index, last_index, items) values ($1, $2, $3, $4, $5, $5, 1)
     on conflict (id) do update set last_index = greatest(watch_alert.last_index, excluded.last_index), items = watch_alert.items + 1`,
    [alert.id, alert.kind, alert.actor, alert.at, alert.index],
  );
}

/** Newest first, with who looked into each. */
export async function alerts(tx: Tx): Promise<readonly AlertRow[]> {
  const rows = await tx.q
    .selectFrom('watch_alert')
    .leftJoin('watch_review', 'watch_review.alert_id', 'watch_alert.id')
    .selectAll('watch_alert')
    .select(['watch_review.account_id as reviewed_by', 'watch_review.at as reviewed_at'])
    .orderBy('watch_alert.at', 'desc')
    .orderBy('watch_alert.id')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, actor: row.actor, at: Number(row.at), items: row.items },
    ...{ firstIndex: Number(row.first_index), lastIndex: Number(row.last_index) },
    ...{ reviewedBy: row.reviewed_by, reviewedAt: row.reviewed_at === null ? null : Number(row.reviewed_at) },
  }));
}

/** The entry that reviewed an alert; none where nobody did. */
export async function reviewsOf(tx: Tx, alert: string): Promise<readonly number[]> {
  const rows = await tx.q.selectFrom('watch_review').select('index').where('alert_id', '=', alert).execute();
  return rows.map((row) => Number(row.index));
}

/** How often each actor did each thing upon each kind of ground in a span of time. */
export async function countsBetween(
  tx: Tx,
  from: number,
  to: number,
): Promise<
  readonly {
    readonly actor: string;
    readonly act: string;
    readonly ground: string;
    readonly outcome: string;
    readonly times: number;
    readonly items: number;
  }[]
> {
  const { rows } = await tx.client.query<{
    actor: string;
    act: string;
    ground: string;
    outcome: string;
    times: bigint;
    items: bigint;
  }>(
    `select actor, act, split_part(ground, ':', 1) as ground, outcome, count(*) as times, sum(items)::int8 as items
     from reading where at >= $1 and at < $2 group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [from, to],
  );
  return rows.map((row) => ({ ...row, times: Number(row.times), items: Number(row.items) }));
}

/** The chain a package was made of; by it the row policies hold the package back from whoever may not see the chain. */
export async function notePackageSubject(tx: Tx, id: string, chain: string): Promise<void> {
  await tx.q
    .insertInto('package_subject')
    .values({ id, chain_id: chain })
    .onConflict((c) => c.doNothing())
    .execute();
}
