import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeVectors } from '../../../vectors/make.ts';
import { hexOf } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { Commitment } from './commitment.ts';
import { commit } from './commitment.ts';
import { decodeEntry } from './entry.ts';
import { sha256Tree, sm3Tree } from './merkle.ts';
import { decodePackageBody } from './package-body.ts';
import { decodeInclusion } from './proof-files.ts';
import { decodeVerifier, openNote } from './signed-note.ts';
import { decodeTrust } from './trust.ts';
import { utf8Of } from './utf8.ts';
import type { Verification } from './verify.ts';
import { verifyZip } from './verify.ts';
import { readZip } from './zip.ts';

const ROOT = new URL('../../../', import.meta.url);
const bytesAt = (path: string): Uint8Array => new Uint8Array(readFileSync(new URL(path, ROOT)));
const textAt = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const jsonAt = (path: string): unknown => JSON.parse(textAt(path));

const trust = decodeTrust(jsonAt('vectors/package-v1/trust.json'));
const golden = jsonAt('vectors/package-v1/checks.json') as {
  readonly [file: string]: { readonly withTrust: unknown; readonly withoutTrust: unknown };
};

test.each(Object.keys(golden))('the golden package still gives the checks it gave when it was made: %s', (file) => {
  const zip = bytesAt(`vectors/package-v1/${file}`);
  const short = ({ verdict, checks }: Verification) => ({
    verdict,
    checks: checks.map(({ id, outcome }) => `${id} ${outcome}`),
  });
  expect(short(verifyZip(zip, trust))).toEqual(golden[file]?.withTrust);
  expect(short(verifyZip(zip))).toEqual(golden[file]?.withoutTrust);
});

test('the generator gives the golden files byte for byte', () => {
  for (const [path, bytes] of makeVectors())
    expect(hexOf(bytesAt(`vectors/${path}`)) === hexOf(bytes), path).toBe(true);
});

/** Every value must stand in the page as it is, whatever the width of its table columns. */
function expectShown(page: string, values: readonly string[]): void {
  const text = textAt(`docs/format/${page}`).replace(/ +/g, ' ');
  for (const value of values) expect(text.includes(value), value).toBe(true);
}

type EntryVector = { readonly [name: string]: string } & { readonly sizeBytes: number };

test('docs/format/entry.md shows what its example gives when computed anew', () => {
  const vector = jsonAt('vectors/entry-v1.json') as EntryVector;
  const [first, second] = [utf8Of(vector.entry ?? ''), utf8Of(vector.changed ?? '')];
  expect(decodeEntry(second).prior).toBe(decodeEntry(first).index);
  const computed = [sha256Tree, sm3Tree].map((tree) => {
    const leaves = [tree.leaf(first), tree.leaf(second)] as const;
    return [...leaves, tree.node(...leaves)].map(hexOf);
  });
  expect(computed).toEqual([
    [vector.leafSha256, vector.changedLeafSha256, vector.rootSha256],
    [vector.leafSm3, vector.changedLeafSm3, vector.rootSm3],
  ]);
  const { text } = openNote(vector.checkpoint ?? '', [decodeVerifier(vector.verifier ?? '')]);
  expect(hexOf(parseCheckpoint(text).root)).toBe(vector.rootSha256);
  const { sizeBytes, privateKey: _, ...shown } = vector;
  expect(first).toHaveLength(sizeBytes);
  expectShown('entry.md', [...computed.flat(), ...Object.values(shown as object), `${sizeBytes} bytes`]);
});

type CommitmentVector = {
  readonly body: string;
  readonly salt: string;
  readonly items: readonly {
    readonly path: string;
    readonly value: string;
    readonly salt: string;
    readonly digest: string;
  }[];
  readonly commitment: Commitment;
  readonly shownMasked: string;
};

