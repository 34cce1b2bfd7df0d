import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../packages/server/src/platform/embedded.ts';
import { migrate, prepareServer } from '../../packages/server/src/platform/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    socketDir: string;
    /** A server that was made and migrated, stopped and with nothing in it: what folders of data are copied from. */
    clusterDir: string;
    /** What stands beside databases that are filled once and copied. */
    filledDir: string;
  }
}

export const TEMPLATE = 'zl_template';

/** One real PostgreSQL for the whole run, with a migrated template that each test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'zl-pg-'));
  chmodSync(folder, 0o755);
  const made = await startEmbedded(folder);
  await prepareServer({ host: made.socketDir, user: 'postgres' }, PRODUCT);
  await migrate({ host: made.socketDir, user: 'zl_owner', database: PRODUCT });
  await made.close();
  const cluster = mkdtempSync(join(tmpdir(), 'zl-cluster-'));
  copyFolder(join(folder, 'postgres'), join(cluster, 'postgres'));
  project.provide('clusterDir', join(cluster, 'postgres'));
  const running = await startEmbedded(folder);
  await copyDatabase(running.socketDir, PRODUCT, TEMPLATE);
  project.provide('socketDir', running.socketDir);
  const filled = mkdtempSync(join(tmpdir(), 'zl-filled-'));
  project.provide('filledDir', filled);
  return async () => {
    await running.close();
    for (const each of [folder, cluster, filled]) rmSync(each, { recursive: true, force: true });
  };
}

/** As the product names its database in a server of its own. */
const PRODUCT = 'zhenglian';

export async function copyDatabase(host: string, template: string, database: string): Promise<void> {
  const client = new pg.Client({ host, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query(`create database ${database} owner zl_owner template ${template}`);
  } finally {
    await client.end();
  }
}

/** With owners, which a copy by Node does not keep: the server runs as a user of its own. */
export function copyFolder(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
