import { expect, test } from 'vitest';
import { withManifests } from './assemble-package.ts';
import { base64Of } from './bytes.ts';
import { encodeEntry } from './entry.ts';
import { consistencyProof, sha256Tree } from './merkle.ts';
import { earlierPath } from './package-paths.ts';
import type { SampleChanges, SampleLog } from './testkit.ts';
import { FIRST_INSTANT, fileOf, keyPair, sampleEpoch, sampleLogs, samplePackage, sampleTrust } from './testkit.ts';
import {
  AUTHORITY,
  DAY,
  integer,
  makeCertificate,
  makeToken,
  STAMPS_ALONE,
  sequence,
  signerOf,
} from './time/testkit.ts';
import type { Trust } from './trust.ts';
import { utf8Of } from './utf8.ts';
import { verifyZip } from './verify.ts';
import type { Receipt } from './verify-receipts.ts';
import { writeZip } from './zip.ts';

const AROUND = { from: FIRST_INSTANT - 100 * DAY, until: FIRST_INSTANT + 100 * DAY };
const root = makeCertificate('根', signerOf(11), undefined, AUTHORITY, AROUND);
const stamps = makeCertificate('时间戳服务', signerOf(12), root, STAMPS_ALONE, { serial: 2, ...AROUND });
const trust: Trust = { ...sampleTrust, custodians: [{ root: base64Of(root.raw) }] };
const [EARLY, LATE] = [FIRST_INSTANT + 5_000, FIRST_INSTANT + 600_000];

const receiptFor = (epoch: number, note: string, at: number): Receipt => ({
  ...{ epoch, custodian: 'tsa-1', request: utf8Of('asked'), certificates: [], renewals: [] },
  response: sequence(sequence(integer(0)), makeToken(utf8Of(note), stamps, { at })),
});

const cut = (log: SampleLog, size: number): SampleLog => ({ name: log.name, entries: log.entries.slice(0, size) });
const pathFrom = (log: SampleLog, from: number) =>
  consistencyProof(
    sha256Tree,
    log.entries.map(({ entry }) => sha256Tree.leaf(encodeEntry(entry))),
    from,
    log.entries.length,
  ).map((sha256) => ({ sha256 }));

/** A package whose chats of size 3 were attested before the epoch it was made with. */
function withEarlier(
  change: (note: string) => { note: string; receipt?: Receipt } = (note) => ({ note }),
  from = 3,
): SampleChanges {
  return {
    parts: (parts, logs) => {
      const wecom = logs.find(({ name }) => name === 'wecom') ?? sampleLogs().wecom;
      const { note, receipt } = change(sampleEpoch(1, [cut(wecom, 3)]).note);
      const now = sampleEpoch(2, logs);
      return {
        ...parts,
        epochs: [{ epoch: 1, note }, now],
        earlier: [{ log: 'wecom', from, path: pathFrom(wecom, from) }],
        receipts: [receipt ?? receiptFor(1, note, EARLY), receiptFor(2, now.note, LATE)],
      };
    },
    proof: (proof) => ({ ...proof, epoch: sampleEpoch(3, [...Object.values(sampleLogs())]).note }),
  };
}

const found = (changes: SampleChanges, files?: (files: Map<string, Uint8Array>) => void) => {
  const sample = samplePackage(changes);
  const changed = new Map(sample.files);
  files?.(changed);
  const verification = verifyZip(writeZip(withManifests(changed)), trust);
  const check = verification.checks.find(({ id }) => id === 'time.earlier');
  return { ...verification, outcome: check?.outcome, because: check?.because ?? '' };
};

test('an earlier receipt says since when an entry stood, and says nothing of what came behind it', () => {
  const { outcome, attested, depositedAt } = found(withEarlier());
  expect({ outcome, depositedAt }).toEqual({ outcome: 'pass', depositedAt: LATE });
  // The delivery at 0 and the chat at 2 stand below the head of size 3; the answer at 3 does not.
  expect(attested).toEqual([
    { log: 'wecom', index: 0, at: EARLY },
    { log: 'wecom', index: 2, at: EARLY },
  ]);
});

test('a package without earlier epochs has no such check', () => {
  expect(found({}).outcome).toBeUndefined();
});

test.each<readonly [string, SampleChanges, ((files: Map<string, Uint8Array>) => void) | undefined, string, string]>([
  [
    'another history before',
    withEarlier(() => ({ note: sampleEpoch(1, [{ ...sampleLogs().crm, name: 'wecom' }]).note })),
    undefined,
    'fail',
    'does not show',
  ],
  ['a proof from another size', withEarlier(undefined, 2), undefined, 'fail', 'leads from no epoch'],
  [
    'a receipt of something else',
    withEarlier((note) => ({ note, receipt: receiptFor(1, `${note} `, EARLY) })),
    undefined,
    'fail',
    'the timestamp of something else',
  ],
  [
    'a proof that was changed',
    withEarlier(),
    (files) => files.set(earlierPath('wecom', 3), fileOf({ from: 3, to: 5, sha256: [] })),
    'fail',
    'does not show',
  ],
])('%s fails by name, and attests nothing', (_what, changes, files, outcome, why) => {
  const seen = found(changes, files);
  expect(seen.outcome).toBe(outcome);
  expect(seen.because).toContain(why);
  expect(seen.attested).toEqual([]);
});

test('an earlier epoch that a stranger signed fails the signatures of epochs', () => {
  const forged = withEarlier(() => ({ note: sampleEpoch(1, [cut(sampleLogs().wecom, 3)], keyPair(77)).note }));
  expect(found(forged).checks.find(({ id }) => id === 'epoch.signature')?.outcome).toBe('fail');
});
