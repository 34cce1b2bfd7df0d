import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { canonicalBytes, parseCanonical } from '@zhenglian/proof';
import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/time.ts';

/**
 * A backup: this line; frames (a length of 4 bytes, big-endian, and so many bytes); the SHA-256 of all of it. The first
 * frame is the header. Then, for each table of the header, frames of COPY BINARY ended by an empty one; for each sealed
 * file, a frame with its path, frames of its bytes and an empty one; an empty frame instead of a path ends it.
 */
const MAGIC = Buffer.from('zhenglian-backup 1\n');
const ANY_MAGIC = /^zhenglian-backup (\d{1,9})\n/;
const TRAILER = 32;
/** No frame is longer; a damaged length must not make us ask for memory. */
const FRAME = 4 * 1024 * 1024;

const name = z.string().regex(/^[a-z_0-9]{1,63}$/);
const int = z.int().nonnegative();
const Head = z.strictObject({ log: z.string(), size: int, sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const HeaderSchema = z.strictObject({
  format: z.literal(1),
  installation: z.string().regex(/^[0-9a-f]{16}$/),
  version: z.string(),
  createdAt: int.transform((millis) => millis as Instant),
  /** The installation's MAC key as it is sealed, so that a wrong master key is noticed before anything is changed. */
  mac: z.string().regex(/^[0-9a-f]+$/),
  heads: z.array(Head),
  tables: z.array(z.strictObject({ name, columns: z.array(z.strictObject({ name, type: z.string() })).min(1) })),
});

export type Header = z.infer<typeof HeaderSchema>;

/** Below the data folder: two folders, lower-case names, nothing that climbs or begins with a dot. */
export const SEALED_FILE = /^(?:packages|blobs)(?:\/[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)*){1,2}$/;

export function* frame(bytes: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += FRAME) {
    const part = bytes.subarray(at, at + FRAME);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    yield length;
    yield Buffer.from(part.buffer, part.byteOffset, part.length);
  }
}

export const end = (): Buffer => Buffer.alloc(4);

export const opening = (header: Header): readonly Buffer[] => [MAGIC, ...frame(canonicalBytes(header))];

/** Hands `pieces` through, gives their SHA-256 behind them, and tells it. */
export async function* withDigest(
  pieces: AsyncIterable<Buffer>,
  tell: (sha256: string) => void,
): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  for await (const piece of pieces) {
    digest.update(piece);
    yield piece;
  }
  const trailer = digest.digest();
  tell(trailer.toString('hex'));
  yield trailer;
}

/** Reads a backup in its own order; every method refuses with `backup.invalid` where the file is not one. */
export type Reader = {
  readonly header: () => Promise<Header>;
  /** The frames up to the next empty one. To be read to their end before anything else is asked. */
  readonly frames: () => AsyncGenerator<Buffer>;
  /** The path of the next sealed file; `undefined` behind the last. */
  readonly path: () => Promise<string | undefined>;
  /** Checks that nothing is left but the digest, and that it is the right one. Answers it in hexadecimal. */
  readonly finish: () => Promise<string>;
};

export async function openReader(file: FileHandle): Promise<Reader> {
  const bodyBytes = (await file.stat()).size - TRAILER;
  const digest = createHash('sha256');
  let at = 0;
  const take = async (length: number): Promise<Buffer> => {
    if (at + length > bodyBytes) throw invalid('the file is cut off or damaged');
    const bytes = await readAt(file, at, length);
    at += length;
    digest.update(bytes);
    return bytes;
  };
  const next = async (): Promise<Buffer> => {
    const length = (await take(4)).readUInt32BE();
    if (length > FRAME) throw invalid('the file is damaged');
    return await take(length);
  };
  return {
    async header() {
      checkMagic(await readAt(file, 0, Math.max(0, Math.min(64, bodyBytes))));
      await take(MAGIC.length);
      return decodeHeader(await next());
    },
    async *frames() {
      for (let bytes = await next(); bytes.length > 0; bytes = await next()) yield bytes;
    },
    async path() {
      const path = (await next()).toString('latin1');
      if (path === '') return undefined;
      if (!SEALED_FILE.test(path)) throw invalid('a file in it has a name that no backup gives');
      return path;
    },
    async finish() {
      const isWhole = at === bodyBytes && digest.digest().equals(await readAt(file, bodyBytes, TRAILER));
      if (!isWhole) throw invalid('its bytes do not give the digest at its end: the file is damaged');
      return (await readAt(file, bodyBytes, TRAILER)).toString('hex');
    },
  };
}

/** Reads all of it and changes nothing; what comes after may rely on it as long as the file is held open. */
export async function checkBackup(file: FileHandle): Promise<Header> {
  const reader = await openReader(file);
  const header = await reader.header();
  const drain = async () => {
    for await (const _ of reader.frames());
  };
  for (const _ of header.tables) await drain();
  while ((await reader.path()) !== undefined) await drain();
  await reader.finish();
  return header;
}

export const invalid = (why: string): Refusal => new Refusal('backup.invalid', { why });

function checkMagic(head: Buffer): void {
  const format = ANY_MAGIC.exec(head.toString('latin1'))?.[1];
  if (format === undefined) throw invalid('this is not a backup of Zhenglian');
  if (format !== '1') throw invalid(`this backup has format ${format}; this version reads format 1`);
}

function decodeHeader(bytes: Buffer): Header {
  try {
    return HeaderSchema.parse(parseCanonical(bytes));
  } catch {
    throw invalid('its header cannot be read: the file is damaged');
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
  if (bytesRead !== length) throw invalid('the file is cut off');
  return buffer;
}
