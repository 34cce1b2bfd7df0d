/** The one public door of this package; it lists what others may use and holds nothing itself. */
export type { EarlierParts, EpochParts, ItemParts, LogParts, PackageParts, ProofParts } from './assemble-package.ts';
export { prepareFiles, sealPackage } from './assemble-package.ts';
export { base64Of, bytesOfBase64, bytesOfHex, concatBytes, EncodingError, hexOf, sameBytes } from './bytes.ts';
export type { Canonical } from './canonical.ts';
export { CanonicalError, canonicalBytes, canonicalText, parseCanonical } from './canonical.ts';
export type { Check, CheckOutcome } from './check.ts';
export { titleOf } from './check.ts';
export type { Checkpoint } from './checkpoint.ts';
export { encodeCheckpoint, parseCheckpoint } from './checkpoint.ts';
export type { Commitment, HashPair } from './commitment.ts';
export { commit, commitWithBytes, SALT_BYTES } from './commitment.ts';
export type { CompactRange } from './compact-range.ts';
export { appendLeaf, emptyRange, rangeRoot } from './compact-range.ts';
export { PackageError } from './decode.ts';
export { DisclosureError, decodeDisclosure } from './decode-disclosure.ts';
export type { DisclosedItem, Disclosure } from './disclosure.ts';
export { bodyOf, checkDisclosure, disclose } from './disclosure.ts';
export type { Entry, EntryType } from './entry.ts';
export { decodeEntry, ENTRY_TYPES, EntryError, encodeEntry } from './entry.ts';
export type { Epoch, EpochLog } from './epoch.ts';
export { encodeEpoch, parseEpoch } from './epoch.ts';
export type { Body, Item } from './fields.ts';
export { fieldsOf, isParty } from './fields.ts';
export type { TreeHash } from './merkle.ts';
export {
  consistencyProof,
  inclusionProof,
  rootOf,
  sha256Tree,
  sm3Tree,
  treeHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
export type { BoundFile, PackageBody } from './package-body.ts';
export type { LeftOut, PackageDescription, PackageItem } from './package-description.ts';
export type { DocumentPath } from './package-paths.ts';
export type { Twin } from './proof-files.ts';
export type { RenewalStep, Stamped } from './renewal.ts';
export { checkRenewals, encodeRenewal, parseRenewal, renewalPath, renewalRoots, renewedLeaf } from './renewal.ts';
export { sha256 } from './sha256.ts';
export type { NoteSigner, NoteVerifier, OpenedNote } from './signed-note.ts';
export { decodeVerifier, encodeVerifier, NoteError, noteKeyId, noteText, openNote, signNote } from './signed-note.ts';
export { sm3 } from './sm3.ts';
export { TokenError } from './time/asn1.ts';
export { readCertificate } from './time/certificate.ts';
export type { KnownSignatures } from './time/chain.ts';
export { UntrustedError } from './time/chain.ts';
export type { HashName } from './time/hashes.ts';
export { isNeutral, NOT_NEUTRAL } from './time/neutral.ts';
export { certificatesIn, pemOf } from './time/pem.ts';
export { encodeTimeStampRequest } from './time/request.ts';
export { tokenOf, verifyTimeStamp } from './time/token.ts';
export type { Trust } from './trust.ts';
export { decodeTrust, TrustError } from './trust.ts';
export { textOfUtf8, utf8Of } from './utf8.ts';
export type { Verdict, Verification } from './verify.ts';
export { verify, verifyZip } from './verify.ts';
export type { AttestedItem } from './verify-earlier.ts';
export type { Receipt } from './verify-receipts.ts';
export type { Statement } from './verify-statements.ts';
export {
  decodeStatementRequest,
  digestsIn,
  encodeStatementRequest,
  isPdf,
  statementFault,
} from './verify-statements.ts';
export type { Files } from './zip.ts';
export { looksLikeZip, readZip, writeZip, ZipError } from './zip.ts';
