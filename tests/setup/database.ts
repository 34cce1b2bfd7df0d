import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Intake } from '../../packages/server/src/intake/intake.ts';
import { startIntake } from '../../packages/server/src/intake/intake.ts';
import type { Clock } from '../../packages/server/src/kernel/time.ts';
import { fixedClock } from '../../packages/server/src/kernel/time.ts';
import type { Ledger } from '../../packages/server/src/ledger/ledger.ts';
import { openLedger } from '../../packages/server/src/ledger/ledger.ts';
import { knownAs } from '../../packages/server/src/people/known-as.ts';
import { openDb } from '../../packages/server/src/platform/db.ts';
import { masterKeyOf } from '../../packages/server/src/platform/master-key.ts';
import { copyDatabase, TEMPLATE } from './postgres.ts';

export type TestLedger = {
  readonly ledger: Ledger;
  readonly intake: Intake;
  /** As nobody but a superuser with his hands in the database can. */
  readonly superuser: (sql: string, values?: unknown[]) => Promise<pg.QueryResult>;
  /** As the server's own role. */
  readonly server: (sql: string, values?: unknown[]) => Promise<pg.QueryResult>;
  readonly database: string;
  readonly close: () => Promise<void>;
};

const MASTER = Buffer.alloc(32, 7);

/** A ledger on a fresh copy of the template, with a clock that stands still. */
export async function testLedger(clock: Clock = fixedClock('2026-03-20T02:00:00Z')): Promise<TestLedger> {
  const database = `t_${randomBytes(6).toString('hex')}`;
  await copyDatabase(inject('socketDir'), TEMPLATE, database);
  return await openTestLedger(database, mkdtempSync(join(tmpdir(), 'zl-blobs-')), clock);
}

/**
 * The same with what `fill` puts into it under this name: filled once in a run of tests, by whoever comes first, and copied
 * from then on, with the files beside it.
 */
export async function filledLedger(
  name: string,
  fill: (into: TestLedger) => Promise<void>,
  clock: Clock = CLOCK,
): Promise<TestLedger> {
  const host = inject('socketDir');
  const template = `zl_filled_${name}`;
  const blobs = join(inject('filledDir'), name);
  const client = new pg.Client({ host, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(4711)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      await copyDatabase(host, TEMPLATE, `${template}_open`);
      mkdirSync(blobs);
      const into = await openTestLedger(`${template}_open`, blobs, CLOCK);
      await fill(into);
      await into.close();
      await client.query(`alter database ${template}_open rename to ${template}`);
    }
    const database = `t_${randomBytes(6).toString('hex')}`;
    await copyDatabase(host, template, database);
    const blobDir = mkdtempSync(join(tmpdir(), 'zl-blobs-'));
    cpSync(blobs, blobDir, { recursive: true });
    return await openTestLedger(database, blobDir, clock);
  } finally {
    await client.end();
  }
}

const CLOCK = fixedClock('2026-03-20T02:00:00Z');

async function openTestLedger(database: string, blobDir: string, clock: Clock): Promise<TestLedger> {
  const host = inject('socketDir');
  const db = openDb({ host, user: 'zl_app', database });
  const ledger = await openLedger(db, clock, masterKeyOf(MASTER));
  const intake = startIntake(ledger, {
    blobDir,
    stagingDir: `${blobDir}-staging`,
    host: 'test',
    tool: { name: 'zhenglian', version: 'test' },
    freeBytes: () => Promise.resolve(Number.MAX_SAFE_INTEGER),
    knownAs: (parties) => knownAs(ledger, parties),
  });
  return {
    ledger,
    intake,
    database,
    superuser: (sql, values) => once({ host, user: 'postgres', database }, sql, values),
    server: (sql, values) => once({ host, user: 'zl_app', database }, sql, values),
    async close() {
      await intake.workers.close();
      await db.close();
      if (!blobDir.startsWith(inject('filledDir'))) rmSync(blobDir, { recursive: true, force: true });
    },
  };
}

async function once(config: pg.ClientConfig, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}
