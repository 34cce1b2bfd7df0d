import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import { originalOf } from '../../../../tests/setup/original.ts';
import { checkLog } from '../ledger/fsck.ts';
import { NOTHING_OUTSIDE, readEpochs } from '../ledger/fsck-heads.ts';
import { readEntries } from '../ledger/read.ts';
import * as ledgerStore from '../ledger/store.ts';
import { systemActor } from '../platform/db.ts';
import { checkDeliveries } from './fsck.ts';
import type { Received } from './receive.ts';
import { posted, receive } from './receive.ts';
import { addSource } from './source.ts';
import type { SourceRow } from './store.ts';

let t: TestLedger;
let source: SourceRow;
beforeAll(async () => {
  t = await testLedger();
  ({ source } = await addSource(t.ledger, systemActor, { name: 'wecom' }));
});
afterAll(() => t.close());

const line = (id: string, text: string, at = '2026-03-02T10:15:00+08:00') =>
  JSON.stringify({
    v: 1,
    kind: 'chat',
    source: 'wecom',
    externalId: id,
    occurredAt: at,
    basis: 'work-system',
    body: {
      conversation: 'c1',
      from: { system: 'wecom', ref: 'zhangsan' },
      to: [{ system: 'wecom', ref: 'wmLiSi' }],
      form: 'text',
      text,
    },
  });

const post = (text: string | Buffer): Promise<Received> => {
  const bytes = Buffer.from(text);
  const how = { method: 'post' as const, actor: systemActor, zone: 'Asia/Shanghai', file: undefined };
  return receive(t.intake, source, how, posted(source, bytes));
};

const main = () => t.ledger.db.as(systemActor, (tx) => ledgerStore.logNamed(tx, 'main'));
const original = (delivery: number) => originalOf(t.intake, delivery);

test('a batch is accepted, and the same batch again changes nothing', async () => {
  const text = `${line('m1', '在吗')}\n${line('m2', '好的')}\n`;
  const before = await main();
  expect(await post(text)).toMatchObject({ accepted: 2, repeated: 0, quarantined: 0 });
  const size = (await main()).size;
  expect(size).toBe(before.size + 3);
  expect(await post(text)).toMatchObject({ accepted: 0, repeated: 2, changed: 0, delivery: undefined });
  expect((await main()).size).toBe(size);
});

test('a record changed at its source is a new entry that names the one before, and put back a third', async () => {
  const first = await post(line('p1', '电话 1', '2026-03-01T10:00:00+08:00'));
  const second = await post(line('p1', '电话 2', '2026-03-02T10:00:00+08:00'));
  const third = await post(line('p1', '电话 1', '2026-03-03T10:00:00+08:00'));
  expect([first.accepted, second.changed, third.changed]).toEqual([1, 1, 1]);
  const log = await main();
  const [entry] = await t.ledger.db.as(systemActor, (tx) => readEntries(tx, t.ledger, log, [third.from]));
  expect(entry?.entry.prior).toBe(second.from);
});

test('what cannot be read is named and kept, what can is recorded, and the bytes come back as they came', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`\ufeff\r\n${line('q1', '你好')}\r\n{"v":1,"kind":"cha\n\n`),
    Buffer.from([0xc4, 0xe3, 0x0a]),
    Buffer.from(`${line('q2', '早')}\n${line('q1', '你好')}`),
  ]);
  const received = await post(bytes);
  expect(received).toMatchObject({ accepted: 2, repeated: 1, quarantined: 2 });
  expect(received.reasons.map(({ line: at }) => at)).toEqual([3, 5]);
  expect((await original(received.delivery ?? -1))?.equals(bytes)).toBe(true);
});

test('a batch of one source may not bring records of another', async () => {
  const other = line('o1', 'x').replace('"source":"wecom"', '"source":"crm"');
  expect(await post(other)).toMatchObject({
    accepted: 0,
    quarantined: 1,
    reasons: [{ line: 1, code: 'source.unknown' }],
  });
});

test('fsck agrees with what was recorded', async () => {
  const log = await main();
  const checks = await t.ledger.db.as(systemActor, async (tx) => [
    ...(await checkLog(tx, t.ledger, log, await readEpochs(tx, t.ledger), NOTHING_OUTSIDE)),
    await checkDeliveries(tx, t.intake, log),
  ]);
  expect(checks.filter((check) => check.outcome !== 'pass')).toEqual([]);
});

test.each(['entry', 'body', 'tile'])(
  'the database refuses the server to change or remove a row of %s',
  async (table) => {
    await expect(t.server(`update ${table} set log_id = log_id`)).rejects.toThrow('permission denied');
    await expect(t.server(`delete from ${table}`)).rejects.toThrow('permission denied');
    await expect(t.server(`truncate ${table}`)).rejects.toThrow('permission denied');
  },
);

test.each(['update entry set prior = 0', 'delete from body', 'truncate entry', 'truncate body_1_0'])(
  'even the owner is refused by a trigger: %s',
  async (sql) => {
    await expect(t.superuser(`set role zl_owner; ${sql}`)).rejects.toThrow('append-only');
  },
);

test('a file may bring records of new sources, but none of a source that writes to another log', async () => {
  await addSource(t.ledger, systemActor, { name: 'books', log: 'finance' });
  const text = [
    line('n1', '一'),
    line('n2', '二').replace('"wecom"', '"fresh"'),
    line('n3', '三').replace('"wecom"', '"books"'),
  ].join('\n');
  const bytes = Buffer.from(text);
  const how = { method: 'import' as const, actor: systemActor, zone: 'Asia/Shanghai', file: undefined };
  const stretch = { ...posted(source, bytes), onlySource: undefined, openAlways: true };
  const received = await receive(t.intake, source, how, stretch);
  expect(received).toMatchObject({ accepted: 2, quarantined: 1, reasons: [{ line: 3, code: 'source.unknown' }] });
  const { rows } = await t.superuser(
    "select s.name, l.name as log from source s join log l using (log_id) where s.name = 'fresh'",
  );
  expect(rows).toEqual([{ name: 'fresh', log: 'main' }]);
});
