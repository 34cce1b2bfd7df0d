import { noteText, parseEpoch } from '@zhenglian/proof';
import * as store from '../../../packages/server/src/ledger/store.ts';
import type { Tx } from '../../../packages/server/src/platform/db.ts';
import type { Random } from '../../setup/random.ts';
import { flipped } from '../../setup/random.ts';
import type { World } from './world.ts';

/**
 * What was done, and which checks may name it. `missable` says why nobody outside could know: it changes nothing older than
 * the last head that was seen.
 */
export type Done = { readonly what: string; readonly named: RegExp; readonly missable?: string };

/** Does it in this transaction; undefined when the row it would change is not there. */
export type Mutation = (tx: Tx, world: World, random: Random) => Promise<Done | undefined>;

export type Row = Readonly<Record<string, unknown>>;
export const rowsOf = async (tx: Tx, text: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  (await tx.client.query<Row>(text, [...values])).rows;

/** Each table of evidence: what makes a row, the columns that say something, and the checks that hold them. */
export const TABLES = {
  entry: {
    key: ['log_id', 'index'],
    columns: [
      'recorded_at',
      'type',
      'delivery',
      'prior',
      'commitment_sha256',
      'commitment_sm3',
      'leaf_sha256',
      'leaf_sm3',
    ],
    named: /^entries\./,
  },
  body: { key: ['log_id', 'index'], columns: ['sealed', 'key_id'], named: /^bodies\./ },
  seen: { key: ['log_id', 'index'], columns: ['key_mac', 'content_mac', 'index'], named: /^seen\./ },
  tile: { key: ['log_id', 'level', 'n'], columns: ['sha256', 'sm3', 'n'], named: /^tiles\./ },
  log: {
    key: ['log_id'],
    columns: ['size', 'last_recorded_at', 'range_sha256', 'range_sm3'],
    named: /^(head|entries)\./,
  },
  checkpoint: { key: ['log_id', 'size'], columns: ['note', 'size'], named: /^(checkpoints|epochs)\./ },
  epoch: { key: ['epoch'], columns: ['note', 'at', 'epoch'], named: /^epochs$/ },
  receipt: {
    key: ['epoch', 'custodian'],
    columns: ['response', 'request', 'at', 'epoch'],
    named: /^receipts$/,
  },
  slice: { key: ['log_id', 'delivery', 'seq'], columns: ['sealed', 'key_id', 'seq'], named: /^originals\./ },
  data_key: { key: ['key_id'], columns: ['wrapped'], named: /^(bodies|originals)\./ },
  secret: { key: ['name'], columns: ['sealed', 'public'], named: /^(checkpoints\.|epochs$)/ },
} as const;
export type Table = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as Table[];

export const where = (table: Table, from = 1): string =>
  TABLES[table].key.map((column, at) => `${column} = $${from + at}`).join(' and ');
export const keyOf = (table: Table, row: Row): unknown[] => TABLES[table].key.map((column) => row[column]);
export const nameOf = (table: Table, row: Row): string => `${table} ${keyOf(table, row).join('/')}`;

export async function rowOf(tx: Tx, table: Table, random: Random): Promise<Row | undefined> {
  const some = table === 'secret' ? "where name like 'signing:%'" : '';
  const rows = await rowsOf(tx, `select * from ${table} ${some} order by ${TABLES[table].key.join(', ')}`);
  return rows.length === 0 ? undefined : random.one(rows);
}

/** Another value of the same kind: a bit turned over, a number moved, a letter exchanged. */
export function otherThan(value: unknown, random: Random): unknown {
  if (Buffer.isBuffer(value)) return value.length === 0 ? undefined : flipped(value, random);
  if (typeof value === 'bigint') return value + BigInt(random.one([-1, 1, 7]));
  if (typeof value === 'number') return value + random.one([-1, 1, 7]);
  if (typeof value !== 'string') return undefined;
  const at = random.below(value.length);
  const letter = random.one([...'abcdefghijklmnopqrstuvwxyz0123456789'].filter((each) => each !== value[at]));
  return `${value.slice(0, at)}${letter}${value.slice(at + 1)}`;
}

export async function put(tx: Tx, table: Table, row: Row, column: string, value: unknown): Promise<boolean> {
  const text = `update ${table} set ${column} = $1 where ${where(table, 2)}`;
  await tx.client.query('savepoint put');
  try {
    await tx.client.query(text, [value, ...keyOf(table, row)]);
    return true;
  } catch {
    // A row of that name is there already, or no such key: the database itself does not take it.
    await tx.client.query('rollback to put');
    return false;
  }
}

export const headsIn = (note: unknown) => parseEpoch(noteText(Buffer.from(String(note)))).logs;

export async function placeOf(tx: Tx, random: Random) {
  const logs = (await store.logs(tx)).filter(({ size }) => size > 0);
  const total = logs.reduce((sum, { size }) => sum + size, 0);
  let at = random.below(total);
  for (const { logId, name, size } of logs) {
    if (at < size) return { logId, name, size, index: at };
    at -= size;
  }
  throw new Error('a ledger without entries');
}
