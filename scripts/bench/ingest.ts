import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

const MAIN = 'packages/server/src/main.ts';
const LINES = 1_000;
const HOLDERS = 500;
const SMALL = 100_000;
const LARGE = Number(process.env.ZL_BENCH_RECORDS ?? 2_000_000);
const WRITERS = 3;
/** How many records each of the two rates is measured over. */
const WINDOW = 50_000;

const TABLES = ['entry', 'body', 'seen'] as const;

/**
 * Records a second durable through HTTP from another process, against COPY of the very same rows into tables
 * with the same indexes and constraints; and the rate at 2,000,000 entries against that at 100,000. Followers
 * are left to another process, as `ZHENGLIAN_FOLLOWERS=off` does.
 */
export async function ingest(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zl-bench-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  const added = spawnSync(process.execPath, [MAIN, 'source', 'add', 'wecom', '--json', '--data', data], {
    encoding: 'utf8',
  });
  const { key } = JSON.parse(added.stdout) as { key: string };
  const child = spawn(process.execPath, [MAIN, 'serve', '--json', '--port', '0', '--data', data], {
    env: { ...process.env, ZHENGLIAN_FOLLOWERS: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [first] = (await once(
      createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> }),
      'line',
    )) as [string];
    const { url } = JSON.parse(first) as { url: string };
    await measure(url, key, data);
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(url: string, key: string, data: string): Promise<void> {
  await postRecords(url, key, 0, 10_000);
  const early = await postRecords(url, key, 10_000, SMALL - WINDOW);
  const atSmall = await postRecords(url, key, SMALL - WINDOW, SMALL);
  const copied = await copyRate(data, SMALL - WINDOW, SMALL);
  const where = {
    cores: availableParallelism(),
    node: process.version,
    batch: LINES,
    holders: HOLDERS,
    medianBytes: medianBody(),
  };
  print(
    'ingest.http',
    atSmall,
    'records/s',
    atSmall / copied,
    `COPY of the same rows at ${copied.toFixed(0)} rows/s`,
    where,
  );
  print('ingest.http.warm-up', early, 'records/s', early / copied, 'the same COPY', {});
  if (LARGE <= SMALL) return;
  await postRecords(url, key, SMALL, LARGE - WINDOW);
  const atLarge = await postRecords(url, key, LARGE - WINDOW, LARGE);
  print(`ingest.http.at-${LARGE}`, atLarge, 'records/s', atLarge / atSmall, `the rate at ${SMALL}`, {});
}

function print(name: string, value: number, unit: string, ratio: number, against: string, where: object): void {
  console.log(
    JSON.stringify({ name, value: Math.round(value), unit, ratio: Math.round(ratio * 1000) / 1000, against, ...where }),
  );
}

async function postRecords(url: string, key: string, from: number, to: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS });
  let next = from;
  const begun = performance.now();
  const writer = async () => {
    while (next < to) {
      const at = next;
      next += LINES;
      await postOne(`${url}/api/v1/sources/wecom/records`, key, agent, batch(at, Math.min(to, at + LINES)));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  agent.destroy();
  return ((to - from) / (performance.now() - begun)) * 1000;
}

function postOne(url: string, key: string, agent: Agent, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/x-ndjson',
      'content-length': body.length,
    };
    const out = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += chunk));
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode}: ${text}`)),
      );
    });
    out.on('error', reject);
    out.end(body);
  });
}

const WORDS = [
  '在吗',
  '报价单已经发您邮箱',
  '今天下午三点我们公司开会',
  '好的收到',
  '这批货大概周五能到,到时候我给您电话确认一下时间',
  '麻烦您把开票信息再发一遍',
];

function recordText(number: number): string {
  const day = String(1 + (number % 28)).padStart(2, '0');
  const [employee, customer] = [number % HOLDERS, (number * 7) % 5_000];
  const text = `${WORDS[number % WORDS.length]}。${number % 3 === 0 ? '' : (WORDS[(number + 3) % WORDS.length] ?? '')}`;
  return `{"v":1,"kind":"chat","source":"wecom","externalId":"m${number}","occurredAt":"2026-03-${day}T10:15:00+08:00","basis":"work-system","body":{"conversation":"u${employee}|wm${customer}","from":{"system":"wecom","ref":"u${employee}"},"to":[{"system":"wecom","ref":"wm${customer}"}],"form":"text","text":"${text}"}}`;
}

const batch = (from: number, to: number): Buffer =>
  Buffer.from(Array.from({ length: to - from }, (_, i) => recordText(from + i)).join('\n'));

function medianBody(): number {
  const sizes = Array.from({ length: 1_001 }, (_, i) => Buffer.byteLength(recordText(100_000 + i))).sort(
    (a, b) => a - b,
  );
  return sizes[500] ?? 0;
}

/** Reads the rows out as COPY data, then times putting them into empty tables that are made like their own. */
async function copyRate(data: string, from: number, to: number): Promise<number> {
  const { socketDir } = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as { socketDir: string };
  const client = new pg.Client({ host: socketDir, user: 'postgres', database: 'zhenglian' });
  await client.connect();
  try {
    await client.query('drop schema if exists same cascade');
    await client.query('create schema same');
    const pages = new Map<string, Buffer>();
    for (const table of TABLES) {
      const like = table === 'seen' ? '' : ' partition by range (log_id, index)';
      await client.query(`create table same.${table} (like public.${table} including all)${like}`);
      if (like !== '')
        await client.query(
          `create table same.${table}_0 partition of same.${table} for values from (1, 0) to (1, 16777216)`,
        );
      pages.set(
        table,
        await readOut(client, `select * from public.${table} where log_id = 1 and index >= ${from} and index < ${to}`),
      );
    }
    await client.query('set synchronous_commit = on');
    const begun = performance.now();
    await client.query('begin');
    for (const [table, bytes] of pages) {
      const stream = client.query(copyFrom(`copy same.${table} from stdin (format binary)`));
      stream.end(bytes);
      await once(stream, 'finish');
    }
    await client.query('commit');
    const rate = ((to - from) / (performance.now() - begun)) * 1000;
    await client.query('drop schema same cascade');
    return rate;
  } finally {
    await client.end();
  }
}

async function readOut(client: pg.Client, query: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const stream = client.query(copyTo(`copy (${query}) to stdout (format binary)`));
  await pipeline(stream, async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}
