import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import type { Line } from '../../../../tests/setup/deliver.ts';
import { deliver, sourceNamed } from '../../../../tests/setup/deliver.ts';
import { foresee } from '../ledger/append.ts';
import * as keyStore from '../ledger/data-key-store.ts';
import { destroy } from '../ledger/destroy.ts';
import { checkLog } from '../ledger/fsck.ts';
import { NOTHING_OUTSIDE, readEpochs } from '../ledger/fsck-heads.ts';
import { contentMessage, recordKeyMessage } from '../ledger/mac-messages.ts';
import { readEntries } from '../ledger/read.ts';
import { showEntry } from '../ledger/show-entry.ts';
import * as ledgerStore from '../ledger/store.ts';
import { systemActor } from '../platform/db.ts';
import { retractDelivery } from './retract.ts';
import type { SourceRow } from './store.ts';

const counsel = { id: 'counsel', role: 'operator' } as const;
let t: TestLedger;
let source: SourceRow;
beforeAll(async () => {
  t = await testLedger();
  source = await sourceNamed(t.ledger, 'wecom');
});
afterAll(() => t.close());

const chat = (id: string, text: string, conversation = 'c1'): Line => ({
  kind: 'chat',
  id,
  at: '2026-03-02T10:15:00+08:00',
  body: {
    conversation,
    from: { system: 'wecom', ref: 'zhangsan' },
    to: [{ system: 'wecom', ref: 'wmLiSi' }],
    form: 'text',
    text,
  },
});

const bring = async (...lines: readonly Line[]) => {
  const done = await deliver(t.ledger, source, lines);
  return { ...done, as: done.outcomes.map(({ as }) => as), delivery: done.delivery ?? -1 };
};
const undo = (delivery: number, why = 'the wrong export', log = 'main') =>
  retractDelivery(t.ledger, counsel, { log, delivery }, why);
const entryAt = async (index: number) => {
  const [read] = await t.ledger.db.as(systemActor, async (tx) =>
    readEntries(tx, t.ledger, await ledgerStore.logNamed(tx, 'main'), [index]),
  );
  return read;
};
const failing = async (): Promise<readonly string[]> => {
  const checks = await t.ledger.db.as(systemActor, async (tx) =>
    checkLog(tx, t.ledger, await ledgerStore.logNamed(tx, 'main'), await readEpochs(tx, t.ledger), NOTHING_OUTSIDE),
  );
  return checks.filter(({ outcome }) => outcome === 'fail').map(({ check, because }) => `${check}: ${because}`);
};

test('a retraction is an entry that says what it undoes, how much, why and who; nothing before it changes', async () => {
  const { delivery } = await bring(chat('a1', '在吗'), chat('a2', '好的'));
  const before = await entryAt(delivery + 1);
  const { index, records } = await undo(delivery, '  来源弄错了 ');
  expect(records).toBe(2);
  const read = await entryAt(index);
  expect(read?.entry).toMatchObject({ type: 'retraction', delivery: null, log: 'main' });
  expect(read?.content).toMatchObject({ body: { delivery, records: 2, why: '来源弄错了', by: 'operator:counsel' } });
  expect(await entryAt(delivery + 1)).toEqual(before);
  expect(await failing()).toEqual([]);
});

test('what was retracted may be recorded again, as if it had never come, and once only', async () => {
  const first = await bring(chat('b1', '在吗'));
  await undo(first.delivery);
  const again = await bring(chat('b1', '在吗'));
  expect(again.as).toEqual(['accepted']);
  expect((await entryAt(again.delivery + 1))?.entry.prior).toBeUndefined();
  expect((await bring(chat('b1', '在吗'))).as).toEqual(['repeated']);
  expect(await failing()).toEqual([]);
});

test('versions that came with other deliveries stay, and the newest of those is the one before', async () => {
  const first = await bring(chat('c1', 'one'));
  const second = await bring(chat('c1', 'two'));
  expect(second.as).toEqual(['changed']);
  await undo(second.delivery);
  const again = await bring(chat('c1', 'one'), chat('c1', 'two'), chat('c1', 'three'));
  expect(again.as).toEqual(['repeated', 'changed', 'changed']);
  expect((await entryAt(again.delivery + 1))?.entry.prior).toBe(first.delivery + 1);
  await undo(first.delivery);
  expect((await bring(chat('c1', 'two'), chat('c1', 'one'))).as).toEqual(['repeated', 'changed']);
  expect(await failing()).toEqual([]);
});

test('a rehearsal answers what the import then does', async () => {
  const { delivery } = await bring(chat('d1', 'one'), chat('d2', 'one'));
  await undo(delivery);
  await bring(chat('d2', 'two'));
  const { mac } = t.ledger.secrets;
  const marks = ['d1', 'd2'].map((id) => ({
    keyMac: mac(recordKeyMessage('wecom', id)),
    contentMac: mac(contentMessage({ id })),
  }));
  const answer = await t.ledger.db.as(systemActor, (tx) => foresee(tx, source.logId, marks, new Map()));
  expect(answer).toEqual(['accepted', 'changed']);
});

