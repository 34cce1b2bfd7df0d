import { hash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { showChains } from '../../packages/server/src/chain/show.ts';
import { readConfig } from '../../packages/server/src/config/config.ts';
import { exportChain } from '../../packages/server/src/export/export-chain.ts';
import { readPackage } from '../../packages/server/src/export/read-package.ts';
import { readMedia } from '../../packages/server/src/intake/media.ts';
import { checkpointAll } from '../../packages/server/src/ledger/checkpoint.ts';
import { readRange } from '../../packages/server/src/ledger/read.ts';
import * as ledgerStore from '../../packages/server/src/ledger/store.ts';
import { systemActor } from '../../packages/server/src/platform/db.ts';
import { backup } from '../../packages/server/src/wiring/backup/backup.ts';
import { restore } from '../../packages/server/src/wiring/backup/restore.ts';
import { LEDGER_TABLES, NOT_BACKED_UP } from '../../packages/server/src/wiring/backup/store.ts';
import { destroyPersonMonth } from '../../packages/server/src/wiring/destroy-person.ts';
import { destructionsPath, noteDestructions, readDestructions } from '../../packages/server/src/wiring/destructions.ts';
import { fsck } from '../../packages/server/src/wiring/fsck.ts';
import type { Product } from '../../packages/server/src/wiring/product.ts';
import { openProduct } from '../../packages/server/src/wiring/product.ts';
import { bringUp } from '../../packages/server/src/wiring/run.ts';
import { importedCompany } from '../setup/company.ts';
import { importPath } from '../setup/import.ts';
import { TEMPLATE } from '../setup/postgres.ts';
import { newDataFolder, serve, stop, zl } from '../setup/server.ts';

const actor = { id: 'test', role: 'operator' } as const;
const PICTURE = Buffer.from('a picture of a notebook: 华晟 20,000').toString('base64').repeat(40_000);
const folders: string[] = [];

let product: Product;
let data: string;
let file: string;
let packageId: string;

/** A data folder with nothing but the master key in it. */
function freshFolder(masterKey = readFileSync(join(data, 'master.key'), 'utf8')): string {
  const folder = newDataFolder();
  folders.push(folder);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, 'master.key'), masterKey, { mode: 0o600 });
  return folder;
}

const into = (folder: string, path = file, destructions?: string) =>
  restore({ config: readConfig({}, folder), actor, path, ...(destructions === undefined ? {} : { destructions }) });

async function using<T>(folder: string, work: (restored: Product) => Promise<T>): Promise<T> {
  const restored = await openProduct(readConfig({}, folder));
  try {
    return await work(restored);
  } finally {
    await restored.close();
  }
}

async function heads({ db }: Product) {
  return (await db.as(systemActor, (tx) => ledgerStore.logs(tx))).map(({ name, size, sha256, sm3 }) => ({
    name,
    size,
    roots: `${sha256.toString('hex')} ${sm3.toString('hex')}`,
  }));
}

async function chainsOf({ db }: Product) {
  return await db.as(systemActor, (tx) =>
    tx.q.selectFrom('chain').select(['id', 'digest', 'strength']).orderBy('id').execute(),
  );
}

async function importMedia(): Promise<void> {
  const sha256 = hash('sha256', PICTURE);
  const record = {
    v: 1,
    kind: 'document',
    source: 'desk',
    externalId: 'd1',
    occurredAt: '2026-03-09T10:00:00+08:00',
    basis: 'work-system',
    body: { type: 'screenshot', about: [{ system: 'hr', ref: 'E001' }], title: '笔记本' },
    media: [{ name: '1.png', mediaType: 'image/png', sizeBytes: PICTURE.length, sha256, path: 'media/1.png' }],
  };
  mkdirSync(join(data, 'desk/media'), { recursive: true });
  writeFileSync(join(data, 'desk/media/1.png'), PICTURE);
  writeFileSync(join(data, 'desk/desk.ndjson'), `${JSON.stringify(record)}\n`);
  const path = join(data, 'desk/desk.ndjson');
  const done = await importPath(product.intake, path);
  expect(done).toMatchObject({ accepted: 1, quarantined: 0 });
}

