import { sameBytes } from '../bytes.ts';
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
 * The certificates from `signer` up to one of `roots`, each valid at `at` (UTC milliseconds) and signed by the next. `others`
 * are tried in between and trusted for nothing. Refuses with UntrustedError, with the reason of the way that led furthest.
 */
export function chainTo(
  roots: readonly Certificate[],
  signer: Certificate,
  others: readonly Certificate[],
  at: number,
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
      const fault = issuingFault(issuer, last, chain.length - 1, at);
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

/** Why `issuer` cannot have issued `subject` at that time; `between` certificates stand below `subject`. */
function issuingFault(issuer: Certificate, subject: Certificate, between: number, at: number): string | undefined {
  const { isAuthority, depth } = authorityOf(issuer);
  if (!isAuthority || !mayUse(issuer, SIGN_CERTIFICATES)) return `“${issuer.name}” may not issue certificates`;
  if (between > depth) return `“${issuer.name}” may not stand above so many certificates`;
  const purposes = purposesOf(issuer);
  if (purposes !== undefined && !purposes.oids.some((oid) => oid === TIME_STAMPING || oid === ANY_PURPOSE))
    return `“${issuer.name}” may not issue certificates for timestamps`;
  const fault = validityFault(issuer, at) ?? unknownExtension(issuer);
  if (fault !== undefined) return fault;
  const { algorithm, signed, signature } = subject;
  const isSigned = verifySignature({ algorithm, key: issuer.key }, signed, signature);
  return isSigned ? undefined : `the certificate of “${subject.name}” is not signed by “${issuer.name}”`;
}

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
