import { EncodingError, sameBytes } from './bytes.ts';
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
  if (members.length >= 0xffff || sizeBytes >= 0xffffffff) throw new ZipError('too large for a ZIP without ZIP64');
  const whole = new Uint8Array(sizeBytes);
  const view = new DataView(whole.buffer);
  let at = 0;
  let directoryAt = dataBytes;
  for (const { name, bytes } of members) {
    const crc = crc32(bytes);
    writeCentral(view, directoryAt, at, crc, bytes.length, name);
    whole.set(name, directoryAt + CENTRAL_BYTES);
    directoryAt += CENTRAL_BYTES + name.length;
    view.setUint32(at, LOCAL, true);
    writeCommon(view, at + 4, crc, bytes.length, name.length);
    whole.set(name, at + LOCAL_BYTES);
    whole.set(bytes, at + LOCAL_BYTES + name.length);
    at += LOCAL_BYTES + name.length + bytes.length;
  }
  view.setUint32(directoryAt, END, true);
  view.setUint16(directoryAt + 8, members.length, true);
  view.setUint16(directoryAt + 10, members.length, true);
  view.setUint32(directoryAt + 12, directoryBytes, true);
  view.setUint32(directoryAt + 16, dataBytes, true);
  return whole;
}

/** The 26 bytes that a local and a central header have in common, from "version needed" to the length of extra fields. */
function writeCommon(view: DataView, at: number, crc: number, sizeBytes: number, nameBytes: number): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, UTF8_FLAG, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, sizeBytes, true);
  view.setUint32(at + 18, sizeBytes, true);
  view.setUint16(at + 22, nameBytes, true);
}

function writeCentral(
  view: DataView,
  at: number,
  localAt: number,
  crc: number,
  sizeBytes: number,
  name: Uint8Array,
): void {
  const isAscii = name.every((byte) => byte < 0x80);
  view.setUint32(at, CENTRAL, true);
  view.setUint16(at + 4, isAscii ? VERSION : UNIX | VERSION, true);
  writeCommon(view, at + 6, crc, sizeBytes, name.length);
  view.setUint32(at + 38, isAscii ? 0 : UNIX_FILE, true);
  view.setUint32(at + 42, localAt, true);
}

/**
 * Reads a canonical ZIP. Refuses with ZipError all bytes that `writeZip` would not give for the files read, so nothing can
 * hide between, before or behind them, and every name that is absolute, climbs, stands twice or is a folder of another.
 */
export function readZip(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const files = new Map<string, Uint8Array>();
  let at = 0;
  while (at + LOCAL_BYTES <= bytes.length && view.getUint32(at, true) === LOCAL) {
    const sizeBytes = view.getUint32(at + 18, true);
    const nameEnd = at + LOCAL_BYTES + view.getUint16(at + 26, true);
    if (nameEnd + sizeBytes > bytes.length) throw new ZipError('the archive ends inside a file');
    const name = nameOf(bytes.subarray(at + LOCAL_BYTES, nameEnd));
    if (files.has(name)) throw new ZipError('two files have the same name');
    files.set(name, bytes.subarray(nameEnd, nameEnd + sizeBytes));
    at = nameEnd + sizeBytes;
  }
  if (!sameBytes(writeZip(files), bytes)) throw new ZipError('the archive is not in its canonical form');
  return files;
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
    const segments = name.split('/');
    const climbs = segments.some((segment) => segment === '' || segment === '.' || segment === '..');
    if (climbs || /[\p{Cc}\\:]/u.test(name) || !name.isWellFormed() || name.length > 1000) {
      throw new ZipError('a name is absolute, climbs or holds characters that a name must not');
    }
    for (let i = 1; i < segments.length; i++) folders.add(segments.slice(0, i).join('/'));
  }
  if (names.some((name) => folders.has(name))) throw new ZipError('a name is the folder of another');
}
