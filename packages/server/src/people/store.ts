import type { Kind } from '../kernel/record.ts';
import type { Span } from '../kernel/time.ts';
import { copyInto } from '../platform/copy.ts';
import type { Tx } from '../platform/db.ts';
import type { SuggestionKind } from './suggestions.ts';

export type MentionRow = {
  readonly partyMac: Uint8Array;
  readonly logId: number;
  readonly index: number;
  readonly keyId: number;
  readonly kind: Kind;
  readonly at: number;
};

export async function insertMentions(tx: Tx, rows: readonly MentionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await copyInto(tx.client, 'mention (party_mac, log_id, index, key_id, kind, at)', (out) => {
    for (const row of rows) {
      out.row(6);
      out.bytes(row.partyMac);
      out.int2(row.logId);
      out.int8(row.index);
      out.int8(row.keyId);
      out.text(row.kind);
      out.int8(row.at);
    }
  });
}

/**
 * What the records of a retracted delivery named is found by no kind of record any more; `index` is that of the
 * retraction. The rows stay for destruction alone, which must reach what is kept and no longer used.
 */
export async function retireMentions(
  tx: Tx,
  logId: number,
  undone: { readonly delivery: number; readonly index: number },
): Promise<void> {
  await tx.client.query(
    `update mention m set kind = 'retracted' from entry e
     where e.log_id = $1 and e.index > $2 and e.index < $3 and e.delivery = $2
       and m.log_id = e.log_id and m.index = e.index`,
    [logId, undone.delivery, undone.index],
  );
}

/** A place in the ledger by the number of its log. */
export type Spot = { readonly logId: number; readonly index: number };

/** Entries of one log, `from` ≤ index < `to`. */
export type Stretch = { readonly logId: number; readonly from: number; readonly to: number };

export async function spotsOfKinds(tx: Tx, kinds: readonly Kind[]): Promise<readonly Spot[]> {
  const { rows } = await tx.client.query<{ log_id: number; index: bigint }>(
    'select distinct log_id, index from mention where kind = any($1::text[]) order by log_id, index',
    [kinds],
  );
  return rows.map((row) => ({ logId: row.log_id, index: Number(row.index) }));
}

/** The same among the entries `from` ≤ index < `to` of one log. */
export async function spotsOfKindsWithin(
  tx: Tx,
  kinds: readonly Kind[],
  { logId, from, to }: Stretch,
): Promise<readonly Spot[]> {
  const { rows } = await tx.client.query<{ index: bigint }>(
    `select distinct index from mention
     where kind = any($1::text[]) and log_id = $2 and index >= $3 and index < $4 order by index`,
    [kinds, logId, from, to],
  );
  return rows.map((row) => ({ logId, index: Number(row.index) }));
}

/** Entries of these kinds that name one of the parties. */
export async function spotsNaming(
  tx: Tx,
  partyMacs: readonly Uint8Array[],
  kinds: readonly Kind[],
): Promise<readonly Spot[]> {
  const { rows } = await tx.client.query<{ log_id: number; index: bigint }>(
    `select distinct log_id, index from mention where party_mac = any($1::bytea[]) and kind = any($2::text[]) order by log_id, index`,
    [partyMacs, kinds],
  );
  return rows.map((row) => ({ logId: row.log_id, index: Number(row.index) }));
}

/** Which of these parties some entry of this kind names. */
export async function namedIn(tx: Tx, partyMacs: readonly Uint8Array[], kind: Kind): Promise<ReadonlySet<string>> {
  const { rows } = await tx.client.query<{ mac: string }>(
    `select distinct encode(party_mac, 'hex') as mac from mention where party_mac = any($1::bytea[]) and kind = $2`,
    [partyMacs, kind],
  );
  return new Set(rows.map(({ mac }) => mac));
}

/** The same of those that state a time from `from` up to but without `to`. */
export async function spotsNamingWithin(
  tx: Tx,
  partyMacs: readonly Uint8Array[],
  kind: Kind,
  { from, to }: Span,
): Promise<readonly Spot[]> {
  const { rows } = await tx.client.query<{ log_id: number; index: bigint }>(
    `select distinct log_id, index from mention
     where party_mac = any($1::bytea[]) and kind = $2 and at >= $3 and at < $4 order by log_id, index`,
    [partyMacs, kind, from, to],
  );
  return rows.map((row) => ({ logId: row.log_id, index: Number(row.index) }));
}

