import { copyInto } from '../platform/copy.ts';
import type { Tx } from '../platform/db.ts';

export type SourceRow = {
  readonly sourceId: number;
  readonly name: string;
  readonly logId: number;
  readonly log: string;
  readonly basis: string | null;
};

export async function sourceNamed(tx: Tx, name: string): Promise<SourceRow | undefined> {
  const row = await sources(tx).where('source.name', '=', name).executeTakeFirst();
  return row === undefined ? undefined : sourceRow(row);
}

export async function sourceOfKey(tx: Tx, keyDigest: Buffer): Promise<SourceRow | undefined> {
  const row = await sources(tx).where('source.key_digest', '=', keyDigest).executeTakeFirst();
  return row === undefined ? undefined : sourceRow(row);
}

const sources = (tx: Tx) =>
  tx.q
    .selectFrom('source')
    .innerJoin('log', 'log.log_id', 'source.log_id')
    .select(['source.source_id', 'source.name', 'source.log_id', 'source.basis', 'log.name as log']);

const sourceRow = (row: {
  source_id: number;
  name: string;
  log_id: number;
  basis: string | null;
  log: string;
}): SourceRow => ({
  sourceId: row.source_id,
  name: row.name,
  logId: row.log_id,
  log: row.log,
  basis: row.basis,
});

export async function insertSource(
  tx: Tx,
  source: { name: string; logId: number; basis: string | null; keyDigest: Buffer },
): Promise<boolean> {
  const done = await tx.q
    .insertInto('source')
    .values({ name: source.name, log_id: source.logId, basis: source.basis, key_digest: source.keyDigest })
    .onConflict((c) => c.column('name').doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows) === 1;
}

export type SliceRow = {
  readonly seq: number;
  readonly layout: boolean;
  readonly keyId: number;
  readonly sealed: Buffer;
};

export async function nextSlice(tx: Tx, logId: number, delivery: number): Promise<number> {
  const row = await tx.q
    .selectFrom('slice')
    .select(({ fn }) => fn.max('seq').as('last'))
    .where('log_id', '=', logId)
    .where('delivery', '=', BigInt(delivery))
    .executeTakeFirst();
  return row === undefined || row.last === null ? 0 : Number(row.last) + 1;
}

export async function insertSlices(tx: Tx, logId: number, delivery: number, rows: readonly SliceRow[]): Promise<void> {
  if (rows.length <= 4) {
    const values = rows.map((row) => ({
      log_id: logId,
      delivery,
      seq: row.seq,
      layout: row.layout,
      key_id: row.keyId,
      sealed: row.sealed,
    }));
    await tx.q.insertInto('slice').values(values).execute();
    return;
  }
  await tx.client.query(
    `insert into slice (log_id, delivery, seq, layout, key_id, sealed)
     select $1, $2, s, l, k, b from unnest($3::int8[], $4::bool[], $5::int8[], $6::bytea[]) as t (s, l, k, b)`,
    [
      logId,
      delivery,
      rows.map((r) => r.seq),
      rows.map((r) => r.layout),
      rows.map((r) => r.keyId),
      rows.map((r) => r.sealed),
    ],
  );
}

export async function slices(
  tx: Tx,
  logId: number,
  delivery: number,
): Promise<readonly (SliceRow & { wrapped: Buffer | null })[]> {
  const rows = await tx.q
    .selectFrom('slice')
    .innerJoin('data_key', 'data_key.key_id', 'slice.key_id')
    .select(['slice.seq', 'slice.layout', 'slice.key_id', 'slice.sealed', 'data_key.wrapped'])
    .where('slice.log_id', '=', logId)
    .where('slice.delivery', '=', BigInt(delivery))
    .orderBy('slice.seq')
    .execute();
  return rows.map((row) => ({
    seq: Number(row.seq),
    layout: row.layout,
    keyId: Number(row.key_id),
    sealed: row.sealed,
    wrapped: row.wrapped,
  }));
}

export type DeliveryRow = {
  readonly logId: number;
  readonly index: number;
  readonly doneBytes: number;
  readonly finished: boolean;
};

/** Deliveries of the same bytes by the same source, oldest first. */
export async function deliveriesOf(tx: Tx, sourceId: number, fileMac: Buffer): Promise<readonly DeliveryRow[]> {
  const rows = await tx.q
    .selectFrom('delivery')
    .select(['log_id', 'index', 'done_bytes', 'finished'])
    .where('source_id', '=', sourceId)
    .where('file_mac', '=', fileMac)
    .orderBy('index')
    .execute();
  return rows.map((row) => ({
    logId: row.log_id,
    index: Number(row.index),
    doneBytes: Number(row.done_bytes),
    finished: row.finished,
  }));
}

export type Counts = {
  readonly accepted: number;
  readonly repeated: number;
  readonly changed: number;
  readonly quarantined: number;
};

export async function openDelivery(
  tx: Tx,
  row: { logId: number; index: number; sourceId: number; fileMac: Buffer },
): Promise<void> {
  await tx.q
    .insertInto('delivery')
    .values({ log_id: row.logId, index: row.index, source_id: row.sourceId, file_mac: row.fileMac })
    .execute();
}

/** Moves a delivery's progress and counts forward. */
export async function advanceDelivery(
  tx: Tx,
  logId: number,
  index: number,
  doneBytes: number,
  finished: boolean,
  counts: Counts,
): Promise<void> {
  await tx.q
    .updateTable('delivery')
    .set((e) => ({
      done_bytes: doneBytes,
      finished,
      accepted: e('accepted', '+', BigInt(counts.accepted)),
      repeated: e('repeated', '+', BigInt(counts.repeated)),
      changed: e('changed', '+', BigInt(counts.changed)),
      quarantined: e('quarantined', '+', BigInt(counts.quarantined)),
    }))
    .where('log_id', '=', logId)
    .where('index', '=', BigInt(index))
    .execute();
}

export async function deliveryCounts(tx: Tx, logId: number, index: number): Promise<Counts> {
  const row = await tx.q
    .selectFrom('delivery')
    .selectAll()
    .where('log_id', '=', logId)
    .where('index', '=', BigInt(index))
    .executeTakeFirstOrThrow();
  return {
    accepted: Number(row.accepted),
    repeated: Number(row.repeated),
    changed: Number(row.changed),
    quarantined: Number(row.quarantined),
  };
}

export async function insertQuarantine(
  tx: Tx,
  logId: number,
  delivery: number,
  rows: readonly { line: number; code: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await copyInto(tx.client, 'quarantine (log_id, delivery, line, code)', (out) => {
    for (const row of rows) {
      out.row(4);
      out.int2(logId);
      out.int8(delivery);
      out.int8(row.line);
      out.text(row.code);
    }
  });
}

export async function allDeliveries(tx: Tx, logId: number) {
  const rows = await tx.q.selectFrom('delivery').selectAll().where('log_id', '=', logId).orderBy('index').execute();
  return rows.map((row) => ({ index: Number(row.index), finished: row.finished, doneBytes: Number(row.done_bytes) }));
}
