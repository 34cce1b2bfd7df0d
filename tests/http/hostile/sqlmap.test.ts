import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Hostile } from './support.ts';
import { count, startHostile } from './support.ts';

const SQLMAP = 'sqlmap';
/** Takes minutes, and a tool that npm does not bring: `npm run long -- hostile`. */
const isThere = process.env.ZL_SQLMAP === '1' && spawnSync(SQLMAP, ['--version'], { timeout: 30_000 }).status === 0;
const SECONDS = 60;

let http: Hostile;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zl-sqlmap-'));
  http = await startHostile({ holds: 'company' });
});
afterAll(async () => {
  await http.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets sqlmap try one address for a minute at the most; answers all it said. */
function tried(address: string, cookie: string): Promise<string> {
  const options = [
    '--batch',
    '--level=2',
    '--risk=1',
    '--dbms=PostgreSQL',
    '--technique=BEUST',
    '--time-sec=3',
    '--threads=2',
    '--timeout=5',
    '--retries=0',
    '--disable-coloring',
    '--flush-session',
    '--ignore-code=422',
    `--output-dir=${folder}`,
  ];
  return new Promise((resolve, reject) => {
    const run = spawn(SQLMAP, ['-u', address, `--cookie=${cookie}`, '--skip=zl_session', ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    run.stdout.on('data', (chunk) => (said += chunk));
    run.stderr.on('data', (chunk) => (said += chunk));
    const timer = setTimeout(() => run.kill('SIGKILL'), SECONDS * 1000);
    run.on('error', reject).on('close', () => {
      clearTimeout(timer);
      resolve(said);
    });
  });
}

const QUERIES = [
  ['auditor', 'watch/readings?actor=somebody&act=finding.read&limit=5'],
  ['integrator', 'deliveries?source=crm'],
  ['investigator', 'findings?rule=kickback-promise&limit=5'],
] as const;

test.skipIf(!isThere).each(QUERIES)(
  'V1.2.4 sqlmap finds nothing to inject as %s into %s (skipped without ZL_SQLMAP=1 and sqlmap)',
  async (role, query) => {
    count();
    const { cookie } = await http.person([role]);
    const asked = () => http.product.metrics.text().match(/zhenglian_requests_total (\d+)/)?.[1];
    const before = Number(asked() ?? 0);
    const said = await tried(`${http.url}/api/v1/${query}`, cookie);
    expect(Number(asked() ?? 0) - before, said.slice(-2_000)).toBeGreaterThan(20);
    expect(said).not.toMatch(
      /is vulnerable|sqlmap identified the following injection|appears to be '.*' injectable|is '.*' injectable/,
    );
    expect(http.lines).toEqual([]);
  },
  (SECONDS + 30) * 1000,
);
