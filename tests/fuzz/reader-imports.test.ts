import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMail, makeMbox } from '../../packages/server/src/intake/connectors/testing/make-mail.ts';
import { memoryFile } from '../../packages/server/src/intake/file-source.ts';
import { checkDeliveries } from '../../packages/server/src/intake/fsck.ts';
import type { ImportOptions } from '../../packages/server/src/intake/import-file.ts';
import { importFile } from '../../packages/server/src/intake/import-file.ts';
import { inputsIn } from '../../packages/server/src/intake/inputs.ts';
import { makeFreeswitchJson } from '../../packages/server/src/intake/mappings/testing/make-calls.ts';
import { seeded } from '../../packages/server/src/intake/mappings/testing/random.ts';
import { makeWorkbook } from '../../packages/server/src/intake/pack/testing/make-workbook.ts';
import type { ImportReport } from '../../packages/server/src/intake/report.ts';
import { reprocess } from '../../packages/server/src/intake/reprocess.ts';
import { Refusal } from '../../packages/server/src/kernel/refusal.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import { originalOf } from '../setup/original.ts';
import { cases, made } from './cases.ts';
import { record } from './hostile.ts';
import type { Given } from './promises.ts';
import { holds, saysNothing } from './promises.ts';

const RUNS = Math.ceil(Number(process.env.ZL_READER_RUNS ?? 1_000) / 20);

let base: TestLedger;
beforeAll(async () => {
  base = await testLedger();
});
afterAll(() => base.close());

const said = {
  ...{
    basis: 'provided-by-employee',
    handover: 'hr-desk:h1',
    owner: 'bank:6200000000000000001',
    zone: 'Asia/Shanghai',
  },
  ...{ actor: systemActor, progress: () => undefined },
};

const fileOf = ({ name, bytes }: Given) => memoryFile(name, bytes, async () => undefined);

const importGiven = (given: Given, options: Partial<ImportOptions> = {}): Promise<readonly ImportReport[]> => {
  const password = given.password === undefined ? {} : { password: given.password };
  return importFile(base.intake, fileOf(given), given.name, { ...said, dryRun: false, ...password, ...options });
};

async function stateOf(): Promise<{ records: number; deliveries: number }> {
  const { rows } = await base.superuser(
    "select count(*) filter (where type = 'record')::int as records, count(*) filter (where type = 'delivery')::int as deliveries from entry",
  );
  return rows[0] as { records: number; deliveries: number };
}

const sumOf = (reports: readonly ImportReport[], name: 'found' | 'accepted' | 'repeated' | 'changed' | 'quarantined') =>
  reports.reduce((sum, report) => sum + report[name], 0);

/** Imports a file twice, and holds each import to what it promises. Answers the first reports, or the refusal. */
async function imports(given: Given): Promise<readonly ImportReport[]> {
  const before = await stateOf();
  const would = await importGiven(given, { dryRun: true });
  expect(await stateOf()).toEqual(before);
  const reports = await importGiven(given).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    expect(error.code).toBe('import.needs');
    expect(would.some(({ needs }) => needs.length > 0)).toBe(true);
    return undefined;
  });
  if (reports === undefined) return [];
  // A member may hold what another one brought, which a rehearsal keeps nothing of.
  const shown = ({ delivery: _, warnings, ...report }: ImportReport) => ({ ...report, warnings });
  if (reports.length === 1) expect(would.map(shown)).toEqual(reports.map(shown));
  expect(would.map(({ found, format }) => [found, format])).toEqual(
    reports.map(({ found, format }) => [found, format]),
  );
  for (const report of reports) isSound(report);

  const after = await stateOf();
  expect(after.records - before.records).toBe(sumOf(reports, 'accepted') + sumOf(reports, 'changed'));
  expect(after.deliveries - before.deliveries).toBeLessThanOrEqual(reports.length);
  await originalsStand(given, reports);

  const again = await importGiven(given);
  expect(await stateOf()).toEqual(after);
  expect(sumOf(again, 'accepted') + sumOf(again, 'changed')).toBe(0);
  expect(again.map(({ found, quarantined }) => [found, quarantined])).toEqual(
    reports.map(({ found, quarantined }) => [found, quarantined]),
  );
  return reports;
}

function isSound(report: ImportReport): void {
  const { found, accepted, repeated, changed, quarantined, reasons, format } = report;
  expect(found).toBe(accepted + repeated + changed + quarantined);
  expect(reasons.length).toBe(format === null ? 1 : Math.min(quarantined, 1_000));
  for (const { code, why } of reasons) saysNothing(code, why);
}

/** Every delivery gives back the bytes that came, and its quarantine names every line that was set aside. */
async function originalsStand(given: Given, reports: readonly ImportReport[]): Promise<void> {
  const inputs = await inputsIn(fileOf(given), given.name, given.password);
  for (const [at, { delivery, quarantined, reasons }] of reports.entries()) {
    const input = inputs[at];
    if (delivery === null || input === undefined || 'refusal' in input) continue;
    const [log = '', index] = delivery.split(':');
    const { file } = input;
    expect((await originalOf(base.intake, Number(index), log))?.equals(await file.read(0, file.sizeBytes))).toBe(true);
    const { rows } = await base.superuser('select count(*)::int as lines from quarantine where delivery = $1', [index]);
    const lines = Number((rows as { lines: number }[])[0]?.lines);
    if (quarantined <= 1_000) expect(lines).toBe(new Set(reasons.map((reason) => reason.at)).size);
    expect(lines).toBeLessThanOrEqual(quarantined);
  }
}

