import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { copyRate, median, print } from './copy-rate.ts';

const MAIN = 'packages/server/src/main.ts';
const LINES = 1_000;
const HOLDERS = 500;
const SMALL = 100_000;
const LARGE = Number(process.env.ZL_BENCH_RECORDS ?? 2_000_000);
const WRITERS = 3;
/** How many records each of the two rates is measured over. */
const WINDOW = 25_000;

const ROUNDS = 4;

type Target = {
  readonly url: string;
  readonly key: string;
  readonly data: string;
  readonly child: ChildProcess;
  at: number;
};

/**
 * Records a second durable through HTTP from another process, against COPY of the very same rows into tables
 * with the same indexes and constraints; and the rate at 2,000,000 entries against that at 100,000. All three are
 * measured in turn, round after round, since the machine is not always as fast; the medians are compared.
 * Followers are left to another process, as `ZHENGLIAN_FOLLOWERS=off` does.
 */
export async function ingest(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zl-bench-'));
  chmodSync(folder, 0o755);
  const targets: Target[] = [];
  try {
    const small = await start(join(folder, 'small'));
    targets.push(small);
    await postRecords(small, SMALL);
    const large = LARGE > SMALL ? await start(join(folder, 'large')) : undefined;
    if (large !== undefined) {
      targets.push(large);
      await postRecords(large, LARGE);
    }
    await compare(small, large);
  } finally {
    for (const { child } of targets) child.kill('SIGTERM');
    await Promise.all(targets.map(({ child }) => (child.exitCode === null ? once(child, 'close') : undefined)));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(data: string): Promise<Target> {
  const args = [MAIN, 'source', 'add', 'wecom', '--json', '--data', data];
  const { key } = JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout) as { key: string };
  const child = spawn(process.execPath, [MAIN, 'serve', '--json', '--port', '0', '--data', data], {
    env: { ...process.env, ZHENGLIAN_FOLLOWERS: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: (JSON.parse(first) as { url: string }).url, key, data, child, at: 0 };
}

async function compare(small: Target, large: Target | undefined): Promise<void> {
  const rates = { small: [] as number[], large: [] as number[], copy: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const from = small.at;
    rates.small.push(await postRecords(small, from + WINDOW));
    rates.copy.push(await copyRate(small.data, from, from + WINDOW));
    if (large !== undefined) rates.large.push(await postRecords(large, large.at + WINDOW));
  }
  const [http, copy] = [median(rates.small), median(rates.copy)];
  const where = {
    cores: availableParallelism(),
    node: process.version,
    batch: LINES,
    holders: HOLDERS,
    medianBytes: medianBody(),
  };
  print('ingest.http', http, http / copy, `COPY of the same rows at ${Math.round(copy)} records/s`, where);
  if (large === undefined) return;
  const far = median(rates.large);
  print(`ingest.http.at-${LARGE}`, far, far / http, `the rate at ${SMALL}`, where);
}

/** Posts on up to record `to` and answers records a second. */
async function postRecords(target: Target, to: number): Promise<number> {
  const from = target.at;
  const agent = new Agent({ keepAlive: true, maxSockets: WRITERS });
  let next = from;
  const begun = performance.now();
  const writer = async () => {
    while (next < to) {
      const at = next;
      next += LINES;
      await postOne(
        `${target.url}/api/v1/sources/wecom/records`,
        target.key,
        agent,
        batch(at, Math.min(to, at + LINES)),
      );
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  agent.destroy();
  target.at = to;
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
