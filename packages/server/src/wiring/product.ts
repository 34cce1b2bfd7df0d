import { existsSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { Config } from '../config/config.ts';
import type { Intake } from '../intake/intake.ts';
import { startIntake } from '../intake/intake.ts';
import type { Clock } from '../kernel/time.ts';
import { systemClock } from '../kernel/time.ts';
import type { Follower } from '../ledger/follow.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { Db } from '../platform/db.ts';
import { openDb } from '../platform/db.ts';
import { startEmbedded } from '../platform/embedded.ts';
import { openMasterKey } from '../platform/master-key.ts';
import type { Metrics } from '../platform/metrics.ts';
import { startMetrics } from '../platform/metrics.ts';
import { migrate, prepareServer } from '../platform/migrate.ts';
import { followers } from './followers.ts';

export const VERSION = '0.1.0';
const DATABASE = 'zhenglian';

/** Everything one process works with, wired once. */
export type Product = {
  readonly config: Config;
  readonly db: Db;
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly followers: readonly Follower[];
  readonly packageDir: string;
  readonly metrics: Metrics;
  readonly close: () => Promise<void>;
};

/** Opens the database (joining or starting the embedded one), migrates it, and opens the ledger. */
export async function openProduct(config: Config, clock: Clock = systemClock): Promise<Product> {
  mkdirSync(config.dataDir, { recursive: true });
  const { app, stop } = await connection(config);
  const db = openDb(app);
  try {
    const ledger = await openLedger(db, clock, openMasterKey(config.masterKey));
    const intake = startIntake(ledger, { host: hostname(), tool: { name: 'zhenglian', version: VERSION } });
    const packageDir = join(config.dataDir, 'packages');
    if (!existsSync(packageDir)) mkdirSync(packageDir, { mode: 0o700 });
    const close = async () => {
      await intake.workers.close();
      await db.close();
      await stop();
    };
    return { config, db, ledger, intake, followers: followers(), packageDir, metrics: startMetrics(), close };
  } catch (error) {
    await db.close();
    await stop();
    throw error;
  }
}

type Connected = { readonly app: ClientConfig; readonly stop: () => Promise<void> };

async function connection(config: Config): Promise<Connected> {
  if (config.databaseUrl !== undefined) {
    if (config.ownerUrl !== undefined) await migrate({ connectionString: config.ownerUrl.reveal() });
    return { app: { connectionString: config.databaseUrl.reveal() }, stop: async () => undefined };
  }
  const running = await startEmbedded(config.dataDir);
  const at = { host: running.socketDir, database: DATABASE };
  await prepareServer({ host: running.socketDir, user: 'postgres' }, DATABASE);
  await migrate({ ...at, user: 'zl_owner' });
  return { app: { ...at, user: 'zl_app' }, stop: running.close };
}
