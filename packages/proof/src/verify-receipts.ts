import { bytesOfBase64 } from './bytes.ts';
import type { Finding } from './check.ts';
import { fail, notChecked, pass, worst } from './check.ts';
import type { Epoch } from './epoch.ts';
import { RECEIPTS } from './package-paths.ts';
import type { RenewalStep } from './renewal.ts';
import { checkRenewals, decodeSteps, encodeSteps } from './renewal.ts';
import { TokenError } from './time/asn1.ts';
import { UntrustedError } from './time/chain.ts';
import { isNeutral } from './time/neutral.ts';
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
  /** How it was renewed since, oldest first. */
  readonly renewals: readonly RenewalStep[];
};

const NAME = /^(0|[1-9][0-9]*)\.([a-z0-9-]{1,40})\.tsr$/;

/** data/receipts/: for each receipt the request (.tsq), the response (.tsr) and, where there are any, certificates (.pem) and renewals (.renewals.json). */
export function receiptFiles(receipts: readonly Receipt[]): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const { epoch, custodian, request, response, certificates, renewals } of receipts) {
    const path = `${RECEIPTS}${epoch}.${custodian}`;
    if (!NAME.test(`${epoch}.${custodian}.tsr`)) throw new Error(`${custodian} is no name of a custodian`);
    files.set(`${path}.tsq`, request);
    files.set(`${path}.tsr`, response);
    if (certificates.length > 0) files.set(`${path}.pem`, utf8Of(certificates.map(pemOf).join('')));
    if (renewals.length > 0) files.set(`${path}.renewals.json`, encodeSteps(renewals));
  }
  return files;
}

/** What the receipts of the package say of time. */
export type Attestation = {
  /** By custodians outside; undefined where the trust file names none, so that nobody takes what was never claimed for a gap. */
  readonly outside: Finding | undefined;
  /** By the authority built into this software; undefined where it gave nothing. */
  readonly own: Finding | undefined;
  /** By when all epochs stood by the word of somebody outside, UTC milliseconds; undefined unless each is attested. */
  readonly at: number | undefined;
  /** The same of each epoch by its number, where somebody outside attests it. */
  readonly times: ReadonlyMap<number, number>;
};

type Judged = { readonly finding: Finding; readonly stamp?: CheckedTimeStamp };
type JudgedEpoch = { readonly path: string; readonly own: number; readonly receipts: readonly Judged[] } | Finding;

/**
 * Checks every receipt of these epochs. An epoch is attested when one of its receipts leads to a root that the trust file
 * names; a receipt of something else, or with a false signature, fails; one that leads to nobody trusted proves nothing.
 * A receipt of an authority that is not neutral is told apart and attests nothing, whoever trusts it. One whose certificates
 * ended before `now`, UTC milliseconds, without its being renewed proves nothing any more; without `now` that is not asked.
 */
export function checkReceipts(
  files: Files,
  epochs: readonly Head<Epoch>[],
  trust: Trust,
  now: number | undefined,
): Attestation {
  const roots = trust.custodians.map(({ root }) => bytesOfBase64(root));
  const judged = epochs.map((epoch) => judgeEpoch(files, epoch, { roots, now }));
  if (!roots.some((root) => isNeutral(root)))
    return { outside: undefined, own: ownFinding(judged, true), at: undefined, times: new Map() };
  const each = judged.map(outsideFinding);
  const times = each.map(({ at }) => at);
  const isWhole = each.length > 0 && times.every((at) => at !== undefined);
  const texts = each.map(({ finding }) => finding.because).join(' ');
  const finding = worst(
    each.map((one) => one.finding),
    notChecked('The package holds no epoch that a custodian could have stamped.'),
  );
  return {
    outside: finding.outcome === 'pass' ? pass(texts) : finding,
    own: ownFinding(judged, false),
    at: isWhole ? Math.max(...times.map((at) => at ?? 0)) : undefined,
    times: timesOf(epochs, times),
  };
}

function timesOf(epochs: readonly Head<Epoch>[], times: readonly (number | undefined)[]): ReadonlyMap<number, number> {
  return new Map(
    epochs.flatMap(({ says }, i) => {
      const at = times[i];
      return says.ok && at !== undefined ? [[says.value.epoch, at] as const] : [];
    }),
  );
}

type By = { readonly roots: readonly Uint8Array[]; readonly now: number | undefined };

