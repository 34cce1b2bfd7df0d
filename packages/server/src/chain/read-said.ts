import type { Money } from '../kernel/money.ts';
import type { CompanyMatch } from '../people/company-index.ts';
import { foldName, parseCompanyName } from '../people/company-name.ts';
import type { Directory } from '../people/directory.ts';
import type { StoredFinding } from './chain.ts';
import type { Ours, Talk } from './read-talk.ts';

/** Words in which a rule saw a promise or a diversion, spoken between one of our people and someone outside. */
export type Said = Talk & {
  readonly employee: Ours;
  readonly findings: readonly StoredFinding[];
  readonly severity: StoredFinding['severity'];
  readonly percents: readonly number[];
  readonly fixed: readonly Money[];
  readonly names: Beneficiary;
};

type Beneficiary =
  | { readonly type: 'company'; readonly match: CompanyMatch; readonly text: string }
  /** A name that no record knows. */
  | { readonly type: 'text'; readonly core: string; readonly name: string }
  | { readonly type: 'unnamed' }
  /** Only companies of our own group were named: nothing outside is at issue. */
  | { readonly type: 'own' };

export const saidKinds = new Set(['kickback', 'diversion', 'private-payment', 'disclosure', 'cover-up']);
const severities = ['low', 'medium', 'high'] as const;
/** Words that point at a company without naming it. */
const pointing =
  /朋友|亲戚|同学|老婆|老公|我们|你们|他们|咱们|别的|其他|另外|外面|某|那个|这个|那家|这家|一家|哪家|自己|xx|贵|我司/u;

/** One statement per employee in the talk; none if no finding of these kinds lies in it. */
export function readSaid(talk: Talk, found: readonly StoredFinding[], directory: Directory): readonly Said[] {
  const findings = found.filter((finding) => saidKinds.has(finding.kind));
  if (findings.length === 0) return [];
  const reads = findings.map((finding) => finding.reads);
  const said = {
    ...talk,
    findings,
    severity: severities[Math.max(...findings.map((finding) => severities.indexOf(finding.severity)))] ?? 'low',
    percents: [...new Set(reads.flatMap(sharesIn))].toSorted((a, b) => a - b),
    fixed: distinctSums(reads.flatMap(sumsIn)),
    names: nameOf(talk, findings, directory),
  };
  return talk.ours.map((employee) => ({ ...said, employee }));
}

type Reads = StoredFinding['reads'];

export function sharesIn({ percentBps, alternatives = [] }: Reads): readonly number[] {
  return [
    ...(percentBps === undefined ? [] : [percentBps]),
    ...alternatives.filter((each) => typeof each === 'number'),
  ];
}

function sumsIn({ amounts = [], alternatives = [] }: Reads): readonly Money[] {
  return [...amounts, ...alternatives.filter((each) => typeof each !== 'number')];
}

function distinctSums(sums: readonly Money[]): readonly Money[] {
  const byText = new Map(sums.map((each) => [`${each.currency} ${each.minor}`, each]));
  return [...byText.keys()].toSorted().flatMap((key) => byText.get(key) ?? []);
}

function nameOf(talk: Talk, findings: readonly StoredFinding[], directory: Directory): Beneficiary {
  const texts = findings.flatMap((finding) => finding.reads.company?.text ?? []);
  const read = texts.flatMap((text) => {
    const match = directory.companyOf(text);
    return match === undefined ? [] : [{ match, text }];
  });
  const seen = directory.companies
    .findIn(talk.text)
    .map((match) => ({ match, text: talk.text.slice(match.start, match.end) }));
  const matches = [...read, ...seen];
  const outside = matches.filter(
    ({ match }) => !isOurs(match, talk, directory) && !isTheCustomers(match, talk, directory),
  );
  const [named] = outside;
  if (named !== undefined) return { type: 'company', ...named };
  if (matches.some(({ match }) => isOurs(match, talk, directory))) return { type: 'own' };
  const unknown = texts.find((text) => directory.companyOf(text) === undefined && namesSomething(text));
  return unknown === undefined
    ? { type: 'unnamed' }
    : { type: 'text', core: parseCompanyName(unknown).core, name: unknown };
}

function namesSomething(text: string): boolean {
  return !pointing.test(foldName(text)) && parseCompanyName(text).core.length >= 2;
}

export function isOurs(match: CompanyMatch, at: { readonly at: Talk['at'] }, directory: Directory): boolean {
  const relation = directory.relation(match.company, at.at);
  return relation === 'own' || relation === 'affiliate';
}

/** A customer's own company: of one who took part, or of one whom the employee looks after and speaks of to others. */
function isTheCustomers(match: CompanyMatch, talk: Talk, directory: Directory): boolean {
  const owned = talk.ours.flatMap(({ ref }) => (ref === undefined ? [] : directory.everOwned(ref)));
  return [...talk.customers, ...owned].some((ref) => {
    const company = directory.customer(ref, talk.at)?.value.company;
    return company !== undefined && directory.companyOf(company)?.company.key === match.company.key;
  });
}
