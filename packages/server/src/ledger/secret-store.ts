import type { Tx } from '../platform/db.ts';

export async function installationId(tx: Tx, fresh: string, now: number): Promise<string> {
  await tx.q
    .insertInto('installation')
    .values({ id: fresh, created_at: now })
    .onConflict((c) => c.doNothing())
    .execute();
  const row = await tx.q.selectFrom('installation').select('id').executeTakeFirstOrThrow();
  return row.id;
}

type Secret = { readonly sealed: Buffer; readonly public: Buffer | null };

/** The secret under this name, made where there is none yet; of two who make one, both get the first. */
export async function secret(tx: Tx, name: string, make: () => Secret | Promise<Secret>): Promise<Secret> {
  const known = tx.q.selectFrom('secret').select(['sealed', 'public']).where('name', '=', name);
  const row = await known.executeTakeFirst();
  if (row !== undefined) return row;
  await tx.q
    .insertInto('secret')
    .values({ name, ...(await make()) })
    .onConflict((c) => c.doNothing())
    .execute();
  return await known.executeTakeFirstOrThrow();
}

export const allSecrets = (tx: Tx) => tx.q.selectFrom('secret').select(['name', 'sealed']).execute();

export async function replaceSecret(tx: Tx, name: string, sealed: Buffer): Promise<void> {
  await tx.q.updateTable('secret').set({ sealed }).where('name', '=', name).execute();
}

/** Whether nothing was ever set up in this database. */
export async function isEmpty(tx: Tx): Promise<boolean> {
  return (await tx.q.selectFrom('installation').select('id').executeTakeFirst()) === undefined;
}
