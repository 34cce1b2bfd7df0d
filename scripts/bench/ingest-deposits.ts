import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, print } from './copy-rate.ts';
import type { Target } from './target.ts';
import { askTarget, POSTED, postRecords, startTarget, stopTargets } from './target.ts';

const WARM = 20_000;
/** So many that a round takes several epochs of a second, and all of it less than two minutes. */
const WINDOW = 20_000;
const ROUNDS = 6;
const EPOCHS = { ZHENGLIAN_EPOCH_SECONDS: '1' };

/**
 * Records a second through HTTP into a server whose epochs a custodian attests, against another that has none. Both make an
 * epoch each second. They are measured in turn, each first in every other round; the middle of the rounds' ratios is given.
 */
export async function ingestDeposits(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zl-bench-'));
  chmodSync(folder, 0o755);
  const authority = fork(join(import.meta.dirname, 'authority.ts'), [folder]);
  const targets: Target[] = [];
  try {
    const [{ config }] = (await once(authority, 'message')) as [{ config: string }];
    const deposits = { ...EPOCHS, ZHENGLIAN_CUSTODIANS_FILE: config, ZHENGLIAN_OUTGOING_ALLOW: '127.0.0.1' };
    const on = await startTarget(join(folder, 'on'), deposits);
    targets.push(on);
    const off = await startTarget(join(folder, 'off'), EPOCHS);
    targets.push(off);
    for (const target of targets) await postRecords(target, WARM);
    await compare(on, off, authority);
    const { failures } = askTarget(on, 'custodians', deposits) as { failures: number };
    if (failures > 0) throw new Error('deposits failed, so that nothing was measured');
  } finally {
    authority.disconnect();
    await stopTargets(targets);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(on: Target, off: Target, authority: ChildProcess): Promise<void> {
  const rates = { on: [] as number[], off: [] as number[] };
  let deposits = 0;
  const measureOn = async () => {
    const before = await askedOf(authority);
    rates.on.push(await postRecords(on, on.at + WINDOW));
    deposits += (await askedOf(authority)) - before;
  };
  const measureOff = async () => void rates.off.push(await postRecords(off, off.at + WINDOW));
  for (let round = 0; round < ROUNDS; round++)
    for (const measure of round % 2 === 0 ? [measureOn, measureOff] : [measureOff, measureOn]) await measure();
  if (deposits < ROUNDS) throw new Error(`only ${deposits} deposits in ${ROUNDS} rounds`);
  const ratio = median(rates.on.map((rate, i) => rate / (rates.off[i] ?? rate)));
  const where = { cores: availableParallelism(), node: process.version, ...POSTED, rounds: ROUNDS, deposits };
  print('ingest.deposits', median(rates.on), ratio, 'the same without custodians', where);
}

/** How many requests the authority has had. */
async function askedOf(authority: ChildProcess): Promise<number> {
  authority.send('asked');
  const [{ asked }] = (await once(authority, 'message')) as [{ asked: number }];
  return asked;
}
