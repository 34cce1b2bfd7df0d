import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeWorkbook } from '../../packages/server/src/intake/pack/testing/make-workbook.ts';
import { copyRate, median, print } from './copy-rate.ts';

const MAIN = 'packages/server/src/main.ts';
const ROWS = 150_000;
const ROUNDS = 4;
const LARGE_BYTES = Number(process.env.ZL_BENCH_CSV_BYTES ?? 2 * 1024 ** 3);
const WORKBOOK_ROWS = Number(process.env.ZL_BENCH_XLSX_ROWS ?? 1_000_000);

/**
 * Rows a second of a CRM's access log taken in by the command line from a CSV of its own each round, against COPY of
 * the very same rows; then a CSV of 2 GiB and a workbook of 1,000,000 rows, each with the most memory that the
 * importing process held.
 */
export async function importCsv(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zl-bench-'));
  chmodSync(folder, 0o755);
  try {
    await small(folder);
    await large(folder);
    await workbook(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function small(folder: string): Promise<void> {
  const data = join(folder, 'small');
  const server = await startServer(data);
  const rates = { csv: [] as number[], copy: [] as number[] };
  let [at, bytes] = [0, 0];
  for (let round = -1; round < ROUNDS; round++) {
    const file = join(folder, `access-${round}.csv`);
    await writeCsv(file, ACCESS_HEADER, accessRow, round * ROWS, (round + 1) * ROWS);
    bytes = statSync(file).size;
    const { found, millis } = await importing(data, file);
    if (found !== ROWS) throw new Error(`${found} rows were found in a file of ${ROWS}`);
    // A delivery entry stands before the rows of each file; the first file lets the engine compile what runs often.
    if (round >= 0) {
      rates.csv.push((ROWS / millis) * 1000);
      rates.copy.push(await copyRate(data, at + 1, at + 1 + ROWS));
    }
    at += ROWS + 1;
  }
  server.kill('SIGTERM');
  await once(server, 'close');
  const [csv, copy] = [median(rates.csv), median(rates.copy)];
  const where = { cores: availableParallelism(), node: process.version, rowBytes: Math.round(bytes / ROWS) };
  print('import-csv', csv, csv / copy, `COPY of the same rows at ${Math.round(copy)} records/s`, where);
}

async function large(folder: string): Promise<void> {
  const file = join(folder, 'follow-ups.csv');
  const rows = Math.ceil(LARGE_BYTES / Buffer.byteLength(followUpRow(1_000_000)));
  await writeCsv(file, FOLLOW_UP_HEADER, followUpRow, 0, rows);
  await memory(folder, 'import-csv.memory', file, rows);
}

async function workbook(folder: string): Promise<void> {
  const file = join(folder, 'access.xlsx');
  await writeWorkbook(file, { sheets: [{ name: '操作日志', rows: accessRows() }] });
  await memory(folder, 'import-xlsx.memory', file, WORKBOOK_ROWS);
}

function* accessRows(): Generator<readonly string[]> {
  yield ACCESS_HEADER.split(',');
  for (let row = 0; row < WORKBOOK_ROWS; row++) yield accessRow(row).split(',');
}

async function memory(folder: string, name: string, file: string, rows: number): Promise<void> {
  const data = join(folder, name);
  const server = await startServer(data);
  const { found, millis, peak } = await importing(data, file);
  server.kill('SIGTERM');
  await once(server, 'close');
  if (found !== rows) throw new Error(`${found} rows were found in a file of ${rows}`);
  const value = Math.round(peak / 1024 ** 2);
  const where = { rows, fileBytes: statSync(file).size, recordsPerSecond: Math.round((rows / millis) * 1000) };
  console.log(JSON.stringify({ name, value, unit: 'MiB at most', ratio: null, against: null, ...where }));
  rmSync(data, { recursive: true, force: true });
  rmSync(file);
}

/** Holds the database open, so that an import joins it; followers are left to another process. */
async function startServer(data: string) {
  const child = spawn(process.execPath, [MAIN, 'serve', '--json', '--port', '0', '--data', data], {
    env: { ...process.env, ZHENGLIAN_FOLLOWERS: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

/** One `zl import` in a process of its own, and the most memory it held. */
async function importing(data: string, file: string) {
  const begun = performance.now();
  const child = spawn(process.execPath, [MAIN, 'import', file, '--json', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, heldBy(child.pid ?? 0));
  }, 100);
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  await once(child, 'close');
  clearInterval(watch);
  const report = JSON.parse(text.split('\n')[0] ?? '') as { found: number; quarantined: number };
  if (report.quarantined > 0) throw new Error(`${report.quarantined} rows were set aside: ${text.slice(0, 500)}`);
  return { found: report.found, millis: performance.now() - begun, peak };
}

/** The most bytes a process has held so far, where the system says so. */
function heldBy(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

async function writeCsv(path: string, header: string, row: (n: number) => string, from: number, to: number) {
  function* chunks() {
    yield `${header}\n`;
    for (let at = from; at < to; at += 1_000) {
      let text = '';
      for (let n = at; n < Math.min(to, at + 1_000); n++) text += `${row(n)}\n`;
      yield text;
    }
  }
  await pipeline(Readable.from(chunks()), createWriteStream(path));
}

const ACCESS_HEADER = '流水号,操作时间,操作人工号,操作类型,模块,客户编号,条数,IP';
const day = (n: number): string => `2026-03-${String(1 + (Math.abs(n) % 28)).padStart(2, '0')}`;
const accessRow = (n: number): string =>
  `L${n},${day(n)} 10:15:${String(Math.abs(n) % 60).padStart(2, '0')},E${String(Math.abs(n) % 500).padStart(3, '0')},查看,客户,C${Math.abs(n * 7) % 5_000},,10.0.0.${Math.abs(n) % 250}`;

const FOLLOW_UP_HEADER = '跟进编号,客户编号,跟进人工号,跟进时间,跟进内容';
const SAID = '今天与客户通了电话，确认了上次报价的交期与付款方式，客户表示需要内部讨论后再回复，约定周五下午再联系。';
const followUpRow = (n: number): string =>
  `F${n},C${n % 5_000},E${String(n % 500).padStart(3, '0')},${day(n)} 16:20:00,${SAID.repeat(13)}${n}`;
