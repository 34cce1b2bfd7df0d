/**
 * Makes the golden files of this format, with fixed keys, salts and times: `node vectors/make.ts` writes them beside itself.
 *
 * Files of a format that was released are never made again: they must verify for ever as they are. A new format gets new
 * names. `merkle-rfc6962.json` is not made here; it was published by others.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Canonical, Entry, Verification } from '../packages/proof/src/index.ts';
import * as proof from '../packages/proof/src/index.ts';
import { portableHash, saltOf } from '../packages/proof/src/commitment.ts';
import { keyPair, samplePackage, sampleTrust } from '../packages/proof/src/testkit.ts';

const { bytesOfHex, canonicalBytes, canonicalText, hexOf, sha256Tree, sm3Tree, utf8Of } = proof;

const json = (value: unknown): Uint8Array => utf8Of(`${JSON.stringify(value, null, 2)}\n`);

/** Every golden file by its path below this folder. */
export function makeVectors(): ReadonlyMap<string, Uint8Array> {
  const whole = samplePackage().zip;
  const masked = samplePackage({ masked: new Set(['/body/text', '/body/to/0', '/slice']) }).zip;
  return new Map([
    ['commitment-v1.json', json(commitmentVector())],
    ['entry-v1.json', json(entryVector())],
    ['merkle-sm3.json', json(sm3Vector())],
    ['package-v1/package.zip', whole],
    ['package-v1/masked.zip', masked],
    ['package-v1/trust.json', json(sampleTrust)],
    ['package-v1/checks.json', json({ 'package.zip': expected(whole), 'masked.zip': expected(masked) })],
  ]);
}

function expected(zip: Uint8Array) {
  const short = ({ verdict, checks }: Verification) => ({ verdict, checks: checks.map(({ id, outcome }) => `${id} ${outcome}`) });
  return { withTrust: short(proof.verifyZip(zip, sampleTrust)), withoutTrust: short(proof.verifyZip(zip)) };
}

const body = {
  v: 1,
  kind: 'chat',
  source: 'wecom',
  externalId: 'm1',
  body: {
    from: { system: 'wecom', ref: 'zhangsan' },
    to: [{ system: 'wecom', ref: 'wmLiSi', name: '李四' }],
    text: '好处费给你10%',
  },
} as const;
const salt = bytesOfHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');

function commitmentVector() {
  const items = proof.fieldsOf(body).map(({ path, value }) => {
    const itemSalt = saltOf(portableHash, salt, path);
    const bytes = canonicalBytes(value);
    const digest = hexOf(proof.sha256(proof.concatBytes(itemSalt, bytes)));
    return { path, value: canonicalText(value), salt: hexOf(itemSalt), digest };
  });
  const list = canonicalText(items.map(({ path, digest }) => [path, digest]));
  const masked = proof.disclose(body, salt, new Set(['/body/to/0']));
  return {
    body: canonicalText(body),
    salt: hexOf(salt),
    items,
    list,
    commitment: proof.commit(body, salt),
    disclosedWhole: canonicalText(proof.disclose(body, salt, new Set()) as Canonical),
    maskedPath: '/body/to/0',
    disclosedMasked: canonicalText(masked as Canonical),
    shownMasked: canonicalText(proof.bodyOf(masked)),
  };
}

function entryVector() {
  const first = entryOf(4, 3);
  const second = { ...entryOf(5, 3), prior: 4 };
  const [a, b] = [proof.encodeEntry(first), proof.encodeEntry(second)];
  const { privateKey, publicKey } = keyPair(3);
  const name = 'zhenglian/0011223344556677/wecom';
  const root = sha256Tree.node(sha256Tree.leaf(a), sha256Tree.leaf(b));
  const checkpoint = proof.encodeCheckpoint({ origin: name, size: 2, root });
  return {
    entry: utf8Text(a),
    sizeBytes: a.length,
    leafSha256: hexOf(sha256Tree.leaf(a)),
    leafSm3: hexOf(sm3Tree.leaf(a)),
    changed: utf8Text(b),
    changedLeafSha256: hexOf(sha256Tree.leaf(b)),
    changedLeafSm3: hexOf(sm3Tree.leaf(b)),
    rootSha256: hexOf(root),
    rootSm3: hexOf(sm3Tree.node(sm3Tree.leaf(a), sm3Tree.leaf(b))),
    privateKey: hexOf(privateKey),
    verifier: proof.encodeVerifier({ name, publicKey }),
    checkpoint: proof.signNote(checkpoint, { name, privateKey }),
  };
}

const utf8Text = (bytes: Uint8Array): string => proof.textOfUtf8(bytes);

const entryOf = (index: number, delivery: number): Entry => ({
  format: 1,
  log: 'wecom',
  index,
  recordedAt: 1_772_417_700_000 + index,
  type: 'record',
  delivery,
  commitment: proof.commit(body, salt),
});

function sm3Vector() {
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const hashes = leaves.map((hex) => sm3Tree.leaf(bytesOfHex(hex)));
  const roots = Array.from({ length: 9 }, (_, size) => hexOf(proof.rootOf(sm3Tree, hashes.slice(0, size))));
  return { about: 'The leaves of merkle-rfc6962.json with the SM3 roots of their trees of 0 to 8 leaves.', leaves, roots };
}

const started = process.argv[1];
if (started !== undefined && import.meta.url === pathToFileURL(started).href) {
  for (const [path, bytes] of makeVectors()) {
    const target = join(import.meta.dirname, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    console.log(`${path} ${bytes.length}`);
  }
}
