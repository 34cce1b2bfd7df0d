import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDeliveries } from '../../packages/server/src/intake/fsck.ts';
import { keepMapping, readMapping } from '../../packages/server/src/intake/keep-mapping.ts';
import { makeWorkbook } from '../../packages/server/src/intake/pack/testing/make-workbook.ts';
import { makeZip } from '../../packages/server/src/intake/pack/testing/make-zip.ts';
import { posted, receive } from '../../packages/server/src/intake/receive.ts';
import { reprocess } from '../../packages/server/src/intake/reprocess.ts';
import { showQuarantine } from '../../packages/server/src/intake/show-quarantine.ts';
import { sourceForImport } from '../../packages/server/src/intake/source.ts';
import { showEntry } from '../../packages/server/src/ledger/show-entry.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { blobPath } from '../../packages/server/src/platform/blobs.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import { importPath } from '../setup/import.ts';
import { originalOf } from '../setup/original.ts';

const UPON = { ground: 'none', about: [] };

let t: TestLedger;
const folder = mkdtempSync(join(tmpdir(), 'zl-files-'));
beforeAll(async () => {
  t = await testLedger();
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

const MAPPING = `
mapping: 1
name: small-bank
title: 小银行
source: small-bank
account: personal
file: {form: table, header: [日期, 对方, 金额, 附言]}
let: {in: {column: 金额, matches: '^[^-]'}}
direction: {in: {use: in}, out: {not: {use: in}}}
amount: {money: {column: 金额}, absolute: true}
records:
  - kind: transfer
    at: {date: {column: 日期}, formats: [YYYY-MM-DD]}
    body:
      from: {if: {use: in}, then: {counterparty: {name: {column: 对方}, system: bank}}, else: {holder: true}}
      to: {if: {use: in}, then: {holder: true}, else: {counterparty: {name: {column: 对方}, system: bank}}}
      amount: {money: {column: 金额}, absolute: true}
      memo: {column: 附言}
`;
const mapping = readMapping(MAPPING);
const SAID = { mapping, basis: 'provided-by-employee', handover: 'h1', owner: 'hr:E001' };
let files = 0;
function fileOf(bytes: string | Buffer, ending = 'csv'): string {
  const path = join(folder, `${files++}.${ending}`);
  writeFileSync(path, bytes);
  return path;
}
const HEADER = '日期,对方,金额,附言';
const bill = (...rows: readonly string[]) => [HEADER, ...rows, ''].join('\n');
const indexOf = (delivery: string | null): number => Number(delivery?.split(':')[1]);

async function main() {
  return await t.ledger.db.as(systemActor, (tx) => ledgerStore.logNamed(tx, 'main'));
}
async function originals() {
  const log = await main();
  return await t.ledger.db.as(systemActor, (tx) => checkDeliveries(tx, t.intake, log));
}

test('whoever brings one new source at the same time as another shares it', async () => {
  const bring = () => sourceForImport(t.ledger, systemActor, 'brought-twice');
  const brought = await Promise.all(Array.from({ length: 8 }, bring));
  expect(new Set(brought.map(({ sourceId }) => sourceId)).size).toBe(1);
});

test('a personal bill without who handed it over and whose it is is refused, and nothing of it is kept', async () => {
  const path = fileOf(bill('2026-03-02,张三,20.00,咨询费'));
  const { size } = await main();
  const would = await importPath(t.intake, path, { mapping, dryRun: true });
  expect(would).toMatchObject({ found: 1, accepted: 1, quarantined: 0 });
  expect(would.needs).toEqual([expect.stringMatching(/^basis/), 'handover', 'owner']);
  await expect(importPath(t.intake, path, { mapping })).rejects.toMatchObject({ code: 'import.needs' });
  const books = { mapping, basis: 'company-books', handover: 'h1', owner: 'hr:E001' };
  await expect(importPath(t.intake, path, books)).rejects.toMatchObject({ code: 'import.needs' });
  expect((await main()).size).toBe(size);
  expect(await importPath(t.intake, path, SAID)).toMatchObject({ found: 1, accepted: 1 });
});

test('rows that were not handed over are counted and stand nowhere afterwards', async () => {
  const { source } = { source: await sourceForImport(t.ledger, systemActor, 'small-bank') };
  const handover = {
    ...{ v: 1, kind: 'handover', source: 'small-bank', externalId: 'h2', basis: 'work-system' },
    occurredAt: '2026-03-09T10:00:00+08:00',
    body: {
      from: { system: 'hr', ref: 'E001' },
      by: [
        { system: 'hr', ref: 'E900' },
        { system: 'hr', ref: 'E901' },
      ],
      ...{ at: '2026-03-09T10:00:00+08:00', how: 'paper' },
      scope: {
        counterparties: [{ system: 'company', ref: '华晟科技有限公司' }],
        since: '2026-03-01',
        until: '2026-03-31',
      },
    },
  };
  const how = { method: 'post' as const, actor: systemActor, zone: 'Asia/Shanghai', file: undefined };
  await receive(t.intake, source, how, posted(source, Buffer.from(JSON.stringify(handover))));
  const rows = [
    '2026-03-05,华晟科技有限公司,20000.00,咨询费',
    '2026-03-06,药店灯笼鱼,-35.00,私人',
    '2026-04-05,华晟科技有限公司,1.00,四月灯笼鱼',
  ];
  const path = fileOf(bill(...rows));
  const report = await importPath(t.intake, path, { ...SAID, handover: 'h2' });
  expect(report).toMatchObject({ found: 3, accepted: 1, quarantined: 2, warnings: [] });
  expect(report.reasons.map(({ at, code }) => [at, code])).toEqual([
    ['line 3', 'record.out_of_scope'],
    ['line 4', 'record.out_of_scope'],
  ]);
  expect(await originalOf(t.intake, indexOf(report.delivery))).toBeUndefined();
  expect(await originals()).toMatchObject({
    outcome: 'not_checked',
    because: expect.stringContaining('not handed over'),
  });
  // Neither sealed under any key nor in the clear: nothing that opens holds the words.
  const opened: string[] = [];
  for (let index = 0; index < (await main()).size; index++) {
    const { body, original } = await showEntry(t.ledger, systemActor, { log: 'main', index }, UPON);
    opened.push(JSON.stringify([body, original]));
  }
  expect(opened.some((text) => text.includes('咨询费'))).toBe(true);
  expect(opened.some((text) => text.includes('灯笼鱼'))).toBe(false);
});

test('a workbook comes back byte for byte, and each record shows the row it was read from', async () => {
  const rows = [HEADER.split(','), ['2026-05-02', '甲', '5.00', '表格'], ['2026-05-03', '乙', '-6.00', '']];
  const bytes = await makeWorkbook({ sheets: [{ name: '明细', rows }] });
  const report = await importPath(t.intake, fileOf(bytes, 'xlsx'), SAID);
  expect(report).toMatchObject({ found: 2, accepted: 2, quarantined: 0 });
  const delivery = indexOf(report.delivery);
  expect((await originalOf(t.intake, delivery))?.equals(bytes)).toBe(true);
  const entry = await showEntry(t.ledger, systemActor, { log: 'main', index: delivery + 1 }, UPON);
  expect(entry.original).toMatchObject({ form: 'row', at: '明细!2' });
  expect(entry.original?.text).toContain('甲');
  expect(await importPath(t.intake, fileOf(bytes, 'xlsx'), SAID)).toMatchObject({ repeated: 2, delivery: null });
});

test('a workbook altered where it is kept is noticed', async () => {
  const { createHash } = await import('node:crypto');
  const bytes = await makeWorkbook({
    sheets: [{ name: 'S', rows: [HEADER.split(','), ['2026-06-02', '丙', '5', 'x']] }],
  });
  await importPath(t.intake, fileOf(bytes, 'xlsx'), SAID);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = blobPath(t.intake.blobDir, t.ledger.secrets.mac(Buffer.from(`blob\0${sha256}`)).toString('hex'));
  const kept = readFileSync(path);
  const altered = Buffer.from(kept);
  altered[100] = (altered[100] ?? 0) ^ 1;
  writeFileSync(path, altered);
  expect(await originals()).toMatchObject({ outcome: 'fail' });
  writeFileSync(path, kept);
  expect((await originals()).outcome).not.toBe('fail');
});

test('a bill in a protected archive asks for the password, and the archive is kept with it', async () => {
  const csv = Buffer.from(bill('2026-07-02,丁,7.00,压缩'));
  const bytes = await makeZip({ '账单/七月.csv': csv }, '123456');
  const path = fileOf(bytes, 'zip');
  expect(await importPath(t.intake, path, { ...SAID, dryRun: true })).toMatchObject({ found: 0, needs: ['password'] });
  await expect(importPath(t.intake, path, SAID)).rejects.toMatchObject({ code: 'import.needs' });
  const report = await importPath(t.intake, path, { ...SAID, password: '123456' });
  expect(report).toMatchObject({ file: `${path}/账单/七月.csv`, found: 1, accepted: 1 });
  expect((await originalOf(t.intake, indexOf(report.delivery)))?.equals(csv)).toBe(true);
  expect((await originals()).outcome).not.toBe('fail');
});

test('an import that stops in the middle goes on there, and rows that say the same keep their ordinals', async () => {
  // Every second row is the same payment; over 2 MiB, so that it is cut into stretches.
  const rows = Array.from(
    { length: 6_000 },
    (_, i) => `2026-08-${String(1 + (i % 28)).padStart(2, '0')},戊,1.00,${'公交'.repeat(80)}${i % 2 === 0 ? '' : i}`,
  );
  const path = fileOf(bill(...rows));
  const stop = () => {
    throw new Error('stopped');
  };
  await expect(importPath(t.intake, path, { ...SAID, source: 'cut', progress: stop })).rejects.toThrow('stopped');
  const { rows: begun } = await t.superuser('select finished, accepted::int from delivery order by index desc limit 1');
  expect(begun).toEqual([{ finished: false, accepted: expect.any(Number) }]);
  const report = await importPath(t.intake, path, { ...SAID, source: 'cut' });
  expect(report).toMatchObject({ found: 6_000, accepted: 6_000, changed: 0, repeated: 0, quarantined: 0 });
  expect((await originalOf(t.intake, indexOf(report.delivery)))?.equals(readFileSync(path))).toBe(true);
  expect(await importPath(t.intake, path, { ...SAID, source: 'cut' })).toMatchObject({
    repeated: 6_000,
    delivery: null,
  });
}, 120_000);

test('what was set aside is read after a mapping was mended, and the original is kept once', async () => {
  await keepMapping(t.ledger, systemActor, MAPPING);
  const path = fileOf(bill('2026-09-02,己,9.00,对', '02/09/2026,庚,10.00,晚'));
  const before = await importPath(t.intake, path, { ...SAID, source: 'mend' });
  expect(before).toMatchObject({ found: 2, accepted: 1, quarantined: 1 });
  const place = { log: 'main', index: indexOf(before.delivery) };
  expect(await showQuarantine(t.intake, systemActor, place)).toMatchObject([
    { line: 3, at: 'line 3', code: 'record.time_invalid', before: '02/09/2026,庚,10.00,晚', takenBy: null },
  ]);
  const mended = readMapping(MAPPING.replace('[YYYY-MM-DD]', '[YYYY-MM-DD, DD/MM/YYYY]'));
  const report = await reprocess(t.intake, systemActor, place, mended);
  expect(report).toMatchObject({ found: 2, accepted: 1, repeated: 1, quarantined: 0 });
  const [row] = await showQuarantine(t.intake, systemActor, place);
  expect(row?.takenBy).toBe(indexOf(report.delivery));
  expect((await originalOf(t.intake, indexOf(report.delivery)))?.equals(readFileSync(path))).toBe(true);
  expect((await originals()).outcome).not.toBe('fail');
});

test('a file that the disk has no room for is refused before anything of it is kept', async () => {
  const path = fileOf(bill('2026-10-02,辛,9.00,满'));
  const { size } = await main();
  const full = { ...t.intake, freeBytes: () => Promise.resolve(100) };
  await expect(importPath(full, path, SAID)).rejects.toMatchObject({ code: 'disk.full' });
  expect((await main()).size).toBe(size);
});

test('a list names documents beside it, and a document that is not there is named', async () => {
  const desk = join(folder, 'desk');
  mkdirSync(join(desk, '扫描'), { recursive: true });
  writeFileSync(join(desk, '扫描/合同.pdf'), '%PDF-1.7 …');
  const list = [
    '文件,类型,标题,日期,相关方',
    '扫描/合同.pdf,合同,采购合同,2026-03-01,华晟科技有限公司',
    '没有.pdf,合同,缺,2026-03-01,',
  ];
  writeFileSync(join(desk, '文件清单.csv'), list.join('\n'));
  const report = await importPath(t.intake, join(desk, '文件清单.csv'));
  expect(report).toMatchObject({ format: 'documents', found: 2, accepted: 1, quarantined: 1 });
  expect(report.reasons).toMatchObject([{ at: 'line 3', code: 'record.media_missing' }]);
});
