import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeHold } from '../../packages/server/src/access/holds.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { Desk } from '../../packages/server/src/intake/desk.ts';
import { diskFile } from '../../packages/server/src/intake/file-source.ts';
import { importFile } from '../../packages/server/src/intake/import-file.ts';
import { makeZip } from '../../packages/server/src/intake/pack/testing/make-zip.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { startMetrics } from '../../packages/server/src/platform/metrics.ts';
import { destroyPersonMonth } from '../../packages/server/src/wiring/destroy-person.ts';
import { followers } from '../../packages/server/src/wiring/followers.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';

const counsel = { id: 'counsel', role: 'operator' } as const;
let t: TestLedger;
let product: Product;
let folder: string;

const line = (kind: string, externalId: string, occurredAt: string, body: object) =>
  JSON.stringify({ v: 1, kind, source: 'archive', externalId, occurredAt, basis: 'work-system', body });
const employee = (ref: string, handle: string) =>
  line('employee', ref, '2025-01-01T00:00:00+08:00', {
    ...{ employee: { system: 'hr', ref }, name: `员工${ref}`, handles: [{ system: 'wecom', ref: handle }] },
  });
const chat = (externalId: string, ref: string) =>
  line('chat', externalId, '2026-02-10T10:00:00+08:00', {
    ...{ conversation: ref, from: { system: 'wecom', ref }, to: [{ system: 'wecom', ref: 'wmA' }] },
    ...{ form: 'text', text: '明天见' },
  });

beforeAll(async () => {
  t = await testLedger();
  folder = mkdtempSync(join(tmpdir(), 'zl-holds-'));
  mkdirSync(join(folder, 'packages'));
  const { ledger, intake } = t;
  product = {
    ...{ config: readConfig({}, folder), db: ledger.db, ledger, intake, desk: new Desk(intake) },
    ...{ followers: followers(), packageDir: join(folder, 'packages'), metrics: startMetrics(), oidc: undefined },
    custodians: [],
    signers: [],
    close: t.close,
  };
  const lines = [employee('E1', 'zhangsan'), employee('E2', 'lisi'), chat('m1', 'zhangsan'), chat('m2', 'lisi')];
  const path = join(folder, 'archive.zip');
  writeFileSync(path, await makeZip({ 'archive.ndjson': Buffer.from(`${lines.join('\n')}\n`) }));
  const how = { dryRun: false, actor: systemActor, progress: () => undefined };
  const reports = await importFile(intake, await diskFile(path), path, how);
  expect(reports.map(({ accepted }) => accepted)).toEqual([4]);
  await bringUp(product);
});
afterAll(async () => {
  await product.desk.close();
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

const destroyMonth = (person: string, withOriginals: boolean) =>
  destroyPersonMonth(product, {
    ...{ person, month: '2026-02', proposal: 'p', by: 'operator:a', confirmedBy: 'operator:b', reason: 'retention' },
    ...{ withConversations: true, withOriginals },
  });

test('the month of a person who is held cannot be destroyed', async () => {
  await placeHold(t.ledger, counsel, { employees: ['E1'] }, 'a lawsuit');
  await expect(destroyMonth('E1', false)).rejects.toMatchObject({ code: 'key.held' });
});

test('a file that holds rows of a person who is held is not destroyed with the rows of another', async () => {
  await expect(destroyMonth('E2', true)).rejects.toMatchObject({ code: 'key.held' });
});

test('what is another person’s own is destroyed all the same', async () => {
  const gone = await destroyMonth('E2', false);
  expect(gone.keys).toBe(1);
});
