import { createHash } from 'node:crypto';
import type { NativeRecord } from '../kernel/record.ts';
import * as keyStore from '../ledger/data-key-store.ts';
import type { SeeRecord } from '../ledger/fsck.ts';
import type { Check } from '../ledger/fsck-check.ts';
import { getBlob, hasBlob } from '../platform/blobs.ts';
import type { Tx } from '../platform/db.ts';
import type { Intake } from './intake.ts';
import { addressOf } from './media.ts';

/** Each media file that a record names, once, with its size and the first record that names it. */
export type NamedMedia = Map<string, { readonly sizeBytes: number; readonly place: string }>;

/** Collects what the records of one log name, while they are walked for another reason. */
export function mediaSeen(log: string, named: NamedMedia): SeeRecord {
  return (index, record) => {
    const media = (record as { readonly media?: NativeRecord['media'] }).media ?? [];
    for (const { sha256, sizeBytes } of media) {
      // Two sizes for one digest cannot both be right, so each stands as a file of its own.
      const name = `${sha256} ${sizeBytes}`;
      if (!named.has(name)) named.set(name, { sizeBytes, place: `${log}:${index}` });
    }
  };
}

type Found = 'good' | 'destroyed' | { readonly wrong: string };

/** Opens every named file and compares digest and size; one whose data key is destroyed cannot be checked. */
export async function checkMedia(
  tx: Tx,
  intake: Pick<Intake, 'ledger' | 'blobDir'>,
  named: NamedMedia,
): Promise<Check> {
  const wrong: string[] = [];
  let [good, destroyed] = [0, 0];
  for (const [name, { sizeBytes, place }] of named) {
    const found = await checkOne(tx, intake, name.slice(0, 64), sizeBytes);
    if (found === 'good') good++;
    else if (found === 'destroyed') destroyed++;
    else wrong.push(`a file that entry ${place} names ${found.wrong}`);
  }
  const check = 'blobs';
  if (wrong.length > 0) {
    const more = wrong.length > 5 ? `; and ${wrong.length - 5} more` : '';
    return { check, outcome: 'fail', because: `${wrong.slice(0, 5).join('; ')}${more}` };
  }
  const because = `${good} media files open and have the digests that the records name`;
  if (destroyed === 0) return { check, outcome: 'pass', because };
  return {
    check,
    outcome: 'not_checked',
    because: `${destroyed} media files were destroyed and cannot be opened; ${because}`,
  };
}

async function checkOne(
  tx: Tx,
  { ledger, blobDir }: Pick<Intake, 'ledger' | 'blobDir'>,
  sha256: string,
  sizeBytes: number,
): Promise<Found> {
  const address = addressOf(ledger, sha256);
  const held = await hasBlob(blobDir, address);
  if (held === undefined) return { wrong: 'is not there' };
  const wrapped = await keyStore.wrappedKey(tx, held.keyId);
  if (wrapped === undefined)
    return (await keyStore.exists(tx, held.keyId)) ? 'destroyed' : { wrong: 'names no data key' };
  const digest = createHash('sha256');
  try {
    for await (const part of getBlob(blobDir, address, ledger.keys.open(held.keyId, wrapped))) digest.update(part);
  } catch {
    return { wrong: 'does not open' };
  }
  if (digest.digest('hex') !== sha256) return { wrong: 'has another digest' };
  return held.sizeBytes === sizeBytes ? 'good' : { wrong: 'has another size' };
}
