import { statfs } from 'node:fs/promises';

/** How many bytes this user may still write where `path` stands. */
export async function freeBytesAt(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
