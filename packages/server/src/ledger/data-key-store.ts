import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { KeyNeed, RetentionClass } from './data-keys.ts';

export type KeyRow = KeyNeed & { readonly keyId: number; readonly wrapped: Buffer };

export async function find(tx: Tx, logId: number, needs: readonly KeyNeed[]): Promise<readonly KeyRow[]> {
  const { rows } = await tx.client.query<{
    key_id: bigint;
    holder_mac: Buffer;
    class: string;
    month: string;
    wrapped: Buffer;
  }>(
    `select key_id, holder_mac, class, month, wrapped from data_key
     where log_id = $1 and wrapped is not null
       and (holder_mac, class, month) in (select * from unnest($2::bytea[], $3::text[], $4::text[]))`,
    [logId, needs.map((n) => n.holderMac), needs.map((n) => n.class), needs.map((n) => n.month)],
  );
  return rows.map((row) => ({
    keyId: Number(row.key_id),
    holderMac: row.holder_mac,
    class: row.class as RetentionClass,
    month: row.month,
    wrapped: row.wrapped,
  }));
}

export async function drawIds(tx: Tx, count: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: bigint }>`
    select nextval(pg_get_serial_sequence('data_key', 'key_id')) as id from generate_series(1, ${count}::int4)`.execute(
    tx.q,
  );
  return rows.map((row) => Number(row.id));
}

export async function insert(tx: Tx, logId: number, rows: readonly KeyRow[]): Promise<void> {
  await tx.client.query(
    `insert into data_key (key_id, log_id, holder_mac, class, month, wrapped) overriding system value
     select k, $1, h, c, m, w from unnest($2::int8[], $3::bytea[], $4::text[], $5::text[], $6::bytea[]) as t (k, h, c, m, w)
     on conflict do nothing`,
    [
      logId,
      rows.map((r) => r.keyId),
      rows.map((r) => r.holderMac),
      rows.map((r) => r.class),
      rows.map((r) => r.month),
      rows.map((r) => r.wrapped),
    ],
  );
}

export async function live(tx: Tx): Promise<readonly { keyId: number; wrapped: Buffer }[]> {
  const rows = await tx.q
    .selectFrom('data_key')
    .select(['key_id', 'wrapped'])
    .where('wrapped', 'is not', null)
    .forUpdate()
    .execute();
  return rows.flatMap((row) => (row.wrapped === null ? [] : [{ keyId: Number(row.key_id), wrapped: row.wrapped }]));
}

export async function replaceWrapped(tx: Tx, keyId: number, wrapped: Buffer): Promise<void> {
  await tx.q.updateTable('data_key').set({ wrapped }).where('key_id', '=', BigInt(keyId)).execute();
}

/** Says that everything sealed under `keyId` was derived from bodies under `sources`, and is destroyed with them. */
export async function dependOn(tx: Tx, keyId: number, sources: readonly number[]): Promise<void> {
  await tx.client.query(
    'insert into data_key_source (key_id, source_key_id) select $1, s from unnest($2::int8[]) as t (s) where s <> $1 on conflict do nothing',
    [keyId, [...new Set(sources)]],
  );
}

/** These keys and, transitively, every key that seals what was derived from them. */
export async function withDerived(
  tx: Tx,
  keyIds: readonly number[],
): Promise<readonly { keyId: number; held: boolean; wrapped: boolean }[]> {
  const { rows } = await tx.client.query<{ key_id: bigint; held: boolean; live: boolean }>(
    `with recursive gone (key_id) as (
       select unnest($1::int8[]) union select s.key_id from data_key_source s join gone on s.source_key_id = gone.key_id)
     select key_id, held, wrapped is not null as live from data_key join gone using (key_id) order by key_id`,
    [keyIds],
  );
  return rows.map((row) => ({ keyId: Number(row.key_id), held: row.held, wrapped: row.live }));
}

