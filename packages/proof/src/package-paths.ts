/** Where things stand inside a package, format 1. */
export const DESCRIPTION = 'data/package.json';
export const README = 'data/README.txt';
export const RECONSTRUCTION = 'data/chain/reconstruction.json';
export const BAGIT = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
export const PROOF_ENTRY = 'proof/entry.json';
export const PROOF_BODY = 'proof/body.json';
export const PROOF_INCLUSION = 'proof/inclusion.json';
export const PROOF_CHECKPOINT = 'proof/checkpoint.txt';
export const PROOF_EPOCH = 'proof/epoch.note';

export const entryPath = (log: string, index: number): string => `data/entries/${log}/${index}.json`;
export const bodyPath = (log: string, index: number): string => `data/bodies/${log}/${index}.json`;
export const originalPath = (log: string, index: number, extension: string): string =>
  `data/originals/${log}/${index}.${extension}`;
export const inclusionPath = (log: string, index: number): string => `data/proofs/${log}/${index}.json`;
export const checkpointPath = (log: string): string => `data/proofs/${log}/checkpoint.txt`;
/** That the tree the items are proved in continues the one an earlier epoch summed up at this size. */
export const earlierPath = (log: string, size: number): string => `data/proofs/${log}/from-${size}.json`;
export const isEarlierPath = (path: string): boolean =>
  /^data\/proofs\/[a-z0-9-]{1,40}\/from-[1-9][0-9]*\.json$/.test(path);
export const epochPath = (epoch: number): string => `data/epochs/${epoch}.note`;
export const custodyPath = (log: string): string => `data/custody/${log}.json`;
export const consistencyPath = (log: string): string => `proof/consistency/${log}.json`;

/** What custodians gave for the epochs. */
export const RECEIPTS = 'data/receipts/';
/** A receipt of an epoch: its request, its response, and certificates that came beside it; of a statement also what came later. */
export const isReceiptPath = (path: string): boolean =>
  /^data\/receipts\/(0|[1-9][0-9]*)\.[a-z0-9-]{1,40}\.(tsq|tsr|pem|renewals\.json|req|json|status\.json|pdf)$/.test(
    path,
  );

/** What people read, for those who open the package without our programs. Bound like everything else; none of them must stand. */
export const DOCUMENTS = [
  'data/00-首页.pdf',
  'data/01-证据目录.pdf',
  'data/02-电子数据清单.pdf',
  'data/03-证据报告.pdf',
] as const;
export type DocumentPath = (typeof DOCUMENTS)[number];
/** The offline verifier as one HTML page, with what it says of this package inline. */
export const PAGE = 'data/核验.html';
const FOR_PEOPLE: ReadonlySet<string> = new Set([...DOCUMENTS, PAGE]);
export const isForPeople = (path: string): boolean => FOR_PEOPLE.has(path);

/** Folders kept for what others will add: their files are bound by the package entry, and not judged by this version. */
export const RESERVED = ['data/cosignatures/'] as const;

/** The package entry lists every file but those that prove the entry itself and the two manifests. */
export const isBound = (path: string): boolean =>
  !path.startsWith('proof/') && path !== MANIFEST && path !== TAG_MANIFEST;

/**
 * Names in a package are plain, so that manifests need no escapes and every system can unpack them. Only what people open
 * by hand has a name in their language; it is written in UTF-8, and marked so that every common system reads it (`zip.ts`).
 */
export const isPackagePath = (path: string): boolean =>
  isForPeople(path) ||
  (path.length <= 200 && /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/.test(path));
