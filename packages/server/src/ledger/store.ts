import type { EntryType } from '@zhenglian/proof';
import { sql } from 'kysely';
import { copyInto } from '../platform/copy.ts';
import type { Tx } from '../platform/db.ts';
import type { Tile } from './tree.ts';

/** Partitions hold 2^24 indexes. */
const BLOCK = 2 ** 24;

export type LogRow = { logId: number; name: string; size: number; lastRecordedAt: number; sha256: Buffer; sm3: Buffer };

/** What an entry consists of. */
export type HeadRow = {
  readonly index: number;
  readonly recordedAt: number;
  readonly type: EntryType;
  readonly delivery: number | null;
  readonly prior: number | null;
  readonly sha256: Uint8Array;
  readonly sm3: Uint8Array;
};

export type EntryRow = HeadRow & {
  readonly logId: number;
  readonly leafSha256: Uint8Array;
  readonly leafSm3: Uint8Array;
};

export type SeenRow = { readonly keyMac: Uint8Array; readonly contentMac: Uint8Array; readonly index: number };

/** The log of this name, made where there is none. It is looked for first: an insert that meets it would use up a number. */
export async function logNamed(tx: Tx, name: string): Promise<LogRow> {
  const named = tx.q.selectFrom('log').selectAll().where('name', '=', name);
  const known = await named.executeTakeFirst();
  if (known !== undefined) return logRow(known);
  await tx.q
    .insertInto('log')
    .values({ name, range_sha256: Buffer.alloc(0), range_sm3: Buffer.alloc(0) })
    .onConflict((c) => c.doNothing())
    .execute();
  return logRow(await named.executeTakeFirstOrThrow());
}

export async function logs(tx: Tx): Promise<readonly LogRow[]> {
  return (await tx.q.selectFrom('log').selectAll().orderBy('name').execute()).map(logRow);
}

const logRow = (row: {
  log_id: number;
  name: string;
  size: bigint;
  last_recorded_at: bigint;
  range_sha256: Buffer;
  range_sm3: Buffer;
}): LogRow => ({
  logId: row.log_id,
  name: row.name,
  size: Number(row.size),
  lastRecordedAt: Number(row.last_recorded_at),
  sha256: row.range_sha256,
  sm3: row.range_sm3,
});

/** Takes the log's writer lock until the transaction ends, then reads its head. */
export async function lockHead(tx: Tx, logId: number): Promise<LogRow> {
  await sql`select pg_advisory_xact_lock(742, ${logId})`.execute(tx.q);
  const row = await tx.q.selectFrom('log').selectAll().where('log_id', '=', logId).executeTakeFirstOrThrow();
  return logRow(row);
}

export async function saveHead(tx: Tx, head: LogRow): Promise<void> {
  await tx.q
    .updateTable('log')
    .set({ size: head.size, last_recorded_at: head.lastRecordedAt, range_sha256: head.sha256, range_sm3: head.sm3 })
    .where('log_id', '=', head.logId)
    .execute();
}

/** Makes the partitions that indexes `from` up to `to` fall into, where one of them is the first of its block. */
export async function ensurePartitions(tx: Tx, logId: number, from: number, to: number): Promise<void> {
  const first = from === 0 ? 0 : Math.floor((from - 1) / BLOCK) + 1;
  for (let block = first; block * BLOCK < to; block++)
    await sql`select add_partition(${logId}::int2, ${block}::int8)`.execute(tx.q);
}

type Mark = { readonly keyMac: Buffer; readonly contentMac: Buffer | null; readonly index: number };

/** What a retraction puts in place of the 16 bytes that are a digest of the content. */
export const retractedMark = (index: number): Buffer => {
  const mark = Buffer.alloc(8);
  mark.writeBigUInt64BE(BigInt(index));
  return mark;
};

/** Every mark under these keys: what was recorded, what was retracted since and what was destroyed. */
export async function marksOf(tx: Tx, logId: number, keyMacs: readonly Uint8Array[]): Promise<readonly Mark[]> {
  const { rows } = await tx.client.query<{ key_mac: Buffer; content_mac: Buffer | null; index: bigint }>(
    'select key_mac, content_mac, index from seen where log_id = $1 and key_mac = any($2::bytea[])',
    [logId, keyMacs],
  );
  return rows.map((row) => ({ keyMac: row.key_mac, contentMac: row.content_mac, index: Number(row.index) }));
}

/** The versions under these keys that count: what was retracted is left out, what was destroyed has no content. */
export async function seenOf(tx: Tx, logId: number, keyMacs: readonly Uint8Array[]): Promise<readonly Mark[]> {
  const marks = await marksOf(tx, logId, keyMacs);
  return marks.filter(({ contentMac }) => contentMac === null || contentMac.length === 16);
}

