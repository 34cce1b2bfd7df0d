import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';

const FOLDER = join(import.meta.dirname, 'migrations');
const ONE_AT_A_TIME = 7_420_001;

export type Migration = {
  readonly number: number;
  readonly name: string;
  readonly breaking: boolean;
  readonly text: string;
};

/** The numbered plain-SQL files in order; `--! breaking` in one makes an older server refuse the newer schema. */
export function migrations(): readonly Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(FOLDER, name), 'utf8');
      return { number: Number(name.slice(0, 4)), name, breaking: text.includes('\n--! breaking'), text };
    });
}

/**
 * Brings the schema up to date as its owner; concurrent starters wait for each other.
 * Refuses with `database.unavailable` when the schema is newer than this server and says so with a breaking mark.
 */
export async function migrate(owner: pg.ClientConfig): Promise<readonly string[]> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ONE_AT_A_TIME]);
    await client.query(`create table if not exists migration
      (number int4 primary key, name text not null, breaking boolean not null, applied_at timestamptz not null default now())`);
    await client.query('grant select on migration to zl_app, zl_read');
    return await applyMissing(client);
  } finally {
    await client.end();
  }
}

async function applyMissing(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ number: number; breaking: boolean }>('select number, breaking from migration');
  const applied = new Set(rows.map((row) => row.number));
  const known = migrations();
  const ahead = rows.find((row) => row.breaking && !known.some((each) => each.number === row.number));
  if (ahead !== undefined) {
    throw new Refusal('database.unavailable', {
      why: `the database was migrated by a newer version (step ${ahead.number})`,
    });
  }
  const done: string[] = [];
  for (const step of known.filter((each) => !applied.has(each.number))) {
    await client.query('begin');
    await client.query('insert into migration (number, name, breaking) values ($1, $2, $3)', [
      step.number,
      step.name,
      step.breaking,
    ]);
    await client.query(step.text);
    await client.query('commit');
    done.push(step.name);
  }
  return done;
}

/**
 * Makes the roles and the database of an embedded server; an outside server has its administrator do this. `zl_app` is
 * not held by the row policies, which are made for `zl_person`: what it becomes in a transaction for an account.
 */
export async function prepareServer(superuser: pg.ClientConfig, database: string): Promise<void> {
  const client = new pg.Client({ ...superuser, database: 'postgres' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ONE_AT_A_TIME]);
    for (const role of ['zl_owner', 'zl_app', 'zl_read']) {
      const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      if (rowCount === 0) await client.query(`create role ${role} login`);
    }
    const { rowCount: hasPerson } = await client.query("select 1 from pg_roles where rolname = 'zl_person'");
    if (hasPerson === 0) {
      await client.query('create role zl_person nologin; grant zl_person to zl_app; alter role zl_app bypassrls');
    }
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)} owner zl_owner`);
  } finally {
    await client.end();
  }
}
