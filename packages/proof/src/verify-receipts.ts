import { bytesOfBase64 } from './bytes.ts';
import type { Finding } from './check.ts';
import { fail, notChecked, pass, worst } from './check.ts';
import type { Epoch } from './epoch.ts';
import { RECEIPTS } from './package-paths.ts';
import { TokenError } from './time/asn1.ts';
import { UntrustedError } from './time/chain.ts';
import { certificatesIn, pemOf } from './time/pem.ts';
import type { CheckedTimeStamp } from './time/token.ts';
import { tokenOf, verifyTimeStamp } from './time/token.ts';
import type { Trust } from './trust.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';
import type { Head } from './verify-heads.ts';
import type { Files } from './zip.ts';

/** What one custodian gave for one epoch. `response` is as it came, over the bytes of the note of the epoch. */
export type Receipt = {
  readonly epoch: number;
  /** The name of the custodian in this installation, of [a-z0-9-]. */
  readonly custodian: string;
  readonly request: Uint8Array;
  readonly response: Uint8Array;
  /** Certificates that came beside the response, in DER. */
  readonly certificates: readonly Uint8Array[];
};

const NAME = /^(0|[1-9][0-9]*)\.([a-z0-9-]{1,40})\.tsr$/;

/** data/receipts/: for each receipt the request (.tsq), the response (.tsr) and, where there are any, certificates (.pem). */
export function receiptFiles(receipts: readonly Receipt[]): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const { epoch, custodian, request, response, certificates } of receipts) {
    const path = `${RECEIPTS}${epoch}.${custodian}`;
    if (!NAME.test(`${epoch}.${custodian}.tsr`)) throw new Error(`${custodian} is no name of a custodian`);
    files.set(`${path}.tsq`, request);
    files.set(`${path}.tsr`, response);
    if (certificates.length > 0) files.set(`${path}.pem`, utf8Of(certificates.map(pemOf).join('')));
  }
  return files;
}

export type Attested = { readonly path: string; readonly stamp: CheckedTimeStamp };
type Judged = { readonly finding: Finding; readonly stamp?: CheckedTimeStamp };

/**
 * Checks every receipt of these epochs. An epoch is attested when one of its receipts leads to a root that the trust file
 * names; a receipt of something else, or with a false signature, fails; one that leads to nobody trusted proves nothing.
 * `at` is the time by which all epochs stood, UTC milliseconds; undefined unless each is attested.
 */
export function checkReceipts(
  files: Files,
  epochs: readonly Head<Epoch>[],
  trust: Trust,
): { readonly finding: Finding; readonly at: number | undefined } {
  const roots = trust.custodians.map(({ root }) => bytesOfBase64(root));
  const each = epochs.map((epoch) => judgeEpoch(files, epoch, roots));
  const none = notChecked('The package holds no epoch that a custodian could have stamped.');
  const times = each.map(({ at }) => at);
  const isWhole = each.length > 0 && times.every((at) => at !== undefined);
  const texts = each.map(({ finding }) => finding.because).join(' ');
  const finding = worst(
    each.map((one) => one.finding),
    none,
  );
  return {
    finding: finding.outcome === 'pass' ? pass(texts) : finding,
    at: isWhole ? Math.max(...times.map((at) => at ?? 0)) : undefined,
  };
}

function judgeEpoch(files: Files, { path, says }: Head<Epoch>, roots: readonly Uint8Array[]) {
  const note = files.get(path);
  if (note === undefined || !says.ok)
    return { finding: notChecked(`${path} could not be read, so no receipt of it was checked.`), at: undefined };
  const judged = receiptPaths(files, says.value.epoch).map((each) => judge(files, each, note, roots));
  const bad = judged.find(({ finding }) => finding.outcome === 'fail');
  const stamps = judged.flatMap(({ stamp }) => stamp ?? []).sort((a, b) => a.at - b.at);
  const [first] = stamps;
  if (bad !== undefined) return { finding: bad.finding, at: undefined };
  if (first === undefined) {
    const why = judged[0]?.finding.because ?? `${path} has no receipt of a custodian.`;
    return { finding: notChecked(`${why} ${OWN_TIME}`), at: undefined };
  }
  const who = stamps.map((stamp) => `“${stamp.authority}” at ${new Date(stamp.at).toISOString()}${offOf(stamp)}`);
  const own = new Date(says.value.at).toISOString();
  return {
    finding: pass(`${path} was there by the word of ${who.join(' and ')}; its own clock said ${own}.`),
    at: first.at,
  };
}

const OWN_TIME = 'The time is the own clock of the company that keeps the log.';
const offOf = ({ within }: CheckedTimeStamp): string => (within === undefined ? '' : ` (± ${within} ms)`);

const receiptPaths = (files: Files, epoch: number): readonly string[] =>
  [...files.keys()]
    .filter((path) => path.startsWith(RECEIPTS) && NAME.exec(path.slice(RECEIPTS.length))?.[1] === String(epoch))
    .sort();

function judge(files: Files, path: string, note: Uint8Array, roots: readonly Uint8Array[]): Judged {
  try {
    const pem = files.get(path.replace(/\.tsr$/, '.pem'));
    const others = pem === undefined ? [] : certificatesIn(textOfUtf8(pem));
    const stamp = verifyTimeStamp(tokenOf(files.get(path) ?? new Uint8Array(0)), note, { roots, others });
    return { finding: pass(''), stamp };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    if (error instanceof UntrustedError) return { finding: notChecked(`${path} leads to nobody trusted: ${why}.`) };
    if (error instanceof TokenError) return { finding: fail(`${path}: ${why}.`) };
    return { finding: fail(`${path}: its certificates cannot be read: ${why}.`) };
  }
}