/** Of these data keys, those that are destroyed by now. */
export async function destroyedAmong(tx: Tx, keyIds: readonly number[]): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ key_id: bigint }>(
    'select key_id from data_key where key_id = any($1::int8[]) and wrapped is null',
    [keyIds],
  );
  return rows.map((row) => Number(row.key_id));
}

export async function insertEntries(tx: Tx, rows: readonly EntryRow[]): Promise<void> {
  const columns =
    'entry (log_id, index, recorded_at, type, delivery, prior, commitment_sha256, commitment_sm3, leaf_sha256, leaf_sm3)';
  await copyInto(tx.client, columns, (out) => {
    for (const row of rows) {
      out.row(10);
      out.int2(row.logId);
      out.int8(row.index);
      out.int8(row.recordedAt);
      out.text(row.type);
      out.int8(row.delivery);
      out.int8(row.prior);
      out.bytes(row.sha256);
      out.bytes(row.sm3);
      out.bytes(row.leafSha256);
      out.bytes(row.leafSm3);
    }
  });
}

export type BodyRow = { readonly index: number; readonly keyId: number; readonly sealed: Uint8Array };

export async function insertBodies(tx: Tx, logId: number, rows: readonly BodyRow[]): Promise<void> {
  await copyInto(tx.client, 'body (log_id, index, key_id, sealed)', (out) => {
    for (const row of rows) {
      out.row(4);
      out.int2(logId);
      out.int8(row.index);
      out.int8(row.keyId);
      out.bytes(row.sealed);
    }
  });
}

export async function insertSeen(tx: Tx, logId: number, rows: readonly SeenRow[]): Promise<void> {
  if (rows.length === 0) return;
  await copyInto(tx.client, 'seen (log_id, key_mac, content_mac, index)', (out) => {
    for (const row of rows) {
      out.row(4);
      out.int2(logId);
      out.bytes(row.keyMac);
      out.bytes(row.contentMac);
      out.int8(row.index);
    }
  });
}

export async function insertTiles(tx: Tx, logId: number, sha256: readonly Tile[], sm3: readonly Tile[]): Promise<void> {
  if (sha256.length === 0) return;
  const values = sha256.map((tile, at) => {
    const twin = sm3[at];
    if (twin === undefined) throw new Error('both trees complete the same tiles');
    return { log_id: logId, level: tile.level, n: tile.n, sha256: tile.hash, sm3: twin.hash };
  });
  await tx.q.insertInto('tile').values(values).execute();
}

const ENTRY = [
  'log_id',
  'index',
  'recorded_at',
  'type',
  'delivery',
  'prior',
  'commitment_sha256',
  'commitment_sm3',
  'leaf_sha256',
  'leaf_sm3',
] as const;

/** Entries `from` ≤ index < `to`: all of them, or those of these types alone, and the first `most` of those. */
export type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly types?: 'all' | readonly EntryType[];
  readonly most?: number;
};

/** The entries of a stretch in order. */
export async function entries(
  tx: Tx,
  logId: number,
  { from, to, types = 'all', most }: Stretch,
): Promise<readonly EntryRow[]> {
  const between = tx.q
    .selectFrom('entry')
    .select(ENTRY)
    .where('log_id', '=', logId)
    .where('index', '>=', BigInt(from))
    .where('index', '<', BigInt(to))
    .orderBy('index');
  const wanted = types === 'all' ? between : between.where('type', 'in', types);
  const rows = await (most === undefined ? wanted : wanted.limit(most)).execute();
  return rows.map(entryRow);
}

