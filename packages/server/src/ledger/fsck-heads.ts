import type { Epoch, EpochLog } from '@zhenglian/proof';
import { encodeEpoch, openNote, parseCheckpoint, parseEpoch } from '@zhenglian/proof';
import type { Tx } from '../platform/db.ts';
import * as store from './checkpoint-store.ts';
import type { Check, Faults } from './fsck-check.ts';
import { fault, faults, result } from './fsck-check.ts';
import type { Ledger } from './ledger.ts';
import { originOf } from './ledger.ts';
import type { Twin } from './prove.ts';
import type { Signer } from './secrets.ts';
import { signerOf } from './secrets.ts';
import type { LogRow } from './store.ts';

/** A head of a log as somebody outside saw it. */
export type Head = { readonly log: string; readonly size: number; readonly sha256: string };

/** What somebody outside kept of this ledger. */
export type Outside = { readonly heads: readonly Head[]; readonly epochs: readonly Epoch[] };
export const NOTHING_OUTSIDE: Outside = { heads: [], epochs: [] };

/** Of these, the heads that are said of one log, each once. */
export function headsOfLog({ heads, epochs }: Outside, log: string): readonly Head[] {
  const said = [...heads, ...epochs.flatMap(({ logs }) => logs)].filter((head) => head.log === log);
  return [...new Map(said.map((head) => [`${head.size} ${head.sha256}`, head])).values()];
}

/** A log that was walked, with the roots of both trees at the sizes that somebody signed or saw. */
export type Walked = { readonly ledger: Ledger; readonly log: LogRow; readonly roots: ReadonlyMap<number, Twin> };

/** The key that signs for a log, or for the epochs; one that does not open is a fault. */
async function keyOf(tx: Tx, ledger: Ledger, name: string, wrong: Faults): Promise<Signer | undefined> {
  try {
    return await signerOf(tx, ledger.master, originOf(ledger, name));
  } catch (error) {
    fault(wrong, `the key that signs ${name} cannot be used: ${error instanceof Error ? error.message : 'unknown'}`);
    return undefined;
  }
}

/** Every stored checkpoint is signed by the log's own key and names the root that the entries give. */
export async function checkNotes(
  tx: Tx,
  walk: Walked,
  notes: readonly { size: number; note: string }[],
): Promise<Check> {
  const wrong = faults();
  const signer = notes.length === 0 ? undefined : await keyOf(tx, walk.ledger, walk.log.name, wrong);
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

/** The stored epochs that open, what is wrong with them, and which heads of which log they name. */
export type ReadEpochs = { readonly wrong: Faults; readonly epochs: readonly Epoch[] };

/** Every stored epoch is signed with the installation's key, stands under its own number and time, and none is missing. */
export async function readEpochs(tx: Tx, ledger: Ledger): Promise<ReadEpochs> {
  const wrong = faults();
  const epochs: Epoch[] = [];
  const rows = await store.epochs(tx);
  const signer = rows.length === 0 ? undefined : await keyOf(tx, ledger, 'epoch', wrong);
  for (const [before, { epoch, at, note }] of rows.entries()) {
    if (epoch !== (rows[before - 1]?.epoch ?? 0) + 1) fault(wrong, `before epoch ${epoch} one is missing`);
    try {
      const { text } = openNote(note, signer === undefined ? [] : [{ name: signer.name, publicKey: signer.publicKey }]);
      const says = parseEpoch(text);
      if (says.epoch !== epoch || says.at !== at) fault(wrong, `epoch ${epoch} stands under another number or time`);
      else epochs.push(says);
    } catch {
      fault(wrong, `epoch ${epoch} is not signed by this installation's key`);
    }
  }
  return { wrong, epochs };
}

export type EpochHead = EpochLog & { readonly epoch: number };
export const epochHeadsOf = ({ epochs }: ReadEpochs, log: string): readonly EpochHead[] =>
  epochs.flatMap(({ epoch, logs }) => logs.filter((head) => head.log === log).map((head) => ({ ...head, epoch })));

/** What the epochs say of a log is what its entries give, and a signed checkpoint says it too. */
export function checkEpochs(walk: Walked, heads: readonly EpochHead[], checkpoints: ReadonlySet<number>): Check {
  const wrong = faults();
  for (const { epoch, size, sha256, sm3 } of heads) {
    const root = walk.roots.get(size);
    const same = root?.sha256.toString('hex') === sha256 && root?.sm3.toString('hex') === sm3;
    if (!same) fault(wrong, `epoch ${epoch} names other roots at size ${size} than the entries give`);
    if (!checkpoints.has(size)) fault(wrong, `epoch ${epoch} holds size ${size}, of which there is no checkpoint`);
  }
  return result(
    `epochs.${walk.log.name}`,
    wrong,
    `${heads.length} signed epochs name the roots of both trees that the entries give`,
  );
}

/** The epochs themselves, and those seen outside: each is stored still, and says the very same. */
export function checkAllEpochs({ wrong, epochs }: ReadEpochs, logs: ReadonlySet<string>, outside: Outside): Check[] {
  for (const { epoch, logs: named } of epochs)
    for (const { log } of named) if (!logs.has(log)) fault(wrong, `epoch ${epoch} holds the log ${log}, which is gone`);
  const stored = new Map(epochs.map((each) => [each.epoch, encodeEpoch(each)]));
  return [
    result('epochs', wrong, `${epochs.length} epochs are signed and follow each other without a gap`),
    ...outside.epochs.map((seen): Check => {
      const check = `outside.epoch.${seen.epoch}`;
      const same = stored.get(seen.epoch) === encodeEpoch(seen);
      if (same) return { check, outcome: 'pass', because: `epoch ${seen.epoch} still says what was seen outside` };
      const why = stored.has(seen.epoch) ? 'says something else here' : 'is not here';
      return {
        check,
        outcome: 'fail',
        because: `outside an epoch ${seen.epoch} was seen, which ${why}: the ledger was put back or rewritten`,
      };
    }),
  ];
}

/** Heads seen outside of logs that are not there. */
export function checkMissingLogs(logs: ReadonlySet<string>, outside: Outside): Check[] {
  const heads = [...outside.heads, ...outside.epochs.flatMap((epoch) => epoch.logs)];
  return heads
    .filter(({ log }) => !logs.has(log))
    .map(({ log, size }) => ({
      check: `outside.${log}.${size}`,
      outcome: 'fail',
      because: 'outside a head of this log was seen, but there is no such log',
    }));
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
