import type { EntryRef, Fact } from '../../people/fact.ts';
import { entryOf } from '../../people/fact.ts';
import type { RuleVersion } from '../../people/rule-versions.ts';
import type { LinkType, ReasonedLink, Rival, RivalKind } from '../chain.ts';
import type { forbiddenIn } from '../clauses.ts';
import type { Evidence } from '../evidence.ts';
import { distinct } from '../make-link.ts';
import { aboutFacts } from '../tiers/core.ts';
import { citeSome } from '../wording.ts';
import type { Factual } from '../world.ts';
import type { WayId } from './ways.ts';

/** What every question reads: the evidence with the links and rivals made of it. */
export type View = {
  readonly evidence: Evidence;
  readonly links: readonly ReasonedLink[];
  readonly rivals: readonly Rival[];
  readonly factAt: (entry: EntryRef) => Fact | undefined;
  /** Rules and contracts in force at the first act. */
  readonly rules: readonly RuleVersion[];
  /** What the story touches on; worked out once, since it goes over every access. */
  readonly forbidden: ReturnType<typeof forbiddenIn>;
};

/** What a question finds, before the rules that hold for every element are applied to it. */
export type Found = {
  readonly present: boolean;
  /** Items that by themselves would prove it, were they beyond doubt. */
  readonly entries: readonly EntryRef[];
  /** Items of which none proves it, but which bear the others out. */
  readonly backing: readonly EntryRef[];
  /** Items that only show how things stood; they are cited and count for nothing. */
  readonly beside: readonly EntryRef[];
  /** In Chinese, without a full stop. */
  readonly says: string;
  /** Each is enough to leave the element weak. In Chinese, without a full stop. */
  readonly doubts: readonly string[];
  /** Ways that what was found calls for, before those of the question. */
  readonly next: readonly WayId[];
};

type More = Partial<Pick<Found, 'backing' | 'beside' | 'doubts' | 'next'>>;

export function present(entries: readonly EntryRef[], says: string, more: More = {}): Found {
  const cited = distinct(entries);
  const words = cited.length === 0 ? says : `${says}${citeSome(cited)}`;
  return { present: true, entries: cited, backing: [], beside: [], doubts: [], next: [], ...more, says: words };
}

export function absent(says: string, more: More = {}): Found {
  return { present: false, entries: [], backing: [], beside: [], doubts: [], next: [], ...more, says };
}

export function linksOf(type: LinkType, { links }: View): readonly ReasonedLink[] {
  return links.filter((link) => link.type === type);
}

export function isFirm(type: LinkType, view: View): boolean {
  return linksOf(type, view).some((link) => link.strength !== 'weak');
}

export function entriesOf(links: readonly ReasonedLink[]): readonly EntryRef[] {
  return links.flatMap((link) => link.entries);
}

/** What speaks against an element for the employee: every other explanation of these kinds that was found. */
export function rivalsOf(
  kinds: readonly RivalKind[],
  { rivals }: View,
): { readonly doubts: readonly string[]; readonly entries: readonly EntryRef[] } {
  const found = rivals.filter(
    ({ kind, outcome }) => kinds.includes(kind) && (outcome === 'explains' || outcome === 'weakens'),
  );
  return {
    doubts: found.map(
      ({ outcome, because }) =>
        `其他合理解释${outcome === 'explains' ? '成立' : '尚未排除'}:${because.replace(/。$/u, '')}`,
    ),
    entries: found.flatMap((rival) => rival.entries),
  };
}

export function testimonyIn({ evidence }: View): readonly Factual<'testimony'>[] {
  return aboutFacts(evidence).filter((fact): fact is Factual<'testimony'> => fact.record.kind === 'testimony');
}

type Document = Factual<'document'>;
/** Papers that we or the union wrote in the procedure: what they claim proves no fact of the core. */
const procedural: readonly Document['record']['body']['type'][] = [
  'notice',
  'minutes',
  'union-opinion',
  'delivery-proof',
];

/** Documents about the employee or a customer of the story whose title says that they are of this matter. */
export function documentsNamed(title: RegExp, view: View): readonly Document[] {
  return titled(title, view).filter((fact) => !procedural.includes(fact.record.body.type));
}

/** Notices, or records of talks, of such a title. */
export function proceduralNamed(type: 'notice' | 'minutes', title: RegExp, view: View): readonly Document[] {
  return titled(title, view).filter((fact) => fact.record.body.type === type);
}

function titled(title: RegExp, { evidence }: View): readonly Document[] {
  return aboutFacts(evidence).filter(
    (fact): fact is Document => fact.record.kind === 'document' && title.test(fact.record.body.title),
  );
}

export function entriesOfFacts(facts: readonly Fact[]): readonly EntryRef[] {
  return facts.map(entryOf);
}

/** The words for an account that belongs to nobody yet: no question about a person can be answered. */
export function nobody({ evidence }: View): Found | undefined {
  const { ref, handle } = evidence.story.employee;
  return ref === undefined
    ? absent(`账号${handle.ref}尚未归属到员工,不能核对`, { next: ['attribution-file'] })
    : undefined;
}
