import type { Tx } from '../platform/db.ts';

type Grant = { readonly digest: Buffer; readonly actor: string; readonly role: string; readonly expiresAt: number };

export async function insertSignIn(tx: Tx, { digest, actor, role, expiresAt }: Grant): Promise<void> {
  await tx.q.insertInto('sign_in').values({ token_digest: digest, actor, role, expires_at: expiresAt }).execute();
}

/** Marks the token as used in the same statement that finds it unused, so that two callers cannot both have it. */
export async function spendSignIn(
  tx: Tx,
  digest: Buffer,
  now: number,
): Promise<{ actor: string; role: string } | undefined> {
  return await tx.q
    .updateTable('sign_in')
    .set({ used_at: now })
    .where('token_digest', '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', BigInt(now))
    .returning(['actor', 'role'])
    .executeTakeFirst();
}

export async function insertSession(tx: Tx, { digest, actor, role, expiresAt }: Grant): Promise<void> {
  await tx.q.insertInto('session').values({ token_digest: digest, actor, role, expires_at: expiresAt }).execute();
}

export async function session(tx: Tx, digest: Buffer, now: number): Promise<{ actor: string } | undefined> {
  return await tx.q
    .selectFrom('session')
    .select('actor')
    .where('token_digest', '=', digest)
    .where('expires_at', '>', BigInt(now))
    .executeTakeFirst();
}

export async function deleteSession(tx: Tx, digest: Buffer): Promise<void> {
  await tx.q.deleteFrom('session').where('token_digest', '=', digest).execute();
}

export async function countSessions(tx: Tx): Promise<number> {
  const row = await tx.q
    .selectFrom('sign_in')
    .select(({ fn }) => fn.count<bigint>('used_at').as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
