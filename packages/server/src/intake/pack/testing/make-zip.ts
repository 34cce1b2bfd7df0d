import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** An archive with these members; under a password as the bills of payment services are (ZipCrypto). */
export async function makeZip(members: Readonly<Record<string, Uint8Array>>, password?: string): Promise<Buffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), password === undefined ? {} : { password, zipCrypto: true });
  for (const [name, bytes] of Object.entries(members)) await zip.add(name, new Uint8ArrayReader(bytes));
  return Buffer.from(await zip.close());
}
