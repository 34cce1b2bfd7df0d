import { custodyFiles } from './assemble-package.ts';
import { bagFaults } from './bag.ts';
import { bytesOfHex, sameBytes } from './bytes.ts';
import type { Finding } from './check.ts';
import { fail, notChecked, pass, unread } from './check.ts';
import { sha256Tree, sm3Tree, verifyConsistency, verifyInclusion } from './merkle.ts';
import { bindFile } from './package-body.ts';
import * as paths from './package-paths.ts';
import { decodeConsistency, decodeInclusion } from './proof-files.ts';
import type { Context } from './verify-context.ts';
import { readFile } from './verify-context.ts';
import { epochLogAt } from './verify-heads.ts';

const NAMED = 5;

/** Names the first few of many things and counts the rest. */
function sentence(faults: readonly string[]): string {
  const rest = faults.length > NAMED ? `; and ${faults.length - NAMED} more` : '';
  return `${faults.slice(0, NAMED).join('; ')}${rest}.`;
}

export function checkManifest({ description, files, hash }: Context): Finding {
  const faults = bagFaults(description, files, hash);
  if (faults.length > 0) return fail(sentence(faults));
  return pass(`${paths.MANIFEST} and ${paths.TAG_MANIFEST} list every file with its digest, and nothing else.`);
}

/** The files are those that package.json and the package entry ask for, no less and no more. */
export function checkFiles(context: Context): Finding {
  const { files, packageBody } = context;
  const expected = expectedFiles(context);
  const bound = packageBody.ok ? new Set(packageBody.value.files.map(({ path }) => path)) : undefined;
  const allRead = context.items.every(({ entry }) => entry.ok);
  // Whether these belong follows from entries; where one could not be read another check says so.
  const isUnjudged = (path: string): boolean =>
    (!allRead && path.startsWith('data/custody/')) ||
    (!context.packageEntry.ok && path.startsWith('proof/consistency/'));
  const absent = [...new Set([...expected, ...(bound ?? [])])].filter((path) => !files.has(path)).sort();
  const isKnown = (path: string): boolean =>
    paths.isPackagePath(path) &&
    (expected.has(path) || mayStand(path) || isUnjudged(path)) &&
    (bound === undefined || !paths.isBound(path) || bound.has(path));
  const surplus = [...files.keys()].filter((path) => !isKnown(path)).sort();
  const faults = [
    ...absent.map((path) => `${path} is missing`),
    ...surplus.map((path) => `${path} belongs to nothing`),
  ];
  const wrongCustody = custodyFault(context);
  if (wrongCustody !== undefined) faults.push(wrongCustody);
  return faults.length > 0 ? fail(sentence(faults)) : pass(`All ${files.size} files are there, and none beside them.`);
}

const mayStand = (path: string): boolean =>
  paths.isReceiptPath(path) ||
  paths.isEarlierPath(path) ||
  paths.isForPeople(path) ||
  /^data\/epochs\/(0|[1-9][0-9]*)\.note$/.test(path) ||
  paths.RESERVED.some((folder) => path.startsWith(folder));

function expectedFiles({ description, items, heads, packageEntry }: Context): Set<string> {
  const expected = new Set<string>([
    paths.DESCRIPTION,
    paths.README,
    paths.BAGIT,
    paths.BAG_INFO,
    paths.MANIFEST,
    paths.TAG_MANIFEST,
    paths.PROOF_ENTRY,
    paths.PROOF_BODY,
    paths.PROOF_INCLUSION,
    paths.PROOF_CHECKPOINT,
    paths.PROOF_EPOCH,
  ]);
  for (const log of heads.keys()) expected.add(paths.checkpointPath(log));
  for (const { log, index, type, original } of description.items) {
    for (const path of [paths.entryPath, paths.bodyPath, paths.inclusionPath]) expected.add(path(log, index));
    if (original !== undefined) expected.add(original);
    if (type === 'reconstruction') expected.add(paths.RECONSTRUCTION);
  }
  for (const { entry } of items)
    if (entry.ok && entry.value.delivery !== null) expected.add(paths.custodyPath(entry.value.log));
  if (packageEntry.ok && heads.has(packageEntry.value.log)) expected.add(paths.consistencyPath(packageEntry.value.log));
  return expected;
}

/** Judged only when every entry was read: what the list should be follows from them. */
function custodyFault({ items, files }: Context): string | undefined {
  const entries = items.flatMap(({ entry }) => (entry.ok ? [entry.value] : []));
  if (entries.length < items.length) return undefined;
  for (const [path, bytes] of custodyFiles(entries)) {
    const given = files.get(path);
    if (given !== undefined && !sameBytes(given, bytes))
      return `${path} does not name the deliveries that the entries name`;
  }
  return undefined;
}

