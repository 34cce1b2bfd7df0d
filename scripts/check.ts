import { spawnSync } from 'node:child_process';

/** Everything a machine can say about the code without running it. Ends 1 when one of them objects. */
const steps: readonly (readonly [string, readonly string[]])[] = [
  ['types: proof (no types of any runtime)', ['tsc', '-p', 'packages/proof/tsconfig.json']],
  ['types: proof shells and tests', ['tsc', '-p', 'packages/proof/tsconfig.node.json']],
  ['types: proof page (a browser)', ['tsc', '-p', 'packages/proof/tsconfig.page.json']],
  ['types: server', ['tsc', '-p', 'packages/server']],
  ['types: console', ['tsc', '-p', 'packages/console']],
  ['types: scripts, demo, tests', ['tsc', '-p', '.']],
  ['lint and format', ['biome', 'ci', '.']],
  ['unused code', ['knip']],
  ['import order and sizes', ['vitest', 'run', 'scripts']],
];

let failed = 0;
for (const [name, [command = '', ...args]] of steps) {
  const begun = Date.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  if (status !== 0) {
    failed++;
    console.log(`${stdout}${stderr}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
