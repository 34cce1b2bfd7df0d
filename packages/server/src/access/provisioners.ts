import { Refusal } from '../kernel/refusal.ts';
import { audit } from '../ledger/append-own.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { digestOf, newToken } from './session.ts';

/** Gives a directory service a key for SCIM, shown this once; the same name again replaces its key. */
export async function keepProvisioner(ledger: Ledger, actor: Actor, name: string): Promise<string> {
  if (!/^[a-z0-9-]{1,40}$/.test(name))
    throw new Refusal('request.invalid', { why: 'a name is 1 to 40 of a–z, 0–9 and -' });
  const key = `zlp_${newToken()}`;
  await audit(ledger, actor, 'provisioner.keep', { name });
  await ledger.db.as(systemActor, (tx) =>
    tx.q
      .insertInto('provisioner')
      .values({ name, key_digest: digestOf(key), made_at: ledger.clock.now() })
      .onConflict((c) => c.column('name').doUpdateSet({ key_digest: digestOf(key) }))
      .execute(),
  );
  return key;
}

/** Whose key this is. Refuses with `auth.required`, the same for every wrong key. */
export async function provisionerOfKey(ledger: Ledger, key: string): Promise<string> {
  const row = await ledger.db.as(systemActor, (tx) =>
    tx.q.selectFrom('provisioner').select('name').where('key_digest', '=', digestOf(key)).executeTakeFirst(),
  );
  if (row === undefined) throw new Refusal('auth.required', {});
  return row.name;
}

export async function removeProvisioner(ledger: Ledger, actor: Actor, name: string): Promise<void> {
  await audit(ledger, actor, 'provisioner.remove', { name });
  await ledger.db.as(systemActor, (tx) => tx.q.deleteFrom('provisioner').where('name', '=', name).execute());
}

export async function provisioners(
  ledger: Ledger,
): Promise<readonly { readonly name: string; readonly madeAt: number }[]> {
  const rows = await ledger.db.as(systemActor, (tx) =>
    tx.q.selectFrom('provisioner').select(['name', 'made_at']).orderBy('name').execute(),
  );
  return rows.map((row) => ({ name: row.name, madeAt: Number(row.made_at) }));
}
