import type { ZipWriterAddDataOptions } from '@zip.js/zip.js';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

export type MadeMember = { readonly name: string; readonly content: Uint8Array };

/** A ZIP of these members, in memory; the options are those of every member. */
export async function makeArchive(
  members: readonly MadeMember[],
  options: ZipWriterAddDataOptions = {},
): Promise<Buffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const { name, content } of members) await zip.add(name, new Uint8ArrayReader(content), options);
  return Buffer.from(await zip.close());
}
