import { CanonicalError, commit, EntryError, parseCanonical } from '@zhenglian/proof';
import type { Tx } from '../platform/db.ts';
import type { Body, Opened } from './body.ts';
import { nativeHash, openBody } from './body.ts';
import * as checkpointStore from './checkpoint-store.ts';
import type { Check, Faults } from './fsck-check.ts';
import { fault, faults, result } from './fsck-check.ts';
import type { Outside, ReadEpochs } from './fsck-heads.ts';
import { checkEpochs, checkNotes, checkOutside, epochHeadsOf, headsOfLog } from './fsck-heads.ts';
import type { Retractions } from './fsck-retractions.ts';
import { checkRetractions, meetRecord, readRetractions } from './fsck-retractions.ts';
import type { Ledger } from './ledger.ts';
import { contentMessage, recordKeyMessage } from './mac-messages.ts';
import type { Twin } from './prove.ts';
import { entryBytes, entryOf } from './read.ts';
import * as store from './store.ts';
import type { Frontier, Tile } from './tree.ts';
import { encodeFrontier, frontierRoot, push, sha256Tree, sm3Tree } from './tree.ts';

const BATCH = 2_000;
/** Told of each record whose body gives its commitment, so that what it names elsewhere can be checked too. */
export type SeeRecord = (index: number, record: Body) => void;

type Walk = {
  readonly ledger: Ledger;
  readonly log: store.LogRow;
  readonly see: SeeRecord;
  readonly trees: { readonly sha256: Frontier; readonly sm3: Frontier };
  readonly tiles: { readonly sha256: Tile[]; readonly sm3: Tile[] };
  readonly wanted: Set<number>;
  readonly roots: Map<number, Twin>;
  readonly entries: Faults;
  readonly bodies: Faults;
  readonly seen: Faults;
  readonly tileFaults: Faults;
  readonly deliveries: Set<number>;
  readonly retractions: Retractions;
  tileCount: number;
  destroyed: number;
  records: number;
  last: number;
};

/**
 * Re-derives one log from its rows: every entry, leaf, tile, head, body, commitment, duplicate mark,
 * checkpoint and what the epochs say of it, and names every difference. `outside` is what others saw: a log that was
 * rolled back agrees with itself, so nothing within can notice.
 */
export async function checkLog(
  tx: Tx,
  ledger: Ledger,
  log: store.LogRow,
  epochs: ReadEpochs,
  outside: Outside,
  see: SeeRecord = () => undefined,
): Promise<readonly Check[]> {
  const walk: Walk = {
    ledger,
    log,
    see,
    trees: { sha256: { size: 0, roots: [] }, sm3: { size: 0, roots: [] } },
    tiles: { sha256: [], sm3: [] },
    wanted: new Set(),
    roots: new Map(),
    entries: faults(),
    bodies: faults(),
    seen: faults(),
    tileFaults: faults(),
    deliveries: new Set(),
    retractions: await readRetractions(tx, ledger, log),
    tileCount: 0,
    destroyed: 0,
    records: 0,
    last: 0,
  };
  const notes = await checkpointStore.checkpoints(tx, log.logId);
  const seen = headsOfLog(outside, log.name);
  const heads = epochHeadsOf(epochs, log.name);
  for (const { size } of [...notes, ...seen, ...heads]) walk.wanted.add(size);
  for (let from = 0; from < log.size; from += BATCH) await checkBatch(tx, walk, from, Math.min(log.size, from + BATCH));
  const beyond = await store.entries(tx, log.logId, { from: log.size, to: log.size + 1 });
  if (beyond.length > 0) fault(walk.entries, `entry ${log.size} stands behind the head`);
  await checkSeenCount(tx, walk);
  return [
    result(
      `entries.${log.name}`,
      walk.entries,
      `${log.size} entries follow each other without a gap and give the leaves that are stored`,
    ),
    checkHead(walk),
    result(`tiles.${log.name}`, walk.tileFaults, `${walk.tileCount} tiles completed by the entries`),
    bodiesResult(walk),
    result(`seen.${log.name}`, walk.seen, `${walk.records} records are marked as seen, each once`),
    await checkRetractions(tx, log, walk.retractions, walk.deliveries),
    await checkNotes(tx, walk, notes),
    checkEpochs(walk, heads, new Set(notes.map(({ size }) => size))),
    ...seen.map((head) => checkOutside(walk, head)),
  ];
}