test('docs/format/commitment.md shows what its example gives when computed anew', () => {
  const vector = jsonAt('vectors/commitment-v1.json') as CommitmentVector;
  const salt = Buffer.from(vector.salt, 'hex');
  expect(commit(JSON.parse(vector.body), new Uint8Array(salt))).toEqual(vector.commitment);
  const rows = vector.items.map((item) => {
    const itemSalt = hash('sha256', Buffer.concat([Uint8Array.of(2), salt, Buffer.from(item.path)]));
    const digest = hash('sha256', Buffer.concat([Buffer.from(itemSalt, 'hex'), Buffer.from(item.value)]));
    return `| \`${item.path}\` | \`${item.value}\` | \`${itemSalt}\` \`${digest}\` |`;
  });
  const { sha256, sm3 } = vector.commitment;
  expectShown('commitment.md', [
    vector.body,
    vector.salt,
    ...rows,
    `| \`sha256\` | \`${sha256}\` |`,
    `| \`sm3\` | \`${sm3}\` |`,
    vector.shownMasked,
  ]);
});

test('docs/format/package-v1.md shows what its example gives when computed anew', () => {
  const zip = bytesAt('vectors/package-v1/package.zip');
  const files = readZip(zip);
  const at = (path: string): Uint8Array => files.get(path) ?? new Uint8Array(0);
  const digests = ['package.zip', 'masked.zip', 'trust.json'].map(
    (file) => `| \`${file}\` | \`${hash('sha256', bytesAt(`vectors/package-v1/${file}`))}\` |`,
  );
  const header = hexOf(zip.subarray(0, 42)).replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{4})(.{4})(.{8})(.{8})(.{8})(.{4})(.{4})/,
    '$1 $2 $3 $4 $5 $6 $7 $8 $9 $10 $11 ',
  );
  const entry = at('proof/entry.json');
  const [right, left] = decodeInclusion(at('proof/inclusion.json')).sha256.map(hexOf);
  const leaf = sha256Tree.leaf(entry);
  const node = sha256Tree.node(leaf, Buffer.from(right ?? '', 'hex'));
  const root = sha256Tree.node(Buffer.from(left ?? '', 'hex'), node);
  const { body } = JSON.parse(Buffer.from(at('proof/body.json')).toString());
  const bound = decodePackageBody(body).files.find(({ path }) => path === 'data/bodies/wecom/2.json');
  const row = JSON.stringify(bound, ['path', 'sha256', 'sizeBytes', 'sm3']);
  expect(bound?.sha256).toBe(hash('sha256', at('data/bodies/wecom/2.json')));
  const steps = [hexOf(leaf), right ?? '', hexOf(node), left ?? '', hexOf(root)].map((hex) => `| \`${hex}\` |`);
  const signed = `as \`${Buffer.from(root).toString('base64')}\``;
  expect(Buffer.from(at('proof/checkpoint.txt')).toString()).toContain(Buffer.from(root).toString('base64'));
  expectShown('package-v1.md', [...digests, header, row, Buffer.from(entry).toString(), ...steps, signed]);
});

test('docs/format/package-v1.md names every check that a package can give', () => {
  const { checks } = verifyZip(bytesAt('vectors/package-v1/package.zip'), trust);
  const families = new Set(
    checks.map(({ id }) => id.replace(/^(log\.\w+)\..*/, '$1.<log>').replace(/^item\.[^.]*\.\d+\./, '….')),
  );
  expectShown(
    'package-v1.md',
    [...families].map((id) => `\`${id === '….entry' ? 'item.<log>.<index>.entry' : id}\``),
  );
});

test('the SM3 roots in the vectors are those of the leaves published for SHA-256', () => {
  const vector = jsonAt('vectors/merkle-sm3.json') as { readonly leaves: string[]; readonly roots: string[] };
  expect(vector.leaves).toEqual((jsonAt('vectors/merkle-rfc6962.json') as { leaves: string[] }).leaves);
  const [empty, one, two] = vector.roots;
  const leaf = (hex: string): string => hash('sm3', Buffer.from(`00${hex}`, 'hex'));
  expect(empty).toBe(hash('sm3', ''));
  expect(one).toBe(leaf(''));
  expect(two).toBe(hash('sm3', Buffer.from(`01${leaf('')}${leaf('00')}`, 'hex')));
});
