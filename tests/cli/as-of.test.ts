import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder, zlHere } from '../setup/server.ts';

const record = (kind: string, externalId: string, occurredAt: string, body: object): string =>
  JSON.stringify({ v: 1, kind, source: 'crm', externalId, occurredAt, basis: 'work-system', body });
const employee = { system: 'hr', ref: 'E1' };
const customer = { system: 'crm', ref: 'C1' };

test('who owned a customer and where an employee stood, in words and as JSON', { timeout: 120_000 }, async () => {
  const data = dataFolder();
  const file = join(dirname(data), 'records.ndjson');
  writeFileSync(
    file,
    [
      record('employee', 'e1', '2025-01-01T09:00:00+08:00', { employee, name: '张三', department: '销售部' }),
      record('customer', 'c1', '2025-01-01T09:00:00+08:00', { customer, name: '李四' }),
      record('ownership', 'o1', '2025-02-01T09:00:00+08:00', { customer, employee, action: 'assigned' }),
    ].join('\n'),
  );
  expect((await zlHere(['import', file, '--data', data])).code).toBe(0);

  const owned = await zlHere(['as-of', '--customer', 'C1', '--at', '2025-02-01', '--json', '--data', data]);
  expect(owned.lines).toMatchObject([
    {
      customer: { ref: 'C1', name: '李四' },
      at: '2025-02-01T15:59:59.999Z',
      known: null,
      owners: {
        counts: [{ who: { ref: 'E1', name: '张三' }, since: '2025-02-01T01:00:00.000Z' }],
        apart: [],
        unclear: [],
      },
    },
  ]);
  const before = await zlHere(['as-of', '--customer', 'C1', '--at', '2025-02-01T08:59:59+08:00', '--data', data]);
  expect(before.out).toContain('无确定有效的登记');
  expect(before.out).toContain('不能据此认为没有人能够打开');
  const then = await zlHere([
    'as-of',
    '--employee',
    'E1',
    '--at',
    '2025-03-01',
    '--known',
    '2025-03-01',
    '--json',
    '--data',
    data,
  ]);
  expect(then.lines[0]).toMatchObject({ state: null, presence: 'unrecorded' });
  expect(then.lines[0]?.differences).toContainEqual(
    expect.objectContaining({ what: 'state', name: 'department', knownThen: null, knownNow: '销售部' }),
  );
  const all = await zlHere(['as-of', '--organisation', '--at', '2025-03-01', '--data', data]);
  expect(all.out).toContain('销售部  1人');

  for (const args of [
    ['--at', '2025-03-01'],
    ['--customer', 'C1'],
    ['--customer', 'C1', '--at', '1 March'],
  ])
    expect((await zlHere(['as-of', ...args, '--data', data])).code).toBe(2);
});
