import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from '../demo/generate.ts';
import { judge } from '../demo/judge.ts';
import { run } from '../packages/server/src/cli/run.ts';
import { readConfig } from '../packages/server/src/config/config.ts';
import { startEmbedded } from '../packages/server/src/platform/embedded.ts';
import { openProduct } from '../packages/server/src/wiring/product.ts';
import type { SamplePerson } from './demo/sample-people.ts';
import { addSamplePeople } from './demo/sample-people.ts';

/** Loads the sample company, prints its evidence chains, writes and verifies a package, and leaves the console running. */
const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    data: { type: 'string' },
    port: { type: 'string' },
  },
});
const seed = Number(values.seed);
if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('--seed is a whole number from 0');
const data = resolve(values.data ?? join('data', `demo-${seed}`));
const company = join(data, 'company');

/** Receipts of the authority built in: 非中立, for a demonstration. A custodian that is configured takes its place. */
const custodians = join(data, 'custodians.json');
const env = { ZHENGLIAN_CUSTODIANS_FILE: custodians, ...process.env };

let out = '';
async function zl(...args: readonly string[]): Promise<number> {
  out = '';
  return await run([...args, '--data', data], env, {
    out: (text) => {
      out += text;
    },
    err: (text) => void process.stderr.write(text),
  });
}

function heading(text: string): void {
  console.log(`\n━━ ${text}`);
}

async function must(...args: readonly string[]): Promise<string> {
  const code = await zl(...args);
  if (code !== 0) throw new Error(`zl ${args.join(' ')} ended with ${code}\n${out}`);
  return out;
}

mkdirSync(company, { recursive: true });
writeFileSync(custodians, JSON.stringify([{ kind: 'built-in', name: 'not-neutral-demo' }]));
const keepRunning = await startEmbedded(data);
let failed = false;
try {
  heading(`样例公司(种子 ${seed}) The sample company`);
  const files = generate(seed);
  for (const [path, content] of files) {
    mkdirSync(dirname(join(company, path)), { recursive: true });
    writeFileSync(join(company, path), content);
  }
  const inputs = [...files.keys()].filter((path) => path !== 'truth.json').map((path) => join(company, path));
  console.log((await must('import', ...inputs)).trimEnd());

  heading('证据链 Evidence chains');
  console.log((await must('chains', '--min', 'medium')).trimEnd());

  heading('与真相文件核对 Against the truth file');
  const truth = JSON.parse(readFileSync(join(company, 'truth.json'), 'utf8'));
  const chains = await must('chains', '--json');
  const judged = judge(truth, chains);
  console.log(judged.lines.join('\n'));
  failed = !judged.ok;

  heading('证据包与核验 Package and verification');
  const strongest = JSON.parse(chains.split('\n')[0] ?? '{}') as { id: string };
  const [file, trust] = [join(data, 'sample-package.zip'), join(data, 'trust.json')];
  console.log((await must('package', strongest.id, '-o', file)).trimEnd());
  console.log((await must('trust', '-o', trust)).trimEnd());
  const verdict = await zl('verify', file, '--trust', trust);
  const told = out.trimEnd().split('\n');
  const answers = told.filter((line) => /^(?:是|否|未检验|已遮盖)/.test(line));
  console.log(answers.filter((line) => !/:\d+ /.test(line)).join('\n'));
  console.log(
    `${answers.length} 项检验,其中 ${answers.filter((line) => line.startsWith('是')).length} 项为是 (npm run -s zl -- verify 列出每一项)`,
  );
  console.log(told.filter((line) => !answers.includes(line) && line.includes('非中立')).join('\n'));
  console.log(told.at(-1));
  failed ||= verdict !== 0;
} finally {
  if (values.once) await keepRunning.close();
}
if (values.once) process.exit(failed ? 1 : 0);

heading('账户 Sample accounts');
const people = await withPeople();
const port = Number(values.port ?? 7420);
for (const { name, roles, token } of people)
  console.log(`  ${name} (${roles.join(', ')}): http://127.0.0.1:${port}/sign-in?token=${token}`);
console.log('  每个链接只能用一次。姓名由林调查提请、方法务确认后才可见;其他人看到的是代号。');

heading('控制台 Console');
if (!existsSync('packages/console/dist/index.html')) spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });
const code = await run(['serve', '--port', String(port), '--data', data], env, {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
await keepRunning.close();
process.exit(code);

async function withPeople(): Promise<readonly SamplePerson[]> {
  const product = await openProduct(readConfig(env, data));
  try {
    return await addSamplePeople(product);
  } finally {
    await product.close();
  }
}
