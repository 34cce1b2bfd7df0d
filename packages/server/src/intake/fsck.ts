import { hash } from 'node:crypto';
import type { Check } from '../ledger/fsck-check.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readEntries } from '../ledger/read.ts';
import type { LogRow } from '../ledger/store.ts';
import type { Tx } from '../platform/db.ts';
import { readOriginal } from './original.ts';
import * as store from './store.ts';

/** Puts every delivery's original together again and compares it with the digest recorded when it came. */
export async function checkDeliveries(tx: Tx, ledger: Ledger, log: LogRow): Promise<Check> {
  const wrong: string[] = [];
  let [good, partial] = [0, 0];
  for (const { index, finished } of await store.allDeliveries(tx, log.logId)) {
    const [read] = await readEntries(tx, ledger, log, [index]);
    const original = await readOriginal(tx, ledger, { log, delivery: index }).catch(() => 'unreadable' as const);
    if (original === 'unreadable' || read === undefined)
      wrong.push(`the original of delivery ${index} cannot be put together`);
    else if (original === undefined || !finished || read.content.status !== 'open') partial++;
    else if (digestIn(read.content.body) === hash('sha256', original)) good++;
    else wrong.push(`the original of delivery ${index} is not what came`);
  }
  const check = `originals.${log.name}`;
  if (wrong.length > 0) return { check, outcome: 'fail', because: wrong.slice(0, 5).join('; ') };
  if (partial > 0)
    return {
      check,
      outcome: 'not_checked',
      because: `${partial} originals are destroyed in part or not finished; the other ${good} are byte for byte what came`,
    };
  return { check, outcome: 'pass', because: `${good} originals are byte for byte what came` };
}

function digestIn(body: { readonly [name: string]: unknown }): string {
  return (body as { file?: { sha256?: string } }).file?.sha256 ?? '';
}
