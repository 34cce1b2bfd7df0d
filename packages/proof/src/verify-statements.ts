import { bytesOfBase64, hexOf } from './bytes.ts';
import type { Canonical } from './canonical.ts';
import { canonicalBytes } from './canonical.ts';
import type { Finding } from './check.ts';
import { attempt, fail, notChecked, pass, worst } from './check.ts';
import { countOf, PackageError, parsedMembers, textOf } from './decode.ts';
import { isDigest, LAST_INSTANT } from './entry.ts';
import type { Epoch } from './epoch.ts';
import { RECEIPTS } from './package-paths.ts';
import { hashNamed } from './time/hashes.ts';
import { textOfUtf8 } from './utf8.ts';
import type { Head } from './verify-heads.ts';
import type { Files } from './zip.ts';

/** What a service was asked and what it answered, as whoever asked noted it down. Neither key nor signature is in it. */
export type StatementRequest = {
  /** The kind of service, and its host. */
  readonly kind: string;
  readonly service: string;
  readonly hash: 'sha256' | 'sm3';
  /** Of the bytes of the epoch, in hexadecimal. */
  readonly digest: string;
  /** What was sent, keys and signatures left out. */
  readonly sent: Canonical;
  /** The number under which the service keeps it, and the time that it named, UTC milliseconds; null when it named none. */
  readonly number: string;
  readonly at: number | null;
};

/** What a service without tokens gave for one epoch. Answers are as they came. */
export type Statement = {
  readonly epoch: number;
  readonly custodian: string;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
  /** What it said later on, and its certificate as PDF; null as long as there is none. */
  readonly status: Uint8Array | null;
  readonly document: Uint8Array | null;
};

const NAME = /^((0|[1-9][0-9]*)\.[a-z0-9-]{1,40})\.(req|json|status\.json|pdf)$/;

/** data/receipts/: what was asked (.req), the answer (.json), what was said later (.status.json) and the certificate (.pdf). */
export function statementFiles(statements: readonly Statement[]): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const { epoch, custodian, request, response, status, document } of statements) {
    const path = `${RECEIPTS}${epoch}.${custodian}`;
    if (!NAME.test(`${epoch}.${custodian}.req`)) throw new Error(`${custodian} is no name of a custodian`);
    files.set(`${path}.req`, request);
    files.set(`${path}.json`, response);
    if (status !== null) files.set(`${path}.status.json`, status);
    if (document !== null) files.set(`${path}.pdf`, document);
  }
  return files;
}

export const encodeStatementRequest = ({
  kind,
  service,
  hash,
  digest,
  sent,
  number,
  at,
}: StatementRequest): Uint8Array => canonicalBytes({ kind, service, hash, digest, sent, number, at });

const MEMBERS = ['kind', 'service', 'hash', 'digest', 'sent', 'number', 'at'];

/** Reads what `encodeStatementRequest` writes; refuses with PackageError or CanonicalError whatever is not one. */
export function decodeStatementRequest(bytes: Uint8Array): StatementRequest {
  const { hash, digest, sent, at, ...rest } = parsedMembers(bytes, 'the request', MEMBERS);
  if (hash !== 'sha256' && hash !== 'sm3') throw new PackageError('hash is neither sha256 nor sm3');
  if (!isDigest(digest)) throw new PackageError('digest is not 32 bytes in hexadecimal');
  if (sent === undefined || at === undefined) throw new PackageError('the request breaks off');
  return {
    kind: textOf(rest.kind, 'kind', /^[a-z0-9-]{1,40}$/),
    service: textOf(rest.service, 'service', /^[\x21-\x7e]{1,200}$/),
    hash,
    digest,
    sent,
    number: textOf(rest.number, 'number', /^[\x21-\x7e]{1,200}$/),
    at: at === null ? null : countOf(at, 'at', LAST_INSTANT),
  };
}

/** Whether the bytes begin and end as a PDF does. What it says is for people to read. */
export function isPdf(bytes: Uint8Array): boolean {
  const at = (from: number, to?: number): string => String.fromCharCode(...bytes.subarray(from, to));
  return at(0, 5) === '%PDF-' && at(Math.max(0, bytes.length - 1024)).includes('%%EOF');
}

/** Under these names services give back the digest that they keep. */
const DIGEST_NAMES: ReadonlySet<string> = new Set([
  'hash',
  'digest',
  'sha256',
  'sm3',
  'file_hash',
  'fileHash',
  'dataHash',
]);
const DEEPEST = 16;

