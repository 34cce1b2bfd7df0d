import type { Instant } from '../kernel/time.ts';
import type { EntryRef } from '../people/fact.ts';
import { entryOf } from '../people/fact.ts';
import type { Held } from '../people/states.ts';
import { layStates } from '../people/states.ts';
import type { Evidence } from './evidence.ts';
import { promisedOf } from './evidence.ts';
import { exportsSent, tellingAccesses } from './link-conduct.ts';
import type { Factual } from './world.ts';

type Agreement = Held<Factual<'agreement'>['record']['body']>;
type Clause = NonNullable<Agreement['clauses']>[number];
type Forbidden = NonNullable<Clause['forbids']>[number];

/** One version of a rule or contract as it stood on the day of the act. */
export type RuleVersion = {
  readonly title: string;
  readonly version: string;
  readonly type: NonNullable<Agreement['type']>;
  readonly from: Instant;
  readonly clauses: readonly Clause[];
  readonly procedure: Agreement['procedure'];
  readonly entry: EntryRef;
};

/** How the employee stands to a version: received before the act, after it, another version only, or not at all. */
export type Receipt = {
  readonly state: 'before' | 'after' | 'refused' | 'other-version' | 'none';
  readonly facts: readonly Factual<'acknowledgement'>[];
};

/** Of each title the version that was in force at the instant. Papers made for one person count only with a receipt. */
export function rulesInForce(evidence: Evidence, at: Instant): readonly RuleVersion[] {
  const versions = allVersions(evidence.world.agreements).filter(
    ({ from, until }) => from <= at && (until === undefined || at < until),
  );
  const byTitle = Map.groupBy(versions, ({ rule }) => rule.title);
  const latest = [...byTitle.values()].flatMap((group) => group.toSorted((a, b) => a.from - b.from).at(-1)?.rule ?? []);
  return latest.filter((rule) => !isPersonal(rule) || receiptOf(rule, evidence, at).state !== 'none');
}

function isPersonal({ type }: RuleVersion): boolean {
  return type === 'labour-contract' || type === 'nda' || type === 'service-address';
}

function allVersions(
  facts: readonly Factual<'agreement'>[],
): readonly { readonly rule: RuleVersion; readonly from: Instant; readonly until: Instant | undefined }[] {
  const groups = Map.groupBy(facts, ({ record: { body } }) => `${body.title}\n${body.version}`);
  return [...groups.values()].flatMap((group) => {
    const statements = group.map((fact) => ({
      from: fact.record.occurredAt,
      until: undefined,
      fields: fact.record.body,
      entry: entryOf(fact),
    }));
    const last = layStates(statements).at(-1);
    const { title, version, type } = last?.value ?? {};
    if (last === undefined || title === undefined || version === undefined || type === undefined) return [];
    const from = last.value.effectiveFrom ?? statements.reduce((a, b) => (a.from < b.from ? a : b)).from;
    const { clauses = [], procedure, effectiveTo: until } = last.value;
    return [{ rule: { title, version, type, from, clauses, procedure, entry: last.entry }, from, until }];
  });
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
