import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withManifests } from './assemble-package.ts';
import { base64Of } from './bytes.ts';
import { isBound, MANIFEST, TAG_MANIFEST } from './package-paths.ts';
import type { SampleChanges } from './testkit.ts';
import { samplePackage, sampleTrust } from './testkit.ts';
import { AUTHORITY, makeCertificate, signerOf } from './time/testkit.ts';
import { utf8Of } from './utf8.ts';
import type { Verification } from './verify.ts';
import { verify, verifyZip } from './verify.ts';
import type { Files } from './zip.ts';
import { writeZip } from './zip.ts';

const sample = samplePackage();

const failed = ({ checks }: Verification): string[] =>
  checks.flatMap(({ id, outcome }) => (outcome === 'fail' ? [id] : []));
const outcomeOf = ({ checks }: Verification, id: string): string | undefined =>
  checks.find((check) => check.id === id)?.outcome;
const fileAt = (files: Files, path: string): Uint8Array => {
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`the sample has no ${path}`);
  return bytes;
};

/** `npm run long -- tamper` asks for more. */
const RUNS = Number(process.env.ZL_RUNS ?? 300);

test('an untouched package passes every check with trust, and each says why', () => {
  const verification = verifyZip(sample.zip, sampleTrust);
  expect(verification.verdict).toBe('pass');
  expect(new Set(verification.checks.map(({ outcome }) => outcome))).toEqual(new Set(['pass']));
  for (const { title, because } of verification.checks) {
    expect(title).toMatch(/\p{Script=Han}/u);
    expect(because).toMatch(/\.$/);
  }
  expect(new Set(verification.checks.map(({ id }) => id)).size).toBe(verification.checks.length);
  expect(verification.description?.items).toHaveLength(5);
  expect(verification.fixedAt).toBe(Date.parse('2026-03-02T10:15:02.000+08:00'));
});

test('without a trust file nothing is ever passed as a whole, and no signature is', () => {
  const verification = verifyZip(sample.zip);
  expect(verification.verdict).toBe('incomplete');
  for (const { id, outcome } of verification.checks) {
    expect(outcome).toBe(/^(log|epoch)\.signature/.test(id) ? 'not_checked' : 'pass');
  }
});

test('a signature says that the time is the own clock of the company when no custodian is trusted', () => {
  const { checks } = verifyZip(sample.zip, sampleTrust);
  expect(checks.find(({ id }) => id === 'log.signature.main')?.because).toContain('own clock of the company');
  expect(checks.some(({ id }) => id === 'time.custodians' || id === 'log.witnesses')).toBe(false);
});

const sampleRoot = base64Of(makeCertificate('根', signerOf(9), undefined, AUTHORITY).raw);

test('what a trust file asks for and is not there, or this version cannot check, is not checked, and the verdict incomplete', () => {
  const witness = { name: 'court.example', key: sampleTrust.logs[0]?.key ?? '' };
  const trust = { ...sampleTrust, custodians: [{ root: sampleRoot }], witnesses: [witness], atLeastWitnesses: 1 };
  const verification = verifyZip(sample.zip, trust);
  expect(verification.verdict).toBe('incomplete');
  expect(outcomeOf(verification, 'time.custodians')).toBe('not_checked');
  expect(outcomeOf(verification, 'log.witnesses')).toBe('not_checked');
});

test('masked places give `masked`, name what is masked, and do not keep a package from passing', () => {
  const { zip } = samplePackage({ masked: new Set(['/body/to/0', '/body/text', '/slice']) });
  const verification = verifyZip(zip, sampleTrust);
  expect(verification.verdict).toBe('pass');
  const commitment = verification.checks.find(({ id }) => id === 'item.wecom.2.commitment');
  expect(commitment?.outcome).toBe('masked');
  expect(commitment?.because).toContain('/body/text, /body/to/0, /slice');
  expect(outcomeOf(verification, 'item.wecom.2.included-sm3')).toBe('pass');
});

