import type { Instant } from '../kernel/time.ts';
import type { Clause, Forbidden, RuleVersion } from '../people/rule-versions.ts';
import { isPersonal, versionsInForce } from '../people/rule-versions.ts';
import type { Evidence } from './evidence.ts';
import { promisedOf } from './evidence.ts';
import { exportsSent, tellingAccesses } from './link-conduct.ts';
import type { Factual } from './world.ts';

/** How the employee stands to a version: received before the act, after it, another version only, or not at all. */
export type Receipt = {
  readonly state: 'before' | 'after' | 'refused' | 'other-version' | 'none';
  readonly facts: readonly Factual<'acknowledgement'>[];
};

/** Of each title the version that was in force at the instant. Papers made for one person count only with a receipt. */
export function rulesInForce(evidence: Evidence, at: Instant): readonly RuleVersion[] {
  return versionsInForce(evidence.world.agreements, at).filter(
    (rule) => !isPersonal(rule) || receiptOf(rule, evidence, at).state !== 'none',
  );
}

export function receiptOf(rule: RuleVersion, { story, world }: Evidence, act: Instant): Receipt {
  const all = (world.acknowledgements.get(story.employee.ref ?? '') ?? []).filter(
    (fact) => fact.record.body.agreement === rule.title,
  );
  const same = all.filter((fact) => fact.record.body.version === rule.version);
  const signed = same.filter((fact) => fact.record.body.outcome === 'signed');
  const before = signed.filter((fact) => fact.record.body.at <= act);
  if (before.length > 0) return { state: 'before', facts: before };
  // A refusal with witnesses shows that the paper was presented; it is not a receipt.
  const refused = same.filter((fact) => fact.record.body.outcome === 'refused' && fact.record.body.at <= act);
  if (refused.length > 0) return { state: 'refused', facts: refused };
  if (signed.length > 0) return { state: 'after', facts: signed };
  return { state: all.length > 0 ? 'other-version' : 'none', facts: all };
}

/** Whether the rule went through 劳动合同法 4: discussed, negotiated, made public. */
export function hasProcedure({ procedure }: RuleVersion): boolean {
  return [procedure?.discussedAt, procedure?.negotiatedAt, procedure?.publishedAt].every(
    (at) => typeof at === 'number',
  );
}

/** Which prohibitions the story touches on. */
export function forbiddenIn(evidence: Evidence): ReadonlySet<Forbidden> {
  const { story, moves, paid } = evidence;
  const forbidden = new Set<Forbidden>();
  const saidKinds = new Set(story.said.flatMap((said) => said.findings.map((finding) => finding.kind)));
  if (saidKinds.has('diversion') || moves.length > 0 || story.company !== undefined)
    forbidden.add('customer-diversion').add('private-deal');
  if (saidKinds.has('kickback') || saidKinds.has('private-payment') || paid.length > 0) forbidden.add('kickback');
  if (promisedOf(evidence) !== undefined) forbidden.add('kickback');
  if (paid.length > 0) forbidden.add('undeclared-interest');
  if (
    tellingAccesses(evidence).some(
      ({ fact }) => fact.record.body.action === 'edit' || fact.record.body.action === 'delete',
    )
  )
    forbidden.add('tampering');
  if (exportsSent(evidence).length > 0) forbidden.add('disclosure');
  return forbidden;
}

export function clausesAgainst(rule: RuleVersion, forbidden: ReadonlySet<Forbidden>): readonly Clause[] {
  return rule.clauses.filter((clause) => (clause.forbids ?? []).some((each) => forbidden.has(each)));
}
