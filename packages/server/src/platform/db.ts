import { hash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';
import type { Tables } from './tables.ts';

/**
 * Who a transaction acts for: written to `zl.actor`, where the row policies of the database read it. An account is a
 * person who signed in, and `now` the time by which their grants count, UTC milliseconds.
 */
export type Actor =
  | { readonly id: string; readonly role: 'source' | 'provisioner' | 'system' | 'operator' }
  | { readonly id: string; readonly role: 'account'; readonly now: number };

/** As entries, readings and `zl.actor` name an actor. */
export const actorName = ({ role, id }: Actor): string => `${role}:${id}`;

export const systemActor: Actor = { id: 'system', role: 'system' };

/**
 * One open transaction: typed queries, and the connection itself for COPY. `isHeld` says that row policies hold back
 * what its actor may not see, so that a row that is missing is not one that was lost.
 */
export type Tx = { readonly q: Kysely<Tables>; readonly client: pg.PoolClient; readonly isHeld: boolean };

export type Db = {
  /**
   * Opens a transaction as `actor`, commits when `work` resolves and rolls back when it throws. For an account it
   * takes on the role `zl_person`: it only reads, and sees no row that the policies of the database hold back.
   */
  readonly as: <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The same with the server's own rights, for what it writes and derives while it serves `actor`. */
  readonly servingAs: <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>;
  /**
   * Answers one question with the server's own rights, in no transaction: what every request asks first. The plan of
   * `text` is kept by each connection, so it is written once and never put together.
   */
  readonly ask: (text: string, values: readonly unknown[]) => Promise<readonly unknown[]>;
  /** A connection outside the pool, for LISTEN or a session lock; the caller ends it. */
  readonly connect: () => Promise<pg.Client>;
  readonly close: () => Promise<void>;
};

const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8) return BigInt;
    return pg.types.getTypeParser(oid, format);
  },
};

/** Opens a pool. `connection` is a URL or a socket folder with user and database. */
export function openDb(connection: pg.ClientConfig, poolSize = 8): Db {
  const config = { ...connection, types, application_name: 'zhenglian' };
  // One connection stays however long nobody asks: by its sessions an embedded server knows that it is still used.
  const pool = new pg.Pool({ ...config, min: 1, max: poolSize, connectionTimeoutMillis: 20_000 });
  pool.on('error', () => undefined);
  return {
    as: (actor, work) => transact(pool, actor, actor.role === 'account' ? 'zl_person' : 'none', work),
    servingAs: (actor, work) => transact(pool, actor, 'none', work),
    ask: (text, values) =>
      borrow(pool, async (client) => {
        const name = hash('sha256', text, 'base64url');
        return (await client.query({ name, text, values: [...values] })).rows;
      }),
    async connect() {
      const client = new pg.Client(config);
      client.on('error', () => undefined);
      await client.connect().catch((error: unknown) => {
        throw translated(error, true);
      });
      return client;
    },
    close: () => pool.end(),
  };
}

const typed = new WeakMap<pg.PoolClient, Kysely<Tables>>();

function kyselyOn(client: pg.PoolClient): Kysely<Tables> {
  const known = typed.get(client);
  if (known !== undefined) return known;
  const borrowed = { query: client.query.bind(client), release: () => undefined };
  const pool = { connect: async () => borrowed, end: async () => undefined };
  const made = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) });
  typed.set(client, made);
  return made;
}

async function transact<T>(
  pool: pg.Pool,
  actor: Actor,
  role: 'zl_person' | 'none',
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return await borrow(pool, async (client, lost) => {
    try {
      await client.query(opening(client, actor, role));
      const result = await work({ q: kyselyOn(client), client, isHeld: role === 'zl_person' });
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(lost);
      throw error;
    }
  });
}

/** A connection for the time of `work`, which says with `lost` that nobody should have it afterwards. */
async function borrow<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, lost: (error: Error) => void) => Promise<T>,
): Promise<T> {
  const client = await connect(pool);
  let broken: Error | undefined;
  // The pool listens to idle connections only: one that is lost while it is lent out would end the process.
  const lost = (error: Error) => {
    broken = error;
  };
  client.on('error', lost);
  try {
    return await work(client, lost);
  } catch (error) {
    throw translated(error);
  } finally {
    client.off('error', lost);
    client.release(broken);
  }
}

/**
 * The beginning of a transaction in one message. For a person, `zl_open` works out at once what their grants open
 * whole, so that policies need not ask for every row; then the server's rights are laid down.
 */
function opening(client: pg.PoolClient, actor: Actor, role: 'zl_person' | 'none'): string {
  const setting = (name: string, value: string): string =>
    `set_config('${name}', ${client.escapeLiteral(value)}, true)`;
  const who = setting('zl.actor', actorName(actor));
  if (role === 'none') return `begin; select ${who}, ${setting('zl.now', '')}, ${setting('role', 'none')}`;
  const now = actor.role === 'account' ? String(actor.now) : '';
  const open = `set_config('zl.open', zl_open(), true), ${setting('role', role)}`;
  return `begin; select ${who}, ${setting('zl.now', now)}; select ${open}`;
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw translated(error, true);
  }
}

/** What the database says about itself becomes a refusal; a wrong query stays a bug. */
function translated(error: unknown, connecting = false): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  const code = (error as { code?: string }).code ?? '';
  if (code === '53100') return new Refusal('disk.full', {});
  if (code === 'ZL001') return new Refusal('ledger.append_only', {});
  const gone =
    connecting ||
    /^(08|57P|53)/.test(code) ||
    /ECONN|EPIPE|Connection terminated|ENOENT/.test(`${code} ${error.message}`);
  return gone ? new Refusal('database.unavailable', { why: code === '' ? 'the connection was lost' : code }) : error;
}
