import { EncodingError } from './bytes.ts';
import { crc32 } from './crc32.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';

/** Files by name. Names are relative, with `/` between folders. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Thrown for names that no archive may hold and for bytes that are no canonical ZIP. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** Version 2.0 of the format; names in UTF-8 (flag bit 11); 1980-01-01 00:00 as an MS-DOS date and time. */
const VERSION = 20;
const UTF8_FLAG = 0x0800;
const DATE = 0x0021;
/**
 * A file whose name is not all ASCII is said to be made on Unix, an ordinary file that all may read: Info-ZIP takes the
 * names of MS-DOS for its old code page, whatever the flag says.
 */
const UNIX = 3 << 8;
const UNIX_FILE = 0o100644 * 0x10000;

/** What the headers of a file say of it. */
type Member = { readonly at: number; readonly crc: number; readonly sizeBytes: number; readonly name: Uint8Array };

/**
 * Writes the one canonical ZIP of these files: stored, ordered by name in UTF-16 units, without folders, extra fields
 * or comments, all dated 1980-01-01. Below 4 GiB and 65,535 files.
 */
export function writeZip(files: Files): Uint8Array {
  const names = [...files.keys()].sort();
  checkNames(names);
  const members = names.map((name) => ({ name: utf8Of(name), bytes: files.get(name) ?? new Uint8Array(0) }));
  const dataBytes = members.reduce((sum, { name, bytes }) => sum + LOCAL_BYTES + name.length + bytes.length, 0);
  const directoryBytes = members.reduce((sum, { name }) => sum + CENTRAL_BYTES + name.length, 0);
  const sizeBytes = dataBytes + directoryBytes + END_BYTES;
  checkSize(members.length, sizeBytes);
  const whole = new Uint8Array(sizeBytes);
  const view = new DataView(whole.buffer);
  let at = 0;
  let directoryAt = dataBytes;
  for (const { name, bytes } of members) {
    const member = { at, crc: crc32(bytes), sizeBytes: bytes.length, name };
    writeCentral(view, directoryAt, member);
    whole.set(name, directoryAt + CENTRAL_BYTES);
    directoryAt += CENTRAL_BYTES + name.length;
    writeLocal(view, at, member);
    whole.set(name, at + LOCAL_BYTES);
    whole.set(bytes, at + LOCAL_BYTES + name.length);
    at += LOCAL_BYTES + name.length + bytes.length;
  }
  writeEnd(view, directoryAt, { count: members.length, at: dataBytes, sizeBytes: directoryBytes });
  return whole;
}

function checkSize(count: number, sizeBytes: number): void {
  if (count >= 0xffff || sizeBytes >= 0xffffffff) throw new ZipError('too large for a ZIP without ZIP64');
}

function writeLocal(view: DataView, at: number, member: Member): void {
  view.setUint32(at, LOCAL, true);
  writeCommon(view, at + 4, member);
}

/** The 26 bytes that a local and a central header have in common, from "version needed" to the length of extra fields. */
function writeCommon(view: DataView, at: number, { crc, sizeBytes, name }: Member): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, UTF8_FLAG, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, sizeBytes, true);
  view.setUint32(at + 18, sizeBytes, true);
  view.setUint16(at + 22, name.length, true);
}

function writeCentral(view: DataView, at: number, member: Member): void {
  const isAscii = member.name.every((byte) => byte < 0x80);
  view.setUint32(at, CENTRAL, true);
  view.setUint16(at + 4, isAscii ? VERSION : UNIX | VERSION, true);
  writeCommon(view, at + 6, member);
  view.setUint32(at + 38, isAscii ? 0 : UNIX_FILE, true);
  view.setUint32(at + 42, member.at, true);
}

type Directory = { readonly count: number; readonly at: number; readonly sizeBytes: number };

function writeEnd(view: DataView, at: number, directory: Directory): void {
  view.setUint32(at, END, true);
  view.setUint16(at + 8, directory.count, true);
  view.setUint16(at + 10, directory.count, true);
  view.setUint32(at + 12, directory.sizeBytes, true);
  view.setUint32(at + 16, directory.at, true);
}

/**
 * Reads a canonical ZIP. Refuses with ZipError all bytes that `writeZip` would not give for the files read, so nothing can
 * hide between, before or behind them, and every name that is absolute, climbs, stands twice or is a folder of another.
 *
 * The order of the names, every byte of every header and the end are held against what `writeZip` writes there, and
 * headers, names and files lie without a gap; so the bytes are the same without being written again.
 */
