import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { TEMPLATE } from '../../../../tests/setup/postgres.ts';
import { describeSchema } from './schema.ts';

test('schema.sql and the row types are what the migrations give: run `node scripts/schema.ts` when they are not', async () => {
  const client = new pg.Client({ host: inject('socketDir'), user: 'zl_owner', database: TEMPLATE });
  await client.connect();
  const { sql, types } = await describeSchema(client);
  await client.end();
  expect(sql).toBe(readFileSync(join(import.meta.dirname, '../../schema.sql'), 'utf8'));
  expect(types).toBe(readFileSync(join(import.meta.dirname, 'tables.ts'), 'utf8'));
});
