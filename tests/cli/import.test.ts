import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, ndjson, sizeOf } from '../setup/http.ts';
import type { Ran, Served } from '../setup/server.ts';
import { dataFolder, ended, serve, stop, zl, zlHere } from '../setup/server.ts';

const data = dataFolder();
const inbox = join(dirname(data), 'inbox');
let served: Served;
beforeAll(async () => {
  mkdirSync(inbox);
  // It keeps the database up between the commands, and shows that they work beside a server.
  served = await serve(data, { ZHENGLIAN_FOLLOWERS: 'off' });
});
afterAll(async () => {
  await stop(served);
  rmSync(dirname(data), { recursive: true, force: true });
});

const chat = (externalId: string, change: object = {}) => ({
  v: 1,
  kind: 'chat',
  source: 'wecom',
  externalId,
  occurredAt: '2026-03-02T10:15:00+08:00',
  basis: 'work-system',
  body: {
    conversation: 'c1',
    from: { system: 'wecom', ref: 'zhangsan' },
    to: [{ system: 'wecom', ref: 'wmLiSi' }],
    form: 'text',
    text: `资料 ${externalId} 已发,请查收`,
  },
  ...change,
});
const chats = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => chat(`${prefix}-${i}`));

function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(inbox, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const importing = (...args: readonly string[]): Promise<Ran> => zlHere(['import', ...args, '--json', '--data', data]);
const NONE = { accepted: 0, repeated: 0, changed: 0, quarantined: 0 };
const totalOf = ({ lines }: Ran) => lines.at(-1)?.total;
const fsckFails = async () =>
  (await zlHere(['fsck', '--json', '--data', data])).lines.filter(({ outcome }) => outcome === 'fail');

test('a dry run says what would happen, record by record, and records nothing', async () => {
  const file = fileOf(
    'first.ndjson',
    ndjson([...chats('first', 5), chat('first-0'), chat('first-1', { precision: 'day' }), '{"v":1', 'x']),
  );
  const size = await sizeOf(data);
  const would = await importing(file, '--dry-run');
  expect(would.code).toBe(0);
  expect(await sizeOf(data)).toBe(size);
  expect(await ask(data, "select 1 from source where name = 'wecom'")).toEqual([]);
  const did = await zl(['import', file, '--json', '--data', data]);
  expect(did.lines).toEqual([{ ...would.lines[0], delivery: `main:${size}` }, would.lines[1]]);
  expect(would.lines[0]?.delivery).toBeNull();
  expect(did.lines[0]).toEqual({
    file,
    format: 'native',
    source: 'wecom',
    delivery: `main:${size}`,
    found: 9,
    accepted: 5,
    repeated: 1,
    changed: 1,
    quarantined: 2,
    needs: [],
    reasons: [
      { at: 'line 8', code: 'record.not_json', why: expect.any(String) },
      { at: 'line 9', code: 'record.not_json', why: expect.any(String) },
    ],
  });
  expect(totalOf(did)).toEqual({ found: 9, accepted: 5, repeated: 1, changed: 1, quarantined: 2 });
  expect(did.err).toBe('');
  expect((await importing(file, '--dry-run')).lines[0]).toMatchObject({ ...NONE, repeated: 7, quarantined: 2 });
});

test('the same file again is all repeated and adds nothing, under another name too', async () => {
  const size = await sizeOf(data);
  for (const name of ['first.ndjson', 'renamed.ndjson']) {
    const file = fileOf(
      name,
      ndjson([...chats('first', 5), chat('first-0'), chat('first-1', { precision: 'day' }), '{"v":1', 'x']),
    );
    expect((await importing(file)).lines[0]).toMatchObject({ found: 9, ...NONE, repeated: 7, quarantined: 2 });
  }
  expect(await sizeOf(data)).toBe(size);
});

test('what a real import still needs is printed by a dry run and refused without it', async () => {
  const { basis: _, ...bare } = chat('bare');
  const file = fileOf('bare.ndjson', ndjson([bare]));
  const size = await sizeOf(data);
  const would = await importing(file, '--basis', 'hearsay', '--dry-run');
  expect(would.lines[0]?.needs).toEqual([expect.stringContaining('basis')]);
  const did = await importing(file, '--basis', 'hearsay');
  expect({ code: did.code, out: did.out }).toEqual({ code: 2, out: '' });
  expect(did.err).toMatch(/^zl: import\.needs: [^\n]+\n$/);
  expect(await sizeOf(data)).toBe(size);
  expect((await importing(file)).lines[0]).toMatchObject({ found: 1, ...NONE, quarantined: 1 });
  expect((await importing(file, '--basis', 'work-system')).lines[0]).toMatchObject({ found: 1, ...NONE, accepted: 1 });
});

test('a folder is imported file by file; links are not followed and pipes are not waited for', async () => {
  const outside = fileOf('outside.ndjson', ndjson(chats('outside', 3)));
  const folder = join(inbox, 'folder');
  fileOf('folder/a.ndjson', ndjson(chats('a', 3)));
  fileOf('folder/inner/b.ndjson', ndjson(chats('b', 2)));
  fileOf('folder/inner/.hidden.ndjson', ndjson(chats('hidden', 2)));
  fileOf('folder/notes.txt', '无关的笔记');
  fileOf('folder/empty.ndjson', '');
  symlinkSync(outside, join(folder, 'link.ndjson'));
  symlinkSync(inbox, join(folder, 'loop'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const done = await Promise.race([importing(folder), sleep(15_000).then(() => undefined)]);
  if (done === undefined) throw new Error('the import waits for a pipe');
  expect(done.code).toBe(0);
  const reports = done.lines
    .slice(0, -1)
    .map(({ file, format, found }) => [String(file).slice(folder.length + 1), format, found]);
  expect(reports).toEqual([
    ['a.ndjson', 'native', 3],
    ['empty.ndjson', 'native', 0],
    ['inner/b.ndjson', 'native', 2],
    ['notes.txt', null, 0],
  ]);
  expect(totalOf(done)).toEqual({ found: 5, ...NONE, accepted: 5 });
}, 30_000);

test('a file in no known format alone is bad input, and says so on standard error', async () => {
  const size = await sizeOf(data);
  const { code, lines, err } = await importing(fileOf('page.html', '<html></html>'));
  expect(code).toBe(2);
  expect(lines[0]).toMatchObject({ format: null, found: 0, reasons: [{ at: 'file', code: 'import.unrecognised' }] });
  expect(err).toMatch(/^zl: import\.unrecognised: [^\n]+\n$/);
  expect(await sizeOf(data)).toBe(size);
});

const paper = (externalId: string) => ({
  ...chat(externalId),
  kind: 'document',
  body: { type: 'contract', about: [], title: externalId, text: '请查收本周的报价与合同附件。'.repeat(80) },
});

/** Papers of some 3 KiB each, which is several stretches; a few lines of it cannot be read or come twice. */
function bigFile(name: string, lines: number): { file: string; counts: Record<keyof typeof NONE | 'found', number> } {
  const counts = { found: lines, ...NONE };
  const written = Array.from({ length: lines }, (_, i) => {
    const as = i % 500 === 7 ? 'quarantined' : i % 500 === 8 ? 'repeated' : 'accepted';
    counts[as]++;
    const line = JSON.stringify(paper(`${name}-${as === 'repeated' ? i - 2 : i}`));
    return as === 'quarantined' ? line.slice(0, 60) : line;
  });
  return { file: fileOf(name, `${written.join('\n')}\n`), counts };
}

const MAIN = join(import.meta.dirname, '../../packages/server/src/main.ts');

test('an import killed in the middle goes on where it stopped, and its report counts the whole file', async () => {
  const { file, counts } = bigFile('big', 2_000);
  const before = await sizeOf(data);
  const child = spawn(process.execPath, [MAIN, 'import', file, '--json', '--data', data], { stdio: 'ignore' });
  await expect
    .poll(async () => (await ask(data, 'select 1 from delivery where done_bytes > 0 and not finished')).length, {
      timeout: 30_000,
      interval: 10,
    })
    .toBe(1);
  child.kill('SIGKILL');
  await ended(child);
  const [begun] = await ask<{ done: string; finished: boolean }>(
    data,
    'select done_bytes as done, finished from delivery order by index desc limit 1',
  );
  expect(begun?.finished).toBe(false);
  expect(await sizeOf(data)).toBeGreaterThan(before + 100);

  const { code, lines } = await importing(file);
  expect(code).toBe(0);
  expect(lines[0]).toMatchObject(counts);
  expect(await sizeOf(data)).toBe(before + 1 + counts.accepted);
  expect((await importing(file)).lines[0]).toMatchObject({
    ...counts,
    accepted: 0,
    repeated: counts.accepted + counts.repeated,
  });
  expect(await sizeOf(data)).toBe(before + 1 + counts.accepted);
}, 90_000);

test('two imports of one file at the same time record it once, and its original stays whole', async () => {
  const { file, counts } = bigFile('twice', 1_500);
  const before = await sizeOf(data);
  const first = zl(['import', file, '--json', '--data', data]);
  await expect
    .poll(async () => (await ask(data, 'select 1 from delivery where done_bytes > 0 and not finished')).length, {
      timeout: 30_000,
      interval: 10,
    })
    .toBe(1);
  const second = await importing(file);
  expect((await first).lines[0]).toMatchObject(counts);
  if (second.code !== 0) expect(second.err).toMatch(/^zl: import\.busy: [^\n]+\n$/);
  const records = await ask<{ count: string }>(
    data,
    "select count(*) from entry join log using (log_id) where name = 'main' and type = 'record' and index >= $1",
    [before],
  );
  expect(Number(records[0]?.count)).toBe(counts.accepted);
}, 90_000);

test('a file imported again with what its later lines lacked is kept whole, and so is every original before it', async () => {
  const { basis: _, ...bare } = chat('late');
  const filler = Array.from({ length: 800 }, (_, i) => paper(`filler-${i}`));
  const file = fileOf('late.ndjson', ndjson([...filler, bare]));
  expect((await importing(file)).lines[0]).toMatchObject({ accepted: 800, quarantined: 1 });
  expect((await importing(file, '--basis', 'work-system')).lines[0]).toMatchObject({
    accepted: 1,
    repeated: 800,
    quarantined: 0,
  });
  expect(await fsckFails()).toEqual([]);
}, 60_000);
