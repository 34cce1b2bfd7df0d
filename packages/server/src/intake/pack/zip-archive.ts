import { isUtf8 } from 'node:buffer';
import { WritableStream } from 'node:stream/web';
import type { CreateReadableOptions, FileEntry } from '@zip.js/zip.js';
import { Reader, ZipReader } from '@zip.js/zip.js';
import { Refusal } from '../../kernel/refusal.ts';
import type { FileSource } from '../file-source.ts';
import type { Member } from './member.ts';
import { asRefusal, damaged, membersOf, tooLarge } from './member.ts';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** What an archive may hold; bytes are unpacked ones. A ratio counts from `ratioFrom` bytes on. */
export const archiveLimits = {
  members: 10_000,
  memberBytes: 4 * GIB,
  sumBytes: 8 * GIB,
  ratio: 1000,
  ratioFrom: 64 * MIB,
  directoryBytes: 64 * MIB,
} as const;

export type Archive = { readonly members: readonly Member[] };

/** Whether a file beginning so is a ZIP, an empty one included; a self-extracting program is none. */
export function isZip(head: Uint8Array): boolean {
  const [p, k, third, fourth] = head;
  return p === 0x50 && k === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6));
}

/**
 * Reads the directory of a ZIP (APPNOTE 6.3: zip64, ZipCrypto, WinZip AES). Member names are UTF-8 or, where they are
 * not, GB18030. Refuses the whole archive: `import.password` where a member needs one that is not given or wrong,
 * `import.too_large` beyond `archiveLimits`, `import.damaged` where it cannot be read.
 */
export async function openArchive(file: FileSource, password: string | undefined): Promise<Archive> {
  try {
    const entries = await directoryOf(file);
    refuseBombs(file, entries);
    await tryPassword(entries, password);
    return { members: membersOf(entries, password) };
  } catch (error) {
    throw asRefusal(error, undefined);
  }
}

class SourceReader extends Reader<FileSource> {
  readonly #file: FileSource;

  constructor(file: FileSource) {
    super(file);
    this.#file = file;
    this.size = file.sizeBytes;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    if (length > archiveLimits.directoryBytes) throw tooLarge(`its directory is longer than 64 MiB`);
    return this.#file.read(index, Math.max(0, Math.min(length, this.size - index)));
  }

  /** As one stream: a file that is itself packed would be unpacked from its beginning at every reading. */
  override createReadable({ offset = 0, size = this.size - offset }: CreateReadableOptions = {}) {
    const pieces = take(this.#file.stream(offset), size);
    const source = {
      async pull(to: ReadableStreamDefaultController<Uint8Array>) {
        const { done, value } = await pieces.next();
        if (done === true) to.close();
        else to.enqueue(value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    };
    return new ReadableStream<Uint8Array>(source, { highWaterMark: 0 });
  }
}

async function* take(chunks: AsyncIterable<Buffer>, length: number): AsyncGenerator<Uint8Array> {
  let missing = length;
  if (missing <= 0) return;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, missing);
    missing -= Math.min(missing, chunk.length);
    if (missing === 0) return;
  }
}

async function directoryOf(file: FileSource): Promise<readonly FileEntry[]> {
  const reader = new ZipReader(new SourceReader(file), {
    useWebWorkers: false,
    filenameValidation: 'tolerant',
    decodeText: decodeName,
  });
  const entries: FileEntry[] = [];
  let count = 0;
  for await (const entry of reader.getEntriesGenerator()) {
    if (++count > archiveLimits.members) throw tooLarge(`more than ${archiveLimits.members} members`);
    if (!entry.directory) entries.push(entry);
  }
  return entries;
}

/** Tools of Chinese systems write names in the code page of the system without saying so. */
function decodeName(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}

function refuseBombs(file: FileSource, entries: readonly FileEntry[]): void {
  let packed = 0;
  let unpacked = 0;
  for (const { filename, compressedSize, uncompressedSize } of entries) {
    packed += compressedSize;
    unpacked += uncompressedSize;
    if (uncompressedSize > archiveLimits.memberBytes) throw tooLarge('a member is longer than 4 GiB', filename);
    if (uncompressedSize > archiveLimits.ratioFrom && uncompressedSize > archiveLimits.ratio * compressedSize) {
      throw tooLarge(`a member unpacks to more than ${archiveLimits.ratio} times its packed length`, filename);
    }
  }
  if (unpacked > archiveLimits.sumBytes) throw tooLarge('the members unpack to more than 8 GiB');
  // Members that share packed bytes are how small archives claim to hold far more than they do.
  if (packed > file.sizeBytes) throw damaged('its members claim more packed bytes than it has');
}

async function tryPassword(entries: readonly FileEntry[], password: string | undefined): Promise<void> {
  const first = entries.find(({ encrypted }) => encrypted);
  if (first === undefined) return;
  if (password === undefined || password === '')
    throw new Refusal('import.password', { why: 'the archive is encrypted: give its password' });
  await first.getData(new WritableStream(), { password, checkPasswordOnly: true, useWebWorkers: false });
}

const startsWith = (head: Uint8Array, ...bytes: readonly number[]): boolean =>
  head.length >= bytes.length && bytes.every((byte, at) => head[at] === byte);

/** Stream names of a compound file are UTF-16LE ([MS-CFB] 2.6.1). */
const holdsName = (head: Uint8Array, name: string): boolean =>
  Buffer.from(head.buffer, head.byteOffset, head.length).includes(Buffer.from(name, 'utf16le'));

/**
 * Why a file beginning so cannot be taken in: protected and old Office files, and archives other than ZIP, each with
 * what to do instead. The name decides only where the beginning cannot. Nothing of other files.
 */
export function describeBinary(head: Uint8Array, fileName: string): Refusal | undefined {
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return compoundFile(head, fileName);
  const kind = ARCHIVES.find(({ bytes }) => startsWith(head, ...bytes))?.kind;
  if (kind === undefined) return undefined;
  return new Refusal('import.unrecognised', { why: `a ${kind} archive is not read: unpack it, or pack it as ZIP` });
}

const ARCHIVES = [
  { kind: '7z', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { kind: 'RAR', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { kind: 'gzip', bytes: [0x1f, 0x8b, 0x08] },
] as const;

function compoundFile(head: Uint8Array, fileName: string): Refusal {
  if (holdsName(head, 'EncryptedPackage') || /\.(xlsx|xlsm|xltx|xltm)$/iu.test(fileName)) {
    return new Refusal('import.password', { why: 'a protected workbook must be saved without protection first' });
  }
  if (holdsName(head, 'Workbook') || holdsName(head, 'Book') || /\.(xls|xlt|et)$/iu.test(fileName)) {
    return new Refusal('import.old_excel', { why: 'a workbook of Excel 97–2003 must be saved as .xlsx first' });
  }
  return new Refusal('import.unrecognised', { why: 'a document of Office 97–2003 is not read' });
}
