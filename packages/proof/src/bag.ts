import { sameBytes, writeHex } from './bytes.ts';
import { attempt } from './check.ts';
import type { HashPair } from './commitment.ts';
import { portableHash } from './commitment.ts';
import type { PackageDescription } from './package-description.ts';
import { BAG_INFO, BAGIT, MANIFEST, TAG_MANIFEST } from './package-paths.ts';
import { textOfUtf8, utf8Of, writeUtf8 } from './utf8.ts';
import type { Files } from './zip.ts';

/** The declaration of RFC 8493 §2.1.1. */
export const BAGIT_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

const isPayload = (path: string): boolean => path.startsWith('data/');

/** bag-info.txt of RFC 8493 §2.2.2. It follows from the other files, so that it can be compared and not only read. */
export function bagInfoText({ id, createdAt }: Pick<PackageDescription, 'id' | 'createdAt'>, files: Files): string {
  const payload = [...files].filter(([path]) => isPayload(path));
  const octets = payload.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  return (
    `Bag-Software-Agent: zhenglian\nBagging-Date: ${shanghaiDate(createdAt)}\n` +
    `External-Identifier: ${id}\nPayload-Oxum: ${octets}.${payload.length}\n`
  );
}

const SHANGHAI = 8 * 3_600_000;

/** The date in Asia/Shanghai, which has kept to UTC+8 since 1991. */
const shanghaiDate = (instant: number): string => new Date(instant + SHANGHAI).toISOString().slice(0, 10);

/** manifest-sha256.txt and tagmanifest-sha256.txt over these files, each in its one serialisation. */
export function manifestsOf(files: Files, hash: HashPair = portableHash): ReadonlyMap<string, Uint8Array> {
  const payload = [...files.keys()].filter(isPayload).sort();
  const manifest = manifestBytes(files, payload, hash);
  const tags = [...files.keys()].filter((path) => !isPayload(path) && path !== MANIFEST && path !== TAG_MANIFEST);
  const tagged = new Map([...files, [MANIFEST, manifest]]);
  return new Map([
    [MANIFEST, manifest],
    [TAG_MANIFEST, manifestBytes(tagged, [...tags, MANIFEST].sort(), hash)],
  ]);
}

function manifestBytes(files: Files, paths: readonly string[], hash: HashPair): Uint8Array {
  const whole = new Uint8Array(paths.reduce((sum, path) => sum + 67 + 3 * path.length, 0));
  let at = 0;
  for (const path of paths) {
    at = writeHex(hash.sha256(files.get(path) ?? new Uint8Array(0)), whole, at);
    at = writeUtf8(`  ${path}\n`, whole, at);
  }
  return whole.slice(0, at);
}

/** What is wrong with the manifests, bagit.txt and bag-info.txt, a sentence each; empty when nothing is. */
export function bagFaults(description: PackageDescription, files: Files, hash: HashPair): readonly string[] {
  const expected = new Map([
    ...manifestsOf(files, hash),
    [BAGIT, utf8Of(BAGIT_TEXT)],
    [BAG_INFO, utf8Of(bagInfoText(description, files))],
  ]);
  return [...expected].flatMap(([path, bytes]) => {
    const given = files.get(path);
    if (given === undefined) return [`${path} is missing`];
    return sameBytes(given, bytes) ? [] : [`${path} is not what the files give${difference(given, bytes)}`];
  });
}

/** Names the first line that only one of the two has: in a manifest that is the file at fault. */
function difference(given: Uint8Array, expected: Uint8Array): string {
  const lines = (bytes: Uint8Array): string[] => {
    const read = attempt('', () => textOfUtf8(bytes));
    return read.ok ? read.value.split('\n') : [];
  };
  const known = new Set(lines(expected));
  const odd = lines(given).find((line) => !known.has(line)) ?? '';
  const [, path] = /^[0-9a-f]{64} {2}([A-Za-z0-9._/-]+)$/.exec(odd) ?? [];
  return path === undefined ? '' : `: ${path} differs`;
}
