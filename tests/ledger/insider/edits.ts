import type { Random } from '../../setup/random.ts';
import { flipped } from '../../setup/random.ts';
import { cutTo } from './rewrite.ts';
import type { Mutation, Row, Table } from './rows.ts';
import { headsIn, keyOf, nameOf, otherThan, placeOf, put, rowOf, rowsOf, TABLE_NAMES, TABLES, where } from './rows.ts';

/** The status in front of a token says that it was granted, or granted with changes: which of both says nothing of time. */
const STATUS_BYTES = 9;

function another(table: Table, row: Row, column: string, random: Random): unknown {
  const value = row[column];
  if (column === 'type') return random.one(['record', 'act', 'audit', 'finding'].filter((type) => type !== value));
  if (table === 'receipt' && column === 'response' && Buffer.isBuffer(value))
    return Buffer.concat([value.subarray(0, STATUS_BYTES), flipped(value.subarray(STATUS_BYTES), random)]);
  return otherThan(value, random);
}

export const flip: Mutation = async (tx, _world, random) => {
  const table = random.one(TABLE_NAMES);
  const column = random.one(TABLES[table].columns);
  const row = await rowOf(tx, table, random);
  const value = row === undefined ? undefined : another(table, row, column, random);
  if (row === undefined || value === undefined || !(await put(tx, table, row, column, value))) return undefined;
  return { what: `${column} of ${nameOf(table, row)} changed`, named: TABLES[table].named };
};

export const drop: Mutation = async (tx, _world, random) => {
  const table = random.one(TABLE_NAMES.filter((name) => name !== 'receipt' && name !== 'secret'));
  const row = await rowOf(tx, table, random);
  if (row === undefined) return undefined;
  if (table === 'checkpoint') {
    // One that no epoch holds says nothing that the entries do not give: it can be signed again at any time.
    const [log] = await rowsOf(tx, 'select name from log where log_id = $1', [row.log_id]);
    const epochs = await rowsOf(tx, 'select note from epoch');
    const isHeld = epochs.some(({ note }) =>
      headsIn(note).some((head) => head.log === log?.name && head.size === Number(row.size)),
    );
    if (!isHeld) return undefined;
  }
  await tx.client.query(`delete from ${table} where ${where(table)}`, keyOf(table, row));
  if (table === 'log') return { what: `${nameOf(table, row)} removed`, named: /^(epochs$|outside\.)/ };
  if (table === 'data_key') return { what: `${nameOf(table, row)} removed`, named: /^(bodies|originals)\./ };
  return {
    what: `${nameOf(table, row)} removed`,
    named: table === 'epoch' ? /^(epochs|receipts)$/ : TABLES[table].named,
  };
};

const SWAPS: readonly { readonly table: Table; readonly columns: readonly string[] }[] = [
  { table: 'entry', columns: ['commitment_sha256', 'commitment_sm3', 'leaf_sha256', 'leaf_sm3'] },
  { table: 'entry', columns: ['recorded_at'] },
  { table: 'body', columns: ['sealed', 'key_id'] },
  { table: 'tile', columns: ['sha256', 'sm3'] },
  { table: 'seen', columns: ['content_mac'] },
  { table: 'checkpoint', columns: ['note'] },
  { table: 'epoch', columns: ['note', 'at'] },
  { table: 'receipt', columns: ['response', 'at'] },
  { table: 'slice', columns: ['sealed'] },
];

/** What two rows of a table say, exchanged. */
export const swap: Mutation = async (tx, _world, random) => {
  const { table, columns } = random.one(SWAPS);
  const [one, other] = [await rowOf(tx, table, random), await rowOf(tx, table, random)];
  if (one === undefined || other === undefined) return undefined;
  const isSame = columns.every((column) => String(one[column]) === String(other[column]));
  if (isSame || one.log_id !== other.log_id) return undefined;
  for (const column of columns) {
    if (!(await put(tx, table, one, column, other[column]))) return undefined;
    if (!(await put(tx, table, other, column, one[column]))) return undefined;
  }
  return {
    what: `${columns.join(', ')} of ${nameOf(table, one)} and ${nameOf(table, other)} exchanged`,
    named: TABLES[table].named,
  };
};

/** An index that no entry has, in the same partition. */
const SPARE = 1_000_000;

/** Two entries change places, bodies, marks and all. */
export const reorder: Mutation = async (tx, _world, random) => {
  const { logId, index } = await placeOf(tx, random);
  const to = index + 1 + random.below(5);
  const [there] = await rowsOf(tx, 'select 1 from entry where log_id = $1 and index = $2', [logId, to]);
  if (there === undefined) return undefined;
  for (const table of ['entry', 'body', 'seen'])
    for (const [was, is] of [
      [index, SPARE],
      [to, index],
      [SPARE, to],
    ])
      await tx.client.query(`update ${table} set index = $3 where log_id = $1 and index = $2`, [logId, was, is]);
  return { what: `entries ${index} and ${to} of log ${logId} change places`, named: /^entries\./ };
};

/** The last entries removed without a trace of them but the head. */
export const truncate: Mutation = async (tx, _world, random) => {
  const { logId, size } = await placeOf(tx, random);
  const to = Math.max(0, size - 1 - random.below(20));
  await cutTo(tx, logId, to);
  return { what: `log ${logId} cut to ${to} entries`, named: /^entries\./ };
};

/** The head of an earlier size, with all entries left where they are. */
export const replaceHead: Mutation = async (tx, _world, random) => {
  const { logId, size } = await placeOf(tx, random);
  const to = random.below(size);
  await tx.client.query(
    `update log set size = $2::int8, last_recorded_at = coalesce((select recorded_at from entry where log_id = $1 and index = $2::int8 - 1), 0)
     where log_id = $1`,
    [logId, to],
  );
  return { what: `the head of log ${logId} says ${to}`, named: /^(entries|head)\./ };
};
