import { Refusal } from '../kernel/refusal.ts';
import type { FileSource } from './file-source.ts';
import type { Workbook } from './pack/workbook.ts';
import { isWorkbook, openWorkbook } from './pack/workbook.ts';
import { describeBinary, isZip, openArchive } from './pack/zip-archive.ts';

/** One file to be read: as it is, or out of an archive. */
export type Input = {
  /** As reports name it; a member stands behind the name of its archive. */
  readonly path: string;
  readonly file: FileSource;
  readonly workbook: Workbook | undefined;
  readonly archive: FileSource | undefined;
};

/** A file that cannot even be opened, and why. */
export type Unopened = { readonly path: string; readonly refusal: Refusal };

const HEAD_BYTES = 64 * 1024;

/** What a file holds: itself, or the members of an archive, each by itself. An archive within an archive is not opened. */
export async function inputsIn(
  file: FileSource,
  path: string,
  password: string | undefined,
): Promise<readonly (Input | Unopened)[]> {
  return await named(path, async () => {
    const head = await file.read(0, HEAD_BYTES);
    if (!isZip(head)) return [plain(file, path, head, undefined)];
    const archive = await openArchive(file, password);
    if (isWorkbook(archive)) return [{ path, file, workbook: await openWorkbook(file, password), archive: undefined }];
    if (isDocument(archive.members)) return [document(path)];
    const found: (Input | Unopened)[] = [];
    for (const member of archive.members) {
      if (isHidden(member.name)) continue;
      const at = `${path}/${member.name}`;
      found.push(...(await named(at, async () => [await inArchive(member.open(), at, file)])));
    }
    return found.length > 0 ? found : [{ path, refusal: new Refusal('import.unrecognised', { why: EMPTY }) }];
  });
}

const EMPTY = 'the archive holds no file; nothing was recorded';

/** A refusal is about the file alone: the others of a folder or an archive are read all the same. */
async function named(
  path: string,
  open: () => Promise<readonly (Input | Unopened)[]>,
): Promise<readonly (Input | Unopened)[]> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ path, refusal: error }];
  }
}

async function inArchive(file: FileSource, path: string, archive: FileSource): Promise<Input | Unopened> {
  const head = await file.read(0, HEAD_BYTES);
  if (!isZip(head)) return plain(file, path, head, archive);
  const inner = await openArchive(file, undefined);
  if (isWorkbook(inner)) return { path, file, workbook: await openWorkbook(file, undefined), archive };
  if (isDocument(inner.members)) return document(path);
  const why = 'an archive within an archive is not opened; unpack it and import what it holds';
  return { path, refusal: new Refusal('import.unrecognised', { why }) };
}

function plain(file: FileSource, path: string, head: Buffer, archive: FileSource | undefined): Input | Unopened {
  const refusal = describeBinary(head, file.name);
  return refusal === undefined ? { path, file, workbook: undefined, archive } : { path, refusal };
}

const isDocument = (members: readonly { readonly name: string }[]): boolean =>
  members.some(({ name }) => name === 'word/document.xml');

function document(path: string): Unopened {
  const why =
    'a document says neither what it is nor whom it concerns: name it in a list (CSV with the columns 文件, 类型, 标题, 日期) in the same folder and import the list';
  return { path, refusal: new Refusal('import.unrecognised', { why }) };
}

/** What systems add to archives beside the files that were meant. */
const isHidden = (name: string): boolean =>
  name.endsWith('/') || name.split('/').some((part) => part === '__MACOSX' || part.startsWith('.'));
