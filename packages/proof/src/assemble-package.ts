import { BAGIT_TEXT, bagInfoText, manifestsOf } from './bag.ts';
import type { Canonical } from './canonical.ts';
import { canonicalBytes } from './canonical.ts';
import { PackageError } from './decode.ts';
import type { Disclosure } from './disclosure.ts';
import { bodyOf } from './disclosure.ts';
import type { Entry } from './entry.ts';
import { encodeEntry } from './entry.ts';
import type { Body } from './fields.ts';
import type { PackageBody } from './package-body.ts';
import { bindFiles } from './package-body.ts';
import type { LeftOut, PackageDescription, PackageItem } from './package-description.ts';
import { decodeDescription } from './package-description.ts';
import * as paths from './package-paths.ts';
import { fillPage } from './page-data.ts';
import type { Twin } from './proof-files.ts';
import { encodeConsistency, encodeInclusion } from './proof-files.ts';
import { readmeText } from './readme.ts';
import { utf8Of } from './utf8.ts';
import type { Receipt } from './verify-receipts.ts';
import { receiptFiles } from './verify-receipts.ts';
import type { Statement } from './verify-statements.ts';
import { statementFiles } from './verify-statements.ts';
import type { Files } from './zip.ts';

/** One entry to be packed, with its audit path in the tree of its log's checkpoint, leaf upwards. */
export type ItemParts = {
  readonly entry: Entry;
  readonly role: string;
  readonly title: string;
  readonly disclosure: Disclosure;
  /** The source's own bytes. `extension` is 1 to 10 of [a-z0-9]. */
  readonly original?: { readonly extension: string; readonly bytes: Uint8Array };
  readonly path: readonly Twin[];
};

/** The signed checkpoint that the items of one log are proved against. */
export type LogParts = { readonly log: string; readonly size: number; readonly checkpoint: string };

export type EpochParts = { readonly epoch: number; readonly note: string };

export type EarlierParts = {
  readonly log: string;
  readonly from: number;
  readonly path: readonly Pick<Twin, 'sha256'>[];
};

export type PackageParts = {
  readonly id: string;
  readonly profile: string;
  readonly subject: string;
  readonly origin: string;
  readonly createdAt: number;
  readonly leftOut: readonly LeftOut[];
  readonly limits: readonly string[];
  readonly logs: readonly LogParts[];
  readonly epochs: readonly EpochParts[];
  /** For epochs among those that were made earlier: that a log here begins with what they summed up at `from`. */
  readonly earlier: readonly EarlierParts[];
  /** What custodians gave for those epochs. */
  readonly receipts: readonly Receipt[];
  /** What services without tokens gave for them. */
  readonly statements: readonly Statement[];
  readonly items: readonly ItemParts[];
  /** PDF files by the name they are to have. */
  readonly documents: ReadonlyMap<paths.DocumentPath, Uint8Array>;
  /** The offline verifier on its own, as HTML, to be filled with what it says of this package; null for none. */
  readonly page: string | null;
};

/** What proves the package entry once it stands in its log. `consistency` is from the data checkpoint of that log, if it has one. */
export type ProofParts = {
  readonly entry: Entry;
  readonly disclosure: Disclosure;
  readonly size: number;
  readonly path: readonly Twin[];
  readonly checkpoint: string;
  readonly consistency: { readonly from: number; readonly path: readonly Pick<Twin, 'sha256'>[] } | null;
  readonly epoch: string;
};

/**
 * Lays out everything that the package entry is to bind, and gives the body of that entry.
 *
 * Refuses with PackageError items twice, an item of a log without checkpoint, and the original of an item with masked
 * places, which would show what was masked. The body is to be appended as an entry of type `package`; then `sealPackage`.
 */