export function readZip(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const files = new Map<string, Uint8Array>();
  const members: Member[] = [];
  let at = 0;
  while (at + LOCAL_BYTES <= bytes.length && view.getUint32(at, true) === LOCAL) {
    const member = readMember(bytes, view, at);
    const nameEnd = at + LOCAL_BYTES + member.name.length;
    if (nameEnd + member.sizeBytes > bytes.length) throw new ZipError('the archive ends inside a file');
    const name = nameOf(member.name);
    if (files.has(name)) throw new ZipError('two files have the same name');
    files.set(name, bytes.subarray(nameEnd, nameEnd + member.sizeBytes));
    members.push(member);
    at = nameEnd + member.sizeBytes;
  }
  const names = [...files.keys()];
  checkNames(names);
  checkSize(names.length, bytes.length);
  if (!areOrdered(names) || !isDirectory(bytes, at, members) || !areWhole(files, members))
    throw new ZipError('the archive is not in its canonical form');
  return files;
}

/** What a local header says. Whether it says it in the canonical way is not asked here. */
const readMember = (bytes: Uint8Array, view: DataView, at: number): Member => ({
  at,
  crc: view.getUint32(at + 14, true),
  sizeBytes: view.getUint32(at + 18, true),
  name: bytes.subarray(at + LOCAL_BYTES, at + LOCAL_BYTES + view.getUint16(at + 26, true)),
});

const areOrdered = (names: readonly string[]): boolean =>
  names.every((name, i) => i === 0 || (names[i - 1] as string) < name);

/** Tells whether each file has the CRC that its header says. */
function areWhole(files: Files, members: readonly Member[]): boolean {
  let i = 0;
  for (const bytes of files.values()) if (crc32(bytes) !== members[i++]?.crc) return false;
  return true;
}

/** Tells whether the local headers, the directory that begins at `from` and the end are byte for byte those of `members`. */
function isDirectory(bytes: Uint8Array, from: number, members: readonly Member[]): boolean {
  const header = new Uint8Array(CENTRAL_BYTES);
  const view = new DataView(header.buffer);
  let at = from;
  for (const member of members) {
    writeLocal(view, 0, member);
    if (!holds(bytes, member.at, header, LOCAL_BYTES)) return false;
    header.fill(0);
    writeCentral(view, 0, member);
    if (!holds(bytes, at, header, CENTRAL_BYTES)) return false;
    header.fill(0);
    at += CENTRAL_BYTES;
    for (let i = 0; i < member.name.length; i++) if (bytes[at + i] !== bytes[member.at + LOCAL_BYTES + i]) return false;
    at += member.name.length;
  }
  writeEnd(view, 0, { count: members.length, at: from, sizeBytes: at - from });
  return holds(bytes, at, header, END_BYTES) && at + END_BYTES === bytes.length;
}

/** Tells whether the first `count` of `expected` stand in `bytes` at `at`; false where they end before. */
function holds(bytes: Uint8Array, at: number, expected: Uint8Array, count: number): boolean {
  for (let i = 0; i < count; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

/** Tells whether bytes begin or end as a ZIP does. Says nothing about what is between. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const begins = bytes.length >= 4 && [LOCAL, END].includes(view.getUint32(0, true));
  return begins || (bytes.length >= END_BYTES && view.getUint32(bytes.length - END_BYTES, true) === END);
}

function nameOf(bytes: Uint8Array): string {
  try {
    return textOfUtf8(bytes);
  } catch (error) {
    if (error instanceof EncodingError) throw new ZipError('a name is not UTF-8');
    throw error;
  }
}

function checkNames(names: readonly string[]): void {
  const folders = new Set<string>();
  for (const name of names) {
    const climbs = /(?:^|\/)\.{0,2}(?:\/|$)/.test(name);
    if (climbs || /[\p{Cc}\\:]/u.test(name) || !name.isWellFormed() || name.length > 1000) {
      throw new ZipError('a name is absolute, climbs or holds characters that a name must not');
    }
    for (let end = name.indexOf('/'); end !== -1; end = name.indexOf('/', end + 1)) folders.add(name.slice(0, end));
  }
  if (names.some((name) => folders.has(name))) throw new ZipError('a name is the folder of another');
}
