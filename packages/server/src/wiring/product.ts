import { existsSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { Oidc } from '../access/oidc/oidc.ts';
import { openOidc } from '../access/oidc/oidc.ts';
import type { Config } from '../config/config.ts';
import type { Custodian } from '../deposit/custodian.ts';
import { openCustodians } from '../deposit/custodian.ts';
import type { Signer } from '../export/signer.ts';
import { openSigner } from '../export/signer.ts';
import { Desk } from '../intake/desk.ts';
import type { Intake } from '../intake/intake.ts';
import { startIntake } from '../intake/intake.ts';
import type { Clock } from '../kernel/time.ts';
import { systemClock } from '../kernel/time.ts';
import type { Follower } from '../ledger/follow.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/ledger.ts';
import { isEmpty } from '../ledger/secret-store.ts';
import { knownAs } from '../people/known-as.ts';
import type { Db } from '../platform/db.ts';
import { openDb, systemActor } from '../platform/db.ts';
import { startEmbedded } from '../platform/embedded.ts';
import { freeBytesAt } from '../platform/free-bytes.ts';
import { openMasterKey } from '../platform/master-key.ts';
import type { Metrics } from '../platform/metrics.ts';
import { startMetrics } from '../platform/metrics.ts';
import { migrate, prepareServer } from '../platform/migrate.ts';
import { followers } from './followers.ts';
import { outgoingOf, timestampAuthorities } from './outgoing.ts';

export const VERSION = '0.1.0';
const DATABASE = 'zhenglian';

/** Everything one process works with, wired once. */
export type Product = {
  readonly config: Config;
  readonly db: Db;
  readonly ledger: Ledger;
  readonly intake: Intake;
  /** Where files wait that were brought through the console. */
  readonly desk: Desk;
  readonly followers: readonly Follower[];
  readonly packageDir: string;
  readonly metrics: Metrics;
  /** Sign-in at the company's own provider, where one is configured. */
  readonly oidc: Oidc | undefined;
  /** Who attests the epochs from outside; none where none is configured. */
  readonly custodians: readonly Custodian[];
  /** Who signs reports; nobody where nobody is configured. */
  readonly signers: readonly Signer[];
  readonly close: () => Promise<void>;
};

/** Opens the database (joining or starting the embedded one), migrates it, and opens the ledger. */
export async function openProduct(config: Config, clock: Clock = systemClock): Promise<Product> {
  mkdirSync(config.dataDir, { recursive: true });
  const { app, stop } = await connection(config);
  const db = openDb(app);
  try {
    const isNew = await db.as(systemActor, isEmpty);
    const ledger = await openLedger(db, clock, openMasterKey(config.masterKey, isNew));
    const blobDir = join(config.dataDir, 'blobs');
    const intake = startIntake(ledger, {
      blobDir,
      stagingDir: join(config.dataDir, 'staging'),
      host: hostname(),
      tool: { name: 'zhenglian', version: VERSION },
      freeBytes: () => freeBytesAt(config.dataDir),
      knownAs: (parties) => knownAs(ledger, parties),
    });
    const desk = new Desk(intake);
    const packageDir = join(config.dataDir, 'packages');
    if (!existsSync(packageDir)) mkdirSync(packageDir, { mode: 0o700 });
    const close = async () => {
      await desk.close();
      await intake.workers.close();
      await db.close();
      await stop();
    };
    return {
      config,
      db,
      ledger,
      intake,
      desk,
      followers: followers(),
      packageDir,
      metrics: startMetrics(),
      oidc: oidcOf(config),
      custodians: openCustodians(config.custodians, outgoingOf(config)),
      signers: config.signers.map((signer) => openSigner(signer, timestampAuthorities(config))),
      close,
    };
  } catch (error) {
    await db.close();
    await stop();
    throw error;
  }
}

function oidcOf(config: Config): Oidc | undefined {
  const { oidc, publicUrl } = config;
  if (oidc === undefined || publicUrl === undefined) return undefined;
  const { issuer, clientId, clientSecret } = oidc;
  const redirectUri = `${publicUrl}/api/v1/oidc/callback`;
  return openOidc({ issuer, clientId, clientSecret: clientSecret.reveal(), redirectUri }, outgoingOf(config));
}

/** The same database as the server's role and, where it is known, as the owner of the schema. */
type Connected = {
  readonly app: ClientConfig;
  readonly owner: ClientConfig | undefined;
  readonly stop: () => Promise<void>;
};

/** Joins or starts the database of this configuration and migrates it; nothing of the ledger is opened. */
export async function connection(config: Config): Promise<Connected> {
  if (config.databaseUrl !== undefined) {
    const owner = config.ownerUrl === undefined ? undefined : { connectionString: config.ownerUrl.reveal() };
    if (owner !== undefined) await migrate(owner);
    return { app: { connectionString: config.databaseUrl.reveal() }, owner, stop: async () => undefined };
  }
  const running = await startEmbedded(config.dataDir);
  const at = { host: running.socketDir, database: DATABASE };
  await prepareServer({ host: running.socketDir, user: 'postgres' }, DATABASE);
  const owner = { ...at, user: 'zl_owner' };
  await migrate(owner);
  return { app: { ...at, user: 'zl_app' }, owner, stop: running.close };
}
