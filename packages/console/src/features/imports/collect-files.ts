import type { Chosen } from '../../api/uploads.ts';

/** What a person chose, without what the computer itself keeps in folders; `skipped` names that. */
export type Collected = { readonly files: readonly Chosen[]; readonly skipped: readonly string[] };

const ofSystem =
  /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini|\.localized|\._[^/]*)$|(^|\/)(__MACOSX|\.git|\$RECYCLE\.BIN)\//i;

/** Puts files in the order of their paths; a record beside its files and a roster before its chats read better so. */
export function sortOut(files: readonly Chosen[]): Collected {
  const mine = files.filter(({ path }) => !ofSystem.test(path));
  return {
    files: mine.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    skipped: files.filter(({ path }) => ofSystem.test(path)).map(({ path }) => path.split('/').at(-1) ?? path),
  };
}

/** The files of an input, with their places in the folder where one was chosen. */
export function filesOfInput(list: FileList): Collected {
  return sortOut([...list].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** Answers some entries at a time (a hundred in Chrome), an empty list at the end. */
function nextEntries(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

async function entriesIn(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (let some = await nextEntries(reader); some.length > 0; some = await nextEntries(reader)) all.push(...some);
  return all;
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function filesUnder(entry: FileSystemEntry): Promise<readonly Chosen[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  if (!isFolder(entry)) return [];
  const within: Chosen[] = [];
  for (const each of await entriesIn(entry)) within.push(...(await filesUnder(each)));
  return within;
}

/** The files that were dropped, folders opened all the way down. Must be called while the event is being handled. */
export async function filesOfDrop(transfer: DataTransfer): Promise<Collected> {
  const dropped = [...transfer.items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const all: Chosen[] = [];
  for (const { entry, file } of dropped) {
    if (entry !== null) all.push(...(await filesUnder(entry)));
    else if (file !== null) all.push({ path: file.name, file });
  }
  return sortOut(all);
}
