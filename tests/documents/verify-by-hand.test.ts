import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeZip } from '@zhenglian/proof';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withManifests } from '../../packages/proof/src/assemble-package.ts';
import type { SampleChanges } from '../../packages/proof/src/testkit.ts';
import { samplePackage, sampleTrust } from '../../packages/proof/src/testkit.ts';
import { pemOf } from '../../packages/proof/src/time/pem.ts';
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
import { utf8Of } from '../../packages/proof/src/utf8.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/verify-by-hand.md'), 'utf8');
const VERIFIER = readFileSync(join(import.meta.dirname, '../../packages/proof/page/verifier.html'), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);
const tools = ['unzip', 'sha256sum', 'openssl', 'python3'];
const hasTools = tools.every((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0);

// openssl asks whether a certificate holds today.
const now = Date.now() - (Date.now() % 1000);
const around = { from: now - DAY, until: now + DAY };
const root = makeCertificate('测试根', signerOf(61), undefined, AUTHORITY, around);
const authority = makeCertificate('测试时间戳服务', signerOf(62), root, STAMPS_ALONE, { serial: 2, ...around });

const stamped = (note: string, of = note) => ({
  epoch: 1,
  custodian: 'tsa-1',
  request: utf8Of('asked'),
  response: sequence(sequence(integer(0)), makeToken(utf8Of(of), authority, { at: now })),
  certificates: [authority.raw],
  renewals: [],
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zl-by-hand-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What an attacker without any key does: changes files and makes everything fit that needs no key. */
type Attack = (files: Map<string, Uint8Array>) => void;

/** Runs the commands of the page one after the other, as whoever reads it would, and answers what they said. */
function byHand(changes: SampleChanges = {}, attack?: Attack) {
  const sample = samplePackage({
    parts: (parts) => ({ ...parts, receipts: [stamped(parts.epochs[0]?.note ?? '')], page: VERIFIER }),
    ...changes,
  });
  const files = new Map(sample.files);
  attack?.(files);
  writeFileSync(join(folder, 'CASE.zip'), attack === undefined ? sample.zip : writeZip(withManifests(files)));
  writeFileSync(join(folder, 'trust.json'), JSON.stringify(sampleTrust));
  writeFileSync(join(folder, 'root.pem'), pemOf(root.raw));
  writeFileSync(join(folder, 'check.py'), blocks('python')[0] ?? '');
  const done = spawnSync('bash', ['-euo', 'pipefail', '-c', blocks('bash').join('\n')], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, said: `${done.stdout}${done.stderr}` };
}

const edit =
  (path: string, change: (text: string) => string): Attack =>
  (files) => {
    const before = Buffer.from(files.get(path) ?? []).toString();
    expect(change(before)).not.toBe(before);
    files.set(path, utf8Of(change(before)));
  };

describe.skipIf(!hasTools)('the commands of docs/verify-by-hand.md', () => {
  test('accept a good package, and say since when it stood', () => {
    const { code, out, said } = byHand();
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('自登记时起未改变:是') });
    expect(said).toContain('Verification: OK');
    expect(out).toContain('Time stamp:');
    expect(out).not.toContain('否');
    expect(out.match(/^是/gm)?.length).toBeGreaterThan(25);
  });

  test('accept one with masked places', () => {
    expect(byHand({ masked: new Set(['/body/to/0', '/body/text', '/slice']) })).toMatchObject({ code: 0 });
  });

  test.each<readonly [string, Attack, string]>([
    [
      'a word in a body',
      edit('data/bodies/wecom/2.json', (text) => text.replace('好处费', '介绍费')),
      '每个文件与登记时一致',
    ],
    ['an original', (files) => void files.set('data/originals/wecom/2.json', utf8Of('{}')), '每个文件与登记时一致'],
    [
      'an entry',
      edit('data/entries/wecom/2.json', (text) => text.replace(/"recordedAt":\d/, '"recordedAt":2')),
      '每个文件与登记时一致',
    ],
    [
      'a file that nobody bound',
      (files) => void files.set('data/cosignatures/more', utf8Of('x')),
      '文件齐全且没有多余',
    ],
    ['a file that is gone', (files) => void files.delete('data/custody/wecom.json'), '文件齐全且没有多余'],
    [
      'the list of what is bound',
      edit('proof/body.json', (text) => text.replace('"sizeBytes":', '"sizeBytes":1')),
      '与其内容一致',
    ],
    [
      'the package entry',
      edit('proof/entry.json', (text) => text.replace(/"recordedAt":\d/, '"recordedAt":2')),
      '已登记在登记链中',
    ],
    [
      'the head of the log',
      edit('proof/checkpoint.txt', (text) => text.replace(/^(zhenglian\/\w+\/main\n)(\d)/, '$19')),
      '由可信密钥签名',
    ],
    ['an epoch', edit('data/epochs/1.note', (text) => text.replace('"epoch":1', '"epoch":3')), '每个文件与登记时一致'],
  ])('refuse a package in which somebody without a key changed %s', (_what, attack, why) => {
    const { code, said } = byHand({}, attack);
    expect(code).not.toBe(0);
    expect(said).toContain(`否    `);
    expect(said).toContain(why);
  });

  test('refuse a package with a receipt of something else, although the company bound it', () => {
    const parts: SampleChanges['parts'] = (each) => ({
      ...each,
      receipts: [stamped(each.epochs[0]?.note ?? '', 'else')],
    });
    const { code, said } = byHand({ parts });
    expect(code).not.toBe(0);
    expect(said).toContain('自登记时起未改变:是');
    expect(said).toContain('Verification: FAILED');
  });

  test('refuse bytes that no longer fit their manifest', () => {
    const { files } = samplePackage();
    const spoilt = new Map(files).set('data/README.txt', utf8Of('x'));
    writeFileSync(join(folder, 'CASE.zip'), writeZip(spoilt));
    const done = spawnSync('bash', ['-euo', 'pipefail', '-c', blocks('bash')[0] ?? ''], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(done.status).not.toBe(0);
    expect(done.stdout).toContain('data/README.txt: FAILED');
  });
});