test('what was destroyed is not recorded again, whichever of the two came first', async () => {
  const lines = [chat('e1', 'one', 'destroyed'), chat('e2', 'one', 'destroyed')];
  const first = await bring(...lines.slice(0, 1));
  const second = await bring(...lines.slice(1));
  await undo(second.delivery);
  const keyIds = await t.ledger.db.as(systemActor, async (tx) => {
    const { rows } = await tx.client.query<{ key_id: bigint }>('select key_id from body where index = any($1)', [
      [first.delivery + 1, second.delivery + 1],
    ]);
    return rows.map((row) => Number(row.key_id));
  });
  const by = { proposal: 'p', proposedBy: 'operator:counsel', confirmedBy: 'operator:other' };
  await destroy(t.ledger, { keyIds, reason: 'retention', othersAffected: 0, ...by }, async () => undefined);
  await undo(first.delivery);
  expect((await bring(...lines)).as).toEqual(['forgotten', 'forgotten']);
  const marks = await t.ledger.db.as(systemActor, (tx) =>
    ledgerStore.marksOf(
      tx,
      source.logId,
      ['e1', 'e2'].map((id) => t.ledger.secrets.mac(recordKeyMessage('wecom', id))),
    ),
  );
  expect(marks.map(({ contentMac }) => contentMac)).toEqual([null, null]);
  expect(await failing()).toEqual([]);
  expect(await t.ledger.db.as(systemActor, (tx) => keyStore.stillThere(tx, keyIds))).toEqual([]);
});

test('nothing more joins a delivery that was retracted, so an import that is still running ends', async () => {
  const { delivery } = await bring(chat('f1', 'one'));
  await undo(delivery);
  const size = (await t.ledger.db.as(systemActor, (tx) => ledgerStore.logNamed(tx, 'main'))).size;
  await expect(deliver(t.ledger, source, [chat('f2', 'two')], delivery)).rejects.toMatchObject({
    code: 'import.retracted',
  });
  expect((await t.ledger.db.as(systemActor, (tx) => ledgerStore.logNamed(tx, 'main'))).size).toBe(size);
});

test('of several who retract one delivery at once one does, and what comes at the same time is counted or refused', async () => {
  const { delivery } = await bring(chat('g0', 'one'));
  const more = Array.from({ length: 8 }, (_, n) => deliver(t.ledger, source, [chat(`g${n + 1}`, 'x')], delivery));
  const done = await Promise.allSettled([...more.slice(0, 4), undo(delivery), undo(delivery), ...more.slice(4)]);
  const retractions = done.slice(4, 6);
  expect(retractions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const each of done)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'import.retracted' });
  expect(await failing()).toEqual([]);
});

test.each([
  ['no reason', '', 'request.invalid'],
  ['blanks for a reason', ' \n\t', 'request.invalid'],
  ['2,001 characters', 'x'.repeat(2_001), 'request.invalid'],
  ['half a character', 'x\ud800', 'request.invalid'],
])('a retraction with %s is refused', async (_what, why, code) => {
  const { delivery } = await bring(chat(`h${why.length}`, 'one'));
  await expect(undo(delivery, why)).rejects.toMatchObject({ code });
  expect(await failing()).toEqual([]);
});

test('only a delivery can be retracted, and once', async () => {
  const { delivery } = await bring(chat('i1', 'one'));
  for (const index of [delivery + 1, 1_000_000, -1, 0.5, Number.NaN])
    await expect(undo(index)).rejects.toMatchObject({ code: 'not_found' });
  await expect(undo(delivery, 'why', 'nowhere')).rejects.toMatchObject({ code: 'not_found' });
  const { index } = await undo(delivery, 'x'.repeat(2_000));
  await expect(undo(delivery)).rejects.toMatchObject({ code: 'import.retracted' });
  await expect(undo(index)).rejects.toMatchObject({ code: 'not_found' });
});

test('an entry says that its delivery was undone, when and why; so does the delivery', async () => {
  const { delivery } = await bring(chat('j1', 'one'));
  const other = await bring(chat('j2', 'one'));
  const { index } = await undo(delivery, 'the wrong person');
  const retracted = { log: 'main', index, at: t.ledger.clock.now(), why: 'the wrong person' };
  for (const at of [delivery, delivery + 1])
    expect(await showEntry(t.ledger, counsel, { log: 'main', index: at }, { ground: 'none', about: [] })).toMatchObject(
      { status: 'open', retracted },
    );
  for (const at of [index, other.delivery, other.delivery + 1])
    expect(await showEntry(t.ledger, counsel, { log: 'main', index: at }, { ground: 'none', about: [] })).toMatchObject(
      { retracted: null },
    );
});

test.each([
  ['a mark of content put back', 'update seen set content_mac = sha256(content_mac) where index = $1', 'seen.main'],
  ['a record marked as retracted', 'update seen set content_mac = int8send(index) where index = $2', 'seen.main'],
  ['a note taken away', 'update delivery set retracted = null where index = $1 - 1', 'retractions.main'],
  [
    'a note that no entry makes',
    'update delivery set retracted = $1, file_mac = null where index = $2 - 1',
    'retractions.main',
  ],
])('fsck names %s', async (what, edit, check) => {
  const gone = await bring(chat(`k1 ${what}`, 'one'));
  const stays = await bring(chat(`k2 ${what}`, 'one'));
  await undo(gone.delivery);
  expect(await failing()).toEqual([]);
  const sql = edit.replaceAll('sha256(content_mac)', 'substring(sha256(content_mac), 1, 16)');
  const [one, two] = [String(gone.delivery + 1), String(stays.delivery + 1)];
  const put = ['seen', 'delivery'];
  for (const table of put) await t.superuser(`create table kept_${table} as select * from ${table}`);
  await t.superuser(sql.replaceAll('$1', one).replaceAll('$2', two));
  const failed = await failing();
  for (const table of put) {
    await t.superuser(`delete from ${table}`);
    await t.superuser(`insert into ${table} select * from kept_${table}`);
    await t.superuser(`drop table kept_${table}`);
  }
  expect(failed).toHaveLength(1);
  expect(failed[0]).toContain(check);
});

test('the database refuses a mark that is neither a digest nor its own index', async () => {
  await expect(t.server('update seen set content_mac = int8send(index + 1)')).rejects.toThrow('seen_content_mac_check');
  await expect(t.server("update seen set content_mac = '\\x00'")).rejects.toThrow('seen_content_mac_check');
});
