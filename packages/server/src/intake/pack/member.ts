import { TransformStream } from 'node:stream/web';
import type { FileEntry } from '@zip.js/zip.js';
import {
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_INVALID_PASSWORD,
  ERR_SPLIT_ZIP_FILE,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
} from '@zip.js/zip.js';
import { Refusal } from '../../kernel/refusal.ts';
import type { FileSource } from '../file-source.ts';
import { besideIn } from '../file-source.ts';
import { weakly } from './weakly.ts';

/** A file packed in an archive. Its name is only a name: it may hold `..` or a root, and nothing is written under it. */
export type Member = {
  readonly name: string;
  readonly sizeBytes: number;
  readonly encrypted: boolean;
  /**
   * Unpacks from the beginning, never more than `sizeBytes`. Throws `import.damaged` where the content does not
   * agree with its length or checksum, `import.password` where the password does not open it.
   */
  readonly stream: () => AsyncGenerator<Buffer>;
  /** As a file. Reading behind its first MiB keeps up to 128 MiB in memory; a longer one is unpacked each time. */
  readonly open: () => FileSource;
};

/** The files that the entries of a directory stand for; beside each of them stand the others, links apart. */
export function membersOf(entries: readonly FileEntry[], password: string | undefined): readonly Member[] {
  const plain = new Map<string, Member>();
  return entries.map((entry) => {
    const unopened = {
      name: entry.filename,
      sizeBytes: entry.uncompressedSize,
      encrypted: entry.encrypted,
      stream: () => unpack(entry, password),
      beside: besideIn(entry.filename, async (path) => plain.get(path)?.open()),
    };
    const open = () => (unopened.sizeBytes > IN_MEMORY_BYTES ? streamed(unopened) : kept(unopened));
    const member = { ...unopened, open };
    if (!entry.symlink) plain.set(member.name, member);
    return member;
  });
}

async function* unpack(entry: FileEntry, password: string | undefined): AsyncGenerator<Buffer> {
  let failWith = (_error: unknown): void => undefined;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => {
      failWith = (error) => controller.error(error);
    },
  });
  const stop = new AbortController();
  const options = { checkCrc32: true, useWebWorkers: false, signal: stop.signal };
  const ended = entry.getData(writable, password === undefined ? options : { ...options, password }).then(
    () => undefined,
    (error: unknown) => {
      // Where it fails before the first byte it leaves the stream open.
      failWith(error);
      return { error };
    },
  );
  let unpacked = 0;
  try {
    for await (const chunk of readable) {
      unpacked += chunk.length;
      if (unpacked > entry.uncompressedSize) throw damaged('a member is longer than it says', entry.filename);
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    }
    const failed = await ended;
    if (failed !== undefined) throw failed.error;
    if (unpacked < entry.uncompressedSize) throw damaged('a member is shorter than it says', entry.filename);
  } catch (error) {
    throw asRefusal(error, entry);
  } finally {
    stop.abort();
    await ended;
  }
}

type Unopened = Omit<Member, 'open'> & Pick<FileSource, 'beside'>;

/**
 * Beginnings are unpacked on their own, since every member is looked at before one is read. Reading elsewhere unpacks
 * the whole, which is given up again when memory is short: an archive may hold thousands of members.
 */
function kept(member: Unopened): FileSource {
  const whole = weakly(() => collect(member));
  const fromStart = streamed(member);
  return {
    ...fromStart,
    read: async (at, length) =>
      at + length <= BEGINNING_BYTES ? fromStart.read(at, length) : (await whole()).subarray(at, at + length),
  };
}

const BEGINNING_BYTES = 1024 * 1024;

async function collect(member: Unopened): Promise<Buffer> {
  const whole = Buffer.alloc(member.sizeBytes);
  let at = 0;
  for await (const chunk of member.stream()) at += chunk.copy(whole, at);
  return whole;
}

function streamed(member: Unopened): FileSource {
  return {
    name: member.name,
    sizeBytes: member.sizeBytes,
    beside: member.beside,
    stream: (from) => skip(member.stream(), from),
    async read(at, length) {
      const parts: Buffer[] = [];
      let missing = Math.min(length, Math.max(0, member.sizeBytes - at));
      for await (const chunk of skip(member.stream(), at)) {
        parts.push(chunk.subarray(0, missing));
        missing -= Math.min(missing, chunk.length);
        if (missing === 0) break;
      }
      return Buffer.concat(parts);
    },
  };
}

async function* skip(chunks: AsyncGenerator<Buffer>, from: number): AsyncGenerator<Buffer> {
  let missing = from;
  for await (const chunk of chunks) {
    const rest = chunk.subarray(Math.min(missing, chunk.length));
    missing -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

const IN_MEMORY_BYTES = 128 * 1024 * 1024;

/** An archive or a member beyond what is unpacked. */
export const tooLarge = (why: string, member?: string): Refusal =>
  new Refusal('import.too_large', { why, ...(member === undefined ? {} : { member }) });

/** An archive or a member that does not hold what it says. */
export const damaged = (why: string, member?: string): Refusal =>
  new Refusal('import.damaged', { why, ...(member === undefined ? {} : { member }) });

/** What reading an archive throws, by name; what the system says of the file itself is passed on as it is. */
export function asRefusal(error: unknown, entry: FileEntry | undefined): unknown {
  if (error instanceof Refusal || (error instanceof Error && 'syscall' in error)) return error;
  const said = error instanceof Error ? error.message : '';
  if (said === ERR_ENCRYPTED)
    return new Refusal('import.password', { why: 'the archive is encrypted: give its password' });
  if (said === ERR_INVALID_PASSWORD) return new Refusal('import.password', { why: 'the password does not open it' });
  // The check of ZipCrypto lets one wrong password in 256 through, which then shows as damage.
  if (entry?.zipCrypto === true) {
    return new Refusal('import.password', { why: 'the password does not open a member, or it is damaged' });
  }
  if (said === ERR_UNSUPPORTED_ENCRYPTION || said === ERR_ENCRYPTED_CENTRAL_DIRECTORY) {
    return new Refusal('import.password', { why: 'encrypted in a way that cannot be read: pack it again without' });
  }
  return damaged(DAMAGES[said] ?? 'the archive cannot be read to its end', entry?.filename);
}

const DAMAGES: { readonly [said: string]: string } = {
  [ERR_SPLIT_ZIP_FILE]: 'it is one part of a split archive: pack it as one file',
  [ERR_UNSUPPORTED_COMPRESSION]: 'a member is packed by a method that is not read: pack it with deflate',
};
