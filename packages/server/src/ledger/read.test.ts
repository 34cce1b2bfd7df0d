import { expect, test } from 'vitest';
import { testLedger } from '../../../../tests/setup/database.ts';
import { deliver, sourceNamed } from '../../../../tests/setup/deliver.ts';
import type { Tx } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import { readInParts } from './read.ts';
import * as store from './store.ts';

test('whoever has read enough leaves the connection without a question under way', async () => {
  const t = await testLedger();
  try {
    const day = { kind: 'calendar', at: '2026-03-02T00:00:00+08:00', body: { date: '2026-03-02', type: 'workday' } };
    const days = Array.from({ length: 1_100 }, (_, n) => ({ ...day, id: `${n}` }));
    await deliver(t.ledger, await sourceNamed(t.ledger, 'calendar'), days);
    await t.ledger.db.as(systemActor, async (tx) => {
      let underWay = 0;
      const query = async (text: string, values: unknown[]) => {
        underWay++;
        return await tx.client.query(text, values).finally(() => underWay--);
      };
      const watched = { ...tx, client: { query } as unknown as Tx['client'] };
      const log = await store.logNamed(tx, 'main');
      const indexes = Array.from({ length: log.size }, (_, at) => at);
      let seen = 0;
      for await (const part of readInParts(watched, t.ledger, log, indexes)) {
        seen = part.length;
        expect(underWay).toBe(1);
        break;
      }
      expect([seen, underWay]).toEqual([500, 0]);
    });
  } finally {
    await t.close();
  }
});
