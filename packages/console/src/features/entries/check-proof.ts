import type { Entry, Epoch, Checkpoint as Head, TreeHash } from '@zhenglian/proof';
import {
  bytesOfBase64,
  bytesOfHex,
  commit,
  encodeEntry,
  hexOf,
  openNote,
  parseCheckpoint,
  parseEpoch,
  sha256Tree,
  sm3Tree,
  textOfUtf8,
  tokenOf,
  UntrustedError,
  utf8Of,
  verifyInclusion,
  verifyTimeStamp,
} from '@zhenglian/proof';
import type { EntryDetail } from '../../api/types.ts';

/** What is looked at, in the order it is told. */
export const parts = ['content', 'included', 'included-sm3', 'checkpoint', 'epoch', 'receipts'] as const;
export type Part = (typeof parts)[number];

/** Why something was not checked; each has its words. */
export type Reason =
  | 'covered'
  | 'destroyed'
  | 'no-head'
  | 'no-epoch'
  | 'no-receipt'
  | 'no-custodian'
  | 'unknown-custodian'
  | 'untrusted'
  | 'not-neutral'
  | 'statement';

/** `why` of a failure is the verifier's own sentence, in English. */
export type Found =
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'fail'; readonly why: string }
  | { readonly outcome: 'not_checked'; readonly reason: Reason };

type Receipt = NonNullable<EntryDetail['proof']['epoch']>['receipts'][number];
/** `at` is what the receipt itself says, UTC milliseconds; `authority` the name in its certificate. */
export type CheckedReceipt = {
  readonly custodian: string;
  /** A receipt of one that is not neutral attests nothing, also where it holds. */
  readonly neutral: boolean;
  readonly found: Found;
  readonly at?: number;
  readonly authority?: string;
};

export type CheckedProof = {
  /** The canonical bytes of the entry as text, and its hashes as a leaf; absent where it is no entry. */
  readonly leaf?: { readonly text: string; readonly sha256: string; readonly sm3: string };
  readonly root: { readonly sha256?: string; readonly sm3?: string };
  readonly found: Readonly<Record<Part, Found>>;
  readonly receipts: readonly CheckedReceipt[];
  /** The earliest time by which the head stood, by the word of a receipt that holds. */
  readonly attestedAt?: number;
  /** Whether the entry, and whether what is shown of its content, is unchanged since: the worst of what it rests on. */
  readonly entry: Found;
  readonly content: Found;
};

export type Asked = Pick<EntryDetail, 'entry' | 'body' | 'status' | 'proof'>;

const pass: Found = { outcome: 'pass' };
const fail = (error: unknown): Found => ({ outcome: 'fail', why: error instanceof Error ? error.message : `${error}` });
const notChecked = (reason: Reason): Found => ({ outcome: 'not_checked', reason });
const held = (holds: boolean, why: string): Found => (holds ? pass : { outcome: 'fail', why });

type Read<T> = { readonly value?: T | undefined; readonly found: Found };

/** Runs a check on what came from the server; what it throws says what is wrong with that. */
function read<T>(reading: () => T): Read<T> {
  try {
    return { value: reading(), found: pass };
  } catch (error) {
    return { found: fail(error) };
  }
}

/** Of several findings the worst stands for all. */
export function worst(found: readonly Found[]): Found {
  const of = (outcome: Found['outcome']) => found.find((each) => each.outcome === outcome);
  return of('fail') ?? of('not_checked') ?? pass;
}

function signed<T>(
  { origin, key }: { readonly origin: string; readonly key: string },
  note: string,
  parse: (text: string) => T,
): Read<T> {
  return read(() => parse(openNote(note, [{ name: origin, publicKey: bytesOfBase64(key) }]).text));
}

/**
 * Computes the proof of an entry again from its parts: nothing that the server says about them is taken over. The parts and
 * the keys are the server's own, so that a pass here says that they fit together, and no more than that of the server itself.
 */
