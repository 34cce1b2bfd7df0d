import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRenewals, TokenError, tokenOf, UntrustedError, verifyTimeStamp } from '@zhenglian/proof';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../packages/server/src/config/config.ts';
import type { Custodian } from '../../packages/server/src/deposit/custodian.ts';
import { openCustodians } from '../../packages/server/src/deposit/custodian.ts';
import { depositNow } from '../../packages/server/src/deposit/deposit.ts';
import { checkRenewals as fsckRenewals } from '../../packages/server/src/deposit/fsck-renewals.ts';
import type { ReceiptRow } from '../../packages/server/src/deposit/receipt-store.ts';
import { receipts } from '../../packages/server/src/deposit/receipt-store.ts';
import { renewDue } from '../../packages/server/src/deposit/renew.ts';
import { stepsOf } from '../../packages/server/src/deposit/renewal-store.ts';
import { earlierEpochs } from '../../packages/server/src/export/earlier-epochs.ts';
import type { Clock } from '../../packages/server/src/kernel/time.ts';
import { appendOwn } from '../../packages/server/src/ledger/append-own.ts';
import { epochOfAll } from '../../packages/server/src/ledger/checkpoint.ts';
import * as checkpointStore from '../../packages/server/src/ledger/checkpoint-store.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import type { Tx } from '../../packages/server/src/platform/db.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { outgoingClient } from '../../packages/server/src/platform/outgoing.ts';
import type { TestLedger } from '../setup/database.ts';
import { testLedger } from '../setup/database.ts';
import type { Authority } from '../setup/timestamp-authority.ts';
import { startAuthority } from '../setup/timestamp-authority.ts';

const operator = { id: 'test', role: 'operator' } as const;
let t: TestLedger;
let folder: string;
/** Whose certificates end tomorrow, in a month, and in a year. */
let [soon, month, year]: Authority[] = [];
const opened = new Map<Authority | undefined, readonly Custodian[]>();

beforeAll(async () => {
  const clock: Clock = { now: () => Date.now() as ReturnType<Clock['now']> };
  t = await testLedger(clock);
  folder = mkdtempSync(join(tmpdir(), 'zl-renew-'));
  [soon, month, year] = [await startAuthority(41), await startAuthority(51, 30), await startAuthority(61, 365)];
  const outgoing = outgoingClient({ allow: ['127.0.0.1'], maxBytes: 100_000, timeoutMillis: 2_000 });
  for (const [name, authority] of Object.entries({ soon, month, year })) {
    const env = { ZHENGLIAN_CUSTODIANS_FILE: authority?.configFile(folder, name) };
    opened.set(authority, await openCustodians(readConfig(env, folder).custodians, { outgoing, ledger: t.ledger }));
  }
  for (let n = 0; n < 3; n++) {
    const own = { log: 'main', type: 'act', holder: 'operator:test', class: 'act' } as const;
    await appendOwn(t.ledger, operator, { ...own, body: { n } });
    const epoch = await epochOfAll(t.ledger);
    if (epoch !== undefined) await depositNow(t.ledger, of(soon), epoch);
  }
});
afterAll(async () => {
  await t.close();
  for (const authority of [soon, month, year]) await authority?.close();
  rmSync(folder, { recursive: true, force: true });
});

const of = (...authorities: readonly (Authority | undefined)[]): readonly Custodian[] =>
  authorities.flatMap((authority) => opened.get(authority) ?? []);
const ask = <T>(work: (tx: Tx) => Promise<T>) => t.ledger.db.as(systemActor, work);
const rootsOf = (...authorities: readonly (Authority | undefined)[]) =>
  of(...authorities).flatMap(({ roots }) => [...roots]);

/** A receipt with all that renewed it, checked as a verifier does. */
async function checked(row: ReceiptRow, roots: readonly Uint8Array[]) {
  if (row.format !== 'rfc3161') throw new Error('a token was expected');
  const { note } = (await ask((tx) => checkpointStore.epochAt(tx, row.epoch))) ?? { note: '' };
  const first = { note: Buffer.from(note), response: row.response, certificates: row.certificates };
  const stamp = verifyTimeStamp(tokenOf(row.response), first.note, { roots, others: row.certificates });
  const steps = await ask((tx) => stepsOf(tx, row));
  return { first, stamp, steps, last: checkRenewals(first, stamp, steps, roots) };
}

