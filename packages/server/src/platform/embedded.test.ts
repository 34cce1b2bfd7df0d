import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { startEmbedded } from './embedded.ts';
import { othersCanReach } from './postgres-files.ts';

const folders: string[] = [];
function folder(mode: number, ...below: string[]): string {
  const top = mkdtempSync(join(tmpdir(), 'zl-embedded-'));
  folders.push(top);
  chmodSync(top, mode);
  const data = join(top, ...below, 'data');
  mkdirSync(join(top, ...below), { recursive: true });
  return data;
}
afterEach(() => {
  for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
});

async function ask(socketDir: string, sql: string): Promise<string> {
  const client = new pg.Client({ host: socketDir, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(sql);
    return Object.values(rows[0] ?? {})[0] ?? '';
  } finally {
    await client.end();
  }
}

test('a second command joins the server that runs, and the last one to leave stops it', async () => {
  const data = folder(0o755);
  const first = await startEmbedded(data);
  const second = await startEmbedded(data);
  expect(second.pid).toBe(first.pid);
  const open = new pg.Client({ host: first.socketDir, user: 'postgres', database: 'postgres' });
  await open.connect();
  await first.close();
  expect(await ask(second.socketDir, 'select 1')).toBe(1);
  await open.end();
  await second.close();
  await expect(ask(second.socketDir, 'select 1')).rejects.toThrow();
});

test('a server that was killed is started again with what was committed', async () => {
  const data = folder(0o755);
  const first = await startEmbedded(data);
  await ask(first.socketDir, 'create table kept (n int)');
  process.kill(first.pid, 'SIGKILL');
  const again = await startEmbedded(data);
  expect(again.pid).not.toBe(first.pid);
  expect(await ask(again.socketDir, "select count(*)::text from pg_tables where tablename = 'kept'")).toBe('1');
  await again.close();
});

test('it listens on no port, writes through to the disk, and tells where it is to nobody else', async () => {
  const data = folder(0o755);
  const running = await startEmbedded(data);
  expect(await ask(running.socketDir, 'show listen_addresses')).toBe('');
  expect(await ask(running.socketDir, 'show fsync')).toBe('on');
  expect(await ask(running.socketDir, 'show synchronous_commit')).toBe('on');
  expect(statSync(join(data, 'run.json')).mode & 0o777).toBe(0o600);
  await running.close();
});

test('below a folder that others cannot enter it still runs, as another user when we are root', async () => {
  const data = folder(0o700, 'closed');
  const running = await startEmbedded(data);
  expect(await ask(running.socketDir, 'select 1')).toBe(1);
  await running.close();
  if (process.getuid?.() !== 0) return;
  expect(othersCanReach(data)).toBe(false);
  const { cluster } = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as { cluster: string };
  expect(cluster.startsWith(data)).toBe(false);
  expect(statSync(cluster).uid).not.toBe(0);
  rmSync(join(cluster, '..'), { recursive: true, force: true });
});

test('a path too long for a socket address gets a short one', async () => {
  const data = folder(0o755, 'a'.repeat(80), 'b'.repeat(40));
  const running = await startEmbedded(data);
  expect(running.socketDir.length).toBeLessThan(90);
  expect(await ask(running.socketDir, 'select 1')).toBe(1);
  await running.close();
  expect(existsSync(join(running.socketDir, 'postmaster.pid'))).toBe(false);
  rmSync(running.socketDir, { recursive: true, force: true });
});
