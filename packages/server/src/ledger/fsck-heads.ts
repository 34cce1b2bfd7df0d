import type { EpochLog } from '@zhenglian/proof';
import { openNote, parseCheckpoint, parseEpoch } from '@zhenglian/proof';
import type { Tx } from '../platform/db.ts';
import * as store from './checkpoint-store.ts';
import type { Check, Faults } from './fsck-check.ts';
import { fault, faults, result } from './fsck-check.ts';
import type { Ledger } from './ledger.ts';
import { originOf } from './ledger.ts';
import type { Twin } from './prove.ts';
import { signerOf } from './secrets.ts';
import type { LogRow } from './store.ts';

/** A head of a log as somebody outside saw it. */
export type Head = { readonly log: string; readonly size: number; readonly sha256: string };

/** A log that was walked, with the roots of both trees at the sizes that somebody signed or saw. */
export type Walked = { readonly ledger: Ledger; readonly log: LogRow; readonly roots: ReadonlyMap<number, Twin> };

/** Every stored checkpoint is signed by the log's own key and names the root that the entries give. */
export async function checkNotes(
  tx: Tx,
  walk: Walked,
  notes: readonly { size: number; note: string }[],
): Promise<Check> {
  const wrong = faults();
  const signer =
    notes.length === 0 ? undefined : await signerOf(tx, walk.ledger.master, originOf(walk.ledger, walk.log.name));
  for (const { size, note } of notes) {
    const root = walk.roots.get(size);
    try {
      const { text } = openNote(
        Buffer.from(note),
        signer === undefined ? [] : [{ name: signer.name, publicKey: signer.publicKey }],
      );
      const point = parseCheckpoint(text);
      const same = root !== undefined && point.size === size && root.sha256.equals(point.root);
      if (!same) fault(wrong, `the checkpoint of size ${size} names another root than the entries give`);
    } catch {
      fault(wrong, `the checkpoint of size ${size} is not signed by this log's key`);
    }
  }
  return result(
    `checkpoints.${walk.log.name}`,
    wrong,
    `${notes.length} signed checkpoints name the roots that the entries give`,
  );
}

type EpochHeads = { readonly wrong: Faults; readonly heads: readonly (EpochLog & { readonly epoch: number })[] };

/** What the signed epochs say of one log; an epoch that is not ours or does not open is a fault. */
export async function epochHeads(tx: Tx, ledger: Ledger, log: string): Promise<EpochHeads> {
  const wrong = faults();
  const heads: (EpochLog & { epoch: number })[] = [];
  const rows = await store.epochs(tx);
  const signer = rows.length === 0 ? undefined : await signerOf(tx, ledger.master, originOf(ledger, 'epoch'));
  for (const { epoch, note } of rows) {
    try {
      const { text } = openNote(note, signer === undefined ? [] : [{ name: signer.name, publicKey: signer.publicKey }]);
      heads.push(
        ...parseEpoch(text)
          .logs.filter((head) => head.log === log)
          .map((head) => ({ ...head, epoch })),
      );
    } catch {
      fault(wrong, `epoch ${epoch} is not signed by this installation's key`);
    }
  }
  return { wrong, heads };
}

export function checkEpochs(walk: Walked, { wrong, heads }: EpochHeads): Check {
  for (const { epoch, size, sha256, sm3 } of heads) {
    const root = walk.roots.get(size);
    const same = root?.sha256.toString('hex') === sha256 && root?.sm3.toString('hex') === sm3;
    if (!same) fault(wrong, `epoch ${epoch} names other roots at size ${size} than the entries give`);
  }
  return result(
    `epochs.${walk.log.name}`,
    wrong,
    `${heads.length} signed epochs name the roots of both trees that the entries give`,
  );
}

export function checkOutside(walk: Walked, head: Head): Check {
  const check = `outside.${head.log}.${head.size}`;
  const root = walk.roots.get(head.size);
  if (root?.sha256.toString('hex') === head.sha256)
    return { check, outcome: 'pass', because: `the log still holds what was seen outside at size ${head.size}` };
  const why = head.size > walk.log.size ? `the log has only ${walk.log.size} entries` : 'the entries give another root';
  return {
    check,
    outcome: 'fail',
    because: `outside a head of size ${head.size} was seen, but ${why}: the log was cut or rewritten`,
  };
}