export async function keysOf(tx: Tx, holderMacs: readonly Uint8Array[], month: string): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ key_id: bigint }>(
    'select key_id from data_key where holder_mac = any($1::bytea[]) and month = $2 and wrapped is not null order by key_id',
    [holderMacs, month],
  );
  return rows.map((row) => Number(row.key_id));
}

/** Wipes the keys and leaves tombstones: their bodies can never be opened, their keys never be recorded again. */
export async function wipe(tx: Tx, keyIds: readonly number[], by: number): Promise<void> {
  await tx.client.query('update data_key set wrapped = null, destroyed_by = $2 where key_id = any($1::int8[])', [
    keyIds,
    by,
  ]);
  await tx.client.query(
    `update seen set content_mac = null from body b
     where b.key_id = any($1::int8[]) and seen.log_id = b.log_id and seen.index = b.index`,
    [keyIds],
  );
}

export async function wrappedKey(tx: Tx, keyId: number): Promise<Buffer | undefined> {
  const row = await tx.q
    .selectFrom('data_key')
    .select('wrapped')
    .where('key_id', '=', BigInt(keyId))
    .executeTakeFirst();
  return row?.wrapped ?? undefined;
}

/** The keys that are gone, with the entry that each says it was destroyed by. */
export async function wiped(tx: Tx): Promise<readonly { readonly keyId: number; readonly destroyedBy: number }[]> {
  const rows = await tx.q
    .selectFrom('data_key')
    .select(['key_id', 'destroyed_by'])
    .where('wrapped', 'is', null)
    .orderBy('key_id')
    .execute();
  return rows.map((row) => ({ keyId: Number(row.key_id), destroyedBy: Number(row.destroyed_by) }));
}

/** Whether there is such a key, destroyed or not. */
export async function exists(tx: Tx, keyId: number): Promise<boolean> {
  const row = await tx.q.selectFrom('data_key').select('key_id').where('key_id', '=', BigInt(keyId)).executeTakeFirst();
  return row !== undefined;
}

/** A key with what it was made for; `destroyedBy` and `recordedAt` tell of its destruction in the main log. */
export type Tombstone = Omit<KeyNeed, 'class'> & {
  readonly keyId: number;
  readonly logId: number;
  readonly class: string;
  readonly destroyedBy: number;
  readonly recordedAt: number;
};

/** Every destroyed key, in the order of the destructions. */
export async function tombstones(tx: Tx): Promise<readonly Tombstone[]> {
  const { rows } = await tx.client.query<TombstoneRow>(
    `select k.key_id, k.log_id, k.holder_mac, k.class, k.month, k.destroyed_by, e.recorded_at
     from data_key k join log l on l.name = 'main' join entry e on e.log_id = l.log_id and e.index = k.destroyed_by
     where k.wrapped is null order by k.destroyed_by, k.key_id`,
  );
  return rows.map(tombstone);
}

/** Of these keys, those that are not destroyed. */
export async function stillThere(tx: Tx, keyIds: readonly number[]): Promise<readonly Tombstone[]> {
  const { rows } = await tx.client.query<TombstoneRow>(
    `select key_id, log_id, holder_mac, class, month, 0::int8 as destroyed_by, 0::int8 as recorded_at
     from data_key where key_id = any($1::int8[]) and wrapped is not null order by key_id`,
    [keyIds],
  );
  return rows.map(tombstone);
}

type TombstoneRow = {
  key_id: bigint;
  log_id: number;
  holder_mac: Buffer;
  class: string;
  month: string;
  destroyed_by: bigint;
  recorded_at: bigint;
};

const tombstone = (row: TombstoneRow): Tombstone => ({
  keyId: Number(row.key_id),
  logId: row.log_id,
  holderMac: row.holder_mac,
  class: row.class,
  month: row.month,
  destroyedBy: Number(row.destroyed_by),
  recordedAt: Number(row.recorded_at),
});

/** Two destructions are written down one after the other. */
export async function lockDestructions(tx: Tx): Promise<void> {
  await tx.client.query('select pg_advisory_xact_lock(747, 0)');
}
