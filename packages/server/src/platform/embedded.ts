import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Refusal } from '../kernel/refusal.ts';
import type { RunAs } from './postgres-files.ts';
import { makeStaging, othersCanReach, runAs, STAGING, usablePostgres } from './postgres-files.ts';

/** The longest path a Unix socket address holds on Linux. */
const SOCKET_PATH_BYTES = 107;
const START_SECONDS = 60;
const PATIENCE_MILLIS = 3_000;

/** Where a running embedded PostgreSQL is reached: a folder holding its socket, never a TCP port. */
export type Running = { readonly socketDir: string; readonly pid: number; readonly close: () => Promise<void> };

type Place = { readonly cluster: string; readonly socketDir: string; readonly as: RunAs; readonly native: string };

/**
 * Joins the PostgreSQL that runs for `dataDir`, or starts one.
 *
 * The server process outlives us when others still use it; `close` stops it once no other session
 * is left. An orphan left behind by a kill -9 is found by its pid file and adopted. Refuses with
 * `database.unavailable` and the last lines of the server's own log when it does not come up.
 */
export async function startEmbedded(dataDir: string): Promise<Running> {
  if (process.platform === 'win32') {
    throw new Refusal('database.unavailable', { why: 'the embedded PostgreSQL needs Unix sockets; set DATABASE_URL' });
  }
  const place = placeFor(resolve(dataDir));
  initialise(place);
  const pid = await joinOrStart(place);
  const run = { pid, socketDir: place.socketDir, cluster: place.cluster };
  writeFileSync(join(dataDir, 'run.json'), `${JSON.stringify(run)}\n`, { mode: 0o600 });
  return { socketDir: place.socketDir, pid, close: () => stopIfLast(place) };
}

function placeFor(dataDir: string): Place {
  const as = runAs();
  mkdirSync(dataDir, { recursive: true, mode: as === undefined ? 0o700 : 0o755 });
  const id = folderId(dataDir);
  const staged = as !== undefined && !othersCanReach(dataDir);
  const base = staged ? join(STAGING, id) : join(dataDir, 'postgres');
  if (staged) makeStaging();
  mkdirSync(base, { recursive: true, mode: 0o700 });
  if (as !== undefined) chownSync(base, as.uid, as.gid);
  if (staged) writeFileSync(join(base, 'belongs-to'), `${dataDir}\n`);
  return { cluster: join(base, 'cluster'), socketDir: socketFolder(base, id, as), as, native: usablePostgres(as) };
}

/** A random name that stays with the folder, so that a moved folder finds its cluster again. */
function folderId(dataDir: string): string {
  const path = join(dataDir, 'folder-id');
  if (!existsSync(path)) writeFileSync(path, randomBytes(8).toString('hex'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

function socketFolder(base: string, id: string, as: RunAs): string {
  if (Buffer.byteLength(join(base, '.s.PGSQL.5432')) <= SOCKET_PATH_BYTES) return base;
  const short = join(tmpdir(), `zl-${id}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  if (as !== undefined) chownSync(short, as.uid, as.gid);
  return short;
}

/** Builds the cluster beside its place and renames it there, so that a half-made one is never used. */
function initialise({ cluster, native, as }: Place): void {
  if (existsSync(cluster)) return;
  const half = mkdtempSync(`${cluster}-`);
  if (as !== undefined) chownSync(half, as.uid, as.gid);
  chmodSync(half, 0o700);
  const args = [
    '-D',
    half,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--no-instructions',
  ];
  const done = spawnSync(join(native, 'bin/initdb'), args, { ...as, cwd: '/', encoding: 'utf8' });
  if (done.status !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw new Refusal('database.unavailable', {
      why: `initdb failed: ${(done.stderr || String(done.error)).trim().slice(-400)}`,
    });
  }
  try {
    renameSync(half, cluster);
  } catch {
    rmSync(half, { recursive: true, force: true });
  }
}

/**
 * Waits until the server answers, starting one where none is alive. PostgreSQL itself decides between
 * two starters: the second one exits and this loop finds the first. A pid file may name a process
 * that is no longer PostgreSQL, so a silent one is only waited for a short while.
 */
async function joinOrStart(place: Place): Promise<number> {
  const begun = Date.now();
  let child: ChildProcess | undefined;
  while (Date.now() < begun + START_SECONDS * 1000) {
    if (await answers(place)) return pidOf(place) ?? 0;
    const pid = pidOf(place);
    const silent = pid === undefined || !alive(pid) || Date.now() > begun + PATIENCE_MILLIS;
    if (silent && (child === undefined || child.exitCode !== null)) child = launch(place);
    await sleep(20);
  }
  const log = `${place.cluster}.log`;
  const tail = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ') : 'no log';
  throw new Refusal('database.unavailable', { why: `PostgreSQL did not come up: ${tail}` });
}

function launch({ cluster, socketDir, native, as }: Place): ChildProcess {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '512MB',
    max_wal_size: '4GB',
    min_wal_size: '256MB',
    checkpoint_timeout: '10min',
    wal_compression: 'off',
    password_encryption: 'scram-sha-256',
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    log_min_messages: 'warning',
    log_error_verbosity: 'terse',
    jit: 'off',
    timezone: 'UTC',
  };
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const log = openSync(`${cluster}.log`, 'a', 0o600);
  const child = spawn(join(native, 'bin/postgres'), args, {
    ...as,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.on('error', () => undefined);
  child.unref();
  closeSync(log);
  return child;
}

const client = ({ socketDir }: Place) =>
  new pg.Client({ host: socketDir, user: 'postgres', database: 'postgres', connectionTimeoutMillis: 5_000 });

async function answers(place: Place): Promise<boolean> {
  const probe = client(place);
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    return true;
  } catch {
    return false;
  } finally {
    await probe.end().catch(() => undefined);
  }
}

function pidOf({ cluster }: Place): number | undefined {
  try {
    return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function stopIfLast(place: Place): Promise<void> {
  const probe = client(place);
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    const { rows } = await probe.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    const pid = pidOf(place);
    if ((rows[0]?.others ?? 1) > 0 || pid === undefined) return;
    process.kill(pid, 'SIGINT');
    await probe.end().catch(() => undefined);
    for (let waited = 0; waited < 500 && alive(pid); waited++) await sleep(20);
  } catch {
    // It is already going down, or somebody else stopped it: both are what we wanted.
  } finally {
    await probe.end().catch(() => undefined);
  }
}
