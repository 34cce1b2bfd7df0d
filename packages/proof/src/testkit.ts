import { ed25519 } from '@noble/curves/ed25519.js';
import type { EpochParts, ItemParts, PackageParts, ProofParts } from './assemble-package.ts';
import { prepareFiles, sealPackage } from './assemble-package.ts';
import { base64Of, concatBytes, hexOf } from './bytes.ts';
import type { Canonical } from './canonical.ts';
import { canonicalText } from './canonical.ts';
import { encodeCheckpoint } from './checkpoint.ts';
import { commit } from './commitment.ts';
import { disclose } from './disclosure.ts';
import type { Entry, EntryType } from './entry.ts';
import { encodeEntry } from './entry.ts';
import { encodeEpoch } from './epoch.ts';
import type { Body } from './fields.ts';
import { consistencyProof, inclusionProof, rootOf, sha256Tree, sm3Tree } from './merkle.ts';
import { bindFile, bindFiles } from './package-body.ts';
import type { Twin } from './proof-files.ts';
import { sha256 } from './sha256.ts';
import { signNote } from './signed-note.ts';
import type { Trust } from './trust.ts';
import { utf8Of } from './utf8.ts';
import type { Files } from './zip.ts';
import { writeZip } from './zip.ts';

// Sample logs and packages with fixed keys, salts and times, for tests and for the vectors. Nothing here is secret.

export type KeyPair = { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array };

/** A key pair made of one byte. For tests and vectors only. */
export function keyPair(seed: number): KeyPair {
  const privateKey = new Uint8Array(32).fill(seed);
  return { privateKey, publicKey: ed25519.getPublicKey(privateKey) };
}

export const ORIGIN = 'zhenglian/0011223344556677';
/** 2026-03-02T10:15:00.000+08:00. */
export const FIRST_INSTANT = 1_772_417_700_000;

const KEYS: { readonly [name: string]: KeyPair } = {
  crm: keyPair(1),
  main: keyPair(2),
  wecom: keyPair(3),
  epoch: keyPair(4),
};
const keyOf = (name: string): KeyPair => KEYS[name] ?? keyPair(99);

/** What trusts the sample logs. */
export const sampleTrust: Trust = {
  v: 1,
  logs: Object.entries(KEYS).map(([name, { publicKey }]) => ({
    origin: `${ORIGIN}/${name}`,
    key: base64Of(publicKey),
  })),
  custodians: [],
  witnesses: [],
  atLeastWitnesses: 0,
};

export type SampleEntry = {
  readonly entry: Entry;
  readonly body: Body;
  readonly salt: Uint8Array;
  readonly original?: Uint8Array;
};

export type SampleLog = { readonly name: string; readonly entries: SampleEntry[] };

/** The salt of a sample body: a digest of its place, so that vectors come out the same every time. */
export const sampleSalt = (log: string, index: number): Uint8Array => sha256(utf8Of(`sample salt ${log} ${index}`));

/** Appends an entry to a sample log, a second after the one before. */
export function appendSample(
  log: SampleLog,
  type: EntryType,
  body: Body,
  { delivery = null, original }: { readonly delivery?: number | null; readonly original?: Uint8Array } = {},
): SampleEntry {
  const index = log.entries.length;
  const salt = sampleSalt(log.name, index);
  const recordedAt = FIRST_INSTANT + index * 1000;
  const entry: Entry = { format: 1, log: log.name, index, recordedAt, type, delivery, commitment: commit(body, salt) };
  const made = original === undefined ? { entry, body, salt } : { entry, body, salt, original };
  log.entries.push(made);
  return made;
}

/** Appends a delivery of these records and the records themselves, each with its own line as original. */
export function deliverSample(log: SampleLog, records: readonly Body[]): void {
  const lines = records.map((record) => utf8Of(canonicalText(record)));
  const file = concatBytes(...lines.map((line) => concatBytes(line, utf8Of('\n'))));
  const { path: _, ...digests } = bindFile('', file);
  const conditions: Body = {
    actor: 'E900',
    basis: 'work-system',
    clock: 'ntp',
    host: 'desk-1',
    method: 'import',
    tool: 'zl 0.1.0',
  };
  const body: Body = {
    source: log.name,
    zone: 'Asia/Shanghai',
    ...conditions,
    file: { name: 'records.ndjson', ...digests },
  };
  const { entry } = appendSample(log, 'delivery', body, { original: file });
  for (const [i, record] of records.entries()) {
    const line = lines[i] ?? new Uint8Array(0);
    const slice = { sha256: hexOf(sha256(line)), sizeBytes: line.length };
    appendSample(log, 'record', { ...record, slice }, { delivery: entry.index, original: line });
  }
}

