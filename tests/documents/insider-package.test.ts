import { expect, test } from 'vitest';
import type { PackageParts, ProofParts } from '../../packages/proof/src/assemble-package.ts';
import { withManifests } from '../../packages/proof/src/assemble-package.ts';
import { base64Of } from '../../packages/proof/src/bytes.ts';
import { commit } from '../../packages/proof/src/commitment.ts';
import { disclose } from '../../packages/proof/src/disclosure.ts';
import type { Body } from '../../packages/proof/src/fields.ts';
import { MANIFEST, TAG_MANIFEST } from '../../packages/proof/src/package-paths.ts';
import type { SampleLog } from '../../packages/proof/src/testkit.ts';
import {
  FIRST_INSTANT,
  keyPair,
  sampleCheckpoint,
  sampleEpoch,
  sampleLogs,
  samplePackage,
  samplePath,
  sampleSalt,
  sampleTrust,
} from '../../packages/proof/src/testkit.ts';
import type { Made } from '../../packages/proof/src/time/testkit.ts';
import {
  AUTHORITY,
  DAY,
  integer,
  makeCertificate,
  makeToken,
  STAMPS_ALONE,
  sequence,
  signerOf,
} from '../../packages/proof/src/time/testkit.ts';
import type { Trust } from '../../packages/proof/src/trust.ts';
import { utf8Of } from '../../packages/proof/src/utf8.ts';
import { verifyZip } from '../../packages/proof/src/verify.ts';
import type { Receipt } from '../../packages/proof/src/verify-receipts.ts';
import { writeZip } from '../../packages/proof/src/zip.ts';
import type { Random } from '../setup/random.ts';
import { drawn, flipped, randomOf } from '../setup/random.ts';

/** `npm run long -- tamper` asks for many more. */
const ROUNDS = Number(process.env.ZL_INSIDER_ROUNDS ?? 250);
/** The rounds are many, and a slow machine is not a fault. */
const PATIENCE_MILLIS = 3_600_000;
const SEED = Number(process.env.ZL_SEED ?? Date.now() % 1_000_000);

const AROUND = { from: FIRST_INSTANT - 100 * DAY, until: FIRST_INSTANT + 100 * DAY };
const AT = FIRST_INSTANT + 60_000;

/** A timestamp authority: the first is trusted, the second is the insider's own. */
function authorityOf(seed: number): { readonly root: Made; readonly stamps: Made } {
  const root = makeCertificate(`根 ${seed}`, signerOf(seed), undefined, AUTHORITY, AROUND);
  return {
    root,
    stamps: makeCertificate(`服务 ${seed}`, signerOf(seed + 1), root, STAMPS_ALONE, { serial: 2, ...AROUND }),
  };
}
const [trusted, own] = [authorityOf(11), authorityOf(21)];
const trust: Trust = { ...sampleTrust, custodians: [{ root: base64Of(trusted.root.raw) }] };

function receiptOf(note: string, by: typeof trusted, epoch = 1): Receipt {
  const response = sequence(sequence(integer(0)), makeToken(utf8Of(note), by.stamps, { at: AT }));
  return { epoch, custodian: 'tsa-1', request: utf8Of('asked'), response, certificates: [], renewals: [] };
}

type Receipts = 'kept' | 'removed' | 'own' | 'of other bytes';
const genuineNote = sampleEpoch(1, Object.values(sampleLogs())).note;

function attested(parts: PackageParts, receipts: Receipts): PackageParts {
  const note = parts.epochs[0]?.note ?? '';
  const given: Readonly<Record<Receipts, readonly Receipt[]>> = {
    kept: [receiptOf(genuineNote, trusted)],
    removed: [],
    own: [receiptOf(note, own)],
    'of other bytes': [receiptOf(`${note} `, trusted)],
  };
  return { ...parts, receipts: given[receipts] };
}

const genuine = samplePackage({ parts: (parts) => attested(parts, 'kept') });

/** A package as somebody changed it, what it must fail or leave unchecked by, and whether nobody outside could know. */
type Done = { readonly what: string; readonly zip: Uint8Array; readonly named: RegExp; readonly missable?: true };
type Mutation = (random: Random) => Done | undefined;

const content = [...genuine.files.keys()].filter((path) => path !== MANIFEST && path !== TAG_MANIFEST);
const ANY = /./;

/** Files changed by somebody without a key, who makes the manifests fit again. */
function refitted(what: string, change: (files: Map<string, Uint8Array>) => void, named = ANY): Done {
  const files = new Map(genuine.files);
  change(files);
  return { what, zip: writeZip(withManifests(files)), named };
}
const at = (path: string): Uint8Array => genuine.files.get(path) ?? new Uint8Array(0);