async function checkBatch(tx: Tx, walk: Walk, from: number, to: number): Promise<void> {
  const rows = await store.entries(tx, walk.log.logId, { from, to });
  const byIndex = new Map(rows.map((row) => [row.index, row]));
  const sealed = await store.bodiesAt(
    tx,
    walk.log.logId,
    rows.map((row) => row.index),
  );
  const marks: Expected[] = [];
  for (let index = from; index < to; index++) {
    const row = byIndex.get(index);
    if (row === undefined) {
      fault(walk.entries, `entry ${index} is missing`);
      continue;
    }
    checkEntry(walk, row);
    checkBody(walk, row, sealed.get(index), marks);
  }
  await checkTiles(tx, walk);
  await checkMarks(tx, walk, marks);
}

function checkEntry(walk: Walk, row: store.EntryRow): void {
  const { sha256, sm3 } = leavesOf(walk, row);
  if (!sha256.equals(row.leafSha256) || !sm3.equals(row.leafSm3))
    fault(walk.entries, `entry ${row.index} does not give its leaf`);
  if (row.recordedAt < walk.last) fault(walk.entries, `entry ${row.index} is recorded before the one in front of it`);
  if (row.prior !== null && row.prior >= row.index)
    fault(walk.entries, `entry ${row.index} names a later one as prior`);
  if (row.type === 'delivery') walk.deliveries.add(row.index);
  if (row.delivery !== null && !walk.deliveries.has(row.delivery))
    fault(walk.entries, `entry ${row.index} names ${row.delivery}, which is no delivery`);
  walk.last = row.recordedAt;
  push(sha256Tree, walk.trees.sha256, sha256, (tile) => walk.tiles.sha256.push(tile));
  push(sm3Tree, walk.trees.sm3, sm3, (tile) => walk.tiles.sm3.push(tile));
  const size = walk.trees.sha256.size;
  if (!walk.wanted.has(size)) return;
  walk.roots.set(size, {
    sha256: frontierRoot(sha256Tree, walk.trees.sha256),
    sm3: frontierRoot(sm3Tree, walk.trees.sm3),
  });
}

/** What the row gives; of one that is no entry at all the leaves are zeros, which nothing gives. */
function leavesOf({ log, entries }: Walk, row: store.EntryRow): Twin {
  try {
    const bytes = entryBytes(log.name, row);
    return { sha256: sha256Tree.leaf(bytes), sm3: sm3Tree.leaf(bytes) };
  } catch (error) {
    if (!(error instanceof EntryError)) throw error;
    fault(entries, `entry ${row.index} is none: ${error.message}`);
    return { sha256: Buffer.alloc(32), sm3: Buffer.alloc(32) };
  }
}

function checkBody(walk: Walk, row: store.EntryRow, sealed: store.SealedBody | undefined, marks: Expected[]): void {
  if (row.type === 'record') walk.records++;
  const isRetracted = row.type === 'record' && meetRecord(walk.retractions, row);
  if (sealed === undefined) {
    fault(walk.bodies, `entry ${row.index} has no body`);
    return;
  }
  if (sealed.wrapped === null) {
    walk.destroyed++;
    return;
  }
  let opened: ReturnType<typeof openBody>;
  try {
    const key = walk.ledger.keys.open(sealed.keyId, sealed.wrapped);
    opened = openBody(key, entryOf(walk.log.name, row), sealed.sealed);
  } catch {
    opened = undefined;
  }
  if (opened === undefined) {
    fault(walk.bodies, `the body of entry ${row.index} does not open`);
    return;
  }
  if (!givesCommitment(opened, row)) {
    fault(walk.bodies, `the body of entry ${row.index} does not give its commitment`);
    return;
  }
  if (row.type !== 'record') return;
  const { slice: _, ...content } = opened.body;
  walk.see(row.index, content);
  const { source, externalId } = content as { source?: string; externalId?: string };
  const { mac } = walk.ledger.secrets;
  marks.push({
    keyMac: mac(recordKeyMessage(String(source), String(externalId))),
    contentMac: isRetracted ? store.retractedMark(row.index) : mac(contentMessage(content)),
    isRetracted,
    index: row.index,
  });
}