/** The entries next to an instant in one conversation: `before` at or before it and `after` behind it, in time order. */
export async function spotsAround(
  tx: Tx,
  conversationMac: Uint8Array,
  spot: Spot & { at: number },
  before: number,
  after: number,
): Promise<readonly Spot[]> {
  const { rows } = await tx.client.query<{ log_id: number; index: bigint }>(
    `select log_id, index from (
       (select log_id, index, at from mention where party_mac = $1 and kind = 'chat' and (at, log_id, index) <= ($2, $3, $4)
          order by at desc, log_id desc, index desc limit $5)
       union all
       (select log_id, index, at from mention where party_mac = $1 and kind = 'chat' and (at, log_id, index) > ($2, $3, $4)
          order by at, log_id, index limit $6)) near
     order by at, log_id, index`,
    [conversationMac, spot.at, spot.logId, spot.index, before + 1, after],
  );
  return rows.map((row) => ({ logId: row.log_id, index: Number(row.index) }));
}

export type Asked = Spot & { readonly mac: Uint8Array; readonly at: number };

/** For each place the messages of its conversation on one side of it, nearest first, at most so many within so long. */
export async function spotsBeside(
  tx: Tx,
  asked: readonly Asked[],
  side: 'before' | 'after',
  limits: { readonly most: number; readonly withinMs: number },
): Promise<readonly (Spot & { readonly of: number })[]> {
  if (asked.length === 0) return [];
  const beside =
    side === 'before'
      ? '(m.at, m.log_id, m.index) < (q.at, q.log_id, q.index) and m.at >= q.at - $6 order by m.at desc, m.log_id desc, m.index desc'
      : '(m.at, m.log_id, m.index) > (q.at, q.log_id, q.index) and m.at <= q.at + $6 order by m.at, m.log_id, m.index';
  const { rows } = await tx.client.query<{ n: bigint; log_id: number; index: bigint }>(
    `select q.n, near.log_id, near.index
     from unnest($1::bytea[], $2::int8[], $3::int2[], $4::int8[]) with ordinality as q (mac, at, log_id, index, n)
     cross join lateral (select m.log_id, m.index from mention m where m.party_mac = q.mac and m.kind = 'chat' and ${beside} limit $5) near`,
    [
      asked.map(({ mac }) => mac),
      asked.map(({ at }) => at),
      asked.map(({ logId }) => logId),
      asked.map(({ index }) => index),
      limits.most,
      limits.withinMs,
    ],
  );
  return rows.map((row) => ({ of: Number(row.n) - 1, logId: row.log_id, index: Number(row.index) }));
}

/** Data keys of conversations in which one of these parties is named in `month`, also of what was retracted. */
export async function keysNaming(
  tx: Tx,
  partyMacs: readonly Uint8Array[],
  from: number,
  to: number,
): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ key_id: bigint }>(
    'select distinct key_id from mention where party_mac = any($1::bytea[]) and at >= $2 and at < $3 order by key_id',
    [partyMacs, from, to],
  );
  return rows.map((row) => Number(row.key_id));
}

/** The digests of everyone named in bodies under these keys, also of what was retracted. */
export async function partiesUnder(tx: Tx, keyIds: readonly number[]): Promise<readonly string[]> {
  const { rows } = await tx.client.query<{ mac: string }>(
    `select distinct encode(party_mac, 'hex') as mac from mention where key_id = any($1::int8[])`,
    [keyIds],
  );
  return rows.map((row) => row.mac);
}

export type RefusalRow = {
  readonly id: string;
  readonly kind: SuggestionKind;
  readonly actor: string;
  readonly at: number;
  readonly index: number;
};

/** The joins that a person refused, latest first. */
export async function refusals(tx: Tx): Promise<readonly RefusalRow[]> {
  const rows = await tx.q.selectFrom('suggestion_refusal').selectAll().orderBy('index', 'desc').execute();
  return rows.map(({ id, kind, actor, at, index }) => ({
    // Only acts that were decoded write here, and they name one of these.
    kind: kind as SuggestionKind,
    ...{ id, actor, at: Number(at), index: Number(index) },
  }));
}