test('what is not due is not renewed, and nobody is asked', async () => {
  expect(await renewDue(t.ledger, of(year), 1 / 24)).toEqual({ renewed: 0, by: null, error: null });
  expect(year?.asked).toEqual([]);
});

test('one whose certificates end as early renews nothing, and one that refuses leaves it to the next', async () => {
  expect(await renewDue(t.ledger, of(soon), 2)).toMatchObject({
    renewed: 0,
    error: 'the certificates of soon end as early',
  });
  month?.behave({ status: 503 });
  expect(await renewDue(t.ledger, of(month), 2)).toMatchObject({ renewed: 0, error: expect.stringContaining('503') });
  month?.behave({});
});

test('one new timestamp renews all that are due, and what renewed them is renewed next', async () => {
  expect(await renewDue(t.ledger, of(soon, month), 2)).toEqual({ renewed: 3, by: 'month', error: null });
  expect(await renewDue(t.ledger, of(soon, month), 2)).toMatchObject({ renewed: 0, error: null });
  // A month later the renewal itself is due, once: the receipts below it are not asked for again.
  expect(await renewDue(t.ledger, of(year), 60)).toEqual({ renewed: 1, by: 'year', error: null });
  for (const row of await ask((tx) => receipts(tx))) {
    const { steps, last, stamp } = await checked(row, rootsOf(soon, month, year));
    expect(steps).toHaveLength(2);
    expect(last.until).toBeGreaterThan(stamp.until + 300 * 86_400_000);
  }
  expect(await ask((tx) => fsckRenewals(tx, of(soon, month, year)))).toMatchObject({ outcome: 'pass' });
});

test('a chain of renewals holds for its own receipt, in its order, and for whoever trusts each authority', async () => {
  const [one, other] = await ask((tx) => receipts(tx));
  if (one === undefined || other === undefined) throw new Error('there are receipts');
  const roots = rootsOf(soon, month, year);
  const { first, stamp, steps } = await checked(one, roots);
  const theirs = await checked(other, roots);
  expect(() => checkRenewals(theirs.first, theirs.stamp, steps, roots)).toThrow('not of the timestamp before it');
  expect(() => checkRenewals(first, stamp, steps.toReversed(), roots)).toThrow(TokenError);
  expect(() => checkRenewals(first, stamp, steps.slice(1), roots)).toThrow('not of the timestamp before it');
  expect(() => checkRenewals(first, { ...stamp, until: stamp.at - 1 }, steps, roots)).toThrow('had ended');
  expect(() => checkRenewals(first, stamp, steps, rootsOf(soon, month))).toThrow(UntrustedError);
});

test('a package takes along what still stands by then, and leaves out what aged out or leads to nobody', async () => {
  const log = await ask((tx) => ledgerStore.logNamed(tx, 'main'));
  const entries = (await ask((tx) => ledgerStore.entries(tx, log.logId, { from: 0, to: 3 }))).map(
    ({ index, recordedAt }) => ({
      ...{ log: 'main', index, recordedAt },
    }),
  );
  const taken = async (inDays: number, custodians: readonly Custodian[]) => {
    const given = { custodians, now: Date.now() + inDays * 86_400_000 };
    const logs = [{ log: 'main', size: log.size, checkpoint: '' }];
    const { epochs, receipts: kept } = await ask((tx) => earlierEpochs(tx, given, logs, entries));
    return [epochs.length, kept.length, kept.every(({ renewals }) => renewals.length === 2)];
  };
  expect(await taken(10, of(soon, month, year))).toEqual([3, 3, true]);
  expect(await taken(400, of(soon, month, year))).toEqual([0, 0, true]);
  expect(await taken(10, of(soon, month))).toEqual([0, 0, true]);
});

test('a renewal that was changed is named by fsck, and cannot be changed by the server', async () => {
  await expect(t.server('update renewal set at = 1')).rejects.toThrow('permission denied');
  await t.superuser(
    'alter table renewed disable trigger user; update renewed set ordinal = 7 where ordinal = 0 and renewal = 1',
  );
  const found = await ask((tx) => fsckRenewals(tx, of(soon, month, year)));
  expect(found).toMatchObject({ outcome: 'fail', because: expect.stringContaining('renewal 1: its roots') });
});
