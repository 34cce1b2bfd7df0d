import { hash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Put } from './blobs.ts';
import { blobPath, getBlob, hasBlob, putBlob } from './blobs.ts';

const SLICE = 1024 * 1024;
const dir = mkdtempSync(join(tmpdir(), 'zl-blobs-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const key = randomBytes(32);
let made = 0;
const address = () => (made++).toString(16).padStart(32, '0');

/** In chunks that do not fit the slices. */
async function* chunks(bytes: Uint8Array, size = 70_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(at: string, using: Uint8Array = key): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of getBlob(dir, at, using)) parts.push(part);
  return Buffer.concat(parts);
}

const put = (at: string, bytes: Uint8Array, maxBytes = 1e9): Promise<Put> =>
  putBlob(dir, at, { keyId: 7, key }, chunks(bytes), { sha256: hash('sha256', bytes), maxBytes });

test.each([0, 1, 70_001, SLICE - 1, SLICE, SLICE + 1, 3 * SLICE])(
  '%i bytes come back as they were put',
  async (size) => {
    const [at, bytes] = [address(), randomBytes(size)];
    expect(await put(at, bytes)).toEqual({
      as: 'stored',
      sizeBytes: size,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await hasBlob(dir, at)).toEqual({ keyId: 7, sizeBytes: size });
    expect((await read(at)).equals(bytes)).toBe(true);
  },
);

test('what stands on the disk holds nothing of the content', async () => {
  const at = address();
  await put(at, Buffer.from('好处费给你10%'.repeat(1_000)));
  expect(readFileSync(blobPath(dir, at)).includes('好处费')).toBe(false);
});

test('another digest and too many bytes leave nothing behind', async () => {
  const [a, b] = [address(), address()];
  const other = putBlob(dir, a, { keyId: 7, key }, chunks(Buffer.from('x')), { sha256: '0'.repeat(64), maxBytes: 10 });
  expect(await other).toEqual({ as: 'other digest' });
  expect(await put(b, randomBytes(11), 10)).toEqual({ as: 'too large' });
  expect([await hasBlob(dir, a), await hasBlob(dir, b)]).toEqual([undefined, undefined]);
  expect(readdirSync(dirname(blobPath(dir, a))).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a stream that breaks off leaves nothing behind', async () => {
  const at = address();
  const broken = (async function* () {
    yield randomBytes(100);
    throw new Error('the client went away');
  })();
  await expect(
    putBlob(dir, at, { keyId: 7, key }, broken, { sha256: '0'.repeat(64), maxBytes: 1_000 }),
  ).rejects.toThrow('went away');
  expect(readdirSync(dirname(blobPath(dir, at))).filter((name) => name.startsWith(at))).toEqual([]);
});

const SEALED = SLICE + 28;

test.each<[string, (file: Buffer) => Uint8Array]>([
  ['a flipped bit', (file) => file.fill((file[SLICE + 500] ?? 0) ^ 1, SLICE + 500, SLICE + 501)],
  ['the last slice cut off', (file) => file.subarray(0, 8 + SEALED)],
  ['a byte cut off', (file) => file.subarray(0, -1)],
  ['a byte added', (file) => Buffer.concat([file, Buffer.alloc(1)])],
  [
    'two slices exchanged',
    (file) =>
      Buffer.concat([file.subarray(0, 8), file.subarray(8 + SEALED, 8 + 2 * SEALED), file.subarray(8, 8 + SEALED)]),
  ],
])('%s does not open', async (_what, alter) => {
  const at = address();
  await put(at, randomBytes(2 * SLICE));
  writeFileSync(blobPath(dir, at), alter(readFileSync(blobPath(dir, at))));
  await expect(read(at)).rejects.toThrow();
});

test('a file put at another address, or opened with another key, does not open', async () => {
  const [at, elsewhere] = [address(), address()];
  await put(at, randomBytes(10));
  writeFileSync(blobPath(dir, elsewhere), readFileSync(blobPath(dir, at)));
  await expect(read(elsewhere)).rejects.toThrow('does not open');
  await expect(read(at, randomBytes(32))).rejects.toThrow('does not open');
});
