import { bytesOfHex } from './bytes.ts';
import type { Finding } from './check.ts';
import { fail, notChecked, pass, unread, worst } from './check.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Epoch } from './epoch.ts';
import { sha256Tree, verifyConsistency } from './merkle.ts';
import * as paths from './package-paths.ts';
import { decodeConsistency } from './proof-files.ts';
import type { Trust } from './trust.ts';
import type { Context } from './verify-context.ts';
import { readFile } from './verify-context.ts';
import type { Head } from './verify-heads.ts';
import type { Attestation } from './verify-receipts.ts';
import { checkReceipts } from './verify-receipts.ts';

/** An entry of the package, and by when it stood at the latest by the word of somebody outside, UTC milliseconds. */
export type AttestedItem = { readonly log: string; readonly index: number; readonly at: number };

/**
 * For each log the last epoch that holds the head its items are proved against, and the epochs made earlier. One that cannot
 * be read is among the first, where it is missed.
 */
export function partEpochs({ epochs, heads }: Context): {
  readonly current: readonly Head<Epoch>[];
  readonly earlier: readonly Head<Epoch>[];
} {
  const all = epochs.slice(0, -1);
  const numberOf = ({ says }: Head<Epoch>): number => (says.ok ? says.value.epoch : 0);
  const holds = ({ says: epoch }: Head<Epoch>, log: string, size: number): boolean =>
    epoch.ok && epoch.value.logs.some((head) => head.log === log && head.size === size);
  const current = new Set(all.filter(({ says }) => !says.ok));
  for (const [log, { says }] of heads) {
    const holding = says.ok ? all.filter((epoch) => holds(epoch, log, says.value.size)) : all;
    for (const epoch of says.ok ? holding.toSorted((a, b) => numberOf(b) - numberOf(a)).slice(0, 1) : holding)
      current.add(epoch);
  }
  return { current: all.filter((each) => current.has(each)), earlier: all.filter((each) => !current.has(each)) };
}

/**
 * Epochs that were attested before this package was made show since when an entry stood: its log at that size is the
 * beginning of the log that it is proved in (RFC 9162 2.1.4), and the entry is in front of it. Undefined where there are none.
 */
export function checkEarlier(
  context: Context,
  earlier: readonly Head<Epoch>[],
  trust: Trust,
  now: number | undefined,
): { readonly finding: Finding; readonly attested: readonly AttestedItem[] } | undefined {
  const proofs = [...context.files.keys()].filter(paths.isEarlierPath);
  if (earlier.length === 0 && proofs.length === 0) return undefined;
  const attestation = checkReceipts(context.files, earlier, trust, now);
  const continued = [...context.heads].flatMap(([log, { says }]) =>
    says.ok ? earlier.flatMap((epoch) => continuedFrom(context, log, says.value, epoch) ?? []) : [],
  );
  const used = new Set(continued.map(({ path }) => path));
  const idle = proofs
    .filter((path) => !used.has(path))
    .map((path) => fail(`${path} leads from no epoch of the package.`));
  const good = pass(`${earlier.length} earlier epochs were attested, and the logs here continue what they summed up.`);
  const findings = [...idle, ...continued.map(({ finding }) => finding), attestation.outside ?? notAsked];
  return {
    finding: worst(
      findings.filter(({ outcome }) => outcome !== 'pass'),
      good,
    ),
    attested: attestedBy(context, continued, attestation),
  };
}

const notAsked = notChecked('No custodian outside is named in the trust file, so no earlier receipt was checked.');

type Continued = {
  readonly path: string;
  readonly log: string;
  readonly size: number;
  readonly epoch: number;
  readonly finding: Finding;
};

/** Undefined where the epoch does not hold the log, or the package claims nothing of that. */
function continuedFrom({ files }: Context, log: string, now: Checkpoint, { says }: Head<Epoch>): Continued | undefined {
  const then = says.ok ? says.value.logs.find((head) => head.log === log) : undefined;
  if (!says.ok || then === undefined) return undefined;
  const path = paths.earlierPath(log, then.size);
  // The same head again: that both name one root is checked with the epochs.
  if (then.size === now.size && !files.has(path))
    return { path, log, size: then.size, epoch: says.value.epoch, finding: pass('') };
  if (!files.has(path)) return undefined;
  const proof = readFile(files, path, decodeConsistency);
  const made = { path, log, size: then.size, epoch: says.value.epoch };
  if (!proof.ok) return { ...made, finding: unread(proof) };
  const { from, to, sha256 } = proof.value;
  const holds =
    from === then.size &&
    to === now.size &&
    verifyConsistency(sha256Tree, from, to, bytesOfHex(then.sha256), now.root, sha256);
  const finding = holds
    ? pass(`${path} leads from epoch ${made.epoch} to the checkpoint of ${log}.`)
    : fail(`${path} does not show that ${log} continues what epoch ${made.epoch} summed up at ${then.size}.`);
  return { ...made, finding };
}

function attestedBy({ items }: Context, continued: readonly Continued[], { times }: Attestation): AttestedItem[] {
  return items.flatMap(({ item: { log, index } }) => {
    const at = continued
      .filter((each) => each.log === log && each.size > index && each.finding.outcome === 'pass')
      .flatMap(({ epoch }) => times.get(epoch) ?? []);
    return at.length === 0 ? [] : [{ log, index, at: Math.min(...at) }];
  });
}
