import { z } from 'zod';
import type { Db, Tx } from '../platform/db.ts';
import type { Permission } from './matrix.ts';
import { isPermission } from './matrix.ts';
import type { Role } from './roles.ts';
import { isRole } from './roles.ts';

export type SessionLevel = 'full' | 'enrolment';
export type SessionRow = {
  readonly digest: Buffer;
  readonly id: string;
  readonly account: string;
  readonly level: SessionLevel;
  readonly method: string;
  readonly madeAt: number;
  readonly seenAt: number;
  readonly freshAt: number;
  readonly expiresAt: number;
  readonly sealed: Buffer;
};

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.q
    .insertInto('session')
    .values({
      token_digest: row.digest,
      id: row.id,
      account_id: row.account,
      level: row.level,
      method: row.method,
      made_at: row.madeAt,
      seen_at: row.seenAt,
      fresh_at: row.freshAt,
      expires_at: row.expiresAt,
      sealed: row.sealed,
    })
    .execute();
}

const Found = z.object({
  id: z.string(),
  account_id: z.string(),
  level: z.enum(['full', 'enrolment']),
  method: z.string(),
  made_at: z.bigint(),
  seen_at: z.bigint(),
  fresh_at: z.bigint(),
  expires_at: z.bigint(),
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
});

const NOW = `
  select s.id, s.account_id, s.level, s.method, s.made_at, s.seen_at, s.fresh_at, s.expires_at,
    coalesce(array_agg(distinct g.role) filter (where g.role is not null), '{}') as roles,
    coalesce(array_agg(distinct p.permission) filter (where p.permission is not null), '{}') as permissions
  from session s join account a on a.id = s.account_id
  left join role_grant g on g.account_id = a.id and g.ended_at is null and g.since <= $2 and (g.until is null or g.until > $2)
  left join permission p on p.role = g.role
  where s.token_digest = $1 and s.expires_at > $2 and s.seen_at > $3 and a.state <> 'disabled'
  group by s.token_digest`;

/** The session of this token with what its account may do now; `undefined` when it does not count any more. */
export async function sessionNow(db: Db, digest: Buffer, now: number, idleSince: number) {
  const rows = await db.ask(NOW, [digest, now, idleSince]);
  if (rows[0] === undefined) return undefined;
  const row = Found.parse(rows[0]);
  return {
    id: row.id,
    account: row.account_id,
    level: row.level,
    method: row.method,
    madeAt: Number(row.made_at),
    seenAt: Number(row.seen_at),
    freshAt: Number(row.fresh_at),
    expiresAt: Number(row.expires_at),
    roles: row.roles.filter((role): role is Role => isRole(role)),
    permissions: new Set(row.permissions.filter((each): each is Permission => isPermission(each))),
  };
}

export async function touchSession(tx: Tx, id: string, seenAt: number): Promise<void> {
  await tx.q.updateTable('session').set({ seen_at: seenAt }).where('id', '=', id).execute();
}

/** A new token for a session whose person proved again who they are; the old one stops counting at once. */
export async function renewSession(
  tx: Tx,
  id: string,
  { digest, level, method, now }: { digest: Buffer; level: SessionLevel; method: string; now: number },
): Promise<void> {
  await tx.q
    .updateTable('session')
    .set({ token_digest: digest, level, method, fresh_at: now, seen_at: now })
    .where('id', '=', id)
    .execute();
}

export async function sessionsOf(tx: Tx, account: string, now: number): Promise<readonly Omit<SessionRow, 'digest'>[]> {
  const rows = await tx.q
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', account)
    .where('expires_at', '>', BigInt(now))
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    account: row.account_id,
    level: row.level as SessionLevel,
    method: row.method,
    madeAt: Number(row.made_at),
    seenAt: Number(row.seen_at),
    freshAt: Number(row.fresh_at),
    expiresAt: Number(row.expires_at),
    sealed: row.sealed,
  }));
}

/** Ends one session of an account, all of them, or all but one; answers how many ended. */
export async function endSessions(
  tx: Tx,
  account: string,
  which: { readonly only?: string; readonly but?: string } = {},
): Promise<number> {
  let query = tx.q.deleteFrom('session').where('account_id', '=', account);
  if (which.only !== undefined) query = query.where('id', '=', which.only);
  if (which.but !== undefined) query = query.where('id', '<>', which.but);
  const done = await query.executeTakeFirst();
  return Number(done.numDeletedRows);
}

export async function insertInvitation(
  tx: Tx,
  row: { digest: Buffer; account: string; gives: 'session' | 'enrolment'; expiresAt: number },
): Promise<void> {
  await tx.q
    .insertInto('invitation')
    .values({ token_digest: row.digest, account_id: row.account, gives: row.gives, expires_at: row.expiresAt })
    .execute();
}

/** Marks the token as used in the same statement that finds it unused, so that two callers cannot both have it. */
export async function spendInvitation(
  tx: Tx,
  digest: Buffer,
  now: number,
): Promise<{ account: string; gives: 'session' | 'enrolment' } | undefined> {
  const row = await tx.q
    .updateTable('invitation')
    .set({ used_at: now })
    .where('token_digest', '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', BigInt(now))
    .returning(['account_id', 'gives'])
    .executeTakeFirst();
  return row === undefined ? undefined : { account: row.account_id, gives: row.gives as 'session' | 'enrolment' };
}

/** Links that were sent out for an account and not used stop counting. */
export async function dropInvitations(tx: Tx, account: string): Promise<void> {
  await tx.q.deleteFrom('invitation').where('account_id', '=', account).where('used_at', 'is', null).execute();
}

export async function countUsedInvitations(tx: Tx): Promise<number> {
  const row = await tx.q
    .selectFrom('invitation')
    .select(({ fn }) => fn.count<bigint>('used_at').as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
