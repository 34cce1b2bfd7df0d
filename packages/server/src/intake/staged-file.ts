import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { shanghaiMonth } from '../kernel/time.ts';
import * as keyStore from '../ledger/data-key-store.ts';
import type { DataKey } from '../ledger/data-keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { MAIN_LOG } from '../ledger/ledger.ts';
import { holderMessage } from '../ledger/mac-messages.ts';
import * as ledgerStore from '../ledger/store.ts';
import type { Put } from '../platform/blobs.ts';
import { blobPath, getBlob, hasBlob, putBlob } from '../platform/blobs.ts';
import { systemActor } from '../platform/db.ts';
import type { FileSource } from './file-source.ts';

/** The key that seals what waits to be taken in: files, their names, and what was said about them. */
export async function stagingKey(ledger: Ledger): Promise<DataKey> {
  const { logId } = await ledger.db.as(systemActor, (tx) => ledgerStore.logNamed(tx, MAIN_LOG));
  const holderMac = ledger.secrets.mac(holderMessage('imports'));
  const need = { holderMac, class: 'original' as const, month: shanghaiMonth(ledger.clock.now()) };
  const [key] = await ledger.keys.resolve(logId, [need]);
  if (key === undefined) throw new Error('imports have a data key');
  return key;
}

export type Staged = { readonly address: string; readonly put: Put };

/** Seals an upload as it streams in; durable when it answers `stored`. Its address is random and says nothing. */
export async function stageFile(
  ledger: Ledger,
  dir: string,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Staged> {
  const address = randomBytes(16).toString('hex');
  const put = await putBlob(dir, address, await stagingKey(ledger), content, { sha256: undefined, maxBytes });
  return { address, put };
}

export const dropStaged = (dir: string, address: string): Promise<void> => rm(blobPath(dir, address), { force: true });

/** A staged upload as a file that can be read again and again, opened piece by piece. */
export async function stagedFile(
  ledger: Ledger,
  dir: string,
  { address, path, sizeBytes }: { readonly address: string; readonly path: string; readonly sizeBytes: number },
  beside: FileSource['beside'],
): Promise<FileSource> {
  const held = await hasBlob(dir, address);
  const wrapped = held && (await ledger.db.as(systemActor, (tx) => keyStore.wrappedKey(tx, held.keyId)));
  if (held === undefined || wrapped === undefined) throw new Error('a staged file is no longer there');
  const key = ledger.keys.open(held.keyId, wrapped);
  const stream = (from: number) => getBlob(dir, address, key, from);
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    sizeBytes,
    stream,
    async read(at, length) {
      const parts: Buffer[] = [];
      let left = Math.max(0, Math.min(length, sizeBytes - at));
      if (left === 0) return Buffer.alloc(0);
      for await (const part of stream(at)) {
        parts.push(part.subarray(0, left));
        left -= part.length;
        if (left <= 0) break;
      }
      return Buffer.concat(parts);
    },
    beside,
  };
}
