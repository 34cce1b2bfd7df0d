import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import { run } from '../../packages/server/src/cli/run.ts';
import { copyFolder } from './postgres.ts';

const MAIN = join(import.meta.dirname, '../../packages/server/src/main.ts');

export type Served = {
  readonly url: string;
  readonly adminLink: string | null;
  readonly child: ChildProcess;
  /** Its log lines so far. */
  readonly logged: () => string;
};

/** A folder PostgreSQL can walk to even when the tests run as root. Nothing is in it yet. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zl-data-'));
  chmodSync(folder, 0o755);
  return join(folder, 'data');
}

/** The same with a server that was made and migrated before: making one takes longer than most of what is tested on it. */
export function dataFolder(): string {
  const data = newDataFolder();
  mkdirSync(data, { mode: 0o755 });
  copyFolder(inject('clusterDir'), join(data, 'postgres'));
  return data;
}

export type Ran = {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly lines: readonly Record<string, unknown>[];
};

/** Runs one `zl` command as a process of its own. */
export function zl(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    child.on('close', (code) => resolve({ code, out, err, lines: linesOf(args, out) }));
  });
}

/** The same command line in this process: for what does not hang on the process, one each would be all waiting. */
export async function zlHere(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran & { readonly code: number }> {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
  const code = await run(args, { ...process.env, ...env }, io);
  return { code, out: out.join(''), err: err.join(''), lines: linesOf(args, out.join('')) };
}

const linesOf = (args: readonly string[], out: string): Ran['lines'] =>
  args.includes('--json')
    ? out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>)
    : [];

/** Starts a server and waits for its first line. */
export async function serve(data: string, env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--json', '--port', '0', '--data', data], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk) => (err += chunk));
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('close', (code) => reject(new Error(`the server ended with ${code}: ${err}`)));
  });
  return { ...(JSON.parse(first) as { url: string; adminLink: string | null }), child, logged: () => err };
}

export function ended(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('close', () => resolve()));
}

export async function stop({ child }: Served): Promise<void> {
  child.kill('SIGTERM');
  await ended(child);
}

/** The process id of the PostgreSQL that runs for this folder. */
export const postgresPid = (data: string): number =>
  (JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as { pid: number }).pid;
