import { base64Of, bytesOfBase64, bytesOfHex, hexOf } from './bytes.ts';
import type { Canonical } from './canonical.ts';
import { canonicalBytes, canonicalText, parseCanonical } from './canonical.ts';
import { countOf, listOf, membersOf, PackageError, parsedMembers, textOf } from './decode.ts';
import { isDigest, LAST_INSTANT } from './entry.ts';
import { inclusionProof, rootOf, sha256Tree, sm3Tree, verifyInclusion } from './merkle.ts';
import type { Twin } from './proof-files.ts';
import { decodeInclusion, encodeInclusion } from './proof-files.ts';
import { sha256 } from './sha256.ts';
import { sm3 } from './sm3.ts';
import { TokenError } from './time/asn1.ts';
import type { CheckedTimeStamp } from './time/token.ts';
import { tokenOf, verifyTimeStamp } from './time/token.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';

/**
 * Timestamps renewed before their certificates end, after RFC 4998 5.2: many old ones are the leaves of a tree, and a new
 * timestamp is over its root. The tree is this format's own (RFC 9162) instead of the sorted lists of RFC 4998 4.2, and there
 * are two of it, in SHA-256 and in SM3: what 5.3 does when a hash grows weak is done in advance.
 */
export type Renewal = {
  readonly renewal: number;
  /** UTC milliseconds by the own clock. */
  readonly at: number;
  readonly size: number;
  readonly sha256: string;
  readonly sm3: string;
};

/** A timestamp as it was given: the bytes it is over, the answer, and the certificates that came beside it. */
export type Stamped = {
  readonly note: Uint8Array;
  readonly response: Uint8Array;
  readonly certificates: readonly Uint8Array[];
};

/** One renewal of one timestamp: its note and answer, and the place of the old one in its trees. */
export type RenewalStep = Stamped & { readonly index: number; readonly size: number; readonly path: readonly Twin[] };

/** What is stamped: canonical JSON and a newline. */
export const encodeRenewal = (renewal: Renewal): Uint8Array =>
  utf8Of(`${canonicalText(renewal as unknown as Canonical)}\n`);

/** Reads what `encodeRenewal` writes. Refuses with PackageError. */
export function parseRenewal(note: Uint8Array): Renewal {
  const text = textOfUtf8(note);
  if (!text.endsWith('\n')) throw new PackageError('a renewal ends in a newline');
  const value = parsedMembers(utf8Of(text.slice(0, -1)), 'a renewal', ['renewal', 'at', 'size', 'sha256', 'sm3']);
  if (!isDigest(value.sha256) || !isDigest(value.sm3)) throw new PackageError('a renewal has both roots');
  return {
    renewal: countOf(value.renewal, 'renewal'),
    at: countOf(value.at, 'at', LAST_INSTANT),
    size: countOf(value.size, 'size'),
    sha256: value.sha256,
    sm3: value.sm3,
  };
}

const digests = (bytes: Uint8Array) => ({ sha256: hexOf(sha256(bytes)), sm3: hexOf(sm3(bytes)) });

/** The leaf that stands for a timestamp in the trees of its renewal: both digests of all it consists of. */
export const renewedLeaf = ({ note, response, certificates }: Stamped): Uint8Array =>
  canonicalBytes({ certificates: certificates.map(digests), note: digests(note), response: digests(response) });

/** Both roots over these leaves. */
export function renewalRoots(leaves: readonly Uint8Array[]): { readonly sha256: string; readonly sm3: string } {
  return {
    sha256: hexOf(rootOf(sha256Tree, leaves.map(sha256Tree.leaf))),
    sm3: hexOf(rootOf(sm3Tree, leaves.map(sm3Tree.leaf))),
  };
}

/** The audit paths of one of these leaves in both trees. */
export function renewalPath(leaves: readonly Uint8Array[], index: number): readonly Twin[] {
  const inSm3 = inclusionProof(sm3Tree, leaves.map(sm3Tree.leaf), index, leaves.length);
  return inclusionProof(sha256Tree, leaves.map(sha256Tree.leaf), index, leaves.length).map((hash, at) => ({
    sha256: hash,
    sm3: inSm3[at] ?? hash,
  }));
}

/** The file of all renewals of one timestamp, oldest first. */
export const encodeSteps = (steps: readonly RenewalStep[]): Uint8Array =>
  canonicalBytes(
    steps.map(({ note, response, certificates, index, size, path }) => ({
      certificates: certificates.map(base64Of),
      note: textOfUtf8(note),
      proof: parseCanonical(encodeInclusion(index, size, path)),
      response: base64Of(response),
    })),
  );

/** Reads what `encodeSteps` writes. Refuses with PackageError, CanonicalError or EncodingError. */
export function decodeSteps(bytes: Uint8Array): readonly RenewalStep[] {
  return listOf(parseCanonical(bytes), 'the renewals').map((value) => {
    const { note, proof, response, certificates } = membersOf(value, 'a renewal', [
      'note',
      'proof',
      'response',
      'certificates',
    ]);
    const { index, size, sha256: path, sm3: twins } = decodeInclusion(canonicalBytes(proof as Canonical));
    if (path.length !== twins.length) throw new PackageError('the paths of a renewal are of two lengths');
    return {
      note: utf8Of(textOf(note, 'note')),
      response: bytesOfBase64(textOf(response, 'response')),
      certificates: listOf(certificates, 'certificates').map((each) => bytesOfBase64(textOf(each, 'a certificate'))),
      ...{ index, size, path: path.map((hash, at) => ({ sha256: hash, sm3: twins[at] ?? hash })) },
    };
  });
}

/**
 * Checks that each timestamp was renewed by the next before its certificates ended: the old one is in both trees of the
 * renewal, and the new timestamp is over it. Answers the last timestamp, whose `until` is that of the whole.
 * Refuses with TokenError, or UntrustedError where a renewal leads to no root.
 */
export function checkRenewals(
  first: Stamped,
  stamp: CheckedTimeStamp,
  steps: readonly RenewalStep[],
  roots: readonly Uint8Array[],
): CheckedTimeStamp {
  let [old, last] = [first, stamp];
  for (const step of steps) {
    const { size, sha256: root, sm3: twin } = parseRenewal(step.note);
    const leaf = renewedLeaf(old);
    const { index, path } = step;
    const [paths, twins] = [path.map((each) => each.sha256), path.map((each) => each.sm3)];
    const holds =
      verifyInclusion(sha256Tree, sha256Tree.leaf(leaf), index, size, paths, bytesOfHex(root)) &&
      verifyInclusion(sm3Tree, sm3Tree.leaf(leaf), index, size, twins, bytesOfHex(twin));
    if (!holds || step.size !== size) throw new TokenError('a renewal is not of the timestamp before it');
    const next = verifyTimeStamp(tokenOf(step.response), step.note, { roots, others: step.certificates });
    if (next.at < last.at || next.at > last.until)
      throw new TokenError('a timestamp was renewed when its certificates had ended');
    [old, last] = [step, next];
  }
  return last;
}
