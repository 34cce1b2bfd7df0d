import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';

/** Tables that hold nothing but what can be derived again. */
export type DerivedTable =
  | 'mention'
  | 'finding'
  | 'chain'
  | 'chain_key'
  | 'chain_subject'
  | 'chain_watch'
  | 'chain_state'
  | 'shown'
  | 'package'
  | 'role_grant'
  | 'scope_person'
  | 'wall'
  | 'wall_set'
  | 'matrix_cell'
  | 'proposal'
  | 'unmasking'
  | 'hold'
  | 'case_file'
  | 'case_member'
  | 'case_person'
  | 'rule_state'
  | 'reading'
  | 'watch_alert'
  | 'watch_review'
  | 'package_subject'
  | 'suggestion_refusal';

/** What is compared where a table also holds sealed values: the same value is sealed differently each time. */
const COMPARED: Partial<Record<DerivedTable, string>> = {
  chain: 'id, strength, digest, about_mac, party_macs, sources, from_at, to_at',
  chain_subject: 'about_mac',
  chain_state: 'name',
  finding: 'id, rule, version, kind, severity, log_id, index, key_id, field, start_at, end_at, at, about_mac',
  role_grant: 'id, account_id, role, scoped, sources, from_at, to_at, since, until, ended_at, log_id, index',
  wall_set: 'id, account_id, ended_at, log_id, index',
};

export async function lockFollower(tx: Tx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(744, hashtext(${name}))`.execute(tx.q);
}

/** How far a follower has come in each log. */
export async function cursors(tx: Tx, name: string): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.q.selectFrom('follower').select(['log_id', 'next']).where('name', '=', name).execute();
  return new Map(rows.map((row) => [row.log_id, Number(row.next)]));
}

/** How far each follower has come over all logs: another number after each of its transactions. */
export async function positions(tx: Tx): Promise<readonly { name: string; next: number }[]> {
  const rows = await tx.q
    .selectFrom('follower')
    .select(({ fn }) => ['name', fn.sum<string>('next').as('next')])
    .groupBy('name')
    .orderBy('name')
    .execute();
  return rows.map((row) => ({ name: row.name, next: Number(row.next) }));
}

/** Moves the cursor; `dirty` says that something was passed which what is derived at the head rests on. */
export async function moveCursor(tx: Tx, name: string, logId: number, next: number, dirty: boolean): Promise<void> {
  await sql`insert into follower (name, log_id, next, dirty) values (${name}, ${logId}, ${next}, ${dirty})
    on conflict (name, log_id) do update set next = excluded.next, dirty = follower.dirty or excluded.dirty`.execute(
    tx.q,
  );
}

/** Whether such a thing was passed in any log since this was last asked. */
export async function takeDirty(tx: Tx, name: string): Promise<boolean> {
  const done = await tx.q
    .updateTable('follower')
    .set({ dirty: false })
    .where('name', '=', name)
    .where('dirty', '=', true)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}

export async function recordFailure(tx: Tx, name: string, logId: number, index: number, code: string): Promise<void> {
  await tx.q
    .insertInto('follower_failure')
    .values({ name, log_id: logId, index, code })
    .onConflict((c) => c.doNothing())
    .execute();
}

export async function failures(
  tx: Tx,
): Promise<readonly { name: string; logId: number; index: number; code: string }[]> {
  const rows = await tx.q
    .selectFrom('follower_failure')
    .selectAll()
    .orderBy('name')
    .orderBy('log_id')
    .orderBy('index')
    .execute();
  return rows.map((row) => ({ name: row.name, logId: row.log_id, index: Number(row.index), code: row.code }));
}

/** How many entries each follower is behind, for /metrics and the health page. */
export async function lag(tx: Tx): Promise<readonly { name: string; behind: number }[]> {
  const { rows } = await sql<{ name: string; behind: bigint }>`
    select f.name, sum(l.size - f.next)::int8 as behind from follower f join log l using (log_id) group by f.name order by f.name`.execute(
    tx.q,
  );
  return rows.map((row) => ({ name: row.name, behind: Number(row.behind) }));
}

export async function empty(tx: Tx, name: string, tables: readonly DerivedTable[]): Promise<void> {
  for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(tx.q);
  await tx.q.deleteFrom('follower').where('name', '=', name).execute();
  await tx.q.deleteFrom('follower_failure').where('name', '=', name).execute();
}

/** A digest over all rows of a derived table in a fixed order, for comparing it with a rebuild. */
export async function digestOf(tx: Tx, table: DerivedTable): Promise<string> {
  const columns = COMPARED[table] ?? '*';
  const { rows } = await sql<{ digest: string }>`
    select coalesce(encode(sha256(string_agg(convert_to(line, 'UTF8'), '\n'::bytea order by line)), 'hex'), 'empty') as digest
    from (select t::text as line from (select ${sql.raw(columns)} from ${sql.table(table)}) t) lines`.execute(tx.q);
  return rows[0]?.digest ?? 'empty';
}

/** Rows that were derived from bodies under these data keys go with them. */
export async function forgetKeys(tx: Tx, keyIds: readonly number[]): Promise<void> {
  await tx.client.query('delete from mention where key_id = any($1::int8[])', [keyIds]);
  await tx.client.query('delete from finding where key_id = any($1::int8[])', [keyIds]);
  for (const table of ['shown', 'package', 'reading']) {
    await tx.client.query(
      `delete from ${table} t using body b where b.key_id = any($1::int8[]) and b.log_id = t.log_id and b.index = t.index`,
      [keyIds],
    );
  }
  await tx.client.query(
    'delete from chain where id in (select chain_id from chain_key where key_id = any($1::int8[]))',
    [keyIds],
  );
}

export async function countOf(tx: Tx, table: DerivedTable): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from ${sql.table(table)}`.execute(tx.q);
  return Number(rows[0]?.count ?? 0);
}