export function checkPackageEntry({ packageEntry, packageBody }: Context): Finding {
  if (!packageEntry.ok) return unread(packageEntry);
  if (!packageBody.ok) return unread(packageBody);
  const { log, index, recordedAt } = packageEntry.value;
  const when = new Date(recordedAt).toISOString();
  return pass(
    `${paths.PROOF_ENTRY} is entry ${index} of ${log}, recorded ${when}, and ${paths.PROOF_BODY} is its body.`,
  );
}

/** Every listed file that is there has the length and both digests that the package entry binds. */
export function checkBound({ files, hash, packageBody }: Context): Finding {
  if (!packageBody.ok) return notChecked('The package entry could not be read, so nothing says what was bound.');
  const faults = packageBody.value.files.flatMap((listed) => {
    const bytes = files.get(listed.path);
    if (bytes === undefined) return [];
    const found = bindFile(listed.path, bytes, hash);
    const same = found.sizeBytes === listed.sizeBytes && found.sha256 === listed.sha256 && found.sm3 === listed.sm3;
    return same ? [] : [`${listed.path} is not the file that the package entry binds`];
  });
  if (faults.length > 0) return fail(sentence(faults));
  return pass(`${packageBody.value.files.length} files have the length and both digests that the package entry binds.`);
}

export function checkPackageIncluded(context: Context): Finding {
  const { files, packageEntry, packageHead, epochs } = context;
  if (!packageEntry.ok || packageHead === undefined) return notChecked('The package entry could not be read.');
  if (!packageHead.says.ok) return notChecked(packageHead.says.because);
  const proof = readFile(files, paths.PROOF_INCLUSION, decodeInclusion);
  if (!proof.ok) return unread(proof);
  const { log, index } = packageEntry.value;
  const { size, root } = packageHead.says.value;
  const { value } = proof;
  if (value.index !== index || value.size !== size) {
    return fail(
      `${paths.PROOF_INCLUSION} proves entry ${value.index} in a tree of ${value.size}, not entry ${index} in one of ${size}.`,
    );
  }
  const bytes = files.get(paths.PROOF_ENTRY) ?? new Uint8Array(0);
  if (!verifyInclusion(sha256Tree, sha256Tree.leaf(bytes), index, size, value.sha256, root)) {
    return fail(
      `${paths.PROOF_INCLUSION} does not lead from ${paths.PROOF_ENTRY} to the root in ${paths.PROOF_CHECKPOINT}.`,
    );
  }
  const held = epochLogAt(epochs.slice(-1), log, size);
  if (held === undefined) return notChecked(`${paths.PROOF_EPOCH} holds no SM3 root of ${log} at size ${size}.`);
  if (!verifyInclusion(sm3Tree, sm3Tree.leaf(bytes), index, size, value.sm3, bytesOfHex(held.sm3))) {
    return fail(
      `${paths.PROOF_INCLUSION} does not lead from ${paths.PROOF_ENTRY} to the SM3 root in ${paths.PROOF_EPOCH}.`,
    );
  }
  return pass(`${paths.PROOF_ENTRY} stands at ${index} in both trees of ${log} of size ${size}.`);
}

/** The tree that the package entry stands in continues the one that the items of the same log are proved in. */
export function checkConsistent({ files, heads, packageHead }: Context, log: string): Finding {
  const from = heads.get(log);
  if (from === undefined || packageHead === undefined) return notChecked('There are no two checkpoints to compare.');
  if (!from.says.ok) return notChecked(from.says.because);
  if (!packageHead.says.ok) return notChecked(packageHead.says.because);
  const path = paths.consistencyPath(log);
  const proof = readFile(files, path, decodeConsistency);
  if (!proof.ok) return unread(proof);
  const [first, second] = [from.says.value, packageHead.says.value];
  if (proof.value.from !== first.size || proof.value.to !== second.size) {
    return fail(
      `${path} is a proof from ${proof.value.from} to ${proof.value.to}, not from ${first.size} to ${second.size}.`,
    );
  }
  const holds = verifyConsistency(sha256Tree, first.size, second.size, first.root, second.root, proof.value.sha256);
  if (!holds) return fail(`${path} does not show that ${log} at ${second.size} continues ${log} at ${first.size}.`);
  return pass(`${log} at size ${second.size} begins with the very entries of ${log} at size ${first.size}.`);
}