function judgeEpoch(files: Files, { path, says }: Head<Epoch>, by: By): JudgedEpoch {
  const note = files.get(path);
  if (note === undefined || !says.ok) return notChecked(`${path} could not be read, so no receipt of it was checked.`);
  const receipts = receiptPaths(files, says.value.epoch).map((each) => judge(files, each, note, by));
  return { path, own: says.value.at, receipts };
}

const failureIn = (receipts: readonly Judged[]): Finding | undefined =>
  receipts.map(({ finding }) => finding).find(({ outcome }) => outcome === 'fail');
const stampsIn = (receipts: readonly Judged[], neutral: boolean): readonly CheckedTimeStamp[] =>
  receipts.flatMap(({ stamp }) => (stamp !== undefined && isNeutral(...stamp.chain) === neutral ? [stamp] : []));

function outsideFinding(judged: JudgedEpoch): { readonly finding: Finding; readonly at: number | undefined } {
  if ('outcome' in judged) return { finding: judged, at: undefined };
  const { path, receipts } = judged;
  const bad = failureIn(receipts);
  const stamps = stampsIn(receipts, true).toSorted((a, b) => a.at - b.at);
  const [first] = stamps;
  if (bad !== undefined) return { finding: bad, at: undefined };
  if (first === undefined) {
    const why = receipts.find(({ stamp }) => stamp === undefined)?.finding.because;
    return { finding: notChecked(`${why ?? `${path} has no receipt of a custodian.`} ${OWN_TIME}`), at: undefined };
  }
  const who = stamps.map(
    (stamp) => `${whoAndWhen(stamp)}${offOf(stamp)} (which stands by itself until ${dayOf(stamp.until)})`,
  );
  const own = new Date(judged.own).toISOString();
  return {
    finding: pass(`${path} was there by the word of ${who.join(' and ')}; its own clock said ${own}.`),
    at: first.at,
  };
}

/** `alone`: no check of outside receipts is listed, so that one which fails is to be named here. */
function ownFinding(judged: readonly JudgedEpoch[], alone: boolean): Finding | undefined {
  const read = judged.flatMap((each) => ('outcome' in each ? [] : [each]));
  const bad = alone ? read.map(({ receipts }) => failureIn(receipts)).find((each) => each !== undefined) : undefined;
  if (bad !== undefined) return bad;
  const texts = read.flatMap(({ path, receipts }) =>
    stampsIn(receipts, false).map((stamp) => `${path} has a receipt of ${whoAndWhen(stamp)}.`),
  );
  return texts.length === 0 ? undefined : pass(`${texts.join(' ')} ${OWN_WORD}`);
}

const OWN_WORD =
  'It is made by the software itself: 非中立, the word of the company that keeps the log and no third party’s.';
const whoAndWhen = ({ authority, at }: CheckedTimeStamp): string => `“${authority}” at ${new Date(at).toISOString()}`;
const OWN_TIME = 'The time is the own clock of the company that keeps the log.';
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const offOf = ({ within }: CheckedTimeStamp): string => (within === undefined ? '' : ` (± ${within} ms)`);

const receiptPaths = (files: Files, epoch: number): readonly string[] =>
  [...files.keys()]
    .filter((path) => path.startsWith(RECEIPTS) && NAME.exec(path.slice(RECEIPTS.length))?.[1] === String(epoch))
    .sort();

function judge(files: Files, path: string, note: Uint8Array, { roots, now }: By): Judged {
  try {
    const pem = files.get(path.replace(/\.tsr$/, '.pem'));
    const others = pem === undefined ? [] : certificatesIn(textOfUtf8(pem));
    const response = files.get(path) ?? new Uint8Array(0);
    const stamp = verifyTimeStamp(tokenOf(response), note, { roots, others });
    const renewed = files.get(path.replace(/\.tsr$/, '.renewals.json'));
    const steps = renewed === undefined ? [] : decodeSteps(renewed);
    const { until } = checkRenewals({ note, response, certificates: others }, stamp, steps, roots);
    if (now !== undefined && until < now)
      return {
        finding: notChecked(`${path}: its certificates ended on ${dayOf(until)}, and it was not renewed before.`),
      };
    return { finding: pass(''), stamp: { ...stamp, until } };
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable';
    if (error instanceof UntrustedError) return { finding: notChecked(`${path} leads to nobody trusted: ${why}.`) };
    if (error instanceof TokenError) return { finding: fail(`${path}: ${why}.`) };
    return { finding: fail(`${path}: its certificates or renewals cannot be read: ${why}.`) };
  }
}