const flip: Mutation = (random) => {
  const path = random.one(content);
  if (at(path).length === 0) return undefined;
  return refitted(`a bit of ${path} turned over`, (files) => files.set(path, flipped(at(path), random)));
};
const flipArchive: Mutation = (random) => ({
  what: 'a bit of the archive turned over',
  zip: flipped(genuine.zip, random),
  named: /^package\.readable$/,
});
const drop: Mutation = (random) => {
  const path = random.one(content);
  return refitted(`${path} removed`, (files) => files.delete(path), /^package\.(files|manifest|readable)$/);
};
const swap: Mutation = (random) => {
  const [one, other] = [random.one(content), random.one(content)];
  if (Buffer.compare(at(one), at(other)) === 0) return undefined;
  return refitted(`${one} and ${other} exchanged`, (files) => files.set(one, at(other)).set(other, at(one)));
};
/** Two entries of a log change places, with all that belongs to each. */
const reorder: Mutation = (random) => {
  const [from, to] = random.one([
    [2, 3],
    [0, 2],
    [0, 3],
  ]) as [number, number];
  const placed = (index: number): string[] => content.filter((path) => new RegExp(`/wecom/${index}\\.`).test(path));
  return refitted(
    `entries ${from} and ${to} of wecom change places`,
    (files) => {
      for (const path of [...placed(from), ...placed(to)]) files.delete(path);
      for (const [was, is] of [
        [from, to],
        [to, from],
      ] as const)
        for (const path of placed(was)) files.set(path.replace(`/wecom/${was}.`, `/wecom/${is}.`), at(path));
    },
    /^(item\.wecom\.\d\.entry|package\.bound)$/,
  );
};
const truncate: Mutation = (random) => {
  const path = random.one(content);
  if (at(path).length < 2) return undefined;
  const to = random.below(at(path).length);
  return refitted(`${path} cut to ${to} bytes`, (files) => files.set(path, at(path).subarray(0, to)));
};
const truncateArchive: Mutation = (random) => ({
  what: 'the end of the archive cut off',
  zip: genuine.zip.subarray(0, random.below(genuine.zip.length)),
  named: /^package\.readable$/,
});
/** Another head of the log, or of all logs, signed by the company itself or by somebody else; bound again by the company. */
const replaceHead: Mutation = (random) => {
  const isOwn = random.below(2) === 0;
  const size = 1 + random.below(5);
  const { wecom } = sampleLogs();
  const checkpoint = sampleCheckpoint(wecom, size, isOwn ? undefined : keyPair(77));
  const parts = (all: PackageParts): PackageParts => ({
    ...attested(all, 'kept'),
    logs: all.logs.map((log) => (log.log === 'wecom' ? { ...log, checkpoint } : log)),
  });
  if (isOwn && size === wecom.entries.length) return undefined;
  return {
    what: `the head of wecom is of ${size} entries, signed by ${isOwn ? 'the company' : 'somebody else'}`,
    zip: samplePackage({ parts }).zip,
    named: isOwn ? /^(epoch\.signature|item\.wecom\.\d\.included)$/ : /^log\.signature\.wecom$/,
  };
};
const signAgain: Mutation = (random) => {
  const isProof = random.below(2) === 0;
  const logs = Object.values(sampleLogs());
  const { note } = sampleEpoch(isProof ? 2 : 1, logs, keyPair(77));
  const parts = (all: PackageParts): PackageParts =>
    attested(isProof ? all : { ...all, epochs: [{ epoch: 1, note }] }, 'kept');
  const proof = (all: ProofParts): ProofParts => (isProof ? { ...all, epoch: note } : all);
  const what = `the epoch of the ${isProof ? 'package entry' : 'items'} signed by somebody else`;
  return { what, zip: samplePackage({ parts, proof }).zip, named: /^epoch\.signature$/ };
};
const substitute: Mutation = (random) => {
  const receipts = random.one(['own', 'of other bytes', 'removed'] as const);
  const { zip } = samplePackage({ parts: (parts) => attested(parts, receipts) });
  return { what: `receipts ${receipts}`, zip, named: /^time\.custodians$/ };
};

