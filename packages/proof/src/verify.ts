import type { Check, CheckOutcome, Finding } from './check.ts';
import { attempt, fail, named, notChecked, pass, worst } from './check.ts';
import type { PackageDescription } from './package-description.ts';
import { decodeDescription } from './package-description.ts';
import { DESCRIPTION } from './package-paths.ts';
import type { Trust } from './trust.ts';
import type { Context } from './verify-context.ts';
import { readContext, readFile } from './verify-context.ts';
import type { AttestedItem } from './verify-earlier.ts';
import { checkEarlier, partEpochs } from './verify-earlier.ts';
import { checkEpochs } from './verify-heads.ts';
import { checkItem } from './verify-items.ts';
import * as whole from './verify-package.ts';
import { checkPage } from './verify-page.ts';
import type { Attestation } from './verify-receipts.ts';
import { checkReceipts } from './verify-receipts.ts';
import { checkStatements } from './verify-statements.ts';
import type { Files } from './zip.ts';
import { readZip } from './zip.ts';

export type Verdict = 'pass' | 'fail' | 'incomplete';

export type Verification = {
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
  /** What the package says of itself; null when it cannot be read. Its texts are the maker's, not findings. */
  readonly description: PackageDescription | null;
  /** `recordedAt` of the package entry, UTC milliseconds by the maker's clock; null when the entry cannot be read. */
  readonly fixedAt: number | null;
  /** When the entries shown stood at the latest, by the word of custodians that the trust file names; null when none says so. */
  readonly depositedAt: number | null;
  /** The entries of which an earlier receipt says that they stood before that. */
  readonly attested: readonly AttestedItem[];
};

/** As `verify`, for an archive. Bytes that are no canonical ZIP fail `package.readable`, and nothing else is said. */
export function verifyZip(bytes: Uint8Array, trust?: Trust, now?: number): Verification {
  const files = attempt('The archive', () => readZip(bytes));
  return files.ok ? verify(files.value, trust, now) : unreadable(fail(files.because));
}

/**
 * Checks a package of format 1 and says for every check what was found and why. Never throws on content.
 *
 * The verdict is `fail` when a check fails; without a trust file, or with anything not checked, it is `incomplete`;
 * `pass` says that what the package shows has not changed since it was fixed, and nothing about whether it is true.
 * `now`, UTC milliseconds, is when it is checked: receipts that have aged out by then attest nothing.
 */
export function verify(files: Files, trust?: Trust, now?: number): Verification {
  const description = readFile(files, DESCRIPTION, decodeDescription);
  if (!description.ok) return unreadable(fail(description.because));
  const context = readContext(files, description.value, trust);
  const { packageEntry } = context;
  const { current, earlier } = partEpochs(context);
  const asked = trust !== undefined && trust.custodians.length > 0 ? trust : undefined;
  const attested = asked && checkReceipts(files, current, asked, now);
  const before = asked && checkEarlier(context, earlier, asked, now);
  const readable = named('package.readable', pass(`${DESCRIPTION} describes a package of format 1.`));
  const checks = [
    readable,
    ...packageChecks(context, attested),
    ...(before === undefined ? [] : [named('time.earlier', before.finding)]),
    ...context.items.flatMap((item) => checkItem(context, item)),
  ];
  return {
    verdict: verdictOf(checks, trust),
    checks,
    description: description.value,
    fixedAt: packageEntry.ok ? packageEntry.value.recordedAt : null,
    depositedAt: attested?.at ?? null,
    attested: before?.attested ?? [],
  };
}

function unreadable(finding: Finding): Verification {
  return {
    verdict: 'fail',
    checks: [named('package.readable', finding)],
    description: null,
    fixedAt: null,
    depositedAt: null,
    attested: [],
  };
}

function verdictOf(checks: readonly Check[], trust: Trust | undefined): Verdict {
  const has = (outcome: CheckOutcome): boolean => checks.some((check) => check.outcome === outcome);
  if (has('fail')) return 'fail';
  return trust === undefined || has('not_checked') ? 'incomplete' : 'pass';
}

function packageChecks(context: Context, attested: Attestation | undefined): Check[] {
  const { packageEntry, heads, trust } = context;
  const packageLog = packageEntry.ok ? packageEntry.value.log : undefined;
  const logs = [...new Set([...heads.keys(), ...(packageLog === undefined ? [] : [packageLog])])].sort();
  const files = whole.checkFiles(context);
  const page = checkPage(context);
  return [
    named('package.manifest', whole.checkManifest(context)),
    named('package.files', files),
    named('package.entry', whole.checkPackageEntry(context)),
    named('package.bound', whole.checkBound(context)),
    named('package.included', whole.checkPackageIncluded(context)),
    ...(page === undefined ? [] : [named('package.page', page)]),
    ...logs.map((log) => named(`log.signature.${log}`, checkLogSignature(context, log, packageLog, attested))),
    ...logs
      .filter((log) => log === packageLog && heads.has(log))
      .map((log) => named(`log.consistent.${log}`, whole.checkConsistent(context, log))),
    named('epoch.signature', checkEpochSignatures(context, files.outcome === 'pass')),
    ...outsideChecks(trust, attested),
    ...statementChecks(context),
  ];
}

const OWN_CLOCK =
  'No custodian outside is named in the trust file: the time is the own clock of the company that keeps the log.';

function checkLogSignature(
  { heads, packageHead, trust }: Context,
  log: string,
  packageLog: string | undefined,
  attested: Attestation | undefined,
): Finding {
  const all = [heads.get(log), log === packageLog ? packageHead : undefined].filter((head) => head !== undefined);
  const { outcome, because } = worst(
    all.map(({ signature }) => signature),
    notChecked(`${log} has no checkpoint.`),
  );
  const paths = all.map(({ path }) => path).join(' and ');
  if (outcome !== 'pass') return { outcome, because };
  const own = trust !== undefined && attested?.outside === undefined ? ` ${OWN_CLOCK}` : '';
  return pass(`${paths}: signed with the trusted key of this log.${own}`);
}

function checkEpochSignatures({ heads, epochs, packageEntry, packageHead }: Context, complete: boolean): Finding {
  const forItems = epochs.slice(0, -1);
  const needed = [...heads].map(([log, head]) => ({ log, head, epochs: forItems }));
  if (packageEntry.ok && packageHead !== undefined) {
    needed.push({ log: packageEntry.value.log, head: packageHead, epochs: epochs.slice(-1) });
  }
  return checkEpochs(epochs, needed, complete);
}

/** Listed only where the package holds statements: nobody can trust or distrust them by a trust file. */
function statementChecks({ files, epochs }: Context): Check[] {
  const finding = checkStatements(files, epochs.slice(0, -1));
  return finding === undefined ? [] : [named('time.statements', finding)];
}

/** Listed only when the trust file asks for them, so that nobody takes what was never claimed for a gap. */
function outsideChecks(trust: Trust | undefined, attested: Attestation | undefined): Check[] {
  if (trust === undefined) return [];
  const checks: Check[] = [];
  if (trust.atLeastWitnesses > 0) {
    checks.push(named('log.witnesses', notChecked('This version cannot check cosignatures in data/cosignatures.')));
  }
  if (attested?.outside !== undefined) checks.push(named('time.custodians', attested.outside));
  if (attested?.own !== undefined) checks.push(named('time.not-neutral', attested.own));
  return checks;
}
