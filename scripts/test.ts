import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

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
  { name: 'companies', share: 60, paths: ['tests/companies'] },
  { name: 'browser', share: 360, paths: ['tests/browser'] },
  { name: 'fuzz', share: 120, paths: ['tests/fuzz'] },
  { name: 'documents', share: 120, paths: ['tests/documents'] },
];

type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
};

const only = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'zl-test-'));
let [passed, failed, skipped] = [0, 0, 0];
const lines: string[] = [];
const failures: string[] = [];
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
  if (status !== 0) failures.push(...failuresOf(name, report));
  const seconds = (Date.now() - begun) / 1000;
  lines.push(`suite ${name}: ${seconds.toFixed(1)} s of ${share} s${seconds > share ? ' — above its share' : ''}`);
}
rmSync(folder, { recursive: true, force: true });
console.log([...lines, ...failures].join('\n'));
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 ? 0 : 1);

function readReport(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
  }
}

/** What failed and how, to be read at the end: what the suite itself prints lies far above. */
function failuresOf(suite: string, { testResults }: Report): string[] {
  const named = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults
      .filter((test) => test.status === 'failed')
      .map(
        (test) => `failed: ${relative('.', name)}: ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 2000)}`,
      );
    return tests.length === 0 && status === 'failed'
      ? [`failed: ${relative('.', name)}\n${message.slice(0, 2000)}`]
      : tests;
  });
  return named.length > 0 ? named : [`failed: suite ${suite}, outside of its tests (see above)`];
}
