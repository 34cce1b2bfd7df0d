import { spawnSync } from 'node:child_process';

/** The same tests as `npm test` with many more rounds; `npm run long -- NAME…` runs some. */
const campaigns: Readonly<
  Record<string, { readonly env: Readonly<Record<string, string>>; readonly paths: readonly string[] }>
> = {
  crash: { env: { ZL_CRASH_ROUNDS: '20' }, paths: ['tests/crash'] },
  tamper: {
    env: { ZL_RUNS: '10000', ZL_INSIDER_ROUNDS: '5000' },
    paths: [
      'packages/proof/src/verify.test.ts',
      'tests/documents/insider-package.test.ts',
      'tests/ledger/insider.test.ts',
      'tests/ledger/tamper.test.ts',
    ],
  },
  fuzz: {
    env: { ZL_FUZZ_RUNS: '5000' },
    paths: ['tests/fuzz/import.test.ts', 'tests/fuzz/requests.test.ts', 'tests/http/scim.test.ts'],
  },
  readers: {
    env: { ZL_READER_RUNS: '20000' },
    paths: ['tests/fuzz/readers.test.ts', 'tests/fuzz/reader-imports.test.ts'],
  },
  retract: { env: { ZL_RETRACT_RUNS: '200' }, paths: ['tests/ledger/retract-followers.test.ts'] },
  hostile: { env: { ZL_SQLMAP: '1', ZL_INJECTIONS_ONE_IN: '1' }, paths: ['tests/http/hostile'] },
  bounds: { env: { ZL_PIECES: '8' }, paths: ['packages/server/src/detect/bounds.test.ts'] },
  seeds: { env: { ZL_SEEDS: '40' }, paths: ['tests/demo'] },
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
let failed = 0;
for (const name of wanted.length > 0 ? wanted : Object.keys(campaigns)) {
  const campaign = campaigns[name];
  if (campaign === undefined)
    throw new Error(`there is no campaign ${name}; there are ${Object.keys(campaigns).join(', ')}`);
  const begun = Date.now();
  const args = ['run', ...campaign.paths, '--testTimeout=3600000'];
  const { status } = spawnSync('vitest', args, { stdio: 'inherit', env: { ...process.env, ...campaign.env } });
  if (status !== 0) failed++;
  console.log(
    `campaign ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - begun) / 1000).toFixed(0)} s`,
  );
}
process.exit(failed === 0 ? 0 : 1);
