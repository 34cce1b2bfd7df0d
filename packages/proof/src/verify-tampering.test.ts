import { expect, test } from 'vitest';
import type { ItemParts, PackageParts } from './assemble-package.ts';
import { withManifests } from './assemble-package.ts';
import { commit } from './commitment.ts';
import { bodyOf, disclose } from './disclosure.ts';
import type { Body } from './fields.ts';
import type { SampleChanges, SampleLog } from './testkit.ts';
import {
  appendSample,
  fileOf,
  keyPair,
  sampleCheckpoint,
  sampleEpoch,
  sampleLogs,
  samplePackage,
  sampleSalt,
  sampleTrust,
} from './testkit.ts';
import { utf8Of } from './utf8.ts';
import type { Verification } from './verify.ts';
import { verifyZip } from './verify.ts';
import type { Files } from './zip.ts';
import { writeZip } from './zip.ts';

const sample = samplePackage();

const failed = ({ checks }: Verification): string[] =>
  checks.flatMap(({ id, outcome }) => (outcome === 'fail' ? [id] : []));
const fileAt = (files: Files, path: string): Uint8Array => {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`the sample has no ${path}`);
  return bytes;
};

/** What an attacker without any key can do: change files and make everything fit that needs no key. */
type Attack = (files: Map<string, Uint8Array>) => void;

const edit =
  (path: string, change: (text: string) => string): Attack =>
  (files) => {
    const before = Buffer.from(fileAt(files, path)).toString();
    expect(change(before)).not.toBe(before);
    files.set(path, utf8Of(change(before)));
  };
const swap =
  (a: string, b: string): Attack =>
  (files) => {
    const [one, two] = [fileAt(files, a), fileAt(files, b)];
    files.set(a, two).set(b, one);
  };
const drop =
  (path: string): Attack =>
  (files) => {
    fileAt(files, path);
    files.delete(path);
  };

const stranger = keyPair(77);
const byStranger = (size: number) => utf8Of(sampleCheckpoint(sample.main, size, stranger));

