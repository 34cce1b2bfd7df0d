import {
  sha256Tree as portableSha256,
  sm3Tree as portableSm3,
  verifyConsistency,
  verifyInclusion,
} from '@zhenglian/proof';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import { systemActor } from '../platform/db.ts';
import { append } from './append.ts';
import { commitBody, sealBody } from './body.ts';
import type { Twin } from './prove.ts';
import { proverOf } from './prove.ts';
import { entryBytes } from './read.ts';
import * as store from './store.ts';

const COUNT = 700;
let t: TestLedger;
let logId: number;
beforeAll(async () => {
  t = await testLedger();
  ({ logId } = await t.ledger.db.as(systemActor, (tx) => store.logNamed(tx, 'main')));
  const [key] = await t.ledger.keys.resolve(logId, [{ holderMac: Buffer.alloc(16), class: 'act', month: '2026-03' }]);
  if (key === undefined) throw new Error('a key was made');
  const drafts = Array.from({ length: COUNT }, (_, n) => {
    const committed = commitBody('main', 'act', { n }, new Uint8Array(0));
    return {
      type: 'act' as const,
      sha256: committed.sha256,
      sm3: committed.sm3,
      keyId: key.keyId,
      sealed: sealBody(key.key, committed),
    };
  });
  for (const [from, to] of [
    [0, 1],
    [1, 255],
    [255, 257],
    [257, 600],
    [600, COUNT],
  ] as const) {
    await t.ledger.db.as(systemActor, (tx) => append(tx, t.ledger.clock, logId, drafts.slice(from, to), { own: true }));
  }
});
afterAll(() => t.close());

const sizes = [1, 2, 3, 255, 256, 257, 511, 512, 513, 699, COUNT];
const pick = (twins: readonly Twin[], name: keyof Twin) => twins.map((twin) => twin[name]);

test('a proof made from tiles holds for every size in both trees, by the verifier that others run', async () => {
  await t.ledger.db.as(systemActor, async (tx) => {
    const prover = proverOf(tx, logId);
    const rows = await store.entries(tx, logId, { from: 0, to: COUNT });
    for (const size of sizes) {
      const root = await prover.root(size);
      for (const index of [0, 1, 254, 255, 256, 511, size - 1].filter((each) => each < size)) {
        const path = await prover.inclusion(index, size);
        const row = rows[index];
        if (row === undefined) throw new Error('the entry is there');
        expect(verifyInclusion(portableSha256, row.leafSha256, index, size, pick(path, 'sha256'), root.sha256)).toBe(
          true,
        );
        expect(verifyInclusion(portableSm3, row.leafSm3, index, size, pick(path, 'sm3'), root.sm3)).toBe(true);
        expect(verifyInclusion(portableSha256, row.leafSm3, index, size, pick(path, 'sha256'), root.sha256)).toBe(
          false,
        );
      }
    }
  });
});

test('a stored leaf is the hash of the canonical entry in both trees, as the verifier computes it', async () => {
  await t.ledger.db.as(systemActor, async (tx) => {
    for (const row of await store.entries(tx, logId, { from: 0, to: 20 })) {
      const bytes = entryBytes('main', row);
      expect(Buffer.from(portableSha256.leaf(bytes))).toEqual(Buffer.from(row.leafSha256));
      expect(Buffer.from(portableSm3.leaf(bytes))).toEqual(Buffer.from(row.leafSm3));
    }
  });
});

test('every size is consistent with every later one', async () => {
  await t.ledger.db.as(systemActor, async (tx) => {
    const prover = proverOf(tx, logId);
    for (const [i, from] of sizes.entries()) {
      for (const to of sizes.slice(i)) {
        const path = await prover.consistency(from, to);
        const [one, two] = [await prover.root(from), await prover.root(to)];
        expect(verifyConsistency(portableSha256, from, to, one.sha256, two.sha256, pick(path, 'sha256'))).toBe(true);
        expect(verifyConsistency(portableSm3, from, to, one.sm3, two.sm3, pick(path, 'sm3'))).toBe(true);
      }
    }
  });
});
