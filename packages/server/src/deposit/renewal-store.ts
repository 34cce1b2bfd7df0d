import type { RenewalStep, Stamped } from '@zhenglian/proof';
import { renewalPath, renewedLeaf } from '@zhenglian/proof';
import { sql } from 'kysely';
import type { Tx } from '../platform/db.ts';
import type { Deposited } from './custodian.ts';

/** A timestamp that can be renewed: a receipt, or an earlier renewal. */
export type Renewable = Stamped & { readonly until: number } & (
    | { readonly of: 'receipt'; readonly epoch: number; readonly custodian: string }
    | { readonly of: 'renewal'; readonly renewal: number }
  );

/**
 * Timestamps whose certificates end before `before`, UTC milliseconds, or at a time that was not noted, and that nothing
 * renewed yet; the oldest first.
 */
export async function dueBefore(tx: Tx, before: number, most: number): Promise<readonly Renewable[]> {
  const { rows } = await sql<Row>`
    select r.epoch, r.custodian, null::int8 as renewal, convert_to(e.note, 'UTF8') as note, r.response, r.certificates,
      r.until
    from receipt r join epoch e using (epoch)
    where r.format = 'rfc3161' and (r.until is null or r.until < ${before})
      and not exists (select from renewed d where d.epoch = r.epoch and d.custodian = r.custodian)
    union all
    select null, null, o.renewal, o.note, o.response, o.certificates, o.until from renewal o
    where o.until < ${before} and not exists (select from renewed d where d.earlier = o.renewal)
    order by 1 nulls last, 2, 3 limit ${most}`.execute(tx.q);
  return rows.map(renewableOf);
}

/** What a renewal renewed, in the order of its trees. */
export async function renewedBy(tx: Tx, renewal: number): Promise<readonly Renewable[]> {
  const { rows } = await sql<Row>`
    select d.epoch, d.custodian, d.earlier as renewal, coalesce(convert_to(e.note, 'UTF8'), o.note) as note,
      coalesce(r.response, o.response) as response, coalesce(r.certificates, o.certificates) as certificates,
      coalesce(r.until, o.until) as until
    from renewed d
    left join receipt r on r.epoch = d.epoch and r.custodian = d.custodian
    left join epoch e on e.epoch = d.epoch
    left join renewal o on o.renewal = d.earlier
    where d.renewal = ${renewal} order by d.ordinal`.execute(tx.q);
  return rows.map(renewableOf);
}

type Row = {
  readonly epoch: bigint | null;
  readonly custodian: string | null;
  readonly renewal: bigint | null;
  readonly note: Buffer;
  readonly response: Buffer;
  readonly certificates: Buffer[];
  readonly until: bigint | null;
};

function renewableOf({ epoch, custodian, renewal, note, response, certificates, until }: Row): Renewable {
  const stamped = { note, response, certificates, until: Number(until ?? 0) };
  if (renewal !== null) return { ...stamped, of: 'renewal', renewal: Number(renewal) };
  return { ...stamped, of: 'receipt', epoch: Number(epoch), custodian: custodian ?? '' };
}

/** The next free number. Of two that renew at once one is refused by the key of the table, and looks again. */
export async function nextRenewal(tx: Tx): Promise<number> {
  const row = await tx.q
    .selectFrom('renewal')
    .select(({ fn }) => fn.max('renewal').as('last'))
    .executeTakeFirst();
  return Number(row?.last ?? 0) + 1;
}

export async function insertRenewal(
  tx: Tx,
  made: {
    readonly renewal: number;
    readonly custodian: string;
    readonly note: Uint8Array;
    readonly receivedAt: number;
  },
  { at, until, request, response, certificates }: Deposited,
  renewed: readonly Renewable[],
): Promise<void> {
  await tx.q
    .insertInto('renewal')
    .values({
      ...{ renewal: made.renewal, custodian: made.custodian, received_at: made.receivedAt, at, until },
      ...{ note: Buffer.from(made.note), request: Buffer.from(request), response: Buffer.from(response) },
      certificates: certificates.map((each) => Buffer.from(each)),
    })
    .execute();
  const rows = renewed.map((each, ordinal) => ({
    ...{ renewal: made.renewal, ordinal },
    epoch: each.of === 'receipt' ? each.epoch : null,
    custodian: each.of === 'receipt' ? each.custodian : null,
    earlier: each.of === 'renewal' ? each.renewal : null,
  }));
  for (let from = 0; from < rows.length; from += 1_000)
    await tx.q
      .insertInto('renewed')
      .values(rows.slice(from, from + 1_000))
      .execute();
}

export type RenewalRow = Stamped & { readonly renewal: number; readonly custodian: string; readonly at: number };

export async function renewals(tx: Tx): Promise<readonly RenewalRow[]> {
  const rows = await tx.q.selectFrom('renewal').selectAll().orderBy('renewal').execute();
  return rows.map(({ renewal, custodian, at, note, response, certificates }) => ({
    ...{ renewal: Number(renewal), custodian, at: Number(at), note, response, certificates },
  }));
}

/** How a receipt was renewed since, oldest first. */
export async function stepsOf(
  tx: Tx,
  receipt: { readonly epoch: number; readonly custodian: string },
): Promise<readonly RenewalStep[]> {
  const steps: RenewalStep[] = [];
  let query = sql<{ renewal: bigint; ordinal: number }>`
    select renewal, ordinal from renewed where epoch = ${receipt.epoch} and custodian = ${receipt.custodian}`;
  for (;;) {
    const [found] = (await query.execute(tx.q)).rows;
    if (found === undefined) return steps;
    const renewal = Number(found.renewal);
    const row = await tx.q
      .selectFrom('renewal')
      .selectAll()
      .where('renewal', '=', found.renewal)
      .executeTakeFirstOrThrow();
    const leaves = (await renewedBy(tx, renewal)).map(renewedLeaf);
    const { note, response, certificates } = row;
    const place = { index: found.ordinal, size: leaves.length, path: renewalPath(leaves, found.ordinal) };
    steps.push({ note, response, certificates, ...place });
    query = sql`select renewal, ordinal from renewed where earlier = ${found.renewal}`;
  }
}
