import { encodeCheckpoint, encodeEpoch, noteText, parseEpoch, signNote } from '@zhenglian/proof';
import * as checkpointStore from '../../../packages/server/src/ledger/checkpoint-store.ts';
import type { Ledger } from '../../../packages/server/src/ledger/ledger.ts';
import { originOf } from '../../../packages/server/src/ledger/ledger.ts';
import type { Twin } from '../../../packages/server/src/ledger/prove.ts';
import { entryBytes } from '../../../packages/server/src/ledger/read.ts';
import type { Signer } from '../../../packages/server/src/ledger/secrets.ts';
import { signerOf } from '../../../packages/server/src/ledger/secrets.ts';
import * as store from '../../../packages/server/src/ledger/store.ts';
import type { Frontier, Tile } from '../../../packages/server/src/ledger/tree.ts';
import { encodeFrontier, frontierRoot, push, sha256Tree, sm3Tree } from '../../../packages/server/src/ledger/tree.ts';
import type { Tx } from '../../../packages/server/src/platform/db.ts';

/** Signs under the name of one of the company's logs: with its own key, or with another. */
export type Hand = (tx: Tx, name: string) => Promise<Signer>;
export const ownHand =
  (ledger: Ledger): Hand =>
  (tx, name) =>
    signerOf(tx, ledger.master, originOf(ledger, name));

/** Cuts a log to its first `size` entries, in every table that would tell of the others. */
export async function cutTo(tx: Tx, logId: number, size: number): Promise<void> {
  for (const table of ['entry', 'body', 'seen', 'delivery', 'quarantine'])
    await tx.client.query(
      `delete from ${table} where log_id = $1 and ${table === 'quarantine' ? 'delivery' : 'index'} >= $2`,
      [logId, size],
    );
  await tx.client.query('delete from slice where log_id = $1 and delivery >= $2', [logId, size]);
  await tx.client.query('delete from checkpoint where log_id = $1 and size > $2', [logId, size]);
}

/**
 * After entries of a log were changed or cut: makes leaves, tiles and head anew, signs every checkpoint again, and every
 * epoch with what the log gives now; an epoch that is longer than the log is dropped with all behind it.
 */
export async function carryThrough(tx: Tx, ledger: Ledger, name: string, hand: Hand): Promise<void> {
  const log = await store.logNamed(tx, name);
  const rows = await store.entries(tx, log.logId, { from: 0, to: Number.MAX_SAFE_INTEGER });
  const checkpoints = await checkpointStore.checkpoints(tx, log.logId);
  const epochs = await checkpointStore.epochs(tx);
  const said = epochs.map((row) => parseEpoch(noteText(Buffer.from(row.note))));
  const wanted = new Set(checkpoints.map(({ size }) => size));
  for (const { logs } of said) for (const head of logs) if (head.log === name) wanted.add(head.size);
  const roots = await plant(tx, log, rows, wanted);
  for (const { size } of checkpoints) {
    const root = roots.get(size);
    if (root === undefined) throw new Error('a checkpoint is longer than its log');
    const text = encodeCheckpoint({ origin: originOf(ledger, name), size, root: root.sha256 });
    await tx.client.query('update checkpoint set note = $3 where log_id = $1 and size = $2', [
      log.logId,
      size,
      signNote(text, await hand(tx, name)),
    ]);
  }
  const tooLong = said.find(({ logs }) => logs.some((head) => head.log === name && head.size > rows.length));
  for (const { epoch, at, logs } of said) {
    if (tooLong !== undefined && epoch >= tooLong.epoch) continue;
    const now = logs.map((head) => {
      const root = head.log === name ? roots.get(head.size) : undefined;
      return root === undefined
        ? head
        : { ...head, sha256: root.sha256.toString('hex'), sm3: root.sm3.toString('hex') };
    });
    const note = signNote(encodeEpoch({ epoch, at, logs: now }), await hand(tx, 'epoch'));
    await tx.client.query('update epoch set note = $2 where epoch = $1', [epoch, note]);
  }
  if (tooLong !== undefined) await dropEpochs(tx, tooLong.epoch);
}

export async function dropEpochs(tx: Tx, from: number): Promise<void> {
  await tx.client.query('delete from receipt where epoch >= $1', [from]);
  await tx.client.query('delete from epoch where epoch >= $1', [from]);
}

/** Grows both trees over these entries, and stores leaves, tiles and head. Answers the roots at the wanted sizes. */
async function plant(tx: Tx, log: store.LogRow, rows: readonly store.EntryRow[], wanted: ReadonlySet<number>) {
  const sha256: Frontier = { size: 0, roots: [] };
  const sm3: Frontier = { size: 0, roots: [] };
  const tiles: { readonly sha256: Tile[]; readonly sm3: Tile[] } = { sha256: [], sm3: [] };
  const roots = new Map<number, Twin>();
  for (const row of rows) {
    const bytes = entryBytes(log.name, row);
    const leaf = { sha256: sha256Tree.leaf(bytes), sm3: sm3Tree.leaf(bytes) };
    if (!leaf.sha256.equals(row.leafSha256))
      await tx.client.query('update entry set leaf_sha256 = $3, leaf_sm3 = $4 where log_id = $1 and index = $2', [
        log.logId,
        row.index,
        leaf.sha256,
        leaf.sm3,
      ]);
    push(sha256Tree, sha256, leaf.sha256, (tile) => tiles.sha256.push(tile));
    push(sm3Tree, sm3, leaf.sm3, (tile) => tiles.sm3.push(tile));
    if (wanted.has(sha256.size))
      roots.set(sha256.size, { sha256: frontierRoot(sha256Tree, sha256), sm3: frontierRoot(sm3Tree, sm3) });
  }
  await tx.client.query('delete from tile where log_id = $1', [log.logId]);
  await store.insertTiles(tx, log.logId, tiles.sha256, tiles.sm3);
  await tx.client.query(
    'update log set size = $2, last_recorded_at = $3, range_sha256 = $4, range_sm3 = $5 where log_id = $1',
    [log.logId, rows.length, rows.at(-1)?.recordedAt ?? 0, encodeFrontier(sha256), encodeFrontier(sm3)],
  );
  return roots;
}
