import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { decodeFrontier, frontierRoot, sha256Tree } from '../../ledger/tree.ts';
import { copyOut } from '../../platform/copy.ts';
import { writeWhole } from '../../platform/write-whole.ts';
import { noteDestructions } from '../destructions.ts';
import type { Product } from '../product.ts';
import { VERSION } from '../product.ts';
import type { Header } from './format.ts';
import { end, frame, opening, SEALED_FILE, withDigest } from './format.ts';
import * as store from './store.ts';

export type BackedUp = {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly files: number;
  readonly heads: Header['heads'];
};

/**
 * Writes one file with the whole ledger as it stands at one moment and the sealed files beside it. A server may run on.
 * What is derived is not in it, nor sessions, nor the master key: without that nothing in it can be opened.
 */
export async function backup(product: Product, path: string): Promise<BackedUp> {
  await noteDestructions(product);
  const client = await product.db.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const header = await headerOf(client, product);
    let [files, sha256] = [0, ''];
    const pieces = content(client, product.config.dataDir, header, () => files++);
    const sizeBytes = await writeWhole(
      path,
      withDigest(pieces, (told) => {
        sha256 = told;
      }),
    );
    return { sizeBytes, sha256, files, heads: header.heads };
  } finally {
    await client.end();
  }
}

async function headerOf(client: pg.ClientBase, { ledger }: Product): Promise<Header> {
  const known = await store.about(client);
  if (known === undefined) throw new Error('an open ledger has an installation');
  const heads = (await store.headRows(client)).map(({ name, size, frontier }) => ({
    log: name,
    size,
    sha256: frontierRoot(sha256Tree, decodeFrontier(size, frontier)).toString('hex'),
  }));
  return {
    format: 1,
    installation: known.id,
    version: VERSION,
    createdAt: ledger.clock.now(),
    mac: known.mac.toString('hex'),
    heads,
    tables: [...(await store.tablesNow(client))],
  };
}

async function* content(
  client: pg.ClientBase,
  dataDir: string,
  header: Header,
  counted: () => void,
): AsyncGenerator<Buffer> {
  yield* opening(header);
  for (const table of header.tables) {
    for await (const chunk of copyOut(client, store.selectAll(table))) yield* frame(chunk);
    yield end();
  }
  for await (const path of sealedFiles(dataDir)) {
    const file = await open(join(dataDir, path));
    try {
      // Its key was made after this moment: so was the file, and no entry in the backup names it.
      if (!(await store.keyExists(client, await keyIdOf(file)))) continue;
      counted();
      yield* frame(Buffer.from(path));
      for await (const chunk of file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1024 * 1024 })) {
        yield* frame(chunk as Buffer);
      }
      yield end();
    } finally {
      await file.close();
    }
  }
  yield end();
}

/** Packages and media files carry the id of their data key in the first 8 bytes. */
async function keyIdOf(file: Awaited<ReturnType<typeof open>>): Promise<bigint> {
  const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
  return buffer.readBigInt64BE();
}

/** Listed once the moment of the backup is fixed, so that everything an entry names is there. */
async function* sealedFiles(dataDir: string): AsyncGenerator<string> {
  for (const folder of ['packages', 'blobs']) {
    const found = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(() => []);
    const paths = found
      .filter((each) => each.isFile() && !each.name.endsWith('.part'))
      .map((each) =>
        join(each.parentPath, each.name)
          .slice(dataDir.length + 1)
          .replaceAll('\\', '/'),
      );
    for (const path of paths.sort()) if (SEALED_FILE.test(path)) yield path;
  }
}