/** An entry says something else, and every hash, path, head and signature above it was made anew by the company. */
const rewrite: Mutation = (random) => {
  const logs = sampleLogs();
  const log = random.one([logs.crm, logs.main, logs.wecom]);
  const index = random.below(log.entries.length);
  const receipts = random.one(['kept', 'removed', 'own'] as const);
  changeEntry(log, index, random);
  const parts = (all: PackageParts): PackageParts => attested(rebuilt(all, logs), receipts);
  const { zip } = samplePackage({ parts, proof: (proof) => proof });
  return { what: `${log.name}:${index} written anew, receipts ${receipts}`, zip, named: /^time\.custodians$/ };
};

function changeEntry(log: SampleLog, index: number, random: Random): void {
  const before = log.entries[index];
  if (before === undefined) throw new Error('no such entry');
  const body: Body = { ...before.body, rewritten: random.below(1000) };
  log.entries[index] = { ...before, body, entry: { ...before.entry, commitment: commit(body, before.salt) } };
}

/** The parts of the sample over other logs: heads, epoch, entries, bodies and paths. */
function rebuilt(parts: PackageParts, logs: ReturnType<typeof sampleLogs>): PackageParts {
  const of = (name: string): SampleLog => Object.values(logs).find((log) => log.name === name) ?? logs.main;
  return {
    ...parts,
    logs: parts.logs.map(({ log, size }) => ({ log, size, checkpoint: sampleCheckpoint(of(log), size) })),
    epochs: [sampleEpoch(1, Object.values(logs))],
    items: parts.items.map((item) => {
      const { log, index } = item.entry;
      const found = of(log).entries[index];
      if (found === undefined) throw new Error('an item of no entry');
      const disclosure = disclose(found.body, sampleSalt(log, index), new Set());
      return { ...item, entry: found.entry, disclosure, path: samplePath(of(log), index, of(log).entries.length) };
    }),
  };
}

/** Another selection from the same attested entries: a package that the company may make at any time. */
const selectAgain: Mutation = (random) => {
  // The last two are the only items of their logs: without them a log would be packed that nothing is of.
  const left = random.below(3);
  const parts = (all: PackageParts): PackageParts =>
    attested({ ...all, items: all.items.filter((_, at) => at !== left) }, 'kept');
  const { zip } = samplePackage({ parts });
  return { what: `item ${left} left out of a package made anew`, zip, named: /^$/, missable: true };
};

const MUTATIONS: readonly { readonly kind: string; readonly mutation: Mutation; readonly weight: number }[] = [
  { kind: 'flip', mutation: flip, weight: 25 },
  { kind: 'flip of the archive', mutation: flipArchive, weight: 5 },
  { kind: 'drop', mutation: drop, weight: 12 },
  { kind: 'swap', mutation: swap, weight: 12 },
  { kind: 'reorder', mutation: reorder, weight: 4 },
  { kind: 'truncate', mutation: truncate, weight: 8 },
  { kind: 'truncate the archive', mutation: truncateArchive, weight: 4 },
  { kind: 'replace the head', mutation: replaceHead, weight: 7 },
  { kind: 'sign again', mutation: signAgain, weight: 5 },
  { kind: 'substitute receipts', mutation: substitute, weight: 5 },
  { kind: 'write history anew', mutation: rewrite, weight: 10 },
  { kind: 'select again', mutation: selectAgain, weight: 3 },
];

test('untouched, the package passes, and says since when it stood', () => {
  expect(verifyZip(genuine.zip, trust)).toMatchObject({ verdict: 'pass', depositedAt: AT });
});

test(
  `what an insider with the signing keys changes in a package is noticed (${ROUNDS} times, seed ${SEED})`,
  () => {
    const wrong: string[] = [];
    const noticed = new Map<string, number>();
    let missed = 0;
    for (let round = 0, seed = SEED; round < ROUNDS; seed++) {
      const random = randomOf(seed);
      const { kind, mutation } = drawn(MUTATIONS, random);
      const done = mutation(random);
      if (done === undefined) continue;
      round++;
      const { verdict, checks } = verifyZip(done.zip, trust);
      const open = checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'not_checked').map(({ id }) => id);
      if (verdict !== 'pass' && open.some((id) => done.named.test(id))) noticed.set(kind, (noticed.get(kind) ?? 0) + 1);
      else if (verdict === 'pass' && done.missable === true) missed++;
      else wrong.push(`seed ${seed}: ${done.what}: ${verdict}, ${open.join(', ')} instead of ${done.named.source}`);
    }
    console.log(`noticed: ${[...noticed].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
    console.log(`missed: ${missed}, all of them another selection from entries that the custodian attested`);
    expect(wrong).toEqual([]);
  },
  PATIENCE_MILLIS,
);
