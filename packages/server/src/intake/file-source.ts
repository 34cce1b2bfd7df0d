import { constants, createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A file to be taken in, wherever its bytes stand; it may be read as often as needed. */
export type FileSource = {
  /** Its name without folders; members of an archive and uploads keep the relative path they had. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly stream: (from: number) => AsyncIterable<Buffer>;
  /** At most `length` bytes from `at`; fewer only where the file ends. */
  readonly read: (at: number, length: number) => Promise<Buffer>;
  /** The plain file at a relative path beside it, as its records name their media; undefined where there is none. */
  readonly beside: (path: string) => Promise<FileSource | undefined>;
};

const CHUNK_BYTES = 256 * 1024;

export async function diskFile(path: string): Promise<FileSource> {
  return {
    name: basename(path),
    sizeBytes: (await stat(path)).size,
    stream: (from) => createReadStream(path, { start: from, highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>,
    async read(at, length) {
      const file = await open(path);
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    beside: (relative) => plainFileIn(dirname(path), relative),
  };
}

export function memoryFile(name: string, bytes: Buffer, beside: FileSource['beside']): FileSource {
  return {
    name,
    sizeBytes: bytes.length,
    async *stream(from) {
      for (let at = from; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
    },
    read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
    beside,
  };
}

/** Every file of a set by its path, and what stands beside each: the others, by paths relative to its own folder. */
export function besideIn(path: string, find: (path: string) => Promise<FileSource | undefined>): FileSource['beside'] {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  return (relative) => (isPlainPath(relative) ? find(folder + relative) : Promise.resolve(undefined));
}

/** Of plain names only: it cannot climb, begin at a root, or name a folder. */
const isPlainPath = (path: string): boolean =>
  path.split('/').every((name) => name !== '' && name !== '.' && name !== '..');

/**
 * The plain file at a relative path inside `folder`, following no link on the way; `undefined` where there is none.
 * The real place is compared once more whenever it is opened.
 */
async function plainFileIn(folder: string, path: string): Promise<FileSource | undefined> {
  const file = await openPlain(folder, path);
  if (file === undefined) return undefined;
  const { size } = await file.stat();
  await file.close();
  const opened = async () => {
    const again = await openPlain(folder, path);
    if (again === undefined) throw new Error('a file beside an imported one is no longer there');
    return again;
  };
  return {
    name: basename(path),
    sizeBytes: size,
    async *stream(from) {
      const content = (await opened()).createReadStream({ start: from, highWaterMark: CHUNK_BYTES });
      yield* content as AsyncIterable<Buffer>;
    },
    async read(at, length) {
      const handle = await opened();
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    beside: () => Promise.resolve(undefined),
  };
}

async function openPlain(folder: string, path: string): Promise<FileHandle | undefined> {
  if (!isPlainPath(path)) return undefined;
  let at = await realpath(folder);
  for (const name of path.split('/')) {
    at = join(at, name);
    const found = await lstat(at).catch(() => undefined);
    if (found === undefined || !(found.isDirectory() || found.isFile())) return undefined;
  }
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(at, flags).catch(() => undefined);
  if (file === undefined) return undefined;
  if ((await file.stat()).isFile() && (await realpath(at)) === at) return file;
  await file.close();
  return undefined;
}
