import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../packages/server/src/platform/embedded.ts';
import { migrate, prepareServer } from '../../packages/server/src/platform/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    socketDir: string;
    /** What stands beside databases that are filled once and copied. */
    filledDir: string;
  }
}

export const TEMPLATE = 'zl_template';

/** One real PostgreSQL for the whole run, with a migrated template that each test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'zl-pg-'));
  chmodSync(folder, 0o755);
  const running = await startEmbedded(folder);
  await prepareServer({ host: running.socketDir, user: 'postgres' }, TEMPLATE);
  await migrate({ host: running.socketDir, user: 'zl_owner', database: TEMPLATE });
  project.provide('socketDir', running.socketDir);
  const filled = mkdtempSync(join(tmpdir(), 'zl-filled-'));
  project.provide('filledDir', filled);
  return async () => {
    await running.close();
    for (const each of [folder, filled]) rmSync(each, { recursive: true, force: true });
  };
}
