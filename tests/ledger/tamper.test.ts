import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBody, sealBody } from '../../packages/server/src/ledger/body.ts';
import { checkpointAll } from '../../packages/server/src/ledger/checkpoint.ts';
import { entryOf } from '../../packages/server/src/ledger/read.ts';
import * as store from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { fsck } from '../../packages/server/src/wiring/fsck.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import { importedCompany } from '../setup/company.ts';

let product: Product;
let data: string;
beforeAll(async () => {
  ({ product, data } = await importedCompany());
  await bringUp(product);
  await checkpointAll(product.ledger);
});
afterAll(async () => {
  await product.close();
  rmSync(data, { recursive: true, force: true });
});

/** Changes rows as a superuser can, looks with fsck, and puts everything back. */
async function whatFsckSays(edit: string): Promise<readonly string[]> {
  const { socketDir } = JSON.parse(readFileSync(`${data}/run.json`, 'utf8')) as { socketDir: string };
  const client = new pg.Client({ host: socketDir, user: 'postgres', database: 'zhenglian' });
  await client.connect();
  const tables = ['entry', 'mention', 'finding'];
  try {
    await client.query('set session_replication_role = replica');
    for (const table of tables) await client.query(`create table kept_${table} as select * from ${table}`);
    const { rowCount } = await client.query(edit);
    expect(rowCount).toBeGreaterThan(0);
    product.ledger.keys.forget();
    const checks = await fsck(product);
    return checks.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);
  } finally {
    for (const table of tables) {
      await client.query(`delete from ${table}`);
      const columns = await client.query<{ column_name: string }>(
        `select column_name from information_schema.columns where table_name = $1 order by ordinal_position`,
        [`kept_${table}`],
      );
      const names = columns.rows.map((row) => row.column_name).join(', ');
      await client.query(`insert into ${table} (${names}) overriding system value select ${names} from kept_${table}`);
      await client.query(`drop table kept_${table}`);
    }
    await client.end();
  }
}

test('an untouched ledger has nothing to say', async () => {
  expect((await fsck(product)).filter(({ outcome }) => outcome === 'fail')).toEqual([]);
});

// What is stored is put to the test in insider.test.ts; here the whole of fsck looks, at what is derived too.
test.each([
  ['a time', 'update entry set recorded_at = recorded_at + 1 where index = 60 and log_id = 1', ['entries.main']],
  ['a finding', 'delete from finding where id = (select min(id) from finding)', ['derived.finding']],
  ['a mention', 'delete from mention where index = 120', ['derived.mention']],
])('a superuser changing %s is found', async (_what, edit, named) => {
  const failed = await whatFsckSays(edit);
  for (const check of named) expect(failed).toContain(check);
});

test('a body that says the same in other bytes than the canonical ones is found', async () => {
  const { ledger, db } = product;
  const [log, row, body] = await db.as(systemActor, async (tx) => {
    const main = await store.logNamed(tx, 'main');
    const [entry] = await store.entries(tx, main.logId, { from: 60, to: 61 });
    return [main, entry, (await store.bodiesAt(tx, main.logId, [60])).get(60)];
  });
  if (row === undefined || body?.wrapped == null) throw new Error('there is no such entry');
  const key = ledger.keys.open(body.keyId, body.wrapped);
  const opened = openBody(key, entryOf(log.name, row), body.sealed);
  if (opened === undefined) throw new Error('the body does not open');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(opened.bytes.length + 1);
  const spaced = Buffer.from(opened.bytes.toString('utf8').replace('{', '{ '));
  const plain = Buffer.concat([opened.salt, length, spaced, opened.original]);
  const [sha256, sm3] = [Buffer.from(row.sha256), Buffer.from(row.sm3)];
  const other = sealBody(key, { type: row.type, log: log.name, sha256, sm3, iv: randomBytes(12), plain });
  const { socketDir } = JSON.parse(readFileSync(`${data}/run.json`, 'utf8')) as { socketDir: string };
  const client = new pg.Client({ host: socketDir, user: 'postgres', database: 'zhenglian' });
  await client.connect();
  const put = (sealed: Buffer) =>
    client.query('update body set sealed = $1 where log_id = $2 and index = 60', [sealed, log.logId]);
  try {
    await client.query('set session_replication_role = replica');
    await put(other);
    const failed = (await fsck(product)).filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ check }) => check)).toEqual(['bodies.main']);
    await put(body.sealed);
    expect((await fsck(product)).filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  } finally {
    await client.end();
  }
});
