import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyRate, median, print } from './copy-rate.ts';
import type { Target } from './target.ts';
import { POSTED, postRecords, recordText, startTarget, stopTargets } from './target.ts';

const SMALL = 100_000;
const LARGE = Number(process.env.ZL_BENCH_RECORDS ?? 2_000_000);
/** How many records each of the two rates is measured over. */
const WINDOW = 25_000;

const ROUNDS = 4;

/**
 * Records a second durable through HTTP from another process, against COPY of the very same rows into tables
 * with the same indexes and constraints; and the rate at 2,000,000 entries against that at 100,000. All three are
 * measured in turn, round after round, since the machine is not always as fast; the medians are compared.
 */
export async function ingest(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zl-bench-'));
  chmodSync(folder, 0o755);
  const targets: Target[] = [];
  try {
    const small = await startTarget(join(folder, 'small'));
    targets.push(small);
    await postRecords(small, SMALL);
    const large = LARGE > SMALL ? await startTarget(join(folder, 'large')) : undefined;
    if (large !== undefined) {
      targets.push(large);
      await postRecords(large, LARGE);
    }
    await compare(small, large);
  } finally {
    await stopTargets(targets);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(small: Target, large: Target | undefined): Promise<void> {
  const rates = { small: [] as number[], large: [] as number[], copy: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const from = small.at;
    rates.small.push(await postRecords(small, from + WINDOW));
    rates.copy.push(await copyRate(small.data, from, from + WINDOW));
    if (large !== undefined) rates.large.push(await postRecords(large, large.at + WINDOW));
  }
  const [http, copy] = [median(rates.small), median(rates.copy)];
  const where = {
    cores: availableParallelism(),
    node: process.version,
    ...POSTED,
    medianBytes: medianBody(),
  };
  print('ingest.http', http, http / copy, `COPY of the same rows at ${Math.round(copy)} records/s`, where);
  if (large === undefined) return;
  const far = median(rates.large);
  print(`ingest.http.at-${LARGE}`, far, far / http, `the rate at ${SMALL}`, where);
}

function medianBody(): number {
  const sizes = Array.from({ length: 1_001 }, (_, i) => Buffer.byteLength(recordText(100_000 + i))).sort(
    (a, b) => a - b,
  );
  return sizes[500] ?? 0;
}
