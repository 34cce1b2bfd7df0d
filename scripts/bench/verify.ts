import { hash } from 'node:crypto';
import type { TreeHash } from '@zhenglian/proof';
import {
  disclose,
  encodeCheckpoint,
  encodeEntry,
  encodeEpoch,
  hexOf,
  prepareFiles,
  sealPackage,
  sha256Tree,
  signNote,
  sm3Tree,
  verifyZip,
  writeZip,
} from '@zhenglian/proof';
import type { SampleLog } from '../../packages/proof/src/testkit.ts';
import {
  appendSample,
  deliverSample,
  FIRST_INSTANT,
  keyPair,
  ORIGIN,
  sampleTrust,
} from '../../packages/proof/src/testkit.ts';
import { median } from './copy-rate.ts';

const ITEMS = 10_000;
const ROUNDS = 5;
const LOG = 'main';

/** Verification of a package of 10,000 items, against one SHA-256 over its bytes: what merely reading it costs. */
export async function verifyItems(): Promise<void> {
  const zip = packageOf(ITEMS);
  const [checked, hashed]: number[][] = [[], []];
  for (let round = 0; round < ROUNDS + 1; round++) {
    const begun = performance.now();
    const { verdict, checks } = verifyZip(zip, sampleTrust);
    const done = performance.now();
    hash('sha256', zip);
    if (verdict !== 'pass') throw new Error(checks.find(({ outcome }) => outcome !== 'pass')?.because);
    if (round === 0) continue;
    checked?.push((done - begun) / 1000);
    hashed?.push((performance.now() - done) / 1000);
  }
  const [value, plain] = [median(checked ?? []), median(hashed ?? [])];
  const against = `one SHA-256 over the ${(zip.length / 2 ** 20).toFixed(1)} MiB of the package at ${plain.toFixed(3)} s`;
  const line = {
    name: 'verify',
    value: round3(value),
    unit: `s for ${ITEMS} items`,
    ratio: round3(value / plain),
    against,
  };
  console.log(JSON.stringify(line));
}

/** A package whose items are the records of one delivery, chats of some 300 bytes each. */
export function packageOf(count: number, page: string | null = null): Uint8Array {
  const log: SampleLog = { name: LOG, entries: [] };
  deliverSample(
    log,
    Array.from({ length: count - 1 }, (_, i) => ({
      ...{
        v: 1,
        kind: 'chat',
        source: 'wecom',
        externalId: `m${i}`,
        occurredAt: FIRST_INSTANT + i,
        basis: 'work-system',
      },
      body: {
        conversation: 'c1',
        from: { system: 'wecom', ref: 'zhangsan' },
        to: [{ system: 'wecom', ref: `wm${i % 500}`, name: '李四' }],
        form: 'text',
        text: `第 ${i} 条:资料已发,请查收,明天上午再联系。`,
      },
    })),
  );
  const items = treesOf(log);
  const { files, body } = prepareFiles({
    ...{ id: '00112233445566778899aabbccddeeff', profile: 'internal-report', subject: 'chain-1', origin: ORIGIN },
    ...{ createdAt: FIRST_INSTANT, leftOut: [], limits: [] },
    ...{ earlier: [], receipts: [], statements: [], documents: new Map(), page },
    logs: [{ log: LOG, size: count, checkpoint: items.checkpoint }],
    epochs: [{ epoch: 1, note: items.epoch(1) }],
    items: log.entries.map(({ entry, body: shown, salt, original }, i) => ({
      ...{ entry, role: 'core', title: '聊天', disclosure: disclose(shown, salt, new Set()), path: items.path(i) },
      ...(original === undefined ? {} : { original: { extension: 'json', bytes: original } }),
    })),
  });
  const { entry, salt } = appendSample(log, 'package', body);
  const after = treesOf(log);
  return writeZip(
    sealPackage(files, {
      ...{ entry, disclosure: { salt: hexOf(salt), body }, size: count + 1, path: after.path(count) },
      ...{ checkpoint: after.checkpoint, epoch: after.epoch(2) },
      consistency: { from: count, path: after.consistency(count) },
    }),
  );
}

type Node = { readonly hash: Uint8Array; readonly size: number; readonly left?: Node; readonly right?: Node };

function treeOf(tree: TreeHash, leaves: readonly Uint8Array[]): Node {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return { hash: only, size: 1 };
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  const [left, right] = [treeOf(tree, leaves.slice(0, split)), treeOf(tree, leaves.slice(split))];
  return { hash: tree.node(left.hash, right.hash), size: leaves.length, left, right };
}

function auditPath({ left, right }: Node, index: number): Uint8Array[] {
  if (left === undefined || right === undefined) return [];
  return index < left.size
    ? [...auditPath(left, index), right.hash]
    : [...auditPath(right, index - left.size), left.hash];
}

/** RFC 9162 2.1.4.1. */
function consistencyPath({ hash: own, size, left, right }: Node, from: number, isWhole = true): Uint8Array[] {
  if (from === size) return isWhole ? [] : [own];
  if (left === undefined || right === undefined) throw new Error('a leaf is no older than itself');
  return from <= left.size
    ? [...consistencyPath(left, from, isWhole), right.hash]
    : [...consistencyPath(right, from - left.size, false), left.hash];
}

function treesOf(log: SampleLog) {
  const bytes = log.entries.map(({ entry }) => encodeEntry(entry));
  const [first, second] = [treeOf(sha256Tree, bytes.map(sha256Tree.leaf)), treeOf(sm3Tree, bytes.map(sm3Tree.leaf))];
  const size = bytes.length;
  const sign = (text: string, name: string, seed: number) =>
    signNote(text, { name: `${ORIGIN}/${name}`, privateKey: keyPair(seed).privateKey });
  const head = { log: LOG, size, sha256: hexOf(first.hash), sm3: hexOf(second.hash) };
  return {
    checkpoint: sign(encodeCheckpoint({ origin: `${ORIGIN}/${LOG}`, size, root: first.hash }), LOG, 2),
    epoch: (epoch: number) => sign(encodeEpoch({ epoch, at: FIRST_INSTANT + epoch, logs: [head] }), 'epoch', 4),
    path: (index: number) => {
      const others = auditPath(second, index);
      return auditPath(first, index).map((sha256, i) => ({ sha256, sm3: others[i] ?? sha256 }));
    },
    consistency: (from: number) => consistencyPath(first, from).map((sha256) => ({ sha256 })),
  };
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000;
