import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Db } from '../platform/db.ts';
import { ANY_WRITER, ONE_SERVER } from '../platform/locks.ts';
import type { Log } from '../platform/log.ts';

export type ServerLocks = { readonly release: () => Promise<void> };

const AGAIN_MILLIS = 300;

/**
 * Takes the locks of a running server, or answers `undefined` when another one follows already. Any number of
 * servers may take records in; one of a database follows and signs. The locks end with their connection, so
 * after the database was away they are taken again as soon as it is back.
 */
export async function holdServerLocks(db: Db, follows: boolean, log: Log): Promise<ServerLocks | undefined> {
  const first = await take(db, follows);
  if (first === undefined) return undefined;
  let current: Client = first;
  let released = false;
  const watch = () => {
    current.on('error', () => undefined);
    current.once('end', () => void again());
  };
  const again = async () => {
    if (released) return;
    log({ event: 'lock.lost' });
    for (;;) {
      const next = await take(db, follows).catch(() => undefined);
      if (released) return void (await next?.end().catch(() => undefined));
      if (next !== undefined) {
        current = next;
        log({ event: 'lock.held' });
        return watch();
      }
      await sleep(AGAIN_MILLIS, undefined, { ref: false });
    }
  };
  watch();
  return {
    async release() {
      released = true;
      await current.end().catch(() => undefined);
    },
  };
}

async function take(db: Db, follows: boolean): Promise<Client | undefined> {
  const client = await db.connect();
  client.on('error', () => undefined);
  try {
    await client.query('select pg_advisory_lock_shared($1)', [ANY_WRITER]);
    if (!follows) return client;
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [ONE_SERVER]);
    if (rows[0]?.got === true) return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return undefined;
}