const zhangsan = { system: 'wecom', ref: 'zhangsan' };
const lisi = { system: 'wecom', ref: 'wmLiSi', name: '李四' };

function record(kind: string, source: string, n: number, body: Body): Body {
  const occurredAt = FIRST_INSTANT - 86_400_000 + n * 60_000;
  return {
    v: 1,
    kind,
    source,
    externalId: `${source}-${n}`,
    occurredAt,
    precision: 'second',
    basis: 'work-system',
    body,
  };
}

const chat = (n: number, text: string): Body =>
  record('chat', 'wecom', n, { conversation: 'c1', from: zhangsan, to: [lisi], form: 'text', text });

const assigned = (n: number, ref: string): Body =>
  record('ownership', 'crm', n, {
    customer: { system: 'crm', ref },
    employee: { system: 'hr', ref: 'E001' },
    action: 'assigned',
  });

/** Three logs: chats, who owns which customer, and what the product itself recorded. */
export function sampleLogs(): { readonly crm: SampleLog; readonly main: SampleLog; readonly wecom: SampleLog } {
  const crm: SampleLog = { name: 'crm', entries: [] };
  const main: SampleLog = { name: 'main', entries: [] };
  const wecom: SampleLog = { name: 'wecom', entries: [] };
  deliverSample(wecom, [
    chat(1, '您好'),
    chat(2, '我介绍你到华晟公司合作,好处费给你10%'),
    chat(3, '好的😂'),
    chat(4, '明天见'),
  ]);
  deliverSample(crm, [assigned(1, 'C100'), assigned(2, 'C200')]);
  appendSample(main, 'finding', { rule: 'kickback-promise', version: 1, log: 'wecom', index: 2, start: 13, end: 16 });
  appendSample(main, 'reconstruction', { id: 'chain-1', strength: 'medium', entries: [{ log: 'wecom', index: 2 }] });
  return { crm, main, wecom };
}

const leavesOf = (log: SampleLog): { readonly sha256: Uint8Array[]; readonly sm3: Uint8Array[] } => {
  const bytes = log.entries.map(({ entry }) => encodeEntry(entry));
  return { sha256: bytes.map(sha256Tree.leaf), sm3: bytes.map(sm3Tree.leaf) };
};

/** The audit path of an entry in both trees of the first `size` entries. */
export function samplePath(log: SampleLog, index: number, size: number): Twin[] {
  const leaves = leavesOf(log);
  const sm3 = inclusionProof(sm3Tree, leaves.sm3, index, size);
  return inclusionProof(sha256Tree, leaves.sha256, index, size).map((hash, i) => ({
    sha256: hash,
    sm3: sm3[i] ?? hash,
  }));
}

/** The signed checkpoint of the first `size` entries. */
export function sampleCheckpoint(log: SampleLog, size: number, key: KeyPair = keyOf(log.name)): string {
  const name = `${ORIGIN}/${log.name}`;
  const root = rootOf(sha256Tree, leavesOf(log).sha256.slice(0, size));
  return signNote(encodeCheckpoint({ origin: name, size, root }), { name, privateKey: key.privateKey });
}

/** The signed epoch of all the logs as they are. */
export function sampleEpoch(epoch: number, logs: readonly SampleLog[], key: KeyPair = keyOf('epoch')): EpochParts {
  const heads = logs.map((log) => {
    const { sha256: a, sm3: b } = leavesOf(log);
    return { log: log.name, size: a.length, sha256: hexOf(rootOf(sha256Tree, a)), sm3: hexOf(rootOf(sm3Tree, b)) };
  });
  const text = encodeEpoch({ epoch, at: FIRST_INSTANT + epoch * 60_000, logs: heads });
  return { epoch, note: signNote(text, { name: `${ORIGIN}/epoch`, privateKey: key.privateKey }) };
}

