import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import { systemActor } from '../platform/db.ts';
import * as store from './store.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.close());

test('finding a log uses up no number, of which there are only 32,767', async () => {
  const { logId } = await t.ledger.db.as(systemActor, (tx) => store.logNamed(tx, 'main'));
  for (let n = 0; n < 20; n++) await t.ledger.db.as(systemActor, (tx) => store.logNamed(tx, 'main'));
  const next = await t.ledger.db.as(systemActor, (tx) => store.logNamed(tx, 'next'));
  expect(next.logId).toBe(logId + 1);
});
