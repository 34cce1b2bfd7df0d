import { createHash } from 'node:crypto';
import { Refusal } from '../kernel/refusal.ts';
import { shanghaiMonth } from '../kernel/time.ts';
import { audit } from '../ledger/append-own.ts';
import * as keyStore from '../ledger/data-key-store.ts';
import type { DataKey } from '../ledger/data-keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { holderMessage } from '../ledger/mac-messages.ts';
import type { Put } from '../platform/blobs.ts';
import { getBlob, hasBlob, putBlob } from '../platform/blobs.ts';
import type { Actor } from '../platform/db.ts';
import { systemActor } from '../platform/db.ts';
import type { FileSource } from './file-source.ts';
import type { Intake } from './intake.ts';
import type { Quarantined, WantedMedia } from './prepare.ts';
import type { SourceRow } from './store.ts';

type Where = Pick<Intake, 'ledger' | 'blobDir'>;

/** Where a media file is kept: a keyed digest of its content, so that its name says nothing. */
export const addressOf = (ledger: Ledger, sha256: string): string =>
  ledger.secrets.mac(Buffer.from(`blob\0${sha256}`)).toString('hex');

/** The size of the media file with this digest, if it is kept and its data key is not destroyed. */
export async function heldMedia({ ledger, blobDir }: Where, sha256: string): Promise<number | undefined> {
  const held = await hasBlob(blobDir, addressOf(ledger, sha256));
  if (held === undefined) return undefined;
  const wrapped = await ledger.db.as(systemActor, (tx) => keyStore.wrappedKey(tx, held.keyId));
  return wrapped === undefined ? undefined : held.sizeBytes;
}

/**
 * Keeps a media file under the source's own data key of the class `media`. The digest is checked while it streams:
 * nothing is kept of a file that has another one. Durable when it answers `stored`. A file that is kept already is
 * only compared, so that it stays under the data key it was first kept under.
 */
export async function keepMedia(
  where: Where,
  source: SourceRow,
  content: AsyncIterable<Uint8Array>,
  expected: { readonly sha256: string; readonly maxBytes: number },
): Promise<Put> {
  return await keepWhole(where, source, 'media', content, expected);
}

/**
 * As `keepMedia`. An original that cannot be cut has a data key of its own and of the class `original`, since it may
 * name many people: it can be destroyed without what else its source brought.
 */
export async function keepWhole(
  { ledger, blobDir }: Where,
  source: SourceRow,
  kept: 'media' | 'original',
  content: AsyncIterable<Uint8Array>,
  expected: { readonly sha256: string; readonly maxBytes: number },
): Promise<Put> {
  if ((await heldMedia({ ledger, blobDir }, expected.sha256)) !== undefined) return await compare(content, expected);
  const address = addressOf(ledger, expected.sha256);
  const put = await putBlob(blobDir, address, await fileKey(ledger, source, kept, expected.sha256), content, expected);
  if (put.as !== 'stored' || (await heldMedia({ ledger, blobDir }, expected.sha256)) !== undefined) return put;
  ledger.keys.forget();
  throw new Refusal('key.destroyed', { why: 'the data key was destroyed while the file came in; send it again' });
}

async function fileKey(
  ledger: Ledger,
  source: SourceRow,
  kept: 'media' | 'original',
  sha256: string,
): Promise<DataKey> {
  const holder = kept === 'media' ? `source:${source.name}` : `file:${sha256}`;
  const holderMac = ledger.secrets.mac(holderMessage(holder));
  const need = { holderMac, class: kept, month: shanghaiMonth(ledger.clock.now()) };
  const [key] = await ledger.keys.resolve(source.logId, [need]);
  if (key === undefined) throw new Error('a source has a data key for its files');
  return key;
}

/**
 * A media file for a person to look at; the audit entry stands before the first byte is answered. Refuses with
 * `not_found` when it is not kept and with `key.destroyed` when its data key is gone.
 */
export async function readMedia(
  { ledger, blobDir }: Where,
  actor: Actor,
  sha256: string,
  ground: string,
): Promise<AsyncGenerator<Buffer>> {
  const address = addressOf(ledger, sha256);
  const held = await hasBlob(blobDir, address);
  if (held === undefined) throw new Refusal('not_found', { what: 'a file with this digest' });
  const wrapped = await ledger.db.as(actor, (tx) => keyStore.wrappedKey(tx, held.keyId));
  if (wrapped === undefined) throw new Refusal('key.destroyed', { what: 'a file with this digest' });
  const key = ledger.keys.open(held.keyId, wrapped);
  await audit(ledger, actor, 'media.read', { sha256, sizeBytes: held.sizeBytes }, { ground });
  return getBlob(blobDir, address, key);
}

/** Where the media of a delivery are: put beforehand, or beside the imported file. */
export type MediaAt = {
  readonly source: SourceRow | undefined;
  readonly beside: FileSource['beside'] | undefined;
  readonly keep: boolean;
};

export type WithoutMedia = Quarantined & { readonly record: number };

/**
 * The records whose media are not there or are other files than they say. Of an imported file, each found beside it is
 * compared and, where `keep` says so, kept; a file that is no longer there is enough if it was kept before.
 */
export async function withoutMedia(
  intake: Where,
  wanted: readonly WantedMedia[],
  at: MediaAt,
): Promise<readonly WithoutMedia[]> {
  const missing: WithoutMedia[] = [];
  for (const { media, ...place } of wanted) {
    for (const [i, each] of media.entries()) {
      const why =
        at.beside === undefined ? await whyNotPut(intake, each) : await whyNotFound(intake, each, at, at.beside);
      if (why === undefined) continue;
      missing.push({ ...place, code: 'record.media_missing', why: `media.${i}: ${why}` });
      break;
    }
  }
  return missing;
}

type Medium = WantedMedia['media'][number];

async function whyNotPut(intake: Where, { sha256, sizeBytes }: Medium): Promise<string | undefined> {
  const held = await heldMedia(intake, sha256);
  if (held === undefined) return 'no file with this digest was put before the record';
  return held === sizeBytes ? undefined : 'the file with this digest has another size';
}

async function whyNotFound(
  intake: Where,
  medium: Medium,
  { source, keep }: MediaAt,
  beside: FileSource['beside'],
): Promise<string | undefined> {
  const file = await beside(medium.path);
  if (file === undefined) {
    return (await whyNotPut(intake, medium)) === undefined ? undefined : 'no plain file stands at its path';
  }
  if (file.sizeBytes !== medium.sizeBytes) return 'the file at its path has another size';
  const expected = { sha256: medium.sha256, maxBytes: file.sizeBytes };
  const isKept = keep && source !== undefined;
  const put = isKept
    ? await keepMedia(intake, source, file.stream(0), expected)
    : await compare(file.stream(0), expected);
  return put.as === 'stored' ? undefined : 'the file at its path has another digest';
}

async function compare(
  content: AsyncIterable<Uint8Array>,
  { sha256, maxBytes }: { readonly sha256: string; readonly maxBytes: number },
): Promise<Put> {
  const digest = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of content) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) return { as: 'too large' };
    digest.update(chunk);
  }
  return digest.digest('hex') === sha256 ? { as: 'stored', sizeBytes, sha256 } : { as: 'other digest' };
}
