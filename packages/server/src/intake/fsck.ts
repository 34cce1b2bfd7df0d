import { createHash } from 'node:crypto';
import type { Check } from '../ledger/fsck-check.ts';
import { readEntries } from '../ledger/read.ts';
import type { LogRow } from '../ledger/store.ts';
import { hasBlob } from '../platform/blobs.ts';
import type { Tx } from '../platform/db.ts';
import type { Intake } from './intake.ts';
import { addressOf } from './media.ts';
import type { Gap } from './original.ts';
import { originalParts, wholeFilesOf } from './original.ts';
import * as store from './store.ts';

/** Puts every delivery's original together again and compares it with the digest recorded when it came. */
export async function checkDeliveries(tx: Tx, intake: Where, log: LogRow): Promise<Check> {
  const wrong: string[] = [];
  let [good, destroyed, outside, unfinished, undone] = [0, 0, 0, 0, 0];
  for (const { index, finished, isRetracted } of await store.allDeliveries(tx, log.logId)) {
    const found = await checkOriginal(tx, intake, log, index);
    if (!finished && found !== 'unreadable') {
      if (isRetracted) undone++;
      else unfinished++;
    } else if (found === 'good') good++;
    else if (found === 'destroyed') destroyed++;
    else if (found === 'outside') outside++;
    else
      wrong.push(
        `the original of delivery ${index} ${found === 'other' ? 'is not what came' : 'cannot be put together'}`,
      );
  }
  const check = `originals.${log.name}`;
  if (wrong.length > 0) return { check, outcome: 'fail', because: wrong.slice(0, 5).join('; ') };
  const said = `${good} originals are byte for byte what came`;
  const left = [
    ...(destroyed > 0 ? [`${destroyed} are destroyed in part`] : []),
    ...(outside > 0 ? [`${outside} are kept without what was not handed over`] : []),
    ...(unfinished > 0 ? [`${unfinished} are not finished`] : []),
    ...(undone > 0 ? [`${undone} were undone before they were finished`] : []),
  ];
  if (left.length > 0) return { check, outcome: 'not_checked', because: `${left.join(', ')}; ${said}` };
  return { check, outcome: 'pass', because: said };
}

type Where = Pick<Intake, 'ledger' | 'blobDir'>;
type Found = 'good' | 'other' | 'unreadable' | Gap;

/** Piece by piece, so that a file of any size is compared in the same memory. */
async function checkOriginal(tx: Tx, { ledger, blobDir }: Where, log: LogRow, delivery: number): Promise<Found> {
  const [read] = await readEntries(tx, ledger, log, [delivery]);
  if (read === undefined) return 'unreadable';
  if (read.content.status !== 'open') return 'destroyed';
  const digest = createHash('sha256');
  try {
    for (const sha256 of await wholeFilesOf({ tx, ledger, blobDir }, { log, delivery }))
      if ((await hasBlob(blobDir, addressOf(ledger, sha256))) === undefined) return 'unreadable';
    for await (const part of originalParts({ tx, ledger, blobDir }, { log, delivery })) {
      if (typeof part === 'string') return part;
      digest.update(part);
    }
  } catch {
    return 'unreadable';
  }
  return digestIn(read.content.body) === digest.digest('hex') ? 'good' : 'other';
}

function digestIn(body: { readonly [name: string]: unknown }): string {
  return (body as { file?: { sha256?: string } }).file?.sha256 ?? '';
}