export function prepareFiles(parts: PackageParts): { readonly files: Files; readonly body: PackageBody & Body } {
  const description = describe(parts);
  const sizes = new Map(parts.logs.map(({ log, size }) => [log, size]));
  const files = new Map<string, Uint8Array>([[paths.DESCRIPTION, canonicalBytes(description as Canonical)]]);
  decodeDescription(files.get(paths.DESCRIPTION) ?? new Uint8Array(0));
  files.set(paths.README, utf8Of(readmeText(description)));
  for (const item of parts.items) addItem(files, item, sizes.get(item.entry.log));
  for (const { log, checkpoint } of parts.logs) files.set(paths.checkpointPath(log), utf8Of(checkpoint));
  for (const { log, from, path } of parts.earlier)
    files.set(paths.earlierPath(log, from), encodeConsistency(from, sizes.get(log) ?? 0, path));
  for (const { epoch, note } of parts.epochs) files.set(paths.epochPath(epoch), utf8Of(note));
  for (const [path, bytes] of receiptFiles(parts.receipts)) files.set(path, bytes);
  for (const [path, bytes] of statementFiles(parts.statements)) files.set(path, bytes);
  for (const [path, bytes] of custodyFiles(parts.items.map(({ entry }) => entry))) files.set(path, bytes);
  for (const [path, bytes] of parts.documents) files.set(path, bytes);
  if (parts.page !== null) files.set(paths.PAGE, fillPage(parts.page, files));
  files.set(paths.BAGIT, utf8Of(BAGIT_TEXT));
  files.set(paths.BAG_INFO, utf8Of(bagInfoText(description, files)));
  return { files, body: bindFiles(parts.id, parts.profile, files) };
}

/** Adds what proves the package entry, and the manifests. The result is what `writeZip` makes an archive of. */
export function sealPackage(prepared: Files, proof: ProofParts): Files {
  const { entry, disclosure, size, path, checkpoint, consistency, epoch } = proof;
  const files = new Map(prepared);
  files.set(paths.PROOF_ENTRY, encodeEntry(entry));
  files.set(paths.PROOF_BODY, canonicalBytes(disclosure as Canonical));
  files.set(paths.PROOF_INCLUSION, encodeInclusion(entry.index, size, path));
  files.set(paths.PROOF_CHECKPOINT, utf8Of(checkpoint));
  files.set(paths.PROOF_EPOCH, utf8Of(epoch));
  if (consistency !== null) {
    files.set(paths.consistencyPath(entry.log), encodeConsistency(consistency.from, size, consistency.path));
  }
  return withManifests(files);
}

/** The same files with manifests that fit them. */
export function withManifests(files: Files): Files {
  return new Map([...files, ...manifestsOf(files)]);
}

function describe({
  id,
  profile,
  subject,
  origin,
  createdAt,
  leftOut,
  limits,
  items,
}: PackageParts): PackageDescription {
  const listed = items.map(({ entry: { log, index, type }, role, title, original }): PackageItem => {
    const item = { log, index, type, role, title };
    return original === undefined ? item : { ...item, original: paths.originalPath(log, index, original.extension) };
  });
  return { format: 1, id, profile, kind: 'chain', subject, origin, createdAt, leftOut, limits, items: listed };
}

function addItem(
  files: Map<string, Uint8Array>,
  { entry, disclosure, original, path }: ItemParts,
  size?: number,
): void {
  const { log, index, type } = entry;
  if (size === undefined) throw new PackageError(`no checkpoint of ${log}, which an item stands in`);
  files.set(paths.entryPath(log, index), encodeEntry(entry));
  files.set(paths.bodyPath(log, index), canonicalBytes(disclosure as Canonical));
  files.set(paths.inclusionPath(log, index), encodeInclusion(index, size, path));
  if (type === 'reconstruction') files.set(paths.RECONSTRUCTION, canonicalBytes(bodyOf(disclosure)));
  if (original === undefined) return;
  const masked = 'fields' in disclosure && disclosure.fields.some((item) => 'digest' in item);
  if (masked) throw new PackageError(`${log}:${index} has masked places, which its original would show`);
  files.set(paths.originalPath(log, index, original.extension), original.bytes);
}

/** data/custody/<log>.json: which deliveries brought the items of the log, and which items each of them brought. */
export function custodyFiles(entries: readonly Entry[]): ReadonlyMap<string, Uint8Array> {
  const logs = new Map<string, Map<number, number[]>>();
  for (const { log, index, delivery } of entries) {
    if (delivery === null) continue;
    const deliveries = logs.get(log) ?? new Map<number, number[]>();
    logs.set(log, deliveries);
    const items = deliveries.get(delivery);
    if (items === undefined) deliveries.set(delivery, [index]);
    else items.push(index);
  }
  return new Map(
    [...logs].map(([log, deliveries]) => {
      const sorted = [...deliveries].sort(([a], [b]) => a - b);
      const list = sorted.map(([delivery, items]) => ({ delivery, items: items.toSorted((a, b) => a - b) }));
      return [paths.custodyPath(log), canonicalBytes(list)];
    }),
  );
}
