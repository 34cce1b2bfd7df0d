import { hexOf } from './bytes.ts';
import type { Canonical } from './canonical.ts';
import type { HashPair } from './commitment.ts';
import { portableHash } from './commitment.ts';
import { countOf, listOf, membersOf, PackageError, textOf } from './decode.ts';
import { isDigest } from './entry.ts';
import type { Body } from './fields.ts';
import { isBound } from './package-paths.ts';
import type { Files } from './zip.ts';

export type BoundFile = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly sm3: string;
};

/** The body of a `package` entry: it binds every file of the package by name, length and both digests. */
export type PackageBody = { readonly id: string; readonly profile: string; readonly files: readonly BoundFile[] };

export function bindFile(path: string, bytes: Uint8Array, hash: HashPair = portableHash): BoundFile {
  return { path, sizeBytes: bytes.length, sha256: hexOf(hash.sha256(bytes)), sm3: hexOf(hash.sm3(bytes)) };
}

export function bindFiles(id: string, profile: string, files: Files): PackageBody & Body {
  const paths = [...files.keys()].filter(isBound).sort();
  return { id, profile, files: paths.map((path) => bindFile(path, files.get(path) ?? new Uint8Array(0))) };
}

/** Reads the body of a `package` entry; refuses with PackageError names out of order, twice, or of files that it cannot bind. */
export function decodePackageBody(body: Body): PackageBody {
  const { id, profile, files } = membersOf(body, 'the body', ['id', 'profile', 'files']);
  const list = listOf(files, 'files').map(decodeFile);
  if (list.some(({ path }, i) => i > 0 && path <= (list[i - 1]?.path ?? '')))
    throw new PackageError('files out of order');
  return { id: textOf(id, 'id'), profile: textOf(profile, 'profile'), files: list };
}

function decodeFile(value: Canonical): BoundFile {
  const file = membersOf(value, 'a file', ['path', 'sizeBytes', 'sha256', 'sm3']);
  const path = textOf(file.path, 'path');
  if (!isBound(path)) throw new PackageError('a file that the package entry cannot bind');
  if (!isDigest(file.sha256) || !isDigest(file.sm3)) throw new PackageError('a file without both digests');
  return { path, sizeBytes: countOf(file.sizeBytes, 'sizeBytes'), sha256: file.sha256, sm3: file.sm3 };
}
