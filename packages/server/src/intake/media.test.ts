import { hash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLedger } from '../../../../tests/setup/database.ts';
import { testLedger } from '../../../../tests/setup/database.ts';
import { importPath } from '../../../../tests/setup/import.ts';
import { destroy } from '../ledger/destroy.ts';
import { checkLog } from '../ledger/fsck.ts';
import type { Check } from '../ledger/fsck-check.ts';
import { NOTHING_OUTSIDE, readEpochs } from '../ledger/fsck-heads.ts';
import * as ledgerStore from '../ledger/store.ts';
import { blobPath, hasBlob } from '../platform/blobs.ts';
import { systemActor } from '../platform/db.ts';
import { checkDeliveries } from './fsck.ts';
import type { NamedMedia } from './fsck-media.ts';
import { checkMedia, mediaSeen } from './fsck-media.ts';
import { addressOf, heldMedia, keepMedia, readMedia } from './media.ts';
import type { Received } from './receive.ts';
import { posted, receive } from './receive.ts';
import { addSource } from './source.ts';
import type { SourceRow } from './store.ts';

let t: TestLedger;
let source: SourceRow;
let folder: string;
beforeAll(async () => {
  t = await testLedger();
  ({ source } = await addSource(t.ledger, systemActor, { name: 'desk' }));
  folder = mkdtempSync(join(tmpdir(), 'zl-media-'));
  mkdirSync(join(folder, 'in/files'), { recursive: true });
});
afterAll(async () => {
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

type Medium = { sha256: string; sizeBytes: number; path: string };
const mediumOf = (bytes: Buffer, path = 'files/1.png'): Medium => ({
  sha256: hash('sha256', bytes),
  sizeBytes: bytes.length,
  path,
});

let ids = 0;
const line = (...media: readonly Medium[]): string =>
  JSON.stringify({
    v: 1,
    kind: 'document',
    source: 'desk',
    externalId: `d${ids++}`,
    occurredAt: '2026-03-09T10:00:00+08:00',
    basis: 'work-system',
    body: { type: 'screenshot', about: [{ system: 'hr', ref: 'E001' }], title: '截图' },
    media: media.map((each) => ({ name: '1.png', mediaType: 'image/png', ...each })),
  });

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

const put = (bytes: Buffer, sha256 = hash('sha256', bytes)) =>
  keepMedia(t.intake, source, once(bytes), { sha256, maxBytes: 1e6 });

const post = (text: string): Promise<Received> => {
  const bytes = Buffer.from(text);
  const how = { method: 'post' as const, actor: systemActor, zone: 'Asia/Shanghai', file: undefined };
  return receive(t.intake, source, how, posted(source, bytes));
};

const bring = (text: string, dryRun = false) => {
  const path = join(folder, 'in', `${ids++}.ndjson`);
  writeFileSync(path, text);
  return importPath(t.intake, path, { dryRun });
};

async function fsck(): Promise<readonly Check[]> {
  return await t.ledger.db.as(systemActor, async (tx) => {
    const log = await ledgerStore.logNamed(tx, 'main');
    const named: NamedMedia = new Map();
    const checks = await checkLog(
      tx,
      t.ledger,
      log,
      await readEpochs(tx, t.ledger),
      NOTHING_OUTSIDE,
      mediaSeen('main', named),
    );
    return [...checks, await checkDeliveries(tx, t.intake, log), await checkMedia(tx, t.intake, named)];
  });
}
const blobs = async () => (await fsck()).find(({ check }) => check === 'blobs');

test('a posted record waits in quarantine until its media are put, and the others do not wait for it', async () => {
  const picture = randomBytes(100);
  const [waiting, plain, last] = [line(mediumOf(picture)), line(), line()];
  const batch = `${plain}\n${waiting}\n${last}\n`;
  expect(await post(batch)).toMatchObject({
    accepted: 2,
    quarantined: 1,
    reasons: [{ line: 2, code: 'record.media_missing', why: expect.stringContaining('media.0') }],
  });
  expect(await put(picture)).toMatchObject({ as: 'stored', sizeBytes: 100 });
  expect(await post(batch)).toMatchObject({ accepted: 1, repeated: 2, quarantined: 0, reasons: [] });
  expect((await fsck()).filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
});

test('a record that gives its media another size is quarantined', async () => {
  const picture = randomBytes(50);
  await put(picture);
  expect(await post(line({ ...mediumOf(picture), sizeBytes: 51 }))).toMatchObject({ accepted: 0, quarantined: 1 });
});

test('one file of two that is not there is enough', async () => {
  const picture = randomBytes(60);
  await put(picture);
  const received = await post(line(mediumOf(picture), mediumOf(randomBytes(60))));
  expect(received.reasons.map(({ why }) => why)).toEqual([expect.stringContaining('media.1')]);
});

test('what has another digest than it was put under is not kept', async () => {
  const wanted = hash('sha256', randomBytes(10));
  expect(await put(randomBytes(10), wanted)).toEqual({ as: 'other digest' });
  expect(await heldMedia(t.intake, wanted)).toBeUndefined();
});

test('the same file put again stays as it is, and another under its name is noticed', async () => {
  const picture = randomBytes(80);
  await put(picture);
  const path = blobPath(t.intake.blobDir, addressOf(t.ledger, hash('sha256', picture)));
  const before = readFileSync(path);
  expect(await put(picture)).toMatchObject({ as: 'stored', sizeBytes: 80 });
  expect(await put(randomBytes(80), hash('sha256', picture))).toEqual({ as: 'other digest' });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('reading a media file is recorded before its first byte', async () => {
  const picture = randomBytes(30);
  await put(picture);
  const size = async () => (await t.ledger.db.as(systemActor, (tx) => ledgerStore.logNamed(tx, 'audit'))).size;
  const before = await size();
  const content = await readMedia(t.intake, systemActor, hash('sha256', picture), 'none');
  expect(await size()).toBe(before + 1);
  expect((await content.next()).value).toEqual(picture);
  await content.return(undefined);
  await expect(readMedia(t.intake, systemActor, hash('sha256', 'nothing'), 'none')).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('an import takes media from beside its file and keeps them', async () => {
  const picture = randomBytes(2_000_000);
  writeFileSync(join(folder, 'in/files/big.png'), picture);
  const text = `${line(mediumOf(picture, 'files/big.png'))}\n`;
  expect(await bring(text, true)).toMatchObject({ accepted: 1, quarantined: 0 });
  expect(await heldMedia(t.intake, hash('sha256', picture))).toBeUndefined();
  expect(await bring(text)).toMatchObject({ accepted: 1, quarantined: 0 });
  expect(await heldMedia(t.intake, hash('sha256', picture))).toBe(2_000_000);
  rmSync(join(folder, 'in/files/big.png'));
  expect(await bring(text)).toMatchObject({ accepted: 0, repeated: 1, quarantined: 0 });
});

test.each<[string, (picture: Buffer) => void, string]>([
  ['missing', () => undefined, 'x.png'],
  ['of another size', (p) => writeFileSync(join(folder, 'in/x1.png'), p.subarray(1)), 'x1.png'],
  ['of another digest', (p) => writeFileSync(join(folder, 'in/x2.png'), p.fill(1, 0, 1)), 'x2.png'],
  ['a folder', () => mkdirSync(join(folder, 'in/x3.png')), 'x3.png'],
  [
    'a link',
    (p) => {
      writeFileSync(join(folder, 'outside.png'), p);
      symlinkSync('../outside.png', join(folder, 'in/x4.png'));
    },
    'x4.png',
  ],
  [
    'reached through a linked folder',
    (p) => {
      mkdirSync(join(folder, 'other'));
      writeFileSync(join(folder, 'other/5.png'), p);
      symlinkSync('../other', join(folder, 'in/linked'));
    },
    'linked/5.png',
  ],
])('an imported line is quarantined when its file is %s', async (_what, prepare, path) => {
  const picture = randomBytes(500);
  const medium = mediumOf(picture, path);
  prepare(picture);
  const text = `${line()}\n${line(medium)}\n${line()}\n`;
  const wanted = { accepted: 2, quarantined: 1, reasons: [{ at: 'line 2', code: 'record.media_missing' }] };
  expect(await bring(text, true)).toMatchObject(wanted);
  expect(await bring(text)).toMatchObject(wanted);
  expect(await hasBlob(t.intake.blobDir, addressOf(t.ledger, medium.sha256))).toBeUndefined();
});

test.each(['../outside.png', '/etc/hostname', 'files/../../outside.png', 'files\\1.png'])(
  'a path that leaves the folder is refused by name: %s',
  async (path) => {
    const report = await bring(`${line(mediumOf(randomBytes(5), path))}\n`);
    expect(report).toMatchObject({ accepted: 0, quarantined: 1 });
    expect(report.reasons[0]?.why).toContain('path');
  },
);

test('fsck finds a media file that was altered, exchanged or taken away', async () => {
  const [one, two] = [randomBytes(1_000), randomBytes(1_000)];
  await put(one);
  await put(two);
  expect(await post(line(mediumOf(one)))).toMatchObject({ accepted: 1 });
  const [path, other] = [one, two].map((each) => blobPath(t.intake.blobDir, addressOf(t.ledger, hash('sha256', each))));
  if (path === undefined || other === undefined) throw new Error('both were put');
  const whole = readFileSync(path);
  expect(await blobs()).toMatchObject({ outcome: 'pass' });
  for (const [wrong, because] of [
    [Buffer.from(whole).fill((whole[500] ?? 0) ^ 1, 500, 501), 'does not open'],
    [readFileSync(other), 'does not open'],
    [undefined, 'is not there'],
  ] as const) {
    if (wrong === undefined) rmSync(path);
    else writeFileSync(path, wrong);
    expect(await blobs()).toMatchObject({ outcome: 'fail', because: expect.stringContaining(because) });
    writeFileSync(path, whole);
  }
  expect(await blobs()).toMatchObject({ outcome: 'pass' });
});

test('a media file whose key was destroyed cannot be checked, and no later record may name it', async () => {
  const picture = randomBytes(700);
  await put(picture);
  expect(await post(line(mediumOf(picture)))).toMatchObject({ accepted: 1 });
  const held = await hasBlob(t.intake.blobDir, addressOf(t.ledger, hash('sha256', picture)));
  const wish = {
    keyIds: [held?.keyId ?? -1],
    reason: 'retention',
    proposal: 'p',
    proposedBy: 'operator:a',
    confirmedBy: 'operator:b',
    othersAffected: 0,
  };
  await destroy(t.ledger, wish, async () => undefined);
  expect(await blobs()).toMatchObject({ outcome: 'not_checked' });
  await expect(readMedia(t.intake, systemActor, hash('sha256', picture), 'none')).rejects.toMatchObject({
    code: 'key.destroyed',
  });
  expect(await post(line(mediumOf(picture)))).toMatchObject({ accepted: 0, quarantined: 1 });
  expect((await fsck()).filter(({ outcome }) => outcome === 'fail')).toEqual([]);
});
