import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportReport } from '../../packages/server/src/intake/report.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import { importPath } from '../setup/import.ts';
import { originalOf } from '../setup/original.ts';
import { files, hostile, linesIn } from './hostile.ts';

const RUNS = Number(process.env.ZL_FUZZ_RUNS ?? 200);

let base: TestLedger;
let folder: string;
beforeAll(async () => {
  base = await testLedger();
  folder = mkdtempSync(join(tmpdir(), 'zl-fuzz-'));
});
afterAll(async () => {
  await base.close();
  rmSync(folder, { recursive: true, force: true });
});

const actor = { id: 'fuzz', role: 'operator' } as const;
const options = { dryRun: false, actor, progress: () => undefined };
const countsOf = ({ found, accepted, repeated, changed, quarantined, format }: ImportReport) => ({
  found,
  accepted,
  repeated,
  changed,
  quarantined,
  format,
});

/** How many records and deliveries there are, and the latest delivery. */
async function stateOf(): Promise<{ size: number; delivery: number | undefined }> {
  const { rows } = await base.superuser(
    "select count(*) as size, (select max(index) from delivery) as delivery from entry where type in ('record', 'delivery')",
  );
  const [row] = rows as { size: string; delivery: string | null }[];
  return { size: Number(row?.size ?? 0), delivery: row?.delivery == null ? undefined : Number(row.delivery) };
}

/** Imports a file and holds it to everything an import promises, whatever stands in the file. */
async function imports(name: string, bytes: Uint8Array): Promise<ImportReport> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const before = await stateOf();
  const would = await importPath(base.intake, file, { ...options, dryRun: true });
  expect(await stateOf()).toEqual(before);

  const report = await importPath(base.intake, file, options);
  expect(countsOf(would)).toEqual(countsOf(report));
  expect(would.reasons).toEqual(report.reasons);
  expect(report.found).toBe(report.format === null ? 0 : linesIn(bytes));
  expect(report.found).toBe(report.accepted + report.repeated + report.changed + report.quarantined);
  const named = new Set(report.reasons.map(({ at }) => at));
  expect(named.size).toBe(report.format === null ? 1 : Math.min(report.quarantined, 1_000));

  const after = await stateOf();
  const delivered = after.delivery !== before.delivery;
  expect(after.size - before.size).toBe(report.accepted + report.changed + (delivered ? 1 : 0));
  if (delivered) expect(await originalOf(base.intake, after.delivery ?? 0)).toEqual(Buffer.from(bytes));

  const again = await importPath(base.intake, file, options);
  expect(countsOf(again)).toEqual({
    ...countsOf(report),
    accepted: 0,
    changed: 0,
    repeated: report.accepted + report.changed + report.repeated,
  });
  expect(await stateOf()).toEqual(after);
  return report;
}

test.each(hostile)('%s is counted, kept and named, whatever it is called', async (_what, bytes) => {
  for (const name of bytes.length < 1_000_000 ? ['records.ndjson', 'notes.txt'] : ['records.ndjson'])
    await imports(name, bytes);
});

test('of the hostile files only what a record may say is taken', async () => {
  const taken = new Map<string, number>();
  for (const [what, bytes] of hostile) {
    const file = join(folder, 'again.ndjson');
    writeFileSync(file, bytes);
    const { accepted, repeated } = await importPath(base.intake, file, options);
    if (accepted + repeated > 0) taken.set(what, accepted + repeated);
  }
  expect(Object.fromEntries(taken)).toEqual({
    'a byte order mark before a record': 1,
    'byte order marks in between': 1,
    'a file cut off in the middle of a character': 1,
    'a line of 3 MiB': 2,
    'a message archive with control bytes': 2,
    // A transfer may be a reversal.
    'amounts of 40 digits': 1,
  });
});

test(
  `any file at all: found = accepted + repeated + changed + quarantined, and no byte is lost (${RUNS} runs)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.constantFrom('x.ndjson', 'x.jsonl', 'x.json', 'x'),
        async (bytes, name) => void (await imports(name, bytes)),
      ),
      { numRuns: RUNS, interruptAfterTimeLimit: RUNS * 300, endOnFailure: true },
    );
  },
  30_000 + RUNS * 600,
);
