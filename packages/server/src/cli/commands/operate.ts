import { randomBytes } from 'node:crypto';
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { Refusal } from '../../kernel/refusal.ts';
import { rewrap } from '../../ledger/data-keys.ts';
import * as secretStore from '../../ledger/secret-store.ts';
import type { Tx } from '../../platform/db.ts';
import { ANY_WRITER } from '../../platform/locks.ts';
import { masterKeyOf } from '../../platform/master-key.ts';
import type { Command } from '../command.ts';
import { operator, withProduct } from '../command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate',
  does: 'bring the database schema up to date (needs ZHENGLIAN_OWNER_URL for an outside server)',
  options: {},

  async run(context) {
    if (context.config.databaseUrl !== undefined && context.config.ownerUrl === undefined) {
      throw new Refusal('cli.usage', { why: 'set ZHENGLIAN_OWNER_URL to the same database as its owner zl_owner' });
    }
    await withProduct(context, async () => undefined);
    context.json({ migrated: true });
    context.say('The schema is up to date.');
    return 0;
  },
};

export const keysRotateCommand: Command = {
  name: 'keys rotate',
  usage: 'keys rotate',
  does: 'make a new master key and wrap every key again under it; no body is touched',
  options: {},

  async run(context) {
    const { masterKey } = context.config;
    if (masterKey.kind !== 'file')
      throw new Refusal('cli.usage', { why: 'a master key outside a file is rotated where it is kept' });
    const hex = randomBytes(32).toString('hex');
    const next = `${masterKey.path}.next`;
    const fresh = masterKeyOf(Buffer.from(hex, 'hex'));
    const count = await withProduct(context, ({ db, ledger }) =>
      db.as(operator, async (tx) => {
        await refuseBesideWriters(tx);
        writeFileSync(next, `${hex}\n`, { mode: 0o600 });
        for (const { name, sealed } of await secretStore.allSecrets(tx)) {
          await secretStore.replaceSecret(tx, name, fresh.wrap(name, ledger.master.unwrap(name, sealed)));
        }
        const keys = await rewrap(tx, ledger.master, fresh);
        // Last thing before the commit, and in one step: if the commit then fails, `.old` still opens everything.
        copyFileSync(masterKey.path, `${masterKey.path}.old`);
        renameSync(next, masterKey.path);
        return keys;
      }),
    );
    context.json({ keys: count, master: masterKey.path, old: `${masterKey.path}.old` });
    context.say(
      `${count} data keys are wrapped under a new master key. Keep ${masterKey.path}.old until your backups are renewed.`,
    );
    return 0;
  },
};

/** A server or an import that goes on would wrap new keys under the old master key. */
async function refuseBesideWriters({ client }: Tx): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [ANY_WRITER]);
  if (rows[0]?.got === true) return;
  throw new Refusal('serve.already_running', {
    why: 'stop the server and wait for imports first: they hold the master key that is to be replaced',
  });
}