function sampleItem(
  log: SampleLog,
  index: number,
  role: string,
  title: string,
  masked: ReadonlySet<string>,
): ItemParts {
  const found = log.entries[index];
  if (found === undefined) throw new RangeError(`the sample has no ${log.name}:${index}`);
  const { entry, body, salt, original } = found;
  const item = {
    entry,
    role,
    title,
    disclosure: disclose(body, salt, masked),
    path: samplePath(log, index, log.entries.length),
  };
  if (original === undefined || 'fields' in item.disclosure) return item;
  return { ...item, original: { extension: entry.type === 'delivery' ? 'ndjson' : 'json', bytes: original } };
}

/** Where a test may step in: what the company packs, what it binds, what proves it, and what somebody changes afterwards. */
export type SampleChanges = {
  readonly masked?: ReadonlySet<string>;
  readonly parts?: (parts: PackageParts, logs: readonly SampleLog[]) => PackageParts;
  readonly files?: (files: Map<string, Uint8Array>) => void;
  readonly proof?: (proof: ProofParts, main: SampleLog) => ProofParts;
};

export type Sample = { readonly files: Files; readonly zip: Uint8Array; readonly main: SampleLog };

/** A package over the sample logs: five items of three logs, the package entry at main:2 and one entry behind it. */
export function samplePackage(changes: SampleChanges = {}): Sample {
  const { crm, main, wecom } = sampleLogs();
  const logs = [crm, main, wecom];
  const none = new Set<string>();
  const parts: PackageParts = {
    id: '00112233445566778899aabbccddeeff',
    profile: 'arbitration',
    subject: 'chain-1',
    origin: ORIGIN,
    createdAt: FIRST_INSTANT + 1_500,
    leftOut: [{ what: 'wecom:1', why: '与本事项无关' }],
    limits: ['语音和图片里的内容没有读取'],
    logs: logs.map((log) => ({
      log: log.name,
      size: log.entries.length,
      checkpoint: sampleCheckpoint(log, log.entries.length),
    })),
    epochs: [sampleEpoch(1, logs)],
    earlier: [],
    receipts: [],
    statements: [],
    documents: new Map(),
    page: null,
    items: [
      sampleItem(wecom, 0, 'delivery', '企业微信会话存档,接收批次', none),
      sampleItem(wecom, 2, 'core', '张三与李四的聊天', changes.masked ?? none),
      sampleItem(wecom, 3, 'core', '李四的回复', none),
      sampleItem(crm, 1, 'basic', '客户归属', none),
      sampleItem(main, 1, 'reconstruction', '展示给办理人的证据链', none),
    ],
  };
  const { files, body } = prepareFiles(changes.parts?.(parts, logs) ?? parts);
  const bound = new Map(files);
  changes.files?.(bound);
  const proof = sampleProof(main, logs, changes.files === undefined ? body : bindFiles(parts.id, parts.profile, bound));
  const sealed = sealPackage(bound, changes.proof?.(proof, main) ?? proof);
  return { files: sealed, zip: writeZip(sealed), main };
}

/** Appends the package entry and one more to `main` and proves the first. */
export function sampleProof(main: SampleLog, logs: readonly SampleLog[], body: Body): ProofParts {
  const from = main.entries.length;
  const { entry, salt } = appendSample(main, 'package', body);
  appendSample(main, 'act', { what: 'package made' });
  const size = main.entries.length;
  const path = consistencyProof(sha256Tree, leavesOf(main).sha256, from, size).map((hash) => ({ sha256: hash }));
  return {
    entry,
    disclosure: { salt: hexOf(salt), body },
    size,
    path: samplePath(main, entry.index, size),
    checkpoint: sampleCheckpoint(main, size),
    consistency: { from, path },
    epoch: sampleEpoch(2, logs).note,
  };
}

/** A value as the canonical bytes of a file in a package. */
export const fileOf = (value: Canonical): Uint8Array => utf8Of(canonicalText(value));
