import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../packages/server/src/platform/embedded.ts';
import { migrate, prepareServer } from '../packages/server/src/platform/migrate.ts';
import { describeSchema } from '../packages/server/src/platform/schema.ts';

/** Writes schema.sql and the row types from a database that has just been migrated. */
const folder = mkdtempSync(join(tmpdir(), 'zl-schema-'));
chmodSync(folder, 0o755);
const running = await startEmbedded(folder);
const at = { host: running.socketDir, database: 'schema' };
await prepareServer({ ...at, user: 'postgres' }, 'schema');
await migrate({ ...at, user: 'zl_owner' });
const client = new pg.Client({ ...at, user: 'zl_owner' });
await client.connect();
const { sql, types } = await describeSchema(client);
await client.end();
await running.close();
rmSync(folder, { recursive: true, force: true });
writeFileSync('packages/server/schema.sql', sql);
writeFileSync('packages/server/src/platform/tables.ts', types);
