import { hexOf, sameBytes } from '../bytes.ts';
import { sha256 } from '../sha256.ts';
import { TokenError } from './asn1.ts';
import type { Certificate } from './certificate.ts';
import { authorityOf, EXTENSION, mayUse, purposesOf } from './certificate.ts';
import { verifySignature } from './signature.ts';

const SIGN_CERTIFICATES = 5;
const LONGEST = 8;
/** Extensions that change nothing for a timestamp although they may be critical: key identifiers, names, policies. */
const HARMLESS: ReadonlySet<string> = new Set(['2.5.29.14', '2.5.29.17', '2.5.29.18', '2.5.29.32', '2.5.29.35']);
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const ANY_PURPOSE = '2.5.29.37.0';

/** Thrown where a signature holds but leads to nobody who is trusted. */
export class UntrustedError extends TokenError {
  override readonly name = 'UntrustedError';
}

/**
 * Which certificates are signed by which, found out once: that follows from their bytes alone. Everything that hangs on a
 * time, a place in the chain or a root is asked anew. One is for one run over many timestamps, and is not kept.
 */
export type KnownSignatures = Map<string, boolean>;

function isSignedBy(subject: Certificate, issuer: Certificate, known: KnownSignatures): boolean {
  const pair = `${hexOf(sha256(subject.raw))} ${hexOf(sha256(issuer.raw))}`;
  const before = known.get(pair);
  if (before !== undefined) return before;
  const { algorithm, signed, signature } = subject;
  const is = verifySignature({ algorithm, key: issuer.key }, signed, signature);
  known.set(pair, is);
  return is;
}

/**
 * The certificates from `signer` up to one of `roots`, each valid at `at` (UTC milliseconds) and signed by the next. `others`
 * are tried in between and trusted for nothing. Refuses with UntrustedError, with the reason of the way that led furthest.
 */
export function chainTo(
  roots: readonly Certificate[],
  signer: Certificate,
  others: readonly Certificate[],
  at: number,
  known: KnownSignatures,
): readonly Certificate[] {
  let furthest: { length: number; why: string } = { length: -1, why: '' };
  const goOn = (chain: readonly Certificate[]): readonly Certificate[] | undefined => {
    const last = chain[chain.length - 1] ?? signer;
    if (roots.some(({ raw }) => sameBytes(raw, last.raw))) return chain;
    const why = (text: string) => {
      if (chain.length > furthest.length) furthest = { length: chain.length, why: text };
    };
    if (chain.length >= LONGEST) return undefined;
    const above = [...roots, ...others].filter(
      (each) => sameBytes(each.subject, last.issuer) && !chain.some(({ raw }) => sameBytes(raw, each.raw)),
    );
    if (above.length === 0)
      why(`no certificate of the issuer of “${last.name}” is there, and no trusted root is reached`);
    for (const issuer of above) {
      const fault = issuingFault(issuer, chain.length - 1, at) ?? signatureFault(last, issuer, known);
      if (fault !== undefined) why(fault);
      const found = fault === undefined ? goOn([...chain, issuer]) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const faulty = validityFault(signer, at) ?? unknownExtension(signer);
  if (faulty !== undefined) throw new UntrustedError(faulty);
  const chain = goOn([signer]);
  if (chain === undefined) throw new UntrustedError(furthest.why);
  return chain;
}

/** Why `issuer` cannot have issued a certificate at that time that has `between` certificates below it. */
function issuingFault(issuer: Certificate, between: number, at: number): string | undefined {
  const { isAuthority, depth } = authorityOf(issuer);
  if (!isAuthority || !mayUse(issuer, SIGN_CERTIFICATES)) return `“${issuer.name}” may not issue certificates`;
  if (between > depth) return `“${issuer.name}” may not stand above so many certificates`;
  const purposes = purposesOf(issuer);
  if (purposes !== undefined && !purposes.oids.some((oid) => oid === TIME_STAMPING || oid === ANY_PURPOSE))
    return `“${issuer.name}” may not issue certificates for timestamps`;
  return validityFault(issuer, at) ?? unknownExtension(issuer);
}

const signatureFault = (subject: Certificate, issuer: Certificate, known: KnownSignatures): string | undefined =>
  isSignedBy(subject, issuer, known)
    ? undefined
    : `the certificate of “${subject.name}” is not signed by “${issuer.name}”`;

function validityFault({ name, from, until }: Certificate, at: number): string | undefined {
  if (at >= from && at <= until) return undefined;
  const day = (time: number) => new Date(time).toISOString().slice(0, 10);
  return `the certificate of “${name}” is valid from ${day(from)} to ${day(until)}, not at ${new Date(at).toISOString()}`;
}

function unknownExtension({ name, extensions }: Certificate): string | undefined {
  const known = new Set<string>(Object.values(EXTENSION));
  for (const [oid, { isCritical }] of extensions)
    if (isCritical && !known.has(oid) && !HARMLESS.has(oid))
      return `the certificate of “${name}” has the critical extension ${oid}, which this version cannot check`;
  return undefined;
}
