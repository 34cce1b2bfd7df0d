import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './blobs.ts';

/** Writes `pieces` beside `path` and renames: the file is whole and durable when this answers, or as it was before. */
export async function writeWhole(
  path: string,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<number> {
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  let sizeBytes = 0;
  let isWritten = false;
  try {
    for await (const piece of pieces) {
      await file.appendFile(piece);
      sizeBytes += piece.length;
    }
    await file.sync();
    isWritten = true;
  } finally {
    await file.close();
    if (!isWritten) await rm(part, { force: true });
  }
  await rename(part, path);
  await syncFolder(dirname(path));
  return sizeBytes;
}
