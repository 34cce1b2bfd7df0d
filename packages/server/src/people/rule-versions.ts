import type { Instant } from '../kernel/time.ts';
import type { EntryRef, Fact, FactOf } from './fact.ts';
import { entryOf } from './fact.ts';
import type { Held } from './states.ts';
import { layStates } from './states.ts';

type AgreementFact = FactOf<'agreement'> & Fact;
type Agreement = Held<AgreementFact['record']['body']>;
export type Clause = NonNullable<Agreement['clauses']>[number];
export type Forbidden = NonNullable<Clause['forbids']>[number];

/** One version of a rule or contract as it stood on a day. */
export type RuleVersion = {
  readonly title: string;
  readonly version: string;
  readonly type: NonNullable<Agreement['type']>;
  readonly from: Instant;
  readonly clauses: readonly Clause[];
  readonly procedure: Agreement['procedure'];
  readonly entry: EntryRef;
};

/** Papers that are made for one person, and bind nobody else. */
export function isPersonal({ type }: RuleVersion): boolean {
  return type === 'labour-contract' || type === 'nda' || type === 'service-address';
}

/** Of each title the version that was in force at the instant. */
export function versionsInForce(facts: readonly AgreementFact[], at: Instant): readonly RuleVersion[] {
  const versions = allVersions(facts).filter(({ from, until }) => from <= at && (until === undefined || at < until));
  const byTitle = Map.groupBy(versions, ({ rule }) => rule.title);
  return [...byTitle.values()].flatMap((group) => group.toSorted((a, b) => a.from - b.from).at(-1)?.rule ?? []);
}

function allVersions(
  facts: readonly AgreementFact[],
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