const ATTACKS: readonly (readonly [string, Attack, readonly string[]])[] = [
  [
    'words of a chat',
    edit('data/bodies/wecom/2.json', (t) => t.replace('10%', '20%')),
    ['package.bound', 'item.wecom.2.commitment'],
  ],
  [
    'a salt',
    edit('data/bodies/crm/1.json', (t) => t.replace(/"salt":"./, '"salt":"0')),
    ['package.bound', 'item.crm.1.commitment'],
  ],
  [
    'an original',
    edit('data/originals/wecom/3.json', (t) => t.replace('好的', '好吧')),
    ['package.bound', 'item.wecom.3.original'],
  ],
  [
    'the time of an entry',
    edit('data/entries/wecom/2.json', (t) => t.replace('1772417702000', '1772417702001')),
    ['package.bound', 'item.wecom.2.included', 'item.wecom.2.included-sm3'],
  ],
  [
    'two entries swapped',
    swap('data/entries/wecom/2.json', 'data/entries/wecom/3.json'),
    ['package.bound', 'item.wecom.2.entry', 'item.wecom.3.entry'],
  ],
  [
    'two bodies swapped',
    swap('data/bodies/wecom/2.json', 'data/bodies/wecom/3.json'),
    ['package.bound', 'item.wecom.2.commitment', 'item.wecom.3.commitment'],
  ],
  [
    'two proofs swapped',
    swap('data/proofs/wecom/2.json', 'data/proofs/wecom/3.json'),
    [
      'package.bound',
      'item.wecom.2.included',
      'item.wecom.2.included-sm3',
      'item.wecom.3.included',
      'item.wecom.3.included-sm3',
    ],
  ],
  [
    'an SM3 proof',
    edit('data/proofs/wecom/2.json', (t) => t.replace(/"sm3":\["../, '"sm3":["00')),
    ['package.bound', 'item.wecom.2.included-sm3'],
  ],
  [
    'a SHA-256 proof',
    edit('data/proofs/wecom/2.json', (t) => t.replace(/"sha256":\["../, '"sha256":["00')),
    ['package.bound', 'item.wecom.2.included'],
  ],
  ['a title', edit('data/package.json', (t) => t.replace('客户归属', '客户转移')), ['package.bound']],
  ['a limit left out', edit('data/package.json', (t) => t.replace('没有读取', '都读取了')), ['package.bound']],
  [
    'an unknown member in package.json',
    edit('data/package.json', (t) => t.replace('{', '{"a":1,')),
    ['package.readable'],
  ],
  [
    'another id',
    edit('data/package.json', (t) => t.replace('"id":"0', '"id":"f')),
    ['package.manifest', 'package.entry'],
  ],
  ['the README', edit('data/README.txt', (t) => t.replace('不说明', '只说明')), ['package.bound']],
  [
    'what was shown',
    edit('data/chain/reconstruction.json', (t) => t.replace('medium', 'strong')),
    ['package.bound', 'item.main.1.commitment'],
  ],
  [
    'the list of deliveries',
    edit('data/custody/wecom.json', (t) => t.replace('[2,3]', '[2,4]')),
    ['package.files', 'package.bound'],
  ],
  [
    'bag-info.txt',
    edit('bag-info.txt', (t) => t.replace('2026-03-02', '2026-03-01')),
    ['package.manifest', 'package.bound'],
  ],
  ['bagit.txt', edit('bagit.txt', (t) => t.replace('1.0', '0.9')), ['package.manifest', 'package.bound']],
  ['an entry dropped', drop('data/entries/wecom/3.json'), ['package.manifest', 'package.files']],
  ['an original dropped', drop('data/originals/wecom/3.json'), ['package.manifest', 'package.files']],
  ['a checkpoint dropped', drop('data/proofs/crm/checkpoint.txt'), ['package.manifest', 'package.files']],
  ['the epoch dropped', drop('data/epochs/1.note'), ['package.manifest', 'package.files']],
  ['package.json dropped', drop('data/package.json'), ['package.readable']],
  ['the package entry dropped', drop('proof/entry.json'), ['package.files']],
  ['the list of bound files dropped', drop('proof/body.json'), ['package.files']],
  ['the proof of the package dropped', drop('proof/inclusion.json'), ['package.files']],
  ['the last checkpoint dropped', drop('proof/checkpoint.txt'), ['package.files']],
  ['the last epoch dropped', drop('proof/epoch.note'), ['package.files']],
  ['the consistency proof dropped', drop('proof/consistency/main.json'), ['package.files']],
  [
    'a file added',
    (files) => files.set('data/originals/wecom/9.json', utf8Of('{}')),
    ['package.manifest', 'package.files'],
  ],
  ['a receipt added', (files) => files.set('data/receipts/1.tsr', utf8Of('x')), ['package.manifest', 'package.files']],
  ['a tag file added', (files) => files.set('notes.txt', utf8Of('x')), ['package.files']],
  ['a proof file added', (files) => files.set('proof/notes.txt', utf8Of('x')), ['package.files']],
  [
    'a name with other characters added',
    (files) => files.set('data/receipts/a b.tsr', utf8Of('x')),
    ['package.manifest', 'package.files'],
  ],
  [
    'the last checkpoint signed by another key',
    (files) => files.set('proof/checkpoint.txt', byStranger(4)),
    ['log.signature.main'],
  ],
  [
    'the last epoch signed by another key',
    (files) =>
      files.set(
        'proof/epoch.note',
        utf8Of(sampleEpoch(2, Object.values({ ...sampleLogs(), main: sample.main }), stranger).note),
      ),
    ['epoch.signature'],
  ],
  [
    'the last checkpoint of an older tree',
    (files) => files.set('proof/checkpoint.txt', utf8Of(sampleCheckpoint(sample.main, 3))),
    ['package.included', 'log.consistent.main', 'epoch.signature'],
  ],
  [
    'the checkpoint of another log',
    (files) => files.set('proof/checkpoint.txt', fileAt(files, 'data/proofs/crm/checkpoint.txt')),
    ['log.signature.main'],
  ],
  [
    'the last epoch in place of the first',
    (files) => files.set('data/epochs/1.note', fileAt(files, 'proof/epoch.note')),
    ['package.bound', 'epoch.signature'],
  ],
  [
    'an item as the package entry',
    (files) => files.set('proof/entry.json', fileAt(files, 'data/entries/main/1.json')),
    ['package.entry'],
  ],
  [
    'the body of another entry',
    (files) => files.set('proof/body.json', fileAt(files, 'data/bodies/main/1.json')),
    ['package.entry'],
  ],
  ['a masked list of bound files', (files) => files.set('proof/body.json', fileOf({ fields: [] })), ['package.entry']],
  [
    'the index in the proof',
    edit('proof/inclusion.json', (t) => t.replace('"index":2', '"index":3')),
    ['package.included'],
  ],
  [
    'the SHA-256 proof of the package',
    edit('proof/inclusion.json', (t) => t.replace(/"sha256":\["../, '"sha256":["00')),
    ['package.included'],
  ],
  [
    'the SM3 proof of the package',
    edit('proof/inclusion.json', (t) => t.replace(/"sm3":\["../, '"sm3":["00')),
    ['package.included'],
  ],
  [
    'a hash too many',
    edit('proof/inclusion.json', (t) => t.replace(/"sm3":\[("[0-9a-f]{64}")/, '"sm3":[$1,$1')),
    ['package.included'],
  ],
  [
    'the consistency proof',
    edit('proof/consistency/main.json', (t) => t.replace(/\["../, '["00')),
    ['log.consistent.main'],
  ],
  [
    'the consistency proof of other sizes',
    edit('proof/consistency/main.json', (t) => t.replace('"from":2', '"from":1')),
    ['log.consistent.main'],
  ],
];

test.each(ATTACKS)('after a change by somebody without a key it is named: %s', (_, attack, named) => {
  const files = new Map(sample.files);
  attack(files);
  const verification = verifyZip(writeZip(withManifests(files)), sampleTrust);
  expect(verification.verdict).toBe('fail');
  expect(failed(verification)).toEqual(named);
});

test('a change without fitting manifests fails the manifest too', () => {
  const files = new Map(sample.files);
  edit('data/bodies/wecom/2.json', (text) => text.replace('10%', '20%'))(files);
  const verification = verifyZip(writeZip(files), sampleTrust);
  expect(failed(verification)).toEqual(['package.manifest', 'package.bound', 'item.wecom.2.commitment']);
  expect(verification.checks[1]?.because).toContain('data/bodies/wecom/2.json differs');
});

/** What a company that holds its own keys may get wrong, or try, before it binds the package: no byte is changed afterwards. */
const OWN: readonly (readonly [string, SampleChanges, readonly string[]])[] = [
  [
    'an item that is not in the log',
    { parts: (p) => ({ ...p, items: p.items.with(1, { ...at(p, 1), entry: { ...at(p, 1).entry, recordedAt: 1 } }) }) },
    ['item.wecom.2.included', 'item.wecom.2.included-sm3'],
  ],
  [
    'the body of another entry',
    { parts: (p) => ({ ...p, items: p.items.with(1, { ...at(p, 1), disclosure: at(p, 2).disclosure }) }) },
    ['item.wecom.2.commitment'],
  ],
  [
    'the original of another entry',
    { parts: (p) => ({ ...p, items: p.items.with(1, { ...at(p, 1), original: at(p, 2).original ?? fail() }) }) },
    ['item.wecom.2.original'],
  ],
  [
    'an original that the body does not bind',
    { parts: (p) => ({ ...p, items: p.items.with(4, { ...at(p, 4), original: at(p, 2).original ?? fail() }) }) },
    ['item.main.1.original'],
  ],
  [
    'a proof in one tree only',
    {
      parts: (p) => ({
        ...p,
        items: p.items.with(1, { ...at(p, 1), path: at(p, 1).path.map((twin) => ({ ...twin, sm3: twin.sha256 })) }),
      }),
    },
    ['item.wecom.2.included-sm3'],
  ],
  [
    'a checkpoint by another key',
    {
      parts: (p, logs) => ({
        ...p,
        logs: p.logs.map((log) =>
          log.log === 'crm' ? { ...log, checkpoint: sampleCheckpoint(logs[0] ?? fail(), 3, stranger) } : log,
        ),
      }),
    },
    ['log.signature.crm'],
  ],
  [
    'a checkpoint of a shorter log',
    {
      parts: (p, logs) => ({
        ...p,
        logs: p.logs.map((log) =>
          log.log === 'crm' ? { ...log, checkpoint: sampleCheckpoint(logs[0] ?? fail(), 2) } : log,
        ),
      }),
    },
    ['epoch.signature', 'item.crm.1.included', 'item.crm.1.included-sm3'],
  ],
  [
    'an epoch by another key',
    { parts: (p, logs) => ({ ...p, epochs: [sampleEpoch(1, logs, stranger)] }) },
    ['epoch.signature'],
  ],
  [
    'an epoch without one of the logs',
    { parts: (p, logs) => ({ ...p, epochs: [sampleEpoch(1, logs.slice(1))] }) },
    ['epoch.signature'],
  ],
  [
    'an epoch under the number of another',
    { parts: (p, logs) => ({ ...p, epochs: [{ ...sampleEpoch(1, logs), epoch: 7 }] }) },
    ['epoch.signature'],
  ],
  [
    'entries listed under another type',
    { files: (files) => edit('data/package.json', (t) => t.replace('"type":"delivery"', '"type":"audit"'))(files) },
    ['package.manifest', 'item.wecom.0.entry'],
  ],
  [
    'two entries swapped',
    { files: swap('data/entries/wecom/2.json', 'data/entries/wecom/3.json') },
    ['item.wecom.2.entry', 'item.wecom.3.entry'],
  ],
  [
    'another chain shown than recorded',
    { files: edit('data/chain/reconstruction.json', (t) => t.replace('medium', 'strong')) },
    ['item.main.1.commitment'],
  ],
  [
    'a package entry that binds another id',
    { proof: (proof) => ({ ...proof, disclosure: { ...proof.disclosure, salt: '00'.repeat(32) } as never }) },
    ['package.entry'],
  ],
  [
    'a package entry that is not in the log',
    { proof: (proof) => ({ ...proof, entry: { ...proof.entry, recordedAt: 1 } }) },
    ['package.included'],
  ],
];

test('a delivered file is held against both digests in the body of its delivery', () => {
  const parts = (all: PackageParts): PackageParts => {
    const item = at(all, 0);
    const body = bodyOf(item.disclosure);
    const other = { ...body, file: { ...(body.file as Body), sm3: '00'.repeat(32) } };
    const salt = sampleSalt('wecom', 0);
    const entry = { ...item.entry, commitment: commit(other, salt) };
    return { ...all, items: all.items.with(0, { ...item, entry, disclosure: disclose(other, salt, new Set()) }) };
  };
  const named = ['original', 'included', 'included-sm3'].map((part) => `item.wecom.0.${part}`);
  expect(failed(verifyZip(samplePackage({ parts }).zip, sampleTrust))).toEqual(named);
});

/** The sample logs, with another last entry in crm, or without it. */
function otherLogs(last: 'another' | 'none'): SampleLog[] {
  const { crm, main, wecom } = sampleLogs();
  crm.entries.pop();
  if (last === 'another') appendSample(crm, 'act', { what: 'another' });
  return [crm, main, wecom];
}

const secondEpoch = (logs: readonly SampleLog[], main: SampleLog): string =>
  sampleEpoch(2, [...logs.filter(({ name }) => name !== 'main'), main]).note;

const FORKED: typeof OWN = [
  [
    'a later epoch with another root at the same size',
    { proof: (proof, main) => ({ ...proof, epoch: secondEpoch(otherLogs('another'), main) }) },
    ['epoch.signature'],
  ],
  [
    'a later epoch of a shorter log',
    { proof: (proof, main) => ({ ...proof, epoch: secondEpoch(otherLogs('none'), main) }) },
    ['epoch.signature'],
  ],
  [
    'an epoch with another root than the checkpoint',
    {
      parts: (p) => ({ ...p, epochs: [sampleEpoch(1, otherLogs('another'))] }),
      proof: (proof, main) => ({ ...proof, epoch: secondEpoch(otherLogs('another'), main) }),
    },
    ['epoch.signature', 'item.crm.1.included-sm3'],
  ],
];

test.each([...OWN, ...FORKED])('what the company itself packs wrongly is named: %s', (_, changes, named) => {
  const { zip } = samplePackage(changes);
  const verification = verifyZip(zip, sampleTrust);
  expect(failed(verification)).toEqual(named);
  expect(verification.verdict).toBe('fail');
});

function at(parts: PackageParts, index: number): ItemParts {
  return parts.items[index] ?? fail();
}

function fail(): never {
  throw new Error('the sample has changed');
}

test.each(['crm', 'main', 'wecom', 'epoch'])(
  'a wrong key of %s in the trust file fails its signature and nothing else',
  (name) => {
    const logs = sampleTrust.logs.map((log) =>
      log.origin.endsWith(`/${name}`) ? { ...log, key: sampleTrust.logs.at(name === 'crm' ? 1 : 0)?.key ?? '' } : log,
    );
    const id = name === 'epoch' ? 'epoch.signature' : `log.signature.${name}`;
    expect(failed(verifyZip(sample.zip, { ...sampleTrust, logs }))).toEqual([id]);
    const without = sampleTrust.logs.filter(({ origin }) => !origin.endsWith(`/${name}`));
    expect(failed(verifyZip(sample.zip, { ...sampleTrust, logs: without }))).toEqual([id]);
  },
);
