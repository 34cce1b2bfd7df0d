import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../demo/generate.ts';
import { judge } from '../../demo/judge.ts';
import { dataFolder, zl, zlHere } from '../setup/server.ts';

const COUNT = Number(process.env.ZL_SEEDS ?? 1);
const SEEDS = Array.from({ length: COUNT }, (_, i) => i + 1);

test.each(SEEDS)('the sample company of seed %i: both stories are found and no look-alike is', async (seed) => {
  const data = dataFolder();
  const folder = join(data, 'company');
  for (const [path, content] of generate(seed)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Parameters<typeof judge>[0] & {
    counts: Record<string, number>;
  };
  rmSync(join(folder, 'truth.json'));
  const imported = await zlHere(['import', folder, '--json', '--data', data]);
  expect(imported.err).toBe('');
  for (const [file, count] of Object.entries(truth.counts)) {
    const report = imported.lines.find((line) => String(line.file ?? '').endsWith(file));
    expect({ file, found: report?.found, accepted: report?.accepted }).toEqual({ file, found: count, accepted: count });
  }
  const chains = await zl(['chains', '--json', '--data', data]);
  expect(judge(truth, chains.out).lines.filter((line) => line.startsWith('FAIL'))).toEqual([]);
  rmSync(data, { recursive: true, force: true });
});
