import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Suite = {
  readonly name: string;
  readonly share: number;
  readonly paths: readonly string[];
  readonly without?: string;
};

/** The suites with the folders they are made of and the seconds each may take on two cores. */
const suites: readonly Suite[] = [
  { name: 'unit', share: 300, paths: ['packages', 'scripts', 'demo', 'vectors', 'tests/http/hostile'] },
  {
    name: 'ledger and crash',
    share: 240,
    paths: ['tests/ledger', 'tests/crash', 'tests/http', 'tests/cli', 'tests/cli-backup', 'tests/demo'],
    without: 'tests/http/hostile/**',
  },
  { name: 'browser', share: 360, paths: ['tests/browser'] },
  { name: 'fuzz', share: 120, paths: ['tests/fuzz'] },
  { name: 'documents', share: 120, paths: ['tests/documents'] },
];

type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
};

const only = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'zl-test-'));
let [passed, failed, skipped] = [0, 0, 0];
const lines: string[] = [];
for (const { name, share, paths, without } of suites) {
  if (only.length > 0 && !only.includes(name)) continue;
  const begun = Date.now();
  const file = join(folder, `${name.replaceAll(' ', '-')}.json`);
  const args = [
    'run',
    ...paths,
    ...(without === undefined ? [] : [`--exclude=${without}`]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    '--passWithNoTests',
  ];
  const { status } = spawnSync('vitest', args, { stdio: 'inherit' });
  const report = readReport(file);
  passed += report.numPassedTests;
  skipped += report.numPendingTests;
  failed += status === 0 ? report.numFailedTests : Math.max(1, report.numFailedTests);
  const seconds = (Date.now() - begun) / 1000;
  lines.push(`suite ${name}: ${seconds.toFixed(1)} s of ${share} s${seconds > share ? ' — above its share' : ''}`);
}
rmSync(folder, { recursive: true, force: true });
console.log(lines.join('\n'));
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);

function readReport(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numFailedTestSuites: 1 };
  }
}