/** Whether the bytes are canonical and give the commitment of the entry. */
function givesCommitment({ bytes, body, salt }: Opened, row: store.EntryRow): boolean {
  try {
    parseCanonical(bytes);
  } catch (error) {
    if (error instanceof CanonicalError) return false;
    throw error;
  }
  const { sha256, sm3 } = commit(body, salt, nativeHash);
  return Buffer.from(sha256, 'hex').equals(row.sha256) && Buffer.from(sm3, 'hex').equals(row.sm3);
}

/** Compares the tiles that the last batch completed, and keeps none of them. */
async function checkTiles(tx: Tx, walk: Walk): Promise<void> {
  const twins = walk.tiles.sm3.splice(0);
  for (const [at, { level, n, hash }] of walk.tiles.sha256.splice(0).entries()) {
    const twin = twins[at];
    const [stored] = await store.tiles(tx, walk.log.logId, level, n, n + 1);
    const same =
      stored !== undefined && twin !== undefined && stored.sha256.equals(hash) && stored.sm3.equals(twin.hash);
    if (!same) fault(walk.tileFaults, `tile ${level}/${n} is not what the entries give`);
    walk.tileCount++;
  }
}

/** The mark that a record must have: of its content, or that it was retracted. */
type Expected = {
  readonly keyMac: Buffer;
  readonly contentMac: Buffer;
  readonly isRetracted: boolean;
  readonly index: number;
};

async function checkMarks(tx: Tx, walk: Walk, marks: readonly Expected[]): Promise<void> {
  const stored = await store.marksOf(
    tx,
    walk.log.logId,
    marks.map((mark) => mark.keyMac),
  );
  const byIndex = new Map(stored.map((row) => [row.index, row]));
  for (const mark of marks) {
    const row = byIndex.get(mark.index);
    const same = row?.contentMac != null && row.keyMac.equals(mark.keyMac) && row.contentMac.equals(mark.contentMac);
    if (!same) fault(walk.seen, `entry ${mark.index} is not marked as ${mark.isRetracted ? 'retracted' : 'seen'}`);
  }
}

async function checkSeenCount(tx: Tx, walk: Walk): Promise<void> {
  const count = await store.seenCount(tx, walk.log.logId);
  if (count !== walk.records) fault(walk.seen, `${count} marks stand against ${walk.records} records`);
}

function checkHead({ log, trees, last }: Walk): Check {
  const check = `head.${log.name}`;
  const same = encodeFrontier(trees.sha256).equals(log.sha256) && encodeFrontier(trees.sm3).equals(log.sm3);
  if (same && log.lastRecordedAt !== last)
    return { check, outcome: 'fail', because: 'the head names another time than the last entry' };
  if (same) return { check, outcome: 'pass', because: `both trees of ${log.size} entries give the stored head` };
  return { check, outcome: 'fail', because: `the entries do not give the stored head of size ${log.size}` };
}

function bodiesResult(walk: Walk): Check {
  const check = `bodies.${walk.log.name}`;
  const open = walk.log.size - walk.destroyed;
  if (walk.bodies.count > 0) return result(check, walk.bodies, '');
  if (walk.destroyed === 0)
    return { check, outcome: 'pass', because: `${open} bodies open and give their commitments` };
  return {
    check,
    outcome: 'not_checked',
    because: `${walk.destroyed} bodies were destroyed and cannot be opened; the other ${open} give their commitments`,
  };
}
