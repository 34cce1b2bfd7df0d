import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
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
import { TEMPLATE } from './postgres.ts';

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
  const host = inject('socketDir');
  const database = `t_${randomBytes(6).toString('hex')}`;
  await once(
    { host, user: 'postgres', database: 'postgres' },
    `create database ${database} owner zl_owner template ${TEMPLATE}`,
  );
  const db = openDb({ host, user: 'zl_app', database });
  const ledger = await openLedger(db, clock, masterKeyOf(MASTER));
  const blobDir = mkdtempSync(join(tmpdir(), 'zl-blobs-'));
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
      rmSync(blobDir, { recursive: true, force: true });
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
