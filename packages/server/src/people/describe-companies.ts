import type { Company } from './company-index.ts';
import { foldName } from './company-name.ts';
import type { Fact, FactOf } from './fact.ts';
import { compareText, entryOf, isKind } from './fact.ts';
import type { Statement } from './states.ts';
import { layStates } from './states.ts';
import { codeFaults, faultOfCode, foldCode, isWrittenAsCode } from './uscc.ts';

type CompanyBody = FactOf<'company'>['record']['body'];
type CompanyFact = FactOf<'company'> & Fact;

/**
 * The companies that records describe. One record may state the code and the next only the name: the code, once
 * stated for a party, holds for that party, and for others of the same name unless the name goes with two codes. A
 * code that fails its check joins nothing: two companies may both have been given the same placeholder.
 */
export function describeCompanies(facts: readonly Fact[]): readonly Company[] {
  const records = facts.filter((fact) => isKind(fact, 'company'));
  const byParty = new Map<string, string>();
  const byName = new Map<string, Set<string>>();
  for (const { record } of records) {
    const code = goodCodeIn(record.body);
    if (code === undefined) continue;
    byParty.set(partyOf(record.body), code);
    const name = foldName(record.body.name);
    byName.set(name, (byName.get(name) ?? new Set()).add(code));
  }
  const bySubject = Map.groupBy(records, ({ record: { body } }) => {
    const [code, ...others] = byName.get(foldName(body.name)) ?? [];
    const known = byParty.get(partyOf(body)) ?? (others.length === 0 ? code : undefined);
    return known?.toLowerCase() ?? partyOf(body);
  });
  return [...bySubject].map(describe).toSorted((a, b) => compareText(a.key, b.key));
}

function describe([key, group]: readonly [string, readonly CompanyFact[]]): Company {
  const states = layStates(group.map(statementOf));
  const last = states.at(-1);
  const ref = last?.value.company?.ref ?? group[0]?.record.body.company.ref ?? key;
  const stated = group.flatMap(({ record }) => statedCodes(record.body));
  const fault = stated.map(faultOfCode).find((each) => each !== undefined);
  const good = stated.findLast((each) => faultOfCode(each) === undefined);
  return {
    key,
    ref,
    name: last?.value.name ?? ref,
    code: good === undefined ? undefined : foldCode(good),
    codeFault: good !== undefined || fault === undefined ? undefined : codeFaults[fault],
    states,
    entry: last?.entry,
    namedIn: undefined,
  };
}

function statementOf(fact: CompanyFact): Statement<CompanyBody> {
  return { from: fact.record.occurredAt, until: undefined, fields: fact.record.body, entry: entryOf(fact) };
}

function statedCodes({ company, uscc }: CompanyBody): readonly string[] {
  return [uscc ?? undefined, isWrittenAsCode(company.ref) ? company.ref : undefined].filter(
    (each) => each !== undefined,
  );
}

function goodCodeIn(body: CompanyBody): string | undefined {
  const good = statedCodes(body).find((each) => faultOfCode(each) === undefined);
  return good === undefined ? undefined : foldCode(good);
}

/** A placeholder used as a number says nothing about who is meant; with the name beside it, it does. */
function partyOf({ company: { ref }, name }: CompanyBody): string {
  const isPlaceholder = isWrittenAsCode(ref) && faultOfCode(ref) !== undefined;
  return isPlaceholder ? `${foldName(ref)} ${foldName(name)}` : foldName(ref);
}
