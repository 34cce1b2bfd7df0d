import type { KeyObject } from 'node:crypto';
import { createHash, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalBytes } from '@zhenglian/proof';
import { seal, unseal } from './seal.ts';

/** A file is cut into pieces of this many bytes, so that memory stays flat whatever it measures. */
const SLICE = 1024 * 1024;
/** What sealing adds to a slice: an IV of 12 bytes and a tag of 16. */
const ADDED = 28;
/** The data key's id in front of the slices. */
const HEAD = 8;

export type BlobKey = { readonly keyId: number; readonly key: KeyObject | Uint8Array };

/** A stored file: which data key opens it, and how many bytes it holds when opened. */
export type Held = { readonly keyId: number; readonly sizeBytes: number };

export type Put =
  | { readonly as: 'stored'; readonly sizeBytes: number; readonly sha256: string }
  | { readonly as: 'too large' }
  | { readonly as: 'other digest' };

/** Without a digest, whatever comes is kept and its own is answered. */
export type Expected = { readonly sha256: string | undefined; readonly maxBytes: number };

/** `address` is a keyed digest in hexadecimal: the name of a file says nothing about its content to who lacks the key. */
export const blobPath = (dir: string, address: string): string => join(dir, address.slice(0, 2), address);

/**
 * Seals `content` slice by slice below `dir`, under additional data that ties each slice to the address, to its
 * place and to whether it is the last. When it answers `stored` the file is durable; otherwise nothing stands there.
 */
export async function putBlob(
  dir: string,
  address: string,
  { keyId, key }: BlobKey,
  content: AsyncIterable<Uint8Array>,
  expected: Expected,
): Promise<Put> {
  const path = blobPath(dir, address);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(part, 'wx', 0o600);
  let whole = false;
  try {
    const head = Buffer.alloc(HEAD);
    head.writeBigUInt64BE(BigInt(keyId));
    await file.appendFile(head);
    const put = await writeSlices(file, address, key, content, expected);
    if (put.as !== 'stored') return put;
    await file.sync();
    await rename(part, path);
    whole = true;
    await syncFolder(dirname(path));
    await syncFolder(dir);
    return put;
  } finally {
    await file.close();
    if (!whole) await rm(part, { force: true });
  }
}

async function writeSlices(
  file: FileHandle,
  address: string,
  key: KeyObject | Uint8Array,
  content: AsyncIterable<Uint8Array>,
  { sha256, maxBytes }: Expected,
): Promise<Put> {
  const digest = createHash('sha256');
  const slice = Buffer.allocUnsafe(SLICE);
  let [sizeBytes, filled, n] = [0, 0, 0];
  const flush = async (last: boolean) => {
    await file.appendFile(seal(key, randomBytes(12), sliceData(address, n, last), slice.subarray(0, filled)));
    n++;
    filled = 0;
  };
  for await (const chunk of content) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) return { as: 'too large' };
    digest.update(chunk);
    for (let at = 0; at < chunk.length; ) {
      if (filled === SLICE) await flush(false);
      const taken = Math.min(SLICE - filled, chunk.length - at);
      slice.set(chunk.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
    }
  }
  await flush(true);
  const found = digest.digest('hex');
  return sha256 === undefined || found === sha256 ? { as: 'stored', sizeBytes, sha256: found } : { as: 'other digest' };
}

/** What stands at `address`, without opening it; `undefined` when there is nothing or it is too short to be whole. */
export async function hasBlob(dir: string, address: string): Promise<Held | undefined> {
  const file = await openOrNothing(blobPath(dir, address));
  if (file === undefined) return undefined;
  try {
    return await heldIn(file);
  } finally {
    await file.close();
  }
}

/**
 * The content of a stored file in order, from byte `from` on. Throws where a slice was altered, exchanged, moved or cut off, before
 * anything of that slice is given out, and when nothing stands at `address`.
 */
export async function* getBlob(
  dir: string,
  address: string,
  key: KeyObject | Uint8Array,
  from = 0,
): AsyncGenerator<Buffer> {
  const file = await openOrNothing(blobPath(dir, address));
  if (file === undefined) throw new Error(`no file stands at ${address}`);
  try {
    const held = await heldIn(file);
    if (held === undefined) throw new Error(`the file at ${address} is cut off`);
    const slices = slicesIn(held.sizeBytes);
    for (let n = Math.floor(from / SLICE); n < slices; n++) {
      const length = ADDED + Math.min(SLICE, held.sizeBytes - n * SLICE);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, HEAD + n * (SLICE + ADDED));
      const opened = unseal(key, sliceData(address, n, n === slices - 1), buffer.subarray(0, bytesRead));
      if (opened === undefined) throw new Error(`slice ${n} of the file at ${address} does not open`);
      yield n * SLICE < from ? opened.subarray(from - n * SLICE) : opened;
    }
  } finally {
    await file.close();
  }
}

const slicesIn = (sizeBytes: number): number => Math.max(1, Math.ceil(sizeBytes / SLICE));

async function heldIn(file: FileHandle): Promise<Held | undefined> {
  const sealed = (await file.stat()).size - HEAD;
  const slices = Math.ceil(sealed / (SLICE + ADDED));
  const sizeBytes = sealed - slices * ADDED;
  if (slices < 1 || sizeBytes < 0 || slicesIn(sizeBytes) !== slices) return undefined;
  const { buffer } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
  return { keyId: Number(buffer.readBigUInt64BE()), sizeBytes };
}

const sliceData = (address: string, n: number, last: boolean): Uint8Array => canonicalBytes({ address, last, n });

async function openOrNothing(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A rename is durable only once its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
