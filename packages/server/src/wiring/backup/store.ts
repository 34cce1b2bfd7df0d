import type pg from 'pg';
import type { Header } from './format.ts';

/** Tables of the ledger, each behind those it refers to. Everything else is derived or a session. */
export const LEDGER_TABLES = [
  'installation',
  'secret',
  'log',
  'entry',
  'body',
  'seen',
  'tile',
  'data_key',
  'data_key_source',
  'source',
  'delivery',
  'slice',
  'quarantine',
  'mapping',
  'checkpoint',
  'epoch',
  'receipt',
  'receipt_document',
  'renewal',
  'renewed',
  'account',
  'passkey',
  'recovery_code',
  'provisioner',
] as const;

/** What a restore leaves to be derived again, or to be made anew. */
export const NOT_BACKED_UP = [
  'migration',
  'custodian_state',
  'follower',
  'follower_failure',
  'mention',
  'finding',
  'chain',
  'chain_key',
  'chain_subject',
  'chain_watch',
  'chain_state',
  'shown',
  'package',
  'package_subject',
  'invitation',
  'session',
  'device',
  'try',
  'challenge',
  'import',
  'role_grant',
  'scope_person',
  'wall',
  'wall_set',
  'matrix_cell',
  'proposal',
  'unmasking',
  'hold',
  'case_file',
  'case_member',
  'case_person',
  'rule_state',
  'reading',
  'watch_alert',
  'watch_review',
  'suggestion_refusal',
  'permission',
] as const;

type Table = Header['tables'][number];

/** The columns of these tables in their order, as the database has them now. */
export async function tablesNow(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<{ table: string; name: string; type: string }>(
    `select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relname = any($1) order by a.attnum`,
    [LEDGER_TABLES],
  );
  return LEDGER_TABLES.map((name) => ({
    name,
    columns: rows.filter(({ table }) => table === name).map(({ name: column, type }) => ({ name: column, type })),
  }));
}

const quoted = (table: Table): string => table.columns.map(({ name }) => `"${name}"`).join(', ');

export const selectAll = (table: Table): string => `select ${quoted(table)} from "${table.name}"`;

export const intoAll = (table: Table): string => `"${table.name}" (${quoted(table)})`;

export async function about(client: pg.ClientBase) {
  const { rows } = await client.query<{ id: string; mac: Buffer }>(
    `select i.id, s.sealed as mac from installation i, secret s where s.name = 'mac'`,
  );
  return rows[0];
}

export async function headRows(client: pg.ClientBase) {
  const { rows } = await client.query<{ log_id: number; name: string; size: bigint; range_sha256: Buffer }>(
    'select log_id, name, size, range_sha256 from log order by name',
  );
  return rows.map(({ log_id, name, size, range_sha256 }) => ({
    logId: log_id,
    name,
    size: Number(size),
    frontier: range_sha256,
  }));
}

export async function keyExists(client: pg.ClientBase, keyId: bigint): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from data_key where key_id = $1', [keyId]);
  return rowCount === 1;
}

/** Whether anything was recorded here, or a source was given a key. */
export async function isInUse(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from entry) or exists (select from source) as used',
  );
  return rows[0]?.used !== false;
}

/** Holds everybody off who opens a ledger here, then removes what a first start makes by itself. */
export async function clearUnused(client: pg.ClientBase): Promise<void> {
  await client.query('lock table installation, secret, log, source, data_key in access exclusive mode');
  for (const table of [
    'follower_failure',
    'follower',
    'data_key_source',
    'data_key',
    'log',
    'secret',
    'installation',
  ]) {
    await client.query(`delete from ${table}`);
  }
}

const BLOCK = 2 ** 24;

export async function addPartitions(client: pg.ClientBase): Promise<void> {
  for (const { logId, size } of await headRows(client)) {
    for (let block = 0; block * BLOCK < size; block++) {
      await client.query('select add_partition($1::int2, $2::int8)', [logId, block]);
    }
  }
}

/** The next id each table gives out is behind all that are there, and for data keys behind `lastKey` too. */
export async function advanceSequences(client: pg.ClientBase, lastKey: number): Promise<void> {
  for (const [table, column, least] of [
    ['log', 'log_id', 0],
    ['source', 'source_id', 0],
    ['data_key', 'key_id', lastKey],
  ] as const) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2),
         greatest((select coalesce(max(${column}), 0) from ${table}), $3::int8) + 1, false)`,
      [table, column, least],
    );
  }
}

export async function analyze(client: pg.ClientBase): Promise<void> {
  for (const table of LEDGER_TABLES) await client.query(`analyze "${table}"`);
}