test('a document has its name in Chinese and is bound like everything else; another one belongs to nothing', () => {
  const cover = 'data/00-首页.pdf';
  const withCover = (path: string): SampleChanges => ({
    parts: (parts) => ({ ...parts, documents: new Map([[path as typeof cover, utf8Of('%PDF-1.7')]]) }),
  });
  const { files } = samplePackage(withCover(cover));
  expect(verifyZip(writeZip(files), sampleTrust).verdict).toBe('pass');
  const changed = withManifests(new Map([...files, [cover, utf8Of('%PDF-1.8')]]));
  expect(failed(verifyZip(writeZip(changed), sampleTrust))).toEqual(['package.bound']);
  const without = withManifests(new Map([...files].filter(([path]) => path !== cover)));
  expect(failed(verifyZip(writeZip(without), sampleTrust))).toEqual(['package.manifest', 'package.files']);
  const { zip } = samplePackage(withCover('data/04-附件.pdf'));
  expect(failed(verifyZip(zip, sampleTrust))).toContain('package.files');
});

const flip = (bytes: Uint8Array, where: number, change: number): Uint8Array => {
  const index = where % bytes.length;
  return bytes.with(index, (bytes[index] ?? 0) ^ change);
};
const change = fc.integer({ min: 1, max: 255 });

test('any byte of the archive flipped, and any tail cut off, fails package.readable', () => {
  fc.assert(
    fc.property(fc.nat(), change, (where, by) => {
      expect(failed(verifyZip(flip(sample.zip, where, by), sampleTrust))).toEqual(['package.readable']);
      expect(failed(verifyZip(sample.zip.subarray(0, where % sample.zip.length), sampleTrust))).toEqual([
        'package.readable',
      ]);
    }),
    { numRuns: RUNS },
  );
  expect(failed(verifyZip(new Uint8Array(0), sampleTrust))).toEqual(['package.readable']);
});

const paths = [...sample.files.keys()];

test('any byte of any file flipped, in an archive written anew, fails a named check', () => {
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.nat(), change, (path, where, by) => {
      const files = new Map(sample.files).set(path, flip(fileAt(sample.files, path), where, by));
      const verification = verifyZip(writeZip(files), sampleTrust);
      expect(failed(verification)).not.toEqual([]);
      expect(verification.verdict).toBe('fail');
    }),
    { numRuns: RUNS / 2 },
  );
});

test('any byte of any file flipped still fails a named check after the manifests are made to fit', () => {
  const unfit = paths.filter((path) => path !== MANIFEST && path !== TAG_MANIFEST);
  for (const path of unfit) {
    fc.assert(
      fc.property(fc.nat(), change, (where, by) => {
        const files = new Map(sample.files).set(path, flip(fileAt(sample.files, path), where, by));
        const verification = verify(withManifests(files), sampleTrust);
        expect(failed(verification)).not.toEqual([]);
        if (isBound(path) && path !== 'data/package.json') expect(failed(verification)).toContain('package.bound');
        expect(verify(withManifests(files)).verdict).not.toBe('pass');
      }),
      { numRuns: 4 },
    );
  }
});

test('no content makes the verifier throw, and none but the true package passes', () => {
  const junk = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: 'binary' }).map(utf8Of),
    fc.json().map(utf8Of),
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...paths), { minLength: 1, maxLength: 4 }), junk, (chosen, bytes) => {
      const files = new Map(sample.files);
      for (const path of chosen) files.set(path, bytes);
      expect(verify(files, sampleTrust).verdict).toBe('fail');
      expect(verify(withManifests(files), sampleTrust).verdict).toBe(
        chosen.every((path) => path === MANIFEST || path === TAG_MANIFEST) ? 'pass' : 'fail',
      );
    }),
    { numRuns: 60 },
  );
  for (const text of ['['.repeat(100_000), '{"a":'.repeat(5000), '\n\n', `${'x\n'.repeat(9000)}\n`]) {
    for (const path of paths)
      expect(verify(new Map(sample.files).set(path, utf8Of(text)), sampleTrust).verdict).toBe('fail');
  }
  expect(verify(new Map(), sampleTrust).verdict).toBe('fail');
});

test('the package stays as it is checked, whatever the order of its files', () => {
  expect(verify(new Map([...sample.files].reverse()), sampleTrust)).toEqual(verify(sample.files, sampleTrust));
});
