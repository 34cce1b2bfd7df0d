import { bytesOfHex } from './bytes.ts';
import type { Read } from './check.ts';
import { attempt, missing } from './check.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { HashPair } from './commitment.ts';
import { PackageError } from './decode.ts';
import { decodeDisclosure } from './decode-disclosure.ts';
import type { Disclosure } from './disclosure.ts';
import { checkDisclosure } from './disclosure.ts';
import type { Entry } from './entry.ts';
import { decodeEntry } from './entry.ts';
import type { Epoch } from './epoch.ts';
import { inclusionVerifier, sha256Tree, sm3Tree } from './merkle.ts';
import type { PackageBody } from './package-body.ts';
import { decodePackageBody } from './package-body.ts';
import type { PackageDescription, PackageItem } from './package-description.ts';
import * as paths from './package-paths.ts';
import type { InclusionFile, KnownHashes } from './proof-files.ts';
import { decodeInclusion } from './proof-files.ts';
import { rememberingHash } from './remember.ts';
import type { Trust } from './trust.ts';
import type { Head } from './verify-heads.ts';
import { epochLogAt, readCheckpoint, readEpochs } from './verify-heads.ts';
import type { Files } from './zip.ts';

export type ReadItem = {
  readonly item: PackageItem;
  readonly entry: Read<Entry>;
  readonly disclosure: Read<Disclosure>;
  readonly inclusion: Read<InclusionFile>;
};

/** Everything that several checks need, read once. */
export type Context = {
  readonly files: Files;
  /** For the digests of files, which several checks ask for. */
  readonly hash: HashPair;
  readonly trust: Trust | undefined;
  readonly description: PackageDescription;
  readonly items: readonly ReadItem[];
  /** The logs that items stand in, ordered by name, with the checkpoints they are proved against. */
  readonly heads: ReadonlyMap<string, Head<Checkpoint>>;
  readonly epochs: readonly Head<Epoch>[];
  /** The trees of those logs at those checkpoints, ready to check proofs in; undefined where a root is not known. */
  readonly trees: ReadonlyMap<string, LogTrees>;
  readonly packageEntry: Read<Entry>;
  readonly packageBody: Read<PackageBody>;
  /** The checkpoint that the package entry is proved against; undefined when its log is not known. */
  readonly packageHead: Head<Checkpoint> | undefined;
};

type Verifier = ReturnType<typeof inclusionVerifier>;
export type LogTrees = { readonly sha256: Verifier | undefined; readonly sm3: Verifier | undefined };

function treesOf(log: string, { says }: Head<Checkpoint>, epochs: readonly Head<Epoch>[]): LogTrees {
  if (!says.ok) return { sha256: undefined, sm3: undefined };
  const { size, root } = says.value;
  const held = epochLogAt(epochs.slice(0, -1), log, size);
  return {
    sha256: inclusionVerifier(sha256Tree, size, root),
    sm3: held === undefined ? undefined : inclusionVerifier(sm3Tree, size, bytesOfHex(held.sm3)),
  };
}

export function readContext(files: Files, description: PackageDescription, trust: Trust | undefined): Context {
  const { origin } = description;
  const logs = [...new Set(description.items.map(({ log }) => log))].sort();
  const packageEntry = readFile(files, paths.PROOF_ENTRY, readPackageEntry);
  const checkpointOf = (path: string, log: string): Head<Checkpoint> =>
    readCheckpoint(files, path, `${origin}/${log}`, trust);
  const heads = new Map(logs.map((log) => [log, checkpointOf(paths.checkpointPath(log), log)]));
  const epochs = readEpochs(files, origin, trust);
  const known: KnownHashes = new Map();
  return {
    files,
    hash: rememberingHash(),
    trust,
    description,
    items: description.items.map((item) => readItem(files, item, known)),
    heads,
    epochs,
    trees: new Map([...heads].map(([log, head]) => [log, treesOf(log, head, epochs)])),
    packageEntry,
    packageBody: packageEntry.ok ? readPackageBody(files, packageEntry.value, description) : packageEntry,
    packageHead: packageEntry.ok ? checkpointOf(paths.PROOF_CHECKPOINT, packageEntry.value.log) : undefined,
  };
}

/** Reads a file with a decoder; says so when it is missing or unreadable, and never throws on content. */
export function readFile<T>(files: Files, path: string, decode: (bytes: Uint8Array) => T): Read<T> {
  const bytes = files.get(path);
  return bytes === undefined ? missing(path) : attempt(path, () => decode(bytes));
}

function readItem(files: Files, item: PackageItem, known: KnownHashes): ReadItem {
  const { log, index, type } = item;
  const entry = readFile(files, paths.entryPath(log, index), (bytes) => {
    const read = decodeEntry(bytes);
    if (read.log !== log || read.index !== index) throw new PackageError(`it is entry ${read.index} of ${read.log}`);
    if (read.type !== type) throw new PackageError(`it is of type ${read.type}, and listed as ${type}`);
    return read;
  });
  return {
    item,
    entry,
    disclosure: readFile(files, paths.bodyPath(log, index), decodeDisclosure),
    inclusion: readFile(files, paths.inclusionPath(log, index), (bytes) => decodeInclusion(bytes, known)),
  };
}

function readPackageEntry(bytes: Uint8Array): Entry {
  const entry = decodeEntry(bytes);
  if (entry.type !== 'package') throw new PackageError(`it is of type ${entry.type}, not package`);
  return entry;
}

function readPackageBody(files: Files, entry: Entry, { id, profile }: PackageDescription): Read<PackageBody> {
  return readFile(files, paths.PROOF_BODY, (bytes) => {
    const disclosure = decodeDisclosure(bytes);
    if (!('body' in disclosure)) throw new PackageError('the body of the package entry is not whole');
    const checked = checkDisclosure(disclosure, entry.commitment);
    if (typeof checked === 'object') throw new PackageError(`${checked.fail} than that of the package entry`);
    const body = decodePackageBody(disclosure.body);
    if (body.id !== id || body.profile !== profile)
      throw new PackageError('it binds another package than data/package.json');
    return body;
  });
}
