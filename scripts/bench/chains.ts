import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { catchUp } from '../../packages/server/src/ledger/follow.ts';
import * as followStore from '../../packages/server/src/ledger/follow-store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { openProduct } from '../../packages/server/src/wiring/product.ts';
import { importPath } from '../../tests/setup/import.ts';
import { EMPLOYEES_PER_STORY, latePayment, PER_EMPLOYEE, recordAt, standingRecords } from './chains-company.ts';

const SMALL = 100_000;
const LARGE = Number(process.env.ZL_BENCH_RECORDS ?? 1_000_000);
/** Where the filled ledgers are kept for another run, which goes on where filling was broken off; not kept where it is not said. */
const KEPT = process.env.ZL_BENCH_DATA;
const UPDATES = 200;
/** How many records are written to a file before it is imported and thrown away. */
const STRETCH = 250_000;

type Measured = { readonly p95: number; readonly chainP95: number; readonly median: number; readonly rebuild: number };

/**
 * One payment that comes in late, until the chain it belongs to stands anew with it; and the rebuild of every chain from the
 * first entry on. At 100,000 records and at `ZL_BENCH_RECORDS` (1,000,000), in companies that differ in their number of
 * employees and in nothing else. The chains whose payment comes are taken in turn, so that none was just read before.
 */
export async function chains(): Promise<void> {
  const small = await measure(SMALL);
  report(SMALL, small, undefined);
  if (LARGE > SMALL) report(LARGE, await measure(LARGE), small);
}

function report(records: number, { p95, chainP95, median, rebuild }: Measured, small: Measured | undefined): void {
  const where = {
    records,
    perEmployee: PER_EMPLOYEE,
    updates: UPDATES,
    cores: availableParallelism(),
    node: process.version,
  };
  const against = small === undefined ? null : `the same at ${SMALL} records`;
  const ratio = (value: number, to: number | undefined) =>
    to === undefined ? null : Math.round((value / to) * 100) / 100;
  const line = (name: string, value: number, unit: string, to: number | undefined, more: object = {}) =>
    console.log(
      JSON.stringify({
        name,
        value: Math.round(value * 10) / 10,
        unit,
        ratio: ratio(value, to),
        against,
        ...where,
        ...more,
      }),
    );
  line('chains.update.p95', p95, 'ms', small?.p95, { medianMs: Math.round(median * 10) / 10 });
  line('chains.update.chain-alone.p95', chainP95, 'ms', small?.chainP95);
  line('chains.rebuild', rebuild, 'records/s', small?.rebuild);
}

async function measure(records: number): Promise<Measured> {
  const folder = KEPT === undefined ? mkdtempSync(join(tmpdir(), 'zl-bench-')) : join(KEPT, String(records));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const product = await openProduct(readConfig({}, join(folder, 'data')));
  try {
    await fill(product, folder, records);
    const rebuild = await timeRebuild(product, records);
    const updates: { readonly all: number; readonly chain: number }[] = [];
    const paid = countIn(join(folder, 'paid'));
    for (let at = paid; at < paid + UPDATES; at++) {
      writeFileSync(join(folder, 'paid'), String(at + 1));
      updates.push(await timeUpdate(product, folder, records, at));
    }
    const all = updates.map((each) => each.all).sort((a, b) => a - b);
    const chain = updates.map((each) => each.chain).sort((a, b) => a - b);
    const p95 = (sorted: readonly number[]) => sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
    return { p95: p95(all), chainP95: p95(chain), median: all[all.length >> 1] ?? 0, rebuild };
  } finally {
    await product.close();
    if (KEPT === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(product: Product, folder: string, records: number): Promise<void> {
  const file = join(folder, 'stretch.ndjson');
  const filled = join(folder, 'filled');
  const done = countIn(filled);
  if (done === 0) await importLines(product, file, standingRecords(records));
  for (let from = done; from < records; from += STRETCH) {
    const to = Math.min(records, from + STRETCH);
    const took: Record<string, number> = {};
    const time = async (name: string, work: Promise<unknown>): Promise<void> => {
      const begun = performance.now();
      await work;
      took[name] = Math.round(performance.now() - begun);
    };
    await time('import', importLines(product, file, range(from, to)));
    for (const follower of product.followers.filter(({ name }) => name !== 'chain' && name !== 'watch'))
      await time(follower.name, catchUp(product.ledger, follower));
    writeFileSync(filled, String(to));
    process.stderr.write(`${to} of ${records} records are in; ms: ${JSON.stringify(took)}\n`);
  }
  for (const follower of product.followers) await catchUp(product.ledger, follower);
}

/** How much of something was done by this run and those before it. */
const countIn = (file: string): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);

function* range(from: number, to: number): Generator<string> {
  for (let at = from; at < to; at++) yield recordAt(at);
}

async function importLines(product: Product, file: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), createWriteStream(file));
  const { quarantined, found } = await importPath(product.intake, file);
  if (quarantined > 0) throw new Error(`${quarantined} of ${found} records were not taken`);
}

/** Empties what the chains keep and makes all of it anew from the first entry. */
async function timeRebuild({ db, ledger, followers }: Product, records: number): Promise<number> {
  const chain = followers.find(({ name }) => name === 'chain');
  if (chain === undefined) throw new Error('there is no follower of chains');
  await db.as(systemActor, (tx) => followStore.empty(tx, chain.name, chain.tables));
  const begun = performance.now();
  await catchUp(ledger, chain);
  return (records / (performance.now() - begun)) * 1000;
}

async function timeUpdate(product: Product, folder: string, records: number, at: number) {
  const file = join(folder, 'late.ndjson');
  const stories = Math.max(1, Math.floor(records / PER_EMPLOYEE / EMPLOYEES_PER_STORY));
  writeFileSync(file, latePayment((at % stories) * EMPLOYEES_PER_STORY, at));
  await importPath(product.intake, file);
  const before = await digest(product);
  const begun = performance.now();
  let chain = 0;
  for (const follower of product.followers) {
    const from = performance.now();
    await catchUp(product.ledger, follower);
    if (follower.name === 'chain') chain = performance.now() - from;
  }
  const all = performance.now() - begun;
  if ((await digest(product)) === before) throw new Error('the payment changed no chain');
  return { all, chain };
}

const digest = ({ db }: Product): Promise<string> => db.as(systemActor, (tx) => followStore.digestOf(tx, 'chain'));