beforeAll(async () => {
  ({ product, data } = await importedCompany());
  await importMedia();
  await bringUp(product);
  const [chain] = await showChains(product.ledger, actor, 'weak');
  ({ id: packageId } = await exportChain(product, actor, chain?.id ?? '', 'internal-report'));
  await checkpointAll(product.ledger);
  await bringUp(product);
  file = join(dirname(data), 'ledger.backup');
  await backup(product, file);
});
afterAll(async () => {
  await product.close();
  for (const folder of [data, ...folders]) rmSync(dirname(folder), { recursive: true, force: true });
});

test('a restored ledger has the same heads, chains, packages and media, and fsck agrees', async () => {
  const folder = freshFolder();
  const wanted = { heads: await heads(product), chains: await chainsOf(product) };
  expect(wanted.chains.length).toBeGreaterThan(0);
  const done = await into(folder);
  expect(done).toMatchObject({ files: 2, destroyedAgain: 0, knowsDestructions: false, movedAside: [] });
  await using(folder, async (restored) => {
    expect(await heads(restored)).toEqual(wanted.heads);
    const checks = await fsck(restored, { heads: done.header.heads, epochs: [] });
    expect(checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(checks.map(({ check }) => check)).toContain('blobs');
    expect(await chainsOf(restored)).toEqual(wanted.chains);
    const bytes = await readPackage(restored, actor, packageId);
    expect(Buffer.from(bytes).equals(Buffer.from(await readPackage(product, actor, packageId)))).toBe(true);
    const parts: Buffer[] = [];
    for await (const part of await readMedia(restored.intake, actor, hash('sha256', PICTURE), 'none')) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe(PICTURE);
  });
});

test('what came before is repeated in a restored ledger, and what is new is recorded', async () => {
  const folder = freshFolder();
  await into(folder);
  await using(folder, async (restored) => {
    const again = await importPath(restored.intake, join(data, 'company/company/wecom-archive.ndjson'));
    expect(again).toMatchObject({ accepted: 0, changed: 0, quarantined: 0 });
    const line = readFileSync(join(data, 'desk/desk.ndjson'), 'utf8').replace('"d1"', '"d2"');
    mkdirSync(join(folder, 'more/media'), { recursive: true });
    writeFileSync(join(folder, 'more/more.ndjson'), line);
    writeFileSync(join(folder, 'more/media/1.png'), PICTURE);
    expect(await importPath(restored.intake, join(folder, 'more/more.ndjson'))).toMatchObject({ accepted: 1 });
    expect((await fsck(restored)).filter(({ outcome }) => outcome === 'fail')).toEqual([]);
  });
});

test('neither the master key nor a word of the content is in the file', () => {
  const bytes = readFileSync(file);
  const key = readFileSync(join(data, 'master.key'), 'utf8').trim();
  expect([bytes.includes(key), bytes.includes(Buffer.from(key, 'hex'))]).toEqual([false, false]);
  for (const word of ['好处费', '华晟', 'notebook']) expect(bytes.includes(word)).toBe(false);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('every table is either in a backup or known to be made again', async () => {
  const tables = await product.db.as(systemActor, async (tx) => {
    const { rows } = await tx.client.query<{ relname: string }>(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
    );
    return rows.map(({ relname }) => relname).sort();
  });
  expect([...LEDGER_TABLES, ...NOT_BACKED_UP].sort()).toEqual(tables);
});

const size = () => statSync(file).size;

test.each<[string, () => Buffer]>([
  ['the first byte flipped', () => flipped(0)],
  ['a byte of the header flipped', () => flipped(60)],
  ['a byte of the rows flipped', () => flipped(Math.floor(size() * 0.3))],
  ['a byte of a sealed file flipped', () => flipped(size() - 1_000)],
  ['a byte of the digest flipped', () => flipped(size() - 1)],
  ['the last byte cut off', () => readFileSync(file).subarray(0, -1)],
  ['half of it cut off', () => readFileSync(file).subarray(0, size() / 2)],
  ['a byte added', () => Buffer.concat([readFileSync(file), Buffer.alloc(1)])],
  ['nothing in it', () => Buffer.alloc(0)],
  ['another format', () => Buffer.from('PK\u0003\u0004 something else altogether, long enough to be read')],
  ['a later format', () => Buffer.from(readFileSync(file).toString('latin1').replace(' 1\n', ' 2\n'), 'latin1')],
])('a backup with %s is refused before anything is changed', async (_what, damaged) => {
  const folder = freshFolder();
  const path = join(folder, 'damaged.backup');
  writeFileSync(path, damaged());
  await expect(into(folder, path)).rejects.toMatchObject({ code: 'backup.invalid' });
  expect(existsSync(join(folder, 'run.json'))).toBe(false);
});

function flipped(at: number): Buffer {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

test('a backup is only restored into a database that holds nothing', async () => {
  const before = await heads(product);
  await expect(into(data)).rejects.toMatchObject({ code: 'backup.invalid' });
  expect(await heads(product)).toEqual(before);
  const folder = freshFolder();
  await using(folder, async () => undefined);
  await into(folder);
  await expect(into(folder)).rejects.toMatchObject({ code: 'backup.invalid' });
});

test('another master key, or none, is named before anything is changed', async () => {
  const other = freshFolder('00'.repeat(32));
  await expect(into(other)).rejects.toMatchObject({
    code: 'key.destroyed',
    message: expect.stringContaining('another master key'),
  });
  const none = freshFolder();
  rmSync(join(none, 'master.key'));
  await expect(into(none)).rejects.toMatchObject({
    code: 'config.invalid',
    message: expect.stringContaining('master key'),
  });
  expect([existsSync(join(other, 'run.json')), existsSync(join(none, 'master.key'))]).toEqual([false, false]);
});

test('a backup is not restored under a server that runs', async () => {
  const folder = freshFolder();
  const served = await serve(folder);
  try {
    await expect(into(folder)).rejects.toMatchObject({ code: 'serve.already_running' });
  } finally {
    await stop(served);
  }
});

test('an outside database is restored as its owner, and only so', async () => {
  const host = inject('socketDir');
  const database = `t_${randomBytes(6).toString('hex')}`;
  const superuser = new pg.Client({ host, user: 'postgres', database: 'postgres' });
  await superuser.connect();
  await superuser.query(`create database ${database} owner zl_owner template ${TEMPLATE}`);
  await superuser.end();
  const url = (user: string) => `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}`;
  const folder = freshFolder();
  const app = { DATABASE_URL: url('zl_app') };
  await expect(restore({ config: readConfig(app, folder), actor, path: file })).rejects.toMatchObject({
    code: 'cli.usage',
    message: expect.stringContaining('ZHENGLIAN_OWNER_URL'),
  });
  const config = readConfig({ ...app, ZHENGLIAN_OWNER_URL: url('zl_owner') }, folder);
  await restore({ config, actor, path: file });
  const restored = await openProduct(config);
  try {
    expect((await fsck(restored)).filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  } finally {
    await restored.close();
  }
});

test('sealed files of another ledger that stand in the way are kept under another name', async () => {
  const folder = freshFolder();
  mkdirSync(join(folder, 'blobs/aa'), { recursive: true });
  writeFileSync(join(folder, 'blobs/aa/aabb'), 'of another ledger');
  const { movedAside } = await into(folder);
  expect(movedAside.length).toBe(1);
  expect(readFileSync(join(movedAside[0] ?? '', 'aa/aabb'), 'utf8')).toBe('of another ledger');
  await using(folder, async (restored) => {
    expect((await fsck(restored)).filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  });
});

test('the command line backs up beside everything else and restores with what is to be known', async () => {
  const path = join(dirname(data), 'by-command.backup');
  const made = await zl(['backup', path, '--data', data]);
  expect(made.code).toBe(0);
  expect(made.out).toContain(join(data, 'master.key'));
  const folder = freshFolder();
  const done = await zl(['restore', path, '--json', '--data', folder]);
  expect(done).toMatchObject({ code: 0, lines: [{ files: 2, knowsDestructions: false }] });
  expect(done.err).toContain('destructions.ndjson');
  truncateSync(path, 100);
  const cut = await zl(['restore', path, '--data', freshFolder()]);
  expect(cut).toMatchObject({ code: 2, err: expect.stringMatching(/^zl: backup\.invalid: [^\n]+\n$/) });
});

/** Everything of E001's March that a ledger can open. */
async function openTexts(of: Product): Promise<string> {
  return await of.db.as(systemActor, async (tx) => {
    const texts: string[] = [];
    for (const log of await ledgerStore.logs(tx)) {
      for (const { content } of await readRange(tx, of.ledger, log, { from: 0, to: log.size })) {
        if (content.status === 'open') texts.push(JSON.stringify(content.body), content.original.toString('utf8'));
      }
    }
    return texts.join('\n');
  });
}

test('what was destroyed after the backup does not come back with it', async () => {
  const before = await openTexts(product);
  const wish = {
    person: 'E001',
    month: '2026-03',
    proposal: 'p',
    by: 'a',
    confirmedBy: 'b',
    reason: 'retention',
    withConversations: true,
    withOriginals: true,
  };
  const gone = await destroyPersonMonth(product, wish);
  expect(statSync(destructionsPath(data)).mode & 0o777).toBe(0o600);
  const [line, ...more] = readDestructions(destructionsPath(data));
  expect(more).toEqual([]);
  expect([line?.index, line?.keys.length]).toEqual([gone.index, gone.keys]);

  const after = await openTexts(product);
  const words = [...before.matchAll(/"text":"([^"]{8,})"/g)].flatMap(([, word]) =>
    word !== undefined && !after.includes(word) ? [word] : [],
  );
  expect(words.length).toBeGreaterThan(3);

  const [folder, elsewhere] = [freshFolder(), join(dirname(data), 'kept-apart.ndjson')];
  copyFileSync(destructionsPath(data), elsewhere);
  const done = await into(folder, file, elsewhere);
  expect(done.destroyedAgain).toBeGreaterThan(0);
  expect(done.knowsDestructions).toBe(true);
  await using(folder, async (restored) => {
    const texts = await openTexts(restored);
    expect(words.filter((word) => texts.includes(word))).toEqual([]);
    const checks = await fsck(restored, { heads: done.header.heads, epochs: [] });
    expect(checks.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
    expect(checks.find(({ check }) => check === 'bodies.main')?.outcome).toBe('not_checked');
    const again = await importPath(restored.intake, join(data, 'company/company/wecom-archive.ndjson'));
    expect(again.accepted + again.changed).toBe(0);
    expect(again.reasons.map(({ code }) => code)).toContain('record.forgotten');
    await noteDestructions(restored);
    expect(readDestructions(destructionsPath(folder))).toEqual([line]);
  });
  const twice = freshFolder();
  copyFileSync(destructionsPath(folder), destructionsPath(twice));
  expect((await into(twice)).destroyedAgain).toBe(done.destroyedAgain);
});

test('a destruction that could not be written down is by the next look at it', async () => {
  const path = destructionsPath(data);
  const whole = readFileSync(path);
  rmSync(path);
  await noteDestructions(product);
  expect(readFileSync(path).equals(whole)).toBe(true);
});

test('a key id that was given out for something else is not destroyed', async () => {
  const folder = freshFolder();
  const [line] = readDestructions(destructionsPath(data));
  const other = { ...line, needs: line?.needs.map(() => '0'.repeat(32)) };
  writeFileSync(destructionsPath(folder), `${JSON.stringify(other)}\n`);
  expect((await into(folder)).destroyedAgain).toBe(0);
});

test('a line of the destructions that cannot be read stops a restore', async () => {
  const folder = freshFolder();
  writeFileSync(destructionsPath(folder), '{"at":"2026-03-20T02:00:00.000Z","index":5,"keys":[1],"ne');
  await expect(into(folder)).rejects.toMatchObject({ code: 'backup.invalid' });
  expect(existsSync(join(folder, 'run.json'))).toBe(false);
});