/** Every digest that an answer names, in hexadecimal. Refuses with PackageError what is not JSON. */
export function digestsIn(answer: Uint8Array): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(textOfUtf8(answer));
  } catch {
    throw new PackageError('it is not JSON');
  }
  return namedDigests(value, 0);
}

function namedDigests(value: unknown, depth: number): readonly string[] {
  if (value === null || typeof value !== 'object' || depth > DEEPEST) return [];
  return Object.entries(value).flatMap(([name, inner]: readonly [string, unknown]) => {
    const digest = typeof inner === 'string' && DIGEST_NAMES.has(name) ? digestOf(inner) : undefined;
    return digest === undefined ? namedDigests(inner, depth + 1) : [digest];
  });
}

/** 32 bytes in hexadecimal or base64, as hexadecimal. */
function digestOf(text: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  return /^[A-Za-z0-9+/]{43}=$/.test(text) ? hexOf(bytesOfBase64(text)) : undefined;
}

/**
 * Why a statement is not one of these bytes: its digest is another, it was not what was sent, an answer names another one,
 * or the certificate is no PDF. Undefined when nothing speaks against it, which does not say that the service gave it.
 */
export function statementFault(
  note: Uint8Array,
  { request, response, status, document }: Pick<Statement, 'request' | 'response' | 'status' | 'document'>,
): string | undefined {
  const read = attempt('the request', () => {
    const asked = decodeStatementRequest(request);
    const answers = [response, ...(status === null ? [] : [status])].flatMap(digestsIn);
    return { asked, sent: digestsIn(canonicalBytes(asked.sent)), answers };
  });
  if (!read.ok) return read.because;
  const { asked, sent, answers } = read.value;
  if (hexOf(hashNamed(asked.hash).of(note)) !== asked.digest) return 'it is a statement about something else';
  if (!sent.includes(asked.digest)) return 'what was sent does not name that digest';
  if (answers.some((digest) => digest !== asked.digest)) return 'the service answered about another digest';
  return document === null || isPdf(document) ? undefined : 'its certificate is no whole PDF';
}

/**
 * Whether the statements in a package are about its epochs: `pass` says that, and that alone. Nobody's signature is in one,
 * so it sets no time. Undefined when there is none.
 */
export function checkStatements(files: Files, epochs: readonly Head<Epoch>[]): Finding | undefined {
  const names = [...files.keys()].flatMap((path) =>
    path.startsWith(RECEIPTS) ? (NAME.exec(path.slice(RECEIPTS.length))?.[1] ?? []) : [],
  );
  const findings = [...new Set(names)].sort().map((name) => judge(files, name, epochs));
  const first = findings[0];
  if (first === undefined) return undefined;
  const finding = worst(findings, first);
  return finding.outcome === 'pass' ? pass(findings.map(({ because }) => because).join(' ')) : finding;
}

function judge(files: Files, name: string, epochs: readonly Head<Epoch>[]): Finding {
  const path = `${RECEIPTS}${name}`;
  const epoch = epochs.find(({ path: at }) => at === `data/epochs/${name.split('.')[0]}.note`);
  const note = epoch === undefined ? undefined : files.get(epoch.path);
  if (epoch === undefined || note === undefined) return fail(`${path}.json is about no epoch of this package.`);
  const [request, response] = [files.get(`${path}.req`), files.get(`${path}.json`)];
  if (request === undefined) return notChecked(`${path}.req is missing.`);
  if (response === undefined) return notChecked(`${path}.json is missing.`);
  const [status, document] = [files.get(`${path}.status.json`) ?? null, files.get(`${path}.pdf`) ?? null];
  const fault = statementFault(note, { request, response, status, document });
  if (fault !== undefined) return fail(`${path}.json: ${fault}.`);
  const asked = attempt(path, () => decodeStatementRequest(request));
  if (!asked.ok) return notChecked(asked.because);
  const { hash, kind, service, number, at } = asked.value;
  const when = at === null ? 'names no time' : `names ${new Date(at).toISOString()}`;
  const certificate = document === null ? '' : ` ${path}.pdf is what it handed out as a certificate.`;
  return pass(
    `${path}.json is about the ${hash === 'sm3' ? 'SM3' : 'SHA-256'} digest of ${epoch.path}, and ${when}. Who gave it cannot be checked here: ask ${service} (${kind}) for number ${number}.${certificate}`,
  );
}
