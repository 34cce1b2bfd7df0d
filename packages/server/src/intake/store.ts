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

/** The positions of the layouts of a delivery, in order. */
export async function layouts(tx: Tx, logId: number, delivery: number): Promise<readonly number[]> {
  const rows = await tx.q
    .selectFrom('slice')
    .select('seq')
    .where('log_id', '=', logId)
    .where('delivery', '=', BigInt(delivery))
    .where('layout', '=', true)
    .orderBy('seq')
    .execute();
  return rows.map((row) => Number(row.seq));
}

export async function sliceAt(
  tx: Tx,
  logId: number,
  delivery: number,
  seq: number,
): Promise<(SliceRow & { readonly wrapped: Buffer | null }) | undefined> {
  const row = await tx.q
    .selectFrom('slice')
    .innerJoin('data_key', 'data_key.key_id', 'slice.key_id')
    .select(['slice.layout', 'slice.key_id', 'slice.sealed', 'data_key.wrapped'])
    .where('slice.log_id', '=', logId)
    .where('slice.delivery', '=', BigInt(delivery))
    .where('slice.seq', '=', BigInt(seq))
    .executeTakeFirst();
  return row && { seq, layout: row.layout, keyId: Number(row.key_id), sealed: row.sealed, wrapped: row.wrapped };
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

/** Lines in ascending order, each once; one that an earlier stretch of the delivery set aside stays as it is. */
export async function insertQuarantine(
  tx: Tx,
  logId: number,
  delivery: number,
  found: readonly { line: number; code: string }[],
): Promise<void> {
  const [first] = found;
  if (first === undefined) return;
  const known = await tx.q
    .selectFrom('quarantine')
    .select('line')
    .where('log_id', '=', logId)
    .where('delivery', '=', BigInt(delivery))
    .where('line', '>=', BigInt(first.line))
    .execute();
  const lines = new Set(known.map(({ line }) => Number(line)));
  const rows = found.filter(({ line }) => !lines.has(line));
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
  return rows.map((row) => ({
    index: Number(row.index),
    finished: row.finished,
    doneBytes: Number(row.done_bytes),
    isRetracted: row.retracted !== null,
  }));
}

export type MappingRow = {
  readonly name: string;
  readonly version: number;
  readonly digest: string;
  readonly text: string;
};

/** The mapping with this digest, or the newest of this name. */
export async function mappingBy(
  tx: Tx,
  by: { readonly digest: string } | { readonly name: string },
): Promise<MappingRow | undefined> {
  const all = tx.q
    .selectFrom('mapping')
    .select(['name', 'version', 'digest', 'text'])
    .orderBy('version', 'desc')
    .limit(1);
  return await ('digest' in by
    ? all.where('digest', '=', by.digest)
    : all.where('name', '=', by.name)
  ).executeTakeFirst();
}

export async function newestMappings(tx: Tx): Promise<readonly MappingRow[]> {
  return await tx.q
    .selectFrom('mapping')
    .distinctOn('name')
    .select(['name', 'version', 'digest', 'text'])
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
}

export async function insertMapping(tx: Tx, row: MappingRow & { logId: number; index: number }): Promise<void> {
  const { logId, index, ...rest } = row;
  await tx.q
    .insertInto('mapping')
    .values({ ...rest, log_id: logId, index })
    .execute();
}

/** Rows that were set aside and that no later reading has taken, in the order of the file. */
export async function quarantineOf(
  tx: Tx,
  logId: number,
  delivery: number,
  limit: number,
): Promise<readonly { readonly line: number; readonly code: string; readonly takenBy: number | null }[]> {
  const rows = await tx.q
    .selectFrom('quarantine')
    .select(['line', 'code', 'taken_by'])
    .where('log_id', '=', logId)
    .where('delivery', '=', BigInt(delivery))
    .orderBy('line')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    line: Number(row.line),
    code: row.code,
    takenBy: row.taken_by === null ? null : Number(row.taken_by),
  }));
}

/** Notes that rows of a stretch which were set aside once are read now: all of its lines but `except`. */
export async function markTaken(
  tx: Tx,
  at: { readonly logId: number; readonly delivery: number; readonly takenBy: number },
  lines: { readonly from: number; readonly to: number; readonly except: readonly number[] },
): Promise<void> {
  await tx.client.query(
    `update quarantine set taken_by = $3
     where log_id = $1 and delivery = $2 and taken_by is null and line between $4 and $5 and line <> all($6::int8[])`,
    [at.logId, at.delivery, at.takenBy, lines.from, lines.to, lines.except],
  );
}

