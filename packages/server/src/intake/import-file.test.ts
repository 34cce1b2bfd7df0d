import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import { importPath } from '../../../../tests/setup/import.ts';

let t: TestLedger;
const folder = mkdtempSync(join(tmpdir(), 'zl-import-'));
beforeAll(async () => {
  t = await testLedger();
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

const RECORD = JSON.stringify({
  v: 1,
  kind: 'chat',
  source: 'wecom',
  externalId: 'm1',
  occurredAt: '2026-03-02T10:15:00+08:00',
  basis: 'work-system',
  body: { conversation: 'c', from: { system: 'wecom', ref: 'a' }, to: [], form: 'text', text: '在吗' },
});

test('half a million lines that cannot be read are counted and kept, and only the first are named', async () => {
  const path = join(folder, 'junk.ndjson');
  const junk = 500_000;
  writeFileSync(path, `${RECORD}\n${'x\n'.repeat(junk)}`);
  const rehearsed = await importPath(t.intake, path, { dryRun: true });
  expect(rehearsed).toMatchObject({ found: junk + 1, accepted: 1, quarantined: junk });
  const taken = await importPath(t.intake, path);
  expect(taken).toMatchObject({ found: junk + 1, accepted: 1, quarantined: junk });
  expect(taken.reasons.length).toBe(1_000);
  expect(taken.reasons.at(-1)?.at).toBe('line 1001');
  const { rows } = await t.superuser('select count(*)::int as lines from quarantine');
  expect(rows).toEqual([{ lines: junk }]);
});
