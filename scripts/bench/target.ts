import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';

const MAIN = 'packages/server/src/main.ts';
const LINES = 1_000;
const HOLDERS = 500;
const WRITERS = 3;
/** How much is posted at once, and for how many people. */
export const POSTED = { batch: LINES, holders: HOLDERS };

/** A server in a process of its own, with one source; `at` is how many records it was sent. */
export type Target = {
  readonly url: string;
  readonly key: string;
  readonly data: string;
  readonly child: ChildProcess;
  at: number;
};

/** Followers are left to another process, as `ZHENGLIAN_FOLLOWERS=off` does. */
export async function startTarget(data: string, env: NodeJS.ProcessEnv = {}): Promise<Target> {
  const args = [MAIN, 'source', 'add', 'wecom', '--json', '--data', data];
  const { key } = JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout) as { key: string };
  const child = spawn(process.execPath, [MAIN, 'serve', '--json', '--port', '0', '--data', data], {
    env: { ...process.env, ZHENGLIAN_FOLLOWERS: 'off', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: (JSON.parse(first) as { url: string }).url, key, data, child, at: 0 };
}

export async function stopTargets(targets: readonly Target[]): Promise<void> {
  for (const { child } of targets) child.kill('SIGTERM');
  await Promise.all(targets.map(({ child }) => (child.exitCode === null ? once(child, 'close') : undefined)));
}

/** What a command says of a server that runs, as JSON. */
export function askTarget({ data }: Target, command: string, env: NodeJS.ProcessEnv = {}): unknown {
  const args = [MAIN, command, '--json', '--data', data];
  return JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, ...env } }).stdout);
}

/** Posts on up to record `to` and answers records a second. */
export async function postRecords(target: Target, to: number): Promise<number> {
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

export function recordText(number: number): string {
  const day = String(1 + (number % 28)).padStart(2, '0');
  const [employee, customer] = [number % HOLDERS, (number * 7) % 5_000];
  const text = `${WORDS[number % WORDS.length]}。${number % 3 === 0 ? '' : (WORDS[(number + 3) % WORDS.length] ?? '')}`;
  return `{"v":1,"kind":"chat","source":"wecom","externalId":"m${number}","occurredAt":"2026-03-${day}T10:15:00+08:00","basis":"work-system","body":{"conversation":"u${employee}|wm${customer}","from":{"system":"wecom","ref":"u${employee}"},"to":[{"system":"wecom","ref":"wm${customer}"}],"form":"text","text":"${text}"}}`;
}

const batch = (from: number, to: number): Buffer =>
  Buffer.from(Array.from({ length: to - from }, (_, i) => recordText(from + i)).join('\n'));