export type ImportRow = {
  readonly id: string;
  readonly actor: string;
  readonly at: number;
  readonly state: string;
  readonly sealed: Buffer;
};

export async function saveImport(tx: Tx, row: ImportRow): Promise<void> {
  const { id, actor, at, state, sealed } = row;
  await tx.q
    .insertInto('import')
    .values({ id, actor, at, state, sealed })
    .onConflict((c) => c.column('id').doUpdateSet({ state, sealed }))
    .execute();
}

export async function deleteImport(tx: Tx, id: string): Promise<void> {
  await tx.q.deleteFrom('import').where('id', '=', id).execute();
}

export async function imports(tx: Tx, limit: number): Promise<readonly ImportRow[]> {
  const rows = await tx.q.selectFrom('import').selectAll().orderBy('at', 'desc').orderBy('id').limit(limit).execute();
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

export type DeliveryListed = Counts & {
  readonly index: number;
  readonly source: string;
  readonly finished: boolean;
  /** How many of its rows that were set aside a later reading took in. */
  readonly taken: number;
  readonly retracted: number | null;
};

/** Deliveries of a log before an index, newest first. */
export async function deliveriesBefore(
  tx: Tx,
  logId: number,
  { source, before, limit }: { readonly source: string | undefined; readonly before: number; readonly limit: number },
): Promise<readonly DeliveryListed[]> {
  const all = tx.q
    .selectFrom('delivery')
    .innerJoin('source', 'source.source_id', 'delivery.source_id')
    .selectAll('delivery')
    .select('source.name as source')
    .select((e) =>
      e
        .selectFrom('quarantine')
        .whereRef('quarantine.log_id', '=', 'delivery.log_id')
        .whereRef('quarantine.delivery', '=', 'delivery.index')
        .where('taken_by', 'is not', null)
        .select(({ fn }) => fn.countAll<bigint>().as('count'))
        .as('taken'),
    )
    .where('delivery.log_id', '=', logId)
    .where('delivery.index', '<', BigInt(before))
    .orderBy('delivery.index', 'desc')
    .limit(limit);
  const rows = await (source === undefined ? all : all.where('source.name', '=', source)).execute();
  return rows.map((row) => ({
    index: Number(row.index),
    source: row.source,
    finished: row.finished,
    accepted: Number(row.accepted),
    repeated: Number(row.repeated),
    changed: Number(row.changed),
    quarantined: Number(row.quarantined),
    taken: Number(row.taken ?? 0),
    retracted: row.retracted === null ? null : Number(row.retracted),
  }));
}

export async function importOf(tx: Tx, id: string): Promise<ImportRow | undefined> {
  const row = await tx.q.selectFrom('import').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { ...row, at: Number(row.at) };
}

export async function importsIn(tx: Tx, states: readonly string[]): Promise<readonly ImportRow[]> {
  const rows = await tx.q.selectFrom('import').selectAll().where('state', 'in', states).orderBy('at').execute();
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

/** The deliveries that brought something sealed under these data keys. */
export async function deliveriesUnder(
  tx: Tx,
  keyIds: readonly number[],
): Promise<readonly { readonly logId: number; readonly delivery: number }[]> {
  const { rows } = await tx.client.query<{ log_id: number; delivery: bigint }>(
    `select distinct e.log_id, e.delivery from body b join entry e using (log_id, index)
     where b.key_id = any($1::int8[]) and e.delivery is not null order by 1, 2`,
    [keyIds],
  );
  return rows.map((row) => ({ logId: row.log_id, delivery: Number(row.delivery) }));
}

/** Other deliveries of the same bytes by the same source that stand, as those that read a file once more. */
export async function standingOfSameFile(tx: Tx, logId: number, delivery: number): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ index: bigint }>(
    `select o.index from delivery d join delivery o using (log_id, source_id, file_mac)
     where d.log_id = $1 and d.index = $2 and o.index <> d.index and o.retracted is null order by 1`,
    [logId, delivery],
  );
  return rows.map(({ index }) => Number(index));
}
