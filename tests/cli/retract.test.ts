import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ran } from '../setup/server.ts';
import { dataFolder, zlHere } from '../setup/server.ts';

const data = dataFolder();
const folder = dirname(data);
const file = join(folder, 'crm.ndjson');
const run = (...args: readonly string[]): Promise<Ran> => zlHere([...args, '--json', '--data', data]);

const customer = (n: number) => ({
  ...{ v: 1, kind: 'customer', source: 'crm', externalId: `c${n}`, basis: 'work-system' },
  occurredAt: '2026-03-02T10:15:00+08:00',
  body: { customer: { system: 'crm', ref: `C${n}` }, name: `客户${n}` },
});

beforeAll(async () => {
  writeFileSync(file, [1, 2, 3].map((n) => `${JSON.stringify(customer(n))}\n`).join(''));
  expect((await run('import', file, '--source', 'crm')).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an import is listed, undone with a reason, listed as undone, and taken in again', async () => {
  const listed = await run('deliveries');
  expect(listed).toMatchObject({ code: 0, err: '' });
  const [first] = listed.lines;
  expect(first).toEqual({
    delivery: expect.stringMatching(/^main:\d+$/),
    source: 'crm',
    file: 'crm.ndjson',
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    ...{ finished: true, accepted: 3, repeated: 0, changed: 0, quarantined: 0, retracted: null },
  });
  const delivery = String(first?.delivery);
  expect(await run('retract', delivery, '--why', 'the export of\nanother company')).toMatchObject({
    code: 0,
    lines: [{ retraction: expect.stringMatching(/^main:\d+$/), records: 3 }],
  });
  const again = await run('retract', delivery, '--why', 'twice');
  expect(again.code).toBe(2);
  expect(again.err).toMatch(/^zl: import\.retracted: [^\n]+\n$/);
  expect((await run('deliveries', '--source', 'crm')).lines).toEqual([
    { ...first, retracted: expect.stringMatching(/^main:\d+$/) },
  ]);
  expect((await run('deliveries', '--source', 'other')).lines).toEqual([]);
  expect((await run('import', file, '--source', 'crm')).lines.at(-1)).toMatchObject({
    total: { accepted: 3, repeated: 0, changed: 0 },
  });
  expect((await run('fsck')).code).toBe(0);
  const words = await zlHere(['deliveries', '--data', data]);
  expect(words.out.trimEnd().split('\n')).toHaveLength(2);
  expect(words.out).toContain('undone by main:');
});

test.each([
  ['no delivery', ['--why', 'x'], 'cli.usage'],
  ['no place', ['main', '--why', 'x'], 'cli.usage'],
  ['no reason', ['main:0'], 'cli.usage'],
  ['an empty reason', ['main:0', '--why', ' '], 'request.invalid'],
  ['what is no delivery', ['main:1', '--why', 'x'], 'not_found'],
  ['a log that is not there', ['nowhere:1', '--why', 'x'], 'not_found'],
])('undoing with %s is refused', async (_what, args, code) => {
  const { code: exit, err } = await run('retract', ...args);
  expect([exit, /^zl: ([a-z_.]+): [^\n]+\n$/.exec(err)?.[1]]).toEqual([2, code]);
});
