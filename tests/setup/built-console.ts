import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { globSync } from 'tinyglobby';

const ROOT = join(import.meta.dirname, '../..');
const BUILT = join(ROOT, 'packages/console/dist/index.html');
const LOCK = join(ROOT, 'node_modules/.console-build');
const SOURCES = ['packages/{console,proof}/**', '!**/dist/**', 'package-lock.json'];
const ABANDONED_MS = 120_000;

/** Builds the console as it ships, unless what was built is newer than all it is made of. Test files that run at once build it once. */
export async function buildConsole(): Promise<void> {
  while (!takeLock()) await sleep(50);
  try {
    if (isFresh()) return;
    const built = spawnSync('vite', ['build', 'packages/console', '--logLevel', 'error'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (built.status !== 0) throw new Error(`the console does not build: ${built.stderr}`);
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function takeLock(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_MS) rmSync(LOCK, { recursive: true, force: true });
    return false;
  }
}

function isFresh(): boolean {
  if (!existsSync(BUILT)) return false;
  const built = statSync(BUILT).mtimeMs;
  return globSync(SOURCES, { cwd: ROOT, absolute: true, ignore: ['**/node_modules/**'] }).every(
    (path) => statSync(path).mtimeMs < built,
  );
}