test(
  `any file of any format is taken in as promised (${RUNS} runs)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(cases(3), async (each) => void (await imports(await made(each)))),
      { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 2_000, endOnFailure: true },
    );
    const check = await base.ledger.db.as(systemActor, async (tx) =>
      checkDeliveries(tx, base.intake, await ledgerStore.logNamed(tx, 'main')),
    );
    expect(check.outcome, check.because).toBe('pass');
  },
  60_000 + RUNS * 3_000,
);

const MIB = 1024 * 1024;
const given = (name: string, bytes: Buffer): Given => ({ name, bytes, password: undefined });

/** A list of customers whose every 500th row is wider than its header, ended as told, and the lines of those rows. */
function customers(bytes: number, end: string): { readonly text: string; readonly wide: readonly string[] } {
  const lines = ['客户编号,客户名称,公司名称,手机,微信号,邮箱,客户级别,客户状态,首次成交日期,创建时间,更新时间,备注'];
  const wide: string[] = [];
  const note = '上'.repeat(300);
  for (let size = 0; size < bytes; size += 1_000) {
    const at = lines.length;
    if (at % 500 === 0) wide.push(`line ${at + 1}`);
    lines.push(`C${at},客户${at},,,,,,,,2024-01-01 00:00:00,,${note}${at % 500 === 0 ? ',x' : ''}`);
  }
  return { text: lines.map((line) => line + end).join(''), wide };
}

test.each([
  ['a CR alone', '\r', 'utf8'],
  ['CRLF', '\r\n', 'utf8'],
  ['a CR alone, in UTF-16', '\r', 'utf16le'],
  ['LF, in UTF-16', '\n', 'utf16le'],
] as const)('a table of several pieces whose lines end in %s names each line once', async (_what, end, encoding) => {
  const { text, wide } = customers(3.5 * MIB, end);
  const [report] = await imports(given(`customers-${encoding}.csv`, Buffer.from(`\ufeff${text}`, encoding)));
  expect(report).toMatchObject({ format: 'crm-customers', quarantined: wide.length });
  expect(report?.reasons.map(({ at }) => at)).toEqual(wide);
});

test('a list in one line that is read in several pieces is taken in, whatever cannot be read of it', async () => {
  const calls = JSON.parse(makeFreeswitchJson(seeded(3), 40).bytes.toString()) as object[];
  const note = 'x'.repeat(40_000);
  const sound = Array.from({ length: 2 }, () => calls.map((call) => ({ ...call, note }))).flat();
  const list = sound.toSpliced(1, 0, ...[7, 7, 7, 7].map((each) => each as never));
  const [report] = await imports(given('cdr.json', Buffer.from(JSON.stringify(list))));
  expect(report).toMatchObject({ format: 'freeswitch-json', found: 84, quarantined: 4 });

  // Read once more it is what it was: a stretch in which all can be read does not take the line of the one before it.
  const index = Number(report?.delivery?.split(':')[1]);
  await reprocess(base.intake, systemActor, { log: 'main', index }, undefined);
  const { rows } = await base.superuser('select line::int, taken_by from quarantine where delivery = $1', [index]);
  expect(rows).toEqual([{ line: 1, taken_by: null }]);
});

const LONG = 70 * MIB;
const long = (begin: string): Buffer => Buffer.concat([Buffer.from(begin), Buffer.alloc(LONG - begin.length, 'x')]);

test('70 MiB without a line end are set aside and come back byte for byte', async () => {
  const begin = JSON.stringify(record('long')).slice(0, -3);
  const [report] = await imports(given('records.ndjson', long(begin)));
  expect(report).toMatchObject({ format: 'native', accepted: 0 });
  expect(new Set(report?.reasons.map(({ code }) => code))).toEqual(new Set(['record.line_too_long']));
  expect(new Set(report?.reasons.map(({ at }) => at))).toEqual(new Set(['line 1']));
}, 120_000);

test.each([
  ['a table', 'a.csv', `${customers(2_000, '\n').text}C9,`, 'crm-customers'],
  ['a quoted cell', 'b.csv', `${customers(2_000, '\n').text}C9,"`, 'crm-customers'],
  [
    'a list',
    'c.json',
    `${makeFreeswitchJson(seeded(2), 3).bytes.toString().trim().slice(0, -1)},{"a":"`,
    'freeswitch-json',
  ],
  ['a mailbox', 'd.mbox', makeMbox([makeMail(), makeMail()]), 'mbox'],
  ['a statement', 'e.sta', ':20:A\r\n:25:6222\r\n:60F:C260101EUR1,\r\n:61:260305C1,NTRF', 'mt940'],
])(
  '70 MiB that %s goes on with are read to their end',
  async (_what, name, begin, format) => {
    const held = await holds(given(name, long(begin)), 64 * MIB);
    expect(held.formats).toEqual([format]);
    expect(held.records + held.faults).toBeGreaterThan(0);
  },
  120_000,
);

test('a list that stands on two sheets is taken in once', async () => {
  const [header = '', ...rows] = customers(20_000, '\n').text.trim().replaceAll('\nC', '\nS').split('\n');
  const cells = [header, ...rows, rows[0] ?? ''].map((line) => line.split(','));
  const sheets = ['客户', '客户 (2)'].map((name) => ({ name, rows: cells }));
  const [report] = await imports(given('customers.xlsx', await makeWorkbook({ sheets })));
  // What stands twice on one sheet are two records.
  expect(report).toMatchObject({ found: 2 * rows.length + 2, repeated: rows.length + 1, quarantined: 0, changed: 0 });
});
