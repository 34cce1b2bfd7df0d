import { existsSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../../config/config.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Clock } from '../../kernel/time.ts';
import { systemClock } from '../../kernel/time.ts';
import { copyBack } from '../../platform/copy.ts';
import type { Actor, Tx } from '../../platform/db.ts';
import { openDb } from '../../platform/db.ts';
import { ANY_WRITER } from '../../platform/locks.ts';
import type { MasterKey } from '../../platform/master-key.ts';
import { openMasterKey } from '../../platform/master-key.ts';
import { writeWhole } from '../../platform/write-whole.ts';
import type { Destruction } from '../destructions.ts';
import { destructionsPath, readDestructions, textOf } from '../destructions.ts';
import { connection } from '../product.ts';
import type { Header, Reader } from './format.ts';
import { checkBackup, invalid, openReader } from './format.ts';
import { replayDestructions } from './replay.ts';
import * as store from './store.ts';

export type Restored = {
  readonly header: Header;
  readonly files: number;
  /** How many data keys were destroyed once more because they had been after the backup. */
  readonly destroyedAgain: number;
  /** Whether any record of later destructions was there to go by. */
  readonly knowsDestructions: boolean;
  /** Folders of sealed files that stood here and now stand beside under another name. */
  readonly movedAside: readonly string[];
};

export type Wish = {
  readonly config: Config;
  readonly actor: Actor;
  readonly path: string;
  readonly destructions?: string;
};

const FOLDERS = ['packages', 'blobs'] as const;

/**
 * Puts a backup into a database that holds nothing yet. Everything is checked before anything is changed, and what
 * follows is one transaction: it stands whole or not at all. Keys that were destroyed after the backup are destroyed
 * again in it, so at no moment can anybody read what they sealed.
 *
 * Refuses with `backup.invalid` a file that is damaged, cut off or no backup, and a database in use; with
 * `key.destroyed` another master key; with `serve.already_running` beside a server.
 */
export async function restore(wish: Wish, clock: Clock = systemClock): Promise<Restored> {
  const { config } = wish;
  const file = await open(wish.path);
  try {
    const header = await checkBackup(file);
    const master = masterKeyFor(config, header);
    const later = laterDestructions(wish);
    const { owner, stop } = await connection(config);
    try {
      if (owner === undefined) {
        throw new Refusal('cli.usage', { why: 'set ZHENGLIAN_OWNER_URL to the same database as its owner zl_owner' });
      }
      const db = openDb(owner, 2);
      const aside = new Date(clock.now()).toISOString().replaceAll(/[-:.]/g, '').toLowerCase();
      try {
        const target = { file, config, master, later, actor: wish.actor, clock, aside };
        return await db.as(wish.actor, (tx) => fill(tx, target));
      } finally {
        await db.close();
      }
    } finally {
      await stop();
    }
  } finally {
    await file.close();
  }
}

function masterKeyFor({ masterKey }: Config, { mac }: Header): MasterKey {
  if (masterKey.kind === 'file' && !existsSync(masterKey.path)) {
    throw new Refusal('config.invalid', {
      name: 'the master key',
      why: `put the master key this backup was made under at ${masterKey.path}; it is not in the backup`,
    });
  }
  const master = openMasterKey(masterKey, false);
  try {
    master.unwrap('mac', Buffer.from(mac, 'hex'));
  } catch {
    throw new Refusal('key.destroyed', {
      why: 'this backup was made under another master key and does not open with the one given',
    });
  }
  return master;
}

function laterDestructions({ config, destructions }: Wish): readonly Destruction[] | undefined {
  if (destructions !== undefined && !existsSync(destructions)) {
    throw new Refusal('cli.usage', { why: `there is no file ${destructions}` });
  }
  const paths = [destructionsPath(config.dataDir), ...(destructions === undefined ? [] : [destructions])];
  const there = paths.filter((path) => existsSync(path));
  if (there.length === 0) return undefined;
  const all = there.flatMap(readDestructions);
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

type Target = {
  readonly file: FileHandle;
  readonly config: Config;
  readonly master: MasterKey;
  readonly later: readonly Destruction[] | undefined;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly aside: string;
};

async function fill(tx: Tx, target: Target): Promise<Restored> {
  const { client } = tx;
  const { config, file, later = [] } = target;
  await refuseUnlessEmpty(tx);
  const half = join(config.dataDir, 'restore.part');
  await rm(half, { recursive: true, force: true });
  try {
    const reader = await openReader(file);
    const header = await reader.header();
    await fillTables(tx, reader, header);
    await store.advanceSequences(client, Math.max(0, ...later.flatMap(({ keys }) => keys)));
    const files = await fillFiles(reader, half);
    await reader.finish();
    const destroyedAgain = await replayDestructions(tx, target, later);
    await store.analyze(client);
    if (later.length > 0) await writeWhole(destructionsPath(config.dataDir), [textOf(later)]);
    const movedAside = await putFiles(config.dataDir, half, target.aside);
    return { header, files, destroyedAgain, knowsDestructions: target.later !== undefined, movedAside };
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

async function refuseUnlessEmpty({ client }: Tx): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [ANY_WRITER]);
  if (rows[0]?.got !== true) throw new Refusal('serve.already_running', { why: 'stop the server first' });
  const why = 'this database holds entries or sources already; restore into an empty one';
  if (await store.isInUse(client)) throw invalid(why);
  await store.clearUnused(client);
  if (await store.isInUse(client)) throw invalid(why);
}

async function fillTables({ client }: Tx, reader: Reader, header: Header): Promise<void> {
  const now = new Map((await store.tablesNow(client)).map((table) => [table.name, table.columns]));
  for (const table of header.tables) {
    const columns = now.get(table.name);
    for (const { name, type } of table.columns) {
      const fits = columns?.some((column) => column.name === name && column.type === type) === true;
      if (!fits) throw invalid(`this version has no column ${table.name}.${name} of type ${type}`);
    }
    if (table.name === 'entry') await store.addPartitions(client);
    await copyBack(client, store.intoAll(table), reader.frames()).catch((error: unknown) => {
      const code = (error as { code?: unknown }).code;
      throw typeof code === 'string' && /^2[23]/.test(code) ? invalid(`its rows of ${table.name} do not fit`) : error;
    });
  }
}

async function fillFiles(reader: Reader, half: string): Promise<number> {
  let files = 0;
  for (let path = await reader.path(); path !== undefined; path = await reader.path()) {
    await mkdir(dirname(join(half, path)), { recursive: true, mode: 0o700 });
    await writeWhole(join(half, path), reader.frames());
    files++;
  }
  return files;
}

/** Last before the commit. Sealed files of another ledger that stand in the way are kept under another name. */
async function putFiles(dataDir: string, half: string, aside: string): Promise<readonly string[]> {
  const moved: string[] = [];
  for (const folder of FOLDERS) {
    const [from, to] = [join(half, folder), join(dataDir, folder)];
    if (existsSync(to) && (await readdir(to)).length === 0) await rmdir(to);
    if (existsSync(to)) {
      const beside = `${to}.before-${aside}`;
      await rename(to, beside);
      moved.push(beside);
    }
    if (existsSync(from)) await rename(from, to);
  }
  return moved;
}
