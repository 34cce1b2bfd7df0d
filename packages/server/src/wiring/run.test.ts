import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import { readConfig } from '../config/config.ts';
import { Refusal } from '../kernel/refusal.ts';
import { appendOwn } from '../ledger/append-own.ts';
import type { Follower } from '../ledger/follow.ts';
import { systemActor } from '../platform/db.ts';
import { runBeside, startNews } from './run.ts';

let t: TestLedger;
beforeAll(async () => {
  t = await testLedger();
});
afterAll(() => t.close());

test('a follower that met an outage is tried again although no head has moved', async () => {
  await appendOwn(t.ledger, systemActor, { log: 'main', type: 'act', body: { n: 1 }, holder: 'test', class: 'act' });
  let outages = 2;
  let applied = 0;
  const follower: Follower = {
    name: 'outage',
    after: null,
    reads: 'all',
    tables: [],
    settlesOn: [],
    settle: async () => undefined,
    async apply(_tx, _ledger, entries) {
      if (outages-- > 0) throw new Refusal('database.unavailable', {});
      applied += entries.length;
    },
  };
  const lines: string[] = [];
  const product = { config: readConfig({}, '/unused'), db: t.ledger.db, ledger: t.ledger, followers: [follower] };
  const beside = runBeside(product, ({ event }) => lines.push(event), startNews());
  await expect.poll(() => applied, { timeout: 10_000 }).toBe(1);
  await beside.stop();
  expect(lines.filter((event) => event === 'beside.failed').length).toBe(2);
});