/** Whether an entry of one of these types stands at `from` ≤ index < `to`. */
export async function hasTypes(
  tx: Tx,
  logId: number,
  { from, to }: { readonly from: number; readonly to: number },
  types: readonly EntryType[],
): Promise<boolean> {
  if (types.length === 0) return false;
  const row = await tx.q
    .selectFrom('entry')
    .select('index')
    .where('log_id', '=', logId)
    .where('index', '>=', BigInt(from))
    .where('index', '<', BigInt(to))
    .where('type', 'in', types)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function entriesAt(tx: Tx, logId: number, indexes: readonly number[]): Promise<readonly EntryRow[]> {
  if (indexes.length === 0) return [];
  const rows = await tx.q
    .selectFrom('entry')
    .select(ENTRY)
    .where('log_id', '=', logId)
    .where(({ eb, val, fn }) => eb('index', '=', fn.any(sql<bigint[]>`${val([...indexes])}::int8[]`)))
    .orderBy('index')
    .execute();
  return rows.map(entryRow);
}

type HeadColumns = {
  readonly index: bigint;
  readonly recorded_at: bigint;
  readonly type: string;
  readonly delivery: bigint | null;
  readonly prior: bigint | null;
  readonly commitment_sha256: Buffer;
  readonly commitment_sm3: Buffer;
};

const headRow = (row: HeadColumns): HeadRow => ({
  index: Number(row.index),
  recordedAt: Number(row.recorded_at),
  type: row.type as EntryType,
  delivery: row.delivery === null ? null : Number(row.delivery),
  prior: row.prior === null ? null : Number(row.prior),
  sha256: row.commitment_sha256,
  sm3: row.commitment_sm3,
});

const entryRow = (row: HeadColumns & { log_id: number; leaf_sha256: Buffer; leaf_sm3: Buffer }): EntryRow => ({
  ...headRow(row),
  logId: row.log_id,
  leafSha256: row.leaf_sha256,
  leafSm3: row.leaf_sm3,
});

export type SealedBody = {
  readonly keyId: number;
  readonly sealed: Buffer;
  readonly wrapped: Buffer | null;
};

/** The sealed bodies at these indexes with their wrapped data keys; `wrapped` is null once destroyed. */
export async function bodiesAt(
  tx: Tx,
  logId: number,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, SealedBody>> {
  const { rows } = await tx.client.query<BodyColumns & { index: bigint }>(
    'select index, key_id, sealed from body where log_id = $1 and index = any($2::int8[])',
    [logId, indexes],
  );
  const bodies = await withKeys(tx, rows);
  return new Map(rows.flatMap((row, at) => (bodies[at] === undefined ? [] : [[Number(row.index), bodies[at]]])));
}

type BodyColumns = { readonly key_id: bigint; readonly sealed: Buffer };

/**
 * What stands of each body with its key; `undefined` where the actor of the transaction sees no such key. The keys are asked
 * for by their numbers: joined to the bodies, the database would go through the keys of the whole installation.
 */
async function withKeys(
  tx: Tx,
  bodies: readonly (BodyColumns | undefined)[],
): Promise<readonly (SealedBody | undefined)[]> {
  const ids = new Set(bodies.flatMap((body) => body?.key_id ?? []));
  if (ids.size === 0) return bodies.map(() => undefined);
  const { rows } = await tx.client.query<{ key_id: bigint; wrapped: Buffer | null }>(
    'select key_id, wrapped from data_key where key_id = any($1::int8[])',
    [[...ids]],
  );
  const keys = new Map(rows.map((row) => [row.key_id, row.wrapped]));
  return bodies.map((body) => {
    const wrapped = body === undefined ? undefined : keys.get(body.key_id);
    if (body === undefined || wrapped === undefined) return undefined;
    return { keyId: Number(body.key_id), sealed: body.sealed, wrapped };
  });
}

/** An entry without its leaves, with its body where there is one that the actor of the transaction sees. */
export type SealedEntry = HeadRow & { readonly body: SealedBody | undefined };

const SEALED = `select e.index, e.recorded_at, e.type, e.delivery, e.prior, e.commitment_sha256, e.commitment_sm3, b.key_id, b.sealed
  from entry e left join body b on b.log_id = e.log_id and b.index = e.index where e.log_id = $1`;

/** The entries at these indexes in order. */
export async function sealedAt(tx: Tx, logId: number, indexes: readonly number[]): Promise<readonly SealedEntry[]> {
  if (indexes.length === 0) return [];
  return await sealed(tx, `${SEALED} and e.index = any($2::int8[]) order by e.index`, [logId, indexes]);
}

/** The entries of a stretch in order. */
export async function sealedIn(
  tx: Tx,
  logId: number,
  { from, to, types = 'all', most }: Stretch,
): Promise<readonly SealedEntry[]> {
  const ofTypes = types === 'all' ? [true, []] : [false, types];
  const text = `${SEALED} and e.index >= $2 and e.index < $3 and ($4 or e.type = any($5::text[])) order by e.index limit $6`;
  return await sealed(tx, text, [logId, from, to, ...ofTypes, most ?? null]);
}

async function sealed(tx: Tx, text: string, values: readonly unknown[]): Promise<readonly SealedEntry[]> {
  type Row = HeadColumns & (BodyColumns | { readonly key_id: null });
  const { rows } = await tx.client.query<Row>(text, [...values]);
  const bodies = await withKeys(
    tx,
    rows.map((row) => (row.key_id === null ? undefined : row)),
  );
  return rows.map((row, at) => ({ ...headRow(row), body: bodies[at] }));
}

export async function tiles(tx: Tx, logId: number, level: number, from: number, to: number) {
  const rows = await tx.q
    .selectFrom('tile')
    .select(['n', 'sha256', 'sm3'])
    .where('log_id', '=', logId)
    .where('level', '=', level)
    .where('n', '>=', BigInt(from))
    .where('n', '<', BigInt(to))
    .orderBy('n')
    .execute();
  return rows.map((row) => ({ n: Number(row.n), sha256: row.sha256, sm3: row.sm3 }));
}

export async function seenCount(tx: Tx, logId: number): Promise<number> {
  const row = await tx.q
    .selectFrom('seen')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('log_id', '=', logId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
