import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

const TABLES = ['entry', 'body', 'seen'] as const;

/** The middle of the values, or the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
};

/** One result as a line of JSON. */
export function print(name: string, value: number, ratio: number, against: string, where: object): void {
  console.log(
    JSON.stringify({
      name,
      value: Math.round(value),
      unit: 'records/s',
      ratio: Math.round(ratio * 1000) / 1000,
      against,
      ...where,
    }),
  );
}

/** Reads the rows out as COPY data, then times putting them into empty tables that are made like their own. */
export async function copyRate(data: string, from: number, to: number): Promise<number> {
  const { socketDir } = JSON.parse(readFileSync(join(data, 'run.json'), 'utf8')) as { socketDir: string };
  const client = new pg.Client({ host: socketDir, user: 'postgres', database: 'zhenglian' });
  await client.connect();
  try {
    await client.query('drop schema if exists same cascade');
    await client.query('create schema same');
    const pages = new Map<string, Buffer>();
    for (const table of TABLES) {
      const like = table === 'seen' ? '' : ' partition by range (log_id, index)';
      await client.query(`create table same.${table} (like public.${table} including all)${like}`);
      if (like !== '')
        await client.query(
          `create table same.${table}_0 partition of same.${table} for values from (1, 0) to (1, 16777216)`,
        );
      pages.set(
        table,
        await readOut(client, `select * from public.${table} where log_id = 1 and index >= ${from} and index < ${to}`),
      );
    }
    await client.query('set synchronous_commit = on');
    const begun = performance.now();
    await client.query('begin');
    for (const [table, bytes] of pages) {
      const stream = client.query(copyFrom(`copy same.${table} from stdin (format binary)`));
      stream.end(bytes);
      await once(stream, 'finish');
    }
    await client.query('commit');
    const rate = ((to - from) / (performance.now() - begun)) * 1000;
    await client.query('drop schema same cascade');
    return rate;
  } finally {
    await client.end();
  }
}

async function readOut(client: pg.Client, query: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const stream = client.query(copyTo(`copy (${query}) to stdout (format binary)`));
  await pipeline(stream, async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) chunks.push(chunk);
  });
  return Buffer.concat(chunks);
}
