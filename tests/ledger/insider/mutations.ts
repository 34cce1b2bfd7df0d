import { noteText, parseEpoch, signNote } from '@zhenglian/proof';
import { keyPair } from '../../../packages/proof/src/testkit.ts';
import { insertReceipt } from '../../../packages/server/src/deposit/receipt-store.ts';
import { commitBody, openBody, sealBody } from '../../../packages/server/src/ledger/body.ts';
import { originOf } from '../../../packages/server/src/ledger/ledger.ts';
import * as store from '../../../packages/server/src/ledger/store.ts';
import type { Tx } from '../../../packages/server/src/platform/db.ts';
import type { Random } from '../../setup/random.ts';
import { flipped } from '../../setup/random.ts';
import type { Hand } from './rewrite.ts';
import { carryThrough, cutTo, dropEpochs, ownHand } from './rewrite.ts';
import type { World } from './world.ts';

/**
 * What was done, and which checks may name it. `missable` says why nobody outside could know: it changes nothing older than
 * the last head that was seen.
 */
export type Done = { readonly what: string; readonly named: RegExp; readonly missable?: string };

/** Does it in this transaction; undefined when the row it would change is not there. */
export type Mutation = (tx: Tx, world: World, random: Random) => Promise<Done | undefined>;

type Row = Readonly<Record<string, unknown>>;
const rowsOf = async (tx: Tx, text: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  (await tx.client.query<Row>(text, [...values])).rows;

/** Each table of evidence: what makes a row, the columns that say something, and the checks that hold them. */
const TABLES = {
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
type Table = keyof typeof TABLES;
const TABLE_NAMES = Object.keys(TABLES) as Table[];

const where = (table: Table, from = 1): string =>
  TABLES[table].key.map((column, at) => `${column} = $${from + at}`).join(' and ');
const keyOf = (table: Table, row: Row): unknown[] => TABLES[table].key.map((column) => row[column]);
const nameOf = (table: Table, row: Row): string => `${table} ${keyOf(table, row).join('/')}`;

async function rowOf(tx: Tx, table: Table, random: Random): Promise<Row | undefined> {
  const some = table === 'secret' ? "where name like 'signing:%'" : '';
  const rows = await rowsOf(tx, `select * from ${table} ${some} order by ${TABLES[table].key.join(', ')}`);
  return rows.length === 0 ? undefined : random.one(rows);
}

/** Another value of the same kind: a bit turned over, a number moved, a letter exchanged. */
function otherThan(value: unknown, random: Random): unknown {
  if (Buffer.isBuffer(value)) return value.length === 0 ? undefined : flipped(value, random);
  if (typeof value === 'bigint') return value + BigInt(random.one([-1, 1, 7]));
  if (typeof value === 'number') return value + random.one([-1, 1, 7]);
  if (typeof value !== 'string') return undefined;
  const at = random.below(value.length);
  const letter = random.one([...'abcdefghijklmnopqrstuvwxyz0123456789'].filter((each) => each !== value[at]));
  return `${value.slice(0, at)}${letter}${value.slice(at + 1)}`;
}

async function put(tx: Tx, table: Table, row: Row, column: string, value: unknown): Promise<boolean> {
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

const stranger = keyPair(77);
export const strangersHand =
  (world: World): Hand =>
  async (_tx, name) => ({
    name: originOf(world.ledger, name),
    ...stranger,
  });

/** A note of another root, signed by the company's own key or by another. */
export const signAgain: Mutation = async (tx, world, random) => {
  const table = random.one(['checkpoint', 'epoch'] as const);
  const isOwn = random.below(2) === 0;
  const row = await rowOf(tx, table, random);
  if (row === undefined) return undefined;
  const hand = isOwn ? ownHand(world.ledger) : strangersHand(world);
  const text = noteText(Buffer.from(String(row.note)));
  const other = isOwn ? otherRoot(text, table, random) : text;
  const [log] = await rowsOf(tx, 'select name from log where log_id = $1', [row.log_id ?? 0]);
  const signer = await hand(tx, table === 'epoch' ? 'epoch' : String(log?.name));
  await put(tx, table, row, 'note', signNote(other, signer));
  const named = table === 'epoch' ? (isOwn ? /^epochs\./ : /^epochs$/) : /^checkpoints\./;
  return { what: `${nameOf(table, row)} signed again by ${isOwn ? 'the company' : 'a stranger'}`, named };
};

/** The same text with one digit of one root changed. */
function otherRoot(text: string, table: 'checkpoint' | 'epoch', random: Random): string {
  if (table === 'checkpoint') {
    const [origin = '', size = '', root = ''] = text.split('\n');
    return `${[origin, size, flipped(Buffer.from(root, 'base64'), random).toString('base64')].join('\n')}\n`;
  }
  const roots = [...text.matchAll(/"(?:sha256|sm3)":"([0-9a-f]{64})"/g)];
  const { 1: root = '' } = random.one(roots);
  return text.replace(root, flipped(Buffer.from(root, 'hex'), random).toString('hex'));
}

/** A receipt of another epoch, of another authority, or of the same authority over other bytes. */
export const substituteReceipt: Mutation = async (tx, { own, custodians }, random) => {
  const row = await rowOf(tx, 'receipt', random);
  if (row === undefined) return undefined;
  const [epoch] = await rowsOf(tx, 'select note from epoch where epoch = $1', [row.epoch]);
  const isOwn = random.below(2) === 0;
  const [custodian] = isOwn ? own : custodians;
  const note = Buffer.from(String(epoch?.note));
  if (custodian?.gives !== 'token') throw new Error('the custodians of this world give tokens');
  const made = await custodian.deposit(isOwn ? note : flipped(note, random));
  await put(tx, 'receipt', row, 'response', Buffer.from(made.response));
  await put(tx, 'receipt', row, 'at', made.at);
  const what = `a receipt of ${isOwn ? 'an authority of the insider’s own' : 'other bytes'} for ${nameOf('receipt', row)}`;
  return { what, named: /^receipts$/ };
};

/** A data key wiped as if it had been decided. */
export const wipeKey: Mutation = async (tx, _world, random) => {
  const row = await rowOf(tx, 'data_key', random);
  if (row === undefined) return undefined;
  await tx.client.query('update data_key set wrapped = null, destroyed_by = $2 where key_id = $1', [
    row.key_id,
    random.below(300),
  ]);
  return { what: `${nameOf('data_key', row)} wiped`, named: /^destructions$/ };
};

async function placeOf(tx: Tx, random: Random) {
  const logs = (await store.logs(tx)).filter(({ size }) => size > 0);
  const total = logs.reduce((sum, { size }) => sum + size, 0);
  let at = random.below(total);
  for (const { logId, name, size } of logs) {
    if (at < size) return { logId, name, size, index: at };
    at -= size;
  }
  throw new Error('a ledger without entries');
}

/**
 * History written anew from one entry on: what the entry says, or when it was recorded, or the rest cut off; then every
 * leaf, tile, head, checkpoint and epoch made to fit and signed by the company itself. Receipts stay, go, or come from an
 * authority of the insider's own.
 */
export const rewrite: Mutation = async (tx, world, random) => {
  const place = await placeOf(tx, random);
  const how = random.one(['words', 'time', 'cut'] as const);
  const receipts = random.one(['kept', 'removed', 'own'] as const);
  if (how === 'words' && !(await otherWords(tx, world, place))) return undefined;
  if (how === 'time' && !(await otherTime(tx, place, random))) return undefined;
  if (how === 'cut') await cutTo(tx, place.logId, place.index);
  await carryThrough(tx, world.ledger, place.name, ownHand(world.ledger));
  const touched = await epochsFrom(tx, place);
  if (receipts !== 'kept')
    await tx.client.query('delete from receipt where epoch = any($1::int8[])', [touched.map(({ epoch }) => epoch)]);
  if (receipts === 'own') await attestOwn(tx, world, touched);
  const isYounger = place.index >= (world.seenSizes.get(place.name) ?? 0);
  const what = `${place.name}:${place.index} written anew (${how}), receipts ${receipts}`;
  if (!isYounger) return { what, named: /^outside\./ };
  const mayBeMissed = receipts === 'removed' || touched.length === 0;
  return { what, named: /^(receipts$|originals\.)/, ...(mayBeMissed ? { missable: place.name } : {}) };
};

type Place = Awaited<ReturnType<typeof placeOf>>;

async function otherWords(tx: Tx, { ledger }: World, { logId, name, index }: Place): Promise<boolean> {
  const [row] = await store.entriesAt(tx, logId, [index]);
  const sealed = (await store.bodiesAt(tx, logId, [index])).get(index);
  if (row === undefined || sealed?.wrapped == null) return false;
  const key = ledger.keys.open(sealed.keyId, sealed.wrapped);
  const opened = openBody(key, { log: name, ...row }, sealed.sealed);
  // A delivery's or a record's words are tied to originals and marks: those are changed along in what says neither.
  if (opened === undefined || row.type === 'delivery' || row.type === 'record') return false;
  const made = commitBody(name, row.type, { ...opened.body, by: 'somebody else' }, opened.original);
  await tx.client.query(
    'update entry set commitment_sha256 = $3, commitment_sm3 = $4 where log_id = $1 and index = $2',
    [logId, index, made.sha256, made.sm3],
  );
  await tx.client.query('update body set sealed = $3 where log_id = $1 and index = $2', [
    logId,
    index,
    sealBody(key, made),
  ]);
  return true;
}

/** Moves the time of an entry within those of its neighbours; where they leave no room there is nothing to do. */
async function otherTime(tx: Tx, { logId, index }: Place, random: Random): Promise<boolean> {
  const near = await rowsOf(tx, 'select index, recorded_at from entry where log_id = $1 and index between $2 and $3', [
    logId,
    index - 1,
    index + 1,
  ]);
  const at = (of: number): number | undefined => {
    const row = near.find((each) => Number(each.index) === of);
    return row === undefined ? undefined : Number(row.recorded_at);
  };
  const now = at(index) ?? 0;
  const [least, most] = [at(index - 1) ?? now - 1000, at(index + 1) ?? now + 1000];
  const moved = least + random.below(most - least + 1);
  if (moved === now) return false;
  await tx.client.query('update entry set recorded_at = $3 where log_id = $1 and index = $2', [logId, index, moved]);
  return true;
}

const headsIn = (note: unknown) => parseEpoch(noteText(Buffer.from(String(note)))).logs;

/** The epochs whose head of this log holds the entry, or what is behind it. */
async function epochsFrom(tx: Tx, { name, index }: Place) {
  const rows = await rowsOf(tx, 'select epoch, note from epoch order by epoch');
  return rows
    .map(({ epoch, note }) => ({ epoch: Number(epoch), note: String(note) }))
    .filter(({ note }) => headsIn(note).some((head) => head.log === name && head.size > index));
}

async function attestOwn(tx: Tx, { own }: World, epochs: readonly { epoch: number; note: string }[]): Promise<void> {
  const [custodian] = own;
  if (custodian?.gives !== 'token') throw new Error('the custodians of this world give tokens');
  for (const { epoch, note } of epochs) {
    const made = await custodian.deposit(Buffer.from(note));
    await insertReceipt(tx, { epoch, custodian: 'tsa-1' }, { format: 'rfc3161', ...made }, made.at);
  }
}

/** The whole database put back to what it was at an epoch, as from a backup. */
export const rollBack: Mutation = async (tx, world, random) => {
  const rows = await rowsOf(tx, 'select epoch, note from epoch order by epoch');
  const { epoch, note } = random.one(rows);
  const logs = headsIn(note);
  for (const { logId, name } of await store.logs(tx)) {
    await cutTo(tx, logId, logs.find((head) => head.log === name)?.size ?? 0);
    await carryThrough(tx, world.ledger, name, ownHand(world.ledger));
  }
  await dropEpochs(tx, Number(epoch) + 1);
  const isYounger = logs.every(({ log, size }) => size >= (world.seenSizes.get(log) ?? 0));
  const what = `the database put back to epoch ${String(epoch)}`;
  return { what, named: /^outside\./, ...(isYounger ? { missable: 'all' } : {}) };
};

/** What an insider may do, and how often of a hundred times each is tried. */
export const MUTATIONS: readonly { readonly kind: string; readonly mutation: Mutation; readonly weight: number }[] = [
  { kind: 'flip', mutation: flip, weight: 26 },
  { kind: 'drop', mutation: drop, weight: 12 },
  { kind: 'swap', mutation: swap, weight: 12 },
  { kind: 'reorder', mutation: reorder, weight: 6 },
  { kind: 'truncate the tail', mutation: truncate, weight: 6 },
  { kind: 'replace the head', mutation: replaceHead, weight: 5 },
  { kind: 'sign again', mutation: signAgain, weight: 9 },
  { kind: 'substitute a receipt', mutation: substituteReceipt, weight: 4 },
  { kind: 'wipe a key', mutation: wipeKey, weight: 4 },
  { kind: 'write history anew', mutation: rewrite, weight: 12 },
  { kind: 'roll back', mutation: rollBack, weight: 4 },
];