export function checkProof({ entry, body, status, proof }: Asked): CheckedProof {
  const bytes = read(() => encodeEntry(entry as Entry));
  const head = readHead(proof.head);
  const epoch = readEpoch(proof, entry.log, head.value);
  const sm3 = epoch.value?.logs.find((each) => each.log === entry.log)?.sm3;
  const receipts = (proof.epoch?.receipts ?? []).map((each) => checkReceipt(each, proof.epoch?.note ?? ''));
  const sha256Root = { value: head.value?.root, found: head.found };
  const sm3Root = { value: sm3 === undefined ? undefined : bytesOfHex(sm3), found: epoch.found };
  const isIn = (tree: TreeHash, path: readonly string[] | undefined, root: Read<Uint8Array>): Found =>
    bytes.value === undefined ? bytes.found : isIncluded(tree, bytes.value, entry.index, path ?? [], proof, root);
  const found = {
    content: checkContent({ entry, body, status, proof }),
    included: isIn(sha256Tree, proof.head?.sha256, sha256Root),
    'included-sm3': isIn(sm3Tree, proof.head?.sm3, sm3Root),
    checkpoint: head.found,
    epoch: epoch.found,
    receipts: judgeReceipts(receipts, proof),
  };
  const { content, ...own } = found;
  const times = receipts.flatMap((each) => (attests(each) && each.at !== undefined ? [each.at] : []));
  return {
    ...(bytes.value !== undefined && { leaf: leafOf(bytes.value) }),
    root: {
      ...(head.value !== undefined && { sha256: hexOf(head.value.root) }),
      ...(sm3 !== undefined && { sm3 }),
    },
    found,
    receipts,
    ...(times.length > 0 && { attestedAt: Math.min(...times) }),
    entry: worst(Object.values(own)),
    content: worst([content, ...Object.values(own)]),
  };
}

const leafOf = (bytes: Uint8Array) => ({
  text: textOfUtf8(bytes),
  sha256: hexOf(sha256Tree.leaf(bytes)),
  sm3: hexOf(sm3Tree.leaf(bytes)),
});

function checkContent({ entry, body, status, proof: { salt } }: Asked): Found {
  if (status === 'destroyed' || body === null) return notChecked('destroyed');
  if (salt === null) return notChecked('covered');
  const made = read(() => commit(body as Parameters<typeof commit>[0], bytesOfHex(salt)));
  if (made.value === undefined) return made.found;
  const { sha256, sm3 } = entry.commitment;
  return held(made.value.sha256 === sha256 && made.value.sm3 === sm3, 'the body is not what the entry commits to');
}

function readHead(head: EntryDetail['proof']['head']): Read<Head> {
  if (head === null) return { found: notChecked('no-head') };
  return signed(head, head.checkpoint, (text) => {
    const said = parseCheckpoint(text);
    if (said.origin !== head.origin || said.size !== head.size) throw new Error('the checkpoint is of another head');
    return said;
  });
}

function readEpoch({ epoch }: EntryDetail['proof'], log: string, head: Head | undefined): Read<Epoch> {
  if (epoch === null) return { found: notChecked('no-epoch') };
  return signed(epoch, epoch.note, (text) => {
    const said = parseEpoch(text);
    const own = said.logs.find((each) => each.log === log);
    if (head === undefined || own === undefined) throw new Error('the epoch does not hold this head');
    if (own.size !== head.size || own.sha256 !== hexOf(head.root)) throw new Error('the epoch holds another head');
    return said;
  });
}

function isIncluded(
  tree: TreeHash,
  bytes: Uint8Array,
  index: number,
  path: readonly string[],
  { head }: EntryDetail['proof'],
  root: Read<Uint8Array>,
): Found {
  const { value } = root;
  if (value === undefined) return root.found;
  const leads = read(() =>
    verifyInclusion(tree, tree.leaf(bytes), index, head?.size ?? 0, path.map(bytesOfHex), value),
  );
  if (leads.value === undefined) return leads.found;
  return held(leads.value, 'the path does not lead from the entry to the root');
}

function checkReceipt(
  { custodian, neutral, format, response, certificates, roots, at }: Receipt,
  note: string,
): CheckedReceipt {
  if (format === 'statement') return { custodian, neutral, found: notChecked('statement') };
  try {
    const given = { roots: roots.map(bytesOfBase64), others: certificates.map(bytesOfBase64) };
    const stamp = verifyTimeStamp(tokenOf(bytesOfBase64(response)), utf8Of(note), given);
    const found = held(stamp.at === at, 'the receipt names another time than is told');
    return { custodian, neutral, found, at: stamp.at, authority: stamp.authority };
  } catch (error) {
    if (!(error instanceof UntrustedError)) return { custodian, neutral, found: fail(error) };
    return { custodian, neutral, found: notChecked(roots.length === 0 ? 'unknown-custodian' : 'untrusted') };
  }
}

const attests = ({ neutral, found }: CheckedReceipt): boolean => neutral && found.outcome === 'pass';

/** One receipt that holds is enough, and one that is wrong is not made good by another. */
function judgeReceipts(receipts: readonly CheckedReceipt[], { epoch, head, custodians }: EntryDetail['proof']): Found {
  if (head === null || epoch === null) return notChecked(custodians === 0 ? 'no-custodian' : 'no-epoch');
  if (receipts.length === 0) return notChecked(custodians === 0 ? 'no-custodian' : 'no-receipt');
  const all = receipts.map(({ found }) => found);
  const found = worst(all);
  if (found.outcome === 'fail') return found;
  if (receipts.some(attests)) return pass;
  return found.outcome === 'pass' ? notChecked('not-neutral') : found;
}
