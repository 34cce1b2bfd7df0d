import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { readRange } from '../../packages/server/src/ledger/read.ts';
import * as store from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { openProduct } from '../../packages/server/src/wiring/product.ts';
import type { Served } from '../setup/server.ts';
import { ended, newDataFolder, postgresPid, serve, stop, zl } from '../setup/server.ts';

const ROUNDS = Number(process.env.ZL_CRASH_ROUNDS ?? 2);
const SEED = Number(process.env.ZL_SEED ?? Date.now() % 1_000_000);
const LINES = 40;

/** A small generator of its own, so that a failing round can be played again by its seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const batchOf = (number: number): string =>
  Array.from({ length: LINES }, (_, i) =>
    JSON.stringify({
      v: 1,
      kind: 'chat',
      source: 'wecom',
      externalId: `b${number}-${i}`,
      occurredAt: '2026-03-02T10:15:00+08:00',
      basis: 'work-system',
      body: {
        conversation: `c${i % 7}`,
        from: { system: 'wecom', ref: `user${i % 5}` },
        to: [{ system: 'wecom', ref: `wm${i % 11}` }],
        form: 'text',
        text: i % 13 === 0 ? '我介绍你到华晟公司买产品,给你返点10个点' : `第 ${number} 批第 ${i} 条`,
      },
    }),
  ).join('\n');

/** Posts batch after batch until the server goes away, and writes down only what was answered with 200. */
async function post(url: string, key: string, from: number, acknowledged: Set<number>): Promise<number> {
  for (let number = from; ; number++) {
    try {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
      const answer = await fetch(`${url}/api/v1/sources/wecom/records`, {
        method: 'POST',
        headers,
        body: batchOf(number),
      });
      if (answer.status !== 200) {
        await answer.arrayBuffer();
        return number;
      }
      await answer.json();
      acknowledged.add(number);
    } catch {
      return number;
    }
  }
}

async function round(
  data: string,
  key: string,
  random: () => number,
  from: number,
  acknowledged: Set<number>,
): Promise<number> {
  const served: Served = await serve(data);
  let isPosting = true;
  const posting = post(served.url, key, from, acknowledged).finally(() => {
    isPosting = false;
  });
  await sleep(150 + random() * 900);
  // The rounds are about what was acknowledged: a slow machine is given the time to acknowledge something.
  while (isPosting && acknowledged.size === 0) await sleep(20);
  const what = random();
  const postgres = postgresPid(data);
  if (what < 0.4) served.child.kill('SIGKILL');
  else if (what < 0.7) process.kill(postgres, 'SIGKILL');
  else {
    process.kill(postgres, 'SIGKILL');
    served.child.kill('SIGKILL');
  }
  const reached = await posting;
  served.child.kill('SIGKILL');
  await ended(served.child);
  return reached;
}

test(`whatever is killed, nothing acknowledged is lost or twice (${ROUNDS} rounds, seed ${SEED})`, {
  timeout: 60_000 + ROUNDS * 30_000,
}, async () => {
  const data = newDataFolder();
  const random = randomOf(SEED);
  const added = await zl(['source', 'add', 'wecom', '--json', '--data', data]);
  const key = String(added.lines[0]?.key);
  const acknowledged = new Set<number>();
  let next = 0;
  for (let i = 0; i < ROUNDS; i++) next = await round(data, key, random, next, acknowledged);

  const served = await serve(data);
  await stop(served);
  const product = await openProduct(readConfig({}, data));
  const found = new Map<string, number>();
  try {
    await product.db.as(systemActor, async (tx) => {
      const log = await store.logNamed(tx, 'main');
      for (let at = 0; at < log.size; at += 1_000) {
        const stretch = { from: at, to: log.size, most: 1_000 };
        for (const { entry, content } of await readRange(tx, product.ledger, log, stretch)) {
          if (entry.type !== 'record' || content.status !== 'open') continue;
          const id = String(content.body.externalId);
          found.set(id, (found.get(id) ?? 0) + 1);
        }
      }
    });
  } finally {
    await product.close();
  }
  const lost = [...acknowledged]
    .flatMap((number) => Array.from({ length: LINES }, (_, i) => `b${number}-${i}`))
    .filter((id) => !found.has(id));
  expect(acknowledged.size).toBeGreaterThan(0);
  expect(lost).toEqual([]);
  expect([...found].filter(([, times]) => times > 1)).toEqual([]);

  const checked = await zl(['fsck', '--json', '--data', data]);
  expect(checked.lines.filter((line) => line.outcome === 'fail')).toEqual([]);
  expect(checked.code).toBe(0);
});
